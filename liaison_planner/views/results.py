"""Everything the planner writes into a workbook."""

from liaison_planner.domain.basis import Earlier
from liaison_planner.domain.comparison import Comparison
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.views.agreement import agreement_content
from liaison_planner.views.checks import checks_content
from liaison_planner.views.content import Content
from liaison_planner.views.dashboard import dashboard_content
from liaison_planner.views.gaps import gaps_content
from liaison_planner.views.labels import Labels
from liaison_planner.views.plan import plan_content
from liaison_planner.views.scenarios import scenarios_content
from liaison_planner.views.standing import standing_content
from liaison_planner.views.start import start_content
from liaison_planner.views.timeline import timeline_content


def result_content(
    plan: Plan,
    profile: Profile | None,
    labels: Labels,
    comparison: Comparison | None = None,
    *,
    earlier: Earlier | None = None,
) -> Content:
    """Every sheet with results and the stamp on About; `profile` is None if the answers could not be read.

    `comparison` fills the sheet Scenarios; `earlier` is what the workbook held before.
    """
    checks = checks_content(plan, profile, earlier)
    return (
        start_content(plan, profile, labels, earlier)
        | standing_content(plan, labels)
        | gaps_content(plan, labels)
        | plan_content(plan, labels)
        | timeline_content(plan)
        | dashboard_content(plan, profile, labels)
        | scenarios_content(comparison, labels)
        | agreement_content(plan, profile, labels)
        | checks
        | Content({"out_dashboard_checks": checks.fields["out_checks_ok"]})
        | _stamp(plan)
    )


def _stamp(plan: Plan) -> Content:
    return Content(
        {
            "out_planner_version": plan.stamp.planner_version,
            "out_plan_catalogue": plan.stamp.catalogue_version,
            "out_plan_today": plan.stamp.today,
            "out_inputs_hash": plan.stamp.inputs_hash,
            "out_proof": _proof(plan),
        }
    )


def _proof(plan: Plan) -> str:
    if not plan.fits:
        return "No complete plan."
    return "Proven: no better plan exists." if plan.proof.proven else "Valid; a better plan may exist."
