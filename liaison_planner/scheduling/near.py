"""The solution nearest to an earlier one: what stood somewhere stays there as far as it can, then the rest is best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from liaison_planner.scheduling.cuts import Cuts
from liaison_planner.scheduling.hours import Window, share_out
from liaison_planner.scheduling.model import Model, Span
from liaison_planner.scheduling.place import placements_near
from liaison_planner.scheduling.problem import Anchor, ObjectiveValue, Problem, Solution, Status
from liaison_planner.scheduling.realise import ROUND
from liaison_planner.scheduling.reduce import earliest, reduce
from liaison_planner.scheduling.solver import Answer, Terms
from liaison_planner.scheduling.widen import widened
from liaison_planner.scheduling.windows import Windows

MOVED = "moved"
PATIENCE = 0.4
"""Work for one answer, in deterministic seconds; whether its work fits is worth knowing before it is proven best."""

EXCHANGED = 52
"""What an activity that is added or dropped counts, in periods by which a start moves: our own measure."""


def nearest(problem: Problem, anchors: Mapping[str, Anchor], levels: Sequence[str], limit: float) -> Solution:
    """The solution that moves the anchored activities least, and of those the best level by level.

    A period by which a start moves counts one; an activity that leaves or joins counts `EXCHANGED`. Ends stay where the work
    allows. Guarantees as `solve`: every limit is kept, bounds are proven, the same problem gives the same answer.
    """
    windows = Windows.of(problem)
    bounds = earliest(problem, windows)
    if any(activity.must and activity.name not in bounds.starts for activity in problem.activities):
        return Solution(Status.INFEASIBLE)
    smaller = reduce(problem, bounds, keep=anchors.keys())
    if any(not goal.clause for goal in smaller.goals) or (problem.routes and not smaller.routes):
        return Solution(Status.INFEASIBLE)
    return _Nearest(smaller, Model(smaller, windows, bounds, soft=False), anchors, limit).solve(levels, windows)


@dataclass(frozen=True, slots=True)
class _Best:
    """One level settled: the answer, windows from its starts on that hold all the work, and a proven bound."""

    answer: Answer
    windows: tuple[Window, ...]
    bound: int


class _Nearest:
    """One model, asked level after level; activities begin where its answers say, and end as late as they must."""

    def __init__(self, problem: Problem, model: Model, anchors: Mapping[str, Anchor], limit: float) -> None:
        self.problem, self.model, self.limit = problem, model, limit
        self.cuts = Cuts(model)
        self.anchors = anchors
        self.moved = [term for span in model.spans.values() for term in self._moves(span)]
        self.latest_finish = model.deadline
        model.solver.hint(
            {
                variable: value
                for name, span in model.spans.items()
                if name in anchors
                for variable, value in ((span.present, 1), (span.start, anchors[name].start))
            }
        )

    def _moves(self, span: Span) -> list[tuple[int, int]]:
        anchor, solver, must = self.anchors.get(span.activity.name), self.model.solver, span.activity.must
        if anchor is None:
            return [] if must else [(EXCHANGED, span.present)]
        off = solver.integer(0, self.problem.horizon + abs(anchor.start))
        solver.linear([(1, off), (-1, span.start)], low=-anchor.start, when=(span.present,))
        solver.linear([(1, off), (1, span.start)], low=anchor.start, when=(span.present,))
        return [(1, off)] if must else [(1, off), (EXCHANGED, -1 - span.present)]

    def solve(self, levels: Sequence[str], windows: Windows) -> Solution:
        """Settles the levels in turn; what is reached on one is kept on those that follow."""
        reached: list[ObjectiveValue] = []
        best: _Best | None = None
        for name in levels:
            terms = self.moved if name == MOVED else self.model.objective(name)
            found = self._least(terms, windows, finish_counts=name == "finish")
            if isinstance(found, Status):
                if best is None:
                    return Solution(found)
                break
            best, value = found, _amount(terms, found.answer)
            reached.append(ObjectiveValue(name, value, min(found.bound, value)))
            self.model.solver.linear(terms, high=value)
            self.model.solver.hint(best.answer.everything())
            if name == "finish":
                self.latest_finish = value
        proven = len(reached) == len(levels) and all(level.value == level.bound for level in reached)
        placed = placements_near(self.problem, windows, best.windows if best else (), self.anchors)
        return Solution(Status.OPTIMAL if proven else Status.FEASIBLE, placed, tuple(reached))

    def _least(self, terms: Terms, windows: Windows, *, finish_counts: bool) -> _Best | Status:
        """Asks for the least, and again with what was learned, until the work fits."""
        solver, left, bound = self.model.solver, self.limit, 0
        solver.minimise(terms)
        while left > 0:
            answer = solver.solve(min(left, PATIENCE))
            left -= answer.work + ROUND
            if answer.infeasible:
                return Status.INFEASIBLE
            if not answer.values:
                break
            bound = max(bound, answer.bound)
            chosen = self.model.chosen(answer)
            exact = finish_counts or bool(self.problem.checks)
            wide = self._widest(chosen, windows, answer.value(self.model.finish) if exact else self.latest_finish)
            share = share_out(wide, self.problem.capacity)
            if share.work is not None:
                return _Best(answer, tuple(wide), bound)
            learned = [self.cuts.add(stretches) for stretches in share.crowded]
            if not any(learned):
                self._forbid(chosen)
            solver.hint(answer.everything())
        return Status.UNKNOWN

    def _widest(self, chosen: Sequence[Window], windows: Windows, finish: int) -> list[Window]:
        """The windows with their starts as they are and their ends as late as nothing stands in the way of."""
        wide = widened(self.problem, windows, chosen, finish, starts_first=False)
        return [replace(window, start=own.start) for window, own in zip(wide, chosen, strict=True)]

    def _forbid(self, chosen: Sequence[Window]) -> None:
        """These activities with exactly these starts and ends do not come again."""
        after, spans = self.model.after, self.model.spans
        other: list[int] = []
        for window in chosen:
            span = spans[window.activity.name]
            other.append(-1 - span.modes[window.mode])
            for variable, at in ((span.start, window.start), (span.end, window.end)):
                other += [after(variable, at + 1), -1 - after(variable, at)]
        self.model.solver.any_of(other)


def _amount(terms: Terms, answer: Answer) -> int:
    return sum(coefficient * answer.value(variable) for coefficient, variable in terms)
