"""Minimises one objective after the other, each with its proven bound."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import gcd

from liaison_planner.scheduling.cuts import Cuts
from liaison_planner.scheduling.fitting import Fit, fit
from liaison_planner.scheduling.greedy import list_schedule
from liaison_planner.scheduling.hours import Stretches, Window
from liaison_planner.scheduling.model import Model
from liaison_planner.scheduling.problem import ObjectiveValue, Problem, Status
from liaison_planner.scheduling.prune import pruned
from liaison_planner.scheduling.realise import ROUND, Realiser
from liaison_planner.scheduling.reduce import Earliest
from liaison_planner.scheduling.solver import Answer, Terms
from liaison_planner.scheduling.windows import Windows

Level = tuple[str, int]
"""An objective and the percentage of its value that the levels after it may use up."""

QUICK_LIMIT = 0.5
"""Work for the attempt to settle several levels at once, in deterministic seconds."""

REALISE_LIMIT = 0.6
"""Work for finding the best windows of one choice of activities."""


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
    fit: Fit


@dataclass(frozen=True, slots=True)
class _Found:
    """What one search came to: the best plan, if any, and a proven bound of its objective."""

    plan: _Plan | None
    bound: int
    infeasible: bool = False


class Minimiser:
    """Searches one model. The model relaxes divisible work; where its answer has no room for the work, it is taught why."""

    def __init__(self, problem: Problem, windows: Windows, bounds: Earliest, *, soft: bool, limit: float) -> None:
        self.problem, self.windows, self.bounds, self.limit = problem, windows, bounds, limit
        self.model = Model(problem, windows, bounds, soft=soft)
        self.cuts = Cuts(self.model)
        self.realiser = Realiser(problem, windows)
        self.latest_finish = self.model.deadline
        self.latest: _Plan | None = None
        self.model.solver.hint({span.present: 0 for span in self.model.spans.values() if not span.activity.must})

    def minimise(self, levels: Sequence[Level]) -> Outcome:
        """The best windows level by level: several at once where that can be proven quickly, otherwise one by one."""
        reached: list[ObjectiveValue] = []
        plan: _Plan | None = None
        if levels[0] == ("finish", 0):
            self._begin_with_a_quick_schedule()
        for group in groups_of(levels):
            if len(group) > 1 and (together := self.at_once(group)).status is Status.OPTIMAL:
                plan = self.latest
                reached += together.objective
                continue
            for level in group:
                found = self._search(self.model.objective(level[0]), self.limit)
                if found.plan is None:
                    nothing = Status.INFEASIBLE if found.infeasible else Status.UNKNOWN
                    return Outcome(
                        Status.FEASIBLE if plan else nothing, plan.fit.windows if plan else (), tuple(reached)
                    )
                plan = found.plan
                reached.append(self._settle(level, plan, found.bound))
        proven = all(level.value == level.bound for level in reached)
        return Outcome(Status.OPTIMAL if proven else Status.FEASIBLE, plan.fit.windows if plan else (), tuple(reached))

    def _begin_with_a_quick_schedule(self) -> None:
        """Where nothing is to be chosen, any schedule is a start; what finishes later need not be looked at."""
        spans = self.model.spans.values()
        if not all(span.activity.must and len(span.modes) == 1 for span in spans):
            return
        starts = {span.activity.name: self.bounds.starts[span.activity.name] for span in spans}
        ends = {name: self.windows.of_modes[name][0][start] for name, start in starts.items()}
        chosen = [Window(s.activity, 0, starts[s.activity.name], ends[s.activity.name]) for s in spans]
        quick = list_schedule(self.problem, self.windows, chosen, max(ends.values(), default=0))
        if quick:
            self.model.solver.linear([(1, self.model.finish)], high=max(window.end for window in quick))
            known = {self.model.spans[w.activity.name].start: w.start for w in quick}
            self.model.solver.hint(known | {self.model.spans[w.activity.name].end: w.end for w in quick})

    def at_once(self, group: Sequence[Level]) -> Outcome:
        """All levels of a group as one objective, as far as that can be proven quickly; otherwise a plan, if any."""
        terms = self._together(group)
        found = self._search(terms, min(QUICK_LIMIT, self.limit))
        if found.plan is None:
            return Outcome(Status.INFEASIBLE if found.infeasible else Status.UNKNOWN)
        if self._amount(terms, found.plan) > found.bound:
            return Outcome(Status.FEASIBLE, found.plan.fit.windows)
        self.latest = found.plan
        return Outcome(
            Status.OPTIMAL, self.latest.fit.windows, tuple(self._settle(level, self.latest, None) for level in group)
        )

    def least_finish(self) -> int:
        """No solution has all goals and a route before this."""
        goals = self.bounds.clauses(goal.clause for goal in self.problem.goals)
        routes = (self.bounds.clauses(route.clauses) for route in self.problem.routes)
        return int(max(goals, min(routes, default=0)))

    def _search(self, terms: Terms, limit: float) -> _Found:
        """Asks the relaxed model for its best, and again with what was learned, until its promise is kept."""
        solver, left, bound = self.model.solver, limit, 0
        best: _Plan | None = None
        finish_counts = any(variable == self.model.finish for _, variable in terms)
        solver.minimise(terms)
        while True:
            answer = solver.solve(left)
            left -= answer.work + ROUND
            if answer.infeasible:
                return _Found(best, bound, infeasible=best is None)
            bound = max(bound, answer.bound)
            if not answer.values:
                return _Found(best, bound)
            aim = answer.value(self.model.finish) if finish_counts else self.latest_finish
            plan, learned, work = self._keep(answer, aim)
            left -= work
            best = min((p for p in (best, plan) if p), key=lambda p: self._amount(terms, p), default=None)
            settled = best is not None and (self._amount(terms, best) <= bound or not answer.optimal)
            if settled or not learned or left <= 0:
                return _Found(best, bound)
            solver.hint(answer.everything())

    def _keep(self, answer: Answer, aim: int) -> tuple[_Plan | None, bool, float]:
        """A plan with the activities that the answer chose, over by `aim` if that can be; otherwise the model learns
        something. Also whether it did, and the work.
        """
        chosen, finish = self.model.chosen(answer), answer.value(self.model.finish)
        thrifty = chosen if self.model.soft else pruned(self.problem, chosen, finish)
        kept, work, learned = fit(self.problem, self.windows, thrifty, finish, aim), 0.0, False
        if kept.finish > aim and len(thrifty) < len(chosen):
            kept = fit(self.problem, self.windows, chosen, finish, aim)
        if kept.finish > aim:
            learned = self._learn(kept.crowded)
            if not self.model.soft:
                routes, worse = self.model.routes_as_good(answer)
                better, bound, work = self.realiser.realise(chosen, routes, aim, REALISE_LIMIT)
                kept = min(kept, better, key=lambda each: each.finish)
                if bound > aim:
                    self._rule_out(chosen, bound, unless=worse)
                    learned = True
        return _Plan(answer, kept) if kept.finish <= self.latest_finish else None, learned, work

    def _learn(self, crowded: Sequence[Stretches]) -> bool:
        new = [self.cuts.add(stretches) for stretches in crowded]
        return any(new)

    def _rule_out(self, chosen: Sequence[Window], bound: int, unless: Sequence[int]) -> None:
        """Done in these modes, the chosen activities are not over before `bound`, unless something else that is done
        spares one of them its wait for another, or one of the literals `unless` is true.
        """
        spans, names = self.model.spans, {window.activity.name for window in chosen}
        clauses = [clause for window in chosen for clause in window.activity.requires]
        if any(window.activity.must for window in chosen):  # what they give may be given sooner by something else
            clauses += [goal.clause for goal in self.problem.goals]
            clauses += [clause for route in self.problem.routes for clause in route.clauses]
        facts = (self.problem.facts[fact] for clause in clauses for fact in clause)
        others = {name for fact in facts for name, _ in fact.providers} - names
        not_these = [-1 - spans[window.activity.name].modes[window.mode] for window in chosen]
        later = [self.model.after(self.model.finish, bound)] if bound <= self.problem.horizon else []
        self.model.solver.any_of([*not_these, *later, *unless, *(spans[name].present for name in sorted(others))])

    def _settle(self, level: Level, plan: _Plan, bound: int | None) -> ObjectiveValue:
        """The level's value in the plan; nothing later may be worse by more than the slack."""
        name, slack = level
        terms = self.model.objective(name)
        value = self._amount(terms, plan)
        most = value + value * slack // 100
        self.model.solver.linear(terms, high=most)
        self.model.solver.hint(plan.answer.everything())
        if name == "finish":
            self.latest_finish = min(self.latest_finish, most)
        return ObjectiveValue(name, value, value if bound is None else min(bound, value))

    def _amount(self, terms: Terms, plan: _Plan) -> int:
        finish = self.model.finish
        return sum(c * (plan.fit.finish if v == finish else plan.answer.value(v)) for c, v in terms)

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
        return sum(c * (horizon if variable == self.model.finish else 1) for c, variable in terms if c > 0)


def groups_of(levels: Sequence[Level]) -> Iterator[list[Level]]:
    """Levels that can be minimised as one: a level that gives something up closes its group."""
    group: list[Level] = []
    for level in levels:
        group.append(level)
        if level[1]:
            yield group
            group = []
    if group:
        yield group
