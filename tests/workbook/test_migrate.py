"""Files of older layouts are read, and their answers and notes come into a copy with the newest layout."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import RawProfile
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.views import Content
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.layout import is_older, layout_of
from liaison_planner.workbook.migrate import has_macros, in_newest_layout
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.read import read_inputs
from liaison_planner.workbook.schema import SCHEMA_VERSION, input_tables

LAYOUT_1 = Path(__file__).parent / "data" / "layout_1.xlsx"
"""The first sample person's workbook with a plan and a note, as the first layout had it."""

RowsOf = Callable[[bytes, str], list[dict[str, Any]]]
Change = Callable[[bytes, str, Callable[[bytes], bytes | None]], bytes]


@pytest.fixture(scope="module")
def old() -> bytes:
    return LAYOUT_1.read_bytes()


def test_a_file_of_the_first_layout_is_read_without_complaint(
    old: bytes, catalogue: Catalogue, nurse: Profile, today: date
) -> None:
    """If this fails for an input that is new: give it `since` in the schema, and the schema a new version."""
    person = services.person_in_workbook(old, catalogue, today)
    assert [issue for issue in person.issues if issue.code.startswith("missing")] == []
    assert person.profile == nurse


def test_its_copy_has_the_newest_layout_and_every_answer(old: bytes, template: bytes) -> None:
    copy = in_newest_layout(old, template)
    assert layout_of(Book(open_package(copy))) == SCHEMA_VERSION
    assert answers(copy) == answers(old)


def test_answers_that_only_people_read_come_along(old: bytes, template: bytes, rows_of: RowsOf) -> None:
    row = rows_of(in_newest_layout(old, template), "tblExperience")[0]
    assert (row["Post"], row["Employer"]) == ("Clinic nurse", "Riverside Orthopedics")


def test_a_note_comes_along_and_finds_its_step_in_the_new_plan(
    old: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan, rows_of: RowsOf
) -> None:
    (step,) = (row["Id"] for row in rows_of(old, "tblPlan") if row["My notes"])
    assert step in {item.offering_id for item in plan.items}
    filled = services.filled_workbook(old, nurse, plan, catalogue)
    assert [(row["Id"], row["My notes"]) for row in rows_of(filled, "tblPlan") if row["My notes"]] == [
        (step, "booked, ask Ann")
    ]


def test_a_note_whose_step_is_gone_comes_along_and_says_so(
    old: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan, rows_of: RowsOf
) -> None:
    nothing = plan.model_copy(update={"items": (), "recurring": ()})
    rows = rows_of(services.filled_workbook(old, nurse, nothing, catalogue), "tblPlan")
    assert [(row["Status"], row["My notes"]) for row in rows if any(row.values())] == [
        ("no longer in the plan", "booked, ask Ann")
    ]


def test_dates_counted_from_1904_are_the_same_days_in_the_copy(old: bytes, template: bytes, change: Change) -> None:
    mac = change(old, "xl/workbook.xml", lambda text: text.replace(b"<workbookPr ", b'<workbookPr date1904="1" '))
    mac = fill(mac, Content({"in_start_date": date(2027, 2, 1)}))
    raw = read_inputs(in_newest_layout(mac, template))
    assert isinstance(raw, RawProfile)
    assert raw.fields["start_date"].value == date(2027, 2, 1)


def test_a_file_with_the_newest_layout_is_not_copied(filled: bytes, template: bytes) -> None:
    assert not is_older(filled)
    assert in_newest_layout(filled, template) is filled


def test_the_copy_of_a_workbook_with_macros_has_todays_macros_and_buttons(
    old: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan, change: Change
) -> None:
    """An .xlsm of the first layout, as its planner would have made it: the same file with macros of its own in it."""
    with_macros = change(old, "xl/vbaProject.bin", lambda _: b"macros of its day")
    assert (has_macros(old), has_macros(with_macros)) == (False, True)
    copy = open_package(services.filled_workbook(with_macros, nurse, plan, catalogue))
    newest = open_package(services.new_workbook(catalogue, macros=True))
    assert copy.parts.keys() == newest.parts.keys()
    assert all(copy.parts[name] == newest.parts[name] for name in copy.parts if "vba" in name or "vml" in name)


def test_the_old_file_is_the_one_that_the_planner_of_its_day_wrote(old: bytes) -> None:
    assert layout_of(Book(open_package(old))) == 1
    assert load_workbook(io.BytesIO(old))["Plan"]["A1"].value == "Plan"


def answers(package: bytes) -> object:
    """All answers that are not blank; rows that only name what they ask are none."""
    raw = read_inputs(package)
    assert isinstance(raw, RawProfile)
    named = {(table.reads_as, table.column(table.row_key).reads_as) for table in input_tables() if table.row_key}
    fields = {key: cell.value for key, cell in raw.fields.items() if not cell.blank}
    rows = {
        (table, at, key): cell.value
        for table, rows in raw.tables.items()
        for at, row in enumerate(rows)
        for key, cell in row.items()
        if not cell.blank and (table, key) not in named
    }
    return fields, rows
