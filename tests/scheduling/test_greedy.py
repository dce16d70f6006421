"""A quick schedule for activities that have been chosen: whatever it gives keeps every limit."""

from collections.abc import Callable
from typing import Any

import pytest

from liaison_planner.scheduling.greedy import list_schedule
from liaison_planner.scheduling.hours import Window, share_out
from liaison_planner.scheduling.problem import Activity, Allowance, Fact, Mode, Problem
from liaison_planner.scheduling.windows import Windows

Make = Callable[..., Activity]
Pose = Callable[..., Problem]
Found = dict[str, tuple[int, int]] | None


@pytest.fixture
def scheduled(problem: Pose) -> Callable[..., Found]:
    """Start and end of each activity where all of them are wanted by the finish; None if that did not work out.

    `promised` gives windows in which they would be done if work did not count.
    """

    def run(capacity: tuple[int, ...], *chosen: Activity, finish: int, **more: Any) -> Found:
        promised = more.pop("promised", {})
        given = problem(capacity, *chosen, **more)
        windows = [Window(each, 0, *promised.get(each.name, (0, len(capacity)))) for each in chosen]
        found = list_schedule(given, Windows.of(given), windows, finish)
        if found is None:
            return None
        assert share_out(found, capacity).work is not None
        return {each.activity.name: (each.start, each.end) for each in found}

    return run


Run = Callable[..., Found]


def test_everything_begins_as_soon_as_it_can(task: Make, scheduled: Run) -> None:
    assert scheduled((2,) * 4, task("a", 2), task("b", 3), finish=4) == {"a": (0, 2), "b": (0, 3)}


def test_what_can_least_afford_to_wait_is_served_first(task: Make, scheduled: Run) -> None:
    """The long chain would be late if the work that nothing waits for came first."""
    first, last = task("x", 2, effort=2, rate=1), task("y", 2, requires=(("x",),))
    alone = task("a", effort=4, rate=4)
    promised = {"x": (0, 2), "y": (2, 4)}
    found = scheduled((2,) * 4, alone, first, last, finish=4, promised=promised)
    assert found == {"x": (0, 2), "y": (2, 4), "a": (0, 4)}


def test_what_an_activity_requires_is_over_before_it_starts(task: Make, scheduled: Run) -> None:
    a, b = task("a", requires=(("b",),)), task("b", 2)
    assert scheduled((9,) * 4, a, b, finish=4) == {"b": (0, 2), "a": (2, 3)}


def test_sums_are_waited_for(task: Make, scheduled: Run) -> None:
    years = {"years": Fact(2, (("a", 1), ("b", 1)))}
    given = task("a"), task("b", 2), task("c", requires=(("years",),))
    found = scheduled((9,) * 4, *given, facts=years, finish=4)
    assert found == {"a": (0, 1), "b": (0, 2), "c": (2, 3)}


def test_a_slot_is_taken_by_one_at_a_time(job: Make, scheduled: Run) -> None:
    found = scheduled((1,) * 4, job("j", 2), job("k", 2), finish=4)
    assert found is not None
    assert sorted(found.values()) == [(0, 2), (2, 4)]


def test_what_may_not_take_long_gets_what_it_needs_to_keep_up(task: Make, scheduled: Run) -> None:
    """Served by laxity alone, the others would hold it up until it takes too long."""
    slow = task("slow", 2, effort=2, rate=1, longest=2)
    found = scheduled((2, 2, 2), slow, task("a", effort=4, rate=2), finish=3)
    assert found is not None
    assert found["slow"] == (0, 2)


def test_it_uses_the_mode_that_has_been_chosen(task: Make, problem: Pose) -> None:
    a = task("a", modes=(Mode(1), Mode(3)))
    given = problem((1,) * 3, a)
    assert list_schedule(given, Windows.of(given), [Window(a, 1, 0, 3)], 3) == (Window(a, 1, 0, 3),)


NOT_DONE: dict[str, Callable[[Make, Make, Run], Found]] = {
    "too little time": lambda task, _, run: run((1, 1), task("a", 2), task("b", 1), finish=2),
    "a shortage of a resource later": lambda _, job, run: run(
        (1, 1), job("j", 2), finish=2, resources={"slot": (1, 0)}
    ),
    "an allowance": lambda task, _, run: run(
        (9, 9), task("a", cost=2), task("b", cost=2), finish=2, allowances=(Allowance(0, 1, 3),)
    ),
    "two that wait for each other": lambda task, _, run: run(
        (9,) * 3, task("a", requires=(("b",),)), task("b", requires=(("a",),)), finish=3
    ),
    "a stop into which the others push": lambda task, _, run: run(
        (2, 0, 2), task("a", effort=2, rate=2, unbroken=True), task("b", effort=2, rate=2, longest=1), finish=3
    ),
}
"""Whatever it makes of these, it must not break the limit."""


@pytest.mark.parametrize("attempt", NOT_DONE.values(), ids=NOT_DONE.keys())
def test_no_limit_is_broken(
    *, task: Make, job: Make, scheduled: Run, attempt: Callable[[Make, Make, Run], Found]
) -> None:
    found = attempt(task, job, scheduled)
    assert found in (None, {"a": (0, 1), "b": (1, 2)}, {"a": (1, 2), "b": (0, 1)}, {"a": (2, 3), "b": (0, 1)})
