"""The timeline sheet: bars on a strip of periods that begin on real dates, and the same in words."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.progress import StepStatus
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.views.content import Content, Lines, Value
from liaison_planner.views.drivers import Drivers
from liaison_planner.views.plan import finished, in_order
from liaison_planner.views.strip import ZOOMS, strip_for
from liaison_planner.views.wording import counted, day_words, figure, listed, money_words, rounded

BAR_LETTERS = {
    Kind.COURSE.title: "C",
    Kind.CERTIFICATION.title: "X",
    Kind.DEGREE.title: "D",
    Kind.MENTORSHIP.title: "M",
    Kind.NETWORKING.title: "N",
    Kind.INTERNSHIP.title: "I",
    Kind.ADJACENT_JOB.title: "J",
    Kind.CONTINUING_EDUCATION.title: "U",
}
DONE, LATE, NOW, TO_COME = STATES = ("done", "late", "now", "to come")
"""What a step is on a day: marked as done, past its end, running, or still to come."""

LAST_OF_ALL = "★ "
"""Before a step that ends on the ready date."""

MARKS = ("▼", "◆", "●")
"""Today, the date wanted, the ready date."""

_LONGEST_LINE = 230


class Bar(NamedTuple):
    """One row of the timeline: a step that is done and whose days are known, or one that is still to do."""

    number: int
    title: str
    kind: Kind
    start: date
    finish: date
    status: str
    offering: str


def bars_of(plan: Plan) -> list[Bar]:
    """The steps that are done, then the others in order of time, with the numbers that the sheet Plan gives them."""
    done = finished(plan)
    behind = [
        Bar(number, step.title, step.kind, start, finish, DONE, step.offering_id)
        for number, step in enumerate(done, start=1)
        if (start := step.started or step.finished) and (finish := step.finished or step.started)
    ]
    ahead = enumerate(in_order(plan), start=len(done) + 1)
    return behind + [Bar(n, _starred(i, plan), i.kind, i.start, i.finish, i.status, i.offering_id) for n, i in ahead]


def timeline_content(plan: Plan, agreed: Plan | None = None) -> Content:
    """Rows of number, step, letter of the kind, start and finish, each step's state today, the strip, and the words.

    Beside the steps that the agreed plan has too stand the days on which it has them.
    """
    items, bars = in_order(plan), bars_of(plan)
    if not bars:
        return _nothing()
    behind = len(finished(plan))
    drivers = Drivers(items, behind + 1)
    baseline = _agreed_lines(bars, agreed)
    shown = [*(day for bar in bars for day in (bar.start, bar.finish)), *(day for days in baseline for day in days)]
    days = [day for day in shown if isinstance(day, date)]
    strip = strip_for(min(days), max(days))
    fields: dict[str, Value] = {
        "out_timeline_line": _summary(items, plan.today) if items else "All steps are done.",
        "out_timeline_today": plan.today,
        "out_timeline_target": plan.target_date,
        "out_timeline_ready": plan.ready_date,
        "out_timeline_first": strip.first,
        "set_timeline_zoom": ZOOMS[strip.zoom],
    }
    marked = zip(MARKS, (plan.today, plan.target_date, plan.ready_date), strict=True)
    grids: dict[str, Lines] = {
        "out_timeline_months": (strip.labels(),),
        "out_timeline_marks": (strip.marks(tuple(marked)),),
        "out_timeline_periods": (strip.starts(),),
        "out_timeline_rows": tuple(_row(bar) for bar in bars),
        "out_timeline_states": tuple((state_of(bar, plan.today),) for bar in bars),
        "out_timeline_drivers": tuple((drivers.beside(bar.number) if bar.number > behind else "",) for bar in bars),
        "out_timeline_agreed": baseline,
        "out_timeline_words": tuple(_in_words(plan, items, drivers)),
    }
    return Content(fields, grids=grids)


def state_of(bar: Bar, today: date) -> str:
    """One of the four states."""
    if bar.status == DONE:
        return DONE
    if bar.finish < today:
        return LATE
    return NOW if bar.start <= today or bar.status == StepStatus.UNDER_WAY else TO_COME


def agreed_bars(plan: Plan, agreed: Plan) -> Content:
    """The days on which the agreed plan has the steps of this one, in the rows that the timeline gives them."""
    return Content(grids={"out_timeline_agreed": _agreed_lines(bars_of(plan), agreed)})


def _agreed_lines(bars: Iterable[Bar], agreed: Plan | None) -> Lines:
    days = {item.offering_id: (item.start, item.finish) for item in agreed.items} if agreed else {}
    return tuple(days.get(bar.offering, (None, None)) for bar in bars)


def _nothing() -> Content:
    """A plan without steps: the strip has no first day, so its formulas show nothing."""
    dates = ("today", "target", "ready", "first")
    fields: dict[str, Value] = {f"out_timeline_{name}": None for name in dates}
    grids: dict[str, Lines] = {f"out_timeline_{name}": () for name in ("rows", "states", "drivers", "agreed", "words")}
    grids |= {f"out_timeline_{name}": ((),) for name in ("months", "marks", "periods")}
    line = {"out_timeline_line": "There are no steps to show.", "set_timeline_zoom": ZOOMS[0]}
    return Content({**fields, **line}, grids=grids)


def _summary(items: list[PlanItem], today: date) -> str:
    last = max(item.finish for item in items)
    words = f"{counted(len(items), 'step')} from {day_words(items[0].start)} to {day_words(last)}."
    weeks = (items[0].start - today).days // 7
    return f"{words} The first begins in {counted(weeks, 'week')}." if weeks > 0 else words


def _row(bar: Bar) -> tuple[Value, ...]:
    return (bar.number, bar.title, BAR_LETTERS[bar.kind.title], bar.start, bar.finish)


def _starred(item: PlanItem, plan: Plan) -> str:
    return f"{LAST_OF_ALL}{item.title}" if _ends_last(item, plan) else item.title


def _ends_last(item: PlanItem, plan: Plan) -> bool:
    return item.finish == plan.ready_date


def _in_words(plan: Plan, items: list[PlanItem], drivers: Drivers) -> Iterator[tuple[Value, ...]]:
    for number, item in enumerate(items, start=len(finished(plan)) + 1):
        words = f"{_sentence(item, plan)} {drivers.in_words(number)}".strip()
        yield from listed(f"Step {number}", words, _LONGEST_LINE)


def _sentence(item: PlanItem, plan: Plan) -> str:
    weeks = counted(((item.finish - item.start).days + 1) // 7, "week")
    when = f"{day_words(item.start)} to {day_words(item.finish)} ({weeks})"
    last = " It ends on the ready date." if _ends_last(item, plan) else ""
    return f"{item.title}: {item.kind.title.lower()} from {when}, {_load(item)}, {money_words(item.cost_usd)}.{last}"


def _load(item: PlanItem) -> str:
    """«24 hours, 6 a week», or how much they differ and in how many weeks nothing is due."""
    hours = [rounded(each) for _, each in item.hours_by_week]
    total = counted(rounded(item.effort_hours), "hour")
    if len(hours) < 2:
        return total
    least, most = min(hours), max(hours)
    spread = f"about {figure(most)}" if most - least < 1 else f"{figure(least)} to {figure(most)}"
    pause = ((item.finish - item.start).days + 1) // 7 - len(hours)
    rest = f", with {counted(pause, 'week')} off in between" if pause > 0 else ""
    return f"{total}, {spread} a week{rest}"
