"""What cannot be reached in time, and what nothing can need, is dropped."""

from collections.abc import Callable
from math import inf

from hypothesis import given as tried_with
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from liaison_planner.scheduling.problem import Activity, Fact, Goal, Mode, Problem, Route
from liaison_planner.scheduling.reduce import Earliest, attainable_facts, earliest, reduce
from liaison_planner.scheduling.solve import solve
from liaison_planner.scheduling.windows import Windows

Make = Callable[..., Activity]
Pose = Callable[..., Problem]


def bounds(problem: Problem) -> Earliest:
    return earliest(problem, Windows.of(problem))


def kept(problem: Problem) -> str:
    smaller = reduce(problem, bounds(problem))
    return " ".join(activity.name for activity in smaller.activities)


# bounds


def test_a_chain_starts_no_earlier_than_each_alone_would_allow(task: Make, problem: Pose) -> None:
    a, b = task("a", 2, load=2), task("b", 1, requires=(("a",),))
    given = problem((9,) * 5, a, b, want=["b"])
    found = bounds(given)
    assert (found.starts, found.facts) == ({"a": 0, "b": 2}, {"a": 2, "b": 3})


def test_of_several_modes_a_later_start_may_end_sooner(task: Make, problem: Pose) -> None:
    a = task("a", modes=(Mode(1, longest=1, effort=2, rate=2), Mode(5)))
    found = bounds(problem((1, 2, 1, 1, 1), a))
    assert (found.starts, found.facts) == ({"a": 0}, {"a": 2})


def test_modes_are_looked_at_together(task: Make, problem: Pose) -> None:
    """The first mode can start only in period 2, the second at once."""
    a = task("a", modes=(Mode(1, longest=1, effort=2, rate=2), Mode(2)))
    assert bounds(problem((1, 1, 2), a)).starts == {"a": 0}


def test_an_ordered_walk_of_alternatives_that_open_each_other_ends(task: Make, problem: Pose) -> None:
    a, b = task("a", requires=(("b", "c"),)), task("b", requires=(("a", "c"),))
    assert bounds(problem((9,) * 4, a, b, task("c"))).starts == {"a": 1, "b": 1, "c": 0}


def test_the_earliest_alternative_counts_and_the_latest_of_all_clauses(task: Make, problem: Pose) -> None:
    some = task("a", 1), task("b", 2), task("c", 3), task("d", 1, requires=(("a", "b"), ("b", "c")))
    given = problem((9,) * 5, *some)
    assert bounds(given).starts["d"] == 2


def test_a_sum_is_no_earlier_than_its_quickest_parts_together(task: Make, problem: Pose) -> None:
    facts = {"sum": Fact(3, (("a", 1), ("b", 2), ("c", 2)))}
    given = problem((9,) * 5, task("a", 1), task("b", 2), task("c", 4), facts=facts)
    assert bounds(given).facts["sum"] == 2


def test_what_nothing_leads_to_is_never(task: Make, problem: Pose) -> None:
    a, b = task("a", 1, requires=(("b",),)), task("b", 1, requires=(("a",),))
    given = problem((9,) * 5, a, b, task("long", 6), facts={"never": Fact(1, ())})
    found = bounds(given)
    assert found.starts == {}
    assert set(found.facts.values()) == {inf}


def test_attainable_facts_are_those_that_can_come_true_in_time(task: Make, problem: Pose) -> None:
    given = problem((1, 1), task("a", 2), task("long", 3), task("b", 1, requires=(("a",),)))
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
    smaller = reduce(given, bounds(given))
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
    smaller = reduce(given, bounds(given), soft=True)
    assert [activity.name for activity in smaller.activities] == ["a"]
    assert smaller.routes == (Route("half", (("a",), ())),)


def test_of_two_that_give_the_same_the_better_one_is_kept(task: Make, problem: Pose) -> None:
    facts = {"f": Fact(1, (("dear", 1), ("cheap", 1)))}
    assert kept(problem((9,), task("dear", cost=2), task("cheap", cost=1), facts=facts, want=["f"])) == "cheap"


def test_what_only_a_beaten_one_needs_goes_with_it(task: Make, problem: Pose) -> None:
    facts = {"f": Fact(1, (("long", 1), ("short", 1)))}
    long = task("long", requires=(("before",),))
    assert kept(problem((9,) * 3, task("before"), long, task("short"), facts=facts, want=["f"])) == "short"


def test_a_goal_that_another_one_implies_is_dropped(task: Make, problem: Pose) -> None:
    levels = {"one": Fact(1, (("a", 1), ("b", 1))), "two": Fact(1, (("b", 1),))}
    given = problem((9,), task("a"), task("b", cost=1), facts=levels, want=["one", "two", "two"])
    assert reduce(given, bounds(given)).goals == (Goal(("two",)),)
    assert len(reduce(given, bounds(given), soft=True).goals) == 3


def test_a_sum_is_not_mistaken_for_an_activity_of_its_name(task: Make, problem: Pose) -> None:
    facts = {"x": Fact(2, (("a", 1), ("b", 1))), "y": Fact(1, (("x", 1),))}
    given = problem((9,), task("a"), task("b"), task("x"), facts=facts, want=["x", "y"])
    smaller = reduce(given, bounds(given))
    assert {goal.clause for goal in smaller.goals} == {("x",), ("y",)}


@settings(deadline=None)
@tried_with(st.data())
def test_nothing_is_done_before_its_bound(problems: SearchStrategy[Problem], data: st.DataObject) -> None:
    problem = data.draw(problems)
    found = bounds(problem)
    solution = solve(problem, ("unmet", "finish"), soft=True)
    assert all(found.starts[each.name] <= each.start for each in solution.placements)
    ends = {each.name: each.end for each in solution.placements}
    for name, fact in problem.facts.items():
        in_time = [amount for provider, amount in fact.providers if ends.get(provider, inf) < found.facts[name]]
        assert sum(in_time) < fact.need
