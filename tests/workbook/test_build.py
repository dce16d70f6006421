"""The template is a real, calm, protected workbook that holds exactly what the schema says."""

import io
import re
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from liaison_planner.catalogue import Catalogue
from liaison_planner.workbook.build import build_template
from liaison_planner.workbook.build_page import Strict, TemplateError
from liaison_planner.workbook.schema import SHEETS, fields, grids, tables, typed_fields
from liaison_planner.workbook.schema_model import Role, Sheet
from liaison_planner.workbook.theme import NUMBER_FORMATS, PLAIN

ALL_SHEETS = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)


@pytest.fixture(scope="module")
def book(template: bytes) -> Workbook:
    return load_workbook(io.BytesIO(template))


def parts(package: bytes, pattern: str) -> dict[str, str]:
    with ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if re.fullmatch(pattern, name)}


def test_two_builds_are_the_same_byte_for_byte(template: bytes, catalogue: Catalogue) -> None:
    assert build_template(catalogue) == template


def test_the_workbook_has_the_sheets_of_the_schema_in_order(book: Workbook) -> None:
    assert book.sheetnames == [sheet.name for sheet in SHEETS]


def test_every_field_and_grid_has_its_name(book: Workbook) -> None:
    assert {*fields(), *grids()} <= set(book.defined_names)


def test_grids_are_as_large_as_the_schema_says(book: Workbook) -> None:
    for name, grid in grids().items():
        ((sheet, area),) = book.defined_names[name].destinations
        cells = book[sheet][area]
        assert (len(cells), len(cells[0])) == (grid.rows, grid.columns)


@pytest.mark.parametrize("name", tables())
def test_every_table_is_a_real_one_with_the_headers_of_the_schema(book: Workbook, name: str) -> None:
    sheet = next(sheet for sheet in book if name in sheet.tables)
    assert sheet.tables[name].column_names == [column.heading for column in tables()[name].columns]
    header = sheet[sheet.tables[name].ref][0]
    assert [cell.value for cell in header] == sheet.tables[name].column_names


@ALL_SHEETS
def test_a1_holds_the_title_and_a2_the_role_in_words(book: Workbook, sheet: Sheet) -> None:
    assert book[sheet.name]["A1"].value == sheet.title
    assert book[sheet.name]["A2"].value == f"{sheet.role.value}  ·  {sheet.purpose}"


@ALL_SHEETS
def test_the_tab_has_the_colour_of_the_role(book: Workbook, sheet: Sheet) -> None:
    colour = book[sheet.name].sheet_properties.tabColor
    assert colour is not None
    assert colour.rgb == "FF" + PLAIN.tabs[sheet.role].lstrip("#")


@ALL_SHEETS
def test_sheets_are_protected_without_a_password_but_can_be_sorted_and_filtered(book: Workbook, sheet: Sheet) -> None:
    protection = book[sheet.name].protection
    assert protection.sheet
    assert protection.password is None
    assert not any((protection.sort, protection.autoFilter, protection.formatColumns))  # False: not forbidden


@ALL_SHEETS
def test_sheets_are_ready_for_screen_and_paper(book: Workbook, sheet: Sheet) -> None:
    page = book[sheet.name]
    assert page.freeze_panes is not None
    assert not page.sheet_view.showGridLines
    assert page.print_area or sheet.hidden
    assert page.print_title_rows
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight or 0) in ((1, sheet.pages_tall), (1, 0))
    assert page.page_setup.orientation == ("landscape" if sheet.landscape else "portrait")
    assert "Page &P of &N" in str(page.HeaderFooter.oddFooter)


def test_every_input_cell_is_unlocked_and_validated(book: Workbook) -> None:
    for place in input_cells(book):
        sheet, cell = place
        assert not book[sheet][cell].protection.locked, place
        assert any(cell in rule.sqref for rule in book[sheet].data_validations.dataValidation), place


def test_cells_that_are_not_filled_in_are_locked(book: Workbook) -> None:
    open_cells = set(input_cells(book))
    for sheet in (sheet for sheet in SHEETS if sheet.role is Role.INPUT):
        for cell in (cell for row in book[sheet.name].iter_rows() for cell in row):
            assert cell.protection.locked == ((sheet.name, cell.coordinate) not in open_cells), cell


def input_cells(book: Workbook) -> list[tuple[str, str]]:
    cells = []
    for field in typed_fields():
        ((sheet, cell),) = book.defined_names[field.name].destinations
        cells.append((sheet, cell.replace("$", "")))
    for name, table in tables().items():
        page = next(page for page in book if name in page.tables)
        _, *rows = page[page.tables[name].ref]
        for at, column in enumerate(table.columns):
            if column.allowed and table.is_input:
                cells += [(page.title, row[at].coordinate) for row in rows]
    return cells


def test_the_notes_beside_the_plan_can_be_written_in_a_protected_sheet(book: Workbook) -> None:
    place = tables()["tblPlan"].columns.index(tables()["tblPlan"].column("notes"))
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place]
    assert not book["Plan"].column_dimensions[letter].protection.locked


def test_tables_hold_no_merged_cells(book: Workbook) -> None:
    assert [sheet.title for sheet in book if sheet.merged_cells.ranges] == ["Start"]
    assert not book["Start"].tables


def test_an_empty_template_has_nothing_red(template: bytes) -> None:
    colours = {
        colour for text in parts(template, "xl/styles.xml").values() for colour in re.findall(r'rgb="FF(\w{6})"', text)
    }
    rgb = [(int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)) for colour in colours]
    assert not [each for each in rgb if each[0] > 180 and each[1] < 90 and each[2] < 90]


def test_there_are_no_links_to_outside_macros_or_connections(template: bytes) -> None:
    assert not parts(template, r".*(vbaProject|externalLink|connections|activeX|embeddings).*")
    assert not [name for name, text in parts(template, r".*\.rels").items() if "External" in text]


def test_the_steps_lead_to_their_sheets(book: Workbook) -> None:
    links = [cell.hyperlink.location for cell in book["Start"]["A"] if cell.hyperlink]
    assert links == [
        f"'{name}'!A1" for name in ("Profile", "Experience", "Skills", "Evidence", "Preferences", "Targets", "Plan")
    ]


def test_a_refusal_of_xlsxwriter_is_an_error() -> None:
    class Refusing:
        def get_name(self) -> str:
            return "Sheet"

        def write_string(self, *_: Any) -> int:
            return -2

    with pytest.raises(TemplateError, match="write_string"):
        Strict(Refusing()).write_string(0, 0, "x")


@pytest.mark.parametrize("name", [name for name, table in tables().items() if not table.is_input])
def test_every_result_has_the_number_format_of_its_kind_also_where_tables_share_columns(
    book: Workbook, name: str
) -> None:
    """A cell that nobody wrote has the format of its column."""
    page = next(page for page in book if name in page.tables)
    first, last = page[page.tables[name].ref][1], page[page.tables[name].ref][-1]
    stored = {cell.coordinate for row in page.iter_rows() for cell in row if cell.has_style}
    for at, column in enumerate(tables()[name].columns):
        for cell in (first[at], last[at]):
            whole = next(each for each in page.column_dimensions.values() if each.min <= cell.column <= each.max)
            found = cell if cell.coordinate in stored else whole
            assert column.fixed or column.formula or found.number_format == NUMBER_FORMATS[column.kind], column.key
