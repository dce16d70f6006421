"""A raw value together with the place it was read from, before anyone has judged it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liaison_planner.domain.issue import Issue, Place, error


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """A spreadsheet error such as `#REF!`; it is never the same as a blank."""

    text: str


NOT_CALCULATED = ErrorValue("not calculated yet")
"""A formula that was written by a program which computes none; what it stands for is not known."""


def not_calculated(place: Place) -> Issue:
    """The problem that such a formula is where an answer should be."""
    what = "The cell holds a formula that no spreadsheet program has calculated yet."
    return error("not_calculated", place, what, "Open the file once in Excel and save it, or type the value itself.")


RawValue = str | int | float | bool | date | ErrorValue | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it was found and where; `None` means blank or absent."""

    value: RawValue
    place: Place

    @property
    def blank(self) -> bool:
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class RawProfile:
    """One person as found in a workbook or roster row: single fields by key, and rows of small tables by key.

    Keys of `fields` and of each row are those of `intake`; an absent key counts as blank.
    `found` holds problems the reader itself met (an unknown column, a missing table); `sheets` are the sheets of a
    workbook in the order of their tabs.
    """

    fields: Row
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    found: tuple[Issue, ...] = ()
    home: Place = field(default_factory=Place)
    sheets: tuple[str, ...] = ()
