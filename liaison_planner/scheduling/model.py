"""The CP-SAT model of a problem: one method per constraint, each with the sentence it guarantees.

Divisible work is relaxed: the model knows windows from start to end, not the work of each period. It may accept windows
in which the work does not fit; `cuts` then teaches it why not. Everything else is exact.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import gcd
from operator import sub

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.problem import Activity, Clause, Mode, Problem, Route
from liaison_planner.scheduling.reduce import Earliest
from liaison_planner.scheduling.solver import Answer, Solver, Terms
from liaison_planner.scheduling.windows import LeastEnds, Windows, runs

ROUTE_TERM_WEIGHT = 3
"""What one clause of a route is worth when not everything fits."""


@dataclass(frozen=True, slots=True)
class Span:
    """The variables of one activity; one literal for each of its modes."""

    activity: Activity
    present: int
    start: int
    end: int
    size: int
    interval: int
    modes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A clause in the model: whether it is established and a time from which it holds."""

    active: int
    time: int


class Model:
    """Variables and constraints of a problem; `soft` allows goals to be missed and counts their weights."""

    def __init__(self, problem: Problem, windows: Windows, bounds: Earliest, *, soft: bool) -> None:
        self.problem, self.windows, self.bounds, self.soft = problem, windows, bounds, soft
        self.solver = Solver()
        self.horizon = problem.horizon
        self.deadline = self.horizon if problem.deadline is None else min(problem.deadline, self.horizon)
        self.finish = self.solver.integer(0, self.deadline)
        self.spans = {activity.name: self._span(activity) for activity in problem.activities}
        self._nodes: dict[Clause, Node] = {}
        self._after: dict[tuple[int, int], int] = {}
        self._route_penalty: list[tuple[int, int]] = []
        self._route_choice: list[tuple[Route, int]] = []
        self._paid: list[tuple[int, int]] = []
        self._resources()
        self._stocks()
        self._grants()
        self._budget()
        self._checks()
        for span in self.spans.values():
            self._room(span)
            self._prerequisites(span)
        self._unmet = [*self._goals(), *self._routes()]
        self._nothing_after_the_finish()
        self._room_before_the_finish()

    # variables

    def _span(self, activity: Activity) -> Span:
        """The activity is placed at a start from which it can end in time, in one of its modes, or left out."""
        solver, ends = self.solver, self.windows.of_activity(activity.name)
        first = self.bounds.starts.get(activity.name, 0)
        starts = _from(sorted(ends) if len(activity.modes) > 1 else list(ends), first)
        present = solver.constant(1) if activity.must else solver.boolean()
        start = solver.integer_among(starts)
        soonest = ends[starts[0]] if len(activity.modes) == 1 else min(map(ends.__getitem__, starts))
        end = solver.integer(soonest, self.horizon if activity.must else self.deadline)
        shortest = min(mode.periods for mode in activity.modes)
        rigid = all(mode.longest == shortest for mode in activity.modes)
        size = solver.constant(shortest) if rigid else solver.integer(shortest, self.horizon)
        interval = solver.interval(start, size, end, present)
        return Span(activity, present, start, end, size, interval, self._modes(activity, present, size))

    def _modes(self, activity: Activity, present: int, size: int) -> tuple[int, ...]:
        """An activity that is done is done in exactly one mode, which bounds its length."""
        if len(activity.modes) == 1:
            literals: tuple[int, ...] = (present,)
        else:
            literals = tuple(self.solver.boolean() for _ in activity.modes)
            self.solver.exactly_one([*literals, -1 - present])
        pairs = list(zip(activity.modes, literals, strict=True))
        if len(pairs) > 1 and all(mode.longest == mode.periods for mode, _ in pairs):
            terms = [(1, size), *((-mode.periods, literal) for mode, literal in pairs)]
            self.solver.linear(terms, 0, 0, when=() if activity.must else (present,))
            return literals
        for mode, literal in pairs:
            most = self.horizon if mode.longest is None else min(mode.longest, self.horizon)
            most = max(most, mode.periods)  # more than the horizon: then the mode is impossible, not the model
            if len(pairs) > 1 or most < self.horizon:
                self.solver.linear([(1, size)], mode.periods, most, when=(literal,))
        return literals

    def after(self, variable: int, time: int) -> int:
        """A literal that is true exactly if the variable is at least `time`."""
        if (variable, time) not in self._after:
            literal = self.solver.boolean()
            self.solver.linear([(1, variable)], low=time, when=(literal,))
            self.solver.linear([(1, variable)], high=time - 1, when=(-1 - literal,))
            self._after[variable, time] = literal
        return self._after[variable, time]

    # limits

    def _room(self, span: Span) -> None:
        """In every mode the window leaves room for the work, if there were no other; see `Windows`."""
        for ends, literal in zip(self.windows.of_modes[span.activity.name], span.modes, strict=True):
            self._long_enough(span, ends, literal)
            if len(span.modes) > 1:
                self._only_possible_starts(span, set(ends), literal)
        if span.activity.unbroken:
            self._no_stop(span)

    def _long_enough(self, span: Span, ends: LeastEnds, literal: int) -> None:
        starts = _from(list(ends), self.bounds.starts.get(span.activity.name, 0))
        lengths = list(map(sub, map(ends.__getitem__, starts), starts))
        if not lengths:
            self.solver.any_of([-1 - literal])
            return
        least = min(lengths)
        self.solver.linear([(1, span.size)], low=least, when=(literal,))
        for first, after_last, length in runs(tuple(lengths)) if max(lengths) > least else ():
            if length > least:
                here = [literal]
                if first > 0:
                    here.append(self.after(span.start, starts[first]))
                if after_last < len(starts):
                    here.append(-1 - self.after(span.start, starts[after_last]))
                self.solver.linear([(1, span.size)], low=length, when=here)

    def _only_possible_starts(self, span: Span, starts: set[int], literal: int) -> None:
        """Starts of other modes that are too late, or otherwise none, for this one."""
        every = self.windows.of_activity(span.activity.name)
        last = max(starts, default=None)
        first = min(starts, default=None)
        if last is not None and first is not None:
            self.solver.linear([(1, span.start)], low=first, high=last, when=(literal,))
        for start in every:
            if start not in starts and (last is None or first is None or first < start < last):
                not_here = [-1 - literal, self.after(span.start, start + 1), -1 - self.after(span.start, start)]
                self.solver.any_of(not_here)

    def _no_stop(self, span: Span) -> None:
        """An unbroken activity lies wholly before or wholly after every stretch without capacity, and beside nothing that
        leaves none.
        """
        for other in self.spans.values():
            if other.activity.leaves == 0 and other is not span:
                self.solver.no_overlap([span.interval, other.interval])
        for first, end, capacity in runs(self.problem.capacity):
            if capacity == 0 and first > 0:
                self.solver.linear([(1, span.end)], high=first, when=(span.present, -1 - self.after(span.start, end)))

    def _resources(self) -> None:
        """In no period do the loads on a resource exceed what it offers; fixed loads fill up weaker periods."""
        for name, offered in self.problem.resources.items():
            spans = [span for span in self.spans.values() if self._load_range(span, name)[1] > 0]
            if spans:
                self._resource(name, offered, spans)

    def _resource(self, name: str, offered: tuple[int, ...], spans: list[Span]) -> None:
        most = max(offered)
        loads = [self._load(span, name) for span in spans]
        if all(variable is None and load <= most < 2 * load for load, variable in loads) and min(offered) == most:
            self.solver.no_overlap([span.interval for span in spans])
            return
        intervals = [span.interval for span in spans]
        for first, end, amount in runs(offered):
            if amount < most:
                intervals.append(self.solver.fixed_interval(first, end))
                loads.append((most - amount, None))
        self.solver.cumulative(intervals, loads, most)

    @staticmethod
    def _load_range(span: Span, name: str) -> tuple[int, int]:
        loads = [dict(mode.loads).get(name, 0) for mode in span.activity.modes]
        return min(loads), max(loads)

    def _load(self, span: Span, name: str) -> tuple[int, int | None]:
        """The load of the chosen mode, as an offset and a variable."""
        low, high = self._load_range(span, name)
        if low == high:
            return low, None
        load = self.solver.integer(low, high)
        loads = [dict(mode.loads).get(name, 0) for mode in span.activity.modes]
        terms = [(1, load), *((-amount, literal) for amount, literal in zip(loads, span.modes, strict=True))]
        self.solver.linear(terms, 0, 0, when=() if span.activity.must else (span.present,))
        return 0, load

    def _stocks(self) -> None:
        """All uses of a stock together stay within what there is."""
        for name, most in self.problem.stocks.items():
            terms = [
                (dict(mode.uses).get(name, 0), literal)
                for span in self.spans.values()
                for mode, literal in zip(span.activity.modes, span.modes, strict=True)
            ]
            self.solver.linear([term for term in terms if term[0]], high=most)

    def _grants(self) -> None:
        """A grant pays at most its amount, and no more than what is done in its modes costs; that is over before anything
        begins that ends grants.
        """
        for name, most in self.problem.grants.items():
            terms = self._of_modes(lambda mode: mode.cost, name)
            if terms and most > 0:
                unit = gcd(most, *(cost for cost, _ in terms))
                paid = self.solver.integer(0, min(most, sum(cost for cost, _ in terms)) // unit)
                self.solver.linear([*terms, (-unit, paid)], low=0)
                self._paid.append((-unit, paid))
        for leaving in self.spans.values():
            if leaving.activity.ends_grants:
                for span in self.spans.values():
                    self._over_before(span, leaving)

    def _over_before(self, span: Span, leaving: Span) -> None:
        for mode, literal in zip(span.activity.modes, span.modes, strict=True):
            if mode.grant and span is not leaving:
                self.solver.not_before(leaving.start, span.end, when=(literal, leaving.present))

    def _budget(self) -> None:
        """All costs together stay within the budget, and what starts in certain periods within their allowance."""
        if self.problem.budget is not None:
            self.solver.linear(self._cost(), high=self.problem.budget)
        for allowance in self.problem.allowances:
            terms = []
            for span in self.spans.values():
                if any(mode.cost for mode in span.activity.modes):
                    terms += self._cost_within(span, allowance.first, allowance.end)
            self.solver.linear(terms, high=allowance.most)

    def _cost_within(self, span: Span, first: int, end: int) -> list[tuple[int, int]]:
        """The cost of a span, counted only if it starts in the periods."""
        counted = []
        for mode, literal in zip(span.activity.modes, span.modes, strict=True):
            here = self.solver.boolean()
            outside = [-1 - self.after(span.start, first), self.after(span.start, end)]
            self.solver.any_of([here, -1 - literal, *outside])
            counted.append((mode.cost, here))
        return counted

    def _checks(self) -> None:
        """At every check before the finish, costs so far less what was gained and paid back stay within what there is."""
        for check in self.problem.checks:
            if check.first >= self.deadline:
                continue
            terms = []
            for span in self.spans.values():
                if any(mode.cost for mode in span.activity.modes):
                    terms += self._cost_within(span, 0, check.end)
                if span.activity.gain and check.first:
                    terms.append((-span.activity.gain, self._periods_done(span, check.first)))
            terms += [(-1, paid) for name in self.problem.grants for paid in self._paid_back(name, check.first)]
            self.solver.linear(terms, high=check.most, when=(self.after(self.finish, check.first + 1),))

    def _paid_back(self, grant: str, by: int) -> list[int]:
        """A variable for what the grant has paid by then, never too much; none if nothing can be over by then."""
        terms = []
        for span in self.spans.values():
            ways = self.windows.of_modes[span.activity.name]
            for mode, literal, ends in zip(span.activity.modes, span.modes, ways, strict=True):
                if mode.grant == grant and mode.cost and min(ends.values(), default=by + 1) <= by:
                    over = self.solver.boolean()
                    self.solver.implies(over, literal)
                    self.solver.implies(over, -1 - self.after(span.end, by + 1))
                    terms.append((mode.cost, over))
        if not terms:
            return []
        paid = self.solver.integer(0, max(0, min(self.problem.grants[grant], sum(cost for cost, _ in terms))))
        self.solver.linear([*terms, (-1, paid)], low=0)
        return [paid]

    def _periods_done(self, span: Span, by: int) -> int:
        """A variable for the periods done by then: for gains never too many, for losses never too few."""
        length = span.activity.modes[0].periods
        done, late = self.solver.integer(0, min(length, by)), self.after(span.start, by)
        if span.activity.gain > 0:
            self.solver.linear([(1, done)], high=0, when=(late,))
            self.solver.linear([(1, done)], high=0, when=(-1 - span.present,))
            self.solver.linear([(1, done), (1, span.start)], high=by, when=(-1 - late,))
            return done
        begun = [span.present, -1 - late]
        if by > length:
            running = self.after(span.start, by - length)
            self.solver.linear([(1, done)], low=length, when=(span.present, -1 - running))
            begun.append(running)
        self.solver.linear([(1, done), (1, span.start)], low=by, when=begun)
        return done

    # prerequisites, goals, routes

    def _node(self, clause: Clause) -> Node:
        """Active only if a fact of the clause is established by activities that end by the node's time."""
        if clause not in self._nodes:
            self._nodes[clause] = self._new_node(clause)
        return self._nodes[clause]

    def _new_node(self, clause: Clause) -> Node:
        ways = list(dict.fromkeys(way for fact in clause for way in self._ways(fact)))
        if len(ways) == 1:
            return ways[0]
        first = self.bounds.clause(clause)
        node = Node(
            self.solver.boolean(), self.solver.integer(int(first) if first <= self.horizon else 0, self.horizon)
        )
        used = []
        for way in ways:
            use = self.solver.boolean()
            used.append(use)
            self.solver.implies(use, way.active)
            self.solver.not_before(node.time, way.time, when=(use,))
        self.solver.any_of([*used, -1 - node.active])
        return node

    def _ways(self, fact_name: str) -> list[Node]:
        """Single activities that establish the fact alone, or one node that adds several up."""
        fact = self.problem.facts[fact_name]
        if all(amount >= fact.need for _, amount in fact.providers):
            return [Node(self.spans[name].present, self.spans[name].end) for name, _ in fact.providers]
        return [self._sum_node(fact_name)]

    def _sum_node(self, fact_name: str) -> Node:
        clause = ("sum of", fact_name)
        if clause not in self._nodes:
            fact = self.problem.facts[fact_name]
            node = Node(self.solver.boolean(), self.solver.integer(0, self.horizon))
            uses = []
            for name, amount in fact.providers:
                use = self.solver.boolean()
                self.solver.implies(use, self.spans[name].present)
                self.solver.not_before(node.time, self.spans[name].end, when=(use,))
                uses.append((amount, use))
            self.solver.linear(uses, low=fact.need, when=(node.active,))
            self._nodes[clause] = node
        return self._nodes[clause]

    def _prerequisites(self, span: Span) -> None:
        """An activity starts only when each of its clauses holds."""
        for clause in span.activity.requires:
            node = self._node(clause)
            self.solver.implies(span.present, node.active)
            self.solver.not_before(span.start, node.time, when=(span.present,))

    def _goals(self) -> list[tuple[int, int]]:
        """Every goal holds at the finish; if soft, a missed one costs its weight."""
        return [(goal.weight, -1 - self._by_finish(goal.clause)) for goal in self.problem.goals]

    def _by_finish(self, clause: Clause) -> int:
        if not clause:
            return self.solver.constant(0)
        node = self._node(clause)
        met = self.solver.boolean() if self.soft else self.solver.constant(1)
        self.solver.implies(met, node.active)
        self.solver.not_before(self.finish, node.time, when=(met,))
        return met

    def _routes(self) -> list[tuple[int, int]]:
        """The clauses of at least one route hold at the finish; if soft, each missed clause of the nearest one counts."""
        if not self.problem.routes:
            return []
        chosen = [self.solver.boolean() for _ in self.problem.routes]
        self.solver.exactly_one(chosen)
        pairs = list(zip(self.problem.routes, chosen, strict=True))
        self._route_choice = pairs
        self._route_penalty = [(route.penalty, literal) for route, literal in pairs if route.penalty]
        return [
            term for route, literal in pairs for clause in route.clauses for term in self._route_clause(clause, literal)
        ]

    def _route_clause(self, clause: Clause, chosen: int) -> list[tuple[int, int]]:
        missed = self.solver.boolean() if self.soft else self.solver.constant(0)
        if not clause:
            self.solver.any_of([-1 - chosen, missed])
        else:
            node = self._node(clause)
            self.solver.any_of([-1 - chosen, missed, node.active])
            self.solver.not_before(self.finish, node.time, when=(chosen, -1 - missed))
        return [(ROUTE_TERM_WEIGHT, missed)] if self.soft else []

    # strengthening

    def _nothing_after_the_finish(self) -> None:
        """What is not a must ends by the finish: later, it could serve no goal."""
        for span in self.spans.values():
            if not span.activity.must:
                self.solver.not_before(self.finish, span.end, when=(span.present,))

    def _room_before_the_finish(self) -> None:
        """What must be over by the finish fits, in all, into the work and the resources that there are until then."""
        modes = [
            (mode, literal, min(map(sub, ends.values(), ends)))
            for span in self.spans.values()
            if not span.activity.must
            for mode, literal, ends in zip(
                span.activity.modes, span.modes, self.windows.of_modes[span.activity.name], strict=True
            )
            if ends
        ]
        work = [(mode.effort, literal) for mode, literal, _ in modes]
        self._until_finish(self.problem.capacity, [*work, *self._withheld()])
        for name, offered in self.problem.resources.items():
            taken = [(least * dict(mode.loads).get(name, 0), literal) for mode, literal, least in modes]
            self._until_finish(offered, taken)

    def _withheld(self) -> list[tuple[int, int]]:
        """The capacity that activities which leave less take away at least, wherever they stand."""
        found = []
        for span in self.spans.values():
            leaves = span.activity.leaves
            if leaves is not None and not span.activity.must:
                taken = list(accumulate((max(0, each - leaves) for each in self.problem.capacity), initial=0))
                starts = self.windows.of_activity(span.activity.name).items()
                found.append((min((taken[end] - taken[start] for start, end in starts), default=0), span.present))
        return found

    def _until_finish(self, offered: tuple[int, ...], taken: Sequence[tuple[int, int]]) -> None:
        terms = [(amount, literal) for amount, literal in taken if amount]
        if not terms:
            return
        until = list(accumulate(offered, initial=0))
        for first, end, amount in runs(offered):
            inside = [self.after(self.finish, first), -1 - self.after(self.finish, end + 1)]
            self.solver.linear([*terms, (-amount, self.finish)], high=until[first] - amount * first, when=inside)

    # objectives and answers

    def _cost(self) -> list[tuple[int, int]]:
        return [*self._of_modes(lambda mode: mode.cost), *self._paid]

    def _of_modes(self, amount: Callable[[Mode], int], grant: str | None = None) -> list[tuple[int, int]]:
        """The amounts of all modes, or of those that a grant pays for."""
        return [
            (amount(mode), literal)
            for span in self.spans.values()
            for mode, literal in zip(span.activity.modes, span.modes, strict=True)
            if amount(mode) and (grant is None or mode.grant == grant)
        ]

    def objective(self, name: str) -> Terms:
        """The terms behind an objective level; "anything" has no preference."""
        if name == "unmet":
            return self._unmet
        if name == "finish":
            return [(1, self.finish)]
        if name == "cost":
            return self._cost()
        if name == "penalty":
            wanted = [(span.activity.penalty, span.present) for span in self.spans.values() if span.activity.penalty]
            return [*wanted, *self._route_penalty]
        if name == "effort":
            return self._of_modes(lambda mode: mode.effort)
        return []

    def routes_as_good(self, answer: Answer) -> tuple[list[Route], list[int]]:
        """The routes with no greater penalty than the one an answer takes, and the literals of the others."""
        most = min((route.penalty for route, literal in self._route_choice if answer.value(literal)), default=0)
        as_good = [route for route, _ in self._route_choice if route.penalty <= most]
        return as_good, [literal for route, literal in self._route_choice if route.penalty > most]

    def chosen(self, answer: Answer) -> list[Window]:
        """The activities that an answer does, each with its mode, start and end."""
        return [
            Window(span.activity, mode, answer.value(span.start), answer.value(span.end))
            for span in self.spans.values()
            if answer.value(span.present)
            for mode, literal in enumerate(span.modes)
            if answer.value(literal)
        ]


def _from(starts: list[int], first: int) -> list[int]:
    """The starts, given in order, that do not lie before the first."""
    return starts[bisect_left(starts, first) :]
