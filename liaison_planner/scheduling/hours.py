"""Shares the work of each period out among activities whose windows are given: an exact maximum flow.

Neighbouring periods with the same capacity and the same running activities form one block, so the network stays tiny.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from liaison_planner.scheduling.problem import Activity, Mode
from liaison_planner.scheduling.windows import runs

Stretches = tuple[tuple[int, int], ...]
"""A set of periods as stretches (first, end), in order and apart."""


@dataclass(frozen=True, slots=True)
class Window:
    """An activity, which of its modes, and from when until when."""

    activity: Activity
    mode: int
    start: int
    end: int

    @property
    def way(self) -> Mode:
        return self.activity.modes[self.mode]


@dataclass(frozen=True, slots=True)
class Share:
    """Work by window and period, or None with the periods that are overcrowded."""

    work: tuple[dict[int, int], ...] | None
    crowded: tuple[Stretches, ...] = ()


def share_out(windows: Sequence[Window], capacity: tuple[int, ...]) -> Share:
    """Work for every window within its rate and every period's capacity, as evenly within a block as can be; the capacity
    is what the windows themselves leave of it.

    If there is none, `crowded` gives sets of stretches of periods (first, end) for which the work that cannot be
    done outside them exceeds their capacity: minimum cuts (Ford and Fulkerson, 1956).
    """
    capacity = left_by(windows, capacity)
    blocks = _blocks(windows, capacity)
    network = _Network(windows, blocks)
    if network.fill():
        return Share(_dealt(network.flow, blocks, len(windows)))
    crowded = (_merged([block[:2] for block in blocks], capacity) for blocks in network.crowded())
    return Share(None, tuple(dict.fromkeys(crowded)))


def have_room(windows: Sequence[Window], capacity: tuple[int, ...]) -> bool:
    """Whether `share_out` would find work for every window."""
    capacity = left_by(windows, capacity)
    working = [window for window in windows if window.way.effort]
    network = _Network(working, _blocks(working, capacity))
    network.fill_at_once()
    return all(network.augment(i) for i in network.order)


def left_by(windows: Iterable[Window], capacity: tuple[int, ...]) -> tuple[int, ...]:
    """The capacity of each period that the windows leave while they go on; most leave all of it."""
    left = list(capacity)
    for window in windows:
        if window.activity.leaves is not None:
            for period in range(window.start, window.end):
                left[period] = min(left[period], window.activity.leaves)
    return tuple(left)


def _blocks(windows: Sequence[Window], capacity: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Stretches (first, end, capacity) in which nothing changes; those without capacity are left out."""
    edges = {edge for window in windows for edge in (window.start, window.end)}
    blocks = []
    for first, end, amount in runs(capacity):
        if amount:
            cuts = sorted({first, end, *(edge for edge in edges if first < edge < end)})
            blocks += [(one, other, amount) for one, other in pairwise(cuts)]
    return blocks


