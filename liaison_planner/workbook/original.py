"""A workbook taken apart once, so that it can be filled any number of times."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from liaison_planner.domain.cell import ErrorValue, RawValue
from liaison_planner.views import Value
from liaison_planner.workbook.book import Book, PlacedTable
from liaison_planner.workbook.carry import Written
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.chart_caches import CutChart, our_charts
from liaison_planner.workbook.cut_sheet import Cleared, CutRow, CutSheet
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.packing import Packed, packed_members
from liaison_planner.workbook.recalculate import asked_to_recalculate, has_formula
from liaison_planner.workbook.schema import tables
from liaison_planner.workbook.schema_model import CellKind, Table


class FoundTable(NamedTuple):
    """A table of the schema where it stands in the file.

    `columns` are those that are filled, by key; `cleared` is a row without values, with those that hold formulas;
    `texts` are the columns that may need a taller row, with width and look.
    `occupied` are the rows that hold anything in these columns, or have a height of their own.
    """

    table: Table
    sheet: str
    rows: range
    columns: Mapping[str, int]
    cleared: Cleared
    texts: tuple[tuple[str, float, str], ...]
    occupied: frozenset[int]
    keys: tuple[str, ...]
    written: tuple[Written, ...]


MOST_KEPT = 8
"""Templates taken apart that are kept for the next person; each takes a few megabytes."""


@lru_cache(maxsize=MOST_KEPT)
def original_of(template: bytes) -> "Original":
    """A template taken apart, kept for the next time; users' own files would only fill the memory."""
    return Original(template)


class Original:
    """A template, or a user's own file; filling does not change it. UnreadableError if it is no sound workbook."""

    def __init__(self, package_bytes: bytes) -> None:
        self.book = Book(open_package(package_bytes))
        self.members: tuple[Packed, ...] = packed_members(self.book.package)
        self._cut: dict[str, CutSheet] = {}
        self._cells: dict[str, SheetCells] = {}
        self._tables: dict[str, FoundTable | None] = {}
        self._occupied: dict[tuple[str, range, tuple[int, ...], bool], frozenset[int]] = {}

    def cut(self, sheet: str) -> CutSheet:
        """The sheet of this name in pieces."""
        if sheet not in self._cut:
            self._cut[sheet] = CutSheet(self.book.parted(sheet))
        return self._cut[sheet]

    def table(self, name: str) -> FoundTable | None:
        """A table of the schema; None if the file has lost it. KeyError for a name that the schema does not know."""
        if name not in self._tables:
            table, placed = tables()[name], self.book.tables.get(name.casefold())
            self._tables[name] = None if placed is None else self._found(table, placed)
        return self._tables[name]

    def occupied(self, sheet: str, rows: range, columns: Iterable[int], *, heights: bool) -> frozenset[int]:
        """The rows that hold anything in these columns or, if `heights` count, have a height of their own."""
        key = (sheet, rows, tuple(columns), heights)
        if key not in self._occupied:
            self._occupied[key] = frozenset(_occupied(self.cut(sheet).rows, *key[1:]))
        return self._occupied[key]

    def stored(self, sheet: str, row: int, column: int) -> RawValue:
        """The value of a cell as the file stores it: a date is a number."""
        return self._cells_of(sheet).stored(row, column)

    @cached_property
    def charts(self) -> Mapping[str, CutChart]:
        """Our charts by their parts."""
        return our_charts(self.book)

    def value(self, sheet: str, row: int, column: int) -> RawValue:
        """What the cell shows before anything is filled in."""
        return self._cells_of(sheet).value(row, column)

    @cached_property
    def formula_sheets(self) -> frozenset[str]:
        """The sheets that hold formulas."""
        return frozenset(name for name, part in self.book.sheets.items() if has_formula(self.book.content(part)))

    @cached_property
    def asking_to_recalculate(self) -> Mapping[str, bytes | None]:
        """The workbook part with the request to compute formulas anew, if it does not hold one already."""
        return asked_to_recalculate(self.book)

    def _found(self, table: Table, placed: PlacedTable) -> FoundTable:
        columns = {c.key: at for c in table.columns if not c.fixed and (at := placed.column(c.heading)) is not None}
        cut = self.cut(placed.sheet)
        rows = range(placed.rows.first_row, placed.rows.last_row + 1)
        live = frozenset(columns[column.key] for column in table.columns if column.formula and column.key in columns)
        looks = {column.key: column.look for column in table.columns}
        return FoundTable(
            table=table,
            sheet=placed.sheet,
            rows=rows,
            columns=columns,
            cleared=Cleared(tuple(columns.values()), live),
            texts=tuple((key, cut.width(at), looks[key]) for key, at in columns.items()),
            occupied=self.occupied(placed.sheet, rows, columns.values(), heights=not table.is_input),
            keys=self._keys(table, placed, rows),
            written=self._written(table, placed, rows),
        )

    def _keys(self, table: Table, placed: PlacedTable, rows: range) -> tuple[str, ...]:
        """The keys in the order in which they stand in the file; none if the table has none or has lost them."""
        column = placed.column(table.column(table.row_key).heading) if table.row_key else None
        cells = self._cells_of(placed.sheet)
        return () if column is None else tuple(str(cells.value(row, column)) for row in rows)

    def _written(self, table: Table, placed: PlacedTable, rows: range) -> tuple[Written, ...]:
        """For a table with a column of the user's: of every row its key, its title, and what the user wrote."""
        if table.carried is None:
            return ()
        asked = (table.carried.key, table.carried.title, *table.carried.columns)
        columns = [(placed.column(table.column(key).heading), table.column(key).kind) for key in asked]
        cells = self._cells_of(placed.sheet)
        shown = ([_shown(cells, row, *column) for column in columns] for row in rows)
        return tuple(Written(str(key or ""), str(title or ""), tuple(texts)) for key, title, *texts in shown)

    def _cells_of(self, sheet: str) -> SheetCells:
        if sheet not in self._cells:
            self._cells[sheet] = SheetCells(self.book, sheet)
        return self._cells[sheet]


def _occupied(found: Mapping[int, CutRow], rows: range, columns: tuple[int, ...], heights: bool) -> Iterator[int]:
    for number in found.keys() & set(rows):
        cells = found[number].cells
        if (heights and found[number].height) or any(cells[at].holds for at in columns if at in cells):
            yield number


def _shown(cells: SheetCells, row: int, column: int | None, kind: CellKind) -> Value:
    value = None if column is None else cells.value(row, column, kind)
    return value.text if isinstance(value, ErrorValue) else value
