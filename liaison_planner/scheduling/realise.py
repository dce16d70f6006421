"""By when chosen activities can be done: a search over them alone, exact but for its limit."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from liaison_planner.scheduling.cuts import Cuts
from liaison_planner.scheduling.fitting import Fit, fit
from liaison_planner.scheduling.hours import Stretches, Window
from liaison_planner.scheduling.model import Model
from liaison_planner.scheduling.problem import Fact, Goal, Problem, Route
from liaison_planner.scheduling.reduce import earliest
from liaison_planner.scheduling.windows import Windows

ROUND = 0.005
"""What building and presolving a round costs beyond what the solver counts, in deterministic seconds."""

REMEMBERED = 12
"""How many overcrowded sets of periods, the last ones met, a search begins with."""


@dataclass(slots=True)
class Realiser:
    """Searches the best windows for one choice of activities after the other; remembers where it was crowded."""

    problem: Problem
    windows: Windows
    crowded: list[Stretches] = field(default_factory=list)

    def realise(
        self, chosen: Sequence[Window], routes: Sequence[Route], aim: int, limit: float
    ) -> tuple[Fit, int, float]:
        """Windows for exactly these activities, going one of the routes, that are over by `aim`, or else as soon as possible; a proven bound of
        when they can be over at all (at least `aim`); and the work done, in deterministic seconds.

        What is a must may end later unless a goal or a route needs it.
        """
        problem = replace(_only(self.problem, chosen), routes=tuple(routes))
        model = Model(problem, self.windows, earliest(problem, self.windows), soft=False)
        for window in chosen:
            model.solver.any_of([model.spans[window.activity.name].modes[window.mode]])
        model.solver.minimise([(1, model.finish)])
        model.solver.linear([(1, model.finish)], low=aim)
        cuts = Cuts(model)
        for stretches in self.crowded[-REMEMBERED:]:
            cuts.add(stretches)
        best, bound, left = Fit((), problem.horizon + 1), aim, limit
        while left > 0:
            answer = model.solver.solve(left)
            left -= answer.work + ROUND
            if answer.infeasible:
                return best, best.finish, limit - left
            bound = max(bound, answer.bound)
            if not answer.values:
                break
            finish = answer.value(model.finish)
            found = fit(problem, self.windows, model.chosen(answer), finish, finish)
            best = min(best, found, key=lambda each: each.finish)
            new = [stretches for stretches in found.crowded if cuts.add(stretches)]
            if best.finish <= bound or not new:
                break
            self.crowded += new
            model.solver.hint(answer.everything())
        return best, bound, limit - left


def _only(problem: Problem, chosen: Sequence[Window]) -> Problem:
    """The problem of doing the chosen activities in their modes, all but musts by the finish."""
    sub = problem.with_activities(tuple(window.activity for window in chosen))
    ends = {f"end of {w.activity.name}": Fact(1, ((w.activity.name, 1),)) for w in chosen if not w.activity.must}
    return replace(sub, facts={**sub.facts, **ends}, goals=(*sub.goals, *(Goal((name,)) for name in ends)))
