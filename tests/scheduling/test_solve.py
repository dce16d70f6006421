"""The smallest problem for each thing a problem can ask."""

from collections.abc import Callable

import pytest

from liaison_planner.scheduling.problem import (
    Activity,
    Allowance,
    Fact,
    Goal,
    Mode,
    Placement,
    Problem,
    Route,
    Solution,
    Status,
)
from liaison_planner.scheduling.solve import solve

Make = Callable[..., Activity]
Pose = Callable[..., Problem]
Spans = Callable[..., dict[str, tuple[int, int]]]

PARTIAL = ("unmet", "cost", "finish", "effort")


def reached(solution: Solution) -> dict[str, int]:
    return {level.name: level.value for level in solution.objective}


def test_an_activity_is_done_as_soon_as_possible(task: Make, problem: Pose, spans: Spans) -> None:
    assert spans(problem((1, 1, 1), task("a", 2), want=["a"])) == {"a": (0, 2)}


def test_what_nobody_wants_is_not_done(task: Make, problem: Pose, spans: Spans) -> None:
    assert spans(problem((1, 1), task("a", 1))) == {}


def test_nothing_wanted_is_finished_at_once(problem: Pose) -> None:
    assert reached(solve(problem(()), ("finish", "cost"))) == {"finish": 0, "cost": 0}


# work and capacity


def test_work_takes_as_many_periods_as_the_capacity_asks_for(task: Make, problem: Pose, spans: Spans) -> None:
    assert spans(problem((2, 2, 2, 2), task("a", 2, load=2), want=["a"])) == {"a": (0, 2)}
    assert spans(problem((1, 1, 1, 1), task("a", 2, load=2), want=["a"])) == {"a": (0, 4)}


def test_work_is_as_uneven_as_it_must_be(task: Make, problem: Pose) -> None:
    solution = solve(problem((1, 0, 3, 2), task("a", 2, load=3), want=["a"]), ("finish",))
    assert solution.placements == (Placement("a", 0, 4, 0, ((0, 1), (2, 3), (3, 2))),)


def test_no_period_takes_more_than_the_rate(task: Make, problem: Pose, spans: Spans) -> None:
    assert spans(problem((9, 9, 9), task("a", effort=5, rate=2), want=["a"])) == {"a": (0, 3)}


def test_an_activity_takes_its_time_however_little_there_is_to_do(task: Make, problem: Pose, spans: Spans) -> None:
    assert spans(problem((9, 9, 9), task("a", 3, effort=1, rate=1), want=["a"])) == {"a": (0, 3)}


def test_all_together_keep_to_the_capacity(task: Make, problem: Pose, spans: Spans) -> None:
    found = spans(problem((3, 3), task("a", load=2), task("b", load=2), want=["a", "b"]))
    assert max(end for _, end in found.values()) == 2
    found = spans(problem((4,), task("a", load=2), task("b", load=2), want=["a", "b"]))
    assert found == {"a": (0, 1), "b": (0, 1)}


def test_what_may_not_take_long_waits_until_there_is_enough_capacity(task: Make, problem: Pose, spans: Spans) -> None:
    a = task("a", 2, load=2, longest=2)
    assert spans(problem((1, 2, 1, 2, 2), a, want=["a"])) == {"a": (3, 5)}


def test_what_may_not_take_long_has_the_way_cleared_by_others(task: Make, problem: Pose, spans: Spans) -> None:
    a, b = task("a", 2, load=2, longest=2, starts=frozenset({1})), task("b", 3, load=1)
    found = spans(problem((1, 2, 2, 1, 1), a, b, want=["a", "b"]))
    assert found["a"] == (1, 3)
    assert found["b"][1] == 5


def test_the_mode_is_chosen_that_ends_sooner(task: Make, problem: Pose) -> None:
    slow, quick = Mode(3, longest=3), Mode(1, effort=4, rate=4)
    a = task("a", modes=(slow, quick))
    assert solve(problem((4, 4, 4), a, want=["a"]), ("finish",)).placements[0].mode == 1
    assert solve(problem((1, 1, 1, 1), a, want=["a"]), ("finish",)).placements[0].mode == 0


