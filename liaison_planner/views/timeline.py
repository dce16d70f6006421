"""The timeline sheet: bars on a strip of periods that begin on real dates, and the same in words."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.domain.weeks import WEEK, monday_on_or_before
from liaison_planner.views.content import Content, Lines, Value
from liaison_planner.views.plan import in_order
from liaison_planner.views.wording import counted, day_words, listed, money_words, month_words

PERIODS = 52
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
_WEEKS_IN_A_PERIOD = (1, 2, 4, 13, 26, 52)
_WEEKS_OF_LEAD = 8
"""The strip begins today if the first step is so near; otherwise it would begin with an empty stretch."""
_ROOM_FOR_A_MONTH = 4
"""Periods that a label such as «Jan 2027» covers."""
_LONGEST_LINE = 150


class Strip(NamedTuple):
    """The first day of the first period, and the days in each."""

    first: date
    days: int

    def at(self, day: date) -> int | None:
        """The period that holds the day; None outside the strip."""
        period = (day - self.first).days // self.days
        return period if 0 <= period < PERIODS else None

    def starts(self) -> tuple[date, ...]:
        """The first day of each period."""
        return tuple(self.first + timedelta(days=self.days * period) for period in range(PERIODS))


def timeline_content(plan: Plan) -> Content:
    """Rows of step, letter of the kind, start, finish and the strip, where the letter stands at the head of the bar."""
    items = in_order(plan)
    strip = strip_for(items, plan.today)
    fields: dict[str, Value] = {
        "out_timeline_line": _summary(items, strip),
        "out_timeline_days": strip.days,
        "out_timeline_today": plan.today,
        "out_timeline_target": plan.target_date,
    }
    grids = {
        "out_timeline_months": (_months(strip),),
        "out_timeline_marks": (_marks(plan, strip),),
        "out_timeline_periods": (strip.starts(),),
        "out_timeline_rows": (*_bars(items, strip), *_in_words(items)),
    }
    return Content(fields, grids=grids)


def strip_for(items: list[PlanItem], today: date) -> Strip:
    """The finest strip, in whole weeks from a Monday, on which all the steps have room."""
    begin = min((item.start for item in items), default=today)
    first = monday_on_or_before(today if today <= begin <= today + _WEEKS_OF_LEAD * WEEK else begin)
    last = max((item.finish for item in items), default=first)
    weeks = next((n for n in _WEEKS_IN_A_PERIOD if first + PERIODS * n * WEEK > last), _WEEKS_IN_A_PERIOD[-1])
    return Strip(first, 7 * weeks)


def _summary(items: list[PlanItem], strip: Strip) -> str:
    if not items:
        return "There are no steps to show."
    weeks = "one week" if strip.days == 7 else f"{strip.days // 7} weeks"
    last = max(item.finish for item in items)
    return (
        f"{counted(len(items), 'step')} from {day_words(items[0].start)} to {day_words(last)}. One column is {weeks}."
    )


def _months(strip: Strip) -> tuple[Value, ...]:
    """The month above its first period, but only where there is room for the words."""
    labels: list[Value] = [None] * PERIODS
    before, free_from = "", 0
    for period, start in enumerate(strip.starts()):
        month = month_words(start)
        if month != before and free_from <= period <= PERIODS - _ROOM_FOR_A_MONTH:
            labels[period] = month
            free_from = period + _ROOM_FOR_A_MONTH
        before = month
    return tuple(labels)


def _marks(plan: Plan, strip: Strip) -> tuple[Value, ...]:
    marks = [""] * PERIODS
    for sign, day in (("▼", plan.today), ("◆", plan.target_date), ("●", plan.ready_date)):
        period = None if day is None else strip.at(day)
        if period is not None:
            marks[period] += sign
    return tuple(mark or None for mark in marks)


def _bars(items: list[PlanItem], strip: Strip) -> Iterator[tuple[Value, ...]]:
    for item in items:
        letter = BAR_LETTERS[item.kind.title]
        head = strip.at(item.start)
        bar = (letter if period == head else None for period in range(PERIODS))
        yield (item.title, letter, item.start, item.finish, *bar)


def _in_words(items: list[PlanItem]) -> Lines:
    if not items:
        return ()
    rows: list[tuple[Value, ...]] = [(), ("In words",)]
    for number, item in enumerate(items, start=1):
        rows += [(lead, None, text) for lead, text in listed(f"Step {number}", _sentence(item), _LONGEST_LINE)]
    return tuple(rows)


def _sentence(item: PlanItem) -> str:
    weeks = counted(((item.finish - item.start).days + 1) // 7, "week")
    figures = f"{counted(item.effort_hours, 'hour')}, {money_words(item.cost_usd)}"
    when = f"{day_words(item.start)} to {day_words(item.finish)} ({weeks})"
    return f"{item.title}: {item.kind.title.lower()} from {when}, {figures}."
