"""Middle-sized problems against another model: a literal for each period, and the work of each period spelled out.

It is too slow for anybody's plan, and shares nothing with the product but the solver underneath, here in its own words.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from ortools.sat.python import cp_model

from liaison_planner.scheduling.problem import Activity, Allowance, Clause, Fact, Goal, Mode, Problem, Route, Status
from liaison_planner.scheduling.solve import solve

TIMES = 2_000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 40
HARD = ("finish", "cost", "penalty", "effort")
SOFT = ("unmet", "cost", "finish", "effort")
MISSED_ROUTE_CLAUSE = 3


class Doing:
    """The variables of one activity."""

    def __init__(self, model: cp_model.CpModel, problem: Problem, activity: Activity) -> None:
        periods = range(problem.horizon)
        self.activity = activity
        self.modes = [model.new_bool_var("") for _ in activity.modes]
        self.starts = [model.new_bool_var("") for _ in periods]
        self.ends = [model.new_bool_var("") for _ in range(problem.horizon + 1)]
        self.work = [model.new_int_var(0, max(problem.capacity), "") for _ in periods]
        self.runs = [sum(self.starts[: t + 1]) - sum(self.ends[: t + 1]) for t in periods]
        self.done = sum(self.modes)
        model.add(sum(self.starts) == self.done)
        model.add(sum(self.ends) == self.done)
        model.add(self.done == 1 if activity.must else self.done <= 1)
        for t in periods:
            model.add(self.runs[t] >= 0)
            model.add(self.work[t] <= max(problem.capacity) * self.runs[t])
            if activity.starts is not None and t not in activity.starts:
                model.add(self.starts[t] == 0)
            if activity.unbroken and not problem.capacity[t]:
                model.add(self.runs[t] == 0)
            for mode, chosen in zip(activity.modes, self.modes, strict=True):
                if mode.starts is not None and t not in mode.starts:
                    model.add(self.starts[t] == 0).only_enforce_if(chosen)
        for mode, chosen in zip(activity.modes, self.modes, strict=True):
            model.add(sum(self.runs) >= mode.periods).only_enforce_if(chosen)
            model.add(sum(self.runs) <= (mode.longest or problem.horizon)).only_enforce_if(chosen)
            for units in self.work:
                model.add(units <= mode.rate).only_enforce_if(chosen)
        model.add(sum(self.work) == self.sum_of(lambda mode: mode.effort))

    def sum_of(self, amount: Callable[[Mode], int]) -> Any:
        return sum(amount(mode) * chosen for mode, chosen in zip(self.activity.modes, self.modes, strict=True))

    def over(self, period: int) -> Any:
        return sum(self.ends[: period + 1])


class Reference:
    """The whole problem; one method for each group of limits."""

    def __init__(self, problem: Problem, *, soft: bool) -> None:
        self.model, self.problem, self.soft = cp_model.CpModel(), problem, soft
        self.doing = {each.name: Doing(self.model, problem, each) for each in problem.activities}
        self.finish = [self.model.new_bool_var("") for _ in range(problem.horizon + 1)]
        self.model.add_exactly_one(self.finish)
        self.unmet: list[Any] = []
        self.route_penalty: Any = 0
        self.facts = {name: self._fact(fact) for name, fact in problem.facts.items()}
        self.paid: Any = 0
        self._grants()
        self._limits()
        self._resources()
        self._prerequisites()
        self._wanted()

    def _fact(self, fact: Fact) -> list[Any]:
        """For each period a literal that is true only if the fact is."""
        literals = [self.model.new_bool_var("") for _ in range(self.problem.horizon + 1)]
        for period, literal in enumerate(literals):
            reached = sum(amount * self.doing[name].over(period) for name, amount in fact.providers)
            self.model.add(reached >= fact.need).only_enforce_if(literal)
        return literals

    def _grants(self) -> None:
        """What each grant pays, and that all it pays for is over before anything begins that ends grants."""
        everything = self.doing.values()
        for name, most in self.problem.grants.items():
            paid = self.model.new_int_var(0, most, "")
            granted = [
                mode.cost * chosen
                for each in everything
                for mode, chosen in zip(each.activity.modes, each.modes, strict=True)
                if mode.grant == name
            ]
            self.model.add(paid <= sum(granted))
            self.paid += paid
        for leaving in everything:
            for each in everything if leaving.activity.ends_grants else ():
                for mode, chosen in zip(each.activity.modes, each.modes, strict=True):
                    for period, start in enumerate(leaving.starts):
                        if mode.grant and each is not leaving:
                            self.model.add(each.over(period) == 1).only_enforce_if(chosen, start)

    def _both(self, chosen: Any, zero_or_one: Any) -> Any:
        """A variable that is one if both are."""
        both = self.model.new_bool_var("")
        self.model.add(both >= chosen + zero_or_one - 1)
        return both

    def _limits(self) -> None:
        everything = self.doing.values()
        if self.problem.budget is not None:
            self.model.add(self.total("cost") <= self.problem.budget)
        for name, most in self.problem.stocks.items():
            self.model.add(sum(each.sum_of(lambda mode: dict(mode.uses).get(name, 0)) for each in everything) <= most)  # noqa: B023
        for allowance in self.problem.allowances:
            spent = sum(
                mode.cost * self._both(chosen, sum(each.starts[allowance.first : allowance.end]))
                for each in everything
                for mode, chosen in zip(each.activity.modes, each.modes, strict=True)
            )
            self.model.add(spent <= allowance.most)

    def _resources(self) -> None:
        for period, capacity in enumerate(self.problem.capacity):
            work = sum(each.work[period] for each in self.doing.values())
            self.model.add(work <= capacity)
            for post in self.doing.values():
                if post.activity.leaves is not None:
                    running = self._both(1, post.runs[period])
                    self.model.add(work <= post.activity.leaves).only_enforce_if(running)
                    for each in self.doing.values():
                        if each.activity.unbroken and not post.activity.leaves:
                            self.model.add(each.runs[period] == 0).only_enforce_if(running)
            for name, offered in self.problem.resources.items():
                drawn = sum(
                    load * self._both(chosen, each.runs[period])
                    for each in self.doing.values()
                    for mode, chosen in zip(each.activity.modes, each.modes, strict=True)
                    if (load := dict(mode.loads).get(name, 0))
                )
                self.model.add(drawn <= offered[period])

    def _holds(self, clause: Clause, period: int) -> list[Any]:
        return [self.facts[fact][period] for fact in clause]

    def _prerequisites(self) -> None:
        for each in self.doing.values():
            for period, start in enumerate(each.starts):
                for clause in each.activity.requires:
                    self.model.add_bool_or([*self._holds(clause, period), ~start])
            for period, finish in enumerate(self.finish):
                if not each.activity.must:
                    self.model.add(each.over(period) == each.done).only_enforce_if(finish)

    def _wanted(self) -> None:
        for goal in self.problem.goals:
            self._want(goal.clause, goal.weight, [])
        if self.problem.routes:
            chosen = [self.model.new_bool_var("") for _ in self.problem.routes]
            self.model.add_exactly_one(chosen)
            for route, literal in zip(self.problem.routes, chosen, strict=True):
                self.route_penalty += route.penalty * literal
                for clause in route.clauses:
                    self._want(clause, MISSED_ROUTE_CLAUSE, [~literal])

    def _want(self, clause: Clause, weight: int, unless: list[Any]) -> None:
        missed = self.model.new_bool_var("")
        self.unmet.append(weight * missed)
        if not self.soft:
            self.model.add(missed == 0)
        for period, finish in enumerate(self.finish):
            self.model.add_bool_or([*self._holds(clause, period), missed, ~finish, *unless])

    def total(self, name: str) -> Any:
        everything = self.doing.values()
        return {
            "unmet": sum(self.unmet),
            "finish": sum(period * literal for period, literal in enumerate(self.finish)),
            "cost": sum(each.sum_of(lambda mode: mode.cost) for each in everything) - self.paid,
            "penalty": self.route_penalty + sum(each.activity.penalty * each.done for each in everything),
            "effort": sum(each.sum_of(lambda mode: mode.effort) for each in everything),
        }[name]

    def best(self, levels: Sequence[str]) -> tuple[int, ...] | None:
        """The optimum, level by level; None if nothing fits."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        reached = []
        for name in levels:
            self.model.minimize(self.total(name))
            status = solver.solve(self.model)
            if status == cp_model.INFEASIBLE:
                return None
            assert status == cp_model.OPTIMAL
            reached.append(round(solver.objective_value))
            self.model.add(self.total(name) <= reached[-1])
        return tuple(reached)


