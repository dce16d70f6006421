"""Solves a problem level by level with CP-SAT; importing this module does not import the solver."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from liaison_planner.scheduling.axis import Axis
from liaison_planner.scheduling.place import placement, tidy
from liaison_planner.scheduling.problem import Problem, Solution, Status
from liaison_planner.scheduling.reduce import earliest, reduce

DETERMINISTIC_LIMIT = 6.0
"""Work allowed for one level, in the solver's own deterministic seconds, so that the answer never depends on load."""


FIRST_HORIZON = 104
"""Periods looked at first when the earliest finish is wanted; doubled until a solution fits."""

Levels = Sequence[str | tuple[str, int]]


def solve(problem: Problem, levels: Levels, *, soft: bool = False, limit: float = DETERMINISTIC_LIMIT) -> Solution:
    """The lexicographically best solution over `levels` (unmet, finish, cost, penalty, effort), each minimised.

    A level given as (name, percent) may give up that many percent of its value to the levels after it. Guarantees: the
    placements keep every limit; a level's bound is proven; OPTIMAL means every level is proven; the same
    problem gives the same answer. With `soft`, goals and routes may be missed and the level "unmet" counts them.
    """
    began = time.perf_counter()
    solution = Solution(Status.UNKNOWN)
    for horizon in (*_nearer_horizons(problem, levels), problem.horizon):
        solution = _solve(replace(problem, capacity=problem.capacity[:horizon]), levels, soft=soft, limit=limit)
        if solution.status in (Status.OPTIMAL, Status.FEASIBLE):
            break
    return replace(solution, seconds=time.perf_counter() - began)


def _nearer_horizons(problem: Problem, levels: Levels) -> Iterator[int]:
    """Horizons that are much easier to search and lose nothing: what finishes within one finishes first of all.

    Only when the finish comes before everything else. An activity that must be done, whenever, could be pressed into
    the shorter time at the cost of the finish; and a beginning without any capacity has another time axis.
    """
    if levels[0] != "finish" or any(activity.must for activity in problem.activities):
        return
    horizon = FIRST_HORIZON
    while horizon < problem.horizon:
        if not problem.capacity[horizon]:  # what ends among periods without capacity must not be cut off there
            horizon += 1
            continue
        if any(problem.capacity[:horizon]):
            yield horizon
        horizon *= 2


def _solve(problem: Problem, levels: Levels, *, soft: bool, limit: float) -> Solution:
    axis = Axis.of(problem)
    bounds = earliest(problem, axis)
    unreachable = any(activity.must and activity.name not in bounds.starts for activity in problem.activities)
    smaller = reduce(problem, bounds, soft=soft)
    hopeless = any(not goal.clause for goal in smaller.goals) or (problem.routes and not smaller.routes)
    if unreachable or (hopeless and not soft):
        return Solution(Status.INFEASIBLE)
    from liaison_planner.scheduling.levels import minimise_levels  # noqa: PLC0415 - the solver is slow to import

    status, slots, objective = minimise_levels(smaller, axis, bounds, levels, soft=soft, limit=limit)
    placements = tuple(placement(axis, slot) for slot in tidy(smaller, axis, slots))
    return Solution(status, tuple(sorted(placements, key=lambda each: (each.start, each.name))), objective)