def test_a_mode_that_takes_too_long_does_not_spoil_the_others(task: Make, problem: Pose, spans: Spans) -> None:
    assert spans(problem((1, 1), task("a", modes=(Mode(3), Mode(1))), want=["a"])) == {"a": (0, 1)}


# periods without capacity


def test_work_pauses_in_periods_without_capacity(task: Make, problem: Pose) -> None:
    solution = solve(problem((1, 0, 0, 1), task("a", 2), want=["a"]), ("finish",))
    assert solution.placements == (Placement("a", 0, 4, 0, ((0, 1), (3, 1))),)


def test_what_must_not_be_broken_waits_for_periods_in_a_row(task: Make, problem: Pose, spans: Spans) -> None:
    assert spans(problem((1, 0, 1, 1), task("a", 2, unbroken=True), want=["a"])) == {"a": (2, 4)}


@pytest.mark.parametrize("capacity", [(2, 0, 2), (2, 0, 2, 0), (0, 2, 0)])
def test_what_must_not_be_broken_does_not_fit_between_stops(
    task: Make, problem: Pose, capacity: tuple[int, ...]
) -> None:
    a = task("a", effort=4, rate=4, unbroken=True)
    assert solve(problem(capacity, a, want=["a"]), ("finish",)).status is Status.INFEASIBLE


def test_what_must_not_be_broken_is_not_held_up_into_a_stop_by_others(task: Make, problem: Pose, spans: Spans) -> None:
    a, b = task("a", 2, unbroken=True), task("b", 1, must=True, starts=frozenset({0}), longest=1)
    assert spans(problem((1, 1, 0, 1, 1), a, b, want=["a"])) == {"b": (0, 1), "a": (3, 5)}


def test_without_work_periods_without_capacity_do_not_matter(job: Make, problem: Pose, spans: Spans) -> None:
    assert spans(problem((0, 1, 0), job("j", 3), want=["j"])) == {"j": (0, 3)}
    assert spans(problem((0, 0, 0), job("j", 2), want=["j"])) == {"j": (0, 2)}


def test_the_finish_counts_all_periods(job: Make, task: Make, problem: Pose) -> None:
    """The free job ends three periods later, all of them without capacity."""
    either = (Goal(("dear", "free")),)
    given = problem((1, 0, 0, 0, 1), task("dear", cost=9), job("free", 4), goals=either)
    assert reached(solve(given, ("finish", "cost"))) == {"finish": 1, "cost": 9}


def test_what_draws_on_capacity_cannot_be_done_without_any(task: Make, problem: Pose) -> None:
    assert solve(problem((0, 0), task("a"), want=["a"]), ("finish",)).status is Status.INFEASIBLE


# resources and stocks


def test_jobs_follow_each_other_in_the_only_slot(job: Make, task: Make, problem: Pose, spans: Spans) -> None:
    found = spans(problem((1,) * 4, job("j", 2), job("k", 2), task("a", 2), want=["j", "k", "a"]))
    assert sorted([found["j"], found["k"]]) == [(0, 2), (2, 4)]
    assert found["a"][1] <= 4


def test_a_load_is_drawn_in_every_period_from_start_to_end(task: Make, problem: Pose, spans: Spans) -> None:
    three = [task(name, loads=(("side", 1),)) for name in "abc"]
    found = spans(problem((9, 9), *three, want="abc", resources={"side": (2, 2)}))
    assert sorted(found.values()) == [(0, 1), (0, 1), (1, 2)]


def test_a_resource_may_be_short_in_some_periods(job: Make, problem: Pose, spans: Spans) -> None:
    slot = {"slot": (1, 0, 1, 1, 1)}
    assert spans(problem((1,) * 5, job("j", 2), want=["j"], resources=slot)) == {"j": (2, 4)}


def test_a_load_larger_than_the_resource_is_never_borne(job: Make, problem: Pose) -> None:
    given = problem((1,) * 3, job("j", 1), want=["j"], resources={"slot": (0, 0, 0)})
    assert solve(given, ("finish",)).status is Status.INFEASIBLE


