"""When nothing fits, exactly those limits are named that cannot hold together."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.domain.vocabulary import Acceptance
from liaison_planner.planning.conflict import smallest_conflict
from liaison_planner.planning.limits import lifted, limits_of
from liaison_planner.planning.possibility import Possibility
from liaison_planner.planning.search import is_possible

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 1, 4)


def clashing(person: Profile, catalogue: Catalogue) -> set[str]:
    return {conflict.id for conflict in smallest_conflict(Possibility(person, catalogue, TODAY))}


def check_that_it_is_smallest(person: Profile, catalogue: Catalogue, named: set[str]) -> None:
    """With all other limits lifted nothing is possible; with any one of the named lifted as well, something is."""
    limits = limits_of(person, catalogue, TODAY)
    assert named <= {limit.id for limit in limits}
    others = [limit for limit in limits if limit.id not in named]
    assert is_possible(lifted(person, others), catalogue, TODAY) is False
    for limit in limits:
        if limit.id in named:
            assert is_possible(lifted(person, [*others, limit]), catalogue, TODAY) is not False


@pytest.fixture
def course(small: Small, offering: Make) -> Catalogue:
    """Twenty hours in two weeks for 100 dollars are all there is to do."""
    return small(offering("a", hours=20, weeks=2, cost_usd=100, teaches={"talk": 1}), required={"talk": 1})


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"budget_usd": 99}, {"budget"}),
        ({"target_date": date(2027, 1, 16)}, {"deadline"}),
        ({"weekly_hours": 0}, {"hours"}),
        ({"weekly_hours": 1}, {"hours", "deadline"}),
        ({"excludes": ("a",)}, {"exclude:a"}),
        ({"periods": (Period(first=MONDAY, last=date(2027, 3, 28)),)}, {"periods", "deadline"}),
        ({"pins": (Pin(offering_id="a", start=date(2027, 3, 22)),)}, {"pin:a", "deadline"}),
    ],
    ids=["money", "time", "no hours", "few hours", "left out", "weeks off", "pinned too late"],
)
def test_the_limits_that_clash_are_named(
    person: Person, course: Catalogue, changes: dict[str, Any], named: set[str]
) -> None:
    someone = person(**changes)
    assert clashing(someone, course) == named
    check_that_it_is_smallest(someone, course, named)


def test_a_pin_and_the_prerequisite_that_is_left_out_clash(person: Person, small: Small, offering: Make) -> None:
    catalogue = small(offering("a"), offering("b", needs="a"), required={})
    someone = person(pins=(Pin(offering_id="b"),), excludes=("a",))
    assert clashing(someone, catalogue) == {"pin:b", "exclude:a"}


def test_a_pinned_job_clashes_with_keeping_the_present_one(person: Person, small: Small, job: Make) -> None:
    assert clashing(person(pins=(Pin(offering_id="j"),)), small(job("j", 4), required={})) == {"pin:j", "present_job"}


def test_two_pins_at_the_same_time_clash_where_hours_are_few(person: Person, small: Small, offering: Make) -> None:
    catalogue = small(offering("a", hours=10, weeks=1), offering("b", hours=10, weeks=1), required={})
    someone = person(pins=tuple(Pin(offering_id=name, start=date(2027, 3, 22)) for name in "ab"))
    found = clashing(someone, catalogue)
    check_that_it_is_smallest(someone, catalogue, found)
    assert {"pin:a", "pin:b"} <= found


def test_one_thing_at_a_time_can_be_too_slow(person: Person, small: Small, offering: Make) -> None:
    some = [offering(name, hours=8, weeks=8, teaches={name: 1}) for name in ("talk", "law")]
    catalogue = small(*some, required={"talk": 1, "law": 1})
    someone = person(max_parallel=1, weekly_hours=1)
    found = clashing(someone, catalogue)
    check_that_it_is_smallest(someone, catalogue, found)


def test_firm_routes_only_can_be_too_strict(
    person: Person, small: Small, offering: Make, route: Callable[..., Route]
) -> None:
    routes = route("firm", "license=rn"), route("doubtful", "cert=capm", Acceptance.SOMETIMES)
    catalogue = small(offering("a", awards="cert:capm"), required={}, routes=routes)
    assert clashing(person(firm_routes_only=True), catalogue) == {"firm_routes"}


# what no limit can mend


def test_a_level_that_nothing_teaches_is_the_catalogues_fault(person: Person, small: Small, offering: Make) -> None:
    catalogue = small(offering("a", teaches={"talk": 1}), required={"talk": 2, "law": 0})
    (conflict,) = smallest_conflict(Possibility(person(), catalogue, TODAY))
    assert conflict.id == "catalogue:talk"
    assert conflict.text == "Nothing in the catalogue leads to Talk at level 2."


def test_a_route_that_nothing_completes_is_the_catalogues_fault(
    person: Person, small: Small, route: Callable[..., Route]
) -> None:
    catalogue = small(required={}, routes=(route("R", "license=rn"),))
    (conflict,) = smallest_conflict(Possibility(person(), catalogue, TODAY))
    assert (conflict.id, conflict.text) == (
        "catalogue:routes",
        "No accepted route can be completed (accepted: Route R).",
    )


# sample people


@pytest.mark.parametrize("name", ["P03", "P05", "P11", "P15"])
def test_the_conflicts_of_sample_people_are_smallest(
    sample: Callable[..., Profile], plan_of: Callable[..., Any], catalogue: Catalogue, name: str
) -> None:
    named = {conflict.id for conflict in plan_of(name).conflicts}
    assert named
    check_that_it_is_smallest(sample(name), catalogue, named)


def test_a_deadline_beyond_ten_years_does_not_confuse_the_conflict(
    sample: Callable[..., Profile], catalogue: Catalogue
) -> None:
    """Lifting a deadline must never bring it nearer."""
    someone = sample("P11", target_date=date(2039, 12, 31))
    check_that_it_is_smallest(someone, catalogue, clashing(someone, catalogue))
