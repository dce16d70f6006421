"""A plan as a calendar (RFC 5545): a second import updates what the first has brought instead of doubling it."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.progress import PastStep, StepStatus
from liaison_planner.domain.replan import Change, ChangeKind

_DAY = timedelta(days=1)
_EPOCH = date(2020, 1, 1)
_PLANS_A_DAY = 1000
REMIND_BEFORE = timedelta(weeks=1)
_GONE = (ChangeKind.DROPPED, ChangeKind.SKIPPED, ChangeKind.FAILED)


def calendar(plan: Plan, changes: Iterable[Change] = (), on: date | None = None, number: int = 0) -> bytes:
    """Whole-day events for each step, for applying and being ready, and for duties after the plan.

    The id of an event depends on the person and the step alone, its sequence on the day of the export (the plan's, if none
    is given) and on the `number` of the plan in its workbook: a calendar that knows the event moves it, also when two plans
    of one day are imported. Steps that the last plan has dropped are there as canceled, and those done on days that nobody
    has entered as done on the days on which they were planned. The same plan gives the same bytes on the same day.
    """
    changes = tuple(changes)
    found = Calendar()
    found.add("prodid", "-//liaison_planner//plan//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", "Liaison plan")
    made_on = max(plan.today, on or plan.today)
    for event in (*_steps(plan), *_past(plan, changes), *_days(plan), *_canceled(plan, changes)):
        event.add("dtstamp", datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC))
        event.add("sequence", _sequence(made_on, number))
        found.add_component(event)
    return bytes(found.to_ical())


def _steps(plan: Plan) -> Iterator[Event]:
    for item in sorted(plan.items, key=lambda each: (each.start, each.finish, each.offering_id)):
        event = _event(plan, item.offering_id, item.title, item.start, item.finish)
        event.add("description", _told(item))
        event.add("categories", [item.kind.title])
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"In a week: {item.title}")
        alarm.add("trigger", -REMIND_BEFORE)
        event.add_component(alarm)
        yield event


def _told(item: PlanItem) -> str:
    cost = f"${item.cost_usd:,.0f}" if item.cost_usd else "free"
    return f"{item.effort_hours:g} hours, {cost}. {item.because}"


def _past(plan: Plan, changes: Iterable[Change]) -> Iterator[Event]:
    planned = _days_before(changes)
    for step in plan.past:
        days = _days_of(step) or planned.get(step.offering_id)
        if step.status is StepStatus.DONE and days:
            event = _event(plan, step.offering_id, f"Done: {step.title}", *days)
            event.add("categories", [step.kind.title])
            yield event


def _days_of(step: PastStep) -> tuple[date, date] | None:
    known = [day for day in (step.started, step.finished) if day]
    return (known[0], known[-1]) if known else None


def _days_before(changes: Iterable[Change]) -> dict[str, tuple[date, date]]:
    """The days that the plan before gave to the steps it had."""
    return {
        change.offering_id: (change.start_before, change.finish_before)
        for change in changes
        if change.start_before and change.finish_before
    }


def _days(plan: Plan) -> Iterator[Event]:
    if plan.apply_from:
        yield _event(plan, "apply-from", "First applications: applying makes sense from today", *(plan.apply_from,) * 2)
    if plan.ready_date:
        yield _event(plan, "ready", "Ready: every requirement met", plan.ready_date, plan.ready_date)
    for duty in plan.recurring:
        event = _event(plan, f"after:{duty.title}", duty.title, duty.first, duty.first)
        event.add("description", f"{duty.every.capitalize()}. {duty.because}")
        yield event


def _canceled(plan: Plan, changes: Iterable[Change]) -> Iterator[Event]:
    """What the plan before had and neither is planned any more nor was done."""
    there = {item.offering_id for item in plan.items}
    there |= {step.offering_id for step in plan.past if step.status is StepStatus.DONE}
    gone = {change.offering_id: change.title for change in changes if change.kind in _GONE}
    for name, days in _days_before(changes).items():
        if name in gone and name not in there:
            event = _event(plan, name, gone[name], *days)
            event["status"] = "CANCELLED"
            yield event


def _event(plan: Plan, key: str, title: str, first: date, last: date) -> Event:
    """The last day belongs to the event; calendars name the day after it."""
    event = Event()
    event.add("uid", f"{_id(plan, key)}@liaison-planner")
    event.add("summary", title)
    event.add("dtstart", first)
    event.add("dtend", last + _DAY)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    return event


def _sequence(on: date, number: int) -> int:
    """Grows with the day and, on one day, with the plan's number (RFC 5545 3.8.7.4 asks only that it grows)."""
    return max(0, (on - _EPOCH).days) * _PLANS_A_DAY + number % _PLANS_A_DAY


def _id(plan: Plan, key: str) -> str:
    return hashlib.sha256(f"{plan.person_id}|{key}".encode()).hexdigest()[:24]
