"""Where a plan stands against the one that was agreed on: step by step, and as a whole."""

from collections.abc import Iterator
from datetime import date, timedelta

from liaison_planner.domain.kept import Agreed, Kept
from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.progress import PastStep, StepStatus
from liaison_planner.views.content import Content, Row
from liaison_planner.views.plan import in_order
from liaison_planner.views.wording import counted, day_words, figure, is_full_time, share_words

NOTHING_AGREED = (
    "Nothing has been agreed on yet: «Agree on plan» (or liaison-planner agree FILE) keeps the plan that is shown."
)
WEEK = timedelta(weeks=1)


def agreed_content(kept: Kept) -> Content:
    """The line and the rows of the sheet History, and the headline of the Agreement once something has been agreed on."""
    agreed, current = kept.agreement, kept.current
    if agreed is None or current is None:
        return Content({"out_agreed_line": NOTHING_AGREED}, {"tblAgreed": ()})
    fields: dict[str, str] = {"out_agreed_line": overall(agreed, current.plan)}
    if current.plan.fits:
        who = current.profile.label or current.profile.person_id
        fields["out_agreement_line"] = f"{who}  ·  {_version(agreed, current.plan)}"
    return Content(dict(fields), {"tblAgreed": tuple(_rows(agreed.plan, current.plan))})


def _version(agreed: Agreed, plan: Plan) -> str:
    review = f", next review {day_words(agreed.review)}" if agreed.review else ""
    if _dates(agreed.plan) == _dates(plan):
        return f"agreement {agreed.version} of {day_words(agreed.on)}{review}"
    changed = sum(_dates(agreed.plan).get(name) != days for name, days in _dates(plan).items())
    gone = len(_dates(agreed.plan).keys() - _dates(plan).keys() - {step.offering_id for step in plan.past})
    return f"changed since agreement {agreed.version} of {day_words(agreed.on)} ({counted(changed + gone, 'step')}); to be agreed anew"


def _dates(plan: Plan) -> dict[str, tuple[date, date]]:
    return {item.offering_id: (item.start, item.finish) for item in plan.items}


def overall(agreed: Agreed, plan: Plan) -> str:
    """On track, late or at risk, with the reason and the day at the present pace (an estimate)."""
    was, now = agreed.plan.ready_date, plan.ready_date
    lead = f"Against agreement {agreed.version} of {day_words(agreed.on)}: "
    if now is None or was is None:
        return f"{lead}nothing fits whole any more." if now is None else f"{lead}no ready date was agreed on."
    pace = _pace(agreed.plan, plan)
    at_pace = f" {pace[1]}" if pace else ""
    if now > was:
        weeks = counted(-(-(now - was).days // 7), "week")
        return f"{lead}late by {weeks}, ready {day_words(now)} instead of {day_words(was)}.{at_pace}"
    if pace and pace[0] > was:
        return f"{lead}at risk.{at_pace}"
    return f"{lead}on track, ready {day_words(now)} (agreed: {day_words(was)})."


def _pace(agreed: Plan, plan: Plan) -> tuple[date, str] | None:
    """When the rest would be over if it went on as it has so far; None where nothing was due or nothing is behind."""
    due = sum(hours for item in _study(agreed) for week, hours in item.hours_by_week if week + WEEK <= plan.today)
    done = sum(step.effort_hours for step in plan.past if step.status is StepStatus.DONE)
    done += sum(item.hours_done for item in _study(plan))
    if not due or not done or plan.ready_date is None or done >= due:
        return None
    share = done / due
    day = plan.today + timedelta(days=round((plan.ready_date - plan.today).days / share))
    return (
        day,
        f"At the pace so far ({share_words(share)} of the agreed hours) it would be about {day_words(day)}; an estimate.",
    )


def _study(plan: Plan) -> Iterator[PlanItem]:
    return (item for item in plan.items if not is_full_time(item))


def _rows(agreed: Plan, plan: Plan) -> Iterator[Row]:
    behind = {step.offering_id: step for step in plan.past if step.status is not StepStatus.FAILED}
    ahead = {item.offering_id: item for item in plan.items}
    for item in in_order(agreed):
        yield _row(item, behind.get(item.offering_id), ahead.get(item.offering_id), plan.today)
    known = {item.offering_id for item in agreed.items}
    for item in in_order(plan):
        if item.offering_id not in known:
            yield {"standing": "added", "step": item.title, "now": item.finish, "why": "Was not in the agreed plan."}


def _row(item: PlanItem, past: PastStep | None, now: PlanItem | None, today: date) -> Row:
    row: Row = {"step": item.title, "start": item.start, "agreed": item.finish}
    if past is not None:
        finish = past.finished
        late = _weeks(item.finish, finish) if finish else 0
        words = past.status.value + (f", {counted(late, 'week')} late" if late > 0 else "")
        return {**row, "standing": words, "now": finish}
    if now is None:
        return {**row, "standing": "no longer planned", "why": "See what has changed, below."}
    late = _weeks(item.finish, now.finish)
    if late > 0:
        return {**row, "standing": f"late by {counted(late, 'week')}", "now": now.finish, "why": _why_late(item, now)}
    risk = _risk(now, today)
    return {**row, "standing": "at risk" if risk else "on track", "now": now.finish, "why": risk}


def _why_late(item: PlanItem, now: PlanItem) -> str:
    moved = _weeks(item.start, now.start)
    if moved <= 0:
        return "It takes longer than agreed."
    longer = " and takes longer" if now.finish - now.start > item.finish - item.start else ""
    return f"It begins {counted(moved, 'week')} later{longer}."


def _risk(item: PlanItem, today: date) -> str:
    """Why a step that is under way may not end when it is planned to; empty if it may."""
    weeks = (today - item.start).days / 7
    if item.status != StepStatus.UNDER_WAY or is_full_time(item) or weeks < 1:
        return ""
    if not item.hours_done:
        return "No hours have been noted since it began."
    pace = item.hours_done / weeks
    ends = today + timedelta(days=round((item.effort_hours - item.hours_done) / pace * 7))
    if ends <= item.finish:
        return ""
    return f"At the pace so far ({figure(pace)} hours a week) it would end about {day_words(ends)}; an estimate."


def _weeks(before: date, now: date) -> int:
    """Whole weeks, a part counting as one."""
    return -(-(now - before).days // 7)
