"""The one way from a person to a plan: search, explain, judge."""

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from datetime import date

from liaison_planner import __version__
from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import Conflict, Gap, Plan, PlanItem, PlanStatus, Proof, Stamp
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.progress import StepStatus
from liaison_planner.domain.standing import Standing
from liaison_planner.gaps.analysis import nearest_route, open_needs
from liaison_planner.gaps.readiness import readiness_of
from liaison_planner.gaps.routes import route_standings
from liaison_planner.planning.afterwards import recurring_duties
from liaison_planner.planning.applying import applications
from liaison_planner.planning.basis import basis_of, search_basis
from liaison_planner.planning.closing import close_gaps
from liaison_planner.planning.conflict import smallest_conflict
from liaison_planner.planning.drivers import with_drivers
from liaison_planner.planning.duties import Duties
from liaison_planner.planning.employer import by_year, own_cost, paid_back, remarks
from liaison_planner.planning.lived import past_steps, spent_usd
from liaison_planner.planning.modes import UNITS_PER_HOUR
from liaison_planner.planning.money import cash_line, last_day_that_counts
from liaison_planner.planning.possibility import Possibility
from liaison_planner.planning.ranges import evidence_of, with_finish_range
from liaison_planner.planning.reasons import Reasons
from liaison_planner.planning.search import Search, first_day, search, search_partial
from liaison_planner.planning.steps import Step, apply_from, requirements_met_on, steps_of
from liaison_planner.planning.ways_out import ways_out
from liaison_planner.scheduling.problem import Status
from liaison_planner.verification import verify


class UnsoundPlanError(Exception):
    """The verifier objects to a plan of ours: a fault in the planner, never in the user's input."""


def make_plan(profile: Profile, catalogue: Catalogue, today: date, issues: Sequence[Issue] = ()) -> Plan:
    """The best plan within the person's limits, or, when there is none, what fits best, what clashes and ways out.

    Guarantees: every plan has passed the verifier; the same arguments give the same plan but for `proof.seconds`.
    Raises UnsoundPlanError if the verifier objects.
    """
    began = time.perf_counter()
    answer = search(profile, catalogue, today, profile.objective)
    return plan_behind(answer, profile, catalogue, today, issues=issues, began=began)


def plan_behind(
    answer: Search, profile: Profile, catalogue: Catalogue, today: date, *, issues: Sequence[Issue], began: float
) -> Plan:
    """The whole plan behind a search that began at a moment of the performance clock; see `make_plan`."""
    if answer.found:
        plan = _plan(answer, profile, catalogue, today)
    else:
        partial = search_partial(profile, catalogue, today)
        possibility = Possibility(profile, catalogue, today)
        if answer.solution.status is Status.INFEASIBLE:
            possibility.note_impossible()
        plan = _plan(partial, profile, catalogue, today, fits=False).model_copy(
            update={
                "conflicts": _conflicts(answer, possibility),
                "ways_out": ways_out(possibility, lambda found, who: _sound(found, who, catalogue, today)),
            }
        )
    evidence = with_finish_range(plan.evidence, profile, answer.translation, answer.steps, plan.ready_date)
    seconds = round(time.perf_counter() - began, 3)
    proof = plan.proof.model_copy(update={"seconds": seconds})
    picture = _picture(plan, answer.translation.standing, profile, catalogue)
    plan = plan.model_copy(update={"proof": proof, "evidence": evidence, "issues": tuple(issues), **picture})
    if objections := verify(plan, profile, catalogue):
        raise UnsoundPlanError(f"{profile.person_id}: " + " ".join(objections))
    return with_drivers(plan, profile, catalogue, today)


def _picture(plan: Plan, outset: Standing, profile: Profile, catalogue: Catalogue) -> dict[str, object]:
    """What stands beside the steps: readiness today, every route, and what law and employers ask."""
    hired = plan.apply_from or plan.ready_date
    return {
        "readiness": readiness_of(profile, catalogue),
        "routes": route_standings(profile, catalogue),
        "duties": Duties(profile, catalogue, outset, steps_of(plan, catalogue), hired).all(),
    }


def _conflicts(answer: Search, possibility: Possibility) -> tuple[Conflict, ...]:
    if answer.solution.status is Status.INFEASIBLE:
        return smallest_conflict(possibility)
    text = "No plan was found before the planner stopped searching; there may be one."
    return (Conflict(id="search_limit", text=text),)


def _sound(found: Search, profile: Profile, catalogue: Catalogue, today: date) -> bool:
    return not verify(_plan(found, profile, catalogue, today), profile, catalogue)


