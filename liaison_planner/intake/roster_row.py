"""Turns the cells of one roster row into a raw profile: the small list syntax of the roster columns."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from liaison_planner.catalogue.syntax import split
from liaison_planner.domain.cell import Cell, RawProfile, RawValue, Row
from liaison_planner.domain.issue import Issue, Place, error
from liaison_planner.domain.text import shown
from liaison_planner.domain.vocabulary import YEARS_FIELDS

YEARS_COLUMNS = tuple(f"yrs_{field}" for field in YEARS_FIELDS)
REQUIRED_COLUMNS = (
    *("id", "edu_level", "degree_field", "licences", "certificates"),
    *YEARS_COLUMNS,
    *("internal_employer", "self_ratings", "weekly_hours", "budget_usd", "start_date", "target_date"),
    *("focus_preference", "willing_to_change_job", "values"),
)
FILLED_COLUMNS = ("id", "edu_level", "weekly_hours", "budget_usd", "start_date", "target_date", "focus_preference")
"""Those in which nobody's cell may stay blank."""

COLUMNS = (
    *REQUIRED_COLUMNS,
    *("label", "background", "constraints", "expected_outcome", "objective", "max_parallel"),
    *("blackouts", "pins", "excludes", "done", "catalogue", "firm_routes_only", "prefer_robust", "gates", "degrees"),
    "expires",
    *("savings_usd", "savings_floor_usd", "monthly_income_usd", "monthly_costs_usd"),
    *("employer_pays_usd", "employer_pays_for", "hours_in_new_post"),
)
"""Everything a roster can say (docs: the roster columns); what is not required may be left out."""

