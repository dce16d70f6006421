"""How an offering passes through the weeks: its length, its work and the most of it that a week can take."""

from math import ceil

from liaison_planner.domain.offering import Offering
from liaison_planner.domain.vocabulary import COHORT_STRETCH, Delivery
from liaison_planner.scheduling.problem import Mode

UNITS_PER_HOUR = 10
"""Hours are planned in tenths."""

JOB_SLOT = "full-time job"
SIDE_BY_SIDE = "steps side by side"


def mode_of(offering: Offering) -> Mode:
    """A job takes its weeks and a person's one job slot; everything else takes study hours, in no week more than at its
    shortest length, and as many weeks as it needs. A cohort stretches only so far.
    """
    weeks, cost = offering.duration_weeks_min, ceil(round(offering.cost_usd * 100, 6))
    if offering.is_full_time_job:
        return Mode(weeks, longest=weeks, cost=cost, loads=((JOB_SLOT, 1),))
    effort = effort_units(offering)
    return Mode(
        weeks,
        longest=int(weeks * COHORT_STRETCH) if is_cohort(offering) else None,
        effort=effort,
        rate=ceil(effort / weeks),
        cost=cost,
        loads=((SIDE_BY_SIDE, 1),),
    )


UNCERTAIN_ROUTE_HOURS = 100
"""What a route that is accepted only sometimes weighs beside uncertain hours; our own measure."""


def uncertain_hours(offering: Offering) -> int:
    """How far the ends of the estimated hours lie apart, in whole hours; the working hours of a job are certain."""
    if offering.is_full_time_job:
        return 0
    low = offering.effort_hours if offering.effort_low is None else offering.effort_low
    high = offering.effort_hours if offering.effort_high is None else offering.effort_high
    return ceil(high - low)


def is_cohort(offering: Offering) -> bool:
    """A cohort moves together, so nobody can pause it."""
    return offering.delivery is Delivery.ONLINE_COHORT


def effort_units(offering: Offering) -> int:
    """The effort in tenths of an hour, rounded up."""
    return units_of(offering.effort_hours)


def units_of(hours: float) -> int:
    """Hours in tenths, rounded up."""
    return ceil(round(hours * UNITS_PER_HOUR, 6))
