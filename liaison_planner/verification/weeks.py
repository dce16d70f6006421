"""Rules 1 to 3: when steps start, how long they take, and what a week can hold."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from liaison_planner.domain.plan import PlanItem
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import COHORT_STRETCH, Delivery
from liaison_planner.domain.weeks import WEEK, monday_on_or_before, starts_in_week_of
from liaison_planner.verification.case import HOURS_TOLERANCE, Case, Step, same


def starts(case: Case) -> Iterator[str]:
    """Rule 1: every step starts on a Monday, not before the first day, in a week that its pattern allows."""
    for item in case.plan.items:
        if item.start.weekday() != 0:
            yield f"«{item.offering_id}» starts on {item.start}, which is not a Monday."
        if item.start < case.first_day and item.offering_id not in case.begun:
            yield f"«{item.offering_id}» starts on {item.start}, before the first day {case.first_day}."
    for item, offering in case.steps:
        if item.offering_id not in case.begun and not starts_in_week_of(
            offering.start_pattern, monday_on_or_before(item.start)
        ):
            yield f"«{item.offering_id}» starts {offering.start_pattern}, but not in the week of {item.start}."


def durations(case: Case) -> Iterator[str]:
    """Rule 2: every step takes whole weeks, enough of them, and its figures are the catalogue's."""
    for item in case.plan.items:
        if item.finish.weekday() != 6:
            yield f"«{item.offering_id}» finishes on {item.finish}, which is not a Sunday."
        yield from _hours(item)
    for step in case.steps:
        yield from _length(step)
        yield from _figures(step)
        if step.offering.delivery is Delivery.ONLINE_COHORT and step.item.offering_id not in case.begun:
            yield from _cohort(case, step)


def weekly_hours(case: Case) -> Iterator[str]:
    """Rule 3: no week holds more hours, or more steps side by side, than the person has room for."""
    used: dict[date, float] = defaultdict(float)
    for item in case.beside_a_job:
        for week, hours in item.hours_by_week:
            used[monday_on_or_before(week)] += hours
    for monday, hours in sorted(used.items()):
        available = available_hours(case, monday)
        if not hours <= available + HOURS_TOLERANCE:
            yield f"The week of {monday} holds {hours:.10g} hours, but only {available:.10g} are available."
    yield from _side_by_side(case)


def _hours(item: PlanItem) -> Iterator[str]:
    weeks = [week for week, _ in item.hours_by_week]
    if any(week.weekday() != 0 or not item.start <= week <= item.finish for week in weeks):
        yield f"«{item.offering_id}» has hours in a week that does not begin on a Monday from its start to its finish."
    if any(later <= earlier for earlier, later in pairwise(weeks)):
        yield f"«{item.offering_id}» lists its weeks out of order or twice."
    if any(not hours > 0 for _, hours in item.hours_by_week):
        yield f"«{item.offering_id}» lists a week without hours."
    total = sum(hours for _, hours in item.hours_by_week) + item.hours_done
    if not same(total, item.effort_hours, HOURS_TOLERANCE):
        yield f"«{item.offering_id}» takes {item.effort_hours:.10g} hours, but its weeks add up to {total:.10g}."


def _whole_weeks(item: PlanItem) -> int:
    return ((item.finish - item.start).days + 1) // 7


def _length(step: Step) -> Iterator[str]:
    weeks, shortest = _whole_weeks(step.item), step.offering.duration_weeks_min
    if weeks < shortest:
        yield f"«{step.item.offering_id}» takes {weeks} whole weeks, but needs at least {shortest}."


def _figures(step: Step) -> Iterator[str]:
    item, offering = step
    if not same(item.effort_hours, offering.effort_hours, HOURS_TOLERANCE):
        yield f"«{item.offering_id}» takes {offering.effort_hours:.10g} hours, not {item.effort_hours:.10g}."
    if not same(item.cost_usd, offering.cost_usd, HOURS_TOLERANCE):
        yield f"«{item.offering_id}» costs {offering.cost_usd:.10g} dollars, not {item.cost_usd:.10g}."
    if item.kind is not offering.kind:
        yield f"«{item.offering_id}» is of kind {offering.kind}, not {item.kind}."
    if item.title != offering.title:
        yield f"«{item.offering_id}» is called «{offering.title}», not «{item.title}»."


def _cohort(case: Case, step: Step) -> Iterator[str]:
    """A cohort moves together: somebody slower finishes a little later, but nobody can pause it."""
    item, longest = step.item, int(step.offering.duration_weeks_min * COHORT_STRETCH)
    if _whole_weeks(item) > longest:
        yield f"«{item.offering_id}» is a cohort of at most {longest} weeks, but takes {_whole_weeks(item)}."
    mondays = (item.start + week * WEEK for week in range(min(_whole_weeks(item), longest)))
    if any(available_hours(case, monday) <= 0 for monday in mondays):
        yield f"«{item.offering_id}» is a cohort, but runs through a week without available hours."


def available_hours(case: Case, monday: date) -> float:
    """The hours of the week, but no more than the person can study while in a new full-time post."""
    hours, most = hours_of_week(case.profile, monday), case.profile.hours_in_new_post
    working = any(item.start < monday + WEEK and item.finish >= monday for item in case.full_time_jobs)
    return hours if most is None or not working else min(hours, most)


def hours_of_week(profile: Profile, monday: date) -> float:
    """The lowest hours of any period that touches the week, or the usual hours if none does."""
    touching = (period for period in profile.periods if period.last >= monday and (period.first - monday).days < 7)
    return min((period.hours_per_week for period in touching), default=profile.weekly_hours)


def _side_by_side(case: Case) -> Iterator[str]:
    """The number of running steps only ever grows in a week in which one starts."""
    if case.profile.max_parallel is None:
        return
    going_on = sum(item.offering_id in case.begun for item in case.beside_a_job)
    most = max(case.profile.max_parallel, going_on)
    for monday in sorted({monday_on_or_before(item.start) for item in case.beside_a_job}):
        running = [item for item in case.beside_a_job if monday_on_or_before(item.start) <= monday <= item.finish]
        if len(running) > most:
            yield f"In the week of {monday} {len(running)} steps run, but at most {most} may."
