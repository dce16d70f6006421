"""Brings the content of an older workbook into a copy with the newest layout."""

from collections.abc import Iterator

from liaison_planner.domain.cell import ErrorValue
from liaison_planner.views import Content, Row, Value
from liaison_planner.workbook.book import Book, PlacedTable
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.layout import is_older
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.schema import fields, tables, typed_fields
from liaison_planner.workbook.schema_model import CellKind, Table

_MACROS = "vbaProject.bin"


def in_newest_layout(package: bytes, template: bytes) -> bytes:
    """A copy in the layout of the template, with all answers and notes; the package itself if it is not older.

    What a user added outside of our cells stays in the old file, macros of the user's own too: the copy has those of the
    template. TooManyRowsError if the old file has more rows filled than the new one has.
    """
    if not is_older(package):
        return package
    return fill(template, _answers(Book(open_package(package)), Book(open_package(template))))


def has_macros(package: bytes) -> bool:
    """Whether a workbook is one with macros."""
    return any(part.endswith(_MACROS) for part in open_package(package).parts)


def _answers(old: Book, new: Book) -> Content:
    """Everything that a person typed into our cells of a workbook."""
    found = _Found(old)
    single = {field.name: found.field(field.name) for field in typed_fields() if field.name in old.names}
    rows = {name: _rows(found, table, old) for name, table in tables().items() if table.is_input or table.carried}
    known = {name: _known(tables()[name], rows[name], new) for name in rows if rows[name]}
    return Content(single, known)


def _rows(found: "_Found", table: Table, old: Book) -> tuple[Row, ...]:
    placed = old.tables.get(table.name.casefold())
    if placed is None:
        return ()
    rows = list(found.rows(table, placed))
    if table.carried:
        carried = table.carried
        rows = [{**row, **said} for row, said in zip(rows, found.ticked(placed), strict=True)]
        return tuple(
            {**_picked(row, (carried.key, carried.title, *carried.columns)), carried.marked: carried.words}
            for row in rows
            if any(row.get(key) is not None for key in carried.columns)
        )
    while rows and not any(value is not None for value in rows[-1].values()):
        rows.pop()
    return tuple(rows)


def _picked(row: Row, keys: tuple[str, ...]) -> dict[str, Value]:
    return {key: row.get(key) for key in keys}


def _known(table: Table, rows: tuple[Row, ...], new: Book) -> tuple[Row, ...]:
    """Only rows that the new file has, where its rows stand there from the start."""
    placed = new.tables.get(table.name.casefold())
    if not table.row_key or placed is None:
        return rows
    keys = {row.get(table.row_key) for row in _Found(new).rows(table, placed)}
    return tuple(row for row in rows if row.get(table.row_key) in keys)


class _Found:
    """The values of a workbook by field, and by table and column key."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sheets: dict[str, SheetCells] = {}

    def field(self, name: str) -> Value:
        """The value of a named cell, which must be there."""
        sheet, area = self._book.names[name]
        return self._value(sheet, area.first_row, area.first_column, fields()[name].kind)

    def rows(self, table: Table, placed: PlacedTable) -> Iterator[Row]:
        """Every row of a table: the cells that a person or the planner fills, and the key."""
        columns = (column for column in table.columns if not column.fixed or column.key == table.row_key)
        asked = [(column, at) for column in columns if (at := placed.column(column.heading)) is not None]
        for row in range(placed.rows.first_row, placed.rows.last_row + 1):
            yield {column.key: self._value(placed.sheet, row, at, column.kind) for column, at in asked}

    def ticked(self, placed: PlacedTable) -> Iterator[Row]:
        """Up to layout 2 the sheet Plan asked «Done?» where it now asks for the progress."""
        at = placed.column("Done?")
        for row in range(placed.rows.first_row, placed.rows.last_row + 1):
            said = None if at is None else self._value(placed.sheet, row, at, CellKind.TEXT)
            yield {"progress": "done"} if str(said or "").strip().casefold() == "yes" else {}

    def _value(self, sheet: str, row: int, column: int, kind: CellKind) -> Value:
        if sheet not in self._sheets:
            self._sheets[sheet] = SheetCells(self._book, sheet)
        value = self._sheets[sheet].value(row, column, kind)
        return value.text if isinstance(value, ErrorValue) else value
