"""Reads what a person has filled in, each value with the sheet and cell it stands in."""

from collections.abc import Iterator
from pathlib import Path

from liaison_planner.domain.cell import Cell, RawProfile, RawValue, Row
from liaison_planner.domain.issue import Issue, Place, error, warning
from liaison_planner.workbook.book import Book, PlacedTable
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.dates import day_of
from liaison_planner.workbook.package import LARGEST_FILE, UnreadableError, open_package, too_large
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.schema import SCHEMA_VERSION, fields, grids, input_fields, input_tables, sheet_of, tables
from liaison_planner.workbook.schema_model import CellKind, Table

_CLEAN_COPY = "Make a clean copy with liaison-planner init NEW.xlsx and copy your answers into it."


def read_inputs(source: Path | bytes) -> RawProfile | tuple[Issue, ...]:
    """The answers in a workbook, or why it cannot be read as one of ours; never an exception for a bad file.

    Cells are found by the names and tables of the schema, columns by their headers, so sheets may have been renamed
    and rows inserted. What is missing is told in `found`: an input as an error, a place for results as a warning.
    """
    try:
        data = source if isinstance(source, bytes) else _contents(source)
        return _Reader(Book(open_package(data))).raw_profile()
    except UnreadableError as fault:
        return (fault.issue,)


def _contents(path: Path) -> bytes:
    place = Place(sheet=path.name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise too_large()
        return path.read_bytes()
    except FileNotFoundError as fault:
        what, fix = f"There is no file «{path}».", "Check the name and the folder."
        raise UnreadableError("file_not_found", what, fix, place) from fault
    except OSError as fault:
        what = f"The file cannot be opened: {fault.strerror or 'unknown reason'}."
        raise UnreadableError("file_not_readable", what, "Close it elsewhere, or check your rights.", place) from fault


class _Reader:
    """Reads one workbook; UnreadableError if it is not ours or from a newer planner."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sheets: dict[str, SheetCells] = {}
        self._found: list[Issue] = []
        self._check_version()

    def raw_profile(self) -> RawProfile:
        """All inputs, and what is missing."""
        single = {field.key: cell for field in input_fields() if (cell := self._field(field.name, field.kind))}
        rows = {table.reads_as: tuple(self._rows(table)) for table in input_tables()}
        self._note_missing()
        return RawProfile(single, rows, tuple(self._found), self._home())

    def _check_version(self) -> None:
        version = self._field("out_schema_version", CellKind.WHOLE)
        if version is None or not isinstance(version.value, int):
            what = "This workbook was not made by the liaison planner, or its About sheet is gone."
            raise UnreadableError("not_ours", what, _CLEAN_COPY)
        if version.value > SCHEMA_VERSION:
            what = (
                f"This workbook was made by a newer planner (layout {version.value}; this one knows {SCHEMA_VERSION})."
            )
            raise UnreadableError(
                "newer_schema", what, "Install the newest planner: pip install --upgrade liaison_planner."
            )

    def _home(self) -> Place:
        first = self._book.names.get(input_fields()[0].name)
        return Place(sheet=first[0] if first else next(iter(self._book.sheets)))

    def _field(self, name: str, kind: CellKind) -> Cell | None:
        place = self._book.names.get(name)
        return None if place is None else self._cell(place[0], place[1].first_row, place[1].first_column, kind)

    def _cell(self, sheet: str, row: int, column: int, kind: CellKind) -> Cell:
        if sheet not in self._sheets:
            self._sheets[sheet] = SheetCells(self._book, sheet)
        cells = self._sheets[sheet]
        place = Place(sheet=sheet, cell=cell_name(*cells.origin(row, column)))
        return Cell(self._as_kind(cells.value(row, column), kind), place)

    def _as_kind(self, value: RawValue, kind: CellKind) -> RawValue:
        """A number in a date cell is a date; one that no calendar has stays a number, for intake to refuse."""
        if kind is not CellKind.DATE or isinstance(value, bool) or not isinstance(value, int | float):
            return value
        day = day_of(value, from_1904=self._book.from_1904)
        return value if day is None else day

    def _rows(self, table: Table) -> Iterator[Row]:
        placed = self._book.tables.get(table.name.casefold())
        if placed is None:
            return
        read = [(column, at) for column in table.columns if column.reads_as and (at := placed.column(column.heading))]
        for row in range(placed.rows.first_row, placed.rows.last_row + 1):
            yield {column.reads_as: self._cell(placed.sheet, row, at, column.kind) for column, at in read}

    def _note_missing(self) -> None:
        for field in fields().values():
            if field.name not in self._book.names:
                what, place = f"The cell «{field.label or field.name}»", Place(sheet=sheet_of(field.name))
                self._missing("missing_part", what, place, is_input=field.is_answer)
        for grid in grids().values():
            if grid.name not in self._book.names:
                self._missing("missing_part", f"The block of cells {grid.name}", is_input=False)
        for table in filter(lambda table: table.is_filled, tables().values()):
            placed = self._book.tables.get(table.name.casefold())
            if placed is None:
                self._missing("missing_part", f"The table {table.name}", is_input=table.is_input)
            else:
                self._note_missing_columns(table, placed)

    def _note_missing_columns(self, table: Table, placed: PlacedTable) -> None:
        for column in table.columns:
            if not placed.column(column.heading) and (column.reads_as or not column.fixed):
                what = f"The column «{column.header}» of the table {table.name}"
                self._missing("missing_column", what, Place(sheet=placed.sheet), is_input=bool(column.reads_as))

    def _missing(self, code: str, what: str, place: Place | None = None, *, is_input: bool) -> None:
        if is_input:
            self._found.append(error(code, place or Place(), f"{what} is no longer in this file.", _CLEAN_COPY))
        else:
            gone = f"{what} is no longer in this file; the plan is written without it."
            self._found.append(warning(code, place or Place(), gone, _CLEAN_COPY))
