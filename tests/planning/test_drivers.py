"""Each step of a plan says what it waits for, as `explain` does."""

from datetime import date

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.hold import HoldKind

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("name", ["P02", "P06"])
def test_a_plan_and_its_explanation_agree_on_what_each_step_waits_for(name: str, catalogue: Catalogue) -> None:
    person = services.sample_person(name, catalogue, TODAY)
    plan = services.plan_for(person, catalogue, TODAY)
    explained = services.explanation_for(person, catalogue, TODAY)
    assert [item.driven_by for item in plan.items] == [step.start_hold for step in explained.steps]
    assert plan.items[0].driven_by is not None
    assert plan.items[0].driven_by.kind is HoldKind.FIRST_WEEK
