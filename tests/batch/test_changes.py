"""How the report of changes names what happened to a plan."""

from datetime import date, timedelta
from typing import Any

from liaison_planner.batch.outputs import kind_of_change
from liaison_planner.domain.plan import Plan, PlanItem, PlanStatus, Stamp
from liaison_planner.domain.vocabulary import Kind

DAY = date(2027, 1, 4)


def item(name: str, start: date = DAY) -> PlanItem:
    return PlanItem(
        offering_id=name,
        kind=Kind.COURSE,
        title=name,
        start=start,
        finish=start + timedelta(days=6),
        cost_usd=0,
        effort_hours=1,
        hours_by_week=((start, 1.0),),
    )


def plan(*items: PlanItem, **changes: Any) -> Plan:
    known: dict[str, Any] = {
        "person_id": "A",
        "focus": None,
        "today": DAY,
        "start_date": DAY,
        "target_date": date(2027, 12, 31),
        "status": PlanStatus.OPTIMAL,
        "ready_date": date(2027, 6, 30),
        "stamp": Stamp(planner_version="1", catalogue_version="1", inputs_hash="", today=DAY),
    }
    return Plan(**{**known, "items": items, **changes})


def test_where_only_days_inside_the_plan_differ_they_have_moved() -> None:
    later = DAY + timedelta(days=7)
    assert kind_of_change(plan(item("a"), item("b")), plan(item("b"), item("a", later))) == "dates moved"


def test_another_step_date_or_cost_is_a_change() -> None:
    before = plan(item("a"))
    assert kind_of_change(before, plan(item("b"))) == "changed"
    assert kind_of_change(before, plan(item("a"), ready_date=DAY)) == "changed"
    assert kind_of_change(before, plan(item("a"), total_cost_usd=5)) == "changed"


def test_whoever_had_no_plan_is_new() -> None:
    assert kind_of_change(None, plan()) == "new"
