"""Short ways to write problems, and a strategy for tiny ones that have everything a problem can have."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from liaison_planner.scheduling.problem import Activity, Allowance, Fact, Goal, Mode, Problem, Route, Status
from liaison_planner.scheduling.solve import solve

Item = TypeVar("Item")
Other = TypeVar("Other")

SLOT = "slot"
OF_MODE = {field.name for field in fields(Mode)}


@pytest.fixture(scope="session")
def task() -> Callable[..., Activity]:
    """`task("a", 2, load=3)`: an activity of two or more periods at most at rate 3, with an effort of 6 in all.

    Other fields of its mode or of the activity are given by name; `modes` replaces the mode.
    """

    def make(name: str, periods: int = 1, *, load: int = 1, **more: Any) -> Activity:
        of_mode: dict[str, Any] = {"effort": periods * load, "rate": load}
        of_mode |= {key: more.pop(key) for key in OF_MODE & more.keys()}
        return Activity(name, more.pop("modes", (Mode(periods, **of_mode),)), **more)

    return make


@pytest.fixture(scope="session")
def job() -> Callable[..., Activity]:
    """`job("j", 3)`: takes the only slot for exactly three periods and draws on no capacity."""

    def make(name: str, length: int, *, cost: int = 0, **more: Any) -> Activity:
        return Activity(name, (Mode(length, longest=length, cost=cost, loads=((SLOT, 1),)),), **more)

    return make


@pytest.fixture(scope="session")
def problem() -> Callable[..., Problem]:
    """`problem((2, 2), a, b, want=("a",))`: capacities, activities, and the facts that are goals.

    Each activity makes a fact of its own name true; `facts` adds others. There is one slot.
    """

    def make(
        capacity: tuple[int, ...], *given: Activity, want: Sequence[str] = (), facts: Any = None, **more: Any
    ) -> Problem:
        own = {activity.name: Fact(1, ((activity.name, 1),)) for activity in given}
        goals = more.pop("goals", tuple(Goal((fact,)) for fact in want))
        resources = {SLOT: (1,) * len(capacity)} | more.pop("resources", {})
        return Problem(capacity, given, own | (facts or {}), goals, resources=resources, **more)

    return make


@pytest.fixture(scope="session")
def spans() -> Callable[..., dict[str, tuple[int, int]]]:
    """`spans(problem, "finish")`: start and end of each activity of the best solution."""

    def run(given: Problem, *levels: str | tuple[str, int], soft: bool = False) -> dict[str, tuple[int, int]]:
        solution = solve(given, levels or ("finish", "cost", "penalty", "effort"), soft=soft)
        assert solution.status is Status.OPTIMAL
        return {each.name: (each.start, each.end) for each in solution.placements}

    return run


FACTS = ("f", "g", "a")
"""One is called like an activity, which means nothing."""
MOST_ACTIVITIES = {2: 4, 3: 4, 4: 3, 5: 3, 6: 2}
"""By the number of periods, so that the judge is done soon."""
ACTIVITIES = ("a", "b", "c", "d")
clauses = st.lists(st.sampled_from(FACTS), min_size=1, max_size=2, unique=True).map(tuple)
lists_of_clauses = st.lists(clauses, max_size=2, unique=True).map(tuple)


def rarely(strategy: SearchStrategy[Item], otherwise: Other) -> SearchStrategy[Item | Other]:
    """`otherwise` three times out of four, so that most problems can be solved."""
    return st.integers(0, 3).flatmap(lambda number: strategy if number == 3 else st.just(otherwise))


@st.composite
def modes(draw: st.DrawFn) -> Mode:
    periods, effort = draw(st.integers(1, 3)), draw(st.sampled_from((0, 1, 2, 3, 4, 5)))
    return Mode(
        periods,
        longest=draw(st.none() | st.integers(periods, periods + 2)),
        effort=effort,
        rate=draw(st.integers(min(effort, 1), 3)),
        cost=draw(st.integers(0, 3)),
        loads=draw(rarely(st.integers(1, 2).map(lambda amount: (("r", amount),)), ())),
        uses=draw(rarely(st.integers(1, 2).map(lambda amount: (("s", amount),)), ())),
    )


GRANTS = ("p", "q")


@st.composite
def granted(draw: st.DrawFn, mode: Mode, horizon: int) -> tuple[Mode, ...]:
    """The mode, sometimes as grants pay for it: one that begins early, another that begins late, and sometimes neither."""
    if not draw(rarely(st.just(True), False)):
        return (mode,)
    cut = draw(st.integers(1, horizon - 1))
    spans = (range(cut), range(cut, horizon))
    paid = [replace(mode, starts=frozenset(span), grant=name) for name, span in zip(GRANTS, spans, strict=True)]
    return (*paid, mode) if draw(st.booleans()) else tuple(paid)


@st.composite
def posts(draw: st.DrawFn, name: str, horizon: int) -> Activity:
    """Something that takes its periods, leaves little capacity meanwhile, and may end grants."""
    periods = draw(st.integers(1, 2))
    return Activity(
        name=name,
        modes=(Mode(periods, longest=periods, cost=draw(st.integers(0, 1)), loads=((SLOT, 1),)),),
        starts=draw(rarely(st.frozensets(st.integers(0, horizon - 1)), None)),
        requires=draw(rarely(lists_of_clauses, ())),
        must=draw(rarely(st.just(True), False)),
        leaves=draw(st.sampled_from((0, 1, 2, None))),
        ends_grants=draw(st.booleans()),
    )


@st.composite
def activities(draw: st.DrawFn, name: str, horizon: int) -> Activity:
    if draw(rarely(st.just(True), False)):
        return draw(posts(name, horizon))
    first, *others = draw(st.lists(modes(), min_size=1, max_size=2))
    return Activity(
        name=name,
        modes=(*draw(granted(first, horizon)), *others),
        starts=draw(rarely(st.frozensets(st.integers(0, horizon - 1)), None)),
        requires=draw(rarely(lists_of_clauses, ())),
        unbroken=draw(rarely(st.just(True), False)),
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
def allowances(draw: st.DrawFn, horizon: int) -> Allowance:
    first = draw(st.integers(0, horizon - 1))
    return Allowance(first, draw(st.integers(first + 1, horizon)), draw(st.integers(0, 4)))


@st.composite
def tiny_problems(draw: st.DrawFn) -> Problem:
    capacity = tuple(draw(st.lists(st.sampled_from((2, 3, 1, 4, 0)), min_size=2, max_size=6)))
    horizon = len(capacity)
    names = ACTIVITIES[: draw(st.integers(1, MOST_ACTIVITIES[horizon]))]
    routes = st.builds(Route, st.sampled_from("RS"), lists_of_clauses, st.integers(0, 1))
    offered = st.lists(st.integers(0, 3), min_size=horizon, max_size=horizon).map(tuple)
    return Problem(
        capacity=capacity,
        activities=tuple(draw(activities(name, horizon)) for name in names),
        facts={fact: draw(facts(names)) for fact in FACTS},
        goals=tuple(draw(st.lists(st.builds(Goal, clauses, st.integers(1, 4)), min_size=1, max_size=2))),
        routes=tuple(draw(st.lists(routes, max_size=2, unique_by=lambda route: route.name))),
        budget=draw(rarely(st.integers(0, 8), None)),
        allowances=tuple(draw(rarely(st.lists(allowances(horizon), min_size=1, max_size=2), []))),
        resources={SLOT: (1,) * horizon, **draw(st.dictionaries(st.just("r"), offered))},
        stocks=draw(st.dictionaries(st.just("s"), st.integers(0, 3))),
        grants=draw(st.dictionaries(st.sampled_from(GRANTS), st.integers(0, 4))),
    )


@pytest.fixture(scope="session")
def problems() -> SearchStrategy[Problem]:
    """Problems of at most four activities and six periods, with everything a problem can have."""
    return tiny_problems()
