"""Reads single cells; whatever cannot be read becomes an Issue with the cell's place, and reading goes on."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from liaison_planner.domain.cell import NOT_CALCULATED, Cell, ErrorValue, RawProfile, RawValue, Row, not_calculated
from liaison_planner.domain.issue import Issue, error, info, warning
from liaison_planner.domain.text import as_text, shown, without_control_characters
from liaison_planner.intake.words import Words, fold

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
LONGEST_TEXT = 32_767
"""Characters that one Excel cell holds ("Excel specifications and limits", Microsoft)."""

_PLAIN_NUMBER = re.compile(r"([+-]?)\$?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)")
_YES_OR_NO = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}


class Limits(NamedTuple):
    """The range of a number, both ends allowed, and what the number counts."""

    name: str
    low: int
    high: int
    whole: bool = False

    @property
    def allowed(self) -> str:
        """The range in words."""
        return f"a {'whole ' if self.whole else ''}number from {self.low:,} to {self.high:,}"

    def fault(self, value: float | None) -> str | None:
        """The code of what is wrong with a value (None: it is no number at all), or None if nothing is."""
        if value is None:
            return "not_a_number"
        if not self.low <= value <= self.high:
            return "out_of_range"
        return "not_whole" if self.whole and not value.is_integer() else None


@dataclass
class CellReader:
    """Reads the cells of one person and gathers what is wrong with them in `issues`.

    Each method returns None for a blank cell and for one that cannot be read; only the latter leaves an issue.
    """

    raw: RawProfile
    issues: list[Issue] = field(default_factory=list)

    def refuse(self, code: str, cell: Cell, what: str, how_to_fix: str) -> None:
        """Notes a problem that stops the plan."""
        self.issues.append(error(code, cell.place, what, how_to_fix))

    def warn(self, code: str, cell: Cell, what: str, how_to_fix: str) -> None:
        """Notes a problem that is shown but stops nothing."""
        self.issues.append(warning(code, cell.place, what, how_to_fix))

    def ask(self, code: str, cell: Cell, what: str, how_to_fix: str) -> None:
        """Notes a question; nothing is wrong."""
        self.issues.append(info(code, cell.place, what, how_to_fix))

    def refuse_error_values(self) -> None:
        """Notes every spreadsheet error among the cells; the other methods then pass over them in silence."""
        rows = (row for table in self.raw.tables.values() for row in table)
        for cells in (self.raw.fields, *rows):
            for cell in cells.values():
                if cell.value == NOT_CALCULATED:
                    self.issues.append(not_calculated(cell.place))
                elif isinstance(cell.value, ErrorValue):
                    what = f"The cell shows the error {cell.value.text} instead of a value."
                    self.refuse("error_value", cell, what, "Correct its formula, or type the value itself.")

    def field(self, key: str) -> Cell:
        """The single field of this name, blank if absent."""
        return self.raw.fields.get(key) or Cell(None, self.raw.home)

    def told_missing(self, key: str) -> bool:
        """Whether the file reader has already said that the place of this field is gone, so that it cannot be blank."""
        return key not in self.raw.fields and any(issue.code == "missing_part" for issue in self.raw.found)

    def told_missing_table(self, table: str) -> bool:
        """The same for a table."""
        return not self.raw.tables.get(table) and any(issue.code == "missing_part" for issue in self.raw.found)

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table that are not entirely blank."""
        return (row for row in self.raw.tables.get(table, ()) if not all(cell.blank for cell in row.values()))

    def cell(self, row: Row, column: str) -> Cell:
        """The cell of a row, blank if absent; it then has the place of the row's first cell."""
        return row.get(column) or Cell(None, next(iter(row.values())).place)

    def text(self, cell: Cell, longest: int = LONGEST_TEXT) -> str:
        """Free text without control characters, "" if blank; longer than `longest` characters is refused."""
        if not readable(cell):
            return ""
        text = without_control_characters(as_text(cell.value)).strip()
        if len(text) > longest:
            what = f"The text has {len(text):,} characters; at most {longest:,} fit."
            self.refuse("too_long", cell, what, "Shorten the text.")
        return text

    def number(self, cell: Cell, limits: Limits) -> float | None:
        """A number within the limits."""
        if not readable(cell):
            return None
        value = plain_number(cell.value)
        fault = limits.fault(value)
        if fault or value is None:
            what = f"{limits.name} must be {limits.allowed}, but the cell says {shown(cell.value)}."
            self.refuse(fault or "not_a_number", cell, what, _number_advice(cell, value, limits))
            return None
        return value + 0.0  # -0.0 becomes 0.0: they are equal but are not written alike

    def amount(self, cell: Cell, limits: Limits) -> float | None:
        """Hours or dollars within the limits, to the hundredth, so that 0.1 + 0.2 in a formula is the 0.3 one types."""
        value = self.number(cell, limits)
        return None if value is None else round(value, 2)

    def whole(self, cell: Cell, limits: Limits) -> int | None:
        """A whole number within the limits, which must be `whole`."""
        value = self.number(cell, limits)
        return None if value is None else int(value)

    def day(self, cell: Cell, name: str) -> date | None:
        """A real date of this century; text that looks like a date is refused, because it can be read in two ways."""
        if not readable(cell):
            return None
        day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        if not isinstance(day, date):
            self._refuse_day(cell, name)
            return None
        if not FIRST_DAY <= day <= LAST_DAY:
            what = f"{name} is {day}, which is outside {FIRST_DAY} to {LAST_DAY}."
            self.refuse("out_of_range", cell, what, "Check the year.")
            return None
        return day

    def _refuse_day(self, cell: Cell, name: str) -> None:
        is_text = isinstance(cell.value, str)
        what = f"{name} must be a date, but the cell holds the {'text' if is_text else 'value'} {shown(cell.value)}."
        fix = "Set the cell's format to Date and type the day again, for example 2027-01-04: as text it is no date yet."
        self.refuse("text_date" if is_text else "not_a_date", cell, what, fix)

    def yes_or_no(self, cell: Cell) -> bool | None:
        """Yes or no, in the usual spellings or as a ticked box."""
        if not readable(cell):
            return None
        answer = _YES_OR_NO.get(fold(as_text(cell.value)))
        if answer is None:
            what = f"The cell says {shown(cell.value)}, which is neither yes nor no."
            self.refuse("not_yes_or_no", cell, what, "Write yes or no.")
        return answer

    def word(self, cell: Cell, words: Words) -> str | None:
        """The id of a word of the list, found by id or title."""
        if not readable(cell):
            return None
        found = words.find(as_text(cell.value))
        if found is None:
            what = f"{shown(cell.value)} is no {words.noun} that we know."
            self.refuse("unknown_value", cell, what, words.advice(as_text(cell.value)))
        return found

    def needed_word(self, cell: Cell, words: Words) -> str | None:
        """As `word`, but a blank is a problem too."""
        self.refuse_blank(cell, words.noun)
        return self.word(cell, words)

    def refuse_blank(self, cell: Cell, noun: str) -> None:
        """Notes a blank cell in a row of which the rest has been filled in."""
        if cell.blank:
            what = f"The row is filled in, but its {noun} is empty."
            self.refuse("missing", cell, what, f"Fill in the {noun}, or clear the row.")

    def first_time(self, value: str, cell: Cell, seen: dict[str, Cell]) -> bool:
        """Whether the value has not come up before; the second one is a problem. Extends `seen`."""
        if value not in seen:
            seen[value] = cell
            return True
        what = f"«{value}» stands in this list a second time."
        self.refuse("duplicate", cell, what, f"Keep one of the two; the first is at {seen[value].place}.")
        return False


def _number_advice(cell: Cell, value: float | None, limits: Limits) -> str:
    if value is not None:
        return f"Enter {limits.allowed}."
    if isinstance(cell.value, date):
        return "Excel took it for a date: set the cell's format to Number, then type one number, not a range."
    return "Enter one plain number, without words, units or a range."


def readable(cell: Cell) -> bool:
    """Whether there is a value to read: neither a blank nor a spreadsheet error."""
    return not cell.blank and not isinstance(cell.value, ErrorValue)


def plain_number(value: RawValue) -> float | None:
    """A finite number, or text that is plainly one: digits, thousands commas in their places, a dollar sign."""
    if isinstance(value, str) and (match := _PLAIN_NUMBER.fullmatch(value.strip())):
        value = float(match[1] + match[2].replace(",", ""))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:  # an int beyond the range of float
        return None
