"""The optimiser's input: optional activities, facts they make true, limits. Plain tuples and whole numbers.

Time is counted in periods 0, 1, … (weeks, for a planner); work, loads, costs and amounts in whole units of the caller's
choice. Work is divisible: an activity draws its effort from the capacity of the periods between its start and its end, as
unevenly as it must. Loads are not: they are drawn from a resource in every one of those periods.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

Clause = tuple[str, ...]
"""Names of facts of which one must be true."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to carry an activity out.

    It takes at least `periods` periods and at most `longest` (None: any number), draws `effort` units of work in all
    and at most `rate` in a period, occupies `loads` (resource, amount) throughout, and uses up `uses` (stock, amount).
    `starts` narrows the activity's own. What it costs, the `grant` of that name pays back when it is over, as far as it goes.
    """

    periods: int
    longest: int | None = None
    effort: int = 0
    rate: int = 0
    cost: int = 0
    loads: tuple[tuple[str, int], ...] = ()
    uses: tuple[tuple[str, int], ...] = ()
    starts: frozenset[int] | None = None
    grant: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that may be done once, in one of its modes. `requires` must hold before its first period.

    An unbroken activity never runs through a period without capacity. `gain` is what it brings in each of its periods
    (or takes, if negative), in units of cost. While it goes on, a period has no more capacity than it `leaves`. Before one
    that `ends_grants` begins, all is over that a grant pays for. Only activities with one mode of a fixed length gain or leave,
    and of those that leave some only one can go on at a time: they share a resource.
    """

    name: str
    modes: tuple[Mode, ...]
    starts: frozenset[int] | None = None
    requires: tuple[Clause, ...] = ()
    unbroken: bool = False
    must: bool = False
    penalty: int = 0
    gain: int = 0
    leaves: int | None = None
    ends_grants: bool = False


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
class Allowance:
    """Activities that start in the periods `first` to `end` - 1 cost at most `most` together."""

    first: int
    end: int
    most: int


@dataclass(frozen=True, slots=True)
class Check:
    """Unless everything wanted is over by period `first`: what starts before period `end` costs at most `most` beyond
    what activities have gained, and grants have paid back, in the periods before `first`.
    """

    first: int
    end: int
    most: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wanted and within which limits. Facts that are true from the beginning do not appear.

    `capacity[t]` is the work that all activities together may draw in period t; its length is the horizon.
    `resources` gives what each resource offers in every period, `stocks` what there is of each stock in all,
    `budget` what all activities may cost together beyond what `grants` pay, each up to its amount, and `allowances` what
    those of certain periods may cost; `checks` weigh costs against gains. By the `deadline` everything wanted holds, and all
    that is not a must is over.
    """

    capacity: tuple[int, ...]
    activities: tuple[Activity, ...]
    facts: Mapping[str, Fact]
    goals: tuple[Goal, ...]
    routes: tuple[Route, ...] = ()
    budget: int | None = None
    allowances: tuple[Allowance, ...] = ()
    checks: tuple[Check, ...] = ()
    resources: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    stocks: Mapping[str, int] = field(default_factory=dict)
    grants: Mapping[str, int] = field(default_factory=dict)
    deadline: int | None = None

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

    def within(self, horizon: int) -> "Problem":
        """The same problem with that deadline; without musts, which may end later, the periods after it are left out."""
        if any(activity.must for activity in self.activities):
            return replace(self, deadline=horizon)
        resources = {name: offered[:horizon] for name, offered in self.resources.items()}
        return replace(self, capacity=self.capacity[:horizon], resources=resources)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an activity stood in an earlier solution: its first period and the one after its last; both may have passed."""

    start: int
    end: int


class Status(Enum):
    """What is known about a problem after a solve."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Placement:
    """An activity in time: first period, the period after its last, its mode, and its work in each period that has any."""

    name: str
    start: int
    end: int
    mode: int
    work: tuple[tuple[int, int], ...]


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
