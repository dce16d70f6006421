"""A plan as JSON has exactly the names and the order that others rely on."""

import json
from datetime import date
from typing import Any

import pytest

from liaison_planner.domain.issue import Place, Severity
from liaison_planner.domain.issue import error as issue
from liaison_planner.domain.plan import (
    Conflict,
    Gap,
    Plan,
    PlanItem,
    PlanStatus,
    Proof,
    Recurring,
    Stamp,
    WayOut,
)
from liaison_planner.domain.vocabulary import Focus, Kind

MONDAY, SUNDAY = date(2027, 1, 4), date(2027, 1, 10)

FIELDS = [
    *("schema", "person_id", "focus", "today", "start_date", "target_date", "route", "status", "ready_date"),
    *("apply_from", "total_cost_usd", "total_effort_hours", "items", "recurring", "gaps", "conflicts", "ways_out"),
    *("proof", "evidence", "stamp", "issues", "readiness", "routes", "duties", "applying", "rests_on"),
    *("cash", "employer_pays", "past", "spent_usd"),
]
PARTS = {
    "items": [
        *("offering_id", "kind", "title", "start", "finish", "cost_usd", "effort_hours", "hours_by_week", "status"),
        *("pinned", "closes", "because", "employer_usd", "driven_by", "hours_done"),
    ],
    "recurring": ["title", "kind", "first", "every", "because", "effort_hours", "cost_usd"],
    "gaps": ["id", "kind", "have", "need", "priority", "closed_by", "closed_on", "half"],
    "conflicts": ["id", "text"],
    "ways_out": ["change", "ready_date", "total_cost_usd", "verified"],
    "proof": ["objective", "solver", "seconds", "proven"],
    "evidence": [
        *("cost_share_estimated", "hours_share_estimated", "finish_low", "finish_high"),
        *("cost_low", "cost_high", "hours_low", "hours_high", "old_prices", "undated_prices"),
    ],
    "stamp": ["planner_version", "catalogue_version", "inputs_hash", "today"],
    "issues": ["severity", "code", "sheet", "cell", "what", "how_to_fix"],
}

PLAN = Plan(
    person_id="A",
    focus=Focus.CONSULTING,
    today=MONDAY,
    start_date=MONDAY,
    target_date=SUNDAY,
    status=PlanStatus.OPTIMAL,
    ready_date=SUNDAY,
    items=(
        PlanItem(
            offering_id="a",
            kind=Kind.COURSE,
            title="A",
            start=MONDAY,
            finish=SUNDAY,
            cost_usd=1.5,
            effort_hours=2,
            hours_by_week=((MONDAY, 2.0),),
            closes=("competency:talk",),
        ),
    ),
    recurring=(Recurring(title="R", kind=Kind.CONTINUING_EDUCATION, first=SUNDAY, every="yearly", because="so"),),
    gaps=(Gap(id="competency:talk", kind="competency", have="0", need="1", priority=1, closed_by=("a",)),),
    conflicts=(Conflict(id="budget", text="Spend little."),),
    ways_out=(WayOut(change="Spend more.", ready_date=SUNDAY, total_cost_usd=3),),
    proof=Proof(objective=(("finish", 1.0, 1.0),), solver="s", seconds=0.1, proven=True),
    stamp=Stamp(planner_version="1", catalogue_version="c", inputs_hash="h", today=MONDAY),
    issues=(issue("code", Place(sheet="S", cell="A1"), "what", "how"),),
)


def written(plan: Plan) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(plan.to_json())
    return found


def test_the_plan_has_the_fields_of_the_contract_in_its_order() -> None:
    assert list(written(PLAN)) == FIELDS


@pytest.mark.parametrize("part", PARTS)
def test_each_part_has_the_fields_of_the_contract_in_its_order(part: str) -> None:
    value = written(PLAN)[part]
    assert list(value[0] if isinstance(value, list) else value) == PARTS[part]


def test_the_schema_is_named_first() -> None:
    assert written(PLAN)["schema"] == "liaison-plan/1"


def test_dates_are_iso_and_words_are_the_vocabulary() -> None:
    found = written(PLAN)
    assert (found["today"], found["focus"], found["status"]) == ("2027-01-04", "consulting", "optimal")
    assert found["items"][0]["hours_by_week"] == [["2027-01-04", 2.0]]
    assert found["proof"]["objective"] == [["finish", 1.0, 1.0]]
    assert found["issues"][0]["severity"] == Severity.ERROR.value


def test_what_is_not_known_is_null() -> None:
    found = written(PLAN)
    assert (found["route"], found["apply_from"], found["gaps"][0]["closed_on"]) == (None, None, None)


def test_a_plan_reads_back_from_its_json() -> None:
    assert Plan.model_validate_json(PLAN.to_json()) == PLAN


@pytest.mark.parametrize("status", PlanStatus)
def test_only_a_complete_plan_fits(status: PlanStatus) -> None:
    assert PLAN.model_copy(update={"status": status}).fits is (status.value in {"optimal", "feasible"})


def test_the_statuses_are_those_of_the_contract() -> None:
    assert [status.value for status in PlanStatus] == ["optimal", "feasible", "infeasible", "invalid_input"]
