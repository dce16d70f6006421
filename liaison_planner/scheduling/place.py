"""Tidies a finished schedule, so that nothing waits or dawdles without a reason."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from liaison_planner.scheduling.axis import Axis
from liaison_planner.scheduling.problem import Activity, Clause, Fact, Mode, Placement, Problem, Run


@dataclass(frozen=True, slots=True)
class Slot:
    """An activity at a position of the axis in one of its modes."""

    activity: Activity
    position: int
    mode: Mode


@dataclass
class Board:
    """Slots in time with the room they leave to each other."""

    problem: Problem
    axis: Axis
    slots: dict[str, Slot]
    starts: dict[str, list[int]] = field(default_factory=dict)

    def end(self, slot: Slot) -> int:
        """The position after the slot; a slot on the board has one."""
        return self.axis.end_position(slot.activity, slot.position, slot.mode.periods) or 0

    def improved(self, slot: Slot) -> Slot:
        """The best candidate among those that end no later and fit beside all other slots."""
        others = [other for other in self.slots.values() if other.activity is not slot.activity]
        ready = self._ready(slot.activity.requires)
        room = _Room(self.problem, self.axis, others)
        candidates = (
            Slot(slot.activity, position, mode)
            for mode in slot.activity.modes
            for position in self._positions(slot.activity)
            if ready <= position <= slot.position + slot.mode.periods
        )
        fitting = [candidate for candidate in candidates if self._no_later(candidate, slot) and room.fits(candidate)]
        return min([slot, *fitting], key=self._merit)

    def _merit(self, slot: Slot) -> tuple[int, int, int, int]:
        """Less is better: the end on the axis and on the calendar, the length, and a late start for the same end."""
        calendar_end = self.axis.end_period(slot.activity, slot.position, slot.mode.periods)
        return self.end(slot), calendar_end, slot.mode.periods, -slot.position

    def _no_later(self, candidate: Slot, slot: Slot) -> bool:
        end = self.axis.end_position(candidate.activity, candidate.position, candidate.mode.periods)
        return end is not None and end <= self.end(slot)

    def _positions(self, activity: Activity) -> list[int]:
        if activity.name not in self.starts:
            self.starts[activity.name] = self.axis.start_positions(activity)
        return self.starts[activity.name]

    def _ready(self, clauses: tuple[Clause, ...]) -> float:
        """The first position at which all clauses hold through the slots on the board."""
        ends = {name: self.end(slot) for name, slot in self.slots.items()}
        facts = self.problem.facts
        times = (min(_time(facts[fact], ends) for fact in clause) for clause in clauses)
        return max(times, default=0)


class _Room:
    """What other slots leave free."""

    def __init__(self, problem: Problem, axis: Axis, others: list[Slot]) -> None:
        self.problem, self.axis = problem, axis
        self.load: Counter[int] = Counter()
        self.running: Counter[int] = Counter()
        self.taken: list[tuple[int, int]] = []
        for other in others:
            span = axis.working(other.activity, other.position, other.mode.periods)
            self.load.update(dict.fromkeys(span, other.mode.load))
            self.running.update(span)
            if other.activity.exclusive:
                end = axis.end_position(other.activity, other.position, other.mode.periods) or 0
                self.taken.append((other.position, end))

    def fits(self, slot: Slot) -> bool:
        """Whether capacity, number in parallel and exclusiveness allow the slot."""
        end = self.axis.end_position(slot.activity, slot.position, slot.mode.periods) or 0
        clash = any(start < end and slot.position < until for start, until in self.taken)
        span = self.axis.working(slot.activity, slot.position, slot.mode.periods)
        return not (slot.activity.exclusive and clash) and all(self._free(p, slot.mode.load) for p in span)

    def _free(self, position: int, load: int) -> bool:
        parallel = self.problem.parallel
        crowded = parallel is not None and self.running[position] >= parallel
        return not crowded and self.load[position] + load <= self.problem.capacity[self.axis.periods[position]]


def _time(fact: Fact, ends: Mapping[str, int]) -> float:
    reached = 0
    for end, amount in sorted((ends[name], amount) for name, amount in fact.providers if name in ends):
        reached += amount
        if reached >= fact.need:
            return end
    return inf


def tidy(problem: Problem, axis: Axis, slots: list[Slot]) -> list[Slot]:
    """The same activities, none ending later, each ended as early and taken as briskly as the others allow.

    Works activity by activity in order of start until nothing improves, so that nothing waits or dawdles without
    a reason. What depended on an activity still follows it, as no end moves back.
    """
    board = Board(problem, axis, {slot.activity.name: slot for slot in slots})
    changed = True
    while changed:
        changed = False
        for slot in sorted(board.slots.values(), key=lambda each: (each.position, each.activity.name)):
            better = board.improved(slot)
            if better != slot:
                board.slots[slot.activity.name] = better
                changed = True
    return list(board.slots.values())


def placement(axis: Axis, slot: Slot) -> Placement:
    """The slot in calendar periods, its effort spread as evenly as whole units allow, larger loads first."""
    activity, periods = slot.activity, slot.mode.periods
    end = axis.end_period(activity, slot.position, periods)
    if activity.run is Run.PAUSES:
        spread = [axis.periods[position] for position in range(slot.position, slot.position + periods)]
    else:
        spread = list(range(axis.periods[slot.position], end))
    base, extra = divmod(activity.effort, periods)
    loads = tuple((period, base + (index < extra)) for index, period in enumerate(spread))
    return Placement(activity.name, spread[0], end, tuple(pair for pair in loads if pair[1] > 0))
