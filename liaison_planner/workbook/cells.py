"""The values of one worksheet's cells, errors included."""

from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from liaison_planner.domain.cell import ErrorValue, RawValue
from liaison_planner.workbook.book import MAIN, Book
from liaison_planner.workbook.dates import day_of
from liaison_planner.workbook.package import whole
from liaison_planner.workbook.references import Area, area_of, column_of
from liaison_planner.workbook.text import plain_text, unescaped

_LONGEST_INDEX = 10
"""Digits; no workbook holds more shared strings, and Python refuses to read endless numbers."""
_LARGEST_WHOLE = 2**53
"""From here on a float no longer tells neighbouring whole numbers apart."""


class SheetCells:
    """Looks values up by row and column (from 1); a cell inside merged cells has the value of their first one."""

    def __init__(self, book: Book, sheet: str) -> None:
        root = book.root(book.sheets[sheet])
        self._book = book
        self._cells = dict(located_cells(root))
        merged = (area_of(each.get("ref", "")) for each in root.iter(f"{MAIN}mergeCell"))
        self._merged = tuple(area for area in merged if area is not None)

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The cell itself, or the first one of the merged cells that it belongs to."""
        area: Area | None = next((area for area in self._merged if area.holds(row, column)), None)
        return (row, column) if area is None else (area.first_row, area.first_column)

    def value(self, row: int, column: int) -> RawValue:
        """What the cell shows: for a formula the value that was computed last."""
        cell = self._cells.get(self.origin(row, column))
        return None if cell is None else _value(cell, self._book)


def located_rows(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Each row with its number, which may be left out: then it follows on from the one before."""
    number = 0
    for row in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number = whole(row.get("r", str(number + 1)))
        yield number, row


def located_cells(root: etree._Element) -> Iterator[tuple[tuple[int, int], etree._Element]]:
    """Each cell with its row and column, which may be left out too."""
    for number, row in located_rows(root):
        for column, cell in located_cells_of(row):
            yield (number, column), cell


def located_cells_of(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Each cell of a row with its column."""
    column = 0
    for cell in row.iterfind(f"{MAIN}c"):
        column = column_of(cell.get("r", "")) or column + 1
        yield column, cell


def _value(cell: etree._Element, book: Book) -> RawValue:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{MAIN}is")
        return None if inline is None else plain_text(inline)
    content = cell.find(f"{MAIN}v")
    if content is None or content.text is None:
        return None
    value = _typed(kind, content.text, book)
    if isinstance(value, int | float) and not isinstance(value, bool) and whole(cell.get("s", "0")) in book.date_styles:
        return day_of(value, from_1904=book.from_1904) or value
    return value


def _typed(kind: str, text: str, book: Book) -> RawValue:
    match kind:
        case "s":
            at = int(text) if text.isdecimal() and len(text) <= _LONGEST_INDEX else -1
            return book.shared_strings[at] if 0 <= at < len(book.shared_strings) else ErrorValue("#REF!")
        case "b":
            return text.strip() in ("1", "true")
        case "e":
            return ErrorValue(text)
        case "d":
            return _iso_day(text)
        case "n":
            return _number(text)
    return unescaped(text)


def _iso_day(text: str) -> date | str:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return text


def _number(text: str) -> int | float | str:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() and abs(number) < _LARGEST_WHOLE else number
