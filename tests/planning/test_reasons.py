"""Why each step is there and why then, in sentences."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.domain.vocabulary import StartPattern

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]

MONDAY = date(2027, 1, 4)
WEEK = timedelta(weeks=1)
PURPOSES = ("Brings ", "Gives what your route still asks: ", "Opens the way to ")


def reasons(plan: Plan) -> dict[str, str]:
    return {item.offering_id: item.because for item in plan.items}


def test_a_step_says_which_levels_it_brings(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    catalogue = small(offering("a", teaches={"talk": 2, "law": 1}), required={"talk": 2, "law": 1})
    found = reasons(planned(person(), catalogue))["a"]
    assert found == "Brings Talk to level 2 and Law to level 1. Starts in the first week."


def test_a_step_says_what_it_opens_and_what_follows_says_after_what(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    first, second = offering("first"), offering("second", needs="first", teaches={"talk": 1})
    found = reasons(planned(person(), small(first, second, required={"talk": 1})))
    assert found["first"] == "Opens the way to «The second». Starts in the first week."
    assert found["second"] == "Brings Talk to level 1. Can start once «The first» is finished."


def test_a_term_of_the_route_is_said_in_the_middle_of_a_sentence(
    person: Person, small: Small, offering: Make, planned: Planned, route: Callable[..., Route]
) -> None:
    degree = offering("degree", awards="degree:bachelor:health")
    catalogue = small(degree, required={}, routes=(route("R", "edu_level>=3"),))
    assert reasons(planned(person(), catalogue))["degree"].startswith(
        "Gives what your route still asks: bachelor's degree. "
    )


def test_a_step_that_waits_for_its_intake_says_so(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    a = offering("a", teaches={"talk": 1}, start_pattern=StartPattern.MONTHLY)
    found = reasons(planned(person(start_date=date(2027, 1, 11)), small(a, required={"talk": 1})))["a"]
    assert found.endswith("Starts once a month; this is the intake of 1 February 2027.")


def test_a_step_that_waits_for_hours_says_so(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    some = [offering(name, hours=10, weeks=1, teaches={name: 1}) for name in ("talk", "law")]
    found = planned(person(), small(*some, required={"talk": 1, "law": 1})).items[1].because
    assert found.endswith("Starts when your weekly hours leave room.")


def test_a_step_after_weeks_off_says_that_hours_leave_room(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    holiday = (Period(first=MONDAY, last=MONDAY + WEEK),)
    catalogue = small(offering("a", teaches={"talk": 1}), required={"talk": 1})
    found = reasons(planned(person(periods=holiday), catalogue))["a"]
    assert found.endswith("Starts when your weekly hours leave room.")


@pytest.mark.parametrize("start", [None, MONDAY + WEEK])
def test_a_pinned_step_says_that_it_was_asked_for(
    person: Person, small: Small, offering: Make, planned: Planned, start: date | None
) -> None:
    pinned = person(pins=(Pin(offering_id="a", start=start),))
    found = reasons(planned(pinned, small(offering("a"), required={})))["a"]
    assert "You asked for it." in found


def test_a_step_that_only_helps_says_what_it_brings_nearer(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    plan = planned(person(), small(offering("a", teaches={"talk": 1}), required={"talk": 2}))
    assert not plan.fits
    assert reasons(plan)["a"] == "Brings you nearer to Talk (level 2). Starts in the first week."


def test_long_lists_are_cut(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    names = ("art", "law", "maths", "talk", "work")
    catalogue = small(offering("a", teaches=dict.fromkeys(names, 1)), required=dict.fromkeys(names, 1))
    found = reasons(planned(person(), catalogue))["a"]
    assert found.startswith("Brings Art to level 1, Law to level 1, Maths to level 1 and 2 more.")


@pytest.mark.parametrize("name", ["P02", "P03", "P13"])
def test_every_step_of_a_sample_person_has_a_purpose_and_a_time(plan_of: Callable[[str], Plan], name: str) -> None:
    for item in plan_of(name).items:
        purpose, *rest = item.because.split(". ")
        assert purpose.startswith(PURPOSES), item.because
        assert rest
        assert item.because.endswith(".")
