"""A judge that shares nothing with the optimiser: it lives through a tiny problem period by period, in every way there is.

In each period it starts any activities that may start, deals out work unit by unit in every possible way, and ends what is
over. What it looks at is a state, so whatever leads to the same state is looked at once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf

import pytest

from liaison_planner.scheduling.problem import Activity, Clause, Mode, Placement, Problem, Route

NAMES = ("unmet", "finish", "cost", "penalty", "effort")
MISSED_ROUTE_CLAUSE = 3

Levels = Sequence[str | tuple[str, int]]
Value = tuple[int, ...]
"""One figure for each of NAMES."""


@dataclass(frozen=True, slots=True)
class Doing:
    """An activity in one of its modes: work left, periods gone by, and whether it is over."""

    mode: int
    left: int
    elapsed: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """All activities (None: not begun), what has been spent of each allowance, the finish and what held then, if declared."""

    doing: tuple[Doing | None, ...]
    spent: tuple[int, ...]
    finish: int | None = None
    held: frozenset[Clause] = frozenset()


def outcomes(problem: Problem, *, soft: bool, thrifty: bool = True) -> set[Value]:
    """The figures of every solution; only of those that reach everything unless `soft`.

    `thrifty` leaves out ways that cannot help: to leave capacity idle that could be used, and to end late.
    """
    states = {State((None,) * len(problem.activities), (0,) * len(problem.allowances))}
    for period in range(problem.horizon):
        states = {
            after
            for state in states
            for declared in _declared(problem, state, period, soft=soft)
            for begun in _begun(problem, declared, period)
            for worked in _worked(problem, begun, period, thrifty=thrifty)
            for after in _ended(problem, worked, thrifty=thrifty)
        }
    final = {state for each in states for state in _declared(problem, each, problem.horizon, soft=soft)}
    return {value for state in final for value in _values(problem, state, soft=soft)}


def _ways(problem: Problem, state: State) -> Iterator[tuple[Activity, Doing]]:
    return ((a, d) for a, d in zip(problem.activities, state.doing, strict=True) if d is not None)


def _mode(activity: Activity, doing: Doing) -> Mode:
    return activity.modes[doing.mode]


def _holds(problem: Problem, clause: Clause, over: Iterable[str]) -> bool:
    done = set(over)
    return any(
        sum(amount for name, amount in problem.facts[fact].providers if name in done) >= problem.facts[fact].need
        for fact in clause
    )


def _wanted(problem: Problem) -> set[Clause]:
    return {goal.clause for goal in problem.goals} | {clause for route in problem.routes for clause in route.clauses}


def _held(problem: Problem, state: State) -> frozenset[Clause]:
    over = [activity.name for activity, doing in _ways(problem, state) if doing.over]
    return frozenset(clause for clause in _wanted(problem) if _holds(problem, clause, over))


def _declared(problem: Problem, state: State, period: int, *, soft: bool) -> Iterator[State]:
    """The state as it is, and with this period as the finish: from now on, only musts are still at work."""
    yield state
    if state.finish is None and all(doing.over or activity.must for activity, doing in _ways(problem, state)):
        held = _held(problem, state)
        if soft or all(goal.clause in held for goal in problem.goals):
            yield replace(state, finish=period, held=held)


def _begun(problem: Problem, state: State, period: int) -> Iterator[State]:
    """Every choice of activities that begin now, each in any mode."""
    over = {activity.name for activity, doing in _ways(problem, state) if doing.over}
    choices: list[list[Doing | None]] = []
    for activity, doing in zip(problem.activities, state.doing, strict=True):
        may = doing is None and (activity.starts is None or period in activity.starts)
        may = may and (activity.must or state.finish is None)
        of_now = [i for i, mode in enumerate(activity.modes) if mode.starts is None or period in mode.starts]
        if may and all(_holds(problem, clause, over) for clause in activity.requires):
            choices.append([None, *(Doing(index, activity.modes[index].effort) for index in of_now)])
        else:
            choices.append([doing])
    for chosen in product(*choices):
        begun = [(a, d) for a, d, was in zip(problem.activities, chosen, state.doing, strict=True) if d and not was]
        cost = sum(_mode(*each).cost for each in begun)
        spent = tuple(
            sum_ + cost * (allowance.first <= period < allowance.end)
            for sum_, allowance in zip(state.spent, problem.allowances, strict=True)
        )
        after = replace(state, doing=chosen, spent=spent)
        if affordable(problem, after) and _can_run(problem, after, period) and _granted_in_time(problem, after):
            yield after


def _granted_in_time(problem: Problem, state: State) -> bool:
    """Whether nothing that a grant pays for is at work once something has begun that ends grants."""
    ways = list(_ways(problem, state))
    return not any(activity.ends_grants for activity, _ in ways) or all(
        doing.over or activity.ends_grants or not _mode(activity, doing).grant for activity, doing in ways
    )


def net_cost(problem: Problem, modes: Iterable[Mode]) -> int:
    """What the modes cost beyond what grants pay."""
    costs = [(mode.cost, mode.grant) for mode in modes]
    paid = (min(most, sum(cost for cost, grant in costs if grant == name)) for name, most in problem.grants.items())
    return sum(cost for cost, _ in costs) - sum(paid)


def _room(problem: Problem, state: State, period: int) -> int:
    """The capacity that those which run leave of the period's."""
    running = [activity.leaves for activity, doing in _ways(problem, state) if not doing.over]
    return min([problem.capacity[period], *(leaves for leaves in running if leaves is not None)])


