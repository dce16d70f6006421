"""Cell references: `AB12`, `$A$1:$B$9` and `'My sheet'!$A$1`. Rows and columns count from 1 as in Excel."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_QUALIFIED = re.compile(r"(?:'((?:[^']|'')+)'|([^'!#]+))!(.+)")


class Area(NamedTuple):
    """A block of cells, both corners included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell is inside."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


def column_number(letters: str) -> int:
    """1 for `A`, 28 for `AB`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@cache
def column_letters(number: int) -> str:
    """`A` for 1, `AB` for 28."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """`AB12` for row 12, column 28."""
    return f"{column_letters(column)}{row}"


def split_cell(name: str) -> tuple[int, int] | None:
    """Row and column of `AB12` or `$AB$12`; None if it is no cell."""
    match = _CELL.fullmatch(name)
    return (int(match[2]), column_number(match[1])) if match else None


def column_of(name: str) -> int | None:
    """The column of `AB12`; None if it is no cell."""
    letters = name.rstrip("0123456789")
    return _column_of(letters) if letters != name and len(letters) <= 3 else None


@cache
def _column_of(letters: str) -> int | None:
    return column_number(letters) if letters.isascii() and letters.isalpha() else None


@lru_cache(maxsize=10_000)
def area_of(text: str) -> Area | None:
    """The block written as `A1:B9` or `A1`; None for whole rows, whole columns and anything else."""
    first, _, last = text.partition(":")
    corners = split_cell(first), split_cell(last or first)
    if corners[0] is None or corners[1] is None:
        return None
    return Area(*corners[0], *corners[1])


@lru_cache(maxsize=10_000)
def sheet_and_area(text: str) -> tuple[str, Area] | None:
    """What a defined name such as `'My sheet'!$A$1` points to; None if that is no block of cells (`#REF!`)."""
    match = _QUALIFIED.fullmatch(text.strip())
    area = area_of(match[3]) if match else None
    if match is None or area is None:
        return None
    return (match[1].replace("''", "'") if match[1] else match[2]), area
