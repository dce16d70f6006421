"""When an activity can start, and when it can end at the earliest if it had all the capacity to itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from liaison_planner.scheduling.problem import Activity, Mode, Problem

LeastEnds = Mapping[int, int]
"""For each start from which the activity can be completed within the horizon, its earliest end."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The least ends of every mode of every activity of a problem, by activity name."""

    of_modes: Mapping[str, tuple[LeastEnds, ...]]

    @classmethod
    def of(cls, problem: Problem) -> "Windows":
        measure = _Measure(problem)
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
    """Works out least ends; activities alike share the work."""

    def __init__(self, problem: Problem) -> None:
        self.capacity = problem.capacity
        self.deadline = problem.deadline
        self.steady = len(set(problem.capacity)) == 1 and problem.capacity[0] > 0
        self.until_stop = _periods_until_zero(problem.capacity)
        self.prefix = cache(self._prefix)
        self.shared = cache(self._shared)

    def least_ends(self, activity: Activity) -> tuple[LeastEnds, ...]:
        return tuple(self._of_mode(activity, mode) for mode in activity.modes)

    def _of_mode(self, activity: Activity, mode: Mode) -> LeastEnds:
        ends = self.shared(mode.periods, mode.longest, mode.effort, mode.rate, activity.unbroken)
        for allowed in (activity.starts, mode.starts):
            if allowed is not None:
                ends = {start: end for start, end in ends.items() if start in allowed}
        if self.deadline is not None and not activity.must:
            ends = {start: end for start, end in ends.items() if end <= self.deadline}
        return ends

    def _shared(self, periods: int, longest: int | None, effort: int, rate: int, unbroken: bool) -> LeastEnds:
        if self.steady:
            return self._steady(periods, longest, effort, rate)
        done, horizon = self.prefix(rate), len(self.capacity)
        ends: dict[int, int] = {}
        end = 0
        for start in range(horizon + 1 - periods):
            end = max(end, start + periods)
            while end <= horizon and done[end] - done[start] < effort:
                end += 1
            if end > horizon:
                break
            too_long = longest is not None and end - start > longest
            broken = unbroken and end - start > self.until_stop[start]
            if not too_long and not broken:
                ends[start] = end
        return ends

    def _steady(self, periods: int, longest: int | None, effort: int, rate: int) -> LeastEnds:
        """The same where every period has the same capacity."""
        pace = min(rate, self.capacity[0])
        length = max(periods, -(-effort // pace) if pace else 0)
        possible = (pace or not effort) and (longest is None or length <= longest)
        return {start: start + length for start in range(len(self.capacity) + 1 - length)} if possible else {}

    def _prefix(self, rate: int) -> list[int]:
        """The most that can be drawn before each period at the rate."""
        return list(accumulate((min(rate, capacity) for capacity in self.capacity), initial=0))


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
