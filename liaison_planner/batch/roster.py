"""Reads a roster, one person a row, without ever holding more than a row; whatever is wrong is an Issue with its row."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from liaison_planner.batch.addresses import Address
from liaison_planner.batch.roster_files import Line, Lines, lines_of
from liaison_planner.domain.cell import RawProfile, RawValue
from liaison_planner.domain.issue import Issue, Place, error, has_errors, warning
from liaison_planner.domain.text import as_text, shown
from liaison_planner.intake.roster_row import COLUMNS, FILLED_COLUMNS, REQUIRED_COLUMNS, Beside, raw_from_text

__all__ = ["COLUMNS", "REQUIRED_COLUMNS", "Roster", "RosterRow", "open_roster"]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of a roster as the file has it. `number` is the row as a spreadsheet shows it: headings are row 1.

    `cells` has our columns and those we do not know, by heading; `surplus` is the first cell beyond the headings;
    `beside` are the rows about the person in the files of evidence.
    """

    file: str
    number: int
    cells: dict[str, RawValue]
    surplus: RawValue = None
    beside: tuple[Beside, ...] = ()

    @property
    def person_id(self) -> str:
        return as_text(self.cells.get("id"))

    @property
    def expected_outcome(self) -> str:
        return as_text(self.cells.get("expected_outcome"))

    @property
    def catalogue(self) -> str:
        """The path written in the row, or ""."""
        return as_text(self.cells.get("catalogue"))

    @property
    def extra(self) -> dict[str, str]:
        """The texts of the columns we do not know."""
        return {name: as_text(value) for name, value in self.cells.items() if name not in COLUMNS}

    @property
    def place(self) -> str:
        """Where the person stands, in words."""
        return f"row {self.number}"

    @property
    def home(self) -> Place:
        return Place(sheet=self.file, cell=self.place)

    @property
    def raw(self) -> RawProfile:
        """The person, not yet judged; what is wrong with the row itself stands in `found`."""
        raw = raw_from_text(self.cells, self.file, self.number, self.beside)
        if self.surplus is None:
            return raw
        what = f"The row has more cells than there are headings; the first one too many is {shown(self.surplus)}."
        fix = "Put quotation marks around a text that has a separator in it, or clear the surplus cells."
        return replace(raw, found=(*raw.found, error("too_many_cells", raw.home, what, fix)))


@dataclass(frozen=True)
class Roster:
    """A roster that has been looked through once: how many people, what is wrong with it as a whole, the rows anew."""

    issues: tuple[Issue, ...]
    total: int = 0
    _file: str = ""
    _names: dict[int, str] = field(default_factory=dict)
    _lines: Iterable[Line] = ()

    def __iter__(self) -> Iterator[RosterRow]:
        filled = (line for line in self._lines if not all(map(_blank, line.values)))
        next(filled, None)
        width = max(self._names, default=0) + 1
        yield from (_row(self._file, self._names, width, line) for line in filled)


def open_roster(source: Path | Address) -> Roster:
    """The people of a .csv, .xlsx or .parquet roster in file order; none if the file as a whole cannot be used.

    Raises OSError only when the file is there but the computer does not let us read it.
    """
    lines = lines_of(source)
    if isinstance(lines, Issue):
        return Roster((lines,))
    file = source.name
    total, heading, used = _survey(lines)
    if heading is None or not total:
        what = "The roster has headings but no people." if heading else "The roster is empty."
        fix = f"Write the headings in the first row ({', '.join(REQUIRED_COLUMNS)}) and one person in each row below."
        return Roster((error("empty_roster", Place(sheet=file), what, fix),))
    names = _column_names(heading, used)
    issues = tuple(_heading_issues(names, Place(sheet=file, cell=f"row {heading.number}")))
    return Roster(issues) if has_errors(issues) else Roster(issues, total, file, names, lines)


def _survey(lines: Lines) -> tuple[int, Line | None, set[int]]:
    """How many people there are, the headings, and which columns without a heading hold anything."""
    total, heading = 0, None
    unnamed: list[int] = []
    used = set[int]()
    for line in lines:
        if all(map(_blank, line.values)):
            continue
        if heading is None:
            heading, unnamed = line, [position for position, value in enumerate(line.values) if _blank(value)]
            continue
        total += 1
        used.update(place for place in unnamed if place < len(line.values) and not _blank(line.values[place]))
    return total, heading, used


def _column_names(heading: Line, used: set[int]) -> dict[int, str]:
    """Names by position; our own names in lower case. A column without a heading counts if it holds anything."""
    names = {}
    for position, value in enumerate(heading.values):
        name = as_text(value)
        if name:
            names[position] = name.casefold() if name.casefold() in COLUMNS else name
        elif position in used:
            names[position] = f"column {position + 1}"
    return names


def _heading_issues(names: dict[int, str], place: Place) -> Iterator[Issue]:
    given = list(names.values())
    missing = [column for column in REQUIRED_COLUMNS if column not in given]
    if missing:
        what = f"The roster lacks these columns: {', '.join(missing)}."
        yield error("missing_columns", place, what, _how_to_add(missing))
    for name in dict.fromkeys(name for name in given if given.count(name) > 1):
        what = f"The column {shown(name)} is there {given.count(name)} times."
        yield error("duplicate_column", _in_column(place, name), what, "Keep one of them.")
    for name in dict.fromkeys(name for name in given if name not in COLUMNS):
        meant = _meant(name)
        fix = f"If «{meant}» is meant, correct the heading." if meant else "It is kept and shown in the summary."
        what = f"The planner does not know the column {shown(name)}, so no plan depends on it."
        yield warning("unknown_column", _in_column(place, name), what, fix)


def _how_to_add(missing: list[str]) -> str:
    """Which of the missing columns must be filled for everybody, and which may stay blank."""
    filled = [name for name in missing if name in FILLED_COLUMNS]
    blank = [name for name in missing if name not in FILLED_COLUMNS]
    must = f"Everybody needs something in: {', '.join(filled)}." if filled else ""
    may = f"Cells may stay blank in: {', '.join(blank)}." if blank else ""
    return " ".join(part for part in ("Add them.", must, may) if part)


def _meant(name: str) -> str:
    """The column that a heading resembles: the same words in another order or shape, or a slip of the pen; or ""."""
    words = _words(name)
    same = [column for column in COLUMNS if _words(column) == words]
    close = get_close_matches(name.casefold(), COLUMNS, n=1, cutoff=0.8)
    return next(iter([*same, *close]), "")


def _words(name: str) -> frozenset[str]:
    """What a heading says, whatever the order of its words: «hours_per_week» says the same as «weekly_hours»."""
    found = re.findall(r"[a-z]+", name.casefold())
    return frozenset(_STEMS.get(word, word.removesuffix("s")) for word in found) - {"per", "a", "in", "of", "the"}


_STEMS = {
    "weekly": "week",
    "monthly": "month",
    "dollars": "usd",
    "dollar": "usd",
    "education": "edu",
    "years": "yr",
    "licenses": "licence",
    "license": "licence",
    "employee": "employer",
}


def _row(file: str, names: dict[int, str], width: int, line: Line) -> RosterRow:
    values = line.values
    cells = {name: values[position] for position, name in names.items() if position < len(values)}
    surplus = next((value for value in values[width:] if not _blank(value)), None)
    return RosterRow(file, line.number, cells, surplus)


def _blank(value: RawValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _in_column(place: Place, name: str) -> Place:
    return Place(sheet=place.sheet, cell=f"{place.cell}, {name}")