def affordable(problem: Problem, state: State) -> bool:
    """Whether money and stocks suffice for all that has begun."""
    modes = [_mode(*each) for each in _ways(problem, state)]
    return (
        (problem.budget is None or net_cost(problem, modes) <= problem.budget)
        and all(spent <= each.most for spent, each in zip(state.spent, problem.allowances, strict=True))
        and all(sum(dict(mode.uses).get(name, 0) for mode in modes) <= most for name, most in problem.stocks.items())
    )


def _can_run(problem: Problem, state: State, period: int) -> bool:
    """Whether resources suffice for what runs in the period, and nothing unbroken runs without capacity."""
    running = [(activity, doing) for activity, doing in _ways(problem, state) if not doing.over]
    stopped = not _room(problem, state, period) and any(activity.unbroken for activity, _ in running)
    return not stopped and all(
        sum(dict(_mode(*each).loads).get(name, 0) for each in running) <= offered[period]
        for name, offered in problem.resources.items()
    )


def _worked(problem: Problem, state: State, period: int, *, thrifty: bool) -> Iterator[State]:
    """Every way to deal out the work of the period; one more period has gone by for what runs."""
    most = [
        min(doing.left, activity.modes[doing.mode].rate) if doing and not doing.over else 0
        for activity, doing in zip(problem.activities, state.doing, strict=True)
    ]
    room = _room(problem, state, period)
    for units in product(*(range(each + 1) for each in most)):
        full = sum(units) == min(room, sum(most))
        if full or (not thrifty and sum(units) <= room):
            yield replace(
                state,
                doing=tuple(
                    replace(doing, left=doing.left - work, elapsed=doing.elapsed + 1)
                    if doing and not doing.over
                    else doing
                    for doing, work in zip(state.doing, units, strict=True)
                ),
            )


def _ended(problem: Problem, state: State, *, thrifty: bool) -> Iterator[State]:
    """Every way to end activities that can be over; what has run for its longest must be."""
    choices: list[list[Doing | None]] = []
    for activity, doing in zip(problem.activities, state.doing, strict=True):
        if doing is None or doing.over:
            choices.append([doing])
            continue
        mode = _mode(activity, doing)
        may = not doing.left and doing.elapsed >= mode.periods
        must = mode.longest is not None and doing.elapsed >= mode.longest
        over = [Doing(doing.mode, 0, over=True)] if may else []
        running = [] if must or (may and thrifty) else [doing]
        choices.append([*over, *running])
    for chosen in product(*choices):
        yield replace(state, doing=chosen)


def _values(problem: Problem, state: State, *, soft: bool) -> Iterator[Value]:
    """The figures at the end, for each route; none if something is still at work or missing."""
    ways = list(_ways(problem, state))
    missing = any(activity.must and not doing for activity, doing in zip(problem.activities, state.doing, strict=True))
    if state.finish is None or missing or not all(doing.over for _, doing in ways):
        return
    held = _held(problem, state)
    for route in problem.routes or (Route("", ()),):
        wanted = weights(problem, route)
        unmet = sum(weight for clause, weight in wanted if clause not in held)
        late = any(clause in held and clause not in state.held for clause, _ in wanted)
        if not late and (soft or not unmet):
            yield (
                unmet,
                state.finish,
                net_cost(problem, [_mode(*each) for each in ways]),
                sum(activity.penalty for activity, _ in ways) + route.penalty,
                sum(_mode(*each).effort for each in ways),
            )


def weights(problem: Problem, route: Route) -> list[tuple[Clause, int]]:
    """What is wanted when one goes this route, and what missing it costs."""
    wanted = [(goal.clause, goal.weight) for goal in problem.goals]
    return wanted + [(clause, MISSED_ROUTE_CLAUSE) for clause in route.clauses]


