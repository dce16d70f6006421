"""Fills our named cells and tables of a workbook and copies everything else untouched."""

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from liaison_planner.views import Content, Lines, Row, Value
from liaison_planner.workbook.book import Book, PlacedTable
from liaison_planner.workbook.carry import Written, carry_over
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.edit_sheet import SheetEditor
from liaison_planner.workbook.package import Package, open_package
from liaison_planner.workbook.recalculate import asking_to_recalculate, without_calculation_order
from liaison_planner.workbook.references import Area
from liaison_planner.workbook.schema import fields, grids, tables
from liaison_planner.workbook.schema_model import Carried, Column, Table


class TooManyRowsError(Exception):
    """A table or grid of the workbook has fewer rows than its content; the schema's capacities make this our bug."""


def fill(package_bytes: bytes, content: Content) -> bytes:
    """The workbook with this content in it: a template, or a user's own file with all that they added.

    Each cell keeps its format; rows of a table or grid that the content does not give are blank afterwards. Members of
    the package that hold none of our cells stay the same byte for byte, in the same order; filling twice is filling
    once. Fields, tables and columns that the file lacks are left out: `read_inputs` warns of them. Raises
    UnreadableError if the file is no workbook, KeyError for a name that the schema does not know.
    """
    book = Book(open_package(package_bytes))
    editors = _Editors(book)
    for name, value in content.fields.items():
        _fill_field(book, editors, fields()[name].name, value)
    for name, lines in content.grids.items():
        _fill_grid(book, editors, grids()[name].name, lines)
    for name, rows in content.tables.items():
        _fill_table(book, editors, tables()[name], rows)
    return _packed(book.package, _changed_parts(book, editors))


class _Editors:
    """One editor for each sheet that is touched."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.by_sheet: dict[str, SheetEditor] = {}

    def __getitem__(self, sheet: str) -> SheetEditor:
        if sheet not in self.by_sheet:
            part = self._book.package.parts[self._book.sheets[sheet]]
            self.by_sheet[sheet] = SheetEditor(part, from_1904=self._book.from_1904)
        return self.by_sheet[sheet]


def _fill_field(book: Book, editors: _Editors, name: str, value: Value) -> None:
    if name in book.names:
        sheet, area = book.names[name]
        editors[sheet].set(area.first_row, area.first_column, value)


def _fill_grid(book: Book, editors: _Editors, name: str, lines: Lines) -> None:
    if name not in book.names:
        return
    sheet, area = book.names[name]
    _check_room(name, area, len(lines))
    for row in range(area.first_row, area.last_row + 1):
        at = row - area.first_row
        line = lines[at] if at < len(lines) else ()
        for column in range(area.first_column, area.last_column + 1):
            place = column - area.first_column
            editors[sheet].set(row, column, line[place] if place < len(line) else None)


def _fill_table(book: Book, editors: _Editors, table: Table, rows: Sequence[Row]) -> None:
    placed = book.tables.get(table.name.casefold())
    if placed is None:
        return
    before = _written(book, table, table.carried, placed) if table.carried else []
    if table.carried is not None:
        rows = carry_over(table.carried, before, rows)
    if table.row_key:
        rows = _in_order_of_keys(book, table, placed, rows)
    _check_room(table.name, placed.rows, len(rows))
    for at, row_number in enumerate(range(placed.rows.first_row, placed.rows.last_row + 1)):
        row = rows[at] if at < len(rows) else {}
        stands = {table.carried.column: before[at].text} if table.carried else {}
        _fill_row(editors[placed.sheet], table, placed, row_number, {key: row.get(key) for key in row} | _same(row, stands))


def _written(book: Book, table: Table, carried: Carried, placed: PlacedTable) -> list[Written]:
    """Every row of the table as it stands, down to the last one in which the user wrote."""
    columns = [placed.column(table.column(key).heading) for key in (carried.key, carried.title, carried.column)]
    cells = SheetCells(book, placed.sheet)
    found = []
    for row in range(placed.rows.first_row, placed.rows.last_row + 1):
        key, title, text = (_shown(cells, row, column) for column in columns)
        found.append(Written(str(key or ""), str(title or ""), text))
    return found


def _shown(cells: SheetCells, row: int, column: int | None) -> Value:
    value = None if column is None else cells.value(row, column)
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _in_order_of_keys(book: Book, table: Table, placed: PlacedTable, rows: Sequence[Row]) -> list[Row]:
    """The rows in the order in which their keys stand in the file; KeyError for a key that is not there."""
    column = placed.column(table.column(table.row_key).heading)
    cells = SheetCells(book, placed.sheet)
    numbers = range(placed.rows.first_row, placed.rows.last_row + 1)
    keys = [None if column is None else str(cells.value(row, column)) for row in numbers]
    by_key = {str(row[table.row_key]): row for row in rows}
    if missing := by_key.keys() - set(keys):
        raise KeyError(f"{table.name} has no row for {sorted(missing)}")
    return [by_key.get(key or "", {}) for key in keys]


def _check_room(name: str, area: Area, rows: int) -> None:
    room = area.last_row - area.first_row + 1
    if rows > room:
        raise TooManyRowsError(f"{name} has room for {room} rows, not for {rows}")


def _changed_parts(book: Book, editors: _Editors) -> dict[str, bytes | None]:
    """New contents by member name; None takes the member out of the package."""
    changed: dict[str, bytes | None] = {}
    for sheet, editor in editors.by_sheet.items():
        changed[book.sheets[sheet]] = editor.written()
    if any(editor.removed_formula for editor in editors.by_sheet.values()):
        changed |= without_calculation_order(book)
    return changed | asking_to_recalculate(book, changed)


def _packed(package: Package, changed: Mapping[str, bytes | None]) -> bytes:
    """The package with these changes; times stand still, so that the same content gives the same bytes."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for member in package.members:
            content = changed.get(member.filename, package.parts[member.filename])
            if content is not None:
                copy = ZipInfo(member.filename, member.date_time)
                copy.external_attr, copy.create_system = member.external_attr, member.create_system
                archive.writestr(copy, content, member.compress_type)
    return buffer.getvalue()
