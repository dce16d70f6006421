"""The solver against a judge that tries everything, and what must hold for every problem.

`HYPOTHESIS_PROFILE=thorough` tries ten thousand random problems for each law instead of some fixed ones.
"""

import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from liaison_planner.scheduling.axis import Axis
from liaison_planner.scheduling.levels import minimise_levels
from liaison_planner.scheduling.place import Slot, placement, tidy
from liaison_planner.scheduling.problem import Problem, Solution, Status
from liaison_planner.scheduling.reduce import Earliest, earliest, reduce
from liaison_planner.scheduling.solve import DETERMINISTIC_LIMIT, solve

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
HARD: tuple[Levels, ...] = (
    ("finish", "cost", "penalty", "effort"),
    ("cost", "finish", "penalty", "effort"),
    (("finish", 50), "cost", "finish", "penalty", "effort"),
)
SOFT: Levels = ("unmet", "cost", "finish", "effort")


def reached(solution: Solution) -> Values:
    """The value of each level; None if nothing fits."""
    assert solution.status in (Status.OPTIMAL, Status.INFEASIBLE)
    found = solution.status is Status.OPTIMAL
    return tuple(level.value for level in solution.objective) if found else None


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
def test_looking_at_nearer_horizons_first_loses_nothing(
    problems: Problems, brute_force: Judge, data: st.DataObject
) -> None:
    problem = data.draw(problems)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("liaison_planner.scheduling.solve.FIRST_HORIZON", data.draw(st.integers(1, 3)))
        assert reached(solve(problem, HARD[0])) == brute_force(problem, HARD[0])


@JUDGED
@given(data=st.data())
def test_what_fits_best_is_as_good_as_trying_everything(
    problems: Problems, brute_force: Judge, data: st.DataObject
) -> None:
    problem = data.draw(problems)
    assert reached(solve(problem, SOFT, soft=True)) == brute_force(problem, SOFT, soft=True)


@JUDGED
@given(data=st.data())
def test_placements_keep_every_limit_on_the_calendar(problems: Problems, faults: Faults, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    solution = solve(problem, SOFT if soft else HARD[0], soft=soft)
    if solution.status is Status.OPTIMAL:
        assert faults(problem, solution.placements) == []


@JUDGED
@given(data=st.data())
def test_placements_come_to_the_values_that_are_claimed(
    problems: Problems, figures: Judge, data: st.DataObject
) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    levels = SOFT if soft else HARD[0]
    solution = solve(problem, levels, soft=soft)
    if solution.status is Status.OPTIMAL:
        assert reached(solution) == figures(problem, solution.placements, levels, soft=soft)


@JUDGED
@given(data=st.data())
def test_the_same_problem_gets_the_same_answer(problems: Problems, data: st.DataObject) -> None:
    problem, soft = data.draw(problems), data.draw(st.booleans())
    once, again = (solve(problem, SOFT if soft else HARD[0], soft=soft) for _ in range(2))
    assert replace(once, seconds=0) == replace(again, seconds=0)


# reduction and tidying


def least(problem: Problem, bounds: Earliest, *, soft: bool) -> Values:
    levels = SOFT if soft else HARD[0]
    _, _, objective = minimise_levels(problem, Axis.of(problem), bounds, levels, soft=soft, limit=DETERMINISTIC_LIMIT)
    return tuple(level.value for level in objective) or None


@LAW
@given(data=st.data())
def test_the_reduced_problem_has_the_same_optimum(problems: Problems, data: st.DataObject) -> None:
    drawn, soft = data.draw(problems), data.draw(st.booleans())
    axis = Axis.of(drawn)
    problem = drawn.with_activities(tuple(each for each in drawn.activities if axis.start_positions(each)))
    bounds = earliest(problem, axis)
    if all(each.name in bounds.starts for each in problem.activities if each.must):
        without_bounds = Earliest({}, {})
        solved = solve(problem, SOFT if soft else HARD[0], soft=soft)
        assert reached(solved) == least(problem, without_bounds, soft=soft)
        assert {each.name for each in reduce(problem, bounds).activities} <= {a.name for a in problem.activities}


def loose(problem: Problem) -> list[Slot]:
    """A valid schedule that is in no hurry; empty if there is none."""
    _, slots, _ = minimise_levels(
        problem, Axis.of(problem), Earliest({}, {}), ("cost",), soft=True, limit=DETERMINISTIC_LIMIT
    )
    return slots


@LAW
@given(data=st.data())
def test_tidying_keeps_every_limit_and_ends_nothing_later(
    problems: Problems, faults: Faults, data: st.DataObject
) -> None:
    drawn = data.draw(problems)
    axis = Axis.of(drawn)
    possible = tuple(replace(each, must=True) for each in drawn.activities if axis.start_positions(each))
    problem = drawn.with_activities(possible)
    slots = loose(problem)
    before, after = ([placement(axis, slot) for slot in some] for some in (slots, tidy(problem, axis, slots)))
    assert faults(problem, after) == faults(problem, before)
    assert {each.name for each in after} == {each.name for each in before}
    ends = {each.name: each.end for each in before}
    assert all(each.end <= ends[each.name] for each in after)


@LAW
@given(data=st.data())
def test_tidying_twice_changes_nothing_more(problems: Problems, data: st.DataObject) -> None:
    drawn = data.draw(problems)
    axis = Axis.of(drawn)
    possible = tuple(replace(each, must=True) for each in drawn.activities if axis.start_positions(each))
    problem = drawn.with_activities(possible)
    once = tidy(problem, axis, loose(problem))
    assert tidy(problem, axis, once) == once


# more room is never worse


def no_worse(more: Values, less: Values) -> bool:
    return less is None or (more is not None and more <= less)


@LAW
@given(data=st.data())
def test_more_capacity_in_every_working_period_never_worsens_the_optimum(
    problems: Problems, data: st.DataObject
) -> None:
    """Periods without any stay as they are: figures count working periods, and a new one would be counted too."""
    problem, levels = data.draw(problems), data.draw(st.sampled_from(HARD[:2]))
    roomier = replace(problem, capacity=tuple(each + (each > 0) for each in problem.capacity))
    assert no_worse(reached(solve(roomier, levels)), reached(solve(problem, levels)))


@LAW
@given(data=st.data())
def test_a_larger_budget_never_worsens_the_optimum(problems: Problems, data: st.DataObject) -> None:
    problem, levels = data.draw(problems), data.draw(st.sampled_from(HARD[:2]))
    budget = data.draw(st.integers(0, 8))
    tight, ample = replace(problem, budget=budget), replace(problem, budget=budget + data.draw(st.integers(0, 3)))
    assert no_worse(reached(solve(ample, levels)), reached(solve(tight, levels)))


@LAW
@given(data=st.data())
def test_a_longer_horizon_never_worsens_the_optimum(problems: Problems, data: st.DataObject) -> None:
    problem, levels = data.draw(problems), data.draw(st.sampled_from(HARD[:2]))
    longer = replace(problem, capacity=(*problem.capacity, data.draw(st.integers(0, 3))))
    assert no_worse(reached(solve(longer, levels)), reached(solve(problem, levels)))
