"""Problems that are simpler than a given one: an easier one has every solution of it, a harder one has only solutions of it."""

from dataclasses import replace

from liaison_planner.scheduling.problem import Activity, Mode, Problem

_ANY = "any grant"


def is_plain(problem: Problem) -> bool:
    """Whether there is nothing to simplify: no checks, no grants, nothing that leaves less capacity."""
    withheld = any(activity.leaves is not None for activity in problem.activities)
    return not (problem.checks or problem.grants or withheld)


def easier(problem: Problem) -> Problem:
    """Without checks, all grants as one that pays whenever, and nothing that leaves less capacity."""
    activities = tuple(
        replace(each, modes=_merged(each, problem.horizon, _ANY), leaves=None, ends_grants=False)
        for each in problem.activities
    )
    pool = sum(max(0, most) for most in problem.grants.values())
    return replace(problem, activities=activities, checks=(), grants={_ANY: pool} if pool else {})


def harder(problem: Problem) -> Problem:
    """Without grants, and without what leaves less capacity, unless it is a must; what is paid for is paid by oneself."""
    kept = tuple(
        replace(each, modes=_merged(each, problem.horizon, ""), ends_grants=False)
        for each in problem.activities
        if each.leaves is None or each.must
    )
    return replace(problem.with_activities(kept), grants={})


def _merged(activity: Activity, horizon: int, grant: str) -> tuple[Mode, ...]:
    """The modes with what any grant pays for under one grant, and alike ones as one that may begin whenever any of them may."""
    starts: dict[Mode, set[int]] = {}
    for mode in activity.modes:
        alike = replace(mode, starts=None, grant=grant if any(other.grant for other in activity.modes) else "")
        starts.setdefault(alike, set()).update(range(horizon) if mode.starts is None else mode.starts)
    return tuple(
        mode if len(periods) >= horizon else replace(mode, starts=frozenset(periods))
        for mode, periods in starts.items()
    )
