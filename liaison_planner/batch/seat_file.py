"""Reads which offerings have few seats: one line for each offering and start date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from liaison_planner.batch.roster_files import Line, lines_of
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import RawValue
from liaison_planner.domain.issue import Issue, Place, error
from liaison_planner.domain.text import as_text, shown
from liaison_planner.domain.weeks import monday_on_or_before, starts_in_week_of

COLUMNS = ("offering", "start", "seats")
Seats = dict[tuple[str, date], int]
"""How many seats there are by offering and Monday of the week in which it starts."""


@dataclass(frozen=True, slots=True)
class _Entry:
    offering_id: str
    monday: date
    seats: int


def read_seats(path: Path, catalogue: Catalogue) -> tuple[Seats, tuple[Issue, ...]]:
    """The seats of a .csv, .xlsx or .parquet file, and everything wrong with it; no seats if anything is."""
    lines = lines_of(path)
    if isinstance(lines, Issue):
        return {}, (lines.model_copy(update={"code": lines.code.replace("roster_", "seats_", 1)}),)
    filled = [line for line in lines if any(as_text(value) for value in line.values)]
    headings = [as_text(value).casefold() for value in filled[0].values] if filled else []
    missing = [column for column in COLUMNS if column not in headings]
    if missing:
        what = f"The seats file lacks these columns: {', '.join(missing)}."
        fix = "Write offering, start, seats in the first row and one start date of one offering in each row below."
        return {}, (error("missing_columns", Place(sheet=path.name, cell="row 1"), what, fix),)
    seats: Seats = {}
    issues: list[Issue] = []
    for line in filled[1:]:
        cells = {name: line.values[headings.index(name)] for name in COLUMNS if headings.index(name) < len(line.values)}
        entry = _entry(cells, catalogue, Place(sheet=path.name, cell=f"row {line.number}"))
        if isinstance(entry, Issue):
            issues.append(entry)
        elif (entry.offering_id, entry.monday) in seats:
            issues.append(_twice(entry, line, path.name))
        else:
            seats[entry.offering_id, entry.monday] = entry.seats
    return ({}, tuple(issues)) if issues else (seats, ())


def _entry(cells: dict[str, RawValue], catalogue: Catalogue, place: Place) -> _Entry | Issue:
    name, number = as_text(cells.get("offering")), as_text(cells.get("seats"))
    offering = catalogue.offerings.get(name)
    if offering is None:
        what, fix = f"The catalogue has no offering {shown(name)}.", "Write the id of an offering, such as m_liaison."
        return error("unknown_offering", place, what, fix)
    start = _day(cells.get("start"))
    if start is None:
        what = f"{shown(cells.get('start'))} is no start date."
        return error("not_a_date", place, what, "Write the day like 2027-03-01.")
    if not number.isdecimal() or len(number) > 6:
        return error("not_a_number", place, f"{shown(number)} is no number of seats.", "Write a whole number, or 0.")
    monday = monday_on_or_before(start)
    if not starts_in_week_of(offering.start_pattern, monday):
        what = f"«{offering.title}» does not start in the week of {monday}: it starts {offering.start_pattern.value}."
        fix = "Name the week of the first Monday of a month in which it starts, or correct the catalogue."
        return error("no_start_then", place, what, fix)
    return _Entry(name, monday, int(number))


def _day(value: RawValue) -> date | None:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(as_text(value))
    except ValueError:
        return None


def _twice(entry: _Entry, line: Line, file: str) -> Issue:
    what = f"The week of {entry.monday} is there twice for {entry.offering_id}."
    return error("duplicate_start", Place(sheet=file, cell=f"row {line.number}"), what, "Add the seats up in one row.")


def starts_of(offering_id: str, seats: Seats) -> Iterator[date]:
    """When the offering starts, soonest first."""
    return (monday for name, monday in sorted(seats) if name == offering_id)