def test_a_quick_schedule_does_not_run_into_a_shortage(job: Make, task: Make, problem: Pose, spans: Spans) -> None:
    """Alone the task would be over before the shortage; beside the other it is not."""
    a = task("a", 2, load=2, loads=(("side", 1),))
    b = task("b", 2, load=2, must=True, starts=frozenset({0}), longest=2)
    found = spans(problem((3, 3, 9, 9, 9), a, b, want=["a"], resources={"side": (1, 1, 0, 1, 1)}))
    assert found["a"] == (3, 5)


def test_uses_of_a_stock_add_up(task: Make, problem: Pose, spans: Spans) -> None:
    either = (Goal(("a",)), Goal(("b", "c")))
    given = task("a", uses=(("days", 2),)), task("b", uses=(("days", 2),)), task("c", 3)
    assert set(spans(problem((9,) * 3, *given, goals=either, stocks={"days": 4}))) == {"a", "b"}
    assert set(spans(problem((9,) * 3, *given, goals=either, stocks={"days": 3}))) == {"a", "c"}


# money, starts, musts


def test_the_budget_leaves_only_the_slow_cheap_way(task: Make, problem: Pose, spans: Spans) -> None:
    either = (Goal(("dear", "slow")),)
    ways = task("dear", cost=9), task("slow", 3, cost=2)
    assert spans(problem((1, 1, 1), *ways, goals=either)) == {"dear": (0, 1)}
    assert spans(problem((1, 1, 1), *ways, goals=either, budget=8)) == {"slow": (0, 3)}


def test_the_budget_may_be_spent_to_the_last_unit(task: Make, problem: Pose) -> None:
    a = task("a", 1, cost=9)
    assert solve(problem((1,), a, want=["a"], budget=9), ("finish",)).status is Status.OPTIMAL
    assert solve(problem((1,), a, want=["a"], budget=8), ("finish",)).status is Status.INFEASIBLE


def test_what_starts_in_certain_periods_keeps_to_their_allowance(task: Make, problem: Pose, spans: Spans) -> None:
    both = task("a", cost=2), task("b", cost=2)
    found = spans(problem((9,) * 4, *both, want="ab", allowances=(Allowance(0, 2, 3), Allowance(2, 4, 3))))
    assert sorted(found.values()) == [(0, 1), (2, 3)]


def test_an_allowance_counts_only_what_starts_then(task: Make, problem: Pose, spans: Spans) -> None:
    a = task("a", 2, cost=5)
    assert spans(problem((1,) * 4, a, want="a", allowances=(Allowance(1, 4, 0),))) == {"a": (0, 2)}
    assert spans(problem((1,) * 4, a, want="a", allowances=(Allowance(0, 1, 4),))) == {"a": (1, 3)}


def test_no_start_is_put_off_into_an_allowance_that_is_spent(task: Make, problem: Pose) -> None:
    a, b = task("a", effort=1, rate=1, cost=2), task("b", must=True, starts=frozenset({0}), longest=1)
    given = problem((1, 1), a, b, want="a", allowances=(Allowance(1, 2, 1),))
    (_, placed) = sorted(solve(given, ("finish",)).placements, key=lambda each: each.name == "a")
    assert placed == Placement("a", 0, 2, 0, ((1, 1),))


def test_an_activity_starts_only_where_it_may(task: Make, problem: Pose, spans: Spans) -> None:
    a = task("a", 1, starts=frozenset({2}))
    assert spans(problem((1, 1, 1), a, want=["a"])) == {"a": (2, 3)}


def test_starts_are_calendar_periods_also_after_periods_without_capacity(
    task: Make, problem: Pose, spans: Spans
) -> None:
    a, b = task("a", 1, starts=frozenset({1, 3})), task("b", 1, starts=frozenset({1, 3}), unbroken=True)
    assert spans(problem((1, 0, 1, 1), a, want=["a"])) == {"a": (1, 3)}
    assert spans(problem((1, 0, 1, 1), b, want=["b"])) == {"b": (3, 4)}


