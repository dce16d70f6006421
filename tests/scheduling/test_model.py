"""The relaxed model: everything about a window but the work of others is exact."""

from collections.abc import Callable
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.model import Model
from liaison_planner.scheduling.problem import Activity, Fact, Mode, Problem
from liaison_planner.scheduling.reduce import Earliest, earliest
from liaison_planner.scheduling.windows import Windows

Make = Callable[..., Activity]
Pose = Callable[..., Problem]


def allowed(problem: Problem, *windows: Window, finish: int | None = None) -> bool:
    """Whether the model accepts just these windows, and the finish if one is given."""
    model = Model(problem, Windows.of(problem), Earliest({}, dict.fromkeys(problem.facts, inf)), soft=True)
    done = {window.activity.name: window for window in windows}
    for name, span in model.spans.items():
        model.solver.linear([(1, span.present)], int(name in done), int(name in done))
        if window := done.get(name):
            model.solver.linear([(1, span.modes[window.mode])], 1, 1)
            model.solver.linear([(1, span.start)], window.start, window.start)
            model.solver.linear([(1, span.end)], window.end, window.end)
    if finish is not None:
        model.solver.linear([(1, model.finish)], finish, finish)
    answer = model.solver.solve(10)
    assert answer.optimal != answer.infeasible
    return answer.optimal


def possible(problem: Problem, window: Window) -> bool:
    """Whether the activity alone could be done in the window."""
    least = Windows.of(problem).of_modes[window.activity.name][window.mode].get(window.start, inf)
    long = window.way.longest is not None and window.end - window.start > window.way.longest
    stopped = window.activity.unbroken and 0 in problem.capacity[window.start : window.end]
    return least <= window.end and not long and not stopped


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_window_is_accepted_exactly_if_the_activity_alone_could_be_done_in_it(
    problems: SearchStrategy[Problem], data: st.DataObject
) -> None:
    drawn = data.draw(problems)
    activity = data.draw(st.sampled_from(drawn.activities))
    plain = Activity(activity.name, activity.modes, activity.starts, unbroken=activity.unbroken)
    problem = Problem(drawn.capacity, (plain,), {}, ())
    if Windows.of(problem).of_activity(plain.name):
        mode = data.draw(st.integers(0, len(plain.modes) - 1))
        start = data.draw(st.integers(0, problem.horizon - 1))
        window = Window(plain, mode, start, data.draw(st.integers(start + 1, problem.horizon)))
        assert allowed(problem, window) is possible(problem, window)


def test_a_mode_that_can_only_start_at_once_starts_at_once(task: Make, problem: Pose) -> None:
    a = task("a", modes=(Mode(1, longest=1, effort=4, rate=4), Mode(1)))
    posed = problem((4, 1, 1), a)
    assert [allowed(posed, Window(a, 0, start, start + 1)) for start in range(3)] == [True, False, False]
    assert all(allowed(posed, Window(a, 1, start, start + 1)) for start in range(3))


def test_an_unbroken_activity_is_not_drawn_out_into_a_stop_at_the_end(task: Make, problem: Pose) -> None:
    a = task("a", unbroken=True)
    assert [allowed(problem((1, 1, 0), a), Window(a, 0, 0, end)) for end in (1, 2, 3)] == [True, True, False]


def test_a_mode_longer_than_the_horizon_is_impossible_and_the_others_are_not(task: Make, problem: Pose) -> None:
    a = task("a", modes=(Mode(1), Mode(3)))
    assert [allowed(problem((1, 1), a), Window(a, mode, 0, 2)) for mode in (0, 1)] == [True, False]


def test_prerequisites_are_over_before_the_start(task: Make, problem: Pose) -> None:
    a, b = task("a"), task("b", requires=(("a",),))
    posed = problem((9,) * 3, a, b)
    assert allowed(posed, Window(a, 0, 0, 1), Window(b, 0, 1, 2))
    assert not allowed(posed, Window(a, 0, 0, 2), Window(b, 0, 1, 2))
    assert not allowed(posed, Window(b, 0, 1, 2))


def test_a_sum_holds_when_enough_of_its_parts_are_over(task: Make, problem: Pose) -> None:
    a, b, c = task("a"), task("b"), task("c", requires=(("sum",),))
    posed = problem((9,) * 4, a, b, c, facts={"sum": Fact(2, (("a", 1), ("b", 1)))})
    assert allowed(posed, Window(a, 0, 0, 1), Window(b, 0, 1, 2), Window(c, 0, 2, 3))
    assert not allowed(posed, Window(a, 0, 0, 1), Window(b, 0, 1, 2), Window(c, 0, 1, 2))
    assert not allowed(posed, Window(a, 0, 0, 1), Window(c, 0, 2, 3))


def test_nothing_but_a_must_ends_after_the_finish(task: Make, problem: Pose) -> None:
    a, must = task("a"), task("m", must=True)
    posed = problem((9,) * 3, a, must)
    assert allowed(posed, Window(a, 0, 0, 1), Window(must, 0, 1, 2), finish=1)
    assert not allowed(posed, Window(a, 0, 0, 2), Window(must, 0, 0, 1), finish=1)


def test_the_work_of_all_has_to_fit_before_the_finish(task: Make, problem: Pose) -> None:
    """The one thing about the work of others that the model knows from the beginning."""
    a, b = task("a", effort=2, rate=2), task("b", effort=2, rate=2)
    posed = problem((2, 0, 2), a, b)
    assert not allowed(posed, Window(a, 0, 0, 1), Window(b, 0, 0, 1), finish=2)
    assert allowed(posed, Window(a, 0, 0, 1), Window(b, 0, 0, 1), finish=3)


@pytest.mark.parametrize("soft", [False, True])
def test_bounds_only_leave_out_what_is_impossible(*, task: Make, problem: Pose, soft: bool) -> None:
    a, b = task("a", 2), task("b", requires=(("a",),))
    posed = problem((1,) * 4, a, b, want=["b"])
    windows = Windows.of(posed)
    for bounds in (Earliest({}, dict.fromkeys(posed.facts, 0.0)), earliest(posed, windows)):
        model = Model(posed, windows, bounds, soft=soft)
        model.solver.minimise(model.objective("unmet" if soft else "finish"))
        answer = model.solver.solve(10)
        assert answer.optimal
        assert answer.objective == (0 if soft else 3)
