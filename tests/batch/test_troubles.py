"""What keeps a cohort's people from a plan, counted person by person."""

from datetime import date

from liaison_planner.batch.troubles import commonest
from liaison_planner.domain.issue import Place, error
from liaison_planner.domain.plan import Conflict, Plan, PlanStatus, Stamp

DAY = date(2026, 11, 23)


def plan(*limits: str, blank: str = "") -> Plan:
    missing = (error("missing", Place(sheet="a.csv", cell=f"row 2, {blank}"), "It is empty.", "Fill it."),)
    return Plan(
        person_id="A",
        focus=None,
        today=DAY,
        start_date=DAY,
        target_date=DAY,
        status=PlanStatus.INVALID_INPUT if blank else PlanStatus.INFEASIBLE,
        conflicts=tuple(Conflict(id=limit, text="Keep it.") for limit in limits),
        stamp=Stamp(planner_version="1", catalogue_version="1", inputs_hash="", today=DAY),
        issues=missing if blank else (),
    )


def test_the_commonest_problem_comes_first_and_each_person_counts_once() -> None:
    told = commonest([plan("budget", "hours"), plan("pin:c_a", "pin:c_b", "budget"), plan(blank="edu_level")])
    first, *others = told.removeprefix("Most frequent problems: ").rstrip(".").split(", ")
    assert first == "the budget (2)"
    assert set(others) < {"the hours a week (1)", "steps that were asked for (1)", "missing in edu_level (1)"}
    assert len(others) == 2


def test_nothing_is_said_where_everybody_has_a_plan() -> None:
    assert commonest([]) == ""