def test_a_must_is_done_although_nothing_needs_it(task: Make, problem: Pose, spans: Spans) -> None:
    assert spans(problem((1, 1), task("a", 1, cost=5, must=True))) == {"a": (0, 1)}


def test_a_must_may_end_after_the_finish(task: Make, problem: Pose) -> None:
    late = task("late", 1, must=True, starts=frozenset({2}))
    assert reached(solve(problem((2, 2, 2), task("a", 1), late, want=["a"]), ("finish",))) == {"finish": 1}


# prerequisites


def test_all_clauses_hold_before_the_start(task: Make, problem: Pose, spans: Spans) -> None:
    a, b, c = task("a", 1), task("b", 2), task("c", 1, requires=(("a",), ("b",)))
    assert spans(problem((9,) * 4, a, b, c, want=["c"])) == {"a": (0, 1), "b": (0, 2), "c": (2, 3)}


def test_one_alternative_of_a_clause_suffices(task: Make, problem: Pose, spans: Spans) -> None:
    a, b, c = task("a", 1), task("b", 2), task("c", 1, requires=(("a", "b"),))
    assert spans(problem((9,) * 4, a, b, c, want=["c"])) == {"a": (0, 1), "c": (1, 2)}


def test_what_an_activity_requires_is_over_when_it_starts(task: Make, problem: Pose, spans: Spans) -> None:
    a, b = task("a", 2), task("b", 1, requires=(("a",),), starts=frozenset({1, 3}))
    assert spans(problem((9,) * 4, a, b, want=["b"])) == {"a": (0, 2), "b": (3, 4)}


def test_prerequisites_hold_across_periods_without_capacity(task: Make, job: Make, problem: Pose, spans: Spans) -> None:
    """The job ends in period 2, in the middle of the gap; what it opens starts in the next period with capacity."""
    a = task("a", 1, requires=(("j",),))
    assert spans(problem((1, 0, 0, 1), job("j", 2), a, want=["a"])) == {"j": (0, 2), "a": (3, 4)}


def test_activities_that_wait_for_each_other_are_never_done(task: Make, problem: Pose) -> None:
    a, b = task("a", 1, requires=(("b",),)), task("b", 1, requires=(("a",),))
    assert solve(problem((9,) * 4, a, b, want=["a"]), ("finish",)).status is Status.INFEASIBLE


def test_an_activity_cannot_prepare_itself(task: Make, problem: Pose) -> None:
    a = task("a", 1, requires=(("a",),))
    assert solve(problem((9,) * 4, a, want=["a"]), ("finish",)).status is Status.INFEASIBLE


# facts that add up


def test_amounts_add_up_to_what_a_fact_needs(task: Make, problem: Pose, spans: Spans) -> None:
    years = {"years": Fact(3, (("a", 1), ("b", 2), ("c", 2)))}
    given = task("a", 1), task("b", 2), task("c", 5)
    assert set(spans(problem((1,) * 5, *given, facts=years, want=["years"]))) == {"a", "b"}


def test_a_sum_is_true_when_the_last_part_is_over(task: Make, problem: Pose, spans: Spans) -> None:
    years = {"years": Fact(2, (("a", 1), ("b", 1)))}
    given = task("a", 1), task("b", 2), task("c", 1, requires=(("years",),))
    assert spans(problem((9,) * 4, *given, facts=years, want=["c"]))["c"] == (2, 3)


def test_a_sum_that_falls_short_is_never_true(task: Make, problem: Pose) -> None:
    years = {"years": Fact(4, (("a", 1), ("b", 2)))}
    given = problem((9,) * 4, task("a", 1), task("b", 1), facts=years, want=["years"])
    assert solve(given, ("finish",)).status is Status.INFEASIBLE


# routes


def test_one_route_suffices_and_the_sooner_one_is_taken(task: Make, problem: Pose, spans: Spans) -> None:
    routes = Route("long", (("a",), ("b",))), Route("short", (("c",),))
    assert spans(problem((1,) * 3, task("a", 1), task("b", 1), task("c", 1), routes=routes)) == {"c": (0, 1)}


