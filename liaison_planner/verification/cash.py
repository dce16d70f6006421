"""Rule 10: savings over time are as stated, and never fall below the floor before the person is ready."""

from collections.abc import Iterator
from datetime import date, timedelta

from liaison_planner.domain.plan import PlanItem
from liaison_planner.domain.vocabulary import BLOCK_WEEKS, TAKE_HOME_SHARE
from liaison_planner.verification.case import Case, Step, same

A_CENT = 0.011
"""Pay by the week and by the block is rounded to cents."""


def savings(case: Case) -> Iterator[str]:
    """Rule 10: who gives savings gets them week by week, right to the cent, and at or above the floor."""
    if case.profile.savings_usd is None:
        if case.plan.cash:
            yield "The plan states savings, but the person gave none."
        return
    line = savings_by_week(case, case.steps)
    if [week for week, _ in case.plan.cash] != [week for week, _ in line]:
        yield f"The savings are stated for {len(case.plan.cash)} weeks, not for the {len(line)} until the person is ready."
        return
    floor = case.profile.savings_floor_usd
    for number, ((week, stated), (_, found)) in enumerate(zip(case.plan.cash, line, strict=True), start=1):
        if not same(stated, found, A_CENT * number):
            yield f"In the week of {week} the savings are {found:.2f} dollars, not {stated:.2f}."
        if not found >= floor - A_CENT * number:
            yield f"In the week of {week} the savings fall to {found:.2f} dollars, below the floor of {floor:.2f}."


def savings_by_week(case: Case, steps: tuple[Step, ...]) -> list[tuple[date, float]]:
    """The savings at the end of each week, worked out from the first week for each of them."""
    weeks = []
    monday = _first_monday(case)
    while monday < _last_day(case):
        weeks.append(monday)
        monday += timedelta(weeks=1)
    return [(week, _savings(case, steps, week)) for week in weeks]


def _first_monday(case: Case) -> date:
    return case.first_day + timedelta(days=(7 - case.first_day.weekday()) % 7)


def _last_day(case: Case) -> date:
    if case.plan.fits and case.plan.ready_date:
        return case.plan.ready_date
    unwished = (item.finish for item, _ in case.steps if item.offering_id not in case.pinned)
    return max(unwished, default=case.first_day)


def _savings(case: Case, steps: tuple[Step, ...], week: date) -> float:
    """Savings at the outset and what whole blocks of four weeks have left of income or brought from the employer, less
    what has been paid.
    """
    profile = case.profile
    blocks = (week - _first_monday(case)).days // 7 // BLOCK_WEEKS
    booked_until = _first_monday(case) + timedelta(weeks=blocks * BLOCK_WEEKS)
    living = (profile.monthly_income_usd - profile.monthly_costs_usd) * 12 / 52 * BLOCK_WEEKS * blocks
    paid = sum(item.cost_usd for item, _ in steps if item.start <= week and item.offering_id not in case.begun)
    earned = sum(_more_a_week(case, step) * _weeks_held(case, step.item, booked_until) for step in steps)
    paid_back = sum(item.employer_usd for item, _ in steps if item.finish < booked_until)
    return (profile.savings_usd or 0.0) + living + earned + paid_back - paid


def _more_a_week(case: Case, step: Step) -> float:
    if not step.offering.is_full_time_job:
        return 0.0
    pay = (step.offering.pay_usd_per_year or 0.0) * TAKE_HOME_SHARE
    return (pay - case.profile.monthly_income_usd * 12) / 52


def _weeks_held(case: Case, item: PlanItem, until: date) -> int:
    held = min(item.finish + timedelta(days=1), until) - max(item.start, _first_monday(case))
    return max(0, held.days // 7)
