"""Checks of what was spent against what was gained, by brute force over all starts."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.means import within_means
from liaison_planner.scheduling.problem import Activity, Check, Clause, Fact, Goal, Mode, Placement, Problem, Status
from liaison_planner.scheduling.solve import solve

HORIZON = 6
Starts = dict[str, int]


def activity(
    name: str, weeks: int, cost: int = 0, gain: int = 0, *, requires: tuple[Clause, ...] = (), grant: str = ""
) -> Activity:
    return Activity(name, (Mode(weeks, longest=weeks, cost=cost, grant=grant),), requires=requires, gain=gain)


def problem(
    activities: tuple[Activity, ...], want: str, checks: tuple[Check, ...], grants: dict[str, int] | None = None
) -> Problem:
    facts = {each.name: Fact(1, ((each.name, 1),)) for each in activities}
    goals = tuple(Goal((name,)) for name in want)
    return Problem((1,) * HORIZON, activities, facts, goals, checks=checks, grants=grants or {})


def windows_of(given: Problem, starts: Starts) -> list[Window]:
    chosen = [each for each in given.activities if each.name in starts]
    return [Window(each, 0, starts[each.name], starts[each.name] + each.modes[0].periods) for each in chosen]


def possible(given: Problem, starts: Starts) -> bool:
    windows = {window.activity.name: window for window in windows_of(given, starts)}
    in_time = all(window.end <= HORIZON for window in windows.values())
    ready = all(
        any(name in windows and windows[name].end <= window.start for name in clause)
        for window in windows.values()
        for clause in window.activity.requires
    )
    reached = all(any(name in windows for name in goal.clause) for goal in given.goals)
    return in_time and ready and reached and within_means(given, list(windows.values()))


def least_finish(given: Problem) -> int | None:
    """The earliest finish of any choice of activities and starts."""
    names = [each.name for each in given.activities]
    found = []
    for chosen in product((None, *range(HORIZON)), repeat=len(names)):
        starts = {name: start for name, start in zip(names, chosen, strict=True) if start is not None}
        if possible(given, starts):
            found.append(max((window.end for window in windows_of(given, starts)), default=0))
    return min(found, default=None)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A step that is wanted, one that it may need, and one that earns or loses."""
    size, paid = st.integers(1, 3), st.sampled_from(("", "p"))
    needs = draw(st.sampled_from(((), (("b",),), (("c",),))))
    return problem(
        (
            activity("a", draw(size), draw(st.integers(0, 4)), requires=needs, grant=draw(paid)),
            activity(
                "b",
                draw(size),
                draw(st.integers(0, 3)),
                requires=draw(st.sampled_from(((), (("c",),)))),
                grant=draw(paid),
            ),
            activity("c", draw(size), 0, draw(st.integers(-2, 3))),
        ),
        draw(st.sampled_from(("a", "ab", "ac"))),
        tuple(Check(first, min(first + 2, HORIZON), draw(st.integers(-1, 6))) for first in range(0, HORIZON, 2)),
        {"p": draw(st.integers(0, 5))},
    )


def test_what_a_grant_pays_is_there_when_the_step_is_over() -> None:
    """Two steps of a period for 3 each with 4 in hand: the second waits until the first is paid back, up to 2."""
    steps = (activity("a", 1, 3, grant="p"), activity("b", 1, 3, grant="p"))
    checks = tuple(Check(period, period + 1, 4) for period in range(HORIZON))
    assert solve(problem(steps, "ab", checks, {"p": 1}), ("finish",)).status is Status.INFEASIBLE
    assert solve(problem(steps, "ab", checks, {"p": 2}), ("finish",)).objective[0].value == 2
    assert solve(problem(steps, "ab", checks, {"p": 6}), ("finish", "cost")).objective[1].value == 0


@settings(max_examples=100, deadline=None)
@given(problems())
def test_the_earliest_finish_is_that_of_brute_force(given: Problem) -> None:
    solution = solve(given, ("finish", "cost"))
    expected = least_finish(given)
    if expected is None:
        assert solution.status is Status.INFEASIBLE
    else:
        assert solution.status is Status.OPTIMAL
        assert solution.objective[0].value == expected
        assert possible(given, {placed.name: placed.start for placed in solution.placements})


def placed(given: Problem) -> dict[str, Placement]:
    return {each.name: each for each in solve(given, ("finish", "cost")).placements}


def test_a_dear_step_waits_for_what_is_earned() -> None:
    both = (activity("a", 1, cost=4), activity("c", 3, gain=2))
    checks = tuple(Check(first, first + 1, 0) for first in range(HORIZON))
    assert placed(problem(both, "ac", checks))["a"].start == 2


def test_a_post_is_taken_for_its_pay_alone_where_nothing_else_pays() -> None:
    dear = (activity("a", 1, cost=4), activity("c", 2, gain=2, requires=()))
    checks = tuple(Check(first, first + 1, 0) for first in range(HORIZON))
    found = placed(problem(dear, "a", checks))
    assert found["a"].start >= found["c"].end


def test_checks_after_the_finish_do_not_count() -> None:
    given = problem((activity("a", 1, cost=1),), "a", (Check(0, 2, 1), Check(2, 4, -5)))
    assert placed(given)["a"].start == 0
