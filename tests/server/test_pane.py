"""The task pane, click by click: what it shows, and that the cells afterwards are those of the command line."""

from collections.abc import Callable
from datetime import date

import pytest

from liaison_planner import services
from liaison_planner.actions.table import ACTIONS
from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.replan import Closeness
from liaison_planner.views import Content, summary_of
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.image import FileImage
from tests.addin.remote import Cells, cells_of
from tests.server.browser import Panes
from tests.server.conftest import Running

BookOf = Callable[[str], bytes]


def planned(package: bytes, catalogue: Catalogue, today: date) -> tuple[Plan, Profile]:
    person = services.person_in_workbook(package, catalogue, today)
    assert person.profile is not None
    return services.plan_for(person, catalogue, today), person.profile


@pytest.fixture(scope="module")
def filled(book_of: BookOf, catalogue: Catalogue, today: date) -> bytes:
    """The workbook of a sample person with the plan in it."""
    package = book_of("P01")
    plan, profile = planned(package, catalogue, today)
    return services.filled_workbook(package, profile, plan, catalogue)


@pytest.fixture(params=sample_people())
def package(request: pytest.FixtureRequest, book_of: BookOf) -> bytes:
    """The workbook of each sample person."""
    return book_of(request.param)


def test_a_click_writes_what_the_command_line_writes(
    package: bytes, server: Running, panes: Panes, catalogue: Catalogue, today: date
) -> None:
    plan, profile = planned(package, catalogue, today)
    pane = panes(server.address, package)
    said = pane.click("Regenerate plan")
    assert not pane.is_wrong, said
    assert pane.cells() == cells_of(services.filled_workbook(package, profile, plan, catalogue))
    assert pane.text("plan-line") in said
    assert all(sheet["protected"] for sheet in pane.book()["sheets"])
    assert pane.strange == []


def test_every_action_has_a_button_that_says_what_it_does(server: Running, panes: Panes, filled: bytes) -> None:
    pane = panes(server.address, filled)
    buttons = pane.page.locator("[data-entry]").all()
    assert [each.get_attribute("data-entry") for each in buttons] == [each.entry for each in ACTIONS]
    for action, button in zip(ACTIONS, buttons, strict=True):
        assert button.inner_text() == action.caption
        assert button.locator("svg").count() == 1
        told = pane.page.locator(f"#{button.get_attribute('aria-describedby')}")
        assert told.text_content() == action.help


def test_the_pane_shows_the_plan_and_the_next_steps_of_the_workbook(
    server: Running, panes: Panes, filled: bytes
) -> None:
    fields = FileImage(filled).image.fields
    pane = panes(server.address, filled)
    assert pane.text("person") == fields["out_person"]
    assert pane.text("plan-line") == fields["out_plan_line"]
    assert pane.text("verdict") == fields["out_checks_ok"]
    assert not pane.page.locator("#stale").is_visible()
    assert f"Ready on\n15 Aug 2027\n{fields['out_ready_note']}" in pane.text("cards")
    assert f"Total cost\n$2,910\n{fields['out_cost_note']}" in pane.text("cards")
    sentences = [str(row[1]) for row in FileImage(filled).image.grids["out_story"] if row[1]]
    assert all(sentence in pane.text("story") for sentence in sentences)


def test_a_plan_that_is_out_of_date_is_told_as_soon_as_an_answer_changes(
    server: Running, panes: Panes, filled: bytes
) -> None:
    """Excel computes the cell that says so; the stand-in is told what it would say."""
    pane = panes(server.address, filled)
    sheet, area = FileImage(filled).places.names["out_stale"]
    words = "▲ Out of date: what you entered on Preferences has changed since this was computed."
    cell = f"{'ABCDEFG'[area.first_column - 1]}{area.first_row}"
    pane.evaluate("([sheet, cell, words]) => __type(sheet, cell, words)", [sheet, cell, words])
    pane.page.wait_for_selector("#stale:not([hidden])")
    assert pane.text("stale") == words


