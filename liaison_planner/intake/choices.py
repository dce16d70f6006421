"""Reads what a person has decided: weeks with other hours, and offerings to include, to leave out or done already."""

from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import Cell, Row
from liaison_planner.domain.profile import Period, Pin
from liaison_planner.domain.weeks import monday_on_or_after, monday_on_or_before
from liaison_planner.intake.cells import CellReader, Limits
from liaison_planner.intake.words import Words

HOURS_PER_WEEK = Limits("Hours per week", 0, 80)
_DECISIONS = Words("decision", {"include": "Include", "exclude": "Exclude", "done": "Done", "no_seat": "No seat"})


class Window(NamedTuple):
    """The days a plan can use; None where the date could not be read."""

    first: date
    last: date | None


class _Choice(NamedTuple):
    decision: str
    start: date | None


class _Placed(NamedTuple):
    period: Period
    cell: Cell


def periods(reader: CellReader) -> tuple[Period, ...]:
    """The periods with other hours a week in order of time; two that overlap are a problem."""
    read = (_period(reader, row) for row in reader.rows("periods"))
    placed = sorted((item for item in read if item is not None), key=lambda item: item.period.first)
    for number, later in enumerate(placed[1:], start=1):
        earlier = max(placed[:number], key=lambda item: item.period.last)
        if later.period.first <= earlier.period.last:
            what = f"The periods from {earlier.period.first} and from {later.period.first} overlap."
            fix = f"Let one end before the other begins; the other one is at {earlier.cell.place}."
            reader.refuse("periods_overlap", later.cell, what, fix)
    return tuple(item.period for item in placed)


def _period(reader: CellReader, row: Row) -> _Placed | None:
    first_cell, last_cell = reader.cell(row, "first"), reader.cell(row, "last")
    reader.refuse_blank(first_cell, "first day")
    reader.refuse_blank(last_cell, "last day")
    first, last = reader.day(first_cell, "The first day"), reader.day(last_cell, "The last day")
    hours = reader.amount(reader.cell(row, "hours_per_week"), HOURS_PER_WEEK)
    if first is None or last is None:
        return None
    if last < first:
        what = f"The period ends on {last}, before it begins on {first}."
        reader.refuse("period_backwards", last_cell, what, "Swap the two dates, or correct one.")
        return None
    return _Placed(Period(first=first, last=last, hours_per_week=hours or 0.0), first_cell)


def choices(
    reader: CellReader, catalogue: Catalogue, window: Window, begun: AbstractSet[str] = frozenset()
) -> dict[str, tuple[Pin | str, ...]]:
    """`pins`, `excludes`, `no_seat` (which are excluded too) and `done` in the order of input; pins start on Mondays inside
    the window.

    The dates of pins that have been `begun` or are behind no longer matter.
    """
    offerings = Words("offering", {name: row.title for name, row in catalogue.offerings.items()})
    made: dict[str, _Choice] = {}
    for row in reader.rows("choices"):
        cell = reader.cell(row, "offering")
        offering = reader.needed_word(cell, offerings)
        choice = _choice(reader, row, None if offering in begun else window)
        if offering is not None and choice is not None and _agrees(reader, cell, made.get(offering), choice):
            made[offering] = choice
    pins = (Pin(offering_id=name, start=choice.start) for name, choice in made.items() if choice.decision == "include")
    return {
        "pins": tuple(pins),
        "excludes": _with(made, "exclude", "no_seat"),
        "no_seat": _with(made, "no_seat"),
        "done": _with(made, "done"),
    }


def _with(made: dict[str, _Choice], *decisions: str) -> tuple[str, ...]:
    return tuple(offering for offering, choice in made.items() if choice.decision in decisions)


def _choice(reader: CellReader, row: Row, window: Window | None) -> _Choice | None:
    decision = reader.needed_word(reader.cell(row, "decision"), _DECISIONS)
    cell = reader.cell(row, "start")
    start = reader.day(cell, "The start")
    if decision == "include":
        return _Choice(decision, None if start is None or window is None else _monday(reader, cell, start, window))
    if decision is not None and start is not None:
        what = "Only an included offering can have a start; this date is ignored."
        reader.warn("start_ignored", cell, what, "Clear the date.")
    return None if decision is None else _Choice(decision, None)


def _agrees(reader: CellReader, cell: Cell, before: _Choice | None, now: _Choice) -> bool:
    """Whether this is the first choice about an offering; a second one is a problem unless it says the same."""
    if before is None:
        return True
    if before == now:
        what = "This offering has been chosen in the same way already; the second time is ignored."
        reader.warn("repeated_choice", cell, what, "Clear one of the two.")
    else:
        what = f"This offering cannot be both «{_named(before)}» and «{_named(now)}»."
        reader.refuse("clashing_choices", cell, what, "Keep the one that is meant and clear the other.")
    return False


def _named(choice: _Choice) -> str:
    return choice.decision if choice.start is None else f"{choice.decision} from {choice.start}"


def _monday(reader: CellReader, cell: Cell, start: date, window: Window) -> date | None:
    """The Monday of the week of `start`, because steps begin on Mondays; None if it is outside the plan."""
    monday = monday_on_or_before(start)
    if monday < window.first or (window.last is not None and start > window.last):
        weeks = f"from {monday_on_or_after(window.first)} to {window.last or 'the target date'}"
        what = f"The start {start} is outside your plan, in which weeks begin {weeks}."
        reader.refuse("pin_outside_plan", cell, what, "Choose a date inside, or clear it.")
        return None
    if monday != start:
        what = f"Steps begin on Mondays, so the start {start} becomes {monday}."
        reader.warn("pin_moved", cell, what, f"Enter {monday}, or another Monday.")
    return monday
