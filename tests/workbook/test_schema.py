"""The description of the workbook keeps the rules that Excel, the reader and the filler rely on."""

import re
from datetime import date

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.workbook.lists import list_values
from liaison_planner.workbook.reference import reference_rows
from liaison_planner.workbook.schema import SHEETS, fields, grids, input_fields, input_tables, tables
from liaison_planner.workbook.schema_model import Allowed, CellKind, Column, Role, Sheet
from liaison_planner.workbook.validation import validation

PIXELS_OF_A_SMALL_SCREEN = 1366
_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")


def inputs() -> list[tuple[str, CellKind, Allowed]]:
    single = [(field.name, field.kind, field.allowed) for field in input_fields() if field.allowed]
    columns = [
        (f"{table.name}.{column.key}", column.kind, column.allowed)
        for table in tables().values()
        for column in table.columns
        if column.allowed
    ]
    return single + columns


def columns_of(sheet: Sheet) -> list[Column]:
    return [column for table in sheet.tables for column in table.columns]


def test_sheets_stand_in_the_order_of_work() -> None:
    assert [sheet.name for sheet in SHEETS] == [
        *(
            "Start",
            "Profile",
            "Experience",
            "Skills",
            "Evidence",
            "Preferences",
            "Targets",
            "Levels",
            "Catalogue",
            "Routes",
            "Facts",
        ),
        *("Standing", "Gaps", "Plan", "Timeline", "Dashboard", "Scenarios", "Agreement", "History"),
        *("Checks", "Lists", "Planned", "Kept", "About"),
    ]


def test_every_name_is_given_once_and_looks_like_no_cell() -> None:
    names = [field.name for sheet in SHEETS for field in sheet.fields]
    names += [table.name for sheet in SHEETS for table in sheet.tables]
    names += [grid.name for sheet in SHEETS for grid in sheet.grids]
    assert len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if _CELL.fullmatch(name)]


def test_inputs_are_named_in_and_results_out() -> None:
    assert {name for name, field in fields().items() if field.allowed} == {
        name for name in fields() if name.startswith(("in_", "set_"))
    }
    assert all(name.startswith(("in_", "out_", "set_")) for name in [*fields(), *grids()])
    assert all(name.startswith("tbl") for name in tables())


@pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)
def test_headers_of_a_table_are_unique_and_plain(table: object) -> None:
    headers = [column.heading for column in tables()[getattr(table, "name", "")].columns]
    assert len({" ".join(header.casefold().split()) for header in headers}) == len(headers)
    assert not [header for header in headers if not header.strip() or "\n" in header]


def test_the_reader_hands_over_exactly_the_keys_that_intake_knows() -> None:
    assert {field.key for field in input_fields()} == {
        *("person_id", "label", "background", "edu_level", "degree_field", "internal_employer", "weekly_hours"),
        *("budget_usd", "start_date", "target_date", "willing_to_change_job", "constraints", "objective"),
        *("firm_routes_only", "prefer_robust", "max_parallel", "savings_usd", "savings_floor_usd"),
        *("monthly_income_usd", "monthly_costs_usd", "employer_pays_usd", "hours_in_new_post"),
    }
    assert {table.reads_as: {column.reads_as for column in table.columns} - {""} for table in input_tables()} == {
        "licences": {"token"},
        "certificates": {"token"},
        "gates": {"gate", "answer"},
        "experience": {f"yrs_{field}" for field in _YEARS}
        | {"role", "employer", "first", "last", "hours_per_week", "verified_by", "verified_on"},
        "degrees": {"level", "field", "finished", "verified_by", "verified_on"},
        "credential_notes": {"token", "expires", "verified_by", "verified_on"},
        "proofs": {"kind", "title", "competency", "level", "verified_by", "verified_on"},
        "ratings": {"competency", "level"},
        "focus": {"focus"},
        "values": {"value", "weight"},
        "periods": {"first", "last", "hours_per_week"},
        "choices": {"offering", "decision", "start"},
        "employer_pays_for": {"offering"},
    }


_YEARS = (
    *("healthcare", "clinical", "sales_marketing", "healthcare_sales"),
    *("practice_mgmt", "education_admin", "public_community"),
)


@pytest.mark.parametrize(("name", "kind", "allowed"), inputs(), ids=[name for name, _, _ in inputs()])
def test_every_input_is_checked_and_says_what_is_allowed(name: str, kind: CellKind, allowed: Allowed) -> None:
    """Titles hold 32 characters and texts 255 ("Data validation", Microsoft)."""
    options = validation(kind, allowed)
    assert options["error_type"] == "stop"
    assert 0 < len(options["input_title"]) <= 32
    assert 0 < len(options["error_title"]) <= 32
    assert 0 < len(options["input_message"]) <= 255
    assert options["error_message"] == options["input_message"]
    assert allowed.choices or "example" in allowed.words


@pytest.mark.parametrize(("name", "kind", "allowed"), inputs(), ids=[name for name, _, _ in inputs()])
def test_lists_come_from_named_ranges_and_bounds_from_the_schema(
    name: str, kind: CellKind, allowed: Allowed, catalogue: Catalogue
) -> None:
    options = validation(kind, allowed)
    if allowed.choices:
        assert options["source"] == f"={allowed.choices}"
        assert list_values(catalogue)[allowed.choices]
    else:
        assert (options["minimum"], options["maximum"]) == (allowed.low, allowed.high)
        assert isinstance(allowed.low, date) == (kind is CellKind.DATE)


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.role is Role.INPUT], ids=lambda sheet: sheet.name)
def test_input_sheets_need_no_sideways_scrolling_on_a_small_screen(sheet: Sheet) -> None:
    """Excel draws a column of n characters 7n + 5 pixels wide; row numbers and the scroll bar take some 60."""
    assert sum(7 * width + 5 for width in sheet.widths) + 60 <= PIXELS_OF_A_SMALL_SCREEN


def test_required_inputs_carry_an_asterisk() -> None:
    required = [column.heading for sheet in SHEETS for column in columns_of(sheet) if column.required]
    assert required == ["Kind of employer *"]


def test_reference_rows_fill_exactly_the_fixed_columns(catalogue: Catalogue) -> None:
    for name, rows in reference_rows(catalogue).items():
        fixed = {column.key for column in tables()[name].columns if column.fixed}
        assert {frozenset(row) for row in rows} == {frozenset(fixed)}


def test_tables_without_a_capacity_get_their_rows_from_the_catalogue(catalogue: Catalogue) -> None:
    assert {name for name, table in tables().items() if not table.capacity} <= reference_rows(catalogue).keys()


def test_a_table_filled_by_key_fixes_the_key() -> None:
    assert all(table.column(table.row_key).fixed for table in tables().values() if table.row_key)
