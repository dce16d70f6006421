"""When an activity can start, and when it can end at the earliest if it had all the capacity to itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise, repeat

from liaison_planner.scheduling.problem import Activity, Problem

LeastEnds = Mapping[int, int]
"""For each start from which the activity can be completed within the horizon, its earliest end."""


_Shape = tuple[int, int | None, int, int]
"""Periods, longest, effort and rate of a mode."""

REMEMBERED = 6
"""For how many different calendars the windows are kept."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The least ends of every mode of every activity of a problem, by activity name."""

    of_modes: Mapping[str, tuple[LeastEnds, ...]]

    @classmethod
    def of(cls, problem: Problem) -> "Windows":
        measure = _measure(problem.capacity, problem.deadline)
        return cls({activity.name: measure.least_ends(activity) for activity in problem.activities})

    def of_activity(self, name: str) -> LeastEnds:
        """The least end over all modes for each start."""
        modes = self.of_modes[name]
        if len(modes) == 1:
            return modes[0]
        ends: dict[int, int] = {}
        for mode in modes:
            for start, end in mode.items():
                ends[start] = min(end, ends.get(start, end))
        return ends


class _Measure:
    """Works out least ends; activities alike share the work, also those of another problem with the same periods."""

    def __init__(self, capacity: tuple[int, ...], deadline: int | None) -> None:
        self.capacity, self.deadline = capacity, deadline
        self.steady = len(set(capacity)) == 1 and capacity[0] > 0
        self.until_stop = _periods_until_zero(capacity)
        self.of_mode = cache(self._of_mode)
        self.prefix = cache(self._prefix)
        self.shared = cache(self._shared)

    def least_ends(self, activity: Activity) -> tuple[LeastEnds, ...]:
        in_time = self.deadline is not None and not activity.must
        return tuple(
            self.of_mode(
                (mode.periods, mode.longest, mode.effort, mode.rate),
                activity.unbroken,
                _both(activity.starts, mode.starts),
                in_time,
            )
            for mode in activity.modes
        )

    def _of_mode(self, shape: _Shape, unbroken: bool, starts: frozenset[int] | None, in_time: bool) -> LeastEnds:
        ends = self.shared(shape, unbroken)
        if starts is not None:
            ends = {start: ends[start] for start in sorted(starts) if start in ends}
        if in_time and self.deadline is not None:
            ends = {start: end for start, end in ends.items() if end <= self.deadline}
        return ends

    def _shared(self, shape: _Shape, unbroken: bool) -> LeastEnds:
        _, longest, _, _ = shape
        ends = self._steady(*shape) if self.steady else self._in_turn(*shape)
        if longest is not None:
            ends = {start: end for start, end in ends.items() if end - start <= longest}
        if unbroken and not self.steady:
            ends = {start: end for start, end in ends.items() if end - start <= self.until_stop[start]}
        return ends

    def _in_turn(self, periods: int, _longest: int | None, effort: int, rate: int) -> LeastEnds:
        """For each start the first end by which its length and its work are reached; ends never go back."""
        done, horizon = self.prefix(rate), len(self.capacity)
        ends: dict[int, int] = {}
        end = 0
        for start in range(horizon + 1 - periods):
            end = max(end, start + periods)
            needed = done[start] + effort
            while end <= horizon and done[end] < needed:
                end += 1
            if end > horizon:
                break
            ends[start] = end
        return ends

    def _steady(self, periods: int, _longest: int | None, effort: int, rate: int) -> LeastEnds:
        """The same where every period has the same capacity."""
        pace = min(rate, self.capacity[0])
        length = max(periods, -(-effort // pace) if pace else 0)
        possible = pace or not effort
        return {start: start + length for start in range(len(self.capacity) + 1 - length)} if possible else {}

    def _prefix(self, rate: int) -> list[int]:
        """The most that can be drawn before each period at the rate."""
        return list(accumulate(map(min, self.capacity, repeat(rate)), initial=0))


@lru_cache(maxsize=REMEMBERED)
def _measure(capacity: tuple[int, ...], deadline: int | None) -> _Measure:
    """The measure of some periods: one person's questions mostly ask about the same ones again."""
    return _Measure(capacity, deadline)


def _periods_until_zero(capacity: tuple[int, ...]) -> list[int]:
    """From each period, how many periods with capacity follow without a break."""
    lengths = [0]
    for amount in reversed(capacity):
        lengths.append(lengths[-1] + 1 if amount > 0 else 0)
    return lengths[::-1]


def runs(values: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Stretches (first, end, value) of equal neighbours."""
    edges = [0, *(i + 1 for i, (one, other) in enumerate(pairwise(values)) if one != other), len(values)]
    return [(first, end, values[first]) for first, end in pairwise(edges) if end > first]


def _both(one: frozenset[int] | None, other: frozenset[int] | None) -> frozenset[int] | None:
    """The starts that both allow; None allows all."""
    if one is None or other is None:
        return other if one is None else one
    return one & other