def test_problems_of_the_answers_are_listed_with_a_way_to_their_cells(
    server: Running, panes: Panes, book_of: BookOf, catalogue: Catalogue, today: date
) -> None:
    package = fill(book_of("P01"), Content({"in_weekly_hours": "many", "in_start_date": "soon"}))
    issues = services.person_in_workbook(package, catalogue, today).issues
    pane = panes(server.address, package)
    said = pane.click("Check inputs")
    assert said.startswith("2 errors to mend")
    for issue in issues:
        assert f"Error: {issue.what}" in pane.text("issue-list")
        assert issue.how_to_fix in pane.text("issue-list")
    first = issues[0]
    pane.page.get_by_role("button", name=f"Go to {first.sheet} {first.cell}").click()
    pane.page.wait_for_function(
        "([sheet, cell]) => __book.active === sheet && __book.selection === cell", arg=[first.sheet, first.cell]
    )
    assert {sheet for sheet, _, _ in pane.cells().keys() ^ cells_of(package).keys()} == {"Checks"}


def test_progress_is_planned_for_as_on_the_command_line(
    server: Running, panes: Panes, filled: bytes, catalogue: Catalogue, today: date
) -> None:
    changed = fill(filled, Content({"in_weekly_hours": 4}))
    current = services.kept_in_workbook(changed).current
    person = services.person_in_workbook(changed, catalogue, today)
    assert current is not None
    assert person.profile is not None
    made = services.replan_for(person, catalogue, today, current.plan, Closeness.CLOSE)
    by_command = services.filled_workbook(changed, person.profile, made.plan, catalogue, replan=made)
    pane = panes(server.address, changed)
    assert summary_of(made.changes) in pane.click("Update progress")
    assert pane.cells() == cells_of(by_command)


def test_scenarios_are_those_of_the_command_line(
    server: Running, panes: Panes, book_of: BookOf, catalogue: Catalogue, today: date
) -> None:
    package = book_of("P02")
    plan, profile = planned(package, catalogue, today)
    person = services.person_in_workbook(package, catalogue, today)
    compared = services.comparison_for(person, catalogue, today)
    pane = panes(server.address, package)
    pane.click("Compare scenarios")
    assert pane.cells() == cells_of(services.filled_workbook(package, profile, plan, catalogue, compared))


def test_the_last_plan_is_taken_back_as_on_the_command_line(
    server: Running, panes: Panes, filled: bytes, catalogue: Catalogue, today: date
) -> None:
    first = fill(filled, Content({"in_weekly_hours": 4}))
    plan, profile = planned(first, catalogue, today)
    second = services.filled_workbook(first, profile, plan, catalogue)
    undone = services.undone_workbook(second)
    assert undone is not None
    pane = panes(server.address, second)
    assert pane.click("Undo last plan").startswith(f"Plan 2 of {today} is taken back")
    assert pane.cells() == cells_of(undone)


def test_the_plan_is_agreed_on_as_on_the_command_line(
    server: Running, panes: Panes, filled: bytes, today: date
) -> None:
    agreed = services.agreed_workbook(filled, today)
    assert agreed is not None
    pane = panes(server.address, filled)
    assert pane.click("Agree on plan").startswith(f"Agreement 1 of {today}")
    assert pane.cells() == cells_of(agreed)


def test_the_step_of_the_selected_row_is_explained(
    server: Running, panes: Panes, filled: bytes, catalogue: Catalogue, today: date
) -> None:
    plan, _ = planned(filled, catalogue, today)
    row = FileImage(filled).places.tables["tblplan"].rows.first_row
    pane = panes(server.address, filled, "Plan", f"B{row}")
    assert pane.click("Explain selected step").startswith(f"{plan.items[0].title} is in your plan.")
    assert pane.unchanged()


def test_the_ribbon_runs_what_the_pane_runs(server: Running, panes: Panes, book_of: BookOf) -> None:
    pane = panes(server.address, book_of("P03"))
    assert sorted(pane.evaluate("Object.keys(__ribbon)")) == sorted(each.entry for each in ACTIONS)
    ended = pane.evaluate(
        "async () => { let ended = false; await __ribbon.check_inputs({ completed: () => (ended = true) }); return ended; }"
    )
    assert ended
    assert pane.message.startswith("No problems found.")


def test_only_sheets_of_the_planner_are_sent(server: Running, panes: Panes, filled: bytes) -> None:
    pane = panes(server.address, filled)
    pane.evaluate(
        "() => void __book.sheets.push({ name: 'Mine', visibility: 'Visible', cells: { '0,0': 'nobody else reads this' },"
        " formats: {}, formulas: {}, tables: [] })"
    )
    pane.click("Check inputs")
    assert pane.sent
    assert not any("nobody else reads this" in body for body in pane.sent)
    assert all("P01" in body for body in pane.sent)


