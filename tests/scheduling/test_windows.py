"""When an activity can start, and how soon it can be over then."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from liaison_planner.scheduling.problem import Activity, Mode, Problem
from liaison_planner.scheduling.windows import Windows, runs

Make = Callable[..., Activity]
Pose = Callable[..., Problem]


@pytest.fixture
def ends(problem: Pose) -> Callable[..., dict[int, int]]:
    """The least end for each start of one activity."""

    def run(capacity: tuple[int, ...], activity: Activity) -> dict[int, int]:
        return dict(Windows.of(problem(capacity, activity)).of_activity(activity.name))

    return run


Ends = Callable[..., dict[int, int]]


def test_it_takes_at_least_its_periods(task: Make, ends: Ends) -> None:
    assert ends((9, 9, 9), task("a", 2, effort=1)) == {0: 2, 1: 3}


def test_it_takes_until_capacity_and_rate_have_let_the_work_pass(task: Make, ends: Ends) -> None:
    assert ends((1, 0, 3, 1, 9), task("a", effort=3, rate=2)) == {0: 3, 1: 4, 2: 4, 3: 5}


def test_it_takes_no_longer_than_its_longest(task: Make, ends: Ends) -> None:
    assert ends((1, 0, 2, 2), task("a", effort=2, rate=2, longest=2)) == {1: 3, 2: 3, 3: 4}


def test_it_starts_only_where_it_may(task: Make, ends: Ends) -> None:
    assert ends((1, 1, 1), task("a", starts=frozenset({1, 7}))) == {1: 2}


def test_it_runs_through_no_stop_if_it_is_unbroken(task: Make, ends: Ends) -> None:
    assert ends((1, 0, 1, 1, 0), task("a", 2, unbroken=True)) == {2: 4}
    assert ends((1, 0), task("a", effort=0, unbroken=True)) == {0: 1}


def test_without_rate_there_is_no_work(task: Make, ends: Ends) -> None:
    assert ends((9, 9), task("a", effort=1, rate=0)) == {}
    assert ends((0, 0), task("a", effort=0, rate=0)) == {0: 1, 1: 2}


def test_of_several_modes_the_one_that_ends_first_counts(task: Make, problem: Pose) -> None:
    quick, slow = Mode(1, longest=1, effort=2, rate=2), Mode(2)
    windows = Windows.of(problem((1, 2, 2), task("a", modes=(quick, slow))))
    assert windows.of_modes["a"] == ({1: 2, 2: 3}, {0: 2, 1: 3})
    assert windows.of_activity("a") == {0: 2, 1: 2, 2: 3}


@given(st.data())
def test_least_ends_are_those_found_by_adding_up(problems: SearchStrategy[Problem], data: st.DataObject) -> None:
    problem = data.draw(problems)
    windows = Windows.of(problem)
    for activity in problem.activities:
        for mode, found in zip(activity.modes, windows.of_modes[activity.name], strict=True):
            possible = {
                (start, end)
                for start in range(problem.horizon)
                for end in range(start + mode.periods, problem.horizon + 1)
                if activity.starts is None or start in activity.starts
                if mode.starts is None or start in mode.starts
                if sum(min(mode.rate, each) for each in problem.capacity[start:end]) >= mode.effort
                if mode.longest is None or end - start <= mode.longest
                if not activity.unbroken or 0 not in problem.capacity[start:end]
            }
            least = {start: min(end for other, end in possible if other == start) for start, _ in possible}
            assert found == least


def test_equal_neighbours_form_a_run() -> None:
    assert runs((2, 2, 0, 1, 1)) == [(0, 2, 2), (2, 3, 0), (3, 5, 1)]
    assert runs(()) == []
