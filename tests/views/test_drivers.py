"""What the start of each step hangs on, beside its bar and in words."""

from datetime import date, timedelta

import pytest

from liaison_planner.domain.hold import Hold, HoldKind
from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.views.drivers import Drivers
from liaison_planner.views.timeline import timeline_content

MONDAY = date(2027, 1, 4)


def steps(*holds: Hold | None) -> list[PlanItem]:
    """One step a week, called a, b, c …, each with its hold."""
    return [
        PlanItem(
            offering_id="abcdef"[at],
            kind=Kind.COURSE,
            title="abcdef"[at],
            start=MONDAY + timedelta(weeks=at),
            finish=MONDAY + timedelta(weeks=at, days=6),
            cost_usd=0,
            effort_hours=1,
            hours_by_week=((MONDAY + timedelta(weeks=at), 1.0),),
            driven_by=hold,
        )
        for at, hold in enumerate(holds)
    ]


FIRST = Hold(kind=HoldKind.FIRST_WEEK, text="")


def hold(kind: HoldKind, *offerings: str) -> Hold:
    return Hold(kind=kind, text="", offerings=offerings)


@pytest.mark.parametrize("kind", [kind for kind in HoldKind if kind is not HoldKind.SHORTEST])
def test_every_reason_for_a_start_has_its_words(kind: HoldKind) -> None:
    drivers = Drivers(steps(hold(kind)))
    assert drivers.beside(1)
    assert drivers.in_words(1).startswith("Its start is set by ")


def test_steps_that_hold_another_are_named_by_number() -> None:
    drivers = Drivers(steps(FIRST, FIRST, FIRST, hold(HoldKind.HOURS, "c", "a", "b"), hold(HoldKind.PREREQUISITE, "d")))
    assert [drivers.beside(number) for number in (3, 4, 5)] == ["first week", "hours 3, 1", "after 4"]


def test_the_chain_leads_back_to_what_waits_for_no_step() -> None:
    drivers = Drivers(steps(FIRST, hold(HoldKind.PREREQUISITE, "a"), hold(HoldKind.HOURS, "b", "a")))
    words = "Its start is set by your weekly hours: 3 waits for 2, 2 for 1, 1 is set by the first week."
    assert drivers.in_words(3) == words


def test_steps_that_wait_for_each_other_end_the_chain() -> None:
    drivers = Drivers(steps(hold(HoldKind.HOURS, "b"), hold(HoldKind.HOURS, "a")))
    assert drivers.in_words(1).endswith("1 waits for 2, 2 is set by your weekly hours.")


def test_a_plan_that_does_not_say_what_its_steps_wait_for_leaves_the_column_empty(plan: Plan) -> None:
    content = timeline_content(plan)
    assert set(content.grids["out_timeline_drivers"]) == {("",)}
    assert "start is set" not in str(content.grids["out_timeline_words"])


def test_the_timeline_shows_drivers_beside_the_bars_and_in_its_words(plan: Plan) -> None:
    held = plan.model_copy(update={"items": tuple(steps(FIRST, hold(HoldKind.PREREQUISITE, "a")))})
    content = timeline_content(held)
    assert content.grids["out_timeline_drivers"] == (("first week",), ("after 1",))
    assert "2 waits for 1" in str(content.grids["out_timeline_words"][1])
