"""The CP-SAT model of a problem: one method per constraint, each with the sentence it guarantees."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from ortools.sat.python import cp_model

from liaison_planner.scheduling.axis import Axis
from liaison_planner.scheduling.place import Slot
from liaison_planner.scheduling.problem import Activity, Clause, Mode, Problem, Run
from liaison_planner.scheduling.reduce import Earliest

ROUTE_TERM_WEIGHT = 3
"""What one clause of a route is worth when not everything fits."""


@dataclass(frozen=True, slots=True)
class Span:
    """The variables of one activity; `load` is per period, `modes` pairs each mode with its literal."""

    activity: Activity
    present: Any
    start: Any
    end: Any
    load: Any
    interval: Any
    modes: tuple[tuple[Mode, Any], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A clause in the model: whether it is established and a position from which it holds."""

    active: Any
    time: Any


class Model:
    """Variables and constraints of a problem; `soft` allows goals to be missed and counts their weights."""

    def __init__(self, problem: Problem, axis: Axis, bounds: Earliest, *, soft: bool) -> None:
        self.problem, self.axis, self.bounds, self.soft = problem, axis, bounds, soft
        self.cp = cp_model.CpModel()
        self.last = len(axis)
        self.finish = self.cp.new_int_var(0, self.last, "finish")
        self.spans = {activity.name: self._span(activity) for activity in problem.activities}
        self._nodes: dict[Clause, Node] = {}
        self._route_penalty: Any = 0
        self._capacity()
        self._parallel()
        self._exclusive()
        self._budget()
        for span in self.spans.values():
            self._prerequisites(span)
        self._unmet = [*self._goals(), *self._routes()]
        self._nothing_after_the_finish()
        self._energy()

    # variables

    def _span(self, activity: Activity) -> Span:
        """The activity is placed at an allowed start, in one of its modes, and ends within the horizon."""
        cp, name = self.cp, activity.name
        present = cp.new_constant(1) if activity.must else cp.new_bool_var(f"do {name}")
        first = self.bounds.starts.get(name, 0)
        positions = [position for position in self.axis.start_positions(activity) if position >= first]
        start = cp.new_int_var_from_domain(cp_model.Domain.from_values(positions), f"start {name}")
        end = cp.new_int_var(0, self.last, f"end {name}")
        size = cp.new_int_var(0, self.last, f"size {name}")
        interval = cp.new_optional_interval_var(start, size, end, present, f"span {name}")
        modes = self._modes(activity, size)
        load = self._load(modes)
        if activity.run is Run.UNBROKEN:
            self._keep_whole(activity, positions, start, modes)
        if activity.run is Run.UNAFFECTED:
            ends = ((p, self.axis.end_position(activity, p, activity.modes[0].periods)) for p in positions)
            cp.add_allowed_assignments([start, end], [(p, e) for p, e in ends if e is not None])
        return Span(activity, present, start, end, load, interval, modes)

    def _modes(self, activity: Activity, size: Any) -> tuple[tuple[Mode, Any], ...]:
        """Exactly one mode is chosen and sets the length (what is unaffected by capacity takes it from its table)."""
        modes = [mode for mode in activity.modes if mode.periods <= self.last or activity.run is Run.UNAFFECTED]
        if len(modes) == 1:
            pairs: tuple[tuple[Mode, Any], ...] = ((modes[0], 1),)
        else:
            pairs = tuple((mode, self.cp.new_bool_var(f"{activity.name} in {mode.periods}")) for mode in modes)
            self.cp.add_exactly_one(literal for _, literal in pairs)
        if activity.run is not Run.UNAFFECTED:
            self.cp.add(size == sum(mode.periods * literal for mode, literal in pairs))
        return pairs

    def _keep_whole(
        self, activity: Activity, positions: list[int], start: Any, modes: tuple[tuple[Mode, Any], ...]
    ) -> None:
        """A longer mode starts only where it, too, meets no period without capacity."""
        for mode, literal in modes[1:]:
            whole = [p for p in positions if self.axis.end_position(activity, p, mode.periods) is not None]
            domain = cp_model.Domain.from_values(whole)
            self.cp.add_linear_expression_in_domain(start, domain).only_enforce_if(literal)

    def _load(self, modes: tuple[tuple[Mode, Any], ...]) -> Any:
        """The load of the chosen mode."""
        if len(modes) == 1:
            return modes[0][0].load
        loads = [mode.load for mode, _ in modes]
        load = self.cp.new_int_var(min(loads), max(loads), "")
        self.cp.add(load == sum(mode.load * literal for mode, literal in modes))
        return load

    # limits

    def _drawing(self) -> list[Span]:
        return [span for span in self.spans.values() if span.activity.run is not Run.UNAFFECTED]

    def _capacity(self) -> None:
        """In no period do the loads together exceed the capacity; weaker periods are filled up by fixed loads."""
        spans = self._drawing()
        capacities = [self.problem.capacity[period] for period in self.axis.periods]
        most = max(capacities, default=0)
        intervals = [span.interval for span in spans]
        loads = [span.load for span in spans]
        for position, capacity in enumerate(capacities):
            if capacity < most:
                intervals.append(self.cp.new_fixed_size_interval_var(position, 1, f"less in {position}"))
                loads.append(most - capacity)
        self.cp.add_cumulative(intervals, loads, most)

    def _parallel(self) -> None:
        """At most `parallel` activities other than exclusive ones run in any period."""
        if self.problem.parallel is not None:
            intervals = [span.interval for span in self._drawing()]
            self.cp.add_cumulative(intervals, [1] * len(intervals), self.problem.parallel)

    def _exclusive(self) -> None:
        """At most one exclusive activity runs at a time."""
        self.cp.add_no_overlap(span.interval for span in self.spans.values() if span.activity.exclusive)

    def _budget(self) -> None:
        """All costs together stay within the budget."""
        if self.problem.budget is not None:
            self.cp.add(self.cost() <= self.problem.budget)

    # prerequisites, goals, routes

    def _node(self, clause: Clause) -> Node:
        """Active only if a fact of the clause is established by activities that end by the node's time."""
        if clause not in self._nodes:
            self._nodes[clause] = self._new_node(clause)
        return self._nodes[clause]

    def _new_node(self, clause: Clause) -> Node:
        cp = self.cp
        ways = [way for fact in clause for way in self._ways(fact)]
        if len(ways) == 1 and isinstance(ways[0], Span):
            return Node(ways[0].present, ways[0].end)
        first = self.bounds.clause(clause)
        low = int(first) if first <= self.last else 0
        node = Node(cp.new_bool_var(f"have {clause}"), cp.new_int_var(low, self.last, f"time {clause}"))
        used = []
        for way in ways:
            use = cp.new_bool_var("")
            used.append(use)
            present, end = (way.present, way.end) if isinstance(way, Span) else (way.active, way.time)
            cp.add_implication(use, present)
            cp.add(end <= node.time).only_enforce_if(use)
        cp.add_bool_or(*used, ~node.active)
        return node

    def _ways(self, fact_name: str) -> list[Span | Node]:
        """Single activities that establish the fact alone, or one node that adds several up."""
        fact = self.problem.facts[fact_name]
        if all(amount >= fact.need for _, amount in fact.providers):
            return [self.spans[name] for name, _ in fact.providers]
        return [self._sum_node(fact_name)]

    def _sum_node(self, fact_name: str) -> Node:
        cp, fact = self.cp, self.problem.facts[fact_name]
        node = Node(cp.new_bool_var(f"sum {fact_name}"), cp.new_int_var(0, self.last, f"time {fact_name}"))
        uses = []
        for name, amount in fact.providers:
            use = cp.new_bool_var("")
            cp.add_implication(use, self.spans[name].present)
            cp.add(self.spans[name].end <= node.time).only_enforce_if(use)
            uses.append(amount * use)
        cp.add(sum(uses) >= fact.need).only_enforce_if(node.active)
        return node

    def _prerequisites(self, span: Span) -> None:
        """An activity starts only when each of its clauses holds."""
        for clause in span.activity.requires:
            node = self._node(clause)
            self.cp.add_implication(span.present, node.active)
            self.cp.add(node.time <= span.start).only_enforce_if(span.present)

    def _goals(self) -> list[Any]:
        """Every goal holds at the finish; if soft, a missed one costs its weight."""
        return [
            goal.weight * ~self._by_finish(goal.clause) if goal.clause else goal.weight for goal in self.problem.goals
        ]

    def _by_finish(self, clause: Clause) -> Any:
        node = self._node(clause)
        met = self.cp.new_bool_var(f"meet {clause}") if self.soft else self.cp.new_constant(1)
        self.cp.add_implication(met, node.active)
        self.cp.add(node.time <= self.finish).only_enforce_if(met)
        return met

    def _routes(self) -> list[Any]:
        """The clauses of at least one route hold at the finish; if soft, each missed clause of the nearest one counts."""
        if not self.problem.routes:
            return []
        chosen = [self.cp.new_bool_var(f"route {route.name}") for route in self.problem.routes]
        self.cp.add_exactly_one(chosen)
        self._route_penalty = sum(
            route.penalty * literal for route, literal in zip(self.problem.routes, chosen, strict=True)
        )
        return [
            term
            for route, literal in zip(self.problem.routes, chosen, strict=True)
            for clause in route.clauses
            for term in self._route_clause(clause, literal)
        ]

    def _route_clause(self, clause: Clause, chosen: Any) -> list[Any]:
        missed: Any = self.cp.new_bool_var("") if self.soft else 0
        if not clause:
            self.cp.add_implication(chosen, missed) if self.soft else self.cp.add(chosen == 0)
        else:
            node = self._node(clause)
            conditions = [chosen, ~missed] if self.soft else [chosen]
            self.cp.add(node.active == 1).only_enforce_if(conditions)
            self.cp.add(node.time <= self.finish).only_enforce_if(conditions)
        return [ROUTE_TERM_WEIGHT * missed] if self.soft else []

    # strengthening

    def _nothing_after_the_finish(self) -> None:
        """What is not a must ends by the finish: later, it could serve no goal."""
        for span in self.spans.values():
            if not span.activity.must:
                self.cp.add(span.end <= self.finish).only_enforce_if(span.present)

    def _energy(self) -> None:
        """The hours of what must be over by the finish fit into the hours there are until then."""
        spans = [span for span in self._drawing() if not span.activity.must]
        if spans and self.last:
            capacities = [self.problem.capacity[period] for period in self.axis.periods]
            until = list(accumulate(capacities, initial=0))
            available = self.cp.new_int_var(0, until[-1], "hours until the finish")
            self.cp.add_element(self.finish, until, available)
            self.cp.add(sum(span.activity.effort * span.present for span in spans) <= available)

    # objectives and answers

    def cost(self) -> Any:
        """Total cost."""
        return sum(span.activity.cost * span.present for span in self.spans.values())

    def objective(self, name: str) -> Any:
        """The expression behind an objective level; "anything" has no preference."""
        expressions: dict[str, Callable[[], Any]] = {
            "unmet": lambda: sum(self._unmet),
            "finish": lambda: self.finish,
            "cost": self.cost,
            "penalty": self._penalty,
            "effort": lambda: sum(span.activity.effort * span.present for span in self.spans.values()),
            "stretch": self._stretch,
            "anything": lambda: 0,
        }
        return expressions[name]()

    def _penalty(self) -> Any:
        """What the caller would rather avoid: single activities, and the route taken."""
        return sum(span.activity.penalty * span.present for span in self.spans.values()) + self._route_penalty

    def _stretch(self) -> Any:
        """Periods taken by everything that could be taken in fewer."""
        spans = [span for span in self.spans.values() if len(span.modes) > 1]
        return sum(mode.periods * literal for span in spans for mode, literal in span.modes)

    def slots(self, value: Any) -> list[Slot]:
        """The chosen activities; `value` gives a variable's value in a solution."""
        chosen = []
        for span in self.spans.values():
            if value(span.present):
                mode = next(mode for mode, literal in span.modes if value(literal))
                chosen.append(Slot(span.activity, value(span.start), mode))
        return chosen
