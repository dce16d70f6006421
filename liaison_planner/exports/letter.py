"""The next four weeks of a plan as plain text, to be sent by mail."""

from collections.abc import Iterator
from datetime import date, timedelta

from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.weeks import WEEK, monday_on_or_before

WEEKS = 4


def letter(plan: Plan, today: date) -> str:
    """Week by week what begins, what goes on with how many hours, what ends, what is to be paid; lines of at most 78 signs."""
    first = monday_on_or_before(today)
    lines = [f"Your next four weeks, from {_day(first)}", ""]
    for number in range(WEEKS):
        lines += [*_week(plan, first + number * WEEK), ""]
    lines += [*_ahead(plan, first + WEEKS * WEEK)]
    return "\n".join(_wrapped(lines)) + "\n"


def _week(plan: Plan, monday: date) -> Iterator[str]:
    sunday = monday + timedelta(days=6)
    running = [item for item in plan.items if item.start <= sunday and item.finish >= monday]
    hours = sum(dict(item.hours_by_week).get(monday, 0.0) for item in running)
    yield f"Week of {_day(monday)}" + (f": {hours:.1f} hours".replace(".0 ", " ") if running else ": nothing planned")
    for item in sorted(running, key=lambda each: (each.start, each.title)):
        yield f"- {item.title}{_detail(item, monday, sunday)}"
    for piece in plan.applying:
        if piece.start <= sunday and piece.finish >= monday:
            yield f"- {piece.title} (search for a post)"
    for day, words in ((plan.apply_from, "Applying makes sense from now on."), (plan.ready_date, "You are ready.")):
        if day and monday <= day <= sunday:
            yield f"* {_day(day)}: {words}"


def _detail(item: PlanItem, monday: date, sunday: date) -> str:
    hours = dict(item.hours_by_week).get(monday, 0.0)
    told = [f"{hours:.1f} h".replace(".0 ", " ")] if hours else []
    if monday <= item.start <= sunday and item.status == "planned":
        told.append("begins" + (f", ${item.cost_usd:,.0f} to pay" if item.cost_usd else ""))
    if monday <= item.finish <= sunday:
        told.append(f"ends {_day(item.finish)}")
    return f" ({'; '.join(told)})" if told else ""


def _ahead(plan: Plan, after: date) -> Iterator[str]:
    coming = sorted((item for item in plan.items if item.start >= after), key=lambda item: item.start)
    if coming:
        yield f"Next: {coming[0].title}, from {_day(coming[0].start)}."
    if plan.ready_date:
        yield f"Ready on {_day(plan.ready_date)}. This plan is as of {_day(plan.today)}."


def _wrapped(lines: list[str]) -> Iterator[str]:
    from textwrap import wrap  # noqa: PLC0415 - only a letter needs it

    for line in lines:
        yield from wrap(line, 78, subsequent_indent="  ") or [""]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
