"""Savings over time: what comes in, what goes out, and the floor that savings never fall below.

Money is counted in blocks of four weeks from the first Monday: income and living costs of a block are booked at its end,
and so is what a new post pays more or less than the present one, and what the employer pays back for steps that are over. A
step is paid for when it starts.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import BLOCK_WEEKS, TAKE_HOME_SHARE
from liaison_planner.domain.weeks import WEEK
from liaison_planner.planning.employer import paid_back
from liaison_planner.planning.steps import Step
from liaison_planner.scheduling.problem import Check

_CENTS = 100
_WEEKS_A_YEAR, _MONTHS_A_YEAR = 52, 12


def checks(
    profile: Profile, weeks: int, gains: Sequence[int], paid_back: int = 0, advanced: int = 0
) -> tuple[Check, ...]:
    """What may have been spent at the end of each block, before it is booked; none where no savings are given.

    Left out are blocks in which no plan within the budget could come to the floor, whatever posts with these gains it holds
    and however much of `paid_back` is still to come from the employer. What has been `advanced` for steps under way is no
    longer in the savings, though the problem counts it when they go on.
    """
    if profile.savings_usd is None:
        return ()
    free = round((profile.savings_usd - profile.savings_floor_usd) * _CENTS) + advanced
    booked, budget = booked_per_block(profile), round(profile.budget_usd * _CENTS) + paid_back
    worst = -min((0, *gains))
    blocks = (Check(n * BLOCK_WEEKS, (n + 1) * BLOCK_WEEKS, free + n * booked) for n in range(-(-weeks // BLOCK_WEEKS)))
    return tuple(check for check in blocks if check.most < budget + worst * check.first)


def booked_per_block(profile: Profile) -> int:
    """Cents that a block of four weeks leaves of the present income, or takes from the savings."""
    left = profile.monthly_income_usd - profile.monthly_costs_usd
    return round(left * _MONTHS_A_YEAR * BLOCK_WEEKS / _WEEKS_A_YEAR * _CENTS)


def gain(offering: Offering, profile: Profile) -> int:
    """Cents a week that a full-time post brings home beyond the present one; an unknown pay counts as none."""
    if profile.savings_usd is None or not offering.is_full_time_job:
        return 0
    pay = (offering.pay_usd_per_year or 0.0) * TAKE_HOME_SHARE
    return round((pay - profile.monthly_income_usd * _MONTHS_A_YEAR) / _WEEKS_A_YEAR * _CENTS)


def cash_line(
    steps: Sequence[Step], profile: Profile, catalogue: Catalogue, first_monday: date, last_day: date
) -> tuple[tuple[date, float], ...]:
    """The savings at the end of each week that begins before the last day, before a block that ends with it is booked."""
    if profile.savings_usd is None:
        return ()
    return tuple(_weekly(steps, profile, catalogue, first_monday, last_day))


def _weekly(
    steps: Sequence[Step], profile: Profile, catalogue: Catalogue, first_monday: date, last_day: date
) -> Iterator[tuple[date, float]]:
    cents = round((profile.savings_usd or 0.0) * _CENTS)
    paid = paid_back(steps, profile, catalogue)
    pending, number, monday = 0, 0, first_monday
    while monday < last_day:
        if number and number % BLOCK_WEEKS == 0:
            cents, pending = cents + booked_per_block(profile) + pending, 0
        cents -= sum(
            round(step.offering.cost_usd * _CENTS) for step in steps if step.start == monday and not step.under_way
        )
        pending += sum(gain(step.offering, profile) for step in steps if step.start <= monday <= step.finish)
        over = (step.offering.id for step in steps if monday <= step.finish < monday + WEEK)
        pending += sum(round(paid.get(name, 0.0) * _CENTS) for name in over)
        yield monday, cents / _CENTS
        number, monday = number + 1, monday + WEEK


def keeps_floor(
    steps: Sequence[Step], profile: Profile, catalogue: Catalogue, first_monday: date, last_day: date
) -> bool:
    """Whether savings stay at or above the floor up to the last day."""
    line = cash_line(steps, profile, catalogue, first_monday, last_day)
    return all(savings >= profile.savings_floor_usd - 0.005 for _, savings in line)


def last_day_that_counts(steps: Sequence[Step], ready: date | None, first_day: date) -> date:
    """Being ready, or where nothing fits whole the end of the last step that is no wish."""
    return ready or max((step.finish for step in steps if not step.pinned), default=first_day)
