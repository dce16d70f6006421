"""Which steps close which gaps, and when."""

from collections.abc import Callable
from datetime import date, timedelta

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.plan import Gap
from liaison_planner.domain.profile import Profile
from liaison_planner.gaps.analysis import nearest_route, open_needs
from liaison_planner.gaps.standing import standing_of
from liaison_planner.planning.closing import close_gaps
from liaison_planner.planning.steps import Step

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]

MONDAY = date(2027, 1, 4)


def after(weeks: int) -> date:
    return MONDAY + timedelta(weeks=weeks) - timedelta(days=1)


def gaps(person: Profile, catalogue: Catalogue, *steps: tuple[str, int]) -> dict[str, Gap]:
    """The gaps after steps that each end so many weeks after the first Monday."""
    outset = standing_of(person, catalogue)
    taken = [Step(catalogue.offerings[name], MONDAY, after(weeks), (), pinned=False) for name, weeks in steps]
    needs = open_needs(person, catalogue, outset, nearest_route(person, catalogue, outset))
    return {gap.id: gap for gap in close_gaps(needs, taken, outset)}


def test_a_level_is_closed_by_the_step_that_reaches_it_on_the_day_it_is_finished(
    person: Person, small: Small, offering: Make
) -> None:
    """«one» came before and is overtaken by «two»."""
    some = offering("one", teaches={"talk": 1}), offering("two", teaches={"talk": 2}), offering("no")
    catalogue = small(*some, required={"talk": 2})
    found = gaps(person(), catalogue, ("two", 3), ("no", 2), ("one", 1))["competency:talk"]
    assert (found.closed_by, found.closed_on) == (("two",), after(3))


def test_what_adds_nothing_closes_nothing(person: Person, small: Small, offering: Make) -> None:
    """«same» teaches what «two» has taught before, and «three» comes when the gap is closed."""
    some = offering("two", teaches={"talk": 2}), offering("same", teaches={"talk": 2})
    catalogue = small(*some, offering("three", teaches={"talk": 3}), required={"talk": 2})
    found = gaps(person(), catalogue, ("two", 1), ("same", 2), ("three", 3))["competency:talk"]
    assert (found.closed_by, found.closed_on) == (("two",), after(1))


def test_a_gap_that_stays_names_what_brings_it_nearest_and_no_day(person: Person, small: Small, offering: Make) -> None:
    catalogue = small(offering("one", teaches={"talk": 1}), required={"talk": 2})
    found = gaps(person(), catalogue, ("one", 1))["competency:talk"]
    assert (found.closed_by, found.closed_on) == (("one",), None)


def test_years_close_a_gap_together(person: Person, small: Small, offering: Make, route: Callable[..., Route]) -> None:
    some = [offering(name, awards="exp:clinical:0.5") for name in "abc"]
    catalogue = small(*some, required={}, routes=(route("R", "edu_level>=1;yrs_clinical>=1"),))
    found = gaps(person(), catalogue, ("a", 1), ("b", 2), ("c", 3))["route:R:2"]
    assert (found.closed_by, found.closed_on) == (("a", "b"), after(2))


def test_years_that_suffice_alone_close_the_gap_alone(
    person: Person, small: Small, offering: Make, route: Callable[..., Route]
) -> None:
    some = offering("a", awards="exp:clinical:0.5"), offering("b", awards="exp:clinical:1")
    catalogue = small(*some, required={}, routes=(route("R", "yrs_clinical>=1"),))
    found = gaps(person(), catalogue, ("a", 1), ("b", 2))["route:R:1"]
    assert (found.closed_by, found.closed_on) == (("b",), after(2))


def test_years_that_do_not_suffice_are_all_named(
    person: Person, small: Small, offering: Make, route: Callable[..., Route]
) -> None:
    some = [offering(name, awards="exp:clinical:0.5") for name in "ab"]
    catalogue = small(*some, required={}, routes=(route("R", "yrs_clinical>=2"),))
    found = gaps(person(), catalogue, ("a", 1), ("b", 2))["route:R:1"]
    assert (found.closed_by, found.closed_on) == (("a", "b"), None)


def test_one_alternative_closes_a_term_of_the_route(
    person: Person, small: Small, offering: Make, route: Callable[..., Route]
) -> None:
    degree = offering("degree", awards="degree:bachelor:health")
    catalogue = small(degree, required={}, routes=(route("R", "license=rn|degree_field=health"),))
    found = gaps(person(), catalogue, ("degree", 1))["route:R:1"]
    assert (found.closed_by, found.closed_on) == (("degree",), after(1))


def test_a_need_keeps_its_words_and_urgency(person: Person, small: Small) -> None:
    found = gaps(person(), small(required={"talk": 2}, core="talk"))["competency:talk"]
    assert (found.kind, found.have, found.need, found.priority) == ("competency", "level 0", "level 2", 1)
