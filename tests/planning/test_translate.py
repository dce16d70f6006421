"""A person becomes an optimisation problem in weeks, tenths of hours and cents."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.profile import Period, Pin, Profile, hours_in_week
from liaison_planner.domain.vocabulary import Acceptance, Delivery, Focus, Kind, StartPattern
from liaison_planner.planning.modes import JOB_SLOT, SIDE_BY_SIDE, mode_of
from liaison_planner.planning.translate import LONGEST_PLAN_WEEKS, translate, weekly_capacity
from liaison_planner.scheduling.problem import Activity, Fact, Goal, Problem
from liaison_planner.scheduling.problem import Route as Way
from liaison_planner.scheduling.windows import Windows

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 1, 4)
SUNDAY = MONDAY + timedelta(days=6)
WEEK = timedelta(weeks=1)


def posed(person: Profile, catalogue: Catalogue, today: date = TODAY) -> Problem:
    return translate(person, catalogue, today).problem


def activity(person: Profile, catalogue: Catalogue, name: str) -> Activity:
    return next(each for each in posed(person, catalogue).activities if each.name == name)


def names(person: Profile, catalogue: Catalogue) -> set[str]:
    return {each.name for each in posed(person, catalogue).activities}


# hours


def off(first: date, last: date, hours: float = 0) -> Period:
    return Period(first=first, last=last, hours_per_week=hours)


@pytest.mark.parametrize(
    ("periods", "hours"),
    [
        ((), 10),
        ((off(MONDAY, SUNDAY),), 0),
        ((off(MONDAY, MONDAY),), 0),
        ((off(SUNDAY, SUNDAY + WEEK),), 0),
        ((off(MONDAY - WEEK, MONDAY - timedelta(days=1)),), 10),
        ((off(SUNDAY + timedelta(days=1), SUNDAY + WEEK),), 10),
        ((off(MONDAY, SUNDAY, 20),), 20),
        ((off(MONDAY - WEEK, SUNDAY + WEEK, 20),), 20),
        ((off(MONDAY, SUNDAY - timedelta(days=1), 20),), 10),
        ((off(MONDAY, MONDAY, 4),), 4),
        ((off(MONDAY, SUNDAY, 20), off(SUNDAY, SUNDAY, 3)), 3),
        ((off(MONDAY, MONDAY, 6), off(SUNDAY, SUNDAY, 3)), 3),
    ],
    ids=[
        *("no period", "a week off", "a day off", "off from its last day", "off before", "off after"),
        *("a week with more hours", "many weeks with more", "only part of a week with more", "a day with fewer"),
        *("more and a day with fewer", "two days with fewer"),
    ],
)
def test_a_period_that_covers_part_of_a_week_can_only_lower_its_hours(
    person: Person, periods: tuple[Period, ...], hours: float
) -> None:
    assert hours_in_week(person(periods=periods), MONDAY) == hours


@given(
    st.lists(
        st.builds(
            lambda first, length, hours: off(first, first + timedelta(days=length), hours),
            st.dates(MONDAY - 2 * WEEK, MONDAY + 2 * WEEK),
            st.integers(0, 20),
            st.sampled_from([0, 3, 10, 25]),
        ),
        max_size=3,
    )
)
def test_a_week_never_has_more_hours_than_its_best_day(person: Person, periods: list[Period]) -> None:
    """Day by day: those a period covers have its hours, the others the usual ones; the weakest day counts. Periods that
    only together cover a week raise nothing.
    """
    days = [MONDAY + timedelta(days=day) for day in range(7)]
    covering = [[each.hours_per_week for each in periods if each.first <= day <= each.last] for day in days]
    weakest = min(min(hours, default=10.0) for hours in covering)
    whole = any(each.first <= MONDAY and each.last >= SUNDAY for each in periods)
    found = hours_in_week(person(periods=tuple(periods)), MONDAY)
    most = max(hours for each in covering for hours in each) if whole else weakest
    assert min(weakest, 10.0) <= found <= most


@pytest.mark.parametrize(
    ("hours", "tenths"), [(10, 100), (2.55, 25), (0.29, 2), (0.3, 3), (0.05, 0), (0, 0), (80, 800)]
)
def test_capacity_is_whole_tenths_of_hours(person: Person, hours: float, tenths: int) -> None:
    assert set(weekly_capacity(person(weekly_hours=hours), MONDAY)) == {tenths}


def test_only_whole_weeks_before_the_target_count(person: Person) -> None:
    lengths = [len(weekly_capacity(person(target_date=SUNDAY + timedelta(days=n)), MONDAY)) for n in (-7, -1, 0, 6, 7)]
    assert lengths == [0, 0, 1, 1, 2]


def test_nobody_plans_further_than_ten_years(person: Person) -> None:
    assert len(weekly_capacity(person(target_date=date(9999, 12, 31)), MONDAY)) == LONGEST_PLAN_WEEKS == 522


@pytest.mark.parametrize(
    ("today", "start", "first"),
    [
        (TODAY, MONDAY, MONDAY),
        (TODAY, MONDAY + timedelta(days=1), MONDAY + WEEK),
        (MONDAY + WEEK, MONDAY, MONDAY + WEEK),
        (SUNDAY, MONDAY, SUNDAY + timedelta(days=1)),
        (date(2028, 2, 29), MONDAY, date(2028, 3, 6)),
    ],
)
def test_the_first_week_is_the_first_whole_one_from_today_and_the_start(
    person: Person, small: Small, today: date, start: date, first: date
) -> None:
    someone = person(start_date=start, target_date=date(2029, 1, 1))
    assert translate(someone, small(required={}), today).first_monday == first


# candidates


@pytest.mark.parametrize("choice", ["done", "excludes"])
def test_what_is_done_or_excluded_is_no_candidate(person: Person, small: Small, offering: Make, choice: str) -> None:
    catalogue = small(offering("a"), offering("b"), required={})
    assert names(person(**{choice: ("a",)}), catalogue) == {"b"}


def test_continuing_education_and_the_goal_itself_are_no_candidates(
    person: Person, small: Small, offering: Make
) -> None:
    catalogue = small(
        offering("refresher", kind=Kind.CONTINUING_EDUCATION, recurs="yearly"),
        offering("goal", goal_of=frozenset({Focus.SPECIALTY_PRACTICE})),
        offering("other_goal", goal_of=frozenset({Focus.CONSULTING})),
        required={},
    )
    assert names(person(), catalogue) == {"other_goal"}


@pytest.mark.parametrize("name", ["refresher", "goal"])
def test_whoever_insists_gets_them_all_the_same(person: Person, small: Small, offering: Make, name: str) -> None:
    catalogue = small(
        offering("refresher", kind=Kind.CONTINUING_EDUCATION, recurs="yearly"),
        offering("goal", goal_of=frozenset({Focus.SPECIALTY_PRACTICE})),
        required={},
    )
    assert names(person(pins=(Pin(offering_id=name),)), catalogue) == {name}


def test_a_full_time_job_is_for_those_who_are_willing_to_change(person: Person, small: Small, job: Make) -> None:
    catalogue = small(job("j", 4), required={})
    assert names(person(), catalogue) == set()
    found = activity(person(willing_to_change_job=True), catalogue, "j")
    assert found.modes == (mode_of(catalogue.offerings["j"]),)


def test_what_takes_longer_than_there_is_time_cannot_be_done(person: Person, small: Small, offering: Make) -> None:
    some = offering("long", weeks=13), offering("much", hours=200), offering("short", weeks=12, hours=120)
    problem = posed(person(), small(*some, required={}))
    ways = Windows.of(problem)
    assert {name for name in names(person(), small(*some, required={})) if ways.of_activity(name)} == {"short"}


def test_only_a_cohort_is_unbroken(person: Person, small: Small, offering: Make) -> None:
    catalogue = small(offering("a"), offering("b", delivery=Delivery.ONLINE_COHORT), required={})
    assert [activity(person(), catalogue, name).unbroken for name in "ab"] == [False, True]


def test_there_is_one_job_at_a_time_in_every_week(person: Person, small: Small) -> None:
    assert posed(person(), small(required={})).resources == {JOB_SLOT: (1,) * 12}


# pins and starts


def test_a_pin_is_a_must_in_its_own_week(person: Person, small: Small, offering: Make) -> None:
    pinned = person(pins=(Pin(offering_id="a", start=MONDAY + 2 * WEEK),))
    found = activity(pinned, small(offering("a"), required={}), "a")
    assert (found.must, found.starts) == (True, frozenset({2}))


def test_a_pin_without_a_date_is_a_must_in_any_week(person: Person, small: Small, offering: Make) -> None:
    found = activity(person(pins=(Pin(offering_id="a"),)), small(offering("a"), required={}), "a")
    assert (found.must, found.starts) == (True, None)


@pytest.mark.parametrize(
    ("changes", "pin"),
    [
        ({"start_pattern": StartPattern.MONTHLY}, MONDAY + WEEK),
        ({}, MONDAY - WEEK),
        ({}, MONDAY + 12 * WEEK),
    ],
    ids=["not an intake", "before the plan", "after the plan"],
)
def test_a_pin_that_cannot_be_kept_stays_as_a_must_that_cannot_start(
    person: Person, small: Small, offering: Make, changes: dict[str, Any], pin: date | None
) -> None:
    pinned = person(pins=(Pin(offering_id="a", start=pin),))
    found = activity(pinned, small(offering("a", **changes), required={}), "a")
    assert (found.must, found.starts) == (True, frozenset())


def test_a_pinned_job_of_somebody_who_keeps_the_present_one_cannot_start(
    person: Person, small: Small, job: Make
) -> None:
    found = activity(person(pins=(Pin(offering_id="j"),)), small(job("j", 4), required={}), "j")
    assert (found.must, found.starts) == (True, frozenset())


def test_a_pin_that_is_too_long_stays_as_a_must_that_cannot_end(person: Person, small: Small, offering: Make) -> None:
    problem = posed(person(pins=(Pin(offering_id="a"),)), small(offering("a", weeks=13), required={}))
    assert [each.must for each in problem.activities] == [True]
    assert Windows.of(problem).of_activity("a") == {}


def test_starts_are_the_weeks_of_the_pattern(person: Person, small: Small, offering: Make) -> None:
    monthly = small(offering("a", start_pattern=StartPattern.MONTHLY), required={})
    assert activity(person(), monthly, "a").starts == frozenset({0, 4, 8})


# prerequisites, facts, goals, routes


def test_only_what_is_not_held_yet_is_required(person: Person, small: Small, offering: Make) -> None:
    catalogue = small(offering("a", needs="talk>=1;law>=1|license=rn;edu_level>=1"), required={"talk": 0, "law": 0})
    assert activity(person(self_ratings={"law": 1}), catalogue, "a").requires == (("talk>=1",),)
    assert activity(person(self_ratings={"talk": 1}), catalogue, "a").requires == (("law>=1", "license=rn"),)


def test_a_level_is_a_fact_of_everything_that_teaches_it_or_more(person: Person, small: Small, offering: Make) -> None:
    some = offering("one", teaches={"talk": 1}), offering("three", teaches={"talk": 3}), offering("none")
    facts = posed(person(), small(*some, required={"talk": 3})).facts
    assert facts["talk>=1"] == Fact(1, (("one", 1), ("three", 1)))
    assert facts["talk>=2"] == facts["talk>=3"] == Fact(1, (("three", 1),))
    assert "talk>=4" not in facts  # nobody asks for it


def test_years_are_a_fact_of_what_is_still_missing(
    person: Person, small: Small, offering: Make, route: Callable[..., Route]
) -> None:
    some = offering("a", awards="exp:clinical:0.5;exp:healthcare:1"), offering("b", awards="exp:clinical:1")
    catalogue = small(*some, required={}, routes=(route("R", "yrs_clinical>=2"),))
    problem = posed(person(years={"clinical": 0.7}), catalogue)
    assert problem.facts["yrs_clinical>=2"] == Fact(13, (("a", 5), ("b", 10)))


@pytest.mark.parametrize(
    ("condition", "awards", "provided"),
    [
        ("edu_level>=3", "degree:bachelor:health", True),
        ("edu_level>=4", "degree:bachelor:health", False),
        ("degree_field=health", "degree:bachelor:health", True),
        ("degree_field=other", "degree:bachelor:health", False),
        ("cert=capm", "cert:capm", True),
        ("cert=any", "cert:capm", True),
        ("cert=any", "certificate:completion", False),
        ("certificate=completion", "cert:capm", False),
        ("license=rn", "cert:capm", False),
    ],
)
def test_credentials_are_facts_of_what_awards_them(
    person: Person, small: Small, offering: Make, *, condition: str, awards: str, provided: bool
) -> None:
    catalogue = small(offering("a", awards=awards), offering("b", needs=condition), required={})
    assert posed(person(), catalogue).facts[condition].providers == ((("a", 1),) if provided else ())


def test_each_missing_level_is_a_goal_and_a_core_one_weighs_more(person: Person, small: Small) -> None:
    catalogue = small(required={"law": 1, "talk": 3}, core="law")
    assert posed(person(self_ratings={"talk": 1}), catalogue).goals == (
        Goal(("law>=1",), 4),
        Goal(("talk>=2",), 1),
        Goal(("talk>=3",), 1),
    )


def test_routes_keep_their_open_terms_and_doubtful_ones_have_a_penalty(
    person: Person, small: Small, route: Callable[..., Route]
) -> None:
    routes = route("R", "edu_level>=1;yrs_clinical>=1"), route("S", "license=rn", Acceptance.SOMETIMES)
    catalogue = small(required={}, routes=routes)
    assert posed(person(), catalogue).routes == (Way("R", (("yrs_clinical>=1",),), 0), Way("S", (("license=rn",),), 1))
    assert [way.name for way in posed(person(firm_routes_only=True), catalogue).routes] == ["R"]


def test_no_route_is_asked_for_where_one_is_met(person: Person, small: Small, route: Callable[..., Route]) -> None:
    routes = route("R", "yrs_clinical>=1"), route("S", "edu_level>=1", Acceptance.SOMETIMES)
    assert posed(person(), small(required={}, routes=routes)).routes == ()


@pytest.mark.parametrize(("dollars", "cents"), [(1000, 100_000), (0.29, 29), (19.99, 1999), (0, 0)])
def test_the_budget_is_in_cents(person: Person, small: Small, dollars: float, cents: int) -> None:
    assert posed(person(budget_usd=dollars), small(required={})).budget == cents


def test_the_number_of_things_at_a_time_is_passed_on(person: Person, small: Small) -> None:
    assert posed(person(max_parallel=2), small(required={})).resources[SIDE_BY_SIDE] == (2,) * 12
    assert SIDE_BY_SIDE not in posed(person(), small(required={})).resources
