"""The fifteen sample people, each planned once."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.verification import verify

PlanOf = Callable[[str], Plan]

PEOPLE = [f"P{number:02}" for number in range(1, 16)]
INFEASIBLE = {"P03", "P05", "P11", "P15"}

AGAIN = """
import json, sys
from datetime import date
from liaison_planner import services
from liaison_planner.catalogue import built_in
from liaison_planner.planning.planner import make_plan
today = date(2026, 11, 23)
people = [f"P{number:02}" for number in range(1, 16)]
plans = {name: make_plan(services.sample_person(name, built_in(), today).profile, built_in(), today) for name in people}
print(json.dumps({name: plan.to_json() for name, plan in plans.items()}))
"""


def without_seconds(text: str) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads(text)
    del plan["proof"]["seconds"]
    return plan


@pytest.mark.parametrize("name", PEOPLE)
def test_the_verifier_accepts_the_plan(
    plan_of: PlanOf, sample: Callable[..., Profile], catalogue: Catalogue, name: str
) -> None:
    assert verify(plan_of(name), sample(name), catalogue) == ()


@pytest.mark.parametrize("name", PEOPLE)
def test_the_outcome_is_the_expected_one(plan_of: PlanOf, name: str) -> None:
    plan = plan_of(name)
    assert plan.status == ("infeasible" if name in INFEASIBLE else "optimal")
    assert bool(plan.conflicts) is bool(plan.ways_out) is (name in INFEASIBLE)


@pytest.mark.parametrize("name", PEOPLE)
def test_whoever_gets_no_whole_plan_gets_what_fits_best(plan_of: PlanOf, name: str) -> None:
    plan = plan_of(name)
    closed = [gap for gap in plan.gaps if gap.closed_on]
    assert plan.items
    assert closed
    if plan.fits:
        assert plan.ready_date == max(gap.closed_on for gap in closed if gap.closed_on)
        assert len(closed) == len([gap for gap in plan.gaps if gap.kind != "gate"])


def test_another_python_on_another_day_makes_the_same_plans(plan_of: PlanOf, run_python: Callable[[str], str]) -> None:
    """A fresh interpreter hashes texts in another way, so that no order rests on a set."""
    again = json.loads(run_python(AGAIN))
    for name in PEOPLE:
        assert without_seconds(again[name]) == without_seconds(plan_of(name).to_json()), name