class _Network:
    """Flow from windows to blocks; `flow[i][j]` is what window i does in block j."""

    def __init__(self, windows: Sequence[Window], blocks: list[tuple[int, int, int]]) -> None:
        self.blocks = blocks
        self.left = [(end - first) * amount for first, end, amount in blocks]
        self.missing = [window.way.effort for window in windows]
        self.limit = [
            {
                j: window.way.rate * (end - first)
                for j, (first, end, _) in enumerate(blocks)
                if window.start <= first and end <= window.end
            }
            for window in windows
        ]
        self.flow: list[dict[int, int]] = [{} for _ in windows]
        self.users: list[set[int]] = [set() for _ in blocks]
        self.order = sorted(range(len(windows)), key=lambda i: (windows[i].end, windows[i].start))

    def fill(self) -> bool:
        """Pushes all work into the blocks, as much as can be; False if some cannot be placed."""
        self.fill_at_once()
        placed = [self.augment(i) for i in self.order]  # also those after one that cannot be placed
        return all(placed)

    def fill_at_once(self) -> None:
        """Pushes work into the blocks as they come, that of windows that end first first."""
        for i in self.order:
            for j, limit in self.limit[i].items():
                self._push(i, j, min(limit, self.left[j], self.missing[i]))

    def _push(self, i: int, j: int, amount: int) -> None:
        if amount:
            self.flow[i][j] = self.flow[i].get(j, 0) + amount
            self.users[j].add(i)
            self.left[j] -= amount
            self.missing[i] -= amount

    def augment(self, source: int) -> bool:
        """Places the rest of one window's work by moving others' aside, along shortest paths."""
        while self.missing[source]:
            came_from, target = self._search([source])
            if target is None:
                return False
            self._apply(source, came_from, target)
        return True

    def _search(self, sources: list[int]) -> tuple[dict[tuple[str, int], tuple[str, int]], int | None]:
        """Breadth first from windows to a block with room; the tree, and the block if one was reached."""
        came_from: dict[tuple[str, int], tuple[str, int]] = {("w", i): ("", -1) for i in sources}
        queue = deque(sources)
        while queue:
            i = queue.popleft()
            for j, limit in self.limit[i].items():
                if ("b", j) not in came_from and self.flow[i].get(j, 0) < limit:
                    came_from["b", j] = ("w", i)
                    if self.left[j]:
                        return came_from, j
                    for other in sorted(self.users[j]):
                        if ("w", other) not in came_from:
                            came_from["w", other] = ("b", j)
                            queue.append(other)
        return came_from, None

    def _apply(self, source: int, came_from: dict[tuple[str, int], tuple[str, int]], target: int) -> None:
        path = [(came_from["b", target][1], target, 1)]
        while path[-1][0] != source:
            i = path[-1][0]
            j = came_from["w", i][1]
            path.append((i, j, -1))
            path.append((came_from["b", j][1], j, 1))
        room = [self.limit[i][j] - self.flow[i].get(j, 0) if sign > 0 else self.flow[i][j] for i, j, sign in path]
        amount = min(*room, self.left[target], self.missing[source])
        for i, j, sign in path:
            self.flow[i][j] = self.flow[i].get(j, 0) + sign * amount
            if self.flow[i][j]:
                self.users[j].add(i)
            else:
                self.users[j].discard(i)
        self.left[target] -= amount
        self.missing[source] -= amount

    def crowded(self) -> Iterator[list[tuple[int, int, int]]]:
        """For each window whose work could not be placed, the overcrowded side of a minimum cut: all it could need."""
        for i, missing in enumerate(self.missing):
            if missing:
                came_from, _ = self._search([i])
                yield [block for j, block in enumerate(self.blocks) if ("b", j) in came_from]


def _dealt(flow: list[dict[int, int]], blocks: list[tuple[int, int, int]], count: int) -> tuple[dict[int, int], ...]:
    """Each block's work dealt out to its periods in turn, unit by unit, which keeps rates and capacities."""
    work: tuple[dict[int, int], ...] = tuple({} for _ in range(count))
    for j, (first, end, _) in enumerate(blocks):
        length, position = end - first, 0
        for i in range(count):
            amount = flow[i].get(j, 0)
            base, extra = divmod(amount, length)
            for step in range(length if base else extra):
                period = first + (position + step) % length
                units = base + (step < extra)
                if units:
                    work[i][period] = work[i].get(period, 0) + units
            position = (position + extra) % length
    return tuple(dict(sorted(each.items())) for each in work)


def _merged(stretches: list[tuple[int, int]], capacity: tuple[int, ...]) -> Stretches:
    """The stretches with all periods that have no capacity, neighbours made one."""
    merged: list[tuple[int, int]] = []
    empty = [(first, end) for first, end, amount in runs(capacity) if not amount]
    for first, end in sorted([*stretches, *empty]):
        if merged and merged[-1][1] == first:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((first, end))
    return tuple(merged)
