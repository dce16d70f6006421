"""Savings over time: what comes in and goes out, the floor, and posts that earn."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.verification import verify

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]
PlanOf = Callable[[str], Plan]

GRADUATE = {
    "savings_usd": 2000.0,
    "savings_floor_usd": 500.0,
    "monthly_income_usd": 2600.0,
    "monthly_costs_usd": 2500.0,
}


def course(offering: Make, **changes: Any) -> Offering:
    return offering("a", **({"hours": 10, "weeks": 1, "teaches": {"x": 1}, "cost_usd": 600} | changes))


def names(plan: Plan) -> list[str]:
    return [item.offering_id for item in plan.items]


def test_without_savings_there_is_no_line(offering: Make, small: Small, person: Person, planned: Planned) -> None:
    assert planned(person(), small(course(offering), required={"x": 1})).cash == ()


def test_the_line_books_every_four_weeks_and_pays_at_the_start(
    offering: Make, small: Small, person: Person, planned: Planned
) -> None:
    """650 dollars a month are 600 in four weeks."""
    catalogue = small(course(offering, weeks=6, hours=6), required={"x": 1})
    who = person(savings_usd=1000.0, monthly_income_usd=1650.0, monthly_costs_usd=1000.0)
    assert planned(who, catalogue).cash == (
        (date(2027, 1, 4), 400.0),
        (date(2027, 1, 11), 400.0),
        (date(2027, 1, 18), 400.0),
        (date(2027, 1, 25), 400.0),
        (date(2027, 2, 1), 1000.0),
        (date(2027, 2, 8), 1000.0),
    )


def test_a_step_waits_until_it_can_be_paid_without_touching_the_floor(
    offering: Make, small: Small, person: Person, planned: Planned
) -> None:
    catalogue = small(course(offering), required={"x": 1})
    money = {"savings_usd": 700.0, "monthly_income_usd": 1325.0, "monthly_costs_usd": 1000.0}
    starts = [
        planned(person(savings_floor_usd=floor, **money), catalogue).items[0].start for floor in (100.0, 400.0, 401.0)
    ]
    assert starts == [date(2027, 1, 4), date(2027, 2, 1), date(2027, 3, 1)]


def test_savings_that_melt_away_are_a_deadline(offering: Make, small: Small, person: Person, planned: Planned) -> None:
    """Six weeks of study, but after four of them the month's costs are due."""
    catalogue = small(course(offering, weeks=6, hours=6, cost_usd=0), required={"x": 1})
    money = {"savings_usd": 1000.0, "monthly_costs_usd": 1000.0}
    assert planned(person(**money), catalogue).fits
    poor = planned(person(savings_floor_usd=500.0, **money), catalogue)
    assert not poor.fits
    assert "savings" in {conflict.id for conflict in poor.conflicts}


def test_a_post_is_taken_for_its_pay_where_nothing_else_pays(
    offering: Make, job: Make, small: Small, person: Person, planned: Planned
) -> None:
    catalogue = small(course(offering), job("work", 4, pay_usd_per_year=20_800), required={"x": 1})
    who = person(savings_usd=100.0, willing_to_change_job=True)
    plan = planned(who, catalogue)
    assert names(plan) == ["work", "a"]
    assert verify(plan, who, catalogue) == ()
    assert plan.items[0].because.startswith("Earns what the other steps cost.")
    assert not planned(who.model_copy(update={"willing_to_change_job": False}), catalogue).fits


def test_a_post_that_pays_less_than_the_present_one_costs_the_difference(
    job: Make, small: Small, person: Person, planned: Planned
) -> None:
    """Three quarters of 26,000 dollars are 375 a week; the present post brings 500."""
    catalogue = small(job("work", 8, pay_usd_per_year=26_000, teaches={"x": 1}), required={"x": 1})
    money = {"savings_usd": 2000.0, "monthly_income_usd": 26_000 / 12, "monthly_costs_usd": 26_000 / 12}
    who = person(willing_to_change_job=True, **money)
    plan = planned(who, catalogue)
    assert plan.cash[3][1] == 2000.0
    assert plan.cash[-1][1] == pytest.approx(1500.0)
    assert not planned(who.model_copy(update={"savings_floor_usd": 1501.0}), catalogue).fits


@pytest.mark.parametrize(
    ("key", "better"),
    [
        ("savings_usd", [600.0, 1000.0, 4000.0]),
        ("savings_floor_usd", [600.0, 300.0, 0.0]),
        ("monthly_income_usd", [2450.0, 2600.0, 3000.0]),
        ("monthly_costs_usd", [2700.0, 2500.0, 2000.0]),
        ("budget_usd", [2000.0, 2600.0, 6000.0]),
        ("weekly_hours", [10.0, 12.0, 15.0]),
    ],
)
def test_more_money_or_time_is_never_worse(
    sample: Callable[..., Profile], planned: Planned, catalogue: Catalogue, key: str, better: list[float]
) -> None:
    base = GRADUATE | {"savings_usd": 1000.0, "willing_to_change_job": True}
    plans = [planned(sample("P04", **(base | {key: value})), catalogue) for value in better]
    finishes = [plan.ready_date or date.max for plan in plans]
    assert finishes == sorted(finishes, reverse=True)


def test_the_marketing_graduate_cannot_afford_a_year_without_known_pay(
    plan_of: PlanOf, sample: Callable[..., Profile], planned: Planned, catalogue: Catalogue
) -> None:
    plan = planned(sample("P04", **GRADUATE), catalogue)
    assert "i_service_year" in names(plan_of("P04"))
    assert "i_service_year" not in names(plan)
    assert "j_outreach_coord" in names(plan)
    assert min(savings for _, savings in plan.cash) == 1886.0


def test_the_laid_off_representative_sees_what_is_left(
    sample: Callable[..., Profile], planned: Planned, catalogue: Catalogue
) -> None:
    plan = planned(sample("P02", savings_usd=6000.0, savings_floor_usd=500.0, monthly_costs_usd=2500.0), catalogue)
    assert plan.ready_date == date(2027, 2, 28)
    assert plan.cash[-1] == (date(2027, 2, 22), 3057.31)
