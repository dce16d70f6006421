"""Rule 9: applying makes sense from the stated day and not before, and the search has its order and its hours."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from liaison_planner.domain.offering import Stage
from liaison_planner.domain.plan import Application
from liaison_planner.domain.vocabulary import SEARCH_HOURS_PER_WEEK
from liaison_planner.verification.case import HOURS_TOLERANCE, Case, same
from liaison_planner.verification.goal import acceptable_routes
from liaison_planner.verification.held import Held
from liaison_planner.verification.weeks import hours_of_week


def applying(case: Case) -> Iterator[str]:
    """Rule 9: the day from which to apply is right, and the pieces of the search stand in order and within their hours."""
    day = case.plan.apply_from
    if day is not None:
        if not _worth_applying(case, case.held_after(step for step in case.steps if step.item.finish <= day)):
            yield f"On {day} no accepted route, or not all that a first interview tests, is met."
        before = case.held_after(step for step in case.steps if step.item.finish < day)
        if day > case.first_day and _worth_applying(case, before):
            yield f"Applying makes sense before {day}."
    for piece in case.plan.applying:
        yield from _piece(case, piece)
    yield from _hours(case)


def _worth_applying(case: Case, held: Held) -> bool:
    focus = case.profile.focus
    core = [row for row in case.catalogue.competencies.values() if focus in row.core_for]
    tested = all(held.level(row.id) >= row.required.get(focus, 0) for row in core)
    return tested and any(not held.unmet(route.requirement) for route in acceptable_routes(case))


def _piece(case: Case, piece: Application) -> Iterator[str]:
    day = case.plan.apply_from
    if piece.task_id not in case.catalogue.tasks:
        yield f"The catalogue has no task «{piece.task_id}»."
    applies = piece.stage in (Stage.APPLY, Stage.FOLLOW_UP)
    if day is None or (applies and piece.start < day):
        yield f"«{piece.task_id}» begins on {piece.start}, before applying makes sense."
    if piece.start < case.first_day:
        yield f"«{piece.task_id}» begins on {piece.start}, before the first day {case.first_day}."
    prepared = [other.finish for other in case.plan.applying if other.stage is Stage.PREPARE]
    if applies and any(finish >= piece.start for finish in prepared):
        yield f"«{piece.task_id}» begins before everything for it is prepared."
    weeks = [week for week, _ in piece.hours_by_week]
    if any(week.weekday() != 0 or not piece.start <= week <= piece.finish for week in weeks):
        yield f"«{piece.task_id}» has hours in a week that is not its own."
    if not same(sum(hours for _, hours in piece.hours_by_week), piece.hours, HOURS_TOLERANCE):
        yield f"The weeks of «{piece.task_id}» do not add up to {piece.hours:.10g} hours."


def _hours(case: Case) -> Iterator[str]:
    """The search has hours of its own, a few each week and none in a week off."""
    searching: dict[date, float] = defaultdict(float)
    for piece in case.plan.applying:
        for week, hours in piece.hours_by_week:
            searching[week] += hours
    for monday, hours in sorted(searching.items()):
        most = SEARCH_HOURS_PER_WEEK if hours_of_week(case.profile, monday) > 0 else 0
        if not hours <= most + HOURS_TOLERANCE:
            yield f"The search takes {hours:.10g} hours in the week of {monday}, more than {most}."
