"""The plan sheet."""

from datetime import date

from liaison_planner.domain.plan import Plan, PlanStatus, Recurring
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.views import Labels
from liaison_planner.views.plan import plan_content


def test_steps_are_numbered_in_order_of_time(plan: Plan, labels: Labels) -> None:
    rows = plan_content(plan, labels).tables["tblPlan"]
    assert [(row["number"], row["step"]) for row in rows] == [(1, "Privacy course"), (2, "A liaison as mentor")]


def test_a_step_has_its_dates_figures_and_reasons(plan: Plan, labels: Labels) -> None:
    row = plan_content(plan, labels).tables["tblPlan"][0]
    assert row == {
        "number": 1,
        "step": "Privacy course",
        "kind": "Course",
        "start": date(2027, 1, 4),
        "finish": date(2027, 1, 17),
        "hours": 3.0,
        "per_week": 2.0,
        "cost": 25.0,
        "closes": "Patient privacy",
        "why": "Closes Patient privacy (level 2).",
        "status": "planned",
        "id": "c_hipaa",
    }


def test_a_pinned_step_is_the_persons_choice(plan: Plan, labels: Labels) -> None:
    pinned = plan.model_copy(update={"items": (plan.items[0].model_copy(update={"pinned": True}),)})
    assert plan_content(pinned, labels).tables["tblPlan"][0]["status"] == "planned, your choice"


def test_duties_come_after_the_steps_in_order_of_time(plan: Plan, labels: Labels) -> None:
    late = Recurring(
        title="Late", kind=Kind.CONTINUING_EDUCATION, first=date(2029, 1, 1), every="yearly", because="why"
    )
    soon = late.model_copy(update={"title": "Soon", "first": date(2028, 1, 1)})
    rows = plan_content(plan.model_copy(update={"recurring": (late, soon)}), labels).tables["tblPlan"]
    assert [(row.get("number"), row["step"], row["status"]) for row in rows[2:]] == [
        (None, "Soon", "yearly"),
        (None, "Late", "yearly"),
    ]
    assert rows[2]["id"] != rows[3]["id"]


def test_the_line_above_tells_the_totals_or_what_is_wrong(plan: Plan, labels: Labels) -> None:
    def line(**changes: object) -> str:
        return str(plan_content(plan.model_copy(update=changes), labels).fields["out_plan_line"])

    assert line() == "2 steps, 15 hours, $25. Ready on 1 Aug 2027."
    assert line(status=PlanStatus.INFEASIBLE).startswith("This is not a complete plan")
    assert line(status=PlanStatus.INVALID_INPUT).startswith("No plan")
