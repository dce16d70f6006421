"""Minimises one objective after the other, each with its proven bound."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd

from liaison_planner.scheduling.cuts import Cuts
from liaison_planner.scheduling.greedy import list_schedule
from liaison_planner.scheduling.hours import Window, share_out
from liaison_planner.scheduling.model import Model
from liaison_planner.scheduling.problem import ObjectiveValue, Problem, Status
from liaison_planner.scheduling.reduce import Earliest
from liaison_planner.scheduling.solver import Answer, Terms
from liaison_planner.scheduling.windows import Windows

Level = tuple[str, int]
"""An objective and the percentage of its value that the levels after it may use up."""

QUICK_LIMIT = 0.5
"""Work for the attempt to settle several levels at once, in deterministic seconds."""

ROUND = 0.005
"""What building and presolving a round costs beyond what the solver counts, in deterministic seconds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The windows found, and how far each level is proven."""

    status: Status
    windows: tuple[Window, ...] = ()
    objective: tuple[ObjectiveValue, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Windows in which the work fits. The answer that chose the activities may have promised an earlier finish."""

    answer: Answer
    windows: tuple[Window, ...]
    finish: int


@dataclass(frozen=True, slots=True)
class _Found:
    """What one search came to: the best plan, if any, and a proven bound of its objective."""

    plan: _Plan | None
    bound: int
    infeasible: bool = False


class Minimiser:
    """Searches one model. The model relaxes divisible work; where its answer has no room for the work, it is taught why."""

    def __init__(self, problem: Problem, windows: Windows, bounds: Earliest, *, soft: bool, limit: float) -> None:
        self.problem, self.windows, self.limit = problem, windows, limit
        self.model = Model(problem, windows, bounds, soft=soft)
        self.cuts = Cuts(self.model)
        self.latest_finish = problem.horizon

    def minimise(self, levels: Sequence[Level]) -> Outcome:
        """The best windows level by level: several at once where that can be proven quickly, otherwise one by one."""
        reached: list[ObjectiveValue] = []
        plan: _Plan | None = None
        for group in _groups(levels):
            together = self._search(self._together(group), QUICK_LIMIT) if len(group) > 1 else None
            if together and together.plan and self._amount(self._together(group), together.plan) == together.bound:
                plan = together.plan
                reached += [self._settle(level, plan, None) for level in group]
                continue
            for level in group:
                found = self._search(self.model.objective(level[0]), self.limit)
                if found.plan is None:
                    status = Status.INFEASIBLE if found.infeasible else Status.UNKNOWN
                    return Outcome(Status.FEASIBLE if plan else status, plan.windows if plan else (), tuple(reached))
                plan = found.plan
                reached.append(self._settle(level, plan, found.bound))
        proven = all(level.value == level.bound for level in reached)
        return Outcome(Status.OPTIMAL if proven else Status.FEASIBLE, plan.windows if plan else (), tuple(reached))

    def _search(self, terms: Terms, limit: float) -> _Found:
        """Asks the relaxed model for its best, and again with what was learned, until its promise is kept."""
        solver, left, bound = self.model.solver, limit, 0
        best: _Plan | None = None
        matters = any(variable == self.model.finish for _, variable in terms)
        solver.minimise(terms)
        while True:
            answer = solver.solve(left)
            left -= answer.work + ROUND
            if answer.infeasible:
                return _Found(best, bound, infeasible=best is None)
            bound = max(bound, answer.bound)
            if not answer.values:
                return _Found(best, bound)
            plan = self._kept(answer, answer.value(self.model.finish) if matters else self.latest_finish)
            if plan and (best is None or self._amount(terms, plan) < self._amount(terms, best)):
                best = plan
            if best and (self._amount(terms, best) <= bound or not answer.optimal):
                return _Found(best, bound)
            crowded = share_out(self.model.chosen(answer), self.problem.capacity).crowded
            if left <= 0 or not any([self.cuts.add(stretches) for stretches in crowded]):
                return _Found(best, bound)
            solver.hint(answer.values)

    def _kept(self, answer: Answer, aim: int) -> _Plan | None:
        """A plan with the activities that the answer chose, at best with the finish that it promised."""
        chosen, promised = self.model.chosen(answer), answer.value(self.model.finish)
        quick = list_schedule(self.problem, self.windows, chosen, aim)
        finish = self._finish(chosen, quick, promised) if quick else self.latest_finish + 1
        if quick and finish <= aim:
            return _Plan(answer, quick, finish)
        if share_out(chosen, self.problem.capacity).work is not None:
            return _Plan(answer, tuple(chosen), promised)
        return _Plan(answer, quick, finish) if quick and finish <= self.latest_finish else None

    @staticmethod
    def _finish(chosen: Sequence[Window], quick: Sequence[Window], promised: int) -> int:
        """By when everything is over that the answer wanted to be over by its finish."""
        wanted = {w.activity.name for w in chosen if not w.activity.must or w.end <= promised}
        return max((w.end for w in quick if w.activity.name in wanted), default=0)

    def _settle(self, level: Level, plan: _Plan, bound: int | None) -> ObjectiveValue:
        """The level's value in the plan; nothing later may be worse by more than the slack."""
        name, slack = level
        terms = self.model.objective(name)
        value = self._amount(terms, plan)
        most = value + value * slack // 100
        self.model.solver.linear(terms, high=most)
        self.model.solver.hint(plan.answer.values)
        if name == "finish":
            self.latest_finish = min(self.latest_finish, most)
        return ObjectiveValue(name, value, value if bound is None else min(bound, value))

    def _amount(self, terms: Terms, plan: _Plan) -> int:
        finish = self.model.finish
        return sum(c * (plan.finish if v == finish else plan.answer.value(v)) for c, v in terms)

    def _together(self, levels: Sequence[Level]) -> Terms:
        """One objective in which a unit of each level weighs more than all that the levels after it can come to."""
        terms: list[tuple[int, int]] = []
        weight = 1
        for name, _ in reversed(levels):
            own = self.model.objective(name)
            shared = gcd(*(coefficient for coefficient, _ in own)) or 1
            terms += [(weight * (coefficient // shared), variable) for coefficient, variable in own]
            weight *= 1 + self._most(own) // shared
        return terms

    def _most(self, terms: Terms) -> int:
        horizon = self.model.horizon
        return sum(c * (horizon if variable == self.model.finish else 1) for c, variable in terms)


def _groups(levels: Sequence[Level]) -> Iterator[list[Level]]:
    """Levels that can be minimised as one: a level that gives something up closes its group."""
    group: list[Level] = []
    for level in levels:
        group.append(level)
        if level[1]:
            yield group
            group = []
    if group:
        yield group
