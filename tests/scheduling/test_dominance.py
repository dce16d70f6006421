"""An activity is left out only where another one is at least as good in every respect."""

from collections.abc import Callable
from typing import Any

import pytest

from liaison_planner.scheduling.dominance import undominated
from liaison_planner.scheduling.problem import Activity, Fact, Goal, Mode, Problem

Make = Callable[..., Activity]
Pose = Callable[..., Problem]


@pytest.fixture
def kept(problem: Pose) -> Callable[..., str]:
    """The names of the activities kept where any of them reaches the goal."""

    def run(*given: Activity, **more: Any) -> str:
        either = (Goal(tuple(each.name for each in given)),)
        alike = {each.name: Fact(1, tuple((other.name, 1) for other in given)) for each in given}
        posed = problem((9,) * 5, *given, facts=alike, goals=either, **more)
        return " ".join(each.name for each in undominated(posed))

    return run


Kept = Callable[..., str]


def test_of_equals_the_first_stays(task: Make, kept: Kept) -> None:
    assert kept(task("a"), task("b"), task("c")) == "a"


def test_a_must_stays_all_the_same(task: Make, kept: Kept) -> None:
    assert kept(task("a"), task("b", must=True)) == "a b"


BETTER: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "cheaper": ({"cost": 1}, {"cost": 2}),
    "shorter": ({"periods": 1, "effort": 2, "rate": 2}, {"periods": 2, "effort": 2, "rate": 2}),
    "less work": ({"effort": 1, "rate": 2}, {"effort": 2, "rate": 2}),
    "at a higher rate": ({"effort": 2, "rate": 3}, {"effort": 2, "rate": 2}),
    "may take longer": ({}, {"longest": 3}),
    "may take longer still": ({"longest": 4}, {"longest": 3}),
    "with less of a resource": ({"loads": (("r", 1),)}, {"loads": (("r", 2),)}),
    "without a stock": ({}, {"uses": (("s", 1),)}),
    "liked better": ({}, {"penalty": 1}),
    "at any time": ({}, {"starts": frozenset({1})}),
    "at more times": ({"starts": frozenset({1, 2})}, {"starts": frozenset({1})}),
    "also with breaks": ({}, {"unbroken": True}),
    "without preparation": ({}, {"requires": (("f",),)}),
}


@pytest.mark.parametrize(("better", "worse"), BETTER.values(), ids=BETTER.keys())
def test_what_is_better_in_one_respect_and_equal_in_all_others_beats(
    task: Make, kept: Kept, better: dict[str, Any], worse: dict[str, Any]
) -> None:
    good, bad = task("good", **better), task("bad", **worse)
    assert kept(good, bad) == kept(bad, good) == "good"


@pytest.mark.parametrize(("better", "worse"), BETTER.values(), ids=BETTER.keys())
def test_what_is_better_in_one_respect_and_worse_in_another_beats_nothing(
    task: Make, kept: Kept, better: dict[str, Any], worse: dict[str, Any]
) -> None:
    drawback = {"penalty": 7} if "cost" in worse else {"cost": 7}
    assert kept(task("good", **(better | drawback)), task("bad", **worse)) == "good bad"


def test_a_rate_does_not_matter_without_work(task: Make, kept: Kept) -> None:
    assert kept(task("idle", effort=0, rate=0), task("busy", effort=1, rate=1)) == "idle"


def test_each_mode_must_be_beaten_by_one_of_the_other(task: Make, kept: Kept) -> None:
    short, cheap, dull = Mode(1, cost=5), Mode(3, cost=1), Mode(3, cost=5)
    assert kept(task("both", modes=(short, cheap)), task("one", modes=(dull,))) == "both"
    assert kept(task("one", modes=(short,)), task("both", modes=(dull, cheap))) == "one both"


def test_it_must_give_all_that_the_other_gives(task: Make, problem: Pose) -> None:
    facts = {"f": Fact(1, (("a", 1), ("b", 1))), "g": Fact(1, (("b", 1),))}
    posed = problem((9,), task("a"), task("b"), facts=facts, want=["f", "g"])
    assert undominated(posed) == (task("b"),)
    either = problem((9,), task("a"), task("b", cost=1), facts=facts, want=["f", "g"])
    assert undominated(either) == either.activities


def test_what_nobody_asks_for_need_not_be_given(task: Make, problem: Pose) -> None:
    facts = {"f": Fact(1, (("a", 1), ("b", 1))), "g": Fact(1, (("b", 1),))}
    assert undominated(problem((9,), task("a"), task("b"), facts=facts, want=["f"])) == (task("a"),)


def test_parts_of_a_sum_are_all_kept(task: Make, problem: Pose) -> None:
    """Either is half of what is needed, so neither can stand in for the other."""
    posed = problem((9,), task("a"), task("b"), facts={"f": Fact(2, (("a", 1), ("b", 1)))}, want=["f"])
    assert undominated(posed) == posed.activities


def test_who_gives_a_whole_sum_beats_who_gives_a_part(task: Make, problem: Pose) -> None:
    posed = problem((9,), task("a"), task("b"), facts={"f": Fact(2, (("a", 1), ("b", 2)))}, want=["f"])
    assert undominated(posed) == (task("b"),)
