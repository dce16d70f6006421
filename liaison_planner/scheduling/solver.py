"""CP-SAT with few words: a model is built straight in the solver's own format, which spares the import of pandas.

A variable is its index; the negation of a Boolean variable x is -1 - x, as in the solver's format. Terms are pairs
(coefficient, variable). OR-Tools is imported when this module is, so it is imported only when a solve starts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ortools.sat.python import cp_model_helper as sat

from liaison_planner.scheduling.interrupt import interruptible

SEED = 20260101
Terms = Sequence[tuple[int, int]]
AS_IT_STANDS = 0.02
"""For how many deterministic seconds a model is tried without simplifying it first."""

FAR = 1 << 60
"""Stands for no bound; well inside the solver's 64 bits."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run of the solver says; `values` is empty unless a solution was found. `work` is deterministic seconds."""

    optimal: bool
    infeasible: bool
    values: tuple[int, ...]
    objective: int
    bound: int
    work: float

    def everything(self) -> dict[int, int]:
        """The value of every variable."""
        return dict(enumerate(self.values))

    def value(self, variable: int) -> int:
        """The value of a variable or of a negated Boolean one."""
        return self.values[variable] if variable >= 0 else 1 - self.values[-1 - variable]


class Solver:
    """A growing model: variables, constraints, an objective, hints; solving it leaves it as it is."""

    def __init__(self) -> None:
        self.proto = sat.CpModelProto()
        self._variables, self._constraints = self.proto.variables, self.proto.constraints
        self._count = 0

    # variables

    def integer(self, low: int, high: int) -> int:
        """A new variable between two bounds."""
        return self._variable([low, high])

    def _variable(self, domain: list[int]) -> int:
        self._variables.add().domain.extend(domain)
        self._count += 1
        return self._count - 1

    def integer_among(self, values: Iterable[int]) -> int:
        """A new variable that takes one of the values."""
        members = sorted(values)
        gaps = [i for i, (one, other) in enumerate(pairwise(members), 1) if other > one + 1]
        domain = [
            edge for first, end in pairwise([0, *gaps, len(members)]) for edge in (members[first], members[end - 1])
        ]
        return self._variable(domain)

    def boolean(self) -> int:
        """A new variable that is 0 or 1."""
        return self.integer(0, 1)

    def constant(self, value: int) -> int:
        """A new variable with only one value."""
        return self.integer(value, value)

    # constraints

    def linear(self, terms: Terms, low: int = -FAR, high: int = FAR, when: Sequence[int] = ()) -> None:
        """Keeps low <= sum of the terms <= high, if all of `when` are true."""
        constraint = self._constraints.add()
        if when:
            constraint.enforcement_literal.extend(when)
        linear = constraint.linear
        shift = sum([coefficient for coefficient, variable in terms if variable < 0])
        linear.vars.extend([v if v >= 0 else -1 - v for _, v in terms])
        linear.coeffs.extend([c if v >= 0 else -c for c, v in terms])
        linear.domain.extend([max(low - shift, -FAR), min(high - shift, FAR)])

    def not_before(self, later: int, earlier: int, gap: int = 0, when: Sequence[int] = ()) -> None:
        """Keeps later >= earlier + gap, if all of `when` are true."""
        self.linear([(1, later), (-1, earlier)], low=gap, when=when)

    def any_of(self, literals: Iterable[int]) -> None:
        """At least one of the literals is true."""
        self._constraints.add().bool_or.literals.extend(list(literals))

    def implies(self, one: int, other: int) -> None:
        """If one literal is true, so is the other."""
        self.any_of([-1 - one, other])

    def exactly_one(self, literals: Iterable[int]) -> None:
        """One of the literals is true, and no other."""
        self._constraints.add().exactly_one.literals.extend(list(literals))

    def at_most_one(self, literals: Iterable[int]) -> None:
        """No two of the literals are true."""
        self._constraints.add().at_most_one.literals.extend(list(literals))

    def interval(self, start: int, size: int, end: int, present: int) -> int:
        """A stretch of time: start + size = end if the literal `present` is true; gives its number for the rest."""
        constraint = self._constraints.add()
        constraint.enforcement_literal.append(present)
        _set(constraint.interval.start, start)
        _set(constraint.interval.size, size)
        _set(constraint.interval.end, end)
        return len(self._constraints) - 1

    def fixed_interval(self, start: int, end: int) -> int:
        """A stretch of time that is always there."""
        constraint = self._constraints.add()
        constraint.interval.start.offset = start
        constraint.interval.size.offset = end - start
        constraint.interval.end.offset = end
        return len(self._constraints) - 1

    def cumulative(self, intervals: Sequence[int], demands: Sequence[tuple[int, int | None]], capacity: int) -> None:
        """At no time do the demands of the intervals that run exceed the capacity; a demand is (offset, variable)."""
        constraint = self._constraints.add().cumulative
        constraint.intervals.extend(intervals)
        for offset, variable in demands:
            demand = constraint.demands.add()
            demand.offset = offset
            if variable is not None:
                _set(demand, variable)
        constraint.capacity.offset = capacity

    def no_overlap(self, intervals: Sequence[int]) -> None:
        """No two of the intervals run at the same time."""
        self._constraints.add().no_overlap.intervals.extend(intervals)

    def greatest(self, expressions: Sequence[tuple[int, int | None, int]], low: int, high: int) -> int:
        """A new variable equal to the greatest of the expressions (coefficient, variable or None, offset)."""
        target = self.integer(low, high)
        constraint = self._constraints.add().lin_max
        _set(constraint.target, target)
        for coefficient, variable, offset in expressions:
            expression = constraint.exprs.add()
            expression.offset = offset
            if variable is not None:
                _set(expression, variable, coefficient)
        return target

    # solving

    def minimise(self, terms: Terms) -> None:
        """Replaces the objective; without terms any solution will do."""
        self.proto.clear_objective()
        if terms:
            objective = self.proto.objective
            objective.vars.extend([v if v >= 0 else -1 - v for _, v in terms])
            objective.coeffs.extend([c if v >= 0 else -c for c, v in terms])
            objective.offset = sum(c for c, v in terms if v < 0)

    def hint(self, values: Mapping[int, int]) -> None:
        """Values of variables to try first."""
        self.proto.clear_solution_hint()
        self.proto.solution_hint.vars.extend(list(values))
        self.proto.solution_hint.values.extend(list(values.values()))

    def solve(self, limit: float) -> Answer:
        """Runs the solver on one thread with a fixed seed, for at most `limit` deterministic seconds.

        First as it stands, for a moment, as most models are solved sooner than they are simplified; then simplified once.
        Raises ValueError if the model makes no sense, which is an error of ours. Ctrl-C stops it at once, with
        KeyboardInterrupt and without an answer.
        """
        quick = self._run(min(limit, AS_IT_STANDS), presolve=False)
        if quick.optimal or quick.infeasible or limit <= AS_IT_STANDS:
            return quick
        thorough = self._run(limit - quick.work, presolve=True)
        return replace(thorough, work=quick.work + thorough.work)

    def _run(self, limit: float, *, presolve: bool) -> Answer:
        wrapper = sat.SolveWrapper()
        wrapper.set_parameters(_parameters(limit, presolve=presolve))
        response = interruptible(lambda: wrapper.solve(self.proto), wrapper.stop_search)  # type: ignore[no-untyped-call]
        status = response.status
        if status == sat.CpSolverStatus.MODEL_INVALID:
            raise ValueError("the model is not valid")
        optimal = status == sat.CpSolverStatus.OPTIMAL
        objective = round(response.objective_value)
        return Answer(
            optimal=optimal,
            infeasible=status == sat.CpSolverStatus.INFEASIBLE,
            values=tuple(response.solution),
            objective=objective,
            bound=objective if optimal else _rounded_up(response.best_objective_bound),
            work=response.deterministic_time,
        )


def _set(expression: sat.LinearExpressionProto, variable: int, coefficient: int = 1) -> None:
    """Adds coefficient * variable; a negated Boolean one is 1 - x."""
    expression.vars.append(variable if variable >= 0 else -1 - variable)
    expression.coeffs.append(coefficient if variable >= 0 else -coefficient)
    if variable < 0:
        expression.offset += coefficient


def _rounded_up(bound: float) -> int:
    """The least whole number not below a bound that may carry the noise of floating point."""
    return round(bound) if abs(bound - round(bound)) < 1e-6 else int(bound) + (bound > 0)


def _parameters(limit: float, *, presolve: bool) -> sat.SatParameters:
    """One thread, a fixed seed and a deterministic limit; no linear relaxation, which has once led the pinned solver
    version to call a worse answer optimal (docs/decisions/0002-solver-settings.md).
    """
    parameters = sat.SatParameters()
    parameters.num_workers = 1
    parameters.random_seed = SEED
    parameters.linearization_level = 0
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.cp_model_presolve = presolve
    parameters.max_presolve_iterations = 1
    parameters.max_deterministic_time = limit
    parameters.catch_sigint_signal = False  # it would end the search early and pass off what it has as the answer
    return parameters
