"""The terminal's list of what a plan leaves out, one group for each sort of reason."""

from collections import Counter
from collections.abc import Sequence

from liaison_planner.catalogue import Catalogue
from liaison_planner.cli.page import Page, hours, price
from liaison_planner.domain.explanation import Absence, Explanation, LeftOut
from liaison_planner.gaps.words import weeks_in_words

MOST_REASONS = 8
ONE_BY_ONE = {
    Absence.COVERED: "Would help, but the plan has it already",
    Absence.PREREQUISITE: "Would help, but asks for more than the plan brings",
    Absence.NO_ROOM: "Would help, but there is no room",
}
_IN_GROUPS = {
    Absence.KEEPS_JOB: "Full-time jobs, while you keep your present one",
    Absence.OVER_BUDGET: "Cost more than your whole budget",
    Absence.TOO_LONG: "Take longer than until your target date",
    Absence.TOO_MANY_HOURS: "Take more hours than you have",
    Absence.OTHER_ROUTE: "Lead to another way of qualifying than your plan's",
    Absence.EXCLUDED: "Ruled out by you",
    Absence.NO_SEAT: "No free seat for you",
    Absence.DONE: "Done already",
    Absence.GOAL: "The work you are heading for, no step towards it",
    Absence.AFTER_HIRING: "Duties that begin once you are hired",
}


def show_left_out(page: Page, explanation: Explanation, catalogue: Catalogue) -> None:
    """Each reason once, with the offerings it keeps out; those that would bring nothing are only counted."""
    left_out = _nearest_first(explanation)
    page.heading("Not in your plan")
    for reason, title in ONE_BY_ONE.items():
        _one_by_one(page, title, [each for each in left_out if each.reason is reason], catalogue)
    for reason, title in _IN_GROUPS.items():
        names = [_brief(each, catalogue) for each in left_out if each.reason is reason]
        if names:
            page.line(title, indent=2, style="bold")
            page.line("; ".join(names), indent=4)
    useless = sum(each.reason is Absence.NOTHING_MISSING for each in left_out)
    if useless:
        page.line(f"{useless} others bring nothing that you still lack.", indent=2)


def _nearest_first(explanation: Explanation) -> list[LeftOut]:
    """First what would take a step's place, the most often wanted first; then in the order given."""
    changes = (step.without for step in explanation.steps if step.without)
    wanted = Counter(name for change in changes for name in change.adds)
    return sorted(explanation.left_out, key=lambda each: -wanted[each.offering_id])


def figures_of(each: LeftOut, catalogue: Catalogue) -> str:
    """Hours and price; a full-time job is paid for, so neither is what somebody would give for it."""
    if catalogue.offerings[each.offering_id].is_full_time_job:
        return "paid full-time job"
    return f"{hours(each.effort_hours)}, {price(each.cost_usd)}"


def _one_by_one(page: Page, title: str, found: Sequence[LeftOut], catalogue: Catalogue) -> None:
    """The first ones with their reason, the others by name and id."""
    if found:
        page.line(title, indent=2, style="bold")
    for each in found[:MOST_REASONS]:
        page.line(f"{each.title}, {figures_of(each, catalogue)}  [{each.offering_id}]", indent=4)
        page.line(each.text, indent=6, style="dim")
    if rest := [f"{_short(each)} [{each.offering_id}]" for each in found[MOST_REASONS:]]:
        page.line(f"Likewise: {'; '.join(rest)}", indent=4)


def _short(each: LeftOut) -> str:
    return each.title.split(" (")[0]


def _brief(each: LeftOut, catalogue: Catalogue) -> str:
    offering = catalogue.offerings[each.offering_id]
    figure = {
        Absence.OVER_BUDGET: f" ({price(each.cost_usd)})",
        Absence.TOO_LONG: f" ({weeks_in_words(offering.duration_weeks_min)})",
        Absence.TOO_MANY_HOURS: f" ({hours(each.effort_hours)})",
    }
    return f"{_short(each)}{figure.get(each.reason, '')}"
