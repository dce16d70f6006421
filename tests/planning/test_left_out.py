"""Why an offering is not in the plan."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.explanation import Absence, LeftOut
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Focus, Kind, StartPattern
from liaison_planner.planning.explain import explain_plan

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Missing = Callable[[Profile, Catalogue], dict[str, LeftOut]]
Explained = Callable[..., dict[str, LeftOut]]

TODAY = date(2026, 11, 23)
FOCUS = Focus.SPECIALTY_PRACTICE


@pytest.fixture
def missing() -> Missing:
    """What the explained plan leaves out, by offering."""

    def run(person: Profile, catalogue: Catalogue) -> dict[str, LeftOut]:
        return {each.offering_id: each for each in explain_plan(person, catalogue, TODAY).left_out}

    return run


@pytest.fixture
def explained(person: Person, missing: Missing) -> Explained:
    """What the plan of the usual person, changed, leaves out."""
    return lambda catalogue, **changes: missing(person(**changes), catalogue)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"cost_usd": 1001}, Absence.OVER_BUDGET),
        ({"weeks": 13}, Absence.TOO_LONG),
        ({"start_pattern": StartPattern.SEMESTER, "weeks": 12, "hours": 20}, Absence.COVERED),
        ({"hours": 121}, Absence.TOO_MANY_HOURS),
        ({"kind": Kind.CONTINUING_EDUCATION}, Absence.AFTER_HIRING),
        ({"goal_of": frozenset({FOCUS})}, Absence.GOAL),
        ({"needs": "edu_level>=3"}, Absence.PREREQUISITE),
        ({"cost_usd": 90}, Absence.COVERED),
        ({"teaches": {"art": 1}}, Absence.NOTHING_MISSING),
    ],
)
def test_each_reason_is_given_for_what_it_is(
    small: Small, offering: Make, explained: Explained, changes: dict[str, Any], reason: Absence
) -> None:
    other = offering("other", **({"teaches": {"talk": 1}} | changes))
    catalogue = small(offering("best", teaches={"talk": 1}), other, required={"talk": 1})
    assert explained(catalogue)["other"].reason is reason


def test_a_full_time_job_needs_the_will_to_change(
    person: Person, small: Small, offering: Make, job: Callable[..., Offering], missing: Missing
) -> None:
    catalogue = small(offering("best", teaches={"talk": 1}), job("j", 4, teaches={"talk": 1}), required={"talk": 1})
    assert missing(person(), catalogue)["j"].reason is Absence.KEEPS_JOB
    assert missing(person(willing_to_change_job=True), catalogue)["j"].reason is Absence.COVERED


@pytest.mark.parametrize(("field", "reason"), [("excludes", Absence.EXCLUDED), ("done", Absence.DONE)])
def test_the_persons_own_word_comes_first(
    small: Small, offering: Make, explained: Explained, field: str, reason: Absence
) -> None:
    rows = offering("best", teaches={"talk": 2}), offering("other", teaches={"talk": 1})
    catalogue = small(*rows, required={"talk": 2})
    assert explained(catalogue, **{field: ("other",)})["other"].reason is reason


def test_what_is_covered_names_by_what_and_how_much_worse_it_is(
    person: Person, small: Small, offering: Make, missing: Missing
) -> None:
    best = offering("best", teaches={"talk": 1})
    other = offering("other", hours=10, weeks=3, cost_usd=90, teaches={"talk": 1})
    found = missing(person(), small(best, other, required={"talk": 1}))["other"]
    assert (found.would_help, found.instead) == (("competency:talk",), ("best",))
    assert found.text == (
        "The plan has Talk from «The best»; this costs $90 more, takes 2 hours more and lasts 1 week longer."
    )


def test_what_only_opens_a_way_says_to_what(person: Person, small: Small, offering: Make, missing: Missing) -> None:
    rows = (
        offering("best", teaches={"talk": 1}),
        offering("door"),
        offering("room", needs="door", teaches={"talk": 1}),
    )
    found = missing(person(), small(*rows, required={"talk": 1}))
    assert found["door"].text == "Brings nothing you still lack; it only opens the way to «The room»."
    assert found["room"].reason is Absence.PREREQUISITE


def test_another_way_of_qualifying_is_told_apart(
    person: Person, small: Small, offering: Make, missing: Missing, route: Callable[..., Route]
) -> None:
    rows = (offering("degree", awards="degree:bachelor:health"), offering("cert", hours=9, awards="cert:capm"))
    routes = (route("A", "edu_level>=3"), route("B", "cert=capm"))
    assert missing(person(), small(*rows, required={}, routes=routes))["cert"].reason is Absence.OTHER_ROUTE
    qualified = person(edu_level=3)
    assert missing(qualified, small(*rows, required={}, routes=routes))["cert"].reason is Absence.NOTHING_MISSING


def test_where_nothing_fits_what_would_help_had_no_room(
    person: Person, small: Small, offering: Make, missing: Missing
) -> None:
    rows = [offering(name, cost_usd=600, teaches={name: 1}) for name in ("law", "talk")]
    (found,) = missing(person(), small(*rows, required={"law": 1, "talk": 1})).values()
    assert found.reason is Absence.NO_ROOM
    assert found.text.startswith("It would help with ")


@pytest.mark.parametrize("name", ["P02", "P03"])
def test_every_offering_is_either_a_step_or_left_out_with_a_sentence(
    sample: Callable[..., Profile], catalogue: Catalogue, name: str
) -> None:
    explained = explain_plan(sample(name), catalogue, TODAY)
    steps, rest = {step.offering_id for step in explained.steps}, {each.offering_id for each in explained.left_out}
    assert not steps & rest
    assert steps | rest == set(catalogue.offerings)
    assert all(each.text.endswith(".") for each in explained.left_out)
