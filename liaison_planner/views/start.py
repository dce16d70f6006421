"""The start sheet: headline figures, and what to do next or what stands in the way."""

from collections.abc import Iterator

from liaison_planner.domain.basis import Earlier
from liaison_planner.domain.clash import heading_of
from liaison_planner.domain.employer_share import paid_by_employer
from liaison_planner.domain.issue import Place, Severity
from liaison_planner.domain.plan import Plan, PlanItem, PlanStatus
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Acceptance
from liaison_planner.views.content import Content, Row, Value
from liaison_planner.views.labels import Labels
from liaison_planner.views.plan import in_order
from liaison_planner.views.wording import counted, day_words, is_full_time, listed, money_words, rounded, share_words

_NOTHING = "not yet"
_LONGEST_LINE = 150
_NEXT_STEPS = 3
_MOST_PROBLEMS = 8
_MOST_CONFLICTS = 12
_STATUS = {
    PlanStatus.OPTIMAL: "The best plan, proven",
    PlanStatus.FEASIBLE: "A valid plan",
    PlanStatus.INFEASIBLE: "Nothing fits yet",
    PlanStatus.INVALID_INPUT: "Answers to mend first",
}
StoryRow = tuple[Value, Value]


def start_content(plan: Plan, profile: Profile | None, labels: Labels, earlier: Earlier | None = None) -> Content:
    """Who and when, six headline figures, and the story of the plan; what has changed since the `earlier` plan."""
    fields = {**_heading(plan, profile, earlier), **_cards(plan, profile), **_route(plan, labels)}
    return Content(fields, grids={"out_story": tuple(_story(plan))})


def _heading(plan: Plan, profile: Profile | None, earlier: Earlier | None) -> Row:
    who = profile.label or profile.person_id if profile else plan.person_id
    aim = f"{who}: towards {plan.focus.title}" if plan.focus else who
    computed = (
        f"Plan computed {day_words(plan.stamp.today)}." if plan.fits else f"Computed {day_words(plan.stamp.today)}."
    )
    again = "If you change an answer, compute it again."
    if earlier and earlier.changes:
        changed = counted(len(earlier.changes), "change")
        again = f"Since the plan before it, {changed} in the catalogue: see the sheet Checks. {again}"
    return {"out_person": aim, "out_state": f"{computed} {again}"}


def _cards(plan: Plan, profile: Profile | None) -> Row:
    computed = plan.status is not PlanStatus.INVALID_INPUT
    return {
        "out_status": _STATUS[plan.status],
        "out_status_note": _status_note(plan),
        "out_ready": plan.ready_date or _NOTHING,
        "out_ready_note": _ready_note(plan),
        "out_apply": plan.apply_from or _NOTHING,
        "out_apply_note": _apply_note(plan),
        "out_cost": plan.total_cost_usd if computed else _NOTHING,
        "out_cost_note": _cost_note(plan, profile) if computed else None,
        "out_hours": _study_hours(plan) if computed else _NOTHING,
        "out_hours_note": _hours_note(plan) if computed else None,
    }


def _status_note(plan: Plan) -> str:
    match plan.status:
        case PlanStatus.INVALID_INPUT:
            errors = sum(issue.severity is Severity.ERROR for issue in plan.issues)
            return f"{counted(errors, 'problem')} listed on Checks"
        case PlanStatus.INFEASIBLE:
            return "what clashes, what helps: below"
        case _:
            return counted(len(plan.items), "step")


def _ready_note(plan: Plan) -> str | None:
    if plan.ready_date is None or plan.target_date is None:
        return f"you wanted {day_words(plan.target_date)}" if plan.target_date else None
    days = (plan.target_date - plan.ready_date).days
    if days >= 0:
        return f"{counted(days, 'day')} before your date"
    return f"{counted(-days, 'day')} after your date"


def _cost_note(plan: Plan, profile: Profile | None) -> str:
    if not plan.fits:
        return "for what fits best, see below"
    estimated = f"{share_words(plan.evidence.cost_share_estimated)} of it estimated"
    paid = paid_by_employer(plan.employer_pays)
    beside = f"; your employer pays {money_words(paid)} more" if paid else ""
    return f"of ${profile.budget_usd:,.0f}{beside}; {estimated}" if profile else estimated


