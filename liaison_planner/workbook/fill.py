"""Fills our named cells and tables of a workbook and copies everything else untouched."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from liaison_planner.views import Content, Lines, Value
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.edit_sheet import SheetEditor
from liaison_planner.workbook.fill_table import TooManyRowsError, fill_table
from liaison_planner.workbook.heights import row_points
from liaison_planner.workbook.package import Package, open_package
from liaison_planner.workbook.recalculate import asking_to_recalculate, without_calculation_order
from liaison_planner.workbook.schema import fields, grids, tables
from liaison_planner.workbook.schema_model import Field, Grid

__all__ = ["TooManyRowsError", "fill"]


def fill(package_bytes: bytes, content: Content) -> bytes:
    """The workbook with this content in it: a template, or a user's own file with all that they added.

    Each cell keeps its format; rows of a table or grid that the content does not give are blank afterwards. Members of
    the package that hold none of our cells stay the same byte for byte, in the same order; filling twice is filling
    once. Fields, tables and columns that the file lacks are left out: `read_inputs` warns of them. Raises
    UnreadableError if the file is no workbook, KeyError for a name that the schema does not know, TooManyRowsError.
    """
    book = Book(open_package(package_bytes))
    editors = _Editors(book)
    for name, value in content.fields.items():
        _fill_field(book, editors, fields()[name], value)
    for name, lines in content.grids.items():
        _fill_grid(book, editors, grids()[name], lines)
    for name, rows in content.tables.items():
        table, placed = tables()[name], book.tables.get(name.casefold())
        if placed is not None:
            fill_table(book, editors[placed.sheet], table, placed, rows)
    return _packed(book.package, _changed_parts(book, editors))


class _Editors:
    """One editor for each sheet that is touched."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.by_sheet: dict[str, SheetEditor] = {}

    def __getitem__(self, sheet: str) -> SheetEditor:
        if sheet not in self.by_sheet:
            part = self._book.content(self._book.sheets[sheet])
            self.by_sheet[sheet] = SheetEditor(part, from_1904=self._book.from_1904)
        return self.by_sheet[sheet]


def _fill_field(book: Book, editors: _Editors, field: Field, value: Value) -> None:
    if field.name in book.names:
        sheet, area = book.names[field.name]
        put = editors[sheet].set_result if field.formula else editors[sheet].set
        put(area.first_row, area.first_column, value)


def _fill_grid(book: Book, editors: _Editors, grid: Grid, lines: Lines) -> None:
    if grid.name not in book.names:
        return
    sheet, area = book.names[grid.name]
    numbers = range(area.first_row, area.last_row + 1)
    if len(lines) > len(numbers):
        raise TooManyRowsError(grid.name, len(numbers), len(lines))
    editor = editors[sheet]
    put = editor.set_result if grid.formulas else editor.set
    for at, row in enumerate(numbers):
        line = lines[at] if at < len(lines) else ()
        for place, column in enumerate(range(area.first_column, area.last_column + 1)):
            put(row, column, line[place] if place < len(line) else None)
        if grid.wrapped_column is not None:
            editor.set_height(
                row, _points(line, grid.wrapped_column, editor.width(area.first_column + grid.wrapped_column))
            )
        if grid.hides_spare:
            editor.set_hidden(row, at >= len(lines))


def _points(line: tuple[Value, ...], place: int, width: float) -> float | None:
    text = line[place] if len(line) > place else None
    return row_points([(text, width, "help")], 18) if isinstance(text, str) else None


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
