"""Turns rows of text into catalogue rows; every fault becomes an Issue with file and cell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from liaison_planner.catalogue.syntax import parse_awards, parse_levels, parse_requirement, split
from liaison_planner.domain.issue import Issue, Place, error
from liaison_planner.domain.offering import (
    Anchors,
    Competency,
    Credential,
    Fact,
    FocusArea,
    FocusValue,
    Gate,
    Level,
    Offering,
    Route,
    Stage,
    Task,
)
from liaison_planner.domain.requirement import of_one_degree
from liaison_planner.domain.vocabulary import (
    FOCUS_AREAS,
    MAX_LEVEL,
    VALUES,
    Acceptance,
    Confidence,
    Delivery,
    Focus,
    Kind,
    StartPattern,
)

Word = TypeVar("Word", bound=StrEnum)
RowType = TypeVar("RowType")
Value = TypeVar("Value")
LARGEST_NUMBER = 10_000_000
STRENGTHS = (1, 2, 3, 4, 5)
RECURS = ("", "yearly", "quarterly", "monthly")


FROM, UNTIL = "effective_from", "effective_until"
"""Columns that any table may have: the first and the last day on which a row is in force."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days `first` to `last` inclusive."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def meets(self, other: "Span") -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class TextTable:
    """A table as text: its name (file or sheet), and per row the line number and the cells by header.

    `letters` are the columns' letters where the table stands in a workbook; places then name real cells.
    """

    name: str
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    letters: Mapping[str, str] = field(default_factory=dict)

    def place(self, line: int, column: str) -> Place:
        """Where a cell stands."""
        letter = self.letters.get(column)
        return Place(sheet=self.name, cell=f"{letter}{line}" if letter else f"row {line}, {column}")


@dataclass
class RowReader:
    """Reads typed values from one row and collects what is wrong with them."""

    table: TextTable
    line: int
    cells: Mapping[str, str]
    issues: list[Issue] = field(default_factory=list)
    areas: tuple[FocusArea, ...] = ()
    """The focus areas of the catalogue; none while these are read themselves."""

    def report(self, column: str, what: str, code: str = "catalogue_value") -> None:
        """Notes a fault in a cell of this row."""
        place = self.table.place(self.line, column)
        self.issues.append(error(code, place, what, "Correct the cell; docs/catalogue.md lists what is allowed."))

    def reporter(self, column: str) -> Callable[[str], None]:
        """A function that notes faults in the given column."""
        return lambda what: self.report(column, what)

    def text(self, column: str, *, required: bool = False) -> str:
        value = (self.cells.get(column) or "").strip()
        if required and not value:
            self.report(column, f"«{column}» is empty.", "catalogue_missing")
        return value

    def number(self, column: str, default: float = 0.0) -> float:
        text = self.text(column, required=True)
        return self._number(column, text, default) if text else default

    def optional_number(self, column: str) -> float | None:
        text = self.text(column)
        return self._number(column, text, 0.0) if text else None

    def _number(self, column: str, text: str, default: float) -> float:
        try:
            value = float(text)
        except ValueError:
            self.report(column, f"«{text}» is not a number.")
            return default
        if not 0 <= value <= LARGEST_NUMBER:
            self.report(column, f"{text} is outside 0 to {LARGEST_NUMBER:,}.")
            return default
        return value

    def level(self, column: str) -> int:
        value = self.number(column)
        if value != int(value) or value > MAX_LEVEL:
            self.report(column, f"{value:g} is not a level from 0 to {MAX_LEVEL}.")
            return 0
        return int(value)

    def word(self, column: str, words: type[Word], default: Word) -> Word:
        text = self.text(column, required=True)
        if not text or text in words._value2member_map_:
            return words(text) if text else default
        self.report(column, f"«{text}» is not one of {', '.join(words)}.", "catalogue_unknown_word")
        return default

    def flag(self, column: str) -> bool:
        text = self.text(column, required=True)
        if text not in ("", "0", "1"):
            self.report(column, f"«{text}» is not 1 (yes) or 0 (no).", "catalogue_unknown_word")
        return text == "1"

    def foci(self, column: str) -> frozenset[Focus]:
        """The focus areas named in a cell, and those that are like one of them."""
        named = split(self.text(column))
        for part in named:
            if part not in {area.id for area in self.areas}:
                self.report(column, f"«{part}» is no focus area.", "catalogue_unknown_word")
        return frozenset(area.focus for area in self.areas if area.id in named or area.like in named)

    def focus(self, column: str) -> Focus:
        """The one focus area named in a cell."""
        text = self.text(column, required=True)
        known = {area.id: area.focus for area in self.areas}
        if text and text not in known:
            self.report(column, f"«{text}» is no focus area.", "catalogue_unknown_word")
        return known.get(text, Focus(text or "unknown"))

    def by_focus(self, read: Callable[[str], Value], otherwise: Value) -> dict[Focus, Value]:
        """What is read for each focus area: from its own column, or from that of the area which it is like.

        Where neither has anything it is `otherwise`; an empty cell of one of the usual areas is a fault.
        """
        found = {}
        for area in self.areas:
            column = next((name for name in (area.id, area.like) if name and self.text(name)), area.id)
            known = self.text(column) or area.id in FOCUS_AREAS
            found[area.focus] = read(column) if known else otherwise
        return found

    def span(self) -> Span:
        """The days on which the row is in force; always, where no dates are given."""
        first, last = self._day(FROM, date.min), self._day(UNTIL, date.max)
        if last < first:
            self.report(UNTIL, f"The row ends on {last}, before it begins on {first}.")
        return Span(first, last)

    def _day(self, column: str, default: date) -> date:
        text = self.text(column)
        try:
            return date.fromisoformat(text) if text else default
        except ValueError:
            self.report(column, f"«{text}» is not a day; write it like 2027-07-01.")
            return default

    def origin(self) -> dict[str, Any]:
        """The fields of `Sourced`, which every row must state."""
        return {
            "source": self.text("source", required=True),
            "as_of": self.text("as_of", required=True),
            "confidence": self.word("confidence", Confidence, Confidence.ESTIMATE),
        }


