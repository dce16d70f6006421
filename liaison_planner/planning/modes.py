"""In how many weeks, at how many hours a week, an offering can be taken."""

from math import ceil

from liaison_planner.domain.offering import Offering
from liaison_planner.domain.vocabulary import COHORT_STRETCH, Delivery
from liaison_planner.scheduling.problem import Mode, Run

UNITS_PER_HOUR = 10
"""Hours are planned in tenths."""

SLOWEST_LOAD = UNITS_PER_HOUR
"""Nothing is stretched below one hour a week, unless its own shortest form is slower."""

STEP = 1.2
"""Each length is about a fifth longer than the one before: fine enough for life, few enough to prove a plan best."""


def run_of(offering: Offering) -> Run:
    """A job goes on through weeks off, a cohort cannot pause, everything else pauses."""
    if offering.is_full_time_job:
        return Run.UNAFFECTED
    return Run.UNBROKEN if offering.delivery is Delivery.ONLINE_COHORT else Run.PAUSES


def modes_of(offering: Offering, most_weeks: int, most_load: int) -> tuple[Mode, ...]:
    """The lengths in weeks, each with its load in tenths of an hour a week, that keep to both bounds; may be empty."""
    if offering.is_full_time_job:
        return (Mode(offering.duration_weeks_min, 0),)
    if run_of(offering) is Run.UNBROKEN and most_load == 0:
        return ()  # a cohort meets only in weeks that have hours
    effort = effort_units(offering)
    lengths = sorted(_lengths(offering, effort, max(1, most_load)))
    modes = (Mode(weeks, ceil(effort / weeks)) for weeks in lengths)
    return tuple(mode for mode in modes if mode.load <= most_load and mode.periods <= most_weeks)


def _lengths(offering: Offering, effort: int, most_load: int) -> set[int]:
    """The ladder from the shortest length, and the length that fills all hours there are."""
    shortest = weeks = offering.duration_weeks_min
    fullest = max(shortest, ceil(effort / most_load))
    longest = shortest * COHORT_STRETCH if offering.delivery is Delivery.ONLINE_COHORT else effort / SLOWEST_LOAD
    lengths = {fullest} if fullest <= longest else set()
    while weeks <= max(shortest, longest):
        lengths.add(weeks)
        weeks = max(weeks + 1, ceil(weeks * STEP))
    return lengths


def effort_units(offering: Offering) -> int:
    """The effort in tenths of an hour, rounded up."""
    return ceil(round(offering.effort_hours * UNITS_PER_HOUR, 6))
