"""Placements that a person would like to live with: begun no sooner than they must be, at an even pace."""

from collections.abc import Callable
from typing import Any

import pytest

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.place import placements
from liaison_planner.scheduling.problem import Activity, Allowance, Problem
from liaison_planner.scheduling.windows import Windows

Make = Callable[..., Activity]
Pose = Callable[..., Problem]
Placed = dict[str, tuple[int, int, dict[int, int]]]


@pytest.fixture
def placed(problem: Pose) -> Callable[..., Placed]:
    """Start, end and work of each activity where each (activity, start, end) has been chosen."""

    def run(capacity: tuple[int, ...], *chosen: tuple[Activity, int, int], **more: Any) -> Placed:
        given = problem(capacity, *(each[0] for each in chosen), **more)
        windows = [Window(activity, 0, start, end) for activity, start, end in chosen]
        found = placements(given, Windows.of(given), windows)
        return {each.name: (each.start, each.end, dict(each.work)) for each in found}

    return run


Place = Callable[..., Placed]


def test_it_ends_as_soon_as_it_can(task: Make, placed: Place) -> None:
    a = task("a", effort=4, rate=2)
    assert placed((2,) * 4, (a, 0, 4)) == {"a": (0, 2, {0: 2, 1: 2})}


def test_it_begins_no_sooner_than_it_must_to_end_then(task: Make, placed: Place) -> None:
    a = task("a", effort=4, rate=2)
    assert placed((1, 0, 2, 2), (a, 0, 4)) == {"a": (2, 4, {2: 2, 3: 2})}


def test_it_keeps_its_least_periods(task: Make, placed: Place) -> None:
    assert placed((2,) * 4, (task("a", 3, effort=2, rate=2), 0, 4)) == {"a": (0, 3, {0: 1, 1: 1})}


def test_it_begins_only_where_it_may(task: Make, placed: Place) -> None:
    a = task("a", effort=4, rate=2, starts=frozenset({0, 1}))
    assert placed((1, 0, 2, 2), (a, 0, 4))["a"] == (1, 4, {2: 2, 3: 2})


def test_it_leaves_room_for_the_others(task: Make, placed: Place) -> None:
    a, b = task("a", effort=2, rate=2), task("b", effort=2, rate=2)
    found = placed((2, 2), (a, 0, 2), (b, 0, 2))
    assert sorted((start, end) for start, end, _ in found.values()) == [(0, 1), (1, 2)]


def test_it_is_put_off_into_no_other_allowance(task: Make, placed: Place) -> None:
    a = task("a", effort=1, rate=1, cost=2)
    assert placed((1, 0, 0, 1), (a, 1, 4), allowances=(Allowance(3, 4, 1),))["a"][0] == 2
    assert placed((1, 0, 0, 1), (a, 1, 4), allowances=(Allowance(1, 4, 1),))["a"][0] == 3


def test_work_is_even_with_the_larger_parts_first(task: Make, placed: Place) -> None:
    assert placed((2,) * 3, (task("a", 3, effort=5, rate=2), 0, 3))["a"][2] == {0: 2, 1: 2, 2: 1}


def test_work_is_even_over_the_periods_that_have_any_capacity(task: Make, placed: Place) -> None:
    assert placed((2, 0, 2), (task("a", 3, effort=4, rate=2), 0, 3))["a"][2] == {0: 2, 2: 2}


def test_work_is_uneven_where_a_period_has_too_little(task: Make, placed: Place) -> None:
    assert placed((3, 1, 3), (task("a", 3, effort=7, rate=3), 0, 3))["a"][2] == {0: 3, 1: 1, 2: 3}


def test_one_is_uneven_only_where_the_other_cannot_be_otherwise(task: Make, placed: Place) -> None:
    """The short one needs all of period 1, so the long one does more before and after."""
    long, short = task("long", 3, effort=4, rate=2), task("short", effort=2, rate=2, starts=frozenset({1}))
    found = placed((2, 2, 2), (long, 0, 3), (short, 1, 2))
    assert found["short"] == (1, 2, {1: 2})
    assert found["long"] == (0, 3, {0: 2, 2: 2})


def test_the_unbroken_one_is_even_before_others_are(task: Make, placed: Place) -> None:
    a, b = task("a", 2, effort=2, rate=2), task("b", 2, effort=2, rate=2, unbroken=True)
    assert placed((1, 3), (a, 0, 2), (b, 0, 2))["b"][2] == {0: 1, 1: 1}


def test_what_has_no_work_stays_where_it_is(job: Make, placed: Place) -> None:
    assert placed((1,) * 4, (job("j", 2), 1, 3)) == {"j": (1, 3, {})}


def test_placements_come_by_start_then_name(task: Make, placed: Place) -> None:
    some = [(task(name, starts=frozenset({start})), start, start + 1) for name, start in (("c", 1), ("b", 0), ("a", 1))]
    assert list(placed((9, 9), *some)) == ["b", "a", "c"]
