"""The plan sheet: one row a step, and the duties that come after."""

from liaison_planner.domain.employer_share import employer_in_words
from liaison_planner.domain.plan import Plan, PlanItem, PlanStatus, Recurring
from liaison_planner.domain.progress import PastStep, StepStatus
from liaison_planner.views.content import Content, Row
from liaison_planner.views.labels import Labels
from liaison_planner.views.naming import gap_names
from liaison_planner.views.wording import counted, day_words, money_words, rounded


def plan_content(plan: Plan, labels: Labels) -> Content:
    """What is behind, then the steps in order of their start, numbered, then what recurs after the plan."""
    done = finished(plan)
    past = [_past(done.index(step) + 1 if step in done else None, step) for step in plan.past]
    steps = [_step(number, item, plan, labels) for number, item in enumerate(in_order(plan), start=len(done) + 1)]
    duties = [_duty(duty) for duty in sorted(plan.recurring, key=lambda duty: duty.first)]
    return Content({"out_plan_line": _summary(plan)}, {"tblPlan": (*past, *steps, *duties)})


def finished(plan: Plan) -> list[PastStep]:
    """The steps that are done, which all sheets number first."""
    return [step for step in plan.past if step.status is StepStatus.DONE]


def in_order(plan: Plan) -> list[PlanItem]:
    """The steps as all sheets number them."""
    return sorted(plan.items, key=lambda item: (item.start, item.finish, item.offering_id))


def _step(number: int, item: PlanItem, plan: Plan, labels: Labels) -> Row:
    return {
        "number": number,
        "step": item.title,
        "kind": item.kind.title,
        "start": item.start,
        "finish": item.finish,
        "hours": rounded(item.effort_hours),
        "per_week": _busiest(item),
        "cost": item.cost_usd,
        "closes": gap_names(plan.gaps, item.closes, labels),
        "why": item.because,
        "status": f"{item.status}, your choice" if item.pinned else item.status,
        "id": item.offering_id,
    }


def _past(number: int | None, step: PastStep) -> Row:
    return {
        "number": number,
        "step": step.title,
        "kind": step.kind.title,
        "start": step.started,
        "finish": step.finished,
        "hours": rounded(step.effort_hours),
        "cost": step.cost_usd,
        "status": step.status.value,
        "progress": step.status.value,
        "began": step.started,
        "ended": step.finished,
        "evidence": step.evidence or None,
        "id": step.key,
        "was": step.was,
    }


def _duty(duty: Recurring) -> Row:
    return {
        "step": duty.title,
        "kind": duty.kind.title,
        "start": duty.first,
        "why": duty.because,
        "status": duty.every,
        "id": f"after:{duty.title}",
    }


def _busiest(item: PlanItem) -> float:
    return rounded(max((hours for _, hours in item.hours_by_week), default=item.effort_hours))


def _summary(plan: Plan) -> str:
    if plan.status is PlanStatus.INVALID_INPUT:
        return "No plan: some answers have to be mended first. The sheet Checks lists them."
    money = money_words(plan.total_cost_usd)
    behind = f"{len(done)} done. To do: " if (done := finished(plan)) else ""
    totals = f"{behind}{counted(len(plan.items), 'step')}, {counted(plan.total_effort_hours, 'hour')}, {money}."
    if not plan.fits:
        return f"This is not a complete plan: nothing fits all limits. What fits best: {totals}"
    ready = f"{totals} Ready on {day_words(plan.ready_date)}." if plan.ready_date else totals
    return f"{ready} {employer_in_words(plan.employer_pays)}".strip()
