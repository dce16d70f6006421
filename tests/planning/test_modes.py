"""In how many weeks, at how many hours a week, an offering can be taken."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.vocabulary import Delivery
from liaison_planner.planning.modes import effort_units, modes_of, run_of
from liaison_planner.scheduling.problem import Mode, Run

Make = Callable[..., Offering]
LONG, MUCH = 1000, 10_000


def lengths(offering: Offering, most_weeks: int = LONG, most_load: int = MUCH) -> list[int]:
    return [mode.periods for mode in modes_of(offering, most_weeks, most_load)]


def test_an_offering_is_taken_in_its_shortest_time_or_stretched_by_about_a_fifth_each(offering: Make) -> None:
    assert lengths(offering("a", hours=20, weeks=5)) == [5, 6, 8, 10, 12, 15, 18]


def test_nothing_is_stretched_below_one_hour_a_week(offering: Make) -> None:
    assert max(lengths(offering("a", hours=3, weeks=1))) == 3


def test_what_is_slower_by_itself_keeps_its_own_pace(offering: Make) -> None:
    assert modes_of(offering("a", hours=6, weeks=24), LONG, MUCH) == (Mode(24, 3),)


def test_a_cohort_is_stretched_by_no_more_than_half(offering: Make) -> None:
    assert lengths(offering("a", hours=80, weeks=8, delivery=Delivery.ONLINE_COHORT)) == [8, 10, 12]


def test_hours_that_are_all_there_are_get_a_length_of_their_own(offering: Make) -> None:
    """At 5.5 hours a week 60 hours take 11 weeks, which is no rung of the ladder 8, 10, 12."""
    assert lengths(offering("a", hours=60, weeks=8), most_load=55)[0] == 11
    assert 11 not in lengths(offering("a", hours=60, weeks=8))


def test_modes_keep_to_the_hours_and_weeks_there_are(offering: Make) -> None:
    assert lengths(offering("a", hours=20, weeks=5), most_weeks=10, most_load=25) == [8, 10]
    assert lengths(offering("a", hours=20, weeks=5), most_weeks=4) == []
    assert lengths(offering("a", hours=20, weeks=5), most_load=0) == []


def test_a_full_time_job_takes_its_time_and_no_study_hours(job: Make) -> None:
    assert modes_of(job("j", 52), 1, 0) == (Mode(52, 0),)


@pytest.mark.parametrize(("hours", "units"), [(1.5, 15), (0.04, 1), (2.25, 23), (0.1 + 0.2, 3), (0, 0)])
def test_effort_is_counted_in_tenths_of_hours_rounded_up(offering: Make, hours: float, units: int) -> None:
    assert effort_units(offering("a", hours=hours)) == units


@pytest.mark.parametrize("delivery", Delivery)
def test_only_a_cohort_cannot_pause(offering: Make, delivery: Delivery) -> None:
    expected = Run.UNBROKEN if delivery is Delivery.ONLINE_COHORT else Run.PAUSES
    assert run_of(offering("a", delivery=delivery)) is expected


def test_a_full_time_job_goes_on_through_weeks_off(job: Make) -> None:
    assert run_of(job("j", 10)) is Run.UNAFFECTED


@given(
    hours=st.floats(0, 500, allow_nan=False),
    weeks=st.integers(1, 60),
    delivery=st.sampled_from([Delivery.ONLINE_COHORT, Delivery.IN_PERSON]),
    most_weeks=st.integers(0, 200),
    most_load=st.integers(0, 400),
)
def test_every_mode_holds_the_effort_and_keeps_every_bound(
    offering: Make, *, hours: float, weeks: int, delivery: Delivery, most_weeks: int, most_load: int
) -> None:
    given_offering = offering("a", hours=hours, weeks=weeks, delivery=delivery)
    modes = modes_of(given_offering, most_weeks, most_load)
    effort = effort_units(given_offering)
    assert all(shorter.periods < longer.periods for shorter, longer in pairwise(modes))
    for mode in modes:
        assert weeks <= mode.periods <= most_weeks
        assert mode.load <= most_load
        assert 0 <= mode.periods * mode.load - effort < mode.periods
        if delivery is Delivery.ONLINE_COHORT:
            assert mode.periods <= weeks * 1.5


def test_every_built_in_offering_can_be_taken_by_somebody(catalogue: Catalogue) -> None:
    assert [row.id for row in catalogue.offerings.values() if not modes_of(row, LONG, MUCH)] == []
