"""The values of one worksheet's cells, errors included."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from string import ascii_uppercase

from lxml import etree

from liaison_planner.domain.cell import NOT_CALCULATED, ErrorValue, RawValue
from liaison_planner.workbook.book import MAIN, Book
from liaison_planner.workbook.dates import day_of
from liaison_planner.workbook.package import parse, whole
from liaison_planner.workbook.references import Area, area_of, cell_name, column_of, split_cell
from liaison_planner.workbook.schema_model import CellKind
from liaison_planner.workbook.text import plain_text, unescaped

_LONGEST_INDEX = 10
"""Digits; no workbook holds more shared strings, and Python refuses to read endless numbers."""
_LARGEST_WHOLE = 2**53
"""From here on a float no longer tells neighbouring whole numbers apart."""


class SheetCells:
    """Looks values up by row and column (from 1); a cell inside merged cells has the value of their first one.

    Only rows down to the last of ours are known, unless the parsed sheet as a whole is given.
    """

    def __init__(self, book: Book, sheet: str, whole_sheet: etree._Element | None = None) -> None:
        root = parse(book.parted(sheet).ours) if whole_sheet is None else whole_sheet
        self._book = book
        self._filled = _filled_cells(root)
        areas = (area_of(each.get("ref", "")) for each in root.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell"))
        self._merged = tuple(area for area in areas if area is not None)

    def is_blank(self, name: str) -> bool:
        """Whether the cell of this name (`AB12`) holds nothing and is not merged with others, which is told at once."""
        return not self._merged and name not in self._filled

    def is_blank_row(self, row: int) -> bool:
        """The same of a whole row."""
        return not self._merged and row not in self._filled_rows

    @property
    def filled(self) -> tuple[tuple[int, int], ...]:
        """Row and column of every cell that holds anything."""
        return tuple(at for name in self._filled if (at := split_cell(name)) is not None)

    @cached_property
    def _filled_rows(self) -> frozenset[int]:
        numbers = {name.lstrip(ascii_uppercase) for name in self._filled}
        return frozenset(int(number) for number in numbers if number.isdecimal() and len(number) <= _LONGEST_INDEX)

    def merged(self, row: int, column: int) -> Area | None:
        """The merged cells that the cell belongs to, if it does."""
        return next((area for area in self._merged if area.holds(row, column)), None) if self._merged else None

    def value(self, row: int, column: int, kind: CellKind = CellKind.TEXT) -> RawValue:
        """What the cell shows: for a formula the value that was computed last, NOT_CALCULATED if there is none.

        In a cell for dates a number is a date; one that no calendar has stays a number, for intake to refuse.
        """
        area = self.merged(row, column) if self._merged else None
        at = (row, column) if area is None else (area.first_row, area.first_column)
        cell = self._filled.get(cell_name(*at))
        value = None if cell is None else _value(cell, self._book)
        if kind is CellKind.DATE and isinstance(value, int | float) and not isinstance(value, bool):
            return day_of(value, from_1904=self._book.from_1904) or value
        return value

    def stored(self, row: int, column: int) -> RawValue:
        """What a formula finds in this very cell: a date is a number, with its time of day."""
        cell = self._filled.get(cell_name(row, column))
        return None if cell is None else _stored(cell, self._book)


_FILLED = etree.XPath("/*/m:sheetData/m:row/m:c[*]", namespaces={"m": MAIN[1:-1]})
_ROW_NUMBERS = etree.XPath("/*/m:sheetData/m:row/@r", namespaces={"m": MAIN[1:-1]}, smart_strings=False)
"""Most cells are blank; looked for in Python, they take longer than all the rest."""


def _filled_cells(root: etree._Element) -> dict[str, etree._Element]:
    """The cells that hold anything, by name; UnreadableError if a row has something else for a number."""
    numbers: list[str] = _ROW_NUMBERS(root)  # type: ignore[assignment]
    filled: list[etree._Element] = _FILLED(root)  # type: ignore[assignment]
    for number in numbers:
        whole(number)
    named = {cell.get("r", ""): cell for cell in filled}
    if "" not in named:
        return named
    places = ((number, column, cell) for number, row in located_rows(root) for column, cell in located_cells_of(row))
    return {cell_name(number, column): cell for number, column, cell in places if len(cell)}


def located_rows(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Each row with its number, which may be left out: then it follows on from the one before."""
    number = 0
    for row in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number = whole(row.get("r", str(number + 1)))
        yield number, row


def located_cells_of(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Each cell of a row with its column."""
    column = 0
    for cell in row.iterfind(f"{MAIN}c"):
        column = column_of(cell.get("r", "")) or column + 1
        yield column, cell


def _stored(cell: etree._Element, book: Book) -> RawValue:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{MAIN}is")
        return None if inline is None else plain_text(inline)
    content = cell.find(f"{MAIN}v")
    if content is None or content.text is None:
        return _computed_nothing(cell, kind)
    return _typed(kind, content.text, book)


def _value(cell: etree._Element, book: Book) -> RawValue:
    value = _stored(cell, book)
    if isinstance(value, int | float) and not isinstance(value, bool) and whole(cell.get("s", "0")) in book.date_styles:
        return day_of(value, from_1904=book.from_1904) or value
    return value


def _computed_nothing(cell: etree._Element, kind: str) -> RawValue:
    """A blank cell, a formula whose result is an empty text, or one that no spreadsheet program has computed yet."""
    return None if kind == "str" or cell.find(f"{MAIN}f") is None else NOT_CALCULATED


def _typed(kind: str, text: str, book: Book) -> RawValue:
    match kind:
        case "s":
            found = book.shared_string(int(text)) if text.isdecimal() and len(text) <= _LONGEST_INDEX else None
            return ErrorValue("#REF!") if found is None else found
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
