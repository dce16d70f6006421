"""Short ways to write problems, a judge that tries everything on the calendar, and a strategy for tiny problems."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, inf
from typing import Any, TypeVar

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from liaison_planner.scheduling.problem import (
    Activity,
    Clause,
    Fact,
    Goal,
    Mode,
    Placement,
    Problem,
    Route,
    Run,
    Status,
)
from liaison_planner.scheduling.solve import solve

Item = TypeVar("Item")
Other = TypeVar("Other")
Levels = Sequence[str | tuple[str, int]]
NAMES = ("unmet", "finish", "cost", "penalty", "effort")
MISSED_ROUTE_CLAUSE = 3
Value = tuple[int, ...]
"""One figure for each of NAMES."""


@dataclass(frozen=True)
class Done:
    """An activity on the calendar; `works` are the periods in which it draws `load`."""

    activity: Activity
    start: int
    end: int
    works: tuple[int, ...]
    load: int


def working_periods(problem: Problem) -> list[int]:
    """The periods with capacity; all of them when none has any."""
    return [t for t, capacity in enumerate(problem.capacity) if capacity > 0] or list(range(problem.horizon))


def ways_to_do(problem: Problem, activity: Activity) -> Iterator[Done]:
    """The activity at every allowed start in every mode that ends within the horizon."""
    working = working_periods(problem)
    for start in working:
        for mode in activity.modes if activity.starts is None or start in activity.starts else ():
            consecutive = tuple(range(start, start + mode.periods))
            following = tuple(t for t in working if t >= start)[: mode.periods]
            works = following if activity.run is Run.PAUSES else consecutive
            if len(works) < mode.periods or works[-1] >= problem.horizon:
                continue
            if activity.run is Run.UNAFFECTED:
                yield Done(activity, start, works[-1] + 1, (), 0)
            elif set(works) <= set(working):
                yield Done(activity, start, works[-1] + 1, works, mode.load)


def clashes(problem: Problem, done: Sequence[Done]) -> list[str]:
    """Which limits are broken in some period, whatever else will be done."""
    load: Counter[int] = Counter()
    running: Counter[int] = Counter()
    for one in done:
        load.update(dict.fromkeys(one.works, one.load))
        running.update(one.works)
    found = [f"too much in {t}" for t in load if load[t] > problem.capacity[t]]
    if problem.parallel is not None:
        found += [f"too many in {t}" for t in running if running[t] > problem.parallel]
    exclusive = [one for one in done if one.activity.exclusive]
    for one, other in combinations(exclusive, 2):
        if one.start < other.end and other.start < one.end:
            found.append(f"{one.activity.name} and {other.activity.name} overlap")
    if problem.budget is not None and sum(one.activity.cost for one in done) > problem.budget:
        found.append("too dear")
    return found


def time_of(fact: Fact, done: Sequence[Done]) -> float:
    """The first period at whose beginning the fact is true."""
    amounts = dict(fact.providers)
    for end in sorted({one.end for one in done}):
        if sum(amounts.get(one.activity.name, 0) for one in done if one.end <= end) >= fact.need:
            return end
    return inf


def time_of_clause(problem: Problem, clause: Clause, done: Sequence[Done]) -> float:
    return min((time_of(problem.facts[fact], done) for fact in clause), default=inf)


def unprepared(problem: Problem, done: Sequence[Done]) -> list[str]:
    """Activities that start before what they require, and musts that are missing."""
    early = [
        f"{one.activity.name} starts too early"
        for one in done
        for clause in one.activity.requires
        if time_of_clause(problem, clause, done) > one.start
    ]
    names = {one.activity.name for one in done}
    return early + [f"{a.name} is missing" for a in problem.activities if a.must and a.name not in names]


def values(problem: Problem, done: Sequence[Done], *, soft: bool) -> Iterator[Value]:
    """The figures of a valid schedule for each route; where nothing may be missed, only of routes that hold."""
    for route in problem.routes or (Route("", ()),):
        wanted = [(goal.clause, goal.weight) for goal in problem.goals]
        wanted += [(clause, MISSED_ROUTE_CLAUSE) for clause in route.clauses]
        times = [(time_of_clause(problem, clause, done), weight) for clause, weight in wanted]
        unmet = sum(weight for time, weight in times if time == inf)
        if unmet and not soft:
            continue
        last = max((*(time for time, _ in times if time < inf), *(one.end for one in done if not one.activity.must), 0))
        yield (
            unmet,
            sum(t < last for t in working_periods(problem)),
            sum(one.activity.cost for one in done),
            sum(one.activity.penalty for one in done) + route.penalty,
            sum(one.activity.effort for one in done),
        )


def everything(problem: Problem, rest: Sequence[Activity], done: tuple[Done, ...]) -> Iterator[tuple[Done, ...]]:
    """All schedules that break no limit."""
    if clashes(problem, done):
        return
    if not rest:
        if not unprepared(problem, done):
            yield done
        return
    yield from everything(problem, rest[1:], done)
    for one in ways_to_do(problem, rest[0]):
        yield from everything(problem, rest[1:], (*done, one))


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


def find_done(problem: Problem, placement: Placement) -> Done | None:
    """The way of doing the activity that the placement describes, or None if there is no such way."""
    activity = next(a for a in problem.activities if a.name == placement.name)
    worked = tuple(period for period, _ in placement.loads)
    for one in ways_to_do(problem, activity):
        periods = one.works or tuple(range(one.start, one.end))
        as_placed = (one.start, one.end) == (placement.start, placement.end)
        most = one.load if one.works else activity.effort
        if as_placed and set(worked) <= set(periods) and all(0 < load <= most for _, load in placement.loads):
            return one
    return None


@pytest.fixture(scope="session")
def brute_force() -> Callable[..., Value | None]:
    """`brute_force(problem, levels, soft=False)`: the lexicographic optimum, found by trying everything."""

    def run(problem: Problem, levels: Levels, *, soft: bool = False) -> Value | None:
        schedules = everything(problem, problem.activities, ())
        return best({value for done in schedules for value in values(problem, done, soft=soft)}, levels)

    return run


@pytest.fixture(scope="session")
def faults() -> Callable[[Problem, Sequence[Placement]], list[str]]:
    """`faults(problem, placements)`: every limit that the placements break on the calendar."""

    def run(problem: Problem, placements: Sequence[Placement]) -> list[str]:
        done = [(placement, find_done(problem, placement)) for placement in placements]
        found = [f"{placement} is no way to do it" for placement, one in done if one is None]
        found += [
            f"{placement.name} spreads another effort"
            for placement, one in done
            if one and sum(load for _, load in placement.loads) != one.activity.effort
        ]
        known = [one for _, one in done if one is not None]
        return found + clashes(problem, known) + unprepared(problem, known)

    return run


@pytest.fixture(scope="session")
def figures() -> Callable[..., Value | None]:
    """`figures(problem, placements, levels, soft=False)`: what the placements come to, level by level."""

    def run(problem: Problem, placements: Sequence[Placement], levels: Levels, *, soft: bool = False) -> Value | None:
        done = [one for placement in placements if (one := find_done(problem, placement))]
        return best(set(values(problem, done, soft=soft)), levels)

    return run


@pytest.fixture(scope="session")
def task() -> Callable[..., Activity]:
    """`task("a", 2, 4, load=3)`: an activity of 2 periods at load 3, or of 4 periods with the same effort."""

    def make(name: str, *lengths: int, load: int = 1, cost: int = 0, **more: Any) -> Activity:
        effort = load * lengths[0]
        modes = tuple(Mode(length, ceil(effort / length)) for length in lengths)
        return Activity(name, modes, effort, cost, **more)

    return make


@pytest.fixture(scope="session")
def job() -> Callable[..., Activity]:
    """`job("j", 3)`: an exclusive activity of 3 periods that draws on no capacity."""

    def make(name: str, length: int, **more: Any) -> Activity:
        return Activity(name, (Mode(length, 0),), length, 0, run=Run.UNAFFECTED, exclusive=True, **more)

    return make


@pytest.fixture(scope="session")
def problem() -> Callable[..., Problem]:
    """`problem((2, 2), a, b, want=("a",))`: capacities, activities, and the facts that are goals.

    Each activity makes a fact of its own name true; `facts` adds others.
    """

    def make(
        capacity: tuple[int, ...], *given: Activity, want: Sequence[str] = (), facts: Any = None, **more: Any
    ) -> Problem:
        own = {activity.name: Fact(1, ((activity.name, 1),)) for activity in given}
        goals = more.pop("goals", tuple(Goal((fact,)) for fact in want))
        return Problem(capacity, given, own | (facts or {}), goals, **more)

    return make


@pytest.fixture(scope="session")
def spans() -> Callable[..., dict[str, tuple[int, int]]]:
    """`spans(problem, "finish")`: start and end of each activity of the best solution."""

    def run(given: Problem, *levels: str | tuple[str, int], soft: bool = False) -> dict[str, tuple[int, int]]:
        solution = solve(given, levels or ("finish", "cost", "penalty", "effort"), soft=soft)
        assert solution.status is Status.OPTIMAL
        return {each.name: (each.start, each.end) for each in solution.placements}

    return run


FACTS = ("f", "g", "h")
ACTIVITIES = ("a", "b", "c", "d")
clauses = st.lists(st.sampled_from(FACTS), min_size=1, max_size=2, unique=True).map(tuple)
lists_of_clauses = st.lists(clauses, max_size=2, unique=True).map(tuple)


def rarely(strategy: SearchStrategy[Item], otherwise: Other) -> SearchStrategy[Item | Other]:
    """`otherwise` three times out of four, so that most problems can be solved."""
    return st.integers(0, 3).flatmap(lambda number: strategy if number == 3 else st.just(otherwise))


@st.composite
def activities(draw: st.DrawFn, name: str, horizon: int) -> Activity:
    run = draw(st.sampled_from(Run))
    effort = draw(st.integers(0, 6))
    most = 1 if run is Run.UNAFFECTED else 2
    lengths = draw(st.lists(st.sampled_from((1, 2, 3, 4)), min_size=1, max_size=most, unique=True))
    return Activity(
        name=name,
        modes=tuple(Mode(n, 0 if run is Run.UNAFFECTED else ceil(effort / n)) for n in sorted(lengths)),
        effort=effort,
        cost=draw(st.integers(0, 3)),
        run=run,
        starts=draw(rarely(st.frozensets(st.integers(0, horizon - 1)), None)),
        requires=draw(rarely(lists_of_clauses, ())),
        exclusive=run is Run.UNAFFECTED,
        must=draw(rarely(st.just(True), False)),
        penalty=draw(st.integers(0, 2)),
    )


@st.composite
def facts(draw: st.DrawFn, names: Sequence[str]) -> Fact:
    """Mostly one that a single activity makes true, sometimes a sum, sometimes one that nothing makes true."""
    providers = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    amounts = tuple((name, draw(st.integers(1, 2))) for name in providers)
    return Fact(draw(st.sampled_from((1, 1, 2, 3))), draw(rarely(st.just(()), amounts)))


@st.composite
def tiny_problems(draw: st.DrawFn) -> Problem:
    capacity = tuple(draw(st.lists(st.sampled_from((3, 2, 4, 1, 0)), min_size=3, max_size=7)))
    names = ACTIVITIES[: draw(st.integers(1, 4 if len(capacity) < 6 else 3))]
    routes = st.builds(Route, st.sampled_from("RS"), lists_of_clauses, st.integers(0, 1))
    return Problem(
        capacity=capacity,
        activities=tuple(draw(activities(name, len(capacity))) for name in names),
        facts={fact: draw(facts(names)) for fact in FACTS},
        goals=tuple(draw(st.lists(st.builds(Goal, clauses, st.integers(1, 4)), min_size=1, max_size=2))),
        routes=tuple(draw(st.lists(routes, max_size=2, unique_by=lambda route: route.name))),
        budget=draw(rarely(st.integers(0, 8), None)),
        parallel=draw(rarely(st.integers(1, 2), None)),
    )


@pytest.fixture(scope="session")
def problems() -> SearchStrategy[Problem]:
    """Problems of at most four activities and seven periods, with everything a problem can have."""
    return tiny_problems()