def judged_plan(answer: Search, profile: Profile, catalogue: Catalogue, today: date) -> Plan:
    """The plan behind a search that found one; raises UnsoundPlanError if the verifier objects."""
    plan = _plan(answer, profile, catalogue, today)
    if objections := verify(plan, profile, catalogue):
        raise UnsoundPlanError(f"{profile.person_id}: " + " ".join(objections))
    return plan


def inputs_hash(profile: Profile) -> str:
    """Sixteen hexadecimal digits that change with any input."""
    text = json.dumps(profile.model_dump(mode="json"), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plan(answer: Search, profile: Profile, catalogue: Catalogue, today: date, *, fits: bool = True) -> Plan:
    outset, steps, first = answer.translation.standing, answer.steps, first_day(profile, today)
    met = requirements_met_on(steps, profile, catalogue, outset, first) if fits else None
    at_end = outset.after(step.offering for step in steps)
    route = met[1] if met else nearest_route(profile, catalogue, at_end)
    gaps = close_gaps(open_needs(profile, catalogue, outset, route), steps, outset)
    told = remarks(steps, profile, catalogue)
    reasons = Reasons(steps, gaps, catalogue, outset, answer.translation.first_monday, told)
    paid = paid_back(steps, profile, catalogue)
    applies = apply_from(steps, profile, catalogue, outset, first)
    applying = applications(profile, catalogue, [step.offering.id for step in steps], first, applies)
    return Plan(
        person_id=profile.person_id,
        focus=profile.focus,
        today=today,
        start_date=profile.start_date,
        target_date=profile.target_date,
        route=route.id if met and route else None,
        status=_status(answer, fits=fits),
        ready_date=met[0] if met else None,
        apply_from=applies,
        total_cost_usd=own_cost(steps, profile, catalogue),
        total_effort_hours=round(sum(step.offering.effort_hours for step in steps), 6),
        items=tuple(_item(step, gaps, reasons.because(step), paid) for step in steps),
        applying=applying,
        recurring=recurring_duties(profile, catalogue, met[0], at_end) if met else (),
        gaps=gaps,
        proof=_proof(answer, profile),
        evidence=evidence_of(steps, profile, catalogue, today),
        stamp=Stamp(
            planner_version=__version__,
            catalogue_version=catalogue.version,
            inputs_hash=inputs_hash(profile),
            today=today,
        ),
        cash=cash_line(
            steps,
            profile,
            catalogue,
            answer.translation.first_monday,
            last_day_that_counts(steps, met[0] if met else None, first),
        ),
        employer_pays=by_year(steps, profile, catalogue),
        rests_on=(
            *basis_of(
                [step.offering.id for step in steps], route.id if route else None, profile.focus, outset, catalogue
            ),
            *search_basis(applying, catalogue),
        ),
        past=past_steps(profile, catalogue),
        spent_usd=spent_usd(profile, catalogue),
    )


def _status(answer: Search, *, fits: bool) -> PlanStatus:
    if not fits or not answer.found:
        return PlanStatus.INFEASIBLE
    return PlanStatus.OPTIMAL if answer.solution.status is Status.OPTIMAL else PlanStatus.FEASIBLE


def _item(step: Step, gaps: tuple[Gap, ...], because: str, paid: Mapping[str, float]) -> PlanItem:
    return PlanItem(
        offering_id=step.offering.id,
        kind=step.offering.kind,
        title=step.offering.title,
        start=step.start,
        finish=step.finish,
        cost_usd=step.offering.cost_usd,
        effort_hours=step.offering.effort_hours,
        hours_by_week=step.hours_by_week,
        status=(StepStatus.UNDER_WAY if step.under_way else StepStatus.PLANNED).value,
        hours_done=step.hours_done or 0.0,
        pinned=step.pinned,
        closes=tuple(gap.id for gap in gaps if step.offering.id in gap.closed_by),
        because=because,
        employer_usd=paid.get(step.offering.id, 0.0),
    )


_LEVELS = {
    "moved": ("moved_weeks", 1),
    "unmet": ("importance_missed", 1),
    "finish": ("finish_weeks", 1),
    "cost": ("cost_usd", 100),
    "penalty": ("sometimes_accepted", 1),
    "effort": ("effort_hours", UNITS_PER_HOUR),
}
"""Name in the plan and units of the optimiser for each objective level."""


def _proof(answer: Search, profile: Profile) -> Proof:
    levels = _LEVELS | ({"penalty": ("uncertain_hours", 1)} if profile.prefer_robust else {})
    return Proof(
        objective=tuple(
            (name, level.value / units, level.bound / units)
            for level in answer.solution.objective
            for name, units in [levels[level.name]]
        ),
        solver="OR-Tools CP-SAT",
        proven=answer.solution.status in (Status.OPTIMAL, Status.INFEASIBLE),
    )
