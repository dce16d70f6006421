"""Turns chosen windows into placements that a person would like to live with."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from liaison_planner.scheduling.hours import Window, have_room, left_by, share_out
from liaison_planner.scheduling.problem import Allowance, Anchor, Placement, Problem
from liaison_planner.scheduling.widen import widened
from liaison_planner.scheduling.windows import Windows


def placements(
    problem: Problem, windows: Windows, chosen: Sequence[Window], finish: int | None = None
) -> tuple[Placement, ...]:
    """The chosen activities one after the other rather than all at once: each in turn ends as soon as the work of those
    that follow allows, begins no sooner than it must to end then, and keeps as even a pace as it can. None ends later
    than the last of the chosen windows, none that was over by the `finish` ends after it, and no window that waits for another one starts before that has ended.
    """
    compact = _with_room(problem, windows, chosen, finish)
    _end_early(problem, windows, compact)
    _start_late(problem, windows, compact)
    return _placed(compact, problem)


def placements_near(
    problem: Problem, windows: Windows, chosen: Sequence[Window], anchors: Mapping[str, Anchor]
) -> tuple[Placement, ...]:
    """The same for windows in which the work fits and of which the anchored ones begin exactly where they do; these end
    where they ended before, or as near to that as the work allows.
    """
    compact = sorted(chosen, key=lambda window: (window.end, window.start))
    for index, window in enumerate(compact):
        if window.activity.name in anchors and window.way.effort:
            compact[index] = _ending_near(problem, windows, compact, index, anchors[window.activity.name].end)
    _end_early(problem, windows, compact, anchors.keys())
    _start_late(problem, windows, compact, anchors.keys())
    return _placed(compact, problem)


def _ending_near(problem: Problem, windows: Windows, chosen: list[Window], index: int, wanted: int) -> Window:
    """The window cut off at the end where it is wanted to end, or as soon after that as its work allows."""
    window = chosen[index]
    least = windows.of_modes[window.activity.name][window.mode][window.start]
    ends = range(max(least, min(wanted, window.end)), window.end + 1)
    shorter = [replace(window, end=end) for end in reversed(ends)]
    return _last_that_fits(chosen, index, shorter, problem.capacity) if shorter else window


def _placed(compact: list[Window], problem: Problem) -> tuple[Placement, ...]:
    work = _even(compact, problem.capacity)
    placed = (
        Placement(w.activity.name, w.start, w.end, w.mode, tuple(units.items()))
        for w, units in zip(compact, work, strict=True)
    )
    return tuple(sorted(placed, key=lambda each: (each.start, each.name)))


def _with_room(problem: Problem, windows: Windows, chosen: Sequence[Window], finish: int | None) -> list[Window]:
    """The windows with all the room that they can have without moving the finish."""
    last = max([finish or 0, *(window.end for window in chosen if not window.activity.must)])
    wide = widened(problem, windows, chosen, last, starts_first=False)
    in_turn = sorted(zip(wide, chosen, strict=True), key=lambda pair: (pair[1].end, pair[1].start))
    return [window for window, _ in in_turn]


def _end_early(problem: Problem, windows: Windows, chosen: list[Window], fixed: AbstractSet[str] = frozenset()) -> None:
    """Cuts each window off at the end as far as its work allows, in turn."""
    for index, window in enumerate(chosen):
        if window.way.effort and window.activity.name not in fixed:
            least = windows.of_modes[window.activity.name][window.mode][window.start]
            shorter = [replace(window, end=end) for end in range(window.end, least - 1, -1)]
            chosen[index] = _last_that_fits(chosen, index, shorter, problem.capacity)


def _start_late(
    problem: Problem, windows: Windows, chosen: list[Window], fixed: AbstractSet[str] = frozenset()
) -> None:
    """Cuts each window off at the front as far as its work allows, those that begin first first."""
    for index in sorted(range(len(chosen)), key=lambda i: (chosen[i].start, chosen[i].end)):
        window = chosen[index]
        if window.way.effort and window.activity.name not in fixed:
            ends = windows.of_modes[window.activity.name][window.mode]
            shorter = [
                replace(window, start=start)
                for start, end in ends.items()
                if window.start <= start and end <= window.end and _allowed(window, start, problem.allowances)
            ]
            chosen[index] = _last_that_fits(chosen, index, shorter, problem.capacity)


def _last_that_fits(chosen: list[Window], index: int, shorter: list[Window], capacity: tuple[int, ...]) -> Window:
    """The shortest of ever shorter windows, the first of which fits, with which all work still fits."""

    def too_short(window: Window) -> bool:
        return not have_room([*chosen[:index], window, *chosen[index + 1 :]], capacity)

    if len(shorter) == 1 or too_short(shorter[1]):
        return shorter[0]
    return shorter[bisect_left(shorter, True, lo=2, key=too_short) - 1]


def _allowed(window: Window, start: int, allowances: Iterable[Allowance]) -> bool:
    """Whether a later start draws on no other allowance."""
    return not window.way.cost or all(
        each.first <= window.start < each.end for each in allowances if each.first <= start < each.end
    )


def _even(chosen: list[Window], capacity: tuple[int, ...]) -> list[dict[int, int]]:
    """The work of each window by period: evenly where the others still fit then, otherwise as it comes."""
    capacity = left_by(chosen, capacity)
    left = list(capacity)
    fixed: dict[int, dict[int, int]] = {}
    for index in sorted(range(len(chosen)), key=lambda i: (chosen[i].activity.unbroken is False, chosen[i].start, i)):
        work = _spread(chosen[index], capacity)
        rest = [window for i, window in enumerate(chosen) if i not in fixed and i != index]
        after = list(left)
        for period, units in work.items():
            after[period] -= units
        if min(after, default=0) >= 0 and have_room(rest, tuple(after)):
            fixed[index], left = work, after
    others = [i for i in range(len(chosen)) if i not in fixed]
    shares = share_out([chosen[i] for i in others], tuple(left)).work or ()
    fixed |= dict(zip(others, shares, strict=True))
    return [fixed[i] for i in range(len(chosen))]


def _spread(window: Window, capacity: tuple[int, ...]) -> dict[int, int]:
    """The work of a window in equal parts over its periods with capacity, larger parts first."""
    periods = [period for period in range(window.start, window.end) if capacity[period]]
    base, extra = divmod(window.way.effort, max(1, len(periods)))
    units = {period: base + (index < extra) for index, period in enumerate(periods)}
    return {period: amount for period, amount in units.items() if amount}
