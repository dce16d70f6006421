"""Rule 12: what has been lived is fact: what is behind stays as it was, what is under way goes on."""

from collections.abc import Iterator
from datetime import date, timedelta

from liaison_planner.domain.progress import PastStep, Progress, StepStatus
from liaison_planner.verification.case import HALF_A_CENT, HOURS_TOLERANCE, Case, Step, same
from liaison_planner.verification.employer import shares_so_far

_BEHIND = (StepStatus.DONE, StepStatus.FAILED, StepStatus.SKIPPED)


def lived(case: Case) -> Iterator[str]:
    """Rule 12: every step that is behind is stated as the person did, and what it cost counts as spent; every step that
    is under way goes on from where it was begun, with the hours that are left; where nothing fits, it may be missing.
    """
    yield from _behind(case)
    yield from _begun(case)


def _behind(case: Case) -> Iterator[str]:
    said = {each.key: each for each in case.profile.progress if each.status in _BEHIND}
    stated = {step.key: step for step in case.plan.past}
    for key in said.keys() - stated.keys():
        yield f"«{key}» is {said[key].status}, but the plan does not say so."
    for key in stated.keys() - said.keys():
        yield f"«{key}» is stated as {stated[key].status}, but the person has not said so."
    shares = shares_so_far(case)
    for key in said.keys() & stated.keys():
        yield from _as_said(case, said[key], stated[key])
        paid = shares[key][1] if key in shares else 0.0
        if not same(stated[key].employer_usd, paid, HALF_A_CENT):
            yield f"The employer has paid {paid:.2f} dollars of «{key}», not {stated[key].employer_usd:.2f}."
    spent = sum(step.cost_usd - step.employer_usd for step in case.plan.past)
    if not same(spent, case.plan.spent_usd, HALF_A_CENT):
        yield f"The plan states {case.plan.spent_usd:.10g} dollars as spent, but its past steps cost {spent:.10g}."


def _as_said(case: Case, said: Progress, stated: PastStep) -> Iterator[str]:
    if (said.status, said.started, said.finished) != (stated.status, stated.started, stated.finished):
        yield f"«{said.key}» is not stated as the person did."
    offering = case.catalogue.offerings.get(said.offering_id)
    cost = 0.0 if offering is None or said.status is StepStatus.SKIPPED else offering.cost_usd
    if not same(stated.cost_usd, cost, HALF_A_CENT):
        yield f"«{said.key}» has cost {cost:.10g} dollars, not {stated.cost_usd:.10g}."
    if said.status is StepStatus.DONE and any(item.offering_id == said.offering_id for item in case.plan.items):
        yield f"«{said.offering_id}» is done, but planned again."


def _begun(case: Case) -> Iterator[str]:
    there = {step.item.offering_id: step for step in case.steps}
    for name, progress in case.profile.under_way.items():
        if name in there:
            yield from _goes_on(case, there[name], progress)
        elif case.plan.fits:
            yield f"«{name}» is under way, but the plan does not go on with it."
    for item, _ in case.steps:
        if (item.status == StepStatus.UNDER_WAY) != (item.offering_id in case.profile.under_way):
            yield f"«{item.offering_id}» is called {item.status}, contrary to what the person says."
        if item.status != StepStatus.UNDER_WAY and item.hours_done:
            yield f"«{item.offering_id}» has hours done, but is not under way."


def _goes_on(case: Case, step: Step, progress: Progress) -> Iterator[str]:
    item, monday = step.item, _first_monday(case)
    begun = progress.started or monday
    if item.start != min(monday, begun - timedelta(days=begun.weekday())):
        yield f"«{item.offering_id}» was begun on {begun}, but stands from {item.start}."
    if item.finish < monday:
        yield f"«{item.offering_id}» is under way, but would have ended on {item.finish}."
    if any(week < monday for week, _ in item.hours_by_week):
        yield f"«{item.offering_id}» has hours in weeks that have passed."
    if not same(item.hours_done, _hours_done(step, progress, monday), HOURS_TOLERANCE):
        yield f"«{item.offering_id}» states {item.hours_done:.10g} hours as done."


def _hours_done(step: Step, progress: Progress, monday: date) -> float:
    """As noted, at most the effort; the hours of a full-time job pass with its weeks."""
    effort, weeks = step.offering.effort_hours, step.offering.duration_weeks_min
    if not step.offering.is_full_time_job:
        return min(effort, progress.hours_done)
    passed = min((monday - step.item.start).days // 7, weeks - 1)
    return effort * max(0, passed) / weeks


def _first_monday(case: Case) -> date:
    return case.first_day + timedelta(days=(7 - case.first_day.weekday()) % 7)
