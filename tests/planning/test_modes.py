"""How long an offering takes, and how much of it a week can hold."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.vocabulary import Delivery
from liaison_planner.planning.modes import JOB_SLOT, SIDE_BY_SIDE, effort_units, is_cohort, mode_of
from liaison_planner.scheduling.problem import Mode

Make = Callable[..., Offering]


def test_an_offering_takes_its_shortest_time_or_any_longer_one(offering: Make) -> None:
    mode = mode_of(offering("a", hours=20, weeks=5))
    assert (mode.periods, mode.longest) == (5, None)
    assert (mode.effort, mode.rate) == (200, 40)


def test_a_week_holds_no_more_than_at_the_shortest_length_rounded_up(offering: Make) -> None:
    assert mode_of(offering("a", hours=2, weeks=3)).rate == 7


@pytest.mark.parametrize(("weeks", "longest"), [(1, 1), (2, 3), (5, 7), (8, 12)])
def test_a_cohort_is_stretched_by_no_more_than_half(offering: Make, weeks: int, longest: int) -> None:
    assert mode_of(offering("a", weeks=weeks, delivery=Delivery.ONLINE_COHORT)).longest == longest


def test_a_full_time_job_takes_its_time_the_only_job_slot_and_no_study_hours(job: Make) -> None:
    assert mode_of(job("j", 52, cost_usd=3)) == Mode(52, longest=52, cost=300, loads=((JOB_SLOT, 1),))


def test_all_else_counts_as_one_of_the_steps_side_by_side(offering: Make) -> None:
    assert mode_of(offering("a")).loads == ((SIDE_BY_SIDE, 1),)


@pytest.mark.parametrize(("dollars", "cents"), [(0, 0), (9.99, 999), (0.29, 29), (10.0033, 1001)])
def test_prices_are_counted_in_cents_rounded_up(offering: Make, dollars: float, cents: int) -> None:
    assert mode_of(offering("a", cost_usd=dollars)).cost == cents


@pytest.mark.parametrize(("hours", "units"), [(1.5, 15), (0.04, 1), (2.25, 23), (0.1 + 0.2, 3), (0, 0)])
def test_effort_is_counted_in_tenths_of_hours_rounded_up(offering: Make, hours: float, units: int) -> None:
    assert effort_units(offering("a", hours=hours)) == units


@pytest.mark.parametrize("delivery", Delivery)
def test_only_a_cohort_moves_together(offering: Make, delivery: Delivery) -> None:
    assert is_cohort(offering("a", delivery=delivery)) is (delivery is Delivery.ONLINE_COHORT)


@given(
    hours=st.floats(0, 500, allow_nan=False),
    weeks=st.integers(1, 60),
    delivery=st.sampled_from([Delivery.ONLINE_COHORT, Delivery.IN_PERSON]),
)
def test_the_effort_fits_into_the_shortest_length_and_not_into_less_each_week(
    offering: Make, *, hours: float, weeks: int, delivery: Delivery
) -> None:
    mode = mode_of(offering("a", hours=hours, weeks=weeks, delivery=delivery))
    assert (mode.rate - 1) * weeks < mode.effort <= mode.rate * weeks or mode.effort == mode.rate == 0
    assert mode.longest is None or weeks <= mode.longest <= weeks * 1.5


def test_every_built_in_offering_can_be_done_in_its_shortest_time(catalogue: Catalogue) -> None:
    modes = [mode_of(row) for row in catalogue.offerings.values()]
    assert [mode for mode in modes if mode.effort > mode.rate * mode.periods or mode.periods < 1] == []
