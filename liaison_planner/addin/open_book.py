"""The workbook that is open in Excel: the only module that knows xlwings.

Every read and write is one block of cells with explicit dimensions, because each call of Excel takes as long as
reading thousands of cells.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import xlwings as xw

from liaison_planner.addin.hand_over import documents, folder_of, laid_down
from liaison_planner.addin.patience import patient
from liaison_planner.addin.protection import lift
from liaison_planner.addin.risky import is_risky
from liaison_planner.domain.cell import ErrorValue, RawValue
from liaison_planner.workbook.book import PlacedTable, folded
from liaison_planner.workbook.dates import day_of
from liaison_planner.workbook.image import Places, RowLook
from liaison_planner.workbook.references import Area, area_of, sheet_and_area
from liaison_planner.workbook.schema_model import CellKind

TITLE = "Liaison Planner"
_TEXT = "@"
_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"))
_LARGEST_WHOLE = 2**53
_WORKBOOKS = (".xlsm", ".xlsx")
_LONGEST_IN_BLOCK = 8_000
"""Excel for Windows refuses a block with a text of more than 8,203 characters; such a text is written by itself."""


class OpenBook:
    """One open workbook; rows and columns count from 1."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._values: dict[str, list[list[Any]]] = {}
        self._merges: dict[str, bool] = {}
        self._lifted: dict[str, Callable[[], None]] = {}

    @classmethod
    def calling(cls) -> "OpenBook":
        """The workbook whose button was clicked."""
        return cls(xw.Book.caller())

    @cached_property
    def places(self) -> Places:
        """Where our names and tables are."""
        return Places(dict(self._names()), dict(self._tables()))

    def _names(self) -> Iterator[tuple[str, tuple[str, Area]]]:
        for name in self._book.names:
            place = sheet_and_area((name.refers_to or "").removeprefix("="))
            if place is not None and "!" not in name.name:
                yield name.name.casefold(), place

    def _tables(self) -> Iterator[tuple[str, PlacedTable]]:
        for sheet in self._book.sheets:
            for table in sheet.tables:
                body, head = table.data_body_range, table.header_row_range
                if body is None or head is None:
                    continue
                rows = area_of(body.address.replace("$", ""))
                if rows is not None:
                    headers = head.options(ndim=1).value
                    columns = {folded(str(text)): at for at, text in enumerate(headers, start=rows.first_column)}
                    yield table.name.casefold(), PlacedTable(sheet.name, rows, columns)

    def value(self, sheet: str, row: int, column: int, kind: CellKind = CellKind.TEXT) -> RawValue:
        """What a cell holds; in a cell for dates a number is a date. The whole sheet is read at the first question."""
        if sheet not in self._values:
            self._values[sheet] = self._read(sheet)
        rows = self._values[sheet]
        found = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None
        value = _plain(found)
        if kind is CellKind.DATE and isinstance(value, int | float) and not isinstance(value, bool):
            return day_of(value, from_1904=False) or value
        return value

    def merged(self, sheet: str, row: int, column: int) -> Area | None:
        """The merged cells to which a cell belongs; most sheets have none, which Excel says at the first question."""
        paper = self._book.sheets[sheet]
        if sheet not in self._merges:
            self._merges[sheet] = _merges(paper.used_range)
        cell = paper.range((row, column))
        if not self._merges[sheet] or not _merges(cell):
            return None
        return area_of(patient(lambda: cell.merge_area.address).replace("$", ""))

    def _read(self, sheet: str) -> list[list[Any]]:
        paper = self._book.sheets[sheet]
        last = patient(lambda: paper.used_range.last_cell)
        block = paper.range((1, 1), (last.row, last.column))
        values: list[list[Any]] = patient(lambda: block.options(ndim=2, err_to_str=True).value)
        return values

    def write(self, sheet: str, row: int, column: int, block: Sequence[Sequence[RawValue]]) -> None:
        """Writes a block of values; text stays text, whatever it looks like. ProtectedError."""
        if not block or not block[0]:
            return
        paper = self._writable(sheet)
        for at, values in enumerate(zip(*block, strict=True)):
            for first, count in _runs([isinstance(each, str) and is_risky(each) for each in values]):
                cells = paper.range((row + first, column + at), (row + first + count - 1, column + at))
                _set(cells, "number_format", _TEXT)
        area = paper.range((row, column), (row + len(block) - 1, column + len(block[0]) - 1))
        _set(area, "value", [[None if _is_long(value) else _sent(value) for value in line] for line in block])
        for down, line in enumerate(block):
            for right, value in enumerate(line):
                if _is_long(value):
                    _set(paper.range((row + down, column + right)), "value", value)
        self._values.pop(sheet, None)

    def show_rows(self, sheet: str, first: int, last: int, was: RowLook, look: RowLook) -> None:
        """Gives rows that looked alike another look in common; without a height they get the one that suits their text."""
        block = self._writable(sheet).range((first, 1), (last, 1))
        if look.hidden != was.hidden:
            _set(block.rows, "hidden", look.hidden)
        if look.hidden or look.height == was.height:
            return
        if look.height is None:
            patient(block.rows.autofit)
        else:
            _set(block, "row_height", look.height)

    def selected_row(self) -> tuple[str, int]:
        """The sheet that is shown and the row of the selected cell, 0 if something else is selected."""
        selection = patient(lambda: self._book.app.selection)
        return self._book.sheets.active.name, selection.row if selection else 0

    @property
    def name(self) -> str:
        """The name of its file without the ending."""
        return Path(self._book.name).stem

    def hand_over(self, name: str, content: bytes) -> str:
        """Gives the user a file that was made, and says where it is; a workbook is opened too, if Excel lets it be.

        Everything about where such files go is here. A front end that works where there are no folders hands the
        bytes over in its own way, in place of this. NoPlaceError.
        """
        beside = patient(lambda: folder_of(getattr(self._book.impl, "xl", None)))
        path, why = laid_down(name, content, beside, documents())
        if path.suffix not in _WORKBOOKS:
            return f"Made «{path}», {why}."
        return f"Made «{path}», {why}. {'It is open now.' if self._opened(path) else 'Open it from there.'}"

    def _opened(self, path: Path) -> bool:
        with suppress(Exception):  # what stands in the way differs from Excel to Excel; the file is there anyway
            patient(lambda: self._book.app.books.open(path))
            return True
        return False

    def tell(self, words: str, *, wrong: bool = False) -> None:
        """One message to the user."""
        self._book.app.alert(words, title=TITLE, mode="critical" if wrong else "info")

    def status(self, words: str | None) -> None:
        """Words in Excel's status bar; None gives it back to Excel."""
        with suppress(NotImplementedError):
            _set(self._book.app, "status_bar", False if words is None else words)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Without redrawing and computing in between; on every way out all is as it was, protection too."""
        app = self._book.app
        with _kept(app, "screen_updating", value=False), _kept(app, "calculation", value="manual"):
            try:
                yield
            finally:
                for restore in reversed(self._lifted.values()):
                    restore()
                self._lifted.clear()
                self.status(None)

    def _writable(self, sheet: str) -> xw.Sheet:
        """The sheet with its protection lifted until `quiet` ends, and with no row filtered away."""
        paper = self._book.sheets[sheet]
        if sheet not in self._lifted:
            self._lifted[sheet] = lift(paper.name, getattr(paper.impl, "xl", None))
        return paper


def _merges(cells: xw.Range) -> bool:
    """Whether any of them are merged: Excel says no, yes, or nothing if only some are."""
    try:
        return patient(lambda: cells.merge_cells) is not False
    except NotImplementedError:
        return False


def _set(target: Any, name: str, value: object) -> None:
    patient(lambda: setattr(target, name, value))


@contextmanager
def _kept(app: xw.App, name: str, *, value: object) -> Iterator[None]:
    """A setting of Excel for a while; an Excel that cannot be asked for it keeps its own."""
    try:
        before = getattr(app, name)
        _set(app, name, value)
    except NotImplementedError:
        yield
        return
    try:
        yield
    finally:
        _set(app, name, before)


def _runs(marked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First place and length of each run of marked places."""
    for is_marked, run in groupby(enumerate(marked), key=lambda each: each[1]):
        if is_marked:
            places = [at for at, _ in run]
            yield places[0], len(places)


def _is_long(value: RawValue) -> bool:
    return isinstance(value, str) and len(value) > _LONGEST_IN_BLOCK


def _sent(value: RawValue) -> object:
    return value.text if isinstance(value, ErrorValue) else value


def _plain(value: Any) -> RawValue:
    """A value of Excel's as one read from a file would be."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _LARGEST_WHOLE else value
    if isinstance(value, str) and value in _ERRORS:
        return ErrorValue(value)
    if isinstance(value, bool | int | str | date):
        return value
    return str(value)
