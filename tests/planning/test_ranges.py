"""How far a plan moves at the ends of its estimates, and those who would rather not have it move."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.planning.modes import uncertain_hours

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]
PlanOf = Callable[[str], Plan]

FITTING = ("P01", "P02", "P04", "P06", "P07", "P08", "P09", "P10", "P12", "P13", "P14")


def course(offering: Make, name: str, **changes: Any) -> Offering:
    return offering(name, **({"hours": 20, "weeks": 4, "teaches": {"x": 1}} | changes))


def spread(plan: Plan, catalogue: Catalogue) -> int:
    return sum(uncertain_hours(catalogue.offerings[item.offering_id]) for item in plan.items)


def test_a_course_with_half_or_twice_the_hours_takes_half_or_twice_the_weeks(
    offering: Make, small: Small, person: Person, planned: Planned
) -> None:
    catalogue = small(course(offering, "a", effort_low=10, effort_high=40), required={"x": 1})
    plan = planned(person(), catalogue)
    assert (plan.evidence.finish_low, plan.ready_date, plan.evidence.finish_high) == (
        date(2027, 1, 17),
        date(2027, 1, 31),
        date(2027, 2, 28),
    )
    assert (plan.evidence.hours_low, plan.evidence.hours_high) == (10, 40)


def test_one_after_the_other_moves_with_the_one_before(
    offering: Make, small: Small, person: Person, planned: Planned
) -> None:
    first = course(offering, "a", effort_low=20, effort_high=30)
    second = offering("b", 8, 2, teaches={"y": 1}, needs="a")
    plan = planned(person(), small(first, second, required={"x": 1, "y": 1}))
    assert plan.ready_date == date(2027, 2, 14)
    assert plan.evidence.finish_high == date(2027, 2, 28)


def test_a_range_may_end_after_the_target_date(offering: Make, small: Small, person: Person, planned: Planned) -> None:
    catalogue = small(course(offering, "a", effort_high=100), required={"x": 1})
    plan = planned(person(target_date=date(2027, 1, 31)), catalogue)
    assert plan.evidence.finish_high == date(2027, 5, 23)


def test_published_hours_have_no_range_of_days(offering: Make, small: Small, person: Person, planned: Planned) -> None:
    plan = planned(person(), small(course(offering, "a"), required={"x": 1}))
    assert (plan.evidence.finish_low, plan.evidence.finish_high) == (None, None)
    assert (plan.evidence.hours_low, plan.evidence.hours_high) == (20, 20)


def test_prices_have_a_range_of_their_own(offering: Make, small: Small, person: Person, planned: Planned) -> None:
    catalogue = small(course(offering, "a", cost_usd=100, cost_low=0, cost_high=250), required={"x": 1})
    plan = planned(person(), catalogue)
    assert (plan.evidence.cost_low, plan.total_cost_usd, plan.evidence.cost_high) == (0, 100, 250)


@pytest.mark.parametrize("name", FITTING)
def test_every_sample_plan_lies_within_its_range(plan_of: PlanOf, name: str) -> None:
    plan = plan_of(name)
    evidence = plan.evidence
    assert plan.ready_date
    assert evidence.finish_low
    assert evidence.finish_high
    assert evidence.finish_low <= plan.ready_date <= evidence.finish_high
    assert (evidence.cost_low or 0) <= plan.total_cost_usd <= (evidence.cost_high or 0)


def test_without_a_ready_date_there_is_no_range_of_days(plan_of: PlanOf) -> None:
    assert plan_of("P03").evidence.finish_high is None
    assert plan_of("P03").evidence.hours_high


# robust choices


def test_of_two_courses_the_robust_one_is_taken_where_it_ends_no_later(
    offering: Make, small: Small, person: Person, planned: Planned
) -> None:
    guess = course(offering, "guess", effort_low=5, effort_high=60)
    known = course(offering, "known", cost_usd=50)
    catalogue = small(guess, known, required={"x": 1})
    assert [item.offering_id for item in planned(person(), catalogue).items] == ["guess"]
    assert [item.offering_id for item in planned(person(prefer_robust=True), catalogue).items] == ["known"]


def test_a_robust_choice_keeps_the_budget(offering: Make, small: Small, person: Person, planned: Planned) -> None:
    guess = course(offering, "guess", effort_low=5, effort_high=60)
    known = course(offering, "known", cost_usd=2000)
    plan = planned(person(prefer_robust=True), small(guess, known, required={"x": 1}))
    assert [item.offering_id for item in plan.items] == ["guess"]


@pytest.mark.parametrize("name", ["P02", "P06", "P14"])
def test_a_robust_plan_is_never_less_certain_and_little_later(
    plan_of: PlanOf, sample: Callable[..., Profile], planned: Planned, catalogue: Catalogue, name: str
) -> None:
    plain, robust = plan_of(name), planned(sample(name, prefer_robust=True), catalogue)
    assert robust.fits
    assert spread(robust, catalogue) <= spread(plain, catalogue)
    assert plain.ready_date
    assert robust.ready_date
    weeks = plain.proof.objective[0][1]
    assert (robust.ready_date - plain.ready_date).days // 7 <= weeks * 0.15


def test_the_volunteer_coordinator_keeps_her_day_with_robust_steps(
    plan_of: PlanOf, sample: Callable[..., Profile], planned: Planned, catalogue: Catalogue
) -> None:
    """P06 wants to be ready by the end of February 2028; at the high end of the guesses she would not be."""
    plain, robust = plan_of("P06"), planned(sample("P06", prefer_robust=True), catalogue)
    assert plain.evidence.finish_high
    assert robust.evidence.finish_high
    assert plain.target_date
    assert robust.evidence.finish_high <= plain.target_date < plain.evidence.finish_high
