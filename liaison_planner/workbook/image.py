"""Our cells of a workbook as plain values, so that a file and a workbook that is open in Excel can be compared.

An open workbook is planned for by way of a file: its values are poured into a template, the services work on that, and
what has changed is written back. So a click and the command line cannot differ.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from liaison_planner.domain.cell import ErrorValue, RawValue
from liaison_planner.views import Content, Row, Value
from liaison_planner.workbook.book import Book, PlacedTable
from liaison_planner.workbook.cells import SheetCells, located_rows
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.package import open_package, parse
from liaison_planner.workbook.references import Area
from liaison_planner.workbook.schema import fields, grids, tables
from liaison_planner.workbook.schema_model import CellKind, Column, Field, Grid, Table

ValueAt = Callable[[str, int, int, CellKind], RawValue]
"""What a cell holds: sheet, row, column and kind are given."""


@dataclass(frozen=True)
class Places:
    """Where our names and tables are in one workbook; names in lower case, rows and columns count from 1."""

    names: Mapping[str, tuple[str, Area]]
    tables: Mapping[str, PlacedTable]


@dataclass(frozen=True)
class Image:
    """The values of our cells by the names of the schema; parts that the workbook lacks are left out."""

    fields: Mapping[str, RawValue] = field(default_factory=dict)
    grids: Mapping[str, tuple[tuple[RawValue, ...], ...]] = field(default_factory=dict)
    tables: Mapping[str, tuple[Mapping[str, RawValue], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class RowLook:
    """How high a row is in points, None for the ordinary height, and whether it is hidden."""

    height: float | None = None
    hidden: bool = False


def seen_columns(table: Table) -> tuple[Column, ...]:
    """The columns whose values come and go: not fixed, unless they hold the keys."""
    return tuple(column for column in table.columns if not column.fixed or column.key == table.row_key)


def written_columns(table: Table) -> tuple[Column, ...]:
    """Those of them that the sheet does not compute itself."""
    return tuple(column for column in seen_columns(table) if not column.formula)


def written_fields() -> tuple[Field, ...]:
    """The single cells whose values come and go and are not computed in the sheet."""
    return tuple(each for each in fields().values() if not each.formula)


def image(places: Places, value: ValueAt) -> Image:
    """The values of all our cells, wherever they stand."""
    single = {
        each.name: value(place[0], place[1].first_row, place[1].first_column, each.kind)
        for each in fields().values()
        if (place := places.names.get(each.name))
    }
    blocks = {name: tuple(_lines(*place, value)) for name in grids() if (place := places.names.get(name))}
    rows = {
        name: tuple(_rows(table, placed, value))
        for name, table in tables().items()
        if table.is_filled and (placed := places.tables.get(name.casefold()))
    }
    return Image(single, blocks, rows)


def _lines(sheet: str, area: Area, value: ValueAt) -> Iterator[tuple[RawValue, ...]]:
    for row in range(area.first_row, area.last_row + 1):
        columns = range(area.first_column, area.last_column + 1)
        yield tuple(value(sheet, row, column, CellKind.TEXT) for column in columns)


def _rows(table: Table, placed: PlacedTable, value: ValueAt) -> Iterator[Mapping[str, RawValue]]:
    asked = [(each, at) for each in seen_columns(table) if (at := placed.column(each.heading)) is not None]
    for row in range(placed.rows.first_row, placed.rows.last_row + 1):
        yield {each.key: value(placed.sheet, row, at, each.kind) for each, at in asked}


class FileImage:
    """The image of a workbook file, with the looks of its rows."""

    def __init__(self, package: bytes) -> None:
        """UnreadableError if it is none of ours."""
        self._book = Book(open_package(package))
        self._cells: dict[str, SheetCells] = {}
        self._looks: dict[str, dict[int, RowLook]] = {}
        self.places = Places(self._book.names, self._book.tables)
        self.image = image(self.places, self._value)

    def look(self, sheet: str, row: int) -> RowLook:
        """How a row is shown."""
        if sheet not in self._looks:
            root = parse(self._book.parted(sheet).ours)
            self._looks[sheet] = {number: _look(each) for number, each in located_rows(root)}
        return self._looks[sheet].get(row, RowLook())

    def _value(self, sheet: str, row: int, column: int, kind: CellKind) -> RawValue:
        if sheet not in self._cells:
            self._cells[sheet] = SheetCells(self._book, sheet)
        return self._cells[sheet].value(row, column, kind)


def _look(row: etree._Element) -> RowLook:
    height = row.get("ht")
    return RowLook(None if height is None else float(height), row.get("hidden") in ("1", "true"))


def poured(template: bytes, source: Image) -> bytes:
    """The template with these values in it; formulas stay and are said to have the values that they have in the source.

    Rows of keyed tables whose keys the template lacks are left out. Raises TooManyRowsError if a table has more rows
    with content than the template has rows.
    """
    blank = FileImage(template).image
    single = {each.name: _plain(source.fields[each.name], each.kind) for each in _known_fields(source)}
    blocks = {name: _known_lines(grids()[name], lines) for name, lines in source.grids.items()}
    rows = {name: _known_rows(tables()[name], found, blank.tables[name]) for name, found in source.tables.items()}
    return fill(template, Content(single, rows, blocks))


def _known_fields(source: Image) -> Iterator[Field]:
    return (each for each in fields().values() if each.name in source.fields)


def _known_lines(grid: Grid, found: tuple[tuple[RawValue, ...], ...]) -> tuple[tuple[Value, ...], ...]:
    """Where spare rows are hidden, blank lines at the end are spare."""
    lines = [tuple(_plain(one) for one in line) for line in found]
    while grid.hides_spare and lines and all(value in (None, "") for value in lines[-1]):
        lines.pop()
    return tuple(lines)


def _known_rows(
    table: Table, found: tuple[Mapping[str, RawValue], ...], blank: tuple[Mapping[str, RawValue], ...]
) -> tuple[Row, ...]:
    kinds = {column.key: column.kind for column in table.columns}
    rows = [{key: _plain(value, kinds[key]) for key, value in row.items()} for row in found]
    if table.row_key:
        keys = {str(row[table.row_key]) for row in blank}
        return tuple(row for row in rows if str(row.get(table.row_key)) in keys)
    written = [column.key for column in written_columns(table)]
    while rows and all(rows[-1].get(key) is None for key in written):  # a formula is in every row
        rows.pop()
    return tuple(rows)


def _plain(value: RawValue, kind: CellKind | None = None) -> Value:
    """A value that can be written; a day where none belongs stays readable as one."""
    if isinstance(value, ErrorValue):
        return value.text
    if isinstance(value, date) and kind not in (CellKind.DATE, None):
        return value.isoformat()
    return value
