"""A copy of a workbook that is open in another program: read here, and what is to be done there is noted down."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from liaison_planner.actions.office import ANSWER
from liaison_planner.addin.hand_over import documents, laid_down
from liaison_planner.domain.cell import ErrorValue, RawValue
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.image import Places, RowLook
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.references import Area
from liaison_planner.workbook.schema_model import CellKind

_WORKBOOKS = (".xlsm", ".xlsx")


class CopiedBook:
    """A workbook file (.xlsx) in place of the open workbook; `answer` is what the program that made it has to do.

    `selected` are the sheet that is shown and the row of the selected cell; `saved_as` is the file of the open workbook,
    if it has one; `say` hears what is under way.
    """

    def __init__(
        self,
        package: bytes,
        selected: tuple[str, int],
        say: Callable[[str], None] = print,
        saved_as: Path | None = None,
    ) -> None:
        self._package, self._selected, self._say, self._saved_as = package, selected, say, saved_as
        self._sheets: dict[str, SheetCells] = {}
        self._writes: list[dict[str, Any]] = []
        self._rows: list[dict[str, Any]] = []
        self._made: list[str] = []
        self._told: dict[str, Any] = {}

    @cached_property
    def _book(self) -> Book:
        return Book(open_package(self._package))

    @cached_property
    def places(self) -> Places:
        """Where our names and tables are. UnreadableError if the copy is no workbook."""
        return Places(self._book.names, self._book.tables)

    def value(self, sheet: str, row: int, column: int, kind: CellKind = CellKind.TEXT) -> RawValue:
        """What a cell of the copy holds."""
        return self._cells(sheet).value(row, column, kind)

    def merged(self, sheet: str, row: int, column: int) -> Area | None:
        """The merged cells of the copy to which a cell belongs."""
        return self._cells(sheet).merged(row, column)

    def _cells(self, sheet: str) -> SheetCells:
        if sheet not in self._sheets:
            self._sheets[sheet] = SheetCells(self._book, sheet)
        return self._sheets[sheet]

    def write(self, sheet: str, row: int, column: int, block: Sequence[Sequence[RawValue]]) -> None:
        """Notes a block of values down; nothing if it has no cells."""
        if block and block[0]:
            values = [[_sent(value) for value in line] for line in block]
            self._writes.append({"sheet": sheet, "row": row, "column": column, "values": values})

    def show_rows(self, sheet: str, first: int, last: int, was: RowLook, look: RowLook) -> None:
        """Notes down what changes in the look of rows: `hidden`, and `height` in points, null for what suits their text."""
        asked: dict[str, Any] = {} if look.hidden == was.hidden else {"hidden": look.hidden}
        if not look.hidden and look.height != was.height:
            asked["height"] = look.height
        if asked:
            self._rows.append({"sheet": sheet, "first": first, "last": last, **asked})

    def selected_row(self) -> tuple[str, int]:
        return self._selected

    @property
    def name(self) -> str:
        """That of the open workbook; one that was never saved has none yet."""
        return self._saved_as.stem if self._saved_as else "Untitled"

    def hand_over(self, name: str, content: bytes) -> str:
        """Lays the file beside the open workbook or among the user's documents; a workbook is to be opened. NoPlaceError."""
        beside = self._saved_as.parent if self._saved_as else None
        path, why = laid_down(name, content, beside, documents())
        if path.suffix in _WORKBOOKS:
            self._made.append(str(path))
        return f"Made «{path}», {why}."

    def tell(self, words: str, *, wrong: bool = False) -> None:
        """The message at the end."""
        self._told = {"words": words, "wrong": wrong}

    def status(self, words: str | None) -> None:
        if words:
            self._say(words)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """A click that ends in a fault writes nothing, not even what it had noted down before."""
        try:
            yield
        except BaseException:
            self._writes.clear()
            self._rows.clear()
            raise

    def answer(self) -> dict[str, Any]:
        """One JSON object: what to write, how to show rows, what to open, and the message."""
        return {"schema": ANSWER, "writes": self._writes, "rows": self._rows, "open": self._made, "message": self._told}


def _sent(value: RawValue) -> Any:
    """A day is an object, so that a text that looks like one stays text."""
    if isinstance(value, ErrorValue):
        return value.text
    return {"day": value.isoformat()} if isinstance(value, date) else value
