"""Gives chosen windows all the room that nothing stands in the way of, so that their work has the best chance to fit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.means import has_means
from liaison_planner.scheduling.problem import Clause, Problem
from liaison_planner.scheduling.windows import Windows


def widened(
    problem: Problem, windows: Windows, chosen: Sequence[Window], finish: int, *, starts_first: bool
) -> list[Window]:
    """The windows with earlier starts and later ends. Suppliers still end before what waits for them starts, what ended
    by the finish still does, and no resource is occupied for longer where it is scarce.
    """
    wide = {window.activity.name: window for window in chosen}
    for earlier in (starts_first, not starts_first):
        needed_by = _needed_by(problem, wide)
        for name, window in list(wide.items()):
            if _may_grow(problem, window, earlier=earlier):
                change = _earlier if earlier else _later
                larger = change(problem, windows, wide, window, needed_by.get(name, problem.horizon), finish)
                wide[name] = _within_reach(problem, windows, wide, window, larger)
    return [wide[window.activity.name] for window in chosen]


def _earlier(
    problem: Problem, windows: Windows, wide: Mapping[str, Window], window: Window, _latest: int, _finish: int
) -> Window:
    ready = max(
        (
            wide[name].end
            for clause in window.activity.requires
            for name in suppliers(problem, clause, wide, window.start)
        ),
        default=0,
    )
    ends = windows.of_modes[window.activity.name][window.mode]
    return replace(window, start=next((start for start in ends if ready <= start), window.start))


def _later(
    problem: Problem, _windows: Windows, _wide: Mapping[str, Window], window: Window, latest: int, finish: int
) -> Window:
    last = problem.horizon if window.activity.must and window.end > finish else finish
    return replace(window, end=max(window.end, min(last, latest)))


def _needed_by(problem: Problem, wide: Mapping[str, Window]) -> dict[str, int]:
    """When the first activity that waits for each activity, or ends the grant that pays for it, starts."""
    first: dict[str, int] = {}
    for window in wide.values():
        for name in granted(wide.values()) if window.activity.ends_grants else ():
            first[name] = min(window.start, first.get(name, window.start))
        for clause in window.activity.requires:
            for name in suppliers(problem, clause, wide, window.start):
                first[name] = min(window.start, first.get(name, window.start))
    return first


def _may_grow(problem: Problem, window: Window, *, earlier: bool) -> bool:
    """Whether a longer window could break no limit but that of its own dates and of the resources it occupies."""
    if problem.checks and window.way.grant:  # what is over later is paid back later
        return False
    free = window.way.longest is None and not window.activity.unbroken
    return free and not (earlier and (has_means(problem, window) or (problem.allowances and window.way.cost)))


def _within_reach(
    problem: Problem, windows: Windows, wide: Mapping[str, Window], window: Window, larger: Window
) -> Window:
    """As much of the larger window as the other windows leave of the resources."""
    start, end = window.start, window.end
    others = [other for other in wide.values() if other is not window]
    for name, load in window.way.loads:
        offered = problem.resources.get(name)
        if offered is None or not load:
            continue
        taken = [0] * problem.horizon
        for other in others:
            if amount := dict(other.way.loads).get(name, 0):
                for period in range(other.start, other.end):
                    taken[period] += amount
        before = (p for p in range(start - 1, larger.start - 1, -1) if taken[p] + load > offered[p])
        behind = (p for p in range(end, larger.end) if taken[p] + load > offered[p])
        larger = replace(larger, start=next(before, larger.start - 1) + 1, end=next(behind, larger.end))
    if larger.start not in windows.of_modes[window.activity.name][window.mode]:
        starts = windows.of_modes[window.activity.name][window.mode]
        larger = replace(larger, start=next(s for s in starts if larger.start <= s))
    return larger


def granted(chosen: Iterable[Window]) -> list[str]:
    """The activities that a grant pays for."""
    return [window.activity.name for window in chosen if window.way.grant]


def suppliers(problem: Problem, clause: Clause, chosen: Mapping[str, Window], start: int) -> list[str]:
    """Activities that make the clause true by `start`: one of those that can do so alone, or else all that add up."""
    facts = [problem.facts[name] for name in clause]
    early = [
        (name, amount >= fact.need)
        for fact in facts
        for name, amount in fact.providers
        if name in chosen and chosen[name].end <= start
    ]
    alone = [name for name, enough in early if enough]
    if alone:
        return [min(alone, key=lambda name: (chosen[name].end, name))]
    return [name for name, _ in early]
