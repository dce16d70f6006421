"""What cannot be reached in time, and what nothing can need, is dropped."""

from collections.abc import Callable
from math import inf

from liaison_planner.scheduling.axis import Axis
from liaison_planner.scheduling.problem import Activity, Fact, Goal, Problem, Route
from liaison_planner.scheduling.reduce import attainable_facts, earliest, reduce

Make = Callable[..., Activity]
Pose = Callable[..., Problem]


def kept(problem: Problem) -> str:
    smaller = reduce(problem, earliest(problem, Axis.of(problem)))
    return " ".join(activity.name for activity in smaller.activities)


# bounds


def test_a_chain_starts_no_earlier_than_its_shortest_modes_allow(task: Make, problem: Pose) -> None:
    a, b = task("a", 2, 4, load=2), task("b", 1, requires=(("a",),))
    given = problem((9,) * 5, a, b, want=["b"])
    bounds = earliest(given, Axis.of(given))
    assert (bounds.starts, bounds.facts) == ({"a": 0, "b": 2}, {"a": 2, "b": 3})


def test_the_earliest_alternative_counts_and_the_latest_of_all_clauses(task: Make, problem: Pose) -> None:
    some = task("a", 1), task("b", 2), task("c", 3), task("d", 1, requires=(("a", "b"), ("b", "c")))
    given = problem((9,) * 5, *some)
    assert earliest(given, Axis.of(given)).starts["d"] == 2


def test_a_sum_is_no_earlier_than_its_quickest_parts_together(task: Make, problem: Pose) -> None:
    facts = {"sum": Fact(3, (("a", 1), ("b", 2), ("c", 2)))}
    given = problem((9,) * 5, task("a", 1), task("b", 2), task("c", 4), facts=facts)
    assert earliest(given, Axis.of(given)).facts["sum"] == 2


def test_what_nothing_leads_to_is_never(task: Make, problem: Pose) -> None:
    a, b = task("a", 1, requires=(("b",),)), task("b", 1, requires=(("a",),))
    given = problem((9,) * 5, a, b, task("long", 6), facts={"never": Fact(1, ())})
    bounds = earliest(given, Axis.of(given))
    assert bounds.starts == {}
    assert set(bounds.facts.values()) == {inf}


def test_attainable_facts_are_those_that_can_come_true_in_time(task: Make, problem: Pose) -> None:
    given = problem((1, 1), task("a", 2, load=9), task("long", 3), task("b", 1, requires=(("a",),)))
    assert attainable_facts(given) == {"a"}


# what is dropped


def test_what_no_goal_route_or_must_needs_is_dropped(task: Make, problem: Pose) -> None:
    some = [task(name, 1) for name in ("goal", "route", "idle")]
    must = task("must", 1, must=True, requires=(("before",),))
    given = problem((9,) * 3, *some, must, task("before", 1), want=["goal"], routes=(Route("r", (("route",),)),))
    assert kept(given) == "goal route must before"


def test_what_comes_too_late_is_dropped_and_no_longer_named(task: Make, problem: Pose) -> None:
    late, soon = task("late", 4), task("soon", 1)
    given = problem((9,) * 3, late, soon, task("c", 1, requires=(("late", "soon"),)), goals=(Goal(("c", "late")),))
    smaller = reduce(given, earliest(given, Axis.of(given)))
    assert kept(given) == "soon c"
    assert smaller.goals == (Goal(("c",)),)
    assert smaller.activities[1].requires == (("soon",),)
    assert smaller.facts["late"].providers == ()


def test_a_route_that_cannot_be_completed_is_dropped_with_what_only_it_needs(task: Make, problem: Pose) -> None:
    routes = Route("dead", (("a",), ("never",))), Route("open", (("b",),))
    given = problem((9,), task("a", 1), task("b", 1), facts={"never": Fact(1, ())}, routes=routes)
    assert kept(given) == "b"


def test_part_of_such_a_route_stays_where_something_may_be_missed(task: Make, problem: Pose) -> None:
    given = problem((9,), task("a", 1), facts={"never": Fact(1, ())}, routes=(Route("half", (("a",), ("never",))),))
    smaller = reduce(given, earliest(given, Axis.of(given)), soft=True)
    assert [activity.name for activity in smaller.activities] == ["a"]
    assert smaller.routes == (Route("half", (("a",), ())),)
