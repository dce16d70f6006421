"""The optimiser's input: optional activities, facts they make true, limits. Plain tuples and whole numbers.

Time is counted in periods 0, 1, … (weeks, for a planner); load, cost and amounts in whole units of the caller's choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

Clause = tuple[str, ...]
"""Names of facts of which one must be true."""


class Run(Enum):
    """How an activity passes through periods without capacity."""

    PAUSES = "pauses"
    """It stops there and counts only the periods that have capacity."""

    UNBROKEN = "unbroken"
    """It takes consecutive periods and cannot be placed across one without capacity."""

    UNAFFECTED = "unaffected"
    """It draws on no capacity, so it simply goes on."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to carry an activity out: so many periods at so much load in each."""

    periods: int
    load: int


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that may be done once. `requires` must hold before its first period; modes by rising length."""

    name: str
    modes: tuple[Mode, ...]
    effort: int
    cost: int
    run: Run = Run.PAUSES
    starts: frozenset[int] | None = None
    requires: tuple[Clause, ...] = ()
    exclusive: bool = False
    must: bool = False
    penalty: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """Becomes true once finished activities contribute `need` in all; each provider is (activity name, amount)."""

    need: int
    providers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Route:
    """One of several alternative sets of clauses; a solution satisfies the clauses of at least one route."""

    name: str
    clauses: tuple[Clause, ...]
    penalty: int = 0


@dataclass(frozen=True, slots=True)
class Goal:
    """A clause to reach; the weight counts what it is worth when not everything fits."""

    clause: Clause
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wanted and within which limits. Facts that are true from the beginning do not appear.

    `capacity[t]` is what all loads together may draw in period t; its length is the horizon. At most one
    exclusive activity runs at a time, and at most `parallel` others.
    """

    capacity: tuple[int, ...]
    activities: tuple[Activity, ...]
    facts: Mapping[str, Fact]
    goals: tuple[Goal, ...]
    routes: tuple[Route, ...] = ()
    budget: int | None = None
    parallel: int | None = None

    @property
    def horizon(self) -> int:
        return len(self.capacity)

    def with_activities(self, activities: tuple[Activity, ...]) -> "Problem":
        """The same problem over a subset of its activities; facts lose providers that are gone."""
        kept = {activity.name for activity in activities}
        facts = {
            name: Fact(fact.need, tuple(provider for provider in fact.providers if provider[0] in kept))
            for name, fact in self.facts.items()
        }
        return replace(self, activities=activities, facts=facts)


class Status(Enum):
    """What is known about a problem after a solve."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Placement:
    """An activity in time: first period, the period after its last, and its load in each period it works in."""

    name: str
    start: int
    end: int
    loads: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ObjectiveValue:
    """One level of the objective: the value reached and the proven bound, equal when proven best."""

    name: str
    value: int
    bound: int


@dataclass(frozen=True, slots=True)
class Solution:
    """The placements by start, and how far each level is proven."""

    status: Status
    placements: tuple[Placement, ...] = ()
    objective: tuple[ObjectiveValue, ...] = field(default=())
    seconds: float = 0.0
