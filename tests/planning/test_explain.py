"""What would replace a step, and what a little more would buy: solved, verified, and never better than the best."""

from collections.abc import Callable
from datetime import date

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.explanation import Possible
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Pin, Profile
from liaison_planner.domain.vocabulary import Kind, Objective
from liaison_planner.planning.explain import explain_plan
from liaison_planner.planning.more import month_later

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]

TODAY = date(2026, 11, 23)


def test_what_would_take_its_place_is_told_with_date_and_money(person: Person, small: Small, offering: Make) -> None:
    cheap = offering("cheap", teaches={"talk": 1})
    dear = offering("dear", cost_usd=90, hours=24, weeks=3, teaches={"talk": 1})
    (step,) = explain_plan(person(), small(cheap, dear, required={"talk": 1}), TODAY).steps
    assert step.without is not None
    assert step.without.text == "«The dear» would take its place: ready 1 week later, for $90 more."
    assert (step.without.adds, step.without.drops) == (("dear",), ("cheap",))
    assert (step.without.days_later, step.without.dollars_more, step.without.hours_more) == (7, 90, 16)


def test_what_nothing_else_leads_to_is_said_to_be_the_only_way(person: Person, small: Small, offering: Make) -> None:
    (step,) = explain_plan(person(), small(offering("a", teaches={"talk": 1}), required={"talk": 1}), TODAY).steps
    assert step.without is not None
    assert (step.without.possible, step.without.proven) == (Possible.NO, True)
    assert step.without.text == "Nothing else that you could choose takes you far enough by itself in Talk."


def test_what_is_too_dear_is_no_way_either(person: Person, small: Small, offering: Make) -> None:
    rows = (offering("a", teaches={"talk": 1}), offering("b", cost_usd=5000, teaches={"talk": 1}))
    (step,) = explain_plan(person(), small(*rows, required={"talk": 1}), TODAY).steps
    assert step.without is not None
    assert step.without.text.startswith(
        "No plan without it keeps your limits. «The b» brings the same, but: at $5,000 it costs more than your whole budget"
    )


def test_what_comes_only_after_hiring_takes_no_steps_place(person: Person, small: Small, offering: Make) -> None:
    later = offering("b", kind=Kind.CONTINUING_EDUCATION, teaches={"talk": 1})
    (step,) = explain_plan(
        person(), small(offering("a", teaches={"talk": 1}), later, required={"talk": 1}), TODAY
    ).steps
    assert step.without is not None
    assert "The b" not in step.without.text


def test_what_asks_for_something_out_of_reach_takes_no_steps_place(
    person: Person, small: Small, offering: Make
) -> None:
    rows = (offering("a", teaches={"talk": 1}), offering("b", needs="law>=2", teaches={"talk": 1}))
    (step,) = explain_plan(person(), small(*rows, offering("c", teaches={"law": 1}), required={"talk": 1}), TODAY).steps
    assert step.without is not None
    assert "The b" not in step.without.text


@pytest.mark.parametrize(("useful", "days"), [(True, 0), (False, -14)])
def test_a_wish_is_dropped_not_turned_round(
    person: Person, small: Small, offering: Make, *, useful: bool, days: int
) -> None:
    """Without the wish a useful step is chosen again; a useless one goes, with its hours before the useful one."""
    a, b = offering("a", hours=20, weeks=2, teaches={"talk": 1} if useful else {}), offering("b", teaches={"law": 1})
    wishing = person(pins=(Pin(offering_id="a"),), max_parallel=1, objective=Objective.FASTEST)
    explained = explain_plan(wishing, small(a, b, required={"talk": 1, "law": 1} if useful else {"law": 1}), TODAY)
    step = next(step for step in explained.steps if step.offering_id == "a")
    assert step.without is not None
    assert step.without.possible is Possible.YES
    if useful:
        assert step.without.text.startswith("The planner would choose it even if you had not asked for it")
    else:
        assert step.without.text.startswith("The other steps would be enough")
    assert step.without.days_later in (0, days)


def worse(objective: Objective, days: int, dollars: float) -> bool:
    """Whether a plan that differs by so much is no better."""
    return ((dollars, days) if objective is Objective.CHEAPEST else (days, dollars)) >= (0, 0)


@pytest.mark.parametrize("objective", [Objective.FASTEST, Objective.CHEAPEST])
@pytest.mark.parametrize("name", ["P02", "P13"])
def test_no_plan_without_a_step_is_better_and_no_plan_with_more_is_worse(
    sample: Callable[..., Profile], catalogue: Catalogue, name: str, objective: Objective
) -> None:
    explained = explain_plan(sample(name, objective=objective), catalogue, TODAY)
    assert explained.steps
    for step in explained.steps:
        change = step.without
        assert change is not None
        assert change.proven
        if change.days_later is not None and change.dollars_more is not None:
            assert worse(objective, change.days_later, change.dollars_more), step.title
            assert step.offering_id in change.drops
    for more in explained.more:
        days, dollars = more.change.days_later, more.change.dollars_more
        assert days is not None
        assert dollars is not None
        assert worse(objective, -days, -dollars), more.title


def test_an_hour_more_that_helps_says_what_it_buys(person: Person, small: Small, offering: Make) -> None:
    catalogue = small(offering("a", hours=22, weeks=2, teaches={"talk": 1}), required={"talk": 1})
    told = {more.limit: more.change.text for more in explain_plan(person(), catalogue, TODAY).more}
    assert told["hours"] == "Ready 1 week earlier at the same cost."
    assert told["budget"] == told["deadline"] == "Nothing: the ready date and the cost stay the same."


def test_where_nothing_fits_the_limit_that_would_make_a_plan_possible_is_named(
    person: Person, small: Small, offering: Make
) -> None:
    catalogue = small(offering("a", cost_usd=1050, teaches={"talk": 1}), required={"talk": 1})
    explained = explain_plan(person(), catalogue, TODAY)
    told = {more.limit: more.change.text for more in explained.more}
    assert told["budget"] == "Makes a whole plan possible: ready on 17 January 2027, for $1,050."
    assert told["hours"] == told["deadline"] == "No plan yet."
    assert explained.still_open == ("Talk",)
    assert explained.conflicts
    assert explained.ways_out


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2027, 12, 15), date(2028, 1, 15)),
        (date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_there_is(day: date, later: date) -> None:
    assert month_later(day) == later


def test_the_same_person_gets_the_same_explanation(sample: Callable[..., Profile], catalogue: Catalogue) -> None:
    once, again = (explain_plan(sample("P02"), catalogue, TODAY) for _ in range(2))
    assert once == again
