"""Objectives and focus areas side by side, and why they differ."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.comparison import Comparison, Scenario
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Acceptance, Focus, Objective
from liaison_planner.planning.scenarios import compare_plans

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]

TODAY = date(2026, 11, 23)
SCHOOL = Focus.MEDICAL_SCHOOL


def by_objective(compared: Comparison) -> dict[Objective, Scenario]:
    return {each.objective: each for each in compared.objectives}


def by_focus(compared: Comparison) -> dict[Focus, Scenario]:
    return {each.focus: each for each in compared.focus_areas}


@pytest.fixture
def fast_or_cheap(small: Small, offering: Make) -> Catalogue:
    """Talk in two weeks for 90 dollars, or in ten weeks for nothing."""
    fast, cheap = offering("fast", cost_usd=90, teaches={"talk": 1}), offering("cheap", weeks=10, teaches={"talk": 1})
    return small(fast, cheap, required={"talk": 1})


def asking(catalogue: Catalogue, **levels: int) -> Catalogue:
    """The catalogue in which a medical school asks for these levels."""
    rows = {
        name: row.model_copy(update={"required": row.required | {SCHOOL: levels.get(name, 0)}})
        for name, row in catalogue.competencies.items()
    }
    return replace(catalogue, competencies=rows)


def test_the_cheapest_plan_says_what_it_saves_by_what_and_how_much_later(
    person: Person, fast_or_cheap: Catalogue
) -> None:
    cheapest = by_objective(compare_plans(person(), fast_or_cheap, TODAY))[Objective.CHEAPEST]
    assert cheapest.because == "Saves $90 by replacing «The fast» with «The cheap»; ready 8 weeks later."
    assert (cheapest.adds, cheapest.drops, cheapest.steps) == (("cheap",), ("fast",), 1)


def test_seen_from_the_cheapest_the_fastest_plan_says_what_it_costs(person: Person, fast_or_cheap: Catalogue) -> None:
    saver = person(objective=Objective.CHEAPEST)
    fastest = by_objective(compare_plans(saver, fast_or_cheap, TODAY))[Objective.FASTEST]
    assert fastest.because == "Ready 8 weeks earlier, for $90 more, by replacing «The cheap» with «The fast»."


def test_exactly_one_objective_and_one_area_is_the_persons_own(person: Person, fast_or_cheap: Catalogue) -> None:
    compared = compare_plans(person(objective=Objective.BALANCED), fast_or_cheap, TODAY)
    assert [each.objective for each in compared.objectives if each.own] == [Objective.BALANCED]
    assert [each.focus for each in compared.focus_areas if each.own] == [Focus.SPECIALTY_PRACTICE]
    assert by_objective(compared)[Objective.FASTEST].because == "The same as your own choice."


def test_all_four_areas_stand_in_the_persons_order(person: Person, fast_or_cheap: Catalogue) -> None:
    ordered = person(focus_preference=(Focus.SPECIALTY_PRACTICE, Focus.CONSULTING))
    focuses = [each.focus for each in compare_plans(ordered, fast_or_cheap, TODAY).focus_areas]
    assert focuses[:2] == [Focus.SPECIALTY_PRACTICE, Focus.CONSULTING]
    assert sorted(focuses) == sorted(FOCUS_AREAS)


def test_an_area_that_asks_for_more_says_what_and_what_ends_last(person: Person, small: Small, offering: Make) -> None:
    rows = (offering("a", teaches={"talk": 2}), offering("b", weeks=6, cost_usd=30, teaches={"law": 2}))
    catalogue = asking(small(*rows, required={"talk": 2, "law": 0}), talk=1, law=2)
    school = by_focus(compare_plans(person(), catalogue, TODAY))[SCHOOL]
    assert school.because == (
        "Ready 4 weeks later, for $30 more. It asks for more: Law at level 2. It asks for less: Talk only at level 1. "
        "What ends last is «The b», from 4 January 2027 to 14 February 2027."
    )


def test_a_route_that_takes_more_is_named(
    person: Person, small: Small, offering: Make, route: Callable[..., object]
) -> None:
    degree = offering("degree", weeks=8, awards="degree:bachelor:health")
    routes = (route("easy", "edu_level>=1"), route("hard", "edu_level>=3"))
    catalogue = small(degree, required={}, routes=routes)
    closed = {Focus.MEDICAL_SCHOOL: Acceptance.NO}
    easy = catalogue.routes["easy"]
    catalogue = replace(
        catalogue,
        routes=catalogue.routes | {"easy": easy.model_copy(update={"acceptance": easy.acceptance | closed})},
    )
    school = by_focus(compare_plans(person(), catalogue, TODAY))[SCHOOL]
    assert school.route == "hard"
    assert "To qualify («Route hard») it takes «The degree»." in school.because


def test_where_nothing_fits_the_limits_that_clash_are_named_once(person: Person, small: Small, offering: Make) -> None:
    catalogue = small(offering("a", cost_usd=2000, teaches={"talk": 1}), required={"talk": 1})
    compared = compare_plans(person(), catalogue, TODAY)
    found = by_objective(compared)
    assert compared.status == "infeasible"
    assert (
        found[Objective.FASTEST].because
        == "Whatever other limits you change, this one must change too: spend at most $1,000."
    )
    assert found[Objective.CHEAPEST].because == "No plan either: nothing fits, whatever the plan should be best at."
    assert found[Objective.CHEAPEST].conflicts == found[Objective.FASTEST].conflicts
    assert by_focus(compared)[SCHOOL].because == "This one fits within your limits. It asks for less: no Talk."


@pytest.mark.parametrize("name", ["P06", "P13"])
def test_the_plans_of_a_sample_person_stand_in_the_right_order(
    sample: Callable[..., Profile], catalogue: Catalogue, planned: Planned, name: str
) -> None:
    """Nothing is faster than the fastest, nothing cheaper than the cheapest; the own column is the plan itself."""
    compared = compare_plans(sample(name), catalogue, TODAY)
    found = by_objective(compared)
    costs = [each.total_cost_usd for each in compared.objectives if each.total_cost_usd is not None]
    days = [each.ready_date for each in compared.objectives if each.ready_date is not None]
    assert len(costs) == len(days) == 3
    assert found[Objective.CHEAPEST].total_cost_usd == min(costs)
    assert found[Objective.FASTEST].ready_date == min(days)
    own, plan = next(each for each in compared.focus_areas if each.own), planned(sample(name), catalogue)
    assert (own.ready_date, own.total_cost_usd, own.steps) == (plan.ready_date, plan.total_cost_usd, len(plan.items))
    assert all(each.because.endswith(".") for each in (*compared.objectives, *compared.focus_areas))
