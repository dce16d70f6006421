"""Leaves out of a choice what nothing in it waits for: a model without a reason to be thrifty picks too much."""

from collections.abc import Mapping, Sequence

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.problem import Clause, Problem
from liaison_planner.scheduling.widen import suppliers


def pruned(problem: Problem, chosen: Sequence[Window], finish: int) -> list[Window]:
    """The musts among the chosen windows, what earns where means are checked, and what the goals, one route and they themselves rest on."""
    by_name = {window.activity.name: window for window in chosen}
    clauses = [goal.clause for goal in problem.goals]
    if problem.routes:
        held = (r for r in problem.routes if all(_holds(problem, c, by_name, finish) for c in r.clauses))
        route = min(held, key=lambda each: each.penalty, default=None)
        if route is None:
            return list(chosen)
        clauses += route.clauses
    earning = {window.activity.name for window in chosen if problem.checks and window.activity.gain > 0}
    needed = {window.activity.name for window in chosen if window.activity.must} | earning
    todo: list[tuple[Clause, int]] = [(clause, finish) for clause in clauses]
    todo += [(clause, by_name[name].start) for name in sorted(needed) for clause in by_name[name].activity.requires]
    while todo:
        clause, by = todo.pop()
        for name in suppliers(problem, clause, by_name, by):
            if name not in needed:
                needed.add(name)
                todo += [(other, by_name[name].start) for other in by_name[name].activity.requires]
    return [window for window in chosen if window.activity.name in needed]


def _holds(problem: Problem, clause: Clause, chosen: Mapping[str, Window], by: int) -> bool:
    """Whether a fact of the clause is established by then."""
    return any(
        sum(amount for name, amount in fact.providers if name in chosen and chosen[name].end <= by) >= fact.need
        for fact in (problem.facts[name] for name in clause)
    )
