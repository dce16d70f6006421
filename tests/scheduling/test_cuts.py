"""What the relaxed model is taught where work does not fit: it rules that out, and nothing that does fit."""

from collections.abc import Callable
from itertools import product
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from liaison_planner.scheduling.cuts import Cuts
from liaison_planner.scheduling.hours import Window, share_out
from liaison_planner.scheduling.model import Model
from liaison_planner.scheduling.problem import Activity, Problem
from liaison_planner.scheduling.reduce import Earliest
from liaison_planner.scheduling.windows import Windows

Make = Callable[..., Activity]
Pose = Callable[..., Problem]
Stretches = tuple[tuple[int, int], ...]


def modelled(problem: Problem) -> Model:
    return Model(problem, Windows.of(problem), Earliest({}, dict.fromkeys(problem.facts, inf)), soft=True)


def allowed(problem: Problem, windows: list[Window], *stretches: Stretches) -> bool:
    """Whether a model that has been taught about the stretches accepts the windows."""
    model = modelled(problem)
    cuts = Cuts(model)
    for some in stretches:
        cuts.add(some)
    for window in windows:
        span = model.spans[window.activity.name]
        model.solver.linear([(1, span.modes[window.mode])], 1, 1)
        model.solver.linear([(1, span.start)], window.start, window.start)
        model.solver.linear([(1, span.end)], window.end, window.end)
    return model.solver.solve(10).optimal


@pytest.fixture
def two(task: Make, problem: Pose) -> Problem:
    """Two activities with an effort of two each, in three periods with two hours each."""
    return problem((2, 2, 2), task("a", effort=2, rate=2), task("b", effort=2, rate=2))


def test_the_relaxed_model_accepts_too_much_work(two: Problem) -> None:
    assert allowed(two, [Window(each, 0, 0, 1) for each in two.activities])


def test_work_due_within_a_stretch_has_to_fit_into_it(two: Problem) -> None:
    a, b = two.activities
    assert not allowed(two, [Window(a, 0, 0, 1), Window(b, 0, 0, 1)], ((0, 1),))
    assert allowed(two, [Window(a, 0, 0, 1), Window(b, 0, 0, 2)], ((0, 1),))
    assert allowed(two, [Window(a, 0, 0, 1), Window(b, 0, 2, 3)], ((0, 1),))


def test_stretches_apart_count_together(two: Problem) -> None:
    a, b = two.activities
    elsewhere = ((0, 1), (2, 3))
    assert allowed(two, [Window(a, 0, 0, 1), Window(b, 0, 2, 3)], elsewhere)
    assert not allowed(two, [Window(a, 0, 0, 1), Window(b, 0, 0, 1)], ((0, 1), (1, 1)))


def test_what_is_not_done_needs_nothing(two: Problem) -> None:
    assert allowed(two, [Window(two.activities[0], 0, 0, 1)], ((0, 1),))


def test_a_known_stretch_teaches_nothing_new(two: Problem) -> None:
    cuts = Cuts(modelled(two))
    assert [cuts.add(((0, 1),)), cuts.add(((0, 1),)), cuts.add(((0, 2),))] == [True, False, True]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_cut_rules_out_crowded_windows_and_no_others(problems: SearchStrategy[Problem], data: st.DataObject) -> None:
    """All stretches that any windows crowd are taught at once; then only windows with room for the work are left."""
    drawn = data.draw(problems)
    windows = Windows.of(drawn)
    possible = [each for each in drawn.activities if windows.of_activity(each.name)][:2]
    problem = Problem(drawn.capacity, tuple(possible), {}, ())
    ways = [
        [
            Window(activity, mode, start, end)
            for mode, ends in enumerate(windows.of_modes[activity.name])
            for start, least in ends.items()
            for end in {least, min(least + 1, drawn.horizon)}
            if activity.modes[mode].longest in (None, *range(end - start, 9))
        ]
        for activity in (Activity(each.name, each.modes, each.starts) for each in possible)
    ]
    choices = data.draw(st.lists(st.sampled_from(list(product(*ways))), min_size=1, max_size=4))
    problem = problem.with_activities(tuple(Activity(each.name, each.modes, each.starts) for each in possible))
    shares = [share_out(chosen, problem.capacity) for chosen in choices]
    taught = [stretches for share in shares for stretches in share.crowded]
    for chosen, share in zip(choices, shares, strict=True):
        assert allowed(problem, list(chosen), *taught) is (share.work is not None)