def best(found: set[Value], levels: Levels) -> Value | None:
    """What each level comes to when they are minimised one after the other."""
    reached = []
    for level in levels:
        name, percent = (level, 0) if isinstance(level, str) else level
        at = NAMES.index(name)
        least = min((value[at] for value in found), default=None)
        if least is None:
            return None
        reached.append(least)
        found = {value for value in found if value[at] <= least + least * percent // 100}
    return tuple(reached)


# placements


def all_faults(problem: Problem, placements: Sequence[Placement]) -> list[str]:
    """Every limit that the placements break, in words."""
    known = {activity.name: activity for activity in problem.activities}
    found = [f"{each.name}: {fault}" for each in placements for fault in _own_faults(problem, known[each.name], each)]
    for period, capacity in enumerate(problem.capacity):
        running = [each for each in placements if each.start <= period < each.end]
        leaves = [known[each.name].leaves for each in running]
        room = min([capacity, *(amount for amount in leaves if amount is not None)])
        if not room and any(known[each.name].unbroken for each in running):
            found.append(f"something unbroken runs through {period}")
        if sum(dict(each.work).get(period, 0) for each in placements) > room:
            found.append(f"too much work in {period}")
        for name, offered in problem.resources.items():
            if sum(dict(known[each.name].modes[each.mode].loads).get(name, 0) for each in running) > offered[period]:
                found.append(f"too much load on {name} in {period}")
    return [*found, *_faults_together(problem, placements)]


def _own_faults(problem: Problem, activity: Activity, placed: Placement) -> Iterator[str]:
    mode, length = activity.modes[placed.mode], placed.end - placed.start
    allowed = [starts for starts in (activity.starts, mode.starts) if starts is not None]
    outside = any(placed.start not in starts for starts in allowed)
    if placed.start < 0 or placed.end > problem.horizon or outside:
        yield "not in time"
    if length < mode.periods or (mode.longest is not None and length > mode.longest):
        yield f"takes {length} periods"
    if sum(units for _, units in placed.work) != mode.effort:
        yield "does another effort"
    if not all(placed.start <= period < placed.end and 0 < units <= mode.rate for period, units in placed.work):
        yield "works at the wrong time, or too hard"
    if activity.unbroken and not all(problem.capacity[placed.start : placed.end]):
        yield "runs through a stop"


def _faults_together(problem: Problem, placements: Sequence[Placement]) -> Iterator[str]:
    known = {activity.name: activity for activity in problem.activities}
    modes = {each.name: known[each.name].modes[each.mode] for each in placements}
    if len(modes) != len(placements):
        yield "something is done twice"
    if problem.budget is not None and net_cost(problem, modes.values()) > problem.budget:
        yield "too dear"
    ending = min((each.start for each in placements if known[each.name].ends_grants), default=problem.horizon)
    granted = [each for each in placements if modes[each.name].grant and not known[each.name].ends_grants]
    yield from (f"{each.name} is over too late for its grant" for each in granted if each.end > ending)
    for allowance in problem.allowances:
        begun = [each.name for each in placements if allowance.first <= each.start < allowance.end]
        if sum(modes[name].cost for name in begun) > allowance.most:
            yield f"too dear from {allowance.first} to {allowance.end}"
    for name, most in problem.stocks.items():
        if sum(dict(mode.uses).get(name, 0) for mode in modes.values()) > most:
            yield f"too little {name}"
    for each in placements:
        if any(time_of(problem, clause, placements) > each.start for clause in known[each.name].requires):
            yield f"{each.name} starts too early"
    yield from (f"{each.name} is missing" for each in problem.activities if each.must and each.name not in modes)


def time_of(problem: Problem, clause: Clause, placements: Sequence[Placement]) -> float:
    """The first period at whose beginning the clause holds."""
    for end in sorted({each.end for each in placements}):
        if _holds(problem, clause, (each.name for each in placements if each.end <= end)):
            return end
    return inf


def all_figures(problem: Problem, placements: Sequence[Placement], *, soft: bool) -> set[Value]:
    """What the placements come to, for each route that they hold."""
    known = {activity.name: activity for activity in problem.activities}
    modes = [known[each.name].modes[each.mode] for each in placements]
    found: set[Value] = set()
    for route in problem.routes or (Route("", ()),):
        times = [(time_of(problem, clause, placements), weight) for clause, weight in weights(problem, route)]
        unmet = sum(weight for time, weight in times if time == inf)
        ends = [each.end for each in placements if not known[each.name].must]
        finish = int(max((*(time for time, _ in times if time < inf), *ends, 0)))
        penalty = sum(known[each.name].penalty for each in placements) + route.penalty
        if soft or not unmet:
            found.add((unmet, finish, net_cost(problem, modes), penalty, sum(m.effort for m in modes)))
    return found


@pytest.fixture(scope="session")
def brute_force() -> Callable[..., Value | None]:
    """`brute_force(problem, levels, soft=False)`: the lexicographic optimum, found by trying everything."""

    def run(problem: Problem, levels: Levels, *, soft: bool = False, thrifty: bool = True) -> Value | None:
        return best(outcomes(problem, soft=soft, thrifty=thrifty), levels)

    return run


@pytest.fixture(scope="session")
def faults() -> Callable[[Problem, Sequence[Placement]], list[str]]:
    """`faults(problem, placements)`: every limit that the placements break."""
    return all_faults


@pytest.fixture(scope="session")
def figures() -> Callable[..., Value | None]:
    """`figures(problem, placements, levels, soft=False)`: what the placements come to, level by level."""

    def run(problem: Problem, placements: Sequence[Placement], levels: Levels, *, soft: bool = False) -> Value | None:
        return best(all_figures(problem, placements, soft=soft), levels)

    return run
