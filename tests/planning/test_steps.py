"""Dated steps, which of them are needed, and when enough is done."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.profile import Pin, Profile
from liaison_planner.domain.vocabulary import Acceptance
from liaison_planner.gaps.standing import standing_of
from liaison_planner.planning.steps import Step, apply_from, needed, requirements_met_on, steps_from
from liaison_planner.scheduling.problem import Placement

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]

MONDAY = date(2027, 1, 4)
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)


def step(offering: Offering, week: int, weeks: int = 1, *, pinned: bool = False) -> Step:
    return Step(offering, MONDAY + week * WEEK, MONDAY + (week + weeks) * WEEK - DAY, (), pinned)


def left(steps: list[Step], person: Profile, catalogue: Catalogue, ready: date | None = None) -> str:
    kept = needed(steps, person, catalogue, standing_of(person, catalogue), ready)
    return " ".join(each.offering.id for each in kept)


# dates and hours


def test_steps_run_from_a_monday_to_a_sunday(person: Person, small: Small, offering: Make) -> None:
    placed = Placement("a", 2, 5, 0, ((2, 30), (4, 50)))
    (found,) = steps_from([placed], person(), small(offering("a"), required={}), MONDAY)
    assert (found.start, found.finish) == (date(2027, 1, 18), date(2027, 2, 7))
    assert found.hours_by_week == ((date(2027, 1, 18), 3.0), (date(2027, 2, 1), 5.0))


@pytest.mark.parametrize(
    ("hours", "work", "written"),
    [
        (0.25, ((0, 2), (1, 1)), (0.2, 0.05)),
        (1.5, ((0, 8), (1, 7)), (0.8, 0.7)),
        (0.04, ((0, 1),), (0.04,)),
        (0, (), ()),
    ],
)
def test_what_rounding_added_is_taken_off_the_last_week(
    person: Person, small: Small, offering: Make, *, hours: float, work: Any, written: Any
) -> None:
    catalogue = small(offering("a", hours=hours), required={})
    (found,) = steps_from([Placement("a", 0, 2, 0, work)], person(), catalogue, MONDAY)
    assert tuple(each for _, each in found.hours_by_week) == written
    assert sum(written) == pytest.approx(hours)


def test_the_hours_of_a_job_are_spread_evenly_over_its_weeks(person: Person, small: Small, job: Make) -> None:
    (found,) = steps_from([Placement("j", 1, 4, 0, ())], person(), small(job("j", 3), required={}), MONDAY)
    assert found.hours_by_week == tuple((MONDAY + week * WEEK, 40.0) for week in (1, 2, 3))


def test_steps_come_by_start_then_finish_then_id(person: Person, small: Small, offering: Make) -> None:
    catalogue = small(*(offering(name) for name in "abcd"), required={})
    placed = [
        Placement("d", 0, 2, 0, ()),
        Placement("b", 1, 2, 0, ()),
        Placement("a", 1, 2, 0, ()),
        Placement("c", 0, 1, 0, ()),
    ]
    assert [each.offering.id for each in steps_from(placed, person(), catalogue, MONDAY)] == ["c", "d", "a", "b"]


def test_pinned_steps_say_so(person: Person, small: Small, offering: Make) -> None:
    someone = person(pins=(Pin(offering_id="a"),))
    catalogue = small(offering("a"), offering("b"), required={})
    found = steps_from([Placement("a", 0, 1, 0, ()), Placement("b", 0, 1, 0, ())], someone, catalogue, MONDAY)
    assert [each.pinned for each in found] == [True, False]


# needed


def test_what_another_step_makes_superfluous_is_left_out_dearest_first(
    person: Person, small: Small, offering: Make
) -> None:
    cheap, dear = offering("cheap", cost_usd=1, teaches={"talk": 1}), offering("dear", cost_usd=2, teaches={"talk": 1})
    catalogue = small(cheap, dear, required={"talk": 1})
    assert left([step(dear, 0), step(cheap, 1)], person(), catalogue) == "cheap"


def test_a_pinned_step_stays_although_it_is_superfluous(person: Person, small: Small, offering: Make) -> None:
    one, two = offering("one", cost_usd=2, teaches={"talk": 1}), offering("two", teaches={"talk": 1})
    catalogue = small(one, two, required={"talk": 1})
    assert left([step(one, 0, pinned=True), step(two, 1)], person(), catalogue) == "one"


def test_a_step_that_only_opens_the_way_to_another_stays(person: Person, small: Small, offering: Make) -> None:
    first, second = offering("first"), offering("second", needs="first", teaches={"talk": 1})
    catalogue = small(first, second, required={"talk": 1})
    assert left([step(first, 0), step(second, 1)], person(), catalogue) == "first second"


def test_a_whole_chain_that_leads_nowhere_is_left_out(person: Person, small: Small, offering: Make) -> None:
    """The dearer beginning of the chain is looked at first, while the end still needs it."""
    first, second = offering("first", cost_usd=9), offering("second", needs="first")
    assert left([step(first, 0), step(second, 1)], person(), small(first, second, required={})) == ""


def test_what_comes_after_the_ready_date_counts_nothing(person: Person, small: Small, offering: Make) -> None:
    early, late = offering("early", cost_usd=5, teaches={"talk": 1}), offering("late", teaches={"talk": 1})
    catalogue = small(early, late, required={"talk": 1})
    steps = [step(early, 0), step(late, 1)]
    assert left(steps, person(), catalogue, MONDAY + WEEK - DAY) == "early"
    assert left(steps, person(), catalogue) == "late"


def test_part_of_a_level_counts_where_nothing_fits_whole(person: Person, small: Small, offering: Make) -> None:
    part = offering("part", teaches={"talk": 1})
    assert left([step(part, 0)], person(), small(part, required={"talk": 3})) == "part"


def test_a_level_beyond_what_is_required_counts_nothing(person: Person, small: Small, offering: Make) -> None:
    beyond = offering("beyond", teaches={"talk": 3})
    assert left([step(beyond, 0)], person(self_ratings={"talk": 2}), small(beyond, required={"talk": 2})) == ""


def test_years_are_kept_until_they_suffice(
    person: Person, small: Small, offering: Make, route: Callable[..., Route]
) -> None:
    some = [offering(name, awards="exp:clinical:0.5", cost_usd=cost) for cost, name in enumerate("abc")]
    catalogue = small(*some, required={}, routes=(route("R", "yrs_clinical>=1"),))
    assert left([step(each, 0) for each in some], person(), catalogue) == "a b"


# ready and apply


def test_one_is_ready_on_the_day_the_last_missing_thing_is_finished(
    person: Person, small: Small, offering: Make
) -> None:
    a, b = offering("a", teaches={"talk": 1}), offering("b", teaches={"law": 1})
    catalogue, someone = small(a, b, required={"talk": 1, "law": 1}), person()
    met = requirements_met_on([step(a, 0), step(b, 1)], someone, catalogue, standing_of(someone, catalogue), MONDAY)
    assert met is not None
    assert met[0] == MONDAY + 2 * WEEK - DAY


def test_who_has_everything_is_ready_on_the_first_day(person: Person, small: Small) -> None:
    catalogue, someone = small(required={"talk": 1}), person(self_ratings={"talk": 1})
    met = requirements_met_on([], someone, catalogue, standing_of(someone, catalogue), date(2027, 1, 6))
    assert met is not None
    assert met[0] == date(2027, 1, 6)


def test_who_lacks_a_level_or_a_route_is_never_ready(
    person: Person, small: Small, offering: Make, route: Callable[..., Route]
) -> None:
    a, someone = offering("a", teaches={"talk": 1}), person()
    for catalogue in (
        small(a, required={"talk": 2}),
        small(a, required={"talk": 1}, routes=(route("R", "license=rn"),)),
    ):
        outset = standing_of(someone, catalogue)
        assert requirements_met_on([step(a, 0)], someone, catalogue, outset, MONDAY) is None


def test_the_firm_route_is_named_where_both_are_met(person: Person, small: Small, route: Callable[..., Route]) -> None:
    routes = route("A", "edu_level>=1", Acceptance.SOMETIMES), route("B", "edu_level>=1")
    catalogue, someone = small(required={}, routes=routes), person()
    met = requirements_met_on([], someone, catalogue, standing_of(someone, catalogue), MONDAY)
    assert met is not None
    assert met[1].id == "B"


def test_applying_makes_sense_once_the_core_and_a_route_are_met(person: Person, small: Small, offering: Make) -> None:
    core, rest = offering("core", teaches={"talk": 1}), offering("rest", teaches={"law": 1})
    catalogue, someone = small(core, rest, required={"talk": 1, "law": 1}, core="talk"), person()
    steps = [step(rest, 0), step(core, 1), step(rest, 2)]
    outset = standing_of(someone, catalogue)
    assert apply_from(steps, someone, catalogue, outset, MONDAY) == MONDAY + 2 * WEEK - DAY
    assert apply_from(steps[:1], someone, catalogue, outset, MONDAY) is None
