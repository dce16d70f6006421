"""Tries to keep what the relaxed model promises: windows for its choice in which the work really fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison_planner.scheduling.greedy import list_schedule
from liaison_planner.scheduling.hours import Stretches, Window, share_out
from liaison_planner.scheduling.problem import Problem
from liaison_planner.scheduling.widen import widened
from liaison_planner.scheduling.windows import Windows


@dataclass(frozen=True, slots=True)
class Fit:
    """The best windows found, if any, and when all is over that was promised to be over by the finish.

    `crowded` are sets of periods that show why the promised windows are too tight, if no others kept the promise.
    """

    windows: tuple[Window, ...]
    finish: int
    crowded: tuple[Stretches, ...] = ()


def fit(problem: Problem, windows: Windows, promised: Sequence[Window], finish: int, aim: int) -> Fit:
    """Windows for the promised activities that are over by `aim`, or else as early as was found.

    First a quick schedule; then the promised windows themselves with all the room they can be given, for which the answer
    is exact.
    """
    wanted = {w.activity.name for w in promised if not w.activity.must or w.end <= finish}
    quick = list_schedule(problem, windows, promised, aim)
    quick_finish = max((w.end for w in quick or () if w.activity.name in wanted), default=0)
    if quick and quick_finish <= aim:
        return Fit(quick, quick_finish)
    crowded: dict[Stretches, None] = {}
    for starts_first in (True, False):
        wide = widened(problem, windows, promised, finish, starts_first=starts_first)
        share = share_out(wide, problem.capacity)
        if share.work is not None:
            return Fit(tuple(wide), finish)
        crowded |= dict.fromkeys(share.crowded)
    return Fit(quick or (), quick_finish if quick else problem.horizon + 1, tuple(crowded))
