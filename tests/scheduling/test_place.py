"""A tidy schedule: nothing waits or dawdles without a reason."""

from collections.abc import Callable

from liaison_planner.scheduling.axis import Axis
from liaison_planner.scheduling.place import Slot, tidy
from liaison_planner.scheduling.problem import Activity, Problem

Make = Callable[..., Activity]
Pose = Callable[..., Problem]


def tidied(problem: Problem, *placed: tuple[str, int, int]) -> dict[str, tuple[int, int]]:
    """Position and length of each activity after tidying those placed as (name, position, number of its mode)."""
    known = {activity.name: activity for activity in problem.activities}
    slots = [Slot(known[name], position, known[name].modes[mode]) for name, position, mode in placed]
    return {slot.activity.name: (slot.position, slot.mode.periods) for slot in tidy(problem, Axis.of(problem), slots)}


def test_what_waits_for_nothing_moves_to_the_front(task: Make, problem: Pose) -> None:
    assert tidied(problem((1,) * 4, task("a", 2)), ("a", 2, 0)) == {"a": (0, 2)}


def test_what_dawdles_is_done_briskly(task: Make, problem: Pose) -> None:
    assert tidied(problem((2,) * 4, task("a", 2, 4, load=2)), ("a", 0, 1)) == {"a": (0, 2)}


def test_a_shorter_mode_is_not_taken_where_there_is_no_room(task: Make, problem: Pose) -> None:
    assert tidied(problem((1,) * 4, task("a", 2, 4, load=2)), ("a", 0, 1)) == {"a": (0, 4)}


def test_a_shorter_mode_may_start_later_to_end_as_early(task: Make, problem: Pose) -> None:
    """The first periods are taken; at full load it still ends with the others."""
    both = task("a", 1, 3, load=3), task("b", 2, load=2)
    assert tidied(problem((3,) * 3, *both), ("a", 0, 1), ("b", 0, 0)) == {"a": (2, 1), "b": (0, 2)}


def test_what_depends_on_another_stays_behind_it(task: Make, problem: Pose) -> None:
    a, b = task("a", 1), task("b", 1, requires=(("a",),))
    assert tidied(problem((1,) * 5, a, b), ("a", 2, 0), ("b", 4, 0)) == {"a": (0, 1), "b": (1, 1)}


def test_capacity_is_shared(task: Make, problem: Pose) -> None:
    found = tidied(problem((1,) * 5, task("a", 2), task("b", 2)), ("a", 1, 0), ("b", 3, 0))
    assert found == {"a": (0, 2), "b": (2, 2)}


def test_no_more_run_in_parallel_than_allowed(task: Make, problem: Pose) -> None:
    found = tidied(problem((9,) * 5, task("a", 2), task("b", 2), parallel=1), ("a", 1, 0), ("b", 3, 0))
    assert found == {"a": (0, 2), "b": (2, 2)}


def test_exclusive_activities_stay_apart(job: Make, problem: Pose) -> None:
    found = tidied(problem((1,) * 6, job("j", 2), job("k", 2)), ("j", 1, 0), ("k", 4, 0))
    assert found == {"j": (0, 2), "k": (2, 2)}


def test_a_start_that_is_not_allowed_is_not_taken(task: Make, problem: Pose) -> None:
    a = task("a", 1, starts=frozenset({1, 3}))
    assert tidied(problem((1,) * 4, a), ("a", 3, 0)) == {"a": (1, 1)}


def test_a_tidy_schedule_stays_as_it_is(task: Make, problem: Pose) -> None:
    a, b = task("a", 1), task("b", 1, requires=(("a",),))
    assert tidied(problem((1,) * 3, a, b), ("a", 0, 0), ("b", 1, 0)) == {"a": (0, 1), "b": (1, 1)}
