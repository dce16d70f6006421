"""Solves a problem level by level with CP-SAT; importing this module does not import the solver."""

import time
from collections.abc import Sequence

from liaison_planner.scheduling.axis import Axis
from liaison_planner.scheduling.place import placement, tidy
from liaison_planner.scheduling.problem import Problem, Solution, Status
from liaison_planner.scheduling.reduce import earliest, reduce

DETERMINISTIC_LIMIT = 6.0
"""Work allowed for one level, in the solver's own deterministic seconds, so that the answer never depends on load."""


def solve(
    problem: Problem, levels: Sequence[str | tuple[str, int]], *, soft: bool = False, limit: float = DETERMINISTIC_LIMIT
) -> Solution:
    """The lexicographically best solution over `levels` (unmet, finish, cost, penalty, effort), each minimised.

    A level given as (name, percent) may give up that many percent of its value to the levels after it. Guarantees: the
    placements keep every limit; a level's bound is proven; OPTIMAL means every level is proven; the same
    problem gives the same answer. With `soft`, goals and routes may be missed and the level "unmet" counts them.
    """
    began = time.perf_counter()
    axis = Axis.of(problem)
    bounds = earliest(problem, axis)
    unreachable = any(activity.must and activity.name not in bounds.starts for activity in problem.activities)
    smaller = reduce(problem, bounds)
    hopeless = any(not goal.clause for goal in smaller.goals) or (problem.routes and not smaller.routes)
    if unreachable or (hopeless and not soft):
        return Solution(Status.INFEASIBLE, seconds=time.perf_counter() - began)
    from liaison_planner.scheduling.levels import minimise_levels  # noqa: PLC0415 - the solver is slow to import

    status, slots, objective = minimise_levels(smaller, axis, bounds, levels, soft=soft, limit=limit)
    placements = tuple(placement(axis, slot) for slot in tidy(smaller, axis, slots))
    return Solution(status, placements, None, objective, time.perf_counter() - began)
