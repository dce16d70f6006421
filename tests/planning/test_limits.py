"""The limits a person sets, and the same person freed of them."""

from collections.abc import Callable
from datetime import date

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.planning.limits import Limit, far_target, lifted, limits_of

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 1, 4)


@pytest.fixture
def catalogue(small: Small, offering: Make) -> Catalogue:
    return small(*(offering(name) for name in "abcd"), required={})


def limits(person: Profile, catalogue: Catalogue) -> dict[str, Limit]:
    return {limit.id: limit for limit in limits_of(person, catalogue, TODAY)}


def test_everybody_has_a_deadline_a_budget_hours_and_most_a_job_to_keep(person: Person, catalogue: Catalogue) -> None:
    assert list(limits(person(), catalogue)) == ["deadline", "budget", "hours", "present_job"]
    assert list(limits(person(willing_to_change_job=True), catalogue)) == ["deadline", "budget", "hours"]


def test_choices_and_habits_come_first_as_they_are_easiest_to_live_without(
    person: Person, catalogue: Catalogue
) -> None:
    someone = person(
        pins=(Pin(offering_id="a", start=MONDAY), Pin(offering_id="b")),
        excludes=("c",),
        max_parallel=2,
        periods=(Period(first=MONDAY, last=MONDAY),),
        firm_routes_only=True,
    )
    assert {name: limit.text for name, limit in limits(someone, catalogue).items()} == {
        "pin:a": "Include «The a» in the week of 4 January 2027.",
        "pin:b": "Include «The b».",
        "exclude:c": "Leave out «The c».",
        "parallel": "Do at most 2 things at a time.",
        "periods": "Keep the weeks off and the weeks with other hours.",
        "firm_routes": "Count only qualification routes that employers firmly accept.",
        "deadline": "Be ready by 28 March 2027.",
        "budget": "Spend at most $1,000.",
        "hours": "Study at most 10 hours a week.",
        "present_job": "Keep the present job.",
    }


@pytest.mark.parametrize(
    ("changes", "name", "text"),
    [
        ({"max_parallel": 1}, "parallel", "Do at most 1 thing at a time."),
        ({"weekly_hours": 1}, "hours", "Study at most 1 hour a week."),
        ({"weekly_hours": 2.5}, "hours", "Study at most 2.5 hours a week."),
        ({"budget_usd": 634.5}, "budget", "Spend at most $634.50."),
    ],
)
def test_one_of_something_is_said_in_the_singular(
    person: Person, catalogue: Catalogue, changes: dict[str, float], name: str, text: str
) -> None:
    assert limits(person(**changes), catalogue)[name].text == text


def test_without_any_limit_nothing_stands_in_the_way(person: Person, catalogue: Catalogue) -> None:
    someone = person(pins=(Pin(offering_id="a"),), excludes=("c",), max_parallel=2, firm_routes_only=True)
    freed = lifted(someone, limits_of(someone, catalogue, TODAY))
    assert (freed.pins, freed.excludes, freed.max_parallel, freed.firm_routes_only) == ((), (), None, False)
    assert freed.willing_to_change_job
    assert freed.weekly_hours >= 80
    assert freed.budget_usd >= 1_000_000
    assert freed.target_date >= date(2036, 12, 1)


def test_several_pins_and_exclusions_are_lifted_together_and_the_others_stay(
    person: Person, catalogue: Catalogue
) -> None:
    pins = tuple(Pin(offering_id=name) for name in "abc")
    someone = person(pins=pins, excludes=("d",))
    some = [limit for limit in limits_of(someone, catalogue, TODAY) if limit.id in ("pin:a", "pin:c", "budget")]
    freed = lifted(someone, some)
    assert freed.pins == (Pin(offering_id="b"),)
    assert (freed.excludes, freed.weekly_hours) == (("d",), 10)
    assert freed.budget_usd > someone.budget_usd


def test_nothing_lifted_is_the_same_person(person: Person) -> None:
    assert lifted(person(), []) == person()


@pytest.mark.parametrize(
    ("today", "start", "far"),
    [
        (TODAY, MONDAY, date(2037, 1, 4)),
        (date(2028, 2, 29), MONDAY, date(2038, 2, 28)),
        (date(2027, 5, 31), MONDAY, date(2037, 5, 28)),
    ],
)
def test_a_far_target_is_ten_years_ahead(person: Person, today: date, start: date, far: date) -> None:
    assert far_target(person(start_date=start), today) == far


def test_a_far_target_is_never_nearer_than_the_persons_own(person: Person) -> None:
    own = date(2040, 1, 1)
    assert far_target(person(target_date=own), TODAY) >= own


def test_the_end_of_the_calendar_is_no_obstacle(person: Person) -> None:
    someone = person(start_date=date(9995, 1, 4), target_date=date(9996, 1, 4))
    assert far_target(someone, TODAY) >= someone.target_date