def _hours_note(plan: Plan) -> str:
    if not plan.fits:
        return "for what fits best, see below"
    jobs = sum(len(item.hours_by_week) for item in plan.items if is_full_time(item))
    beside = f"beside {counted(jobs, 'week')} of paid work; " if jobs else ""
    return f"{beside}{share_words(plan.evidence.hours_share_estimated)} of them estimated"


def _study_hours(plan: Plan) -> float:
    return rounded(sum(item.effort_hours for item in plan.items if not is_full_time(item)))


def _apply_note(plan: Plan) -> str | None:
    if plan.apply_from is None:
        return None
    early = plan.ready_date is not None and plan.apply_from < plan.ready_date
    return "while the last steps are running" if early else "once you are ready"


def _route(plan: Plan, labels: Labels) -> Row:
    if plan.route is None:
        note = "see Ways to qualify on Standing" if plan.routes else None
        return {"out_route": "none complete" if plan.routes else _NOTHING, "out_route_note": note}
    return {
        "out_route": labels.routes.get(plan.route, plan.route),
        "out_route_note": _route_note(plan, plan.route),
    }


def _route_note(plan: Plan, route: str) -> str:
    doubtful = any(each.id == route and each.acceptance is Acceptance.SOMETIMES for each in plan.routes)
    return f"{route}: only some employers accept it" if doubtful else f"{route} on the sheet Routes"


def _story(plan: Plan) -> Iterator[StoryRow]:
    if plan.status is PlanStatus.INVALID_INPUT:
        yield from _problems(plan)
    yield from _own_to_arrange(plan)
    if plan.conflicts or plan.ways_out:
        yield from _way_forward(plan)
    yield from _next_steps(plan)
    yield from _afterwards(plan)


def _problems(plan: Plan) -> Iterator[StoryRow]:
    errors = [issue for issue in plan.issues if issue.severity is Severity.ERROR]
    yield from _headed("Mend these answers first")
    for issue in errors[:_MOST_PROBLEMS]:
        place = Place(sheet=issue.sheet, cell=issue.cell)
        yield from listed("✗", f"{place}: {issue.what} {issue.how_to_fix}", _LONGEST_LINE)
    if len(errors) > _MOST_PROBLEMS:
        yield None, f"{counted(len(errors) - _MOST_PROBLEMS, 'more problem')} on the sheet Checks."


def _way_forward(plan: Plan) -> Iterator[StoryRow]:
    if plan.conflicts:
        yield from _headed(heading_of(plan.conflicts).rstrip(":"))
    for conflict in plan.conflicts[:_MOST_CONFLICTS]:
        yield from listed("✗", conflict.text, _LONGEST_LINE)
    if len(plan.conflicts) > _MOST_CONFLICTS:
        yield None, f"and {len(plan.conflicts) - _MOST_CONFLICTS} more"
    if plan.ways_out:
        yield from _headed("Ways out, each one computed and checked")
    for way in plan.ways_out:
        result = f"Then you are ready on {day_words(way.ready_date)} for {money_words(way.total_cost_usd)}."
        yield from listed("→", f"{way.change} {result}", _LONGEST_LINE)


def _own_to_arrange(plan: Plan) -> Iterator[StoryRow]:
    """What employers ask besides skills, where the person said no: a plan cannot give it."""
    gates = [gap.need for gap in plan.gaps if gap.kind == "gate"]
    if gates:
        yield from _headed("Yours to arrange first; no plan can")
    for gate in gates:
        yield "!", gate


def _next_steps(plan: Plan) -> Iterator[StoryRow]:
    items = in_order(plan)[:_NEXT_STEPS]
    if items:
        yield from _headed("Your next steps" if plan.fits else "What fits best so far begins with")
    for item in items:
        yield from listed(item.start, _sentence(item), _LONGEST_LINE)


def _sentence(item: PlanItem) -> str:
    if is_full_time(item):
        return f"{item.title} (paid full-time job, {counted(len(item.hours_by_week), 'week')}, until {day_words(item.finish)})"
    figures = f"{counted(item.effort_hours, 'hour')}, {money_words(item.cost_usd)}"
    return f"{item.title} ({item.kind.title.lower()}, {figures}, until {day_words(item.finish)})"


def _afterwards(plan: Plan) -> Iterator[StoryRow]:
    if plan.recurring:
        yield from _headed("After you are ready")
    for duty in sorted(plan.recurring, key=lambda duty: duty.first):
        yield from listed(duty.first, f"{duty.title} ({duty.every})", _LONGEST_LINE)


def _headed(words: str) -> Iterator[StoryRow]:
    yield None, None
    yield words, None
