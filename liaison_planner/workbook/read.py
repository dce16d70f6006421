"""Reads what a person has filled in, each value with the sheet and cell it stands in."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import Cell, RawProfile, Row
from liaison_planner.domain.issue import Issue, Place, error, warning
from liaison_planner.domain.text import as_text
from liaison_planner.workbook.book import Book, PlacedTable
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.layout import CLEAN_COPY, layout_of
from liaison_planner.workbook.package import LARGEST_FILE, UnreadableError, open_package, too_large
from liaison_planner.workbook.references import Area, cell_name
from liaison_planner.workbook.rows import keyed_rows
from liaison_planner.workbook.schema import (
    SCHEMA_VERSION,
    carried_tables,
    fields,
    grids,
    input_fields,
    input_tables,
    sheet_of,
    tables,
)
from liaison_planner.workbook.schema_model import CellKind, Table


def read_inputs(
    source: Path | bytes, catalogue: Catalogue | None = None, *, every_part: bool = False
) -> RawProfile | tuple[Issue, ...]:
    """The answers in a workbook, or why it cannot be read as one of ours; never an exception for a bad file.

    Cells are found by the names and tables of the schema, columns by their headers, so sheets may have been renamed
    and rows inserted. What is missing is told in `found`: an input as an error, a place for results as a warning. With
    the catalogue for which the workbook was made, rows that were deleted are told too. Only parts that hold answers are
    unpacked, unless the soundness of `every_part` is asked for.
    """
    try:
        data = source if isinstance(source, bytes) else contents(source)
        package = open_package(data)
        if every_part:
            package.check()
        return _Reader(Book(package), catalogue).raw_profile()
    except UnreadableError as fault:
        return (fault.issue,)


def contents(path: Path) -> bytes:
    """The bytes of a workbook file; UnreadableError if there is none, or none that can be read."""
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


def merged_issue(sheet: str, area: Area) -> Issue:
    """What is to be said of merged cells that reach over answers."""
    first = cell_name(area.first_row, area.first_column)
    what = f"The cells {first}:{cell_name(area.last_row, area.last_column)} are merged into one, so their answers cannot be told apart."
    fix = "Select them, choose Home > Merge & Center > Unmerge Cells, and fill in each cell."
    return error("merged_cells", Place(sheet=sheet, cell=first), what, fix)


@lru_cache(maxsize=10_000)
def _blank(sheet: str, name: str) -> Cell:
    """A blank cell; those of one template are the same in everybody's file."""
    return Cell(None, Place(sheet=sheet, cell=name))


@lru_cache(maxsize=2_000)
def _blank_row(sheet: str, row: int, places: tuple[tuple[str, int], ...]) -> Row:
    """A row of blank cells, which likewise are the same in everybody's file."""
    return MappingProxyType({key: _blank(sheet, cell_name(row, column)) for key, column in places})