def test_all_clauses_of_a_route_are_needed(task: Make, problem: Pose, spans: Spans) -> None:
    routes = (Route("both", (("a",), ("b",))),)
    assert set(spans(problem((1,) * 3, task("a", 1), task("b", 1), task("c", 1), routes=routes))) == {"a", "b"}


def test_the_penalty_of_a_route_decides_where_all_else_is_equal(task: Make, problem: Pose) -> None:
    routes = Route("doubtful", (("a",),), penalty=1), Route("firm", (("b",),))
    given = problem((1,), task("a", 1), task("b", 1), routes=routes)
    solution = solve(given, ("finish", "cost", "penalty"))
    assert (reached(solution)["penalty"], [each.name for each in solution.placements]) == (0, ["b"])


def test_a_route_that_cannot_be_completed_does_not_stand_in_for_one_that_can(task: Make, problem: Pose) -> None:
    dead = Route("dead", (("never",),))
    facts = {"never": Fact(1, ())}
    given = problem((1,), task("a", 1), facts=facts, routes=(dead, Route("open", (("a",),))))
    assert [each.name for each in solve(given, ("finish",)).placements] == ["a"]
    assert solve(problem((1,), facts=facts, routes=(dead,)), ("finish",)).status is Status.INFEASIBLE


# when not everything fits


def test_the_weightier_goal_is_kept(task: Make, problem: Pose) -> None:
    goals = Goal(("a",), weight=1), Goal(("b",), weight=4)
    solution = solve(problem((1,), task("a", 1), task("b", 1), goals=goals), PARTIAL, soft=True)
    assert (reached(solution)["unmet"], [each.name for each in solution.placements]) == (1, ["b"])


def test_many_light_goals_can_outweigh_a_heavy_one(task: Make, problem: Pose) -> None:
    goals = Goal(("a",), weight=2), Goal(("b",), weight=2), Goal(("c",), weight=3)
    given = problem((1, 1), task("a", 1), task("b", 1), task("c", 2), goals=goals)
    assert {each.name for each in solve(given, PARTIAL, soft=True).placements} == {"a", "b"}


def test_a_goal_that_nothing_reaches_counts_as_missed(task: Make, problem: Pose) -> None:
    given = problem((1,), task("a", 1), facts={"never": Fact(1, ())}, want=["a", "never"])
    assert reached(solve(given, PARTIAL, soft=True)) == {"unmet": 1, "cost": 0, "finish": 1, "effort": 1}


def test_each_missed_clause_of_the_nearest_route_counts_three(task: Make, problem: Pose) -> None:
    routes = Route("far", (("a",), ("b",), ("c",))), Route("near", (("b",), ("c",)))
    given = problem((1,), task("a", 1), task("b", 1), task("c", 1), routes=routes)
    solution = solve(given, PARTIAL, soft=True)
    assert reached(solution)["unmet"] == 3
    assert {each.name for each in solution.placements} < {"b", "c"}


def test_part_of_a_route_that_cannot_be_completed_is_still_worth_doing(task: Make, problem: Pose) -> None:
    routes = (Route("half", (("a",), ("never",))),)
    given = problem((1,), task("a", 1), facts={"never": Fact(1, ())}, routes=routes)
    solution = solve(given, PARTIAL, soft=True)
    assert (reached(solution)["unmet"], [each.name for each in solution.placements]) == (3, ["a"])


def test_limits_hold_also_where_goals_may_be_missed(task: Make, problem: Pose) -> None:
    given = problem((1,), task("a", 1, cost=9), want=["a"], budget=8)
    solution = solve(given, PARTIAL, soft=True)
    assert (reached(solution)["unmet"], solution.placements) == (1, ())


# objective levels


def two_ways(task: Make, problem: Pose) -> Problem:
    """Fast for 9, or in four periods for nothing."""
    return problem((1,) * 4, task("fast", cost=9), task("free", 4), goals=(Goal(("fast", "free")),))


