"""Rule 10: savings that are wrong, or that fall below the floor, are found without the planner's help."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.planning.planner import make_plan
from liaison_planner.verification import verify
from liaison_planner.verification.case import Case
from liaison_planner.verification.cash import savings

MONEY = {"savings_usd": 2000.0, "savings_floor_usd": 500.0, "monthly_income_usd": 2600.0, "monthly_costs_usd": 2500.0}
Fault = Callable[[Plan, Profile], tuple[Plan, Profile]]


@pytest.fixture(scope="module")
def sound(catalogue: Catalogue, today: date) -> tuple[Plan, Profile]:
    """The marketing graduate with savings."""
    profile = services.sample_person("P04", catalogue, today).profile
    assert profile is not None
    profile = profile.model_copy(update=MONEY)
    return make_plan(profile, catalogue, today), profile


def with_cash(plan: Plan, number: int, more: float) -> Plan:
    line = list(plan.cash)
    line[number] = (line[number][0], line[number][1] + more)
    return plan.model_copy(update={"cash": tuple(line)})


FAULTS: list[tuple[str, Fault]] = [
    ("not", lambda plan, who: (with_cash(plan, 5, 3.0), who)),
    ("weeks", lambda plan, who: (plan.model_copy(update={"cash": plan.cash[:-1]}), who)),
    ("gave none", lambda plan, who: (plan, who.model_copy(update={"savings_usd": None}))),
    ("below the floor", lambda plan, who: (plan, who.model_copy(update={"savings_floor_usd": 1990.0}))),
    ("not", lambda plan, who: (plan, who.model_copy(update={"monthly_costs_usd": 2400.0}))),
]


def test_the_sound_plan_has_no_fault(sound: tuple[Plan, Profile], catalogue: Catalogue) -> None:
    assert verify(*sound, catalogue) == ()


@pytest.mark.parametrize(("words", "spoil"), FAULTS)
def test_a_fault_is_named(sound: tuple[Plan, Profile], catalogue: Catalogue, words: str, spoil: Fault) -> None:
    plan, profile = spoil(*sound)
    assert any(words in sentence for sentence in savings(Case(plan, profile, catalogue)))
    assert any(sentence.startswith("rule 10:") for sentence in verify(plan, profile, catalogue))


def test_a_post_that_begins_later_earns_later(sound: tuple[Plan, Profile], catalogue: Catalogue) -> None:
    plan, profile = sound
    moved = tuple(
        item.model_copy(update={"start": item.start + timedelta(weeks=4)})
        if item.offering_id == "j_outreach_coord"
        else item
        for item in plan.items
    )
    case = Case(plan.model_copy(update={"items": moved}), profile, catalogue)
    assert any("not" in sentence for sentence in savings(case))
