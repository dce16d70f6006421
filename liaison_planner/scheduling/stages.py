"""Settles levels one after the other, each on a problem that what is settled has made smaller."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.levels import Level, Minimiser, Outcome, groups_of
from liaison_planner.scheduling.problem import ObjectiveValue, Problem, Status
from liaison_planner.scheduling.reduce import earliest, reduce
from liaison_planner.scheduling.steady import as_they_are, at_even_pace
from liaison_planner.scheduling.windows import Windows

SHRINKING = ("finish", "cost")
"""Levels that a problem can keep by itself: by its horizon, and by its budget."""

PROBES = 6
"""Into how many parts the work for one level is divided when a finish is searched by halving."""


def minimise(problem: Problem, levels: Sequence[Level], *, soft: bool, limit: float) -> Outcome:
    """The best windows level by level; see `solve` for the guarantees.

    Most problems are settled at once. For the rest, deciding whether anything finishes within a shorter horizon is far easier
    than proving a finish best on the long one, as all windows shrink with it.
    """
    groups = list(groups_of(levels))
    shrinking = all(name in SHRINKING for group in groups[:-1] for name, _ in group)
    nothing_to_choose = all(activity.must and len(activity.modes) == 1 for activity in problem.activities)
    if soft or not shrinking or nothing_to_choose:
        minimiser = _minimiser(problem, soft=soft, limit=limit)
        return minimiser.minimise(levels) if minimiser else Outcome(Status.INFEASIBLE)
    return _Stages(problem, limit).settle(list(levels))


def _minimiser(problem: Problem, *, soft: bool = False, limit: float) -> Minimiser | None:
    """The search for the reduced problem; None if it is plain that there is no solution."""
    windows = Windows.of(problem)
    bounds = earliest(problem, windows)
    unreachable = any(activity.must and activity.name not in bounds.starts for activity in problem.activities)
    smaller = reduce(problem, bounds, soft=soft)
    hopeless = any(not goal.clause for goal in smaller.goals) or (problem.routes and not smaller.routes)
    if unreachable or (hopeless and not soft):
        return None
    return Minimiser(smaller, windows, bounds, soft=soft, limit=limit)


@dataclass(slots=True)
class _Stages:
    """The problem as far as it is settled, with the best windows so far."""

    problem: Problem
    limit: float
    windows: tuple[Window, ...] = ()
    reached: tuple[ObjectiveValue, ...] = ()

    def settle(self, levels: list[Level]) -> Outcome:
        while levels:
            minimiser = _minimiser(self.problem, limit=self.limit)
            if minimiser is None:
                return self._without(Outcome(Status.INFEASIBLE))
            group = next(groups_of(levels))
            outcome = minimiser.at_once(group)
            if outcome.status is not Status.OPTIMAL:
                if outcome.status is Status.INFEASIBLE:
                    return self._without(outcome)
                group = levels[:1] if levels[0][0] in SHRINKING else levels
                outcome = self._alone(minimiser, group, outcome)
            if outcome.status is Status.UNKNOWN and not self.windows and levels[0][0] in SHRINKING:
                outcome = self._at_even_pace(levels[0][0])
            if outcome.status in (Status.INFEASIBLE, Status.UNKNOWN):
                return self._without(outcome)
            self._keep(group, outcome)
            levels = levels[len(group) :]
        proven = all(level.value == level.bound for level in self.reached)
        return Outcome(Status.OPTIMAL if proven else Status.FEASIBLE, self.windows, self.reached)

    def _alone(self, minimiser: Minimiser, group: list[Level], start: Outcome) -> Outcome:
        if group[0][0] == "finish" and len(group) == 1:
            known = start if start.windows else self._at_even_pace("finish")
            return _Bracket(self.problem, self.limit / PROBES, minimiser.least_finish(), known.windows).search()
        return minimiser.minimise(group)

    def _at_even_pace(self, level: str) -> Outcome:
        """Some plan, where the work of none that was looked at would fit; it proves nothing."""
        unknown = Outcome(Status.UNKNOWN)
        if any(len(activity.modes) > 1 for activity in self.problem.activities):
            return unknown
        minimiser = _minimiser(at_even_pace(self.problem, Windows.of(self.problem)), limit=self.limit)
        outcome = minimiser.minimise([(level, 0)]) if minimiser else unknown
        if not outcome.windows:
            return unknown
        value = ObjectiveValue(level, outcome.objective[0].value, 0)
        return Outcome(Status.FEASIBLE, as_they_are(self.problem, outcome.windows), (value,))

    def _without(self, outcome: Outcome) -> Outcome:
        """What is known when a later level brings no answer: the windows of the levels before it."""
        return Outcome(Status.FEASIBLE, self.windows, self.reached) if self.reached else Outcome(outcome.status)

    def _keep(self, group: list[Level], outcome: Outcome) -> None:
        self.windows = outcome.windows
        self.reached += outcome.objective
        for (name, slack), level in zip(group, outcome.objective, strict=False):
            most = level.value + level.value * slack // 100
            if name == "finish":
                self.problem = self.problem.within(min(most, _end(self.problem)))
            if name == "cost":
                self.problem = replace(self.problem, budget=most)


class _Bracket:
    """The earliest finish between a bound and a known plan, by asking what can be done within ever other horizons."""

    def __init__(self, problem: Problem, limit: float, low: int, known: tuple[Window, ...]) -> None:
        self.problem, self.limit = problem, limit
        self.low = low
        self.windows = known
        self.last = _end(problem)
        self.high = min(self.last, _over(known)) if known else self.last + 1

    def search(self) -> Outcome:
        unclear = self._halve()
        if unclear is not None:
            self._raise(unclear)
            self._lower(unclear + 1)
        if self.high > self.last:
            return Outcome(Status.INFEASIBLE if self.low > self.last else Status.UNKNOWN)
        value = ObjectiveValue("finish", self.high, min(self.low, self.high))
        return Outcome(Status.OPTIMAL if value.bound == value.value else Status.FEASIBLE, self.windows, (value,))

    def _possible(self, horizon: int) -> bool | None:
        """Whether everything can be over by then; None if the limit was reached first."""
        minimiser = _minimiser(self.problem.within(horizon), limit=self.limit)
        outcome = minimiser.minimise([("anything", 0)]) if minimiser else Outcome(Status.INFEASIBLE)
        if outcome.windows or outcome.status is Status.OPTIMAL:
            self.windows = outcome.windows
            self.high = min(horizon, _over(outcome.windows))
            return True
        return False if outcome.status is Status.INFEASIBLE else None

    def _halve(self) -> int | None:
        """Closes the bracket; gives a horizon that could not be decided, if it met one."""
        while self.low < self.high:
            middle = min((self.low + self.high) // 2, self.last)
            possible = self._possible(middle)
            if possible is None:
                return middle
            if not possible:
                self.low = middle + 1
        return None

    def _raise(self, unclear: int) -> None:
        """Lifts the bound as far as can be decided."""
        while self.low < unclear and self.low < self.high:
            middle = (self.low + unclear) // 2
            if self._possible(middle) is False:
                self.low = middle + 1
            else:
                unclear = middle

    def _lower(self, least: int) -> None:
        """Looks for plans that finish sooner than the known one, as far as can be decided."""
        while least < self.high:
            middle = min((least + self.high) // 2, self.last)
            if not self._possible(middle):
                least = middle + 1


def _end(problem: Problem) -> int:
    """The last period by which everything wanted may be over."""
    return problem.horizon if problem.deadline is None else min(problem.deadline, problem.horizon)


def _over(windows: tuple[Window, ...]) -> int:
    """A period by which everything that is wanted is over; what is a must may be wanted."""
    return max((window.end for window in windows), default=0)