def test_a_click_needs_few_rounds_to_excel(server: Running, panes: Panes, book_of: BookOf) -> None:
    """Excel on the web takes a good part of a second for each."""
    pane = panes(server.address, book_of("P03"))
    before = pane.evaluate("__syncs")
    pane.click("Regenerate plan")
    assert pane.evaluate("__syncs") - before < 25


def test_a_second_click_waits_for_the_first(server: Running, panes: Panes, book_of: BookOf) -> None:
    pane = panes(server.address, book_of("P04"))
    button = pane.page.get_by_role("button", name="Regenerate plan", exact=True)
    button.click()
    pane.page.get_by_role("button", name="Undo last plan", exact=True).dispatch_event("click")
    assert pane.message == "«Regenerate plan» is still running. Wait for it to end, then click again."
    button.dispatch_event("click")
    assert "steps" in pane.answer()
    assert len(pane.sent) == 1


def test_what_is_typed_while_the_server_computes_is_not_written_over(
    server: Running, panes: Panes, book_of: BookOf
) -> None:
    pane = panes(server.address, book_of("P04"))
    pane.page.get_by_role("button", name="Regenerate plan", exact=True).click()
    pane.page.wait_for_function("() => document.querySelector('main').getAttribute('aria-busy') === 'true'")
    before: Cells = pane.cells()
    pane.evaluate("() => __type('Preferences', 'A30', 'a note')")
    assert pane.answer().startswith("The workbook was changed while the answer was computed")
    assert pane.cells() == {**before, ("Preferences", 30, 1): "a note"}


def test_filters_are_lifted_and_sheets_protected_again(server: Running, panes: Panes, filled: bytes) -> None:
    pane = panes(server.address, fill(filled, Content({"in_weekly_hours": 4})))
    before = [(sheet["name"], sheet["protected"], sheet["options"]) for sheet in pane.book()["sheets"]]
    pane.evaluate("() => { for (const s of __book.sheets) for (const t of s.tables) t.filtered = true; }")
    pane.click("Regenerate plan")
    assert [(sheet["name"], sheet["protected"], sheet["options"]) for sheet in pane.book()["sheets"]] == before
    assert pane.book()["calculation"] == "Automatic"
    filtered = {table["name"]: table["filtered"] for sheet in pane.book()["sheets"] for table in sheet["tables"]}
    assert not filtered["tblPlan"]
    assert filtered["tblCatalogue"]


def test_a_sheet_with_a_password_is_named_and_nothing_is_written(
    server: Running, panes: Panes, book_of: BookOf
) -> None:
    pane = panes(server.address, book_of("P03"))
    pane.evaluate("() => { __book.sheets.find((sheet) => sheet.name === 'Timeline').password = 'secret'; }")
    assert pane.click("Regenerate plan").startswith("The sheet «Timeline» is protected with a password.")
    assert pane.unchanged()
    assert all(sheet["protected"] for sheet in pane.book()["sheets"] if sheet["name"] in ("Plan", "Timeline", "Start"))


def test_a_workbook_of_somebody_else_is_told_and_stays(server: Running, panes: Panes, book_of: BookOf) -> None:
    pane = panes(server.address, book_of("P03"))
    pane.evaluate("() => { __book.names.length = 0; for (const s of __book.sheets) s.tables.length = 0; }")
    assert pane.click("Regenerate plan").startswith("This workbook was not made by the liaison planner")
    assert pane.is_wrong
    assert pane.text("plan-line").startswith("This workbook was not made by the liaison planner")
    assert pane.unchanged()


def test_the_calendar_goes_to_the_browser(
    server: Running, panes: Panes, filled: bytes, catalogue: Catalogue, today: date
) -> None:
    current = services.kept_in_workbook(filled).current
    assert current is not None
    pane = panes(server.address, filled)
    with pane.page.expect_download() as download:
        said = pane.click("Export calendar")
    assert said.startswith("«me calendar.ics» is ready: your browser saves it among your downloads.")
    assert download.value.suggested_filename == "me calendar.ics"
    assert download.value.path().read_bytes() == services.exported(current, "ics", today)
    assert pane.unchanged()


def test_a_workbook_for_somebody_else_goes_to_the_browser(
    server: Running, panes: Panes, filled: bytes, catalogue: Catalogue
) -> None:
    pane = panes(server.address, filled)
    with pane.page.expect_download() as download:
        pane.click("New person")
    assert download.value.path().read_bytes() == services.new_workbook(catalogue, macros=True)
    assert pane.unchanged()
