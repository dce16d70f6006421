"""Every macro on a real `xw.Book`: what it writes is what the command line writes, and what it says."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
import xlwings as xw

from liaison_planner import services
from liaison_planner.actions.table import ACTIONS, entries
from liaison_planner.addin.click import run
from liaison_planner.addin.desk import Desk
from liaison_planner.addin.macros import MACROS
from liaison_planner.addin.open_book import OpenBook
from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.cli.main import main
from liaison_planner.domain.cell import RawValue
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.replan import Closeness
from liaison_planner.views import Content, summary_of
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.image import FileImage
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.schema import tables
from tests.addin.remote import Cells, applied, cells_of, payload


class Clicked(NamedTuple):
    """What a click left behind: all cells, the message, and everything that Excel was asked to do."""

    cells: Cells
    message: str
    mode: str
    asked: list[str]


Click = Callable[..., Clicked]


@pytest.fixture
def click(today: date) -> Click:
    def click(entry: str, package: bytes, sheet: str = "Start", selection: str = "A1") -> Clicked:
        sent = payload(package, sheet, selection)
        book = xw.Book(json=sent)
        run(entry, OpenBook(book), today)
        actions: list[dict[str, Any]] = book.json()["actions"]
        (alert,) = [each["args"] for each in actions if each["func"] == "alert"]
        cells = applied(cells_of(package), actions, [each["name"] for each in sent["sheets"]])
        return Clicked(cells, alert[0], alert[3], [each["func"] for each in actions])

    return click


@pytest.fixture(scope="session")
def book_of(catalogue: Catalogue, today: date) -> Callable[[str], bytes]:
    """A sample person's workbook with macros."""

    def book_of(person_id: str) -> bytes:
        profile = services.sample_person(person_id, catalogue, today).profile
        return services.new_workbook(catalogue, profile, sample=True, macros=True)

    return book_of


def planned(package: bytes, catalogue: Catalogue, today: date) -> tuple[Plan, Profile]:
    person = services.person_in_workbook(package, catalogue, today)
    assert person.profile is not None
    return services.plan_for(person, catalogue, today), person.profile


def test_every_action_has_a_macro_and_every_macro_an_action() -> None:
    assert set(MACROS) == set(entries()) == {each.entry for each in ACTIONS}


