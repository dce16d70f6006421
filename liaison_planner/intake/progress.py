"""Reads what a person has entered beside the steps of a plan: status, days, hours, evidence."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import Row
from liaison_planner.domain.profile import Pin
from liaison_planner.domain.progress import NO_LONGER_PLANNED, Progress, StepStatus
from liaison_planner.domain.text import as_text
from liaison_planner.intake.cells import CellReader, Limits
from liaison_planner.intake.words import Words

HOURS_DONE = Limits("Hours done", 0, 100_000)
TABLE = "progress"
_STATUS = Words("status", {status.value: status.value for status in StepStatus})
_FACTS = (StepStatus.DONE, StepStatus.FAILED)
_TRY = re.compile(r"(.+)#([1-9]\d{0,3})")
_ANSWERS = ("progress", "began", "ended", "hours_done", "evidence")


class _Days(NamedTuple):
    began: date | None
    ended: date | None


def progress(reader: CellReader, catalogue: Catalogue, today: date) -> tuple[Progress, ...]:
    """What is known of each step, by id; failed tries of an offering are numbered from 1.

    Words beside a step that the catalogue no longer has, or beside a duty after the plan, count nothing.
    """
    rows = [row for row in reader.rows(TABLE) if not all(reader.cell(row, key).blank for key in _ANSWERS)]
    read = [each for row in rows if (each := _step(reader, row, catalogue, today)) is not None]
    by_key: dict[str, Progress] = {}
    for each in sorted(read, key=lambda each: each.attempt == 0):
        known = _numbered(each, by_key.values())
        by_key.setdefault(known.key, known)
    return tuple(sorted(by_key.values(), key=lambda each: each.key))


def _step(reader: CellReader, row: Row, catalogue: Catalogue, today: date) -> Progress | None:
    cell = reader.cell(row, "id")
    tried = _TRY.fullmatch(as_text(cell.value))
    name = tried[1] if tried else as_text(cell.value)
    if name not in catalogue.offerings:
        _tell_unknown(reader, row, name)
        return None
    status, days = _status(reader, row), _days(reader, row, today)
    if status is None or status is StepStatus.PLANNED:
        return None
    effort = catalogue.offerings[name].effort_hours
    if as_text(reader.cell(row, "status").value) == NO_LONGER_PLANNED and status is not StepStatus.SKIPPED:
        what = (
            f"«{catalogue.offerings[name].title}» is no longer in the plan, but it is marked {status}; it still counts."
        )
        reader.ask("progress_not_in_plan", reader.cell(row, "progress"), what, "Clear the row if that is a mistake.")
    return Progress(
        offering_id=name,
        status=status,
        attempt=int(tried[2]) if tried else 0,
        started=days.began or _likely_start(reader, row, status, today),
        finished=days.ended,
        hours_done=_hours(reader, row, status, effort),
        evidence=reader.text(reader.cell(row, "evidence"), 500),
        row=as_text(cell.value),
    )


def _tell_unknown(reader: CellReader, row: Row, name: str) -> None:
    cell = reader.cell(row, "progress")
    if name.startswith("after:") or cell.blank:
        return
    what = f"The catalogue has no step «{name}», so what is entered here counts nothing; it is kept."
    fix = "Plan with the catalogue that has it, or list what you have learned on Skills or Experience."
    reader.warn("progress_unknown_step", cell, what, fix)


def _status(reader: CellReader, row: Row) -> StepStatus | None:
    cell = reader.cell(row, "progress")
    if cell.blank:
        told = next(key for key in _ANSWERS if not reader.cell(row, key).blank)
        if told != "evidence":
            what = "Dates or hours are entered beside this step, but not what has become of it; they count nothing yet."
            reader.warn("progress_without_status", cell, what, "Choose under way, done, failed or skipped.")
        return None
    found = reader.word(cell, _STATUS)
    return None if found is None else StepStatus(found)


def _days(reader: CellReader, row: Row, today: date) -> _Days:
    began_cell, ended_cell = reader.cell(row, "began"), reader.cell(row, "ended")
    began, ended = reader.day(began_cell, "The first day"), reader.day(ended_cell, "The last day")
    for cell, day in ((began_cell, began), (ended_cell, ended)):
        if day is not None and day > today:
            what = f"{day} is still to come; today is {today}."
            reader.refuse("progress_in_future", cell, what, "Enter what has happened; plans stand in Start and Finish.")
    if began is not None and ended is not None and ended < began:
        what = f"The step was finished on {ended}, before it was begun on {began}."
        reader.refuse("progress_backwards", ended_cell, what, "Swap the two days, or correct one.")
    return _Days(began, ended)


def _likely_start(reader: CellReader, row: Row, status: StepStatus, today: date) -> date | None:
    """A step that is under way without a first day counts as begun when it was planned, at the latest today."""
    if status is not StepStatus.UNDER_WAY:
        return None
    planned = reader.cell(row, "start").value
    likely = min(planned, today) if isinstance(planned, date) else today
    what = f"The step is under way, but its first day is missing; {likely} is taken."
    reader.warn("progress_without_start", reader.cell(row, "began"), what, "Enter the day on which you began.")
    return likely


def _hours(reader: CellReader, row: Row, status: StepStatus, effort: float) -> float:
    cell = reader.cell(row, "hours_done")
    hours = reader.amount(cell, HOURS_DONE) or 0.0
    if hours > effort and status is StepStatus.UNDER_WAY:
        what = f"{hours:g} hours are done of a step that takes {effort:g}; {effort:g} are counted."
        reader.warn("progress_above_effort", cell, what, "Choose done if it is finished, or correct the hours.")
        return effort
    return hours


def _numbered(read: Progress, found: Iterable[Progress]) -> Progress:
    if read.status is not StepStatus.FAILED or read.attempt:
        return read
    before = [each.attempt for each in found if each.offering_id == read.offering_id]
    return read.model_copy(update={"attempt": max(before, default=0) + 1})


def begun(lived: Iterable[Progress]) -> frozenset[str]:
    """The offerings that are behind or under way, so that no wish about them is open."""
    return frozenset(each.offering_id for each in lived if each.status is not StepStatus.FAILED)


def settled(
    choices: Mapping[str, tuple[Pin | str, ...]], lived: tuple[Progress, ...]
) -> dict[str, tuple[Pin | str | Progress, ...]]:
    """Wishes about what is still open, and what has been lived: a skipped step is one to leave out."""
    over = begun(lived)
    skipped = tuple(each.offering_id for each in lived if each.status is StepStatus.SKIPPED)
    pins = tuple(pin for pin in choices["pins"] if isinstance(pin, Pin) and pin.offering_id not in over)
    excludes = tuple(name for name in choices["excludes"] if name not in over)
    return {
        "pins": pins,
        "excludes": (*excludes, *skipped),
        "no_seat": tuple(name for name in choices["no_seat"] if name not in over),
        "done": choices["done"],
        "progress": tuple(each for each in lived if each.status in _FACTS or each.offering_id not in choices["done"]),
    }