_FIELDS = (
    *("label", "background", "edu_level", "degree_field", "internal_employer", "weekly_hours", "budget_usd"),
    *("willing_to_change_job", "constraints", "objective", "max_parallel", "firm_routes_only", "prefer_robust"),
    *("savings_usd", "savings_floor_usd", "monthly_income_usd", "monthly_costs_usd"),
    *("employer_pays_usd", "hours_in_new_post"),
)
DAYS = ("start_date", "target_date")
"""Those that hold a day by itself."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Pair(NamedTuple):
    """How a piece with two halves is written: `example` shows it, `mark` stands between, `keys` name the halves."""

    mark: str
    keys: tuple[str, str]
    example: str


_RATING = _Pair(":", ("competency", "level"), "hipaa:2")
_VALUE = _Pair(":", ("value", "weight"), "income:3")
_BLACKOUT = _Pair("..", ("first", "last"), "2027-07-01..2027-07-14")
_GATE = _Pair(":", ("gate", "answer"), "evenings:no")
_DEGREE = _Pair(":", ("level", "field"), "3:health")
_EXPIRY = _Pair("@", ("token", "expires"), "rn@2028-10-31")
_PIN = _Pair("@", ("offering", "start"), "c_excel@2027-03-01")


class Beside(NamedTuple):
    """A row of a file beside the roster that is about one person of it: one of `COMPANIONS`, its file and line."""

    companion: str
    sheet: str
    number: int
    cells: Mapping[str, RawValue]


class Companion(NamedTuple):
    """A file beside the roster: the table of a profile that its rows belong to, and its columns besides `id`."""

    table: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return ("id", *self.needed, *self.optional)


_VERIFIED = ("verified_by", "verified_on")
COMPANIONS = {
    "posts": Companion("experience", ("fields", "first"), ("last", "hours_per_week", "role", "employer", *_VERIFIED)),
    "degrees": Companion("degrees", ("level", "field"), ("finished", *_VERIFIED)),
    "credentials": Companion("credential_notes", ("token",), ("expires", *_VERIFIED)),
    "references": Companion("proofs", ("kind", "title", "competency", "level"), _VERIFIED),
}
"""What may stand beside a roster, by the names of the files."""

_DAY_COLUMNS = frozenset({"first", "last", "finished", "expires", "verified_on"})


def raw_from_text(row: Mapping[str, RawValue], sheet: str, number: int, beside: Iterable[Beside] = ()) -> RawProfile:
    """The person of one roster row; `row` has the names of `COLUMNS` as keys, with texts or typed values. Rows `beside`
    the roster add to the tables; with posts among them, the years in the roster are totals that include those.

    Dates written as `YYYY-MM-DD` become dates here and only here. A piece of a list that cannot be read leaves
    an Issue in `found`; the other pieces go on. Places name the file `sheet` and "row `number`, column".
    """
    cells = _RosterCells(row, sheet, number)
    fields = {"person_id": cells.cell("id")} | {column: cells.cell(column) for column in _FIELDS}
    tables = {
        "licences": cells.listed("licences", "token"),
        "certificates": cells.listed("certificates", "token"),
        "focus": cells.listed("focus_preference", "focus", ">"),
        "ratings": tuple(cells.pairs("self_ratings", _RATING)),
        "values": tuple(cells.pairs("values", _VALUE)),
        "experience": ({column: cells.cell(column) for column in YEARS_COLUMNS},),
        "periods": tuple(cells.pairs("blackouts", _BLACKOUT)),
        "choices": tuple(cells.choices()),
        "employer_pays_for": cells.listed("employer_pays_for", "offering"),
        "gates": tuple(cells.pairs("gates", _GATE)),
        "degrees": tuple(cells.pairs("degrees", _DEGREE)),
        "credential_notes": tuple(cells.pairs("expires", _EXPIRY)),
    }
    fields |= {column: _dated(cells.cell(column)) for column in DAYS}
    tables = _with_rows_beside(tables, tuple(beside))
    return RawProfile(fields, tables, tuple(cells.found), Place(sheet=sheet, cell=f"row {number}"))


def _with_rows_beside(tables: dict[str, tuple[Row, ...]], beside: tuple[Beside, ...]) -> dict[str, tuple[Row, ...]]:
    for each in beside:
        companion = COMPANIONS[each.companion]
        cells = {
            column: Cell(each.cells.get(column), Place(sheet=each.sheet, cell=f"row {each.number}, {column}"))
            for column in companion.columns
            if column != "id"
        }
        read = {column: _dated(cell) if column in _DAY_COLUMNS else cell for column, cell in cells.items()}
        if each.companion == "posts" and "years_in_all" not in tables:
            tables = tables | {"years_in_all": tables["experience"], "experience": ()}
        tables = tables | {companion.table: (*tables.get(companion.table, ()), read)}
    return tables


class _RosterCells:
    """The cells of one row with their places, and the problems of their list syntax."""

    def __init__(self, row: Mapping[str, RawValue], sheet: str, number: int) -> None:
        self._row = row
        self._sheet = sheet
        self._number = number
        self.found: list[Issue] = []

    def cell(self, column: str) -> Cell:
        place = Place(sheet=self._sheet, cell=f"row {self._number}, {column}")
        return Cell(self._row.get(column), place)

    def pieces(self, column: str, separator: str = ";") -> Iterator[Cell]:
        """The pieces of a list; a blank cell, a number or an error value is one piece as it is."""
        whole = self.cell(column)
        if whole.blank or not isinstance(whole.value, str):
            yield whole
        else:
            yield from (Cell(text, whole.place) for text in split(whole.value, separator))

    def listed(self, column: str, key: str, separator: str = ";") -> tuple[Row, ...]:
        return tuple({key: piece} for piece in self.pieces(column, separator))

    def pairs(self, column: str, pair: _Pair) -> Iterator[Row]:
        for piece in self.pieces(column):
            if not isinstance(piece.value, str) or not piece.value.strip():
                yield {pair.keys[0]: piece}
            elif (row := self._halves(piece.value, piece.place, pair)) is not None:
                yield row

    def choices(self) -> Iterator[Row]:
        """Pins, excludes and done offerings as rows of one table."""
        for pin in self.pieces("pins"):
            if isinstance(pin.value, str) and "@" in pin.value:
                halves = self._halves(pin.value, pin.place, _PIN)
            else:
                halves = {"offering": pin}
            yield from _decided("include", halves)
        for column, decision in (("excludes", "exclude"), ("done", "done")):
            for piece in self.pieces(column):
                yield from _decided(decision, {"offering": piece})

    def _halves(self, text: str, place: Place, pair: _Pair) -> Row | None:
        first, _, second = (part.strip() for part in text.rpartition(pair.mark))
        if first and second:
            return {key: _dated(Cell(half, place)) for key, half in zip(pair.keys, (first, second), strict=True)}
        what = f"{shown(text)} cannot be read here."
        fix = f"Write it like {pair.example}, with a semicolon between several."
        self.found.append(error("roster_syntax", place, what, fix))
        return None


def _decided(decision: str, row: Row | None) -> Iterator[Row]:
    """A blank piece is no choice, so it gets no decision either."""
    if row and not row["offering"].blank:
        yield {**row, "decision": Cell(decision, row["offering"].place)}


def _dated(cell: Cell) -> Cell:
    """The cell with its ISO date as a real date; any other text stays text, and intake refuses it."""
    text = cell.value.strip() if isinstance(cell.value, str) else ""
    if not _ISO_DAY.fullmatch(text):
        return cell
    try:
        return Cell(date.fromisoformat(text), cell.place)
    except ValueError:  # a day such as 2027-02-30
        return cell
