"""What people really enter: nothing, too much, the impossible, and odd days. Everybody gets an answer, nobody a crash."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.domain.vocabulary import Delivery, Kind, StartPattern
from liaison_planner.planning.planner import make_plan

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 1, 4)
WEEK = timedelta(weeks=1)


@pytest.fixture
def course(small: Small, offering: Make) -> Catalogue:
    """Twenty hours in two weeks for 100 dollars are all there is to do."""
    return small(offering("a", hours=20, weeks=2, cost_usd=100, teaches={"talk": 1}), required={"talk": 1})


IMPOSSIBLE: dict[str, dict[str, Any]] = {
    "no hours": {"weekly_hours": 0},
    "hardly any hours": {"weekly_hours": 0.04},
    "no money": {"budget_usd": 0},
    "neither": {"weekly_hours": 0, "budget_usd": 0},
    "a target in the first week": {"target_date": date(2027, 1, 9)},
    "a target on the first day": {"target_date": MONDAY},
    "a target today": {"start_date": TODAY, "target_date": TODAY},
    "weeks off all the time": {"periods": (Period(first=date(2020, 1, 1), last=date(2030, 1, 1)),)},
    "the only course left out": {"excludes": ("a",)},
    "a pin on a Tuesday": {"pins": (Pin(offering_id="a", start=date(2027, 1, 5)),)},
    "a pin before the start": {"pins": (Pin(offering_id="a", start=date(2026, 12, 28)),)},
    "a pin after the target": {"pins": (Pin(offering_id="a", start=date(2027, 4, 5)),)},
}


@pytest.mark.parametrize("changes", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_the_impossible_gets_its_conflict_and_a_way_out(
    person: Person, course: Catalogue, planned: Planned, changes: dict[str, Any]
) -> None:
    plan = planned(person(**changes), course)
    assert not plan.fits
    assert plan.conflicts
    assert plan.ways_out


POSSIBLE: dict[str, tuple[dict[str, Any], date]] = {
    "one thing at a time": ({"max_parallel": 1}, date(2027, 1, 17)),
    "a start in the middle of a week": ({"start_date": date(2027, 1, 6)}, date(2027, 1, 24)),
    "a target on a leap day": ({"target_date": date(2028, 2, 29)}, date(2027, 1, 17)),
    "a start on a leap day": (
        {"start_date": date(2028, 2, 29), "target_date": date(2028, 12, 31)},
        date(2028, 3, 19),
    ),
    "ten years": ({"target_date": date(2036, 12, 31)}, date(2027, 1, 17)),
    "the end of the calendar": ({"target_date": date(9999, 12, 31)}, date(2027, 1, 17)),
    "all the hours of a week": ({"weekly_hours": 168}, date(2027, 1, 17)),
    "all the money in the world": ({"budget_usd": 1e12}, date(2027, 1, 17)),
    "the budget to the cent": ({"budget_usd": 100}, date(2027, 1, 17)),
    "a target at the very end of the last week": ({"target_date": date(2027, 1, 17)}, date(2027, 1, 17)),
}


@pytest.mark.parametrize(("changes", "ready"), POSSIBLE.values(), ids=POSSIBLE.keys())
def test_the_unusual_is_planned_like_anything_else(
    *, person: Person, course: Catalogue, planned: Planned, changes: dict[str, Any], ready: date
) -> None:
    assert planned(person(**changes), course).ready_date == ready


def test_today_may_be_a_leap_day(person: Person, course: Catalogue) -> None:
    someone = person(target_date=date(2028, 3, 19))
    assert make_plan(someone, course, date(2028, 2, 29)).ready_date == date(2028, 3, 19)


def test_who_starts_in_the_last_years_of_the_calendar_gets_an_answer(
    person: Person, course: Catalogue, planned: Planned
) -> None:
    someone = person(start_date=date(9995, 1, 4), target_date=date(9995, 1, 9))
    assert not planned(someone, course).fits


def test_a_duty_after_the_end_of_the_calendar_is_no_crash(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    refresher = offering("r", kind=Kind.CONTINUING_EDUCATION, recurs="yearly", teaches={"law": 1})
    someone = person(start_date=date(9999, 2, 1), target_date=date(9999, 12, 31), self_ratings={"law": 1})
    assert planned(someone, small(refresher, required={"law": 1})).fits


# jobs and weeks off


@pytest.mark.parametrize("willing", [True, False])
def test_a_pinned_job_is_planned_only_for_who_is_willing(
    *, person: Person, small: Small, job: Make, planned: Planned, willing: bool
) -> None:
    someone = person(pins=(Pin(offering_id="j"),), willing_to_change_job=willing)
    assert planned(someone, small(job("j", 4), required={})).fits is willing


def test_a_job_can_be_done_without_any_hours_to_study(
    person: Person, small: Small, job: Make, planned: Planned
) -> None:
    someone = person(weekly_hours=0, willing_to_change_job=True)
    plan = planned(someone, small(job("j", 4, teaches={"talk": 1}), required={"talk": 1}))
    assert plan.ready_date == date(2027, 1, 31)


def test_a_job_can_begin_in_a_week_off(person: Person, small: Small, job: Make, planned: Planned) -> None:
    """Weeks off are about hours to study; a full-time job needs none of them."""
    holiday = (Period(first=MONDAY, last=date(2027, 1, 31)),)
    someone = person(periods=holiday, willing_to_change_job=True)
    plan = planned(someone, small(job("j", 4, teaches={"talk": 1}), required={"talk": 1}))
    assert plan.ready_date == date(2027, 1, 31)


def test_the_fastest_plan_counts_weeks_off_as_weeks(
    *, person: Person, small: Small, offering: Make, job: Make, planned: Planned
) -> None:
    """The course is over in a week; the job, which costs nothing, ends three weeks later, still among the weeks off."""
    some = offering("a", weeks=1, cost_usd=9, teaches={"talk": 1}), job("j", 4, teaches={"talk": 1})
    holiday = (Period(first=MONDAY + WEEK, last=date(2027, 2, 28)),)
    plan = planned(person(periods=holiday, willing_to_change_job=True), small(*some, required={"talk": 1}))
    assert plan.ready_date == date(2027, 1, 10)


def test_a_cohort_that_is_stretched_does_not_run_through_a_week_off(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    """Ten hours a week would fit before the week off if the first week had them; with fewer it must come after."""
    cohort = offering("a", hours=60, weeks=6, delivery=Delivery.ONLINE_COHORT, teaches={"talk": 1})
    fewer = Period(first=MONDAY, last=MONDAY + 2 * WEEK, hours_per_week=8)
    away = Period(first=MONDAY + 6 * WEEK, last=MONDAY + 7 * WEEK - timedelta(days=1))
    someone = person(periods=(fewer, away), target_date=date(2027, 6, 27))
    plan = planned(someone, small(cohort, required={"talk": 1}))
    assert [item.start for item in plan.items] == [date(2027, 2, 22)]


def test_a_cohort_without_effort_does_not_run_through_a_week_off(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    cohort = offering("a", hours=0, weeks=2, delivery=Delivery.ONLINE_COHORT, teaches={"talk": 1})
    assert not planned(person(weekly_hours=0), small(cohort, required={"talk": 1})).fits


def test_a_week_with_a_little_time_is_no_worse_than_a_week_off(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    """Somebody who finds one hour in a busy week is not later than somebody who finds none."""
    catalogue = small(offering("a", hours=100, weeks=10, teaches={"talk": 1}), required={"talk": 1})
    busy = MONDAY + 5 * WEEK

    def ready(hours: float) -> date | None:
        period = Period(first=busy, last=busy + timedelta(days=6), hours_per_week=hours)
        return planned(person(periods=(period,)), catalogue).ready_date

    off, a_little = ready(0), ready(1)
    assert off is not None
    assert a_little is not None
    assert a_little <= off


# odd catalogues


@pytest.mark.parametrize("hours", [0, 0.01, 0.25, 7.77, 33.333])
def test_odd_hours_add_up(person: Person, small: Small, offering: Make, planned: Planned, hours: float) -> None:
    catalogue = small(offering("a", hours=hours, weeks=3, teaches={"talk": 1}), required={"talk": 1})
    (item,) = planned(person(target_date=date(2028, 1, 2)), catalogue).items
    assert sum(each for _, each in item.hours_by_week) == pytest.approx(hours)


def test_prices_below_a_cent_do_not_slip_past_the_budget(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    """Four times a third of a cent too much is more than a cent."""
    names = ("art", "law", "maths", "talk")
    some = [offering(name, cost_usd=10.0033, teaches={name: 1}) for name in names]
    plan = planned(person(budget_usd=40), small(*some, required=dict.fromkeys(names, 1)))
    assert sum(item.cost_usd for item in plan.items) <= 40.005


def test_a_catalogue_without_offerings_says_what_it_lacks(person: Person, small: Small, planned: Planned) -> None:
    plan = planned(person(), small(required={"talk": 1}))
    assert [conflict.id for conflict in plan.conflicts] == ["catalogue:talk"]


def test_who_leaves_everything_out_is_told_all_of_it_but_not_every_way_out(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    some = [offering(f"a{number}", teaches={"talk": 1}) for number in range(12)]
    someone = person(excludes=tuple(each.id for each in some))
    plan = planned(someone, small(*some, required={"talk": 1}))
    assert len(plan.conflicts) == 12
    assert len(plan.ways_out) == 6


def test_an_offering_that_is_never_offered_in_time_is_waited_for(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    catalogue = small(offering("a", start_pattern=StartPattern.SEMESTER, teaches={"talk": 1}), required={"talk": 1})
    plan = planned(person(start_date=date(2027, 1, 5)), catalogue)
    assert [way.ready_date for way in plan.ways_out] == [date(2027, 9, 19)]


def test_routes_may_ask_for_each_others_awards(
    person: Person, small: Small, offering: Make, planned: Planned, route: Callable[..., Route]
) -> None:
    some = (
        offering("a", needs="b|edu_level>=1", awards="cert:capm"),
        offering("b", needs="a", awards="degree:bachelor:health"),
    )
    plan = planned(person(), small(*some, required={}, routes=(route("R", "cert=any;edu_level>=3"),)))
    assert [item.offering_id for item in plan.items] == ["a", "b"]
