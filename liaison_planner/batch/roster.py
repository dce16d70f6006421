"""Reads a roster, one person a row, into raw profiles; whatever is wrong becomes an Issue with row and column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from liaison_planner.batch.roster_files import Line, lines_of
from liaison_planner.domain.cell import RawProfile, RawValue
from liaison_planner.domain.issue import Issue, Place, error, has_errors, warning
from liaison_planner.domain.text import as_text, shown
from liaison_planner.intake.roster_row import COLUMNS, REQUIRED_COLUMNS, raw_from_text

__all__ = ["COLUMNS", "REQUIRED_COLUMNS", "RosterRow", "raw_from_text", "read_roster"]


@dataclass(frozen=True)
class RosterRow:
    """One person of a roster. `number` is the row as a spreadsheet shows it: the headings are row 1.

    `catalogue` is the path written in the row or ""; `extra` holds the texts of columns we do not know, by heading.
    """

    number: int
    person_id: str
    raw: RawProfile
    expected_outcome: str
    catalogue: str
    extra: dict[str, str]


def read_roster(path: Path) -> tuple[tuple[RosterRow, ...], tuple[Issue, ...]]:
    """The people of a .csv, .xlsx or .parquet roster in file order, and what is wrong with the file as a whole.

    What is wrong with one row stands in its `raw.found`. Without the required columns there are no rows.
    Raises OSError only when the file is there but the computer does not let us read it.
    """
    lines = lines_of(path)
    if isinstance(lines, Issue):
        return (), (lines,)
    filled = [line for line in lines if not all(map(_blank, line.values))]
    if len(filled) < 2:
        what = "The roster has headings but no people." if filled else "The roster is empty."
        fix = f"Write the headings in the first row ({', '.join(REQUIRED_COLUMNS)}) and one person in each row below."
        return (), (error("empty_roster", Place(sheet=path.name), what, fix),)
    return _people(path.name, filled[0], filled[1:])


def _people(file: str, heading: Line, lines: Sequence[Line]) -> tuple[tuple[RosterRow, ...], tuple[Issue, ...]]:
    names = _column_names(heading, lines)
    issues = tuple(_heading_issues(names, Place(sheet=file, cell=f"row {heading.number}")))
    if has_errors(issues):
        return (), issues
    return tuple(_refuse_repeated_ids(file, [_row(file, names, line) for line in lines])), issues


def _column_names(heading: Line, lines: Sequence[Line]) -> dict[int, str]:
    """Names by position; our own names in lower case. A column without a heading counts if it holds anything."""
    names = {}
    for position, value in enumerate(heading.values):
        name = as_text(value)
        if name:
            names[position] = name.casefold() if name.casefold() in COLUMNS else name
        elif any(position < len(line.values) and not _blank(line.values[position]) for line in lines):
            names[position] = f"column {position + 1}"
    return names


def _heading_issues(names: dict[int, str], place: Place) -> Iterator[Issue]:
    given = list(names.values())
    missing = [column for column in REQUIRED_COLUMNS if column not in given]
    if missing:
        what = f"The roster lacks these columns: {', '.join(missing)}."
        yield error(
            "missing_columns", place, what, "Add them; where nothing is to be said, their cells may stay blank."
        )
    for name in dict.fromkeys(name for name in given if given.count(name) > 1):
        what = f"The column {shown(name)} is there {given.count(name)} times."
        yield error("duplicate_column", _in_column(place, name), what, "Keep one of them.")
    for name in dict.fromkeys(name for name in given if name not in COLUMNS):
        close = get_close_matches(name.casefold(), COLUMNS, n=1, cutoff=0.8)
        meant = f"If «{close[0]}» is meant, correct the heading." if close else "It is kept and shown in the summary."
        what = f"The column {shown(name)} is none of ours, so no plan depends on it."
        yield warning("unknown_column", _in_column(place, name), what, meant)


def _row(file: str, names: dict[int, str], line: Line) -> RosterRow:
    cells = {name: line.values[position] for position, name in names.items() if position < len(line.values)}
    raw = raw_from_text(cells, file, line.number)
    beyond = [value for value in line.values[max(names) + 1 :] if not _blank(value)]
    if beyond:
        what = f"The row has more cells than there are headings; the first one too many is {shown(beyond[0])}."
        fix = "Put quotation marks around a text that has a separator in it, or clear the surplus cells."
        raw = replace(raw, found=(*raw.found, error("too_many_cells", raw.home, what, fix)))
    return RosterRow(
        number=line.number,
        person_id=as_text(cells["id"]) if "id" in cells else "",
        raw=raw,
        expected_outcome=as_text(cells.get("expected_outcome")),
        catalogue=as_text(cells.get("catalogue")),
        extra={name: as_text(value) for name, value in cells.items() if name not in COLUMNS},
    )


def _refuse_repeated_ids(file: str, rows: Sequence[RosterRow]) -> Iterator[RosterRow]:
    first: dict[str, int] = {}
    for row in rows:
        if row.person_id and first.setdefault(row.person_id, row.number) != row.number:
            what = f"The id {shown(row.person_id)} stands in row {first[row.person_id]} already."
            place = Place(sheet=file, cell=f"row {row.number}, id")
            issue = error("duplicate_id", place, what, "Give each person an id of their own.")
            yield replace(row, raw=replace(row.raw, found=(*row.raw.found, issue)))
        else:
            yield row


def _blank(value: RawValue) -> bool:
    return as_text(value) == ""


def _in_column(place: Place, name: str) -> Place:
    return Place(sheet=place.sheet, cell=f"{place.cell}, {name}")
