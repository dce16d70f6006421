"""Work shared out among windows, or the periods that are too crowded for it."""

from collections.abc import Callable, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.scheduling.hours import Share, Window, have_room, share_out
from liaison_planner.scheduling.problem import Activity

Make = Callable[..., Activity]


@pytest.fixture(scope="session")
def window(task: Make) -> Callable[..., Window]:
    """`window(0, 3, 5, 2)`: from 0 to 3, an effort of 5 at most 2 each period."""

    def make(start: int, end: int, effort: int, rate: int) -> Window:
        return Window(task(f"{start}-{end}", effort=effort, rate=rate), 0, start, end)

    return make


New = Callable[..., Window]


def test_work_is_spread_evenly_where_nothing_changes(window: New) -> None:
    assert share_out([window(0, 3, 5, 9)], (9,) * 3).work == ({0: 2, 1: 2, 2: 1},)


def test_what_remains_is_dealt_in_turn(window: New) -> None:
    assert share_out([window(0, 3, 4, 9), window(0, 3, 5, 9)], (3,) * 3).work == (
        {0: 2, 1: 1, 2: 1},
        {0: 1, 1: 2, 2: 2},
    )


def test_the_one_with_less_room_is_served_where_both_could_be(window: New) -> None:
    assert share_out([window(0, 2, 2, 2), window(0, 1, 2, 2)], (2, 2)).work == ({1: 2}, {0: 2})


def test_work_is_moved_aside_along_a_chain(window: New) -> None:
    some = [window(0, 2, 2, 2), window(1, 3, 2, 2), window(0, 1, 2, 2)]
    assert share_out(some, (2, 2, 2)).work == ({1: 2}, {2: 2}, {0: 2})


def test_nothing_to_do_needs_nothing(window: New) -> None:
    assert share_out([window(0, 2, 0, 0)], (0, 0)).work == ({},)
    assert share_out([], ()).work == ()


def test_crowded_periods_are_named_with_those_that_never_had_room(window: New) -> None:
    some = [window(0, 3, 3, 2), window(0, 4, 1, 1)]
    assert share_out(some, (1, 0, 1, 5)) == Share(None, (((0, 3),),))


def test_every_crowd_is_named(window: New) -> None:
    some = [window(0, 1, 2, 2), window(2, 3, 2, 2)]
    assert share_out(some, (1, 9, 1)).crowded == (((0, 1),), ((2, 3),))


# against trying everything

capacities = st.lists(st.integers(0, 4), min_size=1, max_size=6).map(tuple)
wants = st.lists(
    st.tuples(st.integers(0, 5), st.integers(1, 6), st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=4
)


def due_within(window: Window, periods: set[int], capacity: tuple[int, ...]) -> int:
    """The work that cannot be done outside these periods."""
    outside = sum(t not in periods and capacity[t] > 0 for t in range(window.start, window.end))
    return max(0, window.way.effort - window.way.rate * outside)


def overcrowded(windows: Sequence[Window], capacity: tuple[int, ...], periods: set[int]) -> bool:
    return sum(due_within(each, periods, capacity) for each in windows) > sum(capacity[t] for t in periods)


@given(capacities, wants)
def test_work_is_shared_out_unless_some_periods_are_overcrowded(
    window: New, capacity: tuple[int, ...], wanted: list[tuple[int, int, int, int]]
) -> None:
    """All sets of periods are looked at; the answer names one of them, or work that keeps all limits."""
    horizon = len(capacity)
    windows = [
        window(start % horizon, min(horizon, start % horizon + length), effort, rate)
        for start, length, effort, rate in wanted
    ]
    sets = [set(some) for size in range(horizon + 1) for some in combinations(range(horizon), size)]
    share = share_out(windows, capacity)
    assert (share.work is None) is any(overcrowded(windows, capacity, each) for each in sets)
    assert (share.work is None) is bool(share.crowded)
    assert have_room(windows, capacity) is (share.work is not None)
    for stretches in share.crowded:
        assert overcrowded(windows, capacity, {t for first, end in stretches for t in range(first, end)})
    if share.work is not None:
        for each, work in zip(windows, share.work, strict=True):
            assert sum(work.values()) == each.way.effort
            assert all(each.start <= t < each.end and 0 < units <= each.way.rate for t, units in work.items())
        for period, room in enumerate(capacity):
            assert sum(work.get(period, 0) for work in share.work) <= room