def some_problem(chance: Random) -> Problem:
    """Three to eight activities in six to fourteen periods."""
    horizon, names = chance.randint(6, 14), [f"a{number}" for number in range(chance.randint(3, 8))]
    facts = {}
    for number in range(len(names) + 2):
        need, most = (1, 1) if chance.random() < 0.7 else (chance.randint(1, 4), 2)
        providers = chance.sample(names, chance.randint(1, 3))
        facts[f"f{number}"] = Fact(need, tuple((name, chance.randint(1, most)) for name in providers))

    def clauses(fewest: int, most: int) -> tuple[Clause, ...]:
        sizes = [chance.choice((1, 1, 2)) for _ in range(chance.randint(fewest, most))]
        return tuple(tuple(chance.sample(sorted(facts), size)) for size in sizes)

    return Problem(
        capacity=tuple(chance.choice((0, 1, 2, 3, 3, 4)) for _ in range(horizon)),
        activities=tuple(
            Activity(
                name,
                tuple(some_mode(chance) for _ in range(chance.choice((1, 1, 2)))),
                starts=None if chance.random() < 0.8 else frozenset(chance.sample(range(horizon), horizon // 3)),
                requires=clauses(0, 1),
                unbroken=chance.random() < 0.25,
                must=chance.random() < 0.12,
                penalty=chance.randint(0, 2),
            )
            for name in names
        ),
        facts=facts,
        goals=tuple(Goal(clause, chance.randint(1, 4)) for clause in clauses(1, 3)),
        routes=tuple(Route(name, clauses(1, 2), chance.randint(0, 1)) for name in chance.choice(("", "RS"))),
        budget=chance.choice((None, None, chance.randint(3, 15))),
        allowances=(Allowance(2, horizon - 1, chance.randint(0, 6)),) if chance.random() < 0.2 else (),
        resources={"r": tuple(chance.choice((1, 2, 2)) for _ in range(horizon))},
        stocks={"s": chance.randint(0, 2)},
    )


def with_grants(chance: Random, problem: Problem) -> Problem:
    """The same with modes that grants pay for, early and late, and posts that leave less capacity or end grants."""
    cut = chance.randint(1, problem.horizon - 1)
    early, late = frozenset(range(cut)), frozenset(range(cut, problem.horizon))
    activities = []
    for number, activity in enumerate(problem.activities):
        if number < 2 and chance.random() < 0.7:
            weeks = chance.randint(1, 4)
            mode = Mode(weeks, longest=weeks, cost=chance.randint(0, 2), loads=(("slot", 1),))
            leaves, ends = chance.choice((0, 1, 2)), chance.random() < 0.5
            changed = replace(activity, modes=(mode,), unbroken=False, leaves=leaves, ends_grants=ends)
        else:
            first, *others = activity.modes
            paid = (replace(first, starts=early, grant="p"), replace(first, starts=late, grant="q"))
            changed = replace(activity, modes=chance.choice(((*paid, first, *others), paid, activity.modes)))
        activities.append(changed)
    return replace(
        problem,
        activities=tuple(activities),
        resources={**problem.resources, "slot": (1,) * problem.horizon},
        grants={"p": chance.randint(0, 6), "q": chance.randint(0, 6)},
    )


def some_mode(chance: Random) -> Mode:
    periods, effort = chance.randint(1, 4), chance.choice((0, 2, 3, 5, 8))
    return Mode(
        periods,
        longest=chance.choice((None, None, periods + chance.randint(0, 4))),
        effort=effort,
        rate=-(-effort // periods),
        cost=chance.randint(0, 4),
        loads=(("r", 1),) if chance.random() < 0.5 else (),
        uses=(("s", 1),) if chance.random() < 0.2 else (),
    )


@pytest.mark.parametrize("granted", [False, True])
@pytest.mark.parametrize("seed", range(TIMES))
def test_another_model_finds_the_same_optimum(seed: int, granted: bool, faults: Callable[..., list[str]]) -> None:
    chance = Random(seed)  # noqa: S311 - tests need no secrets
    problem = some_problem(chance)
    problem = with_grants(chance, problem) if granted else problem
    for levels, soft in ((HARD, False), (SOFT, True)):
        solution = solve(problem, levels, soft=soft)
        assert solution.status in (Status.OPTIMAL, Status.INFEASIBLE)
        reached = tuple(level.value for level in solution.objective) or None
        assert reached == Reference(problem, soft=soft).best(levels)
        assert reached is None or faults(problem, solution.placements) == []


@pytest.mark.parametrize("limit", [0.0, 0.0001, 0.0005, 0.006])
@pytest.mark.parametrize("seed", range(100, 100 + TIMES // 4))
def test_with_little_work_allowed_whatever_is_claimed_is_true(
    seed: int, limit: float, faults: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liaison_planner.scheduling.levels.QUICK_LIMIT", limit)
    chance = Random(seed)  # noqa: S311 - tests need no secrets
    problem = some_problem(chance)
    problem = with_grants(chance, problem) if seed % 2 else problem
    solution = solve(problem, HARD, limit=limit)
    best = Reference(problem, soft=False).best(HARD)
    if solution.status is Status.INFEASIBLE:
        assert best is None
    if solution.objective:
        first = solution.objective[0]
        assert best is not None
        assert first.bound <= best[0] <= first.value
        assert faults(problem, solution.placements) == []
    if solution.status is Status.OPTIMAL:
        assert tuple(level.value for level in solution.objective) == best
