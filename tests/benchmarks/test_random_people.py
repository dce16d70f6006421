"""Random catalogues and people are the same for the same seed, sound, and such that most people get a plan."""

from itertools import pairwise

import pytest

from benchmarks.random_catalogue import random_catalogue
from benchmarks.random_people import TODAY, random_people
from liaison_planner.catalogue import built_in
from liaison_planner.catalogue.check import check
from liaison_planner.domain.issue import has_errors
from liaison_planner.domain.requirement import OfferingDone
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.planning.translate import translate
from liaison_planner.scheduling.problem import Status
from liaison_planner.scheduling.solve import solve

SIZES = [60, 150, 300]
PINNED_OFFERING: tuple[str, float, float] = ("mentorship_059", 27, 0)
PINNED_PERSON: tuple[float, float, str] = (9.5, 3060, "2029-08-12")


@pytest.mark.parametrize("size", SIZES)
def test_a_catalogue_has_the_size_asked_for_and_no_errors(size: int) -> None:
    for seed in range(5):
        catalogue = random_catalogue(size, seed)
        assert len(catalogue.offerings) == size
        assert not has_errors(check(catalogue))


def test_the_same_seed_gives_the_same_catalogue_and_people() -> None:
    catalogue = random_catalogue(60, 7)
    assert catalogue == random_catalogue(60, 7)
    assert random_people(catalogue, 5, 7) == random_people(catalogue, 5, 7)


def test_the_instances_of_a_seed_stay_the_same_from_release_to_release() -> None:
    """Published figures compare only while this holds; a change here makes all earlier figures void."""
    offering = list(random_catalogue(60, 1).offerings.values())[-1]
    person = random_people(random_catalogue(60, 1), 1, 1)[0]
    assert (offering.id, offering.effort_hours, offering.cost_usd) == PINNED_OFFERING
    assert (person.weekly_hours, person.budget_usd, person.target_date.isoformat()) == PINNED_PERSON


def test_another_seed_gives_other_ones() -> None:
    catalogue = random_catalogue(60, 7)
    assert catalogue.offerings != random_catalogue(60, 8).offerings
    assert random_people(catalogue, 1, 7) != random_people(catalogue, 1, 8)


def test_more_people_begin_with_the_same_ones() -> None:
    catalogue = random_catalogue(60, 7)
    assert random_people(catalogue, 5, 7)[:2] == random_people(catalogue, 2, 7)


def test_a_catalogue_below_the_smallest_size_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 60 offerings"):
        random_catalogue(59, 1)


@pytest.mark.parametrize("size", SIZES)
def test_a_catalogue_holds_what_makes_planning_hard(size: int) -> None:
    offerings = list(random_catalogue(size, 1).offerings.values())
    kinds = {offering.kind for offering in offerings}
    assert kinds == set(Kind) - {Kind.CONTINUING_EDUCATION}
    assert len({offering.start_pattern for offering in offerings}) == 4
    assert len({offering.cost_usd for offering in offerings}) > 8
    assert any(offering.is_full_time_job for offering in offerings)
    conditions = [each for offering in offerings for term in offering.prerequisites for each in term]
    assert any(isinstance(each, OfferingDone) for each in conditions)
    assert any(len(term) > 1 for offering in offerings for term in offering.prerequisites)


def test_people_stay_within_the_limits_of_life() -> None:
    people = random_people(built_in(), 100, 1)
    assert all(3 <= person.weekly_hours <= 25 and 300 <= person.budget_usd <= 8000 for person in people)
    assert all(26 <= (person.target_date - person.start_date).days / 7 <= 208 for person in people)
    assert {person.objective for person in people} == {"fastest", "cheapest", "balanced"}
    assert len({person.focus for person in people}) == 4
    for person in people:
        ordered = sorted(person.periods, key=lambda period: period.first)
        assert all(one.last < other.first for one, other in pairwise(ordered))


@pytest.mark.parametrize("size", [0, 60])
def test_most_people_get_a_plan_but_not_all(size: int) -> None:
    catalogue = random_catalogue(size, 3) if size else built_in()
    problems = [translate(person, catalogue, TODAY).problem for person in random_people(catalogue, 8, 3)]
    statuses = [solve(problem, ("anything",), limit=0.5).status for problem in problems]
    assert statuses.count(Status.OPTIMAL) >= 5
    assert Status.INFEASIBLE in statuses
