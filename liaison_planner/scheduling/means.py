"""Whether chosen windows leave enough means at every check: what was spent so far, less what was gained."""

from collections.abc import Sequence

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.problem import Check, Problem


def within_means(problem: Problem, windows: Sequence[Window]) -> bool:
    """Whether every check that lies before the finish is kept; the finish is the end of the last that is no must."""
    finish = max((window.end for window in windows if not window.activity.must), default=0)
    return all(_spent(check, windows) <= check.most for check in problem.checks if check.first < finish)


def has_means(problem: Problem, window: Window) -> bool:
    """Whether a check looks at when the window stands."""
    return bool(problem.checks and (window.way.cost or window.activity.gain))


def _spent(check: Check, windows: Sequence[Window]) -> int:
    begun = sum(window.way.cost for window in windows if window.start < check.end)
    return begun - sum(
        window.activity.gain * max(0, min(check.first - window.start, window.end - window.start)) for window in windows
    )
