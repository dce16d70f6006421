"""Shrinks a problem without losing its optimum: drops what cannot be reached in time and what nothing can need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import inf

from liaison_planner.scheduling.axis import Axis
from liaison_planner.scheduling.problem import Activity, Clause, Fact, Goal, Problem, Route


@dataclass(frozen=True, slots=True)
class Earliest:
    """Lower bounds on the axis: first start position of each activity that can be done, first time of each fact."""

    starts: Mapping[str, int]
    facts: Mapping[str, float]

    def clause(self, clause: Clause) -> float:
        """No solution makes the clause true before this position; infinite if none makes it true at all."""
        return min((self.facts.get(fact, inf) for fact in clause), default=inf)

    def clauses(self, clauses: Iterable[Clause]) -> float:
        """The same for all of them together."""
        return max((self.clause(clause) for clause in clauses), default=0)


def earliest(problem: Problem, axis: Axis) -> Earliest:
    """Longest-path bounds over the AND/OR graph of prerequisites, each activity in its shortest mode."""
    starts: dict[str, int] = {}
    ends: dict[str, float] = {}
    facts: dict[str, float] = {}
    positions = {activity.name: axis.start_positions(activity) for activity in problem.activities}
    changed = True
    while changed:
        changed = False
        bounds = Earliest(starts, facts)
        for activity in problem.activities:
            start = _first_from(positions[activity.name], bounds.clauses(activity.requires))
            if start is not None and start < starts.get(activity.name, inf):
                starts[activity.name] = start
                end = axis.end_position(activity, start, activity.modes[0].periods)
                ends[activity.name] = inf if end is None else end
                changed = True
        facts.update({name: _fact_time(fact, ends) for name, fact in problem.facts.items()})
    return Earliest(starts, facts)


def _first_from(positions: list[int], bound: float) -> int | None:
    return next((position for position in positions if position >= bound), None)


def _fact_time(fact: Fact, ends: Mapping[str, float]) -> float:
    reached = 0
    for end, amount in sorted((ends.get(name, inf), amount) for name, amount in fact.providers):
        reached += amount
        if reached >= fact.need:
            return end
    return inf


def reduce(problem: Problem, bounds: Earliest, *, soft: bool = False) -> Problem:
    """The problem over the activities that can be done in time and that a goal, a route or a must can need.

    Every optimal solution of the result is one of the problem: what is dropped could never finish, or gives
    nothing that anything kept could use, so leaving it out is never worse in finish, cost or effort. With `soft`, routes
    that cannot be completed stay, as part of one may be worth having.
    """
    possible = {activity.name: activity for activity in problem.activities if activity.name in bounds.starts}
    routes = tuple(route for route in problem.routes if soft or bounds.clauses(route.clauses) < inf)
    needed = _needed(problem, possible, routes)
    kept = tuple(
        replace(activity, requires=tuple(_attainable(clause, bounds) for clause in activity.requires))
        for activity in possible.values()
        if activity.name in needed
    )
    smaller = replace(
        problem,
        goals=tuple(Goal(_attainable(goal.clause, bounds), goal.weight) for goal in problem.goals),
        routes=tuple(
            Route(route.name, tuple(_attainable(clause, bounds) for clause in route.clauses), route.penalty)
            for route in routes
        ),
    )
    return smaller.with_activities(kept)


def _attainable(clause: Clause, bounds: Earliest) -> Clause:
    return tuple(fact for fact in clause if bounds.facts.get(fact, inf) < inf)


def _needed(problem: Problem, possible: Mapping[str, Activity], routes: tuple[Route, ...]) -> set[str]:
    """Names of activities that lie on some way to a goal, a route or a must."""
    needed: set[str] = set()
    clauses = [goal.clause for goal in problem.goals]
    clauses += [clause for route in routes for clause in route.clauses]
    todo = [name for name, activity in possible.items() if activity.must]
    todo += _providers(problem, clauses)
    while todo:
        name = todo.pop()
        if name in possible and name not in needed:
            needed.add(name)
            todo += _providers(problem, possible[name].requires)
    return needed


def _providers(problem: Problem, clauses: Iterable[Clause]) -> list[str]:
    facts = (problem.facts[fact] for clause in clauses for fact in clause if fact in problem.facts)
    return [name for fact in facts for name, _ in fact.providers]


def attainable_facts(problem: Problem) -> set[str]:
    """The facts that can become true within the horizon, other limits aside."""
    return {name for name, time in earliest(problem, Axis.of(problem)).facts.items() if time < inf}
