"""The solver against a judge that tries everything, and what must hold for every problem.

`HYPOTHESIS_PROFILE=thorough` tries ten thousand random problems for each law instead of some fixed ones.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.place import placements
from liaison_planner.scheduling.problem import Mode, Placement, Problem, Solution, Status
from liaison_planner.scheduling.reduce import Earliest
from liaison_planner.scheduling.solve import solve
from liaison_planner.scheduling.windows import Windows

Values = tuple[int, ...] | None
Levels = tuple[str | tuple[str, int], ...]
Judge = Callable[..., Values]
Faults = Callable[..., list[str]]
Problems = SearchStrategy[Problem]

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def tried(times: int) -> settings:
    """So many random problems, the same ones every time; ten thousand new ones when thorough."""
    return settings(
        max_examples=10_000 if THOROUGH else times,
        derandomize=not THOROUGH,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


JUDGED, LAW = tried(200), tried(80)
PLAIN: Levels = ("finish", "cost", "penalty", "effort")
HARD: tuple[Levels, ...] = (
    PLAIN,
    ("cost", "finish", "penalty", "effort"),
    (("finish", 50), "cost", "finish", "penalty", "effort"),
)
SOFT: Levels = ("unmet", "cost", "finish", "effort")


def reached(solution: Solution) -> Values:
    """The value of each level, all proven; None if nothing fits."""
    assert solution.status in (Status.OPTIMAL, Status.INFEASIBLE)
    assert all(level.value == level.bound for level in solution.objective)
    found = solution.status is Status.OPTIMAL
    return tuple(level.value for level in solution.objective) if found else None


def solved(problem: Problem, *, soft: bool) -> Solution:
    return solve(problem, SOFT if soft else PLAIN, soft=soft)


# the judge


@JUDGED
@given(data=st.data())
def test_the_best_solution_is_as_good_as_trying_everything(
    problems: Problems, brute_force: Judge, data: st.DataObject
) -> None:
    problem, levels = data.draw(problems), data.draw(st.sampled_from(HARD))
    assert reached(solve(problem, levels)) == brute_force(problem, levels)


@JUDGED
@given(data=st.data())
def test_what_fits_best_is_as_good_as_trying_everything(
    problems: Problems, brute_force: Judge, data: st.DataObject
) -> None:
    problem = data.draw(problems)
    assert reached(solve(problem, SOFT, soft=True)) == brute_force(problem, SOFT, soft=True)


@tried(40)
@given(data=st.data())
def test_the_judge_loses_nothing_by_being_thrifty(problems: Problems, brute_force: Judge, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    assume(sum(len(activity.modes) for activity in problem.activities) <= 4)
    levels = SOFT if soft else PLAIN
    assert brute_force(problem, levels, soft=soft) == brute_force(problem, levels, soft=soft, thrifty=False)


@JUDGED
@given(data=st.data())
def test_placements_keep_every_limit(problems: Problems, faults: Faults, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    solution = solved(problem, soft=soft)
    if solution.status is Status.OPTIMAL:
        assert faults(problem, solution.placements) == []


@JUDGED
@given(data=st.data())
def test_placements_come_to_the_values_that_are_claimed(
    problems: Problems, figures: Judge, data: st.DataObject
) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    solution = solved(problem, soft=soft)
    if solution.status is Status.OPTIMAL:
        levels = SOFT if soft else PLAIN
        assert reached(solution) == figures(problem, solution.placements, levels, soft=soft)


@LAW
@given(data=st.data())
def test_placing_what_has_been_placed_moves_nothing(problems: Problems, data: st.DataObject) -> None:
    problem = data.draw(problems)
    windows = Windows.of(problem)
    known = {activity.name: activity for activity in problem.activities}
    solution = solved(problem, soft=True)
    placed = [Window(known[each.name], each.mode, each.start, each.end) for each in solution.placements]
    again = placements(problem, windows, placed)
    assert [(each.name, each.start, each.end) for each in again] == [
        (each.name, each.start, each.end) for each in solution.placements
    ]


@LAW
@given(data=st.data())
def test_no_placement_leaves_its_window(problems: Problems, data: st.DataObject) -> None:
    problem = data.draw(problems)
    chosen: list[Window] = []
    with pytest.MonkeyPatch.context() as patch:

        def noted(
            problem: Problem, windows: Windows, some: Sequence[Window], finish: int | None
        ) -> tuple[Placement, ...]:
            chosen.extend(some)
            return placements(problem, windows, some, finish)

        patch.setattr("liaison_planner.scheduling.place.placements", noted)
        solution = solved(problem, soft=True)
    before = {window.activity.name: window for window in chosen}
    assert {each.name for each in solution.placements} == before.keys()
    for each in solution.placements:
        assert before[each.name].start <= each.start
        assert each.end <= before[each.name].end
        assert each.mode == before[each.name].mode


# the same answer


@LAW
@given(data=st.data())
def test_the_same_problem_gets_the_same_answer(problems: Problems, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    once, again = (solved(problem, soft=soft) for _ in range(2))
    assert replace(once, seconds=0) == replace(again, seconds=0)


@LAW
@given(data=st.data())
def test_the_order_in_which_facts_and_limits_are_listed_does_not_matter(
    problems: Problems, data: st.DataObject
) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    turned = replace(
        problem,
        facts=dict(reversed(list(problem.facts.items()))),
        resources={"unused": (0,) * problem.horizon, **problem.resources},
        stocks={"unused": 0, **problem.stocks},
    )
    assert replace(solved(problem, soft=soft), seconds=0) == replace(solved(turned, soft=soft), seconds=0)


# preprocessing


@pytest.fixture(scope="session")
def simplified_first() -> Callable[..., Solution]:
    """Solves as hard problems are solved: each model simplified before the search begins."""
    from liaison_planner.scheduling import solver

    def run(problem: Problem, *, soft: bool) -> Solution:
        usual, solver.AS_IT_STANDS = solver.AS_IT_STANDS, 0.0
        try:
            return solved(problem, soft=soft)
        finally:
            solver.AS_IT_STANDS = usual

    return run


@LAW
@given(data=st.data())
def test_models_that_are_simplified_first_have_the_same_optimum(
    problems: Problems, simplified_first: Callable[..., Solution], data: st.DataObject
) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    assert reached(simplified_first(problem, soft=soft)) == reached(solved(problem, soft=soft))


@LAW
@given(data=st.data())
def test_nothing_is_lost_by_leaving_out_what_another_beats(problems: Problems, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("liaison_planner.scheduling.reduce.undominated", lambda problem: problem.activities)
        plainly = solved(problem, soft=soft)
    assert reached(solved(problem, soft=soft)) == reached(plainly)


@LAW
@given(data=st.data())
def test_nothing_is_lost_by_leaving_out_what_cannot_help(problems: Problems, data: st.DataObject) -> None:
    """Without reduction, what can never be done must still be taken out of the model."""
    problem, soft = data.draw(problems), data.draw(st.booleans())

    def only_possible(problem: Problem, bounds: Earliest, *, soft: bool) -> Problem:
        possible = tuple(activity for activity in problem.activities if activity.name in bounds.starts)
        return problem.with_activities(possible)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("liaison_planner.scheduling.stages.reduce", only_possible)
        plainly = solved(problem, soft=soft)
    assert reached(solved(problem, soft=soft)) == reached(plainly)


# more room is never worse


def no_worse(more: Solution, less: Solution) -> bool:
    """Whether the answer with more room is at least as good."""
    better, worse = reached(more), reached(less)
    return worse is None or (better is not None and better <= worse)


@LAW
@given(data=st.data())
def test_more_capacity_in_any_period_is_never_worse(problems: Problems, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    more = data.draw(st.lists(st.integers(0, 2), min_size=problem.horizon, max_size=problem.horizon))
    roomier = replace(problem, capacity=tuple(map(sum, zip(problem.capacity, more, strict=True))))
    assert no_worse(solved(roomier, soft=soft), solved(problem, soft=soft))


@LAW
@given(data=st.data())
def test_more_money_is_never_worse(problems: Problems, data: st.DataObject) -> None:
    problem, soft, more = data.draw(problems), data.draw(st.booleans()), data.draw(st.integers(1, 3))
    tight = replace(problem, budget=data.draw(st.integers(0, 8)))
    assert tight.budget is not None
    allowances = tuple(replace(each, most=each.most + more) for each in problem.allowances)
    ample = replace(problem, budget=tight.budget + more, allowances=allowances)
    assert no_worse(solved(ample, soft=soft), solved(tight, soft=soft))


@LAW
@given(data=st.data())
def test_a_longer_horizon_is_never_worse(problems: Problems, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    capacity, offered = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 3))
    resources = {name: (*amounts, offered) for name, amounts in problem.resources.items()}
    longer = replace(problem, capacity=(*problem.capacity, capacity), resources=resources)
    if not any(activity.must for activity in problem.activities):
        assert longer.within(problem.horizon) == problem
    assert no_worse(solved(longer, soft=soft), solved(problem, soft=soft))


@LAW
@given(data=st.data())
def test_more_of_a_resource_or_stock_is_never_worse(problems: Problems, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    more = data.draw(st.lists(st.integers(0, 2), min_size=problem.horizon, max_size=problem.horizon))
    richer = replace(
        problem,
        resources={name: tuple(map(sum, zip(each, more, strict=True))) for name, each in problem.resources.items()},
        stocks={name: amount + data.draw(st.integers(0, 2)) for name, amount in problem.stocks.items()},
    )
    assert no_worse(solved(richer, soft=soft), solved(problem, soft=soft))


@LAW
@given(data=st.data())
def test_one_more_way_to_do_something_is_never_worse(problems: Problems, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    first, *others = problem.activities
    mode = data.draw(st.sampled_from(first.modes))
    another = Mode(mode.periods, longest=mode.longest, effort=data.draw(st.integers(0, 5)), rate=2, cost=2)
    changed = replace(first, modes=(*first.modes, another))
    choice = replace(problem, activities=(changed, *others))
    assert no_worse(solved(choice, soft=soft), solved(problem, soft=soft))


@LAW
@given(data=st.data())
def test_a_greater_grant_is_never_worse(problems: Problems, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    grants = {name: most + data.draw(st.integers(0, 3)) for name, most in problem.grants.items()}
    assert no_worse(solved(replace(problem, grants=grants), soft=soft), solved(problem, soft=soft))


@LAW
@given(data=st.data())
def test_a_post_that_leaves_more_or_lets_grants_be_is_never_worse(problems: Problems, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    more = data.draw(st.integers(0, 2))
    lighter = tuple(
        replace(each, leaves=each.leaves if each.leaves is None else each.leaves + more, ends_grants=False)
        for each in problem.activities
    )
    assert no_worse(solved(replace(problem, activities=lighter), soft=soft), solved(problem, soft=soft))