@pytest.mark.parametrize(("levels", "chosen"), [(("finish", "cost"), "fast"), (("cost", "finish"), "free")])
def test_an_earlier_level_goes_before_a_later_one(
    task: Make, problem: Pose, spans: Spans, levels: tuple[str, ...], chosen: str
) -> None:
    assert set(spans(two_ways(task, problem), *levels)) == {chosen}


@pytest.mark.parametrize(("percent", "chosen"), [(299, "fast"), (300, "free")])
def test_a_level_gives_up_no_more_than_its_percentage(
    task: Make, problem: Pose, spans: Spans, percent: int, chosen: str
) -> None:
    assert set(spans(two_ways(task, problem), ("finish", percent), "cost", "finish")) == {chosen}


@pytest.mark.parametrize(("level", "chosen"), [("penalty", "liked"), ("effort", "light")])
def test_penalty_and_effort_are_minimised_too(task: Make, problem: Pose, spans: Spans, level: str, chosen: str) -> None:
    ways = task("liked", 1, load=2), task("light", 1, load=1, penalty=1)
    assert set(spans(problem((2,), *ways, goals=(Goal(("liked", "light")),)), "finish", level)) == {chosen}


def test_what_is_proven_best_has_equal_value_and_bound(task: Make, problem: Pose) -> None:
    solution = solve(two_ways(task, problem), ("finish", "cost", "penalty", "effort"))
    assert solution.status is Status.OPTIMAL
    assert [(level.name, level.value, level.bound) for level in solution.objective] == [
        ("finish", 1, 1),
        ("cost", 9, 9),
        ("penalty", 0, 0),
        ("effort", 1, 1),
    ]


def test_anything_asks_only_whether_there_is_a_solution(task: Make, problem: Pose) -> None:
    assert solve(two_ways(task, problem), ("anything",)).status is Status.OPTIMAL


def test_without_work_allowed_nothing_is_claimed(task: Make, problem: Pose) -> None:
    many = [task(f"a{number}", 3, load=number % 3 + 1) for number in range(12)]
    given = problem((5,) * 40, *many, want=[each.name for each in many])
    assert solve(given, ("finish",), limit=0.0).status is Status.UNKNOWN


# nothing fits


IMPOSSIBLE: dict[str, Callable[[Make, Pose], Problem]] = {
    "too few periods": lambda task, problem: problem((1,), task("a", 2), want=["a"]),
    "no periods": lambda task, problem: problem((), task("a", 1), want=["a"]),
    "too little capacity": lambda task, problem: problem((1, 1), task("a", 1, load=3), want=["a"]),
    "no start": lambda task, problem: problem((1,), task("a", 1, starts=frozenset()), want=["a"]),
    "a goal without alternatives": lambda _, problem: problem((1,), goals=(Goal(()),)),
    "a goal that nothing reaches": lambda _, problem: problem((1,), facts={"f": Fact(1, ())}, want=["f"]),
    "a must that is too long": lambda task, problem: problem((1,), task("a", 2, must=True)),
    "a must without what it requires": lambda task, problem: problem(
        (1,), task("a", 1, requires=(("f",),), must=True), facts={"f": Fact(1, ())}
    ),
    "two musts in each other's way": lambda task, problem: problem(
        (1,), task("a", 1, must=True), task("b", 1, must=True)
    ),
}


@pytest.mark.parametrize("pose", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_that_nothing_fits_is_an_answer(task: Make, problem: Pose, pose: Callable[[Make, Pose], Problem]) -> None:
    solution = solve(pose(task, problem), ("finish", "cost"))
    assert (solution.status, solution.placements, solution.objective) == (Status.INFEASIBLE, (), ())


# placements


def test_placements_come_by_start(task: Make, problem: Pose) -> None:
    a, b = task("a", 1, requires=(("b",),)), task("b", 1)
    assert [each.name for each in solve(problem((1, 1), a, b, want=["a"]), ("finish",)).placements] == ["b", "a"]


def test_an_activity_without_effort_has_no_work(task: Make, problem: Pose) -> None:
    (placed,) = solve(problem((1, 1), task("a", 2, load=0), want=["a"]), ("finish",)).placements
    assert placed == Placement("a", 0, 2, 0, ())
