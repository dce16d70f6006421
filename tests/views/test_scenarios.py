"""The scenarios sheet."""

from datetime import date

from liaison_planner.domain.comparison import Comparison, Scenario
from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.domain.vocabulary import Focus, Objective
from liaison_planner.views import Labels
from liaison_planner.views.scenarios import scenarios_content


def test_without_a_comparison_the_line_says_how_to_get_one(labels: Labels) -> None:
    content = scenarios_content(None, labels)
    assert "--scenarios" in str(content.fields["out_scenarios_line"])
    assert content.tables == {"tblObjectives": (), "tblFocusPlans": ()}


def test_each_scenario_is_a_row_with_the_reason_for_its_difference(plan: Plan, labels: Labels) -> None:
    own = Scenario(
        objective=Objective.FASTEST,
        focus=Focus.CONSULTING,
        own=True,
        status=PlanStatus.OPTIMAL,
        ready_date=date(2027, 8, 1),
        total_cost_usd=25.0,
        total_effort_hours=15.04,
        route="R04",
        steps=2,
        because="Your own choice.",
    )
    stuck = Scenario(
        objective=Objective.FASTEST,
        focus=Focus.MEDICAL_SCHOOL,
        own=False,
        status=PlanStatus.INFEASIBLE,
        because="This alone rules out every plan: spend at most $1,000.",
    )
    comparison = Comparison(
        person_id="P01", status=PlanStatus.OPTIMAL, objectives=(own,), focus_areas=(own, stuck), stamp=plan.stamp
    )
    content = scenarios_content(comparison, labels)
    assert content.fields["out_scenarios_line"] == (
        "Computed 23 Nov 2026, each one solved and checked like the plan itself."
    )
    assert content.tables["tblObjectives"] == (
        {
            "name": "Fastest",
            "own": "▶ yours",
            "result": "fits, proven best",
            "ready": date(2027, 8, 1),
            "cost": 25.0,
            "hours": 15.0,
            "steps": 2,
            "route": "Nursing background",
            "because": "Your own choice.",
        },
    )
    row = content.tables["tblFocusPlans"][1]
    assert (row["name"], row["own"], row["result"]) == ("Medical school", None, "does not fit")
    assert (row["ready"], row["cost"], row["hours"], row["steps"], row["route"]) == (None,) * 5