def read_rows(
    table: TextTable,
    read: Callable[[RowReader], RowType],
    key: str,
    issues: list[Issue],
    on: date = date.max,
    *,
    areas: tuple[FocusArea, ...] = (),
) -> dict[str, RowType]:
    """The rows in force on a day by their key; faults of all rows and keys in force twice are added to `issues`."""
    found: dict[str, RowType] = {}
    spans: dict[str, list[Span]] = {}
    for reader in _readers(table, issues, areas):
        row_key, span = reader.text(key, required=True), reader.span()
        row = read(reader)
        if any(span.meets(other) for other in spans.get(row_key, ())):
            reader.report(key, f"«{row_key}» stands in this table twice.", "catalogue_duplicate")
        elif row_key and span.holds(on):
            found[row_key] = row
        spans.setdefault(row_key, []).append(span)
        issues.extend(reader.issues)
    return found


def in_force(table: TextTable, on: date) -> list[Mapping[str, str]]:
    """The cells of the rows in force on a day, without the days themselves and without empty cells."""
    kept = (cells for line, cells in table.rows if RowReader(table, line, cells).span().holds(on))
    return [{name: text for name, text in cells.items() if text and name not in (FROM, UNTIL)} for cells in kept]


def _readers(table: TextTable, issues: list[Issue], areas: tuple[FocusArea, ...]) -> Iterator[RowReader]:
    if not table.rows:
        place = Place(sheet=table.name)
        issues.append(error("catalogue_empty", place, "The table has no rows.", "Restore the table."))
    for line, cells in table.rows:
        yield RowReader(table, line, cells, areas=areas)


def read_competency(row: RowReader) -> Competency:
    return Competency(
        id=row.text("id"),
        name=row.text("name", required=True),
        domain=row.text("domain", required=True),
        description=row.text("description"),
        required=row.by_focus(row.level, 0),
        core_for=row.foci("core_for"),
        **row.origin(),
    )


