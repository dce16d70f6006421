"""Shrinks a problem without losing its optimum: drops what cannot be done in time, what nothing can need, and what
another activity beats in everything.
"""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import accumulate
from math import inf

from liaison_planner.scheduling.dominance import undominated
from liaison_planner.scheduling.problem import Activity, Clause, Fact, Goal, Problem, Route
from liaison_planner.scheduling.windows import Windows


@dataclass(frozen=True, slots=True)
class Earliest:
    """Lower bounds: first start of each activity that can be done at all, first time of each fact."""

    starts: Mapping[str, int]
    facts: Mapping[str, float]

    def clause(self, clause: Clause) -> float:
        """No solution makes the clause true before this period; infinite if none makes it true at all."""
        return min((self.facts.get(fact, inf) for fact in clause), default=inf)

    def clauses(self, clauses: Iterable[Clause]) -> float:
        """The same for all of them together."""
        return max((self.clause(clause) for clause in clauses), default=0)


def earliest(problem: Problem, windows: Windows) -> Earliest:
    """Longest-path bounds over the AND/OR graph of prerequisites, each activity with all capacity to itself."""
    search = _Earliest(problem, windows)
    search.settle()
    return Earliest(search.starts, search.facts)


class _Earliest:
    """Bounds on their way down: what becomes possible sooner lets others be looked at again."""

    def __init__(self, problem: Problem, windows: Windows) -> None:
        self.given = problem.facts
        self.starts: dict[str, int] = {}
        self.ends: dict[str, float] = {}
        self.facts: dict[str, float] = dict.fromkeys(problem.facts, inf)
        self.possible = {activity.name: _Possible(activity, windows) for activity in problem.activities}
        self.todo = deque(problem.activities)
        self.waiting: dict[str, list[Activity]] = defaultdict(list)
        self.gives: dict[str, list[str]] = defaultdict(list)
        for activity in problem.activities:
            for name in {name for clause in activity.requires for name in clause}:
                self.waiting[name].append(activity)
        for name, fact in problem.facts.items():
            for provider, _ in fact.providers:
                self.gives[provider].append(name)

    def settle(self) -> None:
        while self.todo:
            activity = self.todo.popleft()
            ready = Earliest(self.starts, self.facts).clauses(activity.requires)
            found = self.possible[activity.name].from_period(ready) if ready < inf else None
            if found and found != (self.starts.get(activity.name), self.ends.get(activity.name)):
                self.starts[activity.name], self.ends[activity.name] = found
                for fact in self.gives[activity.name]:
                    self._hasten(fact)

    def _hasten(self, name: str) -> None:
        time = _fact_time(self.given[name], self.ends)
        if time < self.facts[name]:
            self.facts[name] = time
            self.todo.extend(self.waiting[name])


class _Possible:
    """Starts in order, and the least end of any start from each on; with several modes a later one may end sooner."""

    def __init__(self, activity: Activity, windows: Windows) -> None:
        ends = windows.of_activity(activity.name)
        self.starts, self.ends = list(ends), list(ends.values())
        if len(activity.modes) > 1:
            self.starts.sort()
            self.ends = list(accumulate((ends[start] for start in reversed(self.starts)), min))[::-1]

    def from_period(self, ready: float) -> tuple[int, int] | None:
        """The first start not before a period, and the least end of all such starts."""
        index = bisect_left(self.starts, ready)
        return (self.starts[index], self.ends[index]) if index < len(self.starts) else None


def _fact_time(fact: Fact, ends: Mapping[str, float]) -> float:
    reached = 0
    for end, amount in sorted((ends.get(name, inf), amount) for name, amount in fact.providers):
        reached += amount
        if reached >= fact.need:
            return end
    return inf


def reduce(problem: Problem, bounds: Earliest, *, soft: bool = False, keep: AbstractSet[str] = frozenset()) -> Problem:
    """The problem over the activities that can be done in time and that a goal, a route or a must can need.

    Every optimal solution of the result is one of the problem: what is dropped could never finish, gives nothing that
    anything kept could use, or can be exchanged for something that is at least as good in everything. With `soft`, routes
    that cannot be completed stay, as part of one may be worth having. What to `keep` is not exchanged for anything.
    """
    possible = {activity.name: activity for activity in problem.activities if activity.name in bounds.starts}
    routes = tuple(route for route in problem.routes if soft or bounds.clauses(route.clauses) < inf)
    smaller = replace(
        problem,
        goals=tuple(Goal(_attainable(goal.clause, bounds), goal.weight) for goal in problem.goals),
        routes=tuple(
            Route(route.name, tuple(_attainable(clause, bounds) for clause in route.clauses), route.penalty)
            for route in routes
        ),
    )
    kept = tuple(
        replace(activity, requires=tuple(_attainable(clause, bounds) for clause in activity.requires))
        for activity in possible.values()
    )
    smaller = _closed(smaller.with_activities(kept))
    better = {activity.name for activity in undominated(smaller)} | keep
    smaller = _closed(smaller.with_activities(tuple(each for each in smaller.activities if each.name in better)))
    return smaller if soft else replace(smaller, goals=_strictest(smaller))


def _attainable(clause: Clause, bounds: Earliest) -> Clause:
    return tuple(fact for fact in clause if bounds.facts.get(fact, inf) < inf)


def _closed(problem: Problem) -> Problem:
    """Only activities that lie on some way to a goal, a route or a must, or that earn what a check may ask for."""
    activities = {activity.name: activity for activity in problem.activities}
    needed: set[str] = set()
    clauses = [goal.clause for goal in problem.goals]
    clauses += [clause for route in problem.routes for clause in route.clauses]
    todo = [name for name, activity in activities.items() if activity.must]
    todo += [name for name, activity in activities.items() if problem.checks and activity.gain > 0]
    todo += _providers(problem, clauses)
    while todo:
        name = todo.pop()
        if name in activities and name not in needed:
            needed.add(name)
            todo += _providers(problem, activities[name].requires)
    return problem.with_activities(tuple(activity for activity in problem.activities if activity.name in needed))


def _providers(problem: Problem, clauses: Iterable[Clause]) -> list[str]:
    facts = (problem.facts[fact] for clause in clauses for fact in clause if fact in problem.facts)
    return [name for fact in facts for name, _ in fact.providers]


def _strictest(problem: Problem) -> tuple[Goal, ...]:
    """The goals without those that another goal implies: a higher level of the same skill, for instance."""
    ways = [_ways(problem, goal.clause) for goal in problem.goals]
    implied = {
        index
        for index, mine in enumerate(ways)
        for other, theirs in enumerate(ways)
        if other != index and theirs and theirs <= mine and (theirs < mine or other < index)
    }
    return tuple(goal for index, goal in enumerate(problem.goals) if index not in implied)


def _ways(problem: Problem, clause: Clause) -> frozenset[tuple[str, str]]:
    """The activities of which each alone makes the clause true, or the facts themselves where several must add up."""
    facts = {fact: problem.facts[fact] for fact in clause}
    return frozenset(
        ("alone", name) if amount >= fact.need else ("together", fact_name)
        for fact_name, fact in facts.items()
        for name, amount in fact.providers
    )


def attainable_facts(problem: Problem) -> set[str]:
    """The facts that can become true within the horizon, other limits aside."""
    return {name for name, time in earliest(problem, Windows.of(problem)).facts.items() if time < inf}
