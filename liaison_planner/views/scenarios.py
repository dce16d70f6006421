"""The scenarios sheet: three kinds of plan and the kinds of employer side by side."""

from liaison_planner.domain.comparison import Comparison, Scenario
from liaison_planner.domain.plan import PlanStatus
from liaison_planner.views.content import Content, Row
from liaison_planner.views.labels import Labels
from liaison_planner.views.wording import day_words, rounded

_RESULTS = {
    PlanStatus.OPTIMAL: "fits, proven best",
    PlanStatus.FEASIBLE: "fits",
    PlanStatus.INFEASIBLE: "does not fit",
    PlanStatus.INVALID_INPUT: "answers to mend",
}
HOW_TO_GET_THEM = (
    "Not computed with this plan. They take up to a few minutes: click «Compare scenarios», or in a workbook without "
    "buttons save, close and run: liaison-planner plan FILE --in-place --scenarios"
)


def scenarios_content(comparison: Comparison | None, labels: Labels) -> Content:
    """A row for each scenario; without a comparison none, and the line says how to get them."""
    if comparison is None:
        return Content({"out_scenarios_line": HOW_TO_GET_THEM}, {"tblObjectives": (), "tblFocusPlans": ()})
    line = f"Computed {day_words(comparison.stamp.today)}, each one solved and checked like the plan itself."
    return Content(
        {"out_scenarios_line": line},
        {
            "tblObjectives": tuple(
                _row(each, each.objective.value.capitalize(), labels) for each in comparison.objectives
            ),
            "tblFocusPlans": tuple(_row(each, each.focus.title, labels) for each in comparison.focus_areas),
        },
    )


def _row(scenario: Scenario, name: str, labels: Labels) -> Row:
    hours = scenario.total_effort_hours
    return {
        "name": name,
        "own": "▶ yours" if scenario.own else None,
        "result": _RESULTS[scenario.status],
        "ready": scenario.ready_date,
        "cost": scenario.total_cost_usd,
        "hours": None if hours is None else rounded(hours),
        "steps": scenario.steps or None,
        "route": labels.routes.get(scenario.route, scenario.route) if scenario.route else None,
        "because": scenario.because,
    }
