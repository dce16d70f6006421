"""What the weeks of a plan have room for, and where else a step could stand."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import Period, Profile
from liaison_planner.domain.vocabulary import Delivery
from liaison_planner.planning.room import Room
from liaison_planner.planning.steps import Step

Make = Callable[..., Offering]
Person = Callable[..., Profile]

MONDAY = date(2027, 1, 4)
LAST = date(2027, 3, 28)
WEEK = timedelta(weeks=1)


def step(offering: Offering, first_week: int, *hours: float) -> Step:
    """The offering with these hours in the weeks from the first one on."""
    start = MONDAY + first_week * WEEK
    weeks = tuple((start + number * WEEK, amount) for number, amount in enumerate(hours))
    return Step(offering, start, start + len(hours) * WEEK - timedelta(days=1), weeks, pinned=False)


@pytest.mark.parametrize(
    ("period", "hours"),
    [
        (Period(first=MONDAY, last=MONDAY + timedelta(days=6), hours_per_week=20), 20),
        (Period(first=MONDAY, last=MONDAY + timedelta(days=2), hours_per_week=20), 10),
        (Period(first=MONDAY, last=MONDAY + timedelta(days=2), hours_per_week=3), 3),
        (Period(first=MONDAY + WEEK, last=MONDAY + WEEK, hours_per_week=0), 10),
    ],
)
def test_a_period_raises_only_whole_weeks_and_lowers_all_it_touches(
    person: Person, period: Period, hours: float
) -> None:
    assert Room(person(periods=(period,)), (), MONDAY, LAST).available(MONDAY) == hours


def test_a_step_moves_only_where_the_others_leave_its_hours(person: Person, offering: Make) -> None:
    mine, other = step(offering("mine"), 2, 6, 6), step(offering("other"), 0, 5, 5)
    room = Room(person(), (mine, other), MONDAY, LAST)
    assert room.moved(mine, MONDAY + WEEK) is None
    later = room.moved(mine, MONDAY + 3 * WEEK)
    assert later is not None
    assert dict(later.hours_by_week) == {MONDAY + 3 * WEEK: 6, MONDAY + 4 * WEEK: 6}
    assert later.finish == MONDAY + 5 * WEEK - timedelta(days=1)


def test_nothing_moves_beyond_the_last_day(person: Person, offering: Make) -> None:
    mine = step(offering("mine"), 0, 6, 6)
    room = Room(person(), (mine,), MONDAY, LAST)
    assert room.moved(mine, MONDAY + 10 * WEEK)
    assert room.moved(mine, MONDAY + 11 * WEEK) is None


def test_a_moved_step_pauses_in_weeks_off_but_a_cohort_does_not_move_there(person: Person, offering: Make) -> None:
    off = (Period(first=MONDAY + 3 * WEEK, last=MONDAY + 4 * WEEK - timedelta(days=1)),)
    free, bound = offering("free"), offering("bound", delivery=Delivery.ONLINE_COHORT)
    for row, expected in ((free, MONDAY + 5 * WEEK - timedelta(days=1)), (bound, None)):
        mine = step(row, 0, 6, 6)
        moved = Room(person(periods=off), (mine,), MONDAY, LAST).moved(mine, MONDAY + 2 * WEEK)
        assert (moved.finish if moved else None) == expected


def test_a_job_takes_no_weekly_hours_and_bears_no_other_job(
    person: Person, offering: Make, job: Callable[..., Offering]
) -> None:
    first, second, course = step(job("a", 3), 0, 40, 40, 40), step(job("b", 2), 3, 40, 40), step(offering("c"), 5, 9)
    room = Room(person(), (first, second, course), MONDAY, LAST)
    assert room.moved(second, MONDAY + 2 * WEEK) is None
    assert room.moved(course, MONDAY)
