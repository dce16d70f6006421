"""What each action does; every function answers with the sentences for the message at the end."""

from collections.abc import Callable, Mapping

from liaison_planner import services
from liaison_planner.addin.desk import Desk
from liaison_planner.addin.words import explanation_in_words, issues_in_words
from liaison_planner.domain.cell import RawValue
from liaison_planner.domain.issue import has_errors
from liaison_planner.domain.plan import Plan
from liaison_planner.views import summary_of
from liaison_planner.workbook.image import FileImage
from liaison_planner.workbook.schema import tables


def regenerate_plan(desk: Desk) -> str:
    """Computes the plan and writes all result sheets; answers with errors change the sheet Checks only."""
    return _plan(desk, with_scenarios=False)


def compare_scenarios(desk: Desk) -> str:
    """The same with the sheet Scenarios."""
    return _plan(desk, with_scenarios=True)


def check_inputs(desk: Desk) -> str:
    """Writes every problem of the answers on the sheet Checks, and what has changed under the plan that stands there."""
    person = services.with_held_plan(desk.person, desk.file, desk.catalogue, desk.today)
    desk.write(services.workbook_with_checks(desk.file, person, desk.catalogue, desk.today))
    if not person.issues:
        return "No problems found. Click «Regenerate plan» for the plan."
    return issues_in_words(person.issues)


def explain_step(desk: Desk) -> str:
    """Why the offering in the selected row is in the plan, or why it is not."""
    offering = _selected_offering(desk)
    if not offering:
        return "Select a cell in the row of a step on the sheet Plan, or of an offering on the sheet Catalogue, then click again."
    if desk.person.profile is None:
        return check_inputs(desk)
    found = services.offering_named(offering, desk.catalogue)
    if not isinstance(found, str):
        return f"{found.what} {found.how_to_fix}"
    told = services.explanation_for(desk.person, desk.catalogue, desk.today, found, desk.book.status)
    return explanation_in_words(told, desk.catalogue)


def update_progress(desk: Desk) -> str:
    """Plans again from the plan in the workbook, moving as little as can be."""
    person, catalogue, today = desk.person, desk.catalogue, desk.today
    if person.profile is None or has_errors(person.issues):
        return check_inputs(desk)
    current = services.kept_in_workbook(desk.file).current
    if current is None:
        return "There is no plan to go on from yet. Click «Regenerate plan» first."
    living = services.living_in_workbook(desk.file)
    if living.issues:
        return issues_in_words(living.issues)
    desk.book.status("Planning from where you are…")
    made = services.replan_for(person, catalogue, today, current.plan, living.closeness)
    told = _shown(desk, services.filled_workbook(desk.file, person.profile, made.plan, catalogue, replan=made))
    changed = summary_of(made.changes) or "nothing"
    return f"{told['out_plan_line']}\n\nChanged: {changed}. The sheet History has the reasons."


def undo_last_plan(desk: Desk) -> str:
    """The results as they were before the last plan."""
    restored = services.undone_workbook(desk.file)
    if restored is None:
        return "There is no earlier plan to go back to."
    last = services.kept_in_workbook(desk.file).history[0]
    left = len(services.kept_in_workbook(restored).earlier)
    _shown(desk, restored)
    return f"Plan {last.number} of {last.on} is taken back; your answers and newer notes are as they were. {left or 'No'} more can be taken back."


def agree_plan(desk: Desk) -> str:
    """The plan that the workbook shows becomes the agreed one; the next review is the day on Preferences."""
    if services.kept_in_workbook(desk.file).current is None:
        return "There is no plan to agree on yet. Click «Regenerate plan» first."
    living = services.living_in_workbook(desk.file)
    if living.issues:
        return issues_in_words(living.issues)
    if living.review is not None and living.review < desk.today:
        return (
            f"The next review on the sheet Preferences, {living.review}, lies before today. Enter a later day, or none."
        )
    if overtaken := services.out_of_date(desk.file, desk.catalogue, desk.today):
        return overtaken
    agreed = services.agreed_workbook(desk.file, desk.today, living.review) or desk.file
    _shown(desk, agreed)
    made = services.kept_in_workbook(agreed).agreement
    version = made.version if made else 0
    return f"Agreement {version} of {desk.today}: later plans are measured by this one. Print the sheet Agreement and sign it."


def export_calendar(desk: Desk) -> str:
    """The plan that the workbook shows as a calendar, the bytes that the command line's `export --ics` writes."""
    current = services.kept_in_workbook(desk.file).current
    if current is None:
        return "There is no plan to export yet. Click «Regenerate plan» first."
    desk.book.status("Making the calendar…")
    where = desk.book.hand_over(f"{desk.book.name} calendar.ics", services.exported(current, "ics", desk.today))
    return f"{where}\n\nOpen it, or import it in your calendar: it brings every step with a reminder a week before, and the day on which you are ready. After a new plan export again: the calendar then moves what it knows already."


def new_person(desk: Desk) -> str:
    """A blank workbook with macros for somebody else, for the same catalogue; the open one stays as it is."""
    desk.book.status("Making a blank workbook…")
    where = desk.book.hand_over("New person.xlsm", services.new_workbook(desk.catalogue, macros=True))
    return (
        f"{where}\n\nIt is blank and has the same buttons; save it under the person's name. This workbook is as it was."
    )


MACROS: dict[str, Callable[[Desk], str]] = {
    each.__name__: each
    for each in (
        *(regenerate_plan, update_progress, check_inputs, explain_step),
        *(compare_scenarios, undo_last_plan, agree_plan, export_calendar, new_person),
    )
}
"""By the names that the table of actions has for them."""


def _plan(desk: Desk, *, with_scenarios: bool) -> str:
    person, catalogue, today = desk.person, desk.catalogue, desk.today
    if person.profile is None or has_errors(person.issues):
        return check_inputs(desk)
    desk.book.status("Computing the plan…")
    plan = services.plan_for(person, catalogue, today)
    compared = services.comparison_for(person, catalogue, today, desk.book.status) if with_scenarios else None
    filled = services.filled_workbook(desk.file, person.profile, plan, catalogue, compared)
    told = _shown(desk, filled)
    return f"{told['out_plan_line']}\n\n{told['out_checks_ok']} {_where(plan, with_scenarios=with_scenarios)}"


def _shown(desk: Desk, filled: bytes) -> Mapping[str, RawValue]:
    """Writes the results into the open book and gives the single cells of the file."""
    desk.book.status("Writing the results…")
    desk.write(filled)
    return FileImage(filled).image.fields


def _where(plan: Plan, *, with_scenarios: bool) -> str:
    """Where to read on."""
    if with_scenarios:
        return "The sheet Scenarios puts the plans side by side."
    if not plan.fits:
        return "The sheet Start says what clashes and what would help."
    return "Read on: Gaps, Plan, Timeline and Dashboard."


def _selected_offering(desk: Desk) -> str:
    """The id in the selected row of a table that lists offerings; "" if none is selected."""
    sheet, row = desk.book.selected_row()
    for name in ("tblPlan", "tblCatalogue"):
        placed = desk.book.places.tables.get(name.casefold())
        column = placed.column(tables()[name].column("id").heading) if placed else None
        if placed and column and placed.sheet == sheet and placed.rows.first_row <= row <= placed.rows.last_row:
            return str(desk.book.value(sheet, row, column) or "")
    return ""