def read_offering(row: RowReader) -> Offering:
    weeks = row.number("duration_weeks_min", 1)
    if weeks != int(weeks) or weeks < 1:
        row.report("duration_weeks_min", f"{weeks:g} is not a whole number of weeks from 1 up.")
    recurs = row.text("recurs")
    if recurs not in RECURS:
        row.report("recurs", f"«{recurs}» is not one of {', '.join(RECURS[1:])}.", "catalogue_unknown_word")
    return Offering(
        id=row.text("id"),
        kind=row.word("kind", Kind, Kind.COURSE),
        title=row.text("title", required=True),
        provider=row.text("provider"),
        delivery=row.word("delivery", Delivery, Delivery.ONLINE_SELF_PACED),
        effort_hours=row.number("effort_hours"),
        effort_low=row.optional_number("effort_low"),
        effort_high=row.optional_number("effort_high"),
        duration_weeks_min=max(1, int(weeks)),
        cost_usd=row.number("cost_usd"),
        cost_low=row.optional_number("cost_low"),
        cost_high=row.optional_number("cost_high"),
        prerequisites=of_one_degree(parse_requirement(row.text("prerequisites"), row.reporter("prerequisites"))),
        teaches=parse_levels(row.text("teaches"), row.reporter("teaches")),
        awards=parse_awards(row.text("credential_awarded"), row.reporter("credential_awarded")),
        start_pattern=row.word("start_pattern", StartPattern, StartPattern.ANYTIME),
        goal_of=row.foci("goal_of"),
        recurs=recurs,
        pay_usd_per_year=row.optional_number("pay_usd_per_year"),
        **row.origin(),
    )


def read_route(row: RowReader) -> Route:
    return Route(
        id=row.text("id"),
        name=row.text("name", required=True),
        requirement=of_one_degree(
            parse_requirement(row.text("requirements", required=True), row.reporter("requirements"))
        ),
        description=row.text("description"),
        acceptance=row.by_focus(lambda column: row.word(column, Acceptance, Acceptance.NO), Acceptance.NO),
        **row.origin(),
    )


def read_credential(row: RowReader) -> Credential:
    kind = row.text("kind", required=True)
    if kind and kind not in ("licence", "certification", "certificate"):
        row.report("kind", f"«{kind}» is not licence, certification or certificate.", "catalogue_unknown_word")
    return Credential(
        token=row.text("token"),
        kind=kind,
        title=row.text("title", required=True),
        **row.origin(),
    )


def read_gate(row: RowReader) -> Gate:
    return Gate(
        id=row.text("id"),
        name=row.text("name", required=True),
        question=row.text("question", required=True),
        asked_for=frozenset(focus for focus, asked in row.by_focus(row.flag, otherwise=False).items() if asked),
        **row.origin(),
    )


def read_level(row: RowReader) -> Level:
    return Level(
        level=row.level("level"),
        name=row.text("name", required=True),
        anchor=row.text("anchor", required=True),
        **row.origin(),
    )


def read_anchors(row: RowReader) -> Anchors:
    can = {level: row.text(f"can_{level}", required=True) for level in range(1, MAX_LEVEL + 1)}
    for level, text in can.items():
        if text and not text.startswith("can "):
            row.report(f"can_{level}", f"«{text}» does not begin with «can», so it does not read after «I».")
    return Anchors(id=row.text("id"), can=can, **row.origin())


def read_fact(row: RowReader) -> Fact:
    return Fact(
        id=row.text("id"),
        topic=row.text("topic", required=True),
        fact=row.text("fact", required=True),
        value=row.text("value"),
        unit=row.text("unit"),
        **row.origin(),
    )


def read_task(row: RowReader) -> Task:
    weeks = row.number("weeks", 1)
    if weeks != int(weeks) or weeks < 1:
        row.report("weeks", f"{weeks:g} is not a whole number of weeks from 1 up.")
    return Task(
        id=row.text("id"),
        title=row.text("title", required=True),
        stage=row.word("stage", Stage, Stage.PREPARE),
        hours=row.number("hours"),
        weeks=max(1, int(weeks)),
        same_as=row.text("same_as"),
        description=row.text("description"),
        **row.origin(),
    )


def read_focus_area(row: RowReader) -> FocusArea:
    name = row.text("id")
    if name and not name.isidentifier():
        row.report(
            "id", f"«{name}» is no id: letters, digits and underscores only, for it heads columns of other tables."
        )
    title = row.text("title", required=True)
    return FocusArea(
        id=name,
        title=title,
        short=row.text("short") or title,
        description=row.text("description", required=True),
        like=row.text("like"),
        **row.origin(),
    )


def read_value(row: RowReader) -> FocusValue:
    value, strength = row.text("value", required=True), row.number("strength", 1)
    if value and value not in VALUES:
        row.report("value", f"«{value}» is not one of {', '.join(VALUES)}.", "catalogue_unknown_word")
    if strength not in STRENGTHS:
        row.report("strength", f"{strength:g} is not a whole number from 1 to 5.")
    return FocusValue(
        id=row.text("id"),
        focus=row.focus("focus"),
        value=value,
        strength=int(strength),
        why=row.text("why", required=True),
        **row.origin(),
    )