@pytest.mark.parametrize("person_id", sample_people())
def test_a_click_writes_what_the_command_line_writes(
    person_id: str, click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of(person_id)
    plan, profile = planned(package, catalogue, today)
    by_command = cells_of(services.filled_workbook(package, profile, plan, catalogue))
    assert click("regenerate_plan", package).cells == by_command


def test_a_second_click_changes_nothing(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    filled = services.filled_workbook(package, profile, plan, catalogue)
    again = click("regenerate_plan", filled)
    assert again.cells == cells_of(filled)
    assert "setValues" not in again.asked


def test_notes_move_with_their_steps(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    filled = services.filled_workbook(package, profile, plan, catalogue)
    rows = [dict(row) for row in FileImage(filled).image.tables["tblPlan"] if row["id"]]
    rows[1]["notes"] = "+1 place booked"
    noted = fill(filled, Content({"in_budget_usd": 9_999}, {"tblPlan": tuple(plain(row) for row in rows)}))
    plan, profile = planned(noted, catalogue, today)
    by_command = cells_of(services.filled_workbook(noted, profile, plan, catalogue))
    assert click("regenerate_plan", noted).cells == by_command
    assert "+1 place booked" in by_command.values()


def plain(row: dict[str, RawValue]) -> dict[str, Any]:
    return {
        key: value
        for key, value in row.items()
        if not next(c for c in tables()["tblPlan"].columns if c.key == key).fixed
    }


def test_answers_with_errors_are_listed_and_nothing_is_planned(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = fill(book_of("P01"), Content({"in_weekly_hours": "many", "in_start_date": "soon"}))
    issues = services.person_in_workbook(package, catalogue, today).issues
    for entry in ("regenerate_plan", "check_inputs", "compare_scenarios"):
        told = click(entry, package)
        assert told.message.startswith("2 errors to mend; the sheet Checks lists all.")
        for issue in issues[:2]:
            assert f"{issue.sheet} {issue.cell}: {issue.what} {issue.how_to_fix}" in told.message
            assert issue.what in told.cells.values()
        assert {sheet for sheet, _, _ in told.cells.keys() ^ cells_of(package).keys()} == {"Checks"}


def test_in_a_table_that_was_sorted_a_problem_has_the_cell_where_it_stands_now(
    book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P01")
    placed = FileImage(package).places.tables["tblskills"]
    level, sent = placed.column("My level (0-4)") or 0, payload(package)
    values = next(each["values"] for each in sent["sheets"] if each["name"] == placed.sheet)
    first, second = placed.rows.first_row - 1, placed.rows.first_row + 4
    values[first][level - 1] = "nine"
    values[first], values[second] = values[second], values[first]
    desk = Desk(OpenBook(xw.Book(json=sent)), catalogue, today)
    (issue,) = [each for each in desk.person.issues if "nine" in each.what]
    assert (issue.sheet, issue.cell) == (placed.sheet, cell_name(second + 1, level))


def test_sound_answers_pass_the_check(click: Click, book_of: Callable[[str], bytes]) -> None:
    told = click("check_inputs", book_of("P03"))
    assert told.message.startswith("No problems found.")
    assert told.mode == "info"


def test_a_check_flags_a_plan_that_the_catalogue_has_overtaken(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    """The plan in the book was made when its first step cost a dollar less."""
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    dearer = next(row for row in plan.rests_on if row.values.get("cost_usd", "0") != "0")
    was = float(dearer.values["cost_usd"]) - 1
    older = dearer.model_copy(update={"values": dearer.values | {"cost_usd": f"{was:g}"}})
    rests_on = tuple(older if row == dearer else row for row in plan.rests_on)
    before = plan.model_copy(update={"rests_on": rests_on})
    told = click("check_inputs", services.filled_workbook(package, profile, before, catalogue))
    assert f"the price was ${was:,.0f}, and is now ${was + 1:,.0f}." in told.message
    assert any("no longer agrees with the catalogue" in str(value) for value in told.cells.values())


def test_scenarios_are_those_of_the_command_line(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P02")
    plan, profile = planned(package, catalogue, today)
    person = services.person_in_workbook(package, catalogue, today)
    compared = services.comparison_for(person, catalogue, today)
    by_command = cells_of(services.filled_workbook(package, profile, plan, catalogue, compared))
    assert click("compare_scenarios", package).cells == by_command


def test_progress_is_planned_for_as_on_the_command_line(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    filled = fill(services.filled_workbook(package, profile, plan, catalogue), Content({"in_weekly_hours": 4}))
    person = services.person_in_workbook(filled, catalogue, today)
    assert person.profile is not None
    made = services.replan_for(person, catalogue, today, plan, Closeness.CLOSE)
    by_command = services.filled_workbook(filled, person.profile, made.plan, catalogue, replan=made)
    told = click("update_progress", filled)
    assert told.cells == cells_of(by_command)
    assert summary_of(made.changes) in told.message


def test_progress_needs_a_plan(click: Click, book_of: Callable[[str], bytes]) -> None:
    assert click("update_progress", book_of("P01")).message.startswith("There is no plan to go on from yet.")


def test_the_last_plan_is_taken_back_as_on_the_command_line(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    first = fill(services.filled_workbook(package, profile, plan, catalogue), Content({"in_weekly_hours": 4}))
    plan, profile = planned(first, catalogue, today)
    second = services.filled_workbook(first, profile, plan, catalogue)
    undone = services.undone_workbook(second)
    assert undone is not None
    told = click("undo_last_plan", second)
    assert told.cells == cells_of(undone)
    assert told.message.startswith(f"Plan 2 of {today} is taken back")


def test_where_nothing_can_be_taken_back_that_is_said(click: Click, book_of: Callable[[str], bytes]) -> None:
    assert click("undo_last_plan", book_of("P01")).message == "There is no earlier plan to go back to."


def test_a_selected_step_is_explained(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    filled = services.filled_workbook(package, profile, plan, catalogue)
    row = FileImage(filled).places.tables["tblplan"].rows.first_row
    told = click("explain_step", filled, "Plan", f"B{row}")
    assert told.message.startswith(f"{plan.items[0].title} is in your plan.")
    assert "Start: " in told.message
    assert told.cells == cells_of(filled)


def test_an_offering_that_was_not_chosen_is_explained_from_the_catalogue(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P01")
    plan, _ = planned(package, catalogue, today)
    chosen = {item.offering_id for item in plan.items}
    at, offering = next((at, each) for at, each in enumerate(catalogue.offerings.values()) if each.id not in chosen)
    row = FileImage(package).places.tables["tblcatalogue"].rows.first_row + at
    assert click("explain_step", package, "Catalogue", f"A{row}").message.startswith(
        f"{offering.title} is not in your plan."
    )


def test_without_a_selected_step_a_sentence_says_what_to_select(click: Click, book_of: Callable[[str], bytes]) -> None:
    assert click("explain_step", book_of("P01")).message.startswith("Select a cell in the row of a step")


def test_the_calendar_is_that_of_the_command_line(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date, home: Path
) -> None:
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    filled = services.filled_workbook(package, profile, plan, catalogue)
    (home / "me.xlsm").write_bytes(filled)
    assert main(["export", str(home / "me.xlsm"), "--ics", str(home / "by command.ics"), "--today", str(today)]) == 0
    told = click("export_calendar", filled)
    made = home / "Documents/me calendar.ics"
    assert made.read_bytes() == (home / "by command.ics").read_bytes()
    assert f"«{made}»" in told.message
    assert told.cells == cells_of(filled)


def test_a_second_calendar_leaves_the_first_alone(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date, home: Path
) -> None:
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    (home / "Documents/me calendar.ics").write_bytes(b"somebody else's")
    click("export_calendar", services.filled_workbook(package, profile, plan, catalogue))
    assert (home / "Documents/me calendar.ics").read_bytes() == b"somebody else's"
    assert (home / "Documents/me calendar 2.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_calendar_needs_a_plan(click: Click, book_of: Callable[[str], bytes], home: Path) -> None:
    assert click("export_calendar", book_of("P01")).message.startswith("There is no plan to export yet.")
    assert list((home / "Documents").iterdir()) == []


def test_a_new_person_gets_a_blank_workbook_with_the_same_catalogue_and_this_one_stays(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, home: Path
) -> None:
    package = book_of("P01")
    told = click("new_person", package)
    made = home / "Documents/New person.xlsm"
    assert made.read_bytes() == services.new_workbook(catalogue, macros=True)
    assert (
        f"Made «{made}», as this workbook is not saved in a folder of this computer. Open it from there."
        in told.message
    )
    assert told.cells == cells_of(package)
    assert "setValues" not in told.asked


def test_an_excel_that_has_folders_gets_the_file_beside_the_workbook_and_opens_it(tmp_path: Path) -> None:
    opened: list[Path] = []
    app = SimpleNamespace(books=SimpleNamespace(open=opened.append))
    own = SimpleNamespace(xl=SimpleNamespace(FullName=str(tmp_path / "Ann.xlsm")))
    book: Any = SimpleNamespace(name="Ann.xlsm", impl=own, app=app)
    path = tmp_path / "New person.xlsm"
    assert OpenBook(book).hand_over(path.name, b"blank") == f"Made «{path}», beside this workbook. It is open now."
    assert opened == [path]
    assert OpenBook(book).hand_over("a.ics", b"plan") == f"Made «{tmp_path / 'a.ics'}», beside this workbook."
    assert opened == [path]


def test_a_click_keeps_the_plan_as_the_agreed_one_as_the_command_line_does(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = fill(book_of("P01"), Content({"set_review": date(2027, 2, 1)}))
    plan, profile = planned(package, catalogue, today)
    filled = services.filled_workbook(package, profile, plan, catalogue)
    agreed = services.agreed_workbook(filled, today, date(2027, 2, 1))
    assert agreed is not None
    told = click("agree_plan", filled)
    assert told.cells == cells_of(agreed)
    assert told.message.startswith(f"Agreement 1 of {today}")


def test_there_must_be_something_to_agree_on_and_a_review_ahead(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P01")
    assert click("agree_plan", package).message.startswith("There is no plan to agree on yet.")
    plan, profile = planned(package, catalogue, today)
    filled = services.filled_workbook(package, profile, plan, catalogue)
    told = click("agree_plan", fill(filled, Content({"set_review": date(2026, 11, 1)})))
    assert "2026-11-01, lies before today" in told.message
    assert "setValues" not in told.asked


def test_a_plan_that_is_out_of_date_is_not_agreed_on(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    filled = services.filled_workbook(package, profile, plan, catalogue)
    told = click("agree_plan", fill(filled, Content({"in_weekly_hours": 5})))
    assert told.message.startswith("The plan is out of date: answers have changed on Preferences")
    assert "Update progress" in told.message
    assert "setValues" not in told.asked


def test_a_check_names_settings_that_cannot_be(click: Click, book_of: Callable[[str], bytes]) -> None:
    told = click("check_inputs", fill(book_of("P01"), Content({"set_closeness": "nearly"})))
    assert "nearly" in told.message
    assert any("nearly" in str(value) for (sheet, *_), value in told.cells.items() if sheet == "Checks")


def test_how_much_may_move_is_chosen_on_preferences(
    click: Click, book_of: Callable[[str], bytes], catalogue: Catalogue, today: date
) -> None:
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    answers = Content({"in_weekly_hours": 14, "set_closeness": "start afresh"})
    filled = fill(services.filled_workbook(package, profile, plan, catalogue), answers)
    person = services.person_in_workbook(filled, catalogue, today)
    assert person.profile is not None
    made = services.replan_for(person, catalogue, today, plan, Closeness.FRESH)
    assert made.plan.items != services.replan_for(person, catalogue, today, plan, Closeness.CLOSE).plan.items
    by_command = services.filled_workbook(filled, person.profile, made.plan, catalogue, replan=made)
    assert click("update_progress", filled).cells == cells_of(by_command)
    unclear = fill(filled, Content({"set_closeness": "a bit"}))
    assert "«When planning again» holds" in click("update_progress", unclear).message
