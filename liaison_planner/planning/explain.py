"""Why a plan is as it is: each step, what was left out, and what a little more would buy."""

from collections.abc import Callable, Sequence
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.explanation import Explanation, StepReasons
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.unplanned import invalid_plan
from liaison_planner.gaps.effort import paid_weeks, study_hours
from liaison_planner.planning.focus_standing import first_look, focus_advice, standing_in_words
from liaison_planner.planning.left_out import Absences
from liaison_planner.planning.more import little_more
from liaison_planner.planning.offering_answer import Enquiry
from liaison_planner.planning.planner import make_plan
from liaison_planner.planning.route_outlook import RouteOutlooks
from liaison_planner.planning.step_reasons import StepExplainer
from liaison_planner.planning.subject import Subject
from liaison_planner.planning.what_if import WhatIf

Tell = Callable[[str], None]
"""Is told what is being computed, for a progress display."""


def silent(_: str) -> None:
    """For callers who show no progress."""


def explain_plan(
    profile: Profile,
    catalogue: Catalogue,
    today: date,
    issues: Sequence[Issue] = (),
    tell: Tell = silent,
    *,
    focus_areas: bool = False,
) -> Explanation:
    """The person's plan explained; where nothing fits, what fits best, the conflict and the ways out.

    With `focus_areas` every area is ranked as in a comparison, which takes a plan for each; without, only where the
    chosen one stands by wish and values. Every alternative in it was solved and verified. The same arguments give the same explanation.
    """
    tell("Your plan")
    plan = make_plan(profile, catalogue, today, issues)
    subject, what_if = Subject(profile, catalogue, today, plan), WhatIf(profile, catalogue, today)
    explainer = StepExplainer(subject, what_if)
    steps: list[StepReasons] = []
    for step in subject.steps:
        tell(f"Without «{step.offering.title}»")
        steps.append(explainer.reasons(step))
    return _framed(plan, profile, subject).model_copy(
        update={
            "steps": tuple(steps),
            "left_out": Absences(subject, explainer.room).all(),
            "more": little_more(plan, what_if, tell),
            "routes": RouteOutlooks(profile, catalogue, today, tell).all(),
            **_focus_areas(what_if, tell, with_plans=focus_areas),
        }
    )


def _focus_areas(what_if: WhatIf, tell: Tell, *, with_plans: bool) -> dict[str, object]:
    profile = what_if.profile
    if not with_plans:
        return {"focus_standing": first_look(profile, what_if.catalogue)}
    advice = focus_advice(what_if, tell)
    return {"focus_standing": standing_in_words(advice, profile.focus), "focus_areas": advice}


def explain_offering(
    profile: Profile,
    catalogue: Catalogue,
    today: date,
    offering_id: str,
    *,
    issues: Sequence[Issue] = (),
    tell: Tell = silent,
) -> Explanation:
    """One offering explained: why it is in the plan or not, and at which price, hours or date that changes.

    `offering_id` must be the catalogue's. Every alternative was solved and verified.
    """
    tell("Your plan")
    plan = make_plan(profile, catalogue, today, issues)
    subject, what_if = Subject(profile, catalogue, today, plan), WhatIf(profile, catalogue, today)
    answer = Enquiry(subject, what_if, StepExplainer(subject, what_if), offering_id, tell).answer()
    return _framed(plan, profile, subject).model_copy(update={"offering": answer})


def _framed(plan: Plan, profile: Profile, subject: Subject) -> Explanation:
    still_open = [gap for gap in plan.gaps if gap.closed_on is None and gap.kind != "gate"]
    return Explanation(
        person_id=plan.person_id,
        focus=plan.focus,
        objective=profile.objective,
        status=plan.status,
        route=plan.route,
        ready_date=plan.ready_date,
        total_cost_usd=plan.total_cost_usd,
        total_effort_hours=plan.total_effort_hours,
        study_hours=study_hours(plan.items, subject.catalogue),
        paid_weeks=paid_weeks(plan.items, subject.catalogue),
        employer_pays=plan.employer_pays,
        still_open=tuple(subject.name_of(gap) for gap in still_open),
        conflicts=plan.conflicts,
        ways_out=plan.ways_out,
        stamp=plan.stamp,
        issues=plan.issues,
    )


def unexplained(person_id: str, catalogue: Catalogue, today: date, issues: Sequence[Issue]) -> Explanation:
    """The answer to inputs that cannot be planned: nothing but the issues."""
    plan = invalid_plan(person_id, catalogue.version, today, issues)
    return Explanation(
        person_id=person_id, focus=None, objective=None, status=plan.status, stamp=plan.stamp, issues=plan.issues
    )