class _Reader:
    """Reads one workbook; UnreadableError if it is not ours or from a newer planner."""

    def __init__(self, book: Book, catalogue: Catalogue | None) -> None:
        self._book = book
        self._catalogue = catalogue
        self._sheets: dict[str, SheetCells] = {}
        self._merged: dict[tuple[str, Area], list[tuple[int, int]]] = {}
        self._found: list[Issue] = []
        self._layout = layout_of(book)

    def raw_profile(self) -> RawProfile:
        """All inputs, and what is missing."""
        single = {field.key: cell for field in input_fields() if (cell := self._field(field.name, field.kind))}
        rows = {table.reads_as: tuple(self._rows(table)) for table in input_tables()}
        rows |= {name: tuple(self._beside(table)) for name, table in carried_tables().items()}
        self._note_merged()
        self._note_missing()
        self._note_missing_rows(rows)
        return RawProfile(single, rows, tuple(self._found), self._home(), tuple(self._book.sheets))

    def _home(self) -> Place:
        first = self._book.names.get(input_fields()[0].name)
        return Place(sheet=first[0] if first else next(iter(self._book.sheets)))

    def _field(self, name: str, kind: CellKind) -> Cell | None:
        place = self._book.names.get(name)
        return None if place is None else self._cell(place[0], place[1].first_row, place[1].first_column, kind)

    def _cell(self, sheet: str, row: int, column: int, kind: CellKind) -> Cell:
        cells = self._cells_of(sheet)
        name = cell_name(row, column)
        if cells.is_blank(name):
            return _blank(sheet, name)
        area = cells.merged(row, column)
        at = (row, column)
        if area is not None:
            self._merged.setdefault((sheet, area), []).append(at)
            at = (area.first_row, area.first_column)
        return Cell(cells.value(row, column, kind), Place(sheet=sheet, cell=cell_name(*at)))

    def _cells_of(self, sheet: str) -> SheetCells:
        if sheet not in self._sheets:
            self._sheets[sheet] = SheetCells(self._book, sheet)
        return self._sheets[sheet]

    def _rows(self, table: Table) -> Iterator[Row]:
        placed = self._book.tables.get(table.name.casefold())
        if placed is None:
            return
        read = [(column, at) for column in table.columns if column.reads_as and (at := placed.column(column.heading))]
        places = tuple((column.reads_as, at) for column, at in read)
        cells = self._cells_of(placed.sheet)
        for row in range(placed.rows.first_row, placed.rows.last_row + 1):
            if cells.is_blank_row(row):
                yield _blank_row(placed.sheet, row, places)
            else:
                yield {column.reads_as: self._cell(placed.sheet, row, at, column.kind) for column, at in read}

    def _beside(self, table: Table) -> Iterator[Row]:
        """What a person has written beside the rows of a result, and the row's own words that tell what it is about."""
        placed, carried = self._book.tables.get(table.name.casefold()), table.carried
        if placed is None or carried is None:
            return
        columns = {key: table.column(key) for key in carried.read}
        at = {key: found for key, column in columns.items() if (found := placed.column(column.heading))}
        own = [found for key, found in at.items() if key in carried.columns]
        cells = self._cells_of(placed.sheet)
        rows = range(placed.rows.first_row, placed.rows.last_row + 1)
        for row in (row for row in rows if not cells.is_blank_row(row)):
            if any(not self._cell(placed.sheet, row, column, CellKind.TEXT).blank for column in own):
                yield {key: self._cell(placed.sheet, row, found, columns[key].kind) for key, found in at.items()}

    def _note_merged(self) -> None:
        """Merged cells that hold one answer and nothing else of ours do no harm."""
        for (sheet, area), cells in self._merged.items():
            if cells != [(area.first_row, area.first_column)]:
                self._found.append(merged_issue(sheet, area))

    def _note_missing(self) -> None:
        """Places for results of an older file do not matter: its plan is written into a copy with the newest layout."""
        for field in fields().values():
            if field.name not in self._book.names and field.since <= self._layout:
                what, place = f"The cell «{field.label or field.name}»", Place(sheet=sheet_of(field.name))
                self._missing("missing_part", what, place, is_input=field.is_answer)
        for grid in grids().values():
            if grid.name not in self._book.names:
                self._missing("missing_part", f"The block of cells {grid.name}", is_input=False)
        for table in filter(lambda table: table.is_filled and table.since <= self._layout, tables().values()):
            placed = self._book.tables.get(table.name.casefold())
            if placed is None:
                self._missing("missing_part", f"The table {table.name}", is_input=table.is_input)
            else:
                self._note_missing_columns(table, placed)

    def _note_missing_columns(self, table: Table, placed: PlacedTable) -> None:
        for column in table.columns:
            is_ours = (column.reads_as or not column.fixed) and column.since <= self._layout
            if is_ours and not placed.column(column.heading):
                what = f"The column «{column.header}» of the table {table.name}"
                self._missing("missing_column", what, Place(sheet=placed.sheet), is_input=bool(column.reads_as))

    def _note_missing_rows(self, rows: Mapping[str, tuple[Row, ...]]) -> None:
        """Rows that the template had from the start and that are gone; a file for another catalogue has other rows."""
        if self._catalogue is None or self._text("out_catalogue_version") != self._catalogue.version:
            return
        names = keyed_rows(self._catalogue)
        for table in (table for table in input_tables() if table.row_key in names):
            placed = self._book.tables.get(table.name.casefold())
            column = table.column(table.row_key)
            if placed is None or not placed.column(column.heading):
                continue
            there = {as_text(row[column.reads_as].value) for row in rows[table.reads_as]}
            for key, name in names[table.row_key].items():
                if key not in there:
                    what = f"The row of «{name}» ({key}) is no longer in this sheet; it counts as not answered."
                    self._found.append(warning("missing_row", Place(sheet=placed.sheet), what, CLEAN_COPY))

    def _text(self, name: str) -> str:
        cell = self._field(name, CellKind.TEXT)
        return "" if cell is None else as_text(cell.value)

    def _missing(self, code: str, what: str, place: Place | None = None, *, is_input: bool) -> None:
        if not is_input and self._layout < SCHEMA_VERSION:
            return
        if is_input:
            self._found.append(error(code, place or Place(), f"{what} is no longer in this file.", CLEAN_COPY))
        else:
            gone = f"{what} is no longer in this file; the plan is written without it."
            self._found.append(warning(code, place or Place(), gone, CLEAN_COPY))
