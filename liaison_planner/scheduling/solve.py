"""Solves a problem level by level with CP-SAT; importing this module does not import the solver."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from liaison_planner.scheduling.problem import Anchor, Placement, Problem, Solution
from liaison_planner.scheduling.windows import Windows

DETERMINISTIC_LIMIT = 3.0
"""Work allowed for one level, in the solver's own deterministic seconds, so that the answer never depends on load."""

Levels = Sequence[str | tuple[str, int]]


def solve(
    problem: Problem, levels: Levels, *, soft: bool = False, limit: float = DETERMINISTIC_LIMIT, placed: bool = True
) -> Solution:
    """The lexicographically best solution over `levels` (unmet, finish, cost, penalty, effort), each minimised.

    A level given as (name, percent) may give up that many percent of its value to the levels after it. Guarantees: the
    placements keep every limit; a level's bound is proven; OPTIMAL means every level is proven; the same
    problem gives the same answer. With `soft`, goals and routes may be missed and the level "unmet" counts them. Without
    `placed` what is chosen comes in wide windows and without its work period by period, which is quicker.
    """
    began = time.perf_counter()
    solution = _solve(problem, levels, soft=soft, limit=limit, placed=placed)
    return replace(solution, seconds=time.perf_counter() - began)


def solve_near(
    problem: Problem, anchors: Mapping[str, Anchor], levels: Sequence[str], *, limit: float = DETERMINISTIC_LIMIT
) -> Solution:
    """The solution nearest to where the anchored activities stood, and of those the best over `levels`; see `nearest`."""
    from liaison_planner.scheduling.near import MOVED, nearest  # noqa: PLC0415 - the solver is slow to import

    began = time.perf_counter()
    solution = nearest(problem, anchors, (MOVED, *levels), limit)
    return replace(solution, seconds=time.perf_counter() - began)


def _solve(problem: Problem, levels: Levels, *, soft: bool, limit: float, placed: bool) -> Solution:
    from liaison_planner.scheduling.place import placements  # noqa: PLC0415 - the solver is slow to import
    from liaison_planner.scheduling.stages import minimise  # noqa: PLC0415

    pairs = [(level, 0) if isinstance(level, str) else level for level in levels]
    outcome = minimise(problem, pairs, soft=soft, limit=limit)
    if placed and outcome.windows:
        finish = next((level.value for level in reversed(outcome.objective) if level.name == "finish"), None)
        found = placements(problem, Windows.of(problem), outcome.windows, finish)
    else:
        found = tuple(Placement(w.activity.name, w.start, w.end, w.mode, ()) for w in outcome.windows)
    return Solution(outcome.status, found, outcome.objective)
