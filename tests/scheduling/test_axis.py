"""The axis of working periods: what pauses has a constant length on it."""

from collections.abc import Callable

import pytest

from liaison_planner.scheduling.axis import Axis
from liaison_planner.scheduling.problem import Activity, Problem, Run

Make = Callable[..., Activity]
Pose = Callable[..., Problem]

CAPACITY = (1, 0, 0, 2, 1, 0, 3)
"""Working periods 0, 3, 4 and 6."""


@pytest.fixture
def axis(problem: Pose) -> Axis:
    return Axis.of(problem(CAPACITY))


def test_positions_are_the_periods_with_capacity(axis: Axis) -> None:
    assert axis.periods == (0, 3, 4, 6)
    assert len(axis) == 4


def test_all_periods_count_when_none_has_capacity(problem: Pose) -> None:
    assert Axis.of(problem((0, 0, 0))).periods == (0, 1, 2)


@pytest.mark.parametrize(
    ("run", "start", "length", "position", "period"),
    [
        (Run.PAUSES, 0, 2, 2, 4),
        (Run.PAUSES, 1, 3, 4, 7),
        (Run.UNBROKEN, 1, 2, 3, 5),
        (Run.UNBROKEN, 3, 1, 4, 7),
        (Run.UNAFFECTED, 0, 2, 1, 2),
        (Run.UNAFFECTED, 0, 4, 2, 4),
        (Run.UNAFFECTED, 1, 4, 4, 7),
    ],
)
def test_an_end_has_a_position_and_a_period(
    *, axis: Axis, task: Make, run: Run, start: int, length: int, position: int, period: int
) -> None:
    activity = task("a", length, run=run)
    assert axis.end_position(activity, start, length) == position
    assert axis.end_period(activity, start, length) == period


@pytest.mark.parametrize(
    ("run", "start", "length"),
    [
        (Run.PAUSES, 2, 3),
        (Run.UNBROKEN, 0, 2),
        (Run.UNBROKEN, 2, 2),
        (Run.UNBROKEN, 3, 2),
        (Run.UNAFFECTED, 1, 5),
    ],
)
def test_what_does_not_fit_has_no_end(axis: Axis, task: Make, run: Run, start: int, length: int) -> None:
    assert axis.end_position(task("a", length, run=run), start, length) is None


@pytest.mark.parametrize(
    ("run", "positions"), [(Run.PAUSES, [0, 1, 2]), (Run.UNBROKEN, [1]), (Run.UNAFFECTED, [0, 1, 2])]
)
def test_an_activity_starts_where_its_shortest_mode_fits(
    axis: Axis, task: Make, run: Run, positions: list[int]
) -> None:
    assert axis.start_positions(task("a", 2, 9, run=run)) == positions


def test_only_allowed_periods_are_starts(axis: Axis, task: Make) -> None:
    assert axis.start_positions(task("a", 1, starts=frozenset({1, 3, 6, 99}))) == [1, 3]
