"""Whether chosen windows leave enough means at every check: what was spent so far, less what was gained or paid back."""

from collections.abc import Sequence

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.problem import Check, Problem


def within_means(problem: Problem, windows: Sequence[Window]) -> bool:
    """Whether every check that lies before the finish is kept; the finish is the end of the last that is no must."""
    finish = max((window.end for window in windows if not window.activity.must), default=0)
    return all(_spent(problem, check, windows) <= check.most for check in problem.checks if check.first < finish)


def has_means(problem: Problem, window: Window) -> bool:
    """Whether a check looks at when the window stands."""
    return bool(problem.checks and (window.way.cost or window.activity.gain))


def grants_end_in_time(windows: Sequence[Window]) -> bool:
    """Whether all that a grant pays for is over before anything begins that ends grants."""
    last = min((window.start for window in windows if window.activity.ends_grants), default=None)
    return last is None or all(window.end <= last for window in windows if window.way.grant)


def _spent(problem: Problem, check: Check, windows: Sequence[Window]) -> int:
    begun = sum(window.way.cost for window in windows if window.start < check.end)
    gained = sum(
        window.activity.gain * max(0, min(check.first - window.start, window.end - window.start)) for window in windows
    )
    return begun - gained - _paid_back(problem, windows, check.first)


def _paid_back(problem: Problem, windows: Sequence[Window], by: int) -> int:
    """What grants pay of all that is over by then."""
    return sum(
        min(most, sum(window.way.cost for window in windows if window.way.grant == name and window.end <= by))
        for name, most in problem.grants.items()
    )
