"""Fills our named cells and tables of a workbook and copies everything else untouched."""

from collections.abc import Mapping

from liaison_planner.views import Content, Lines, Value
from liaison_planner.workbook.edit_sheet import SheetEditor
from liaison_planner.workbook.fill_table import TooManyRowsError, fill_table
from liaison_planner.workbook.heights import row_points
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.packing import deflated, zipped
from liaison_planner.workbook.recalculate import has_formula, without_calculation_order
from liaison_planner.workbook.schema import fields, grids
from liaison_planner.workbook.schema_model import Field, Grid

__all__ = ["Original", "TooManyRowsError", "fill"]


def fill(package: bytes | Original, content: Content, *, carrying: bool = True) -> bytes:
    """The workbook with this content in it: a template, or a user's own file with all that they added.

    Each cell keeps its format; rows of a table or grid that the content does not give are blank afterwards. Members of
    the package that hold none of our cells stay the same byte for byte, in the same order; filling twice is filling
    once. Fields, tables and columns that the file lacks are left out: `read_inputs` warns of them. An `Original` is
    taken apart once and can be filled many times. Raises UnreadableError if the file is no workbook, KeyError for a
    name that the schema does not know, TooManyRowsError.
    """
    original = Original(package) if isinstance(package, bytes) else package
    editors = _Editors(original)
    for name, value in content.fields.items():
        _fill_field(editors, fields()[name], value)
    for name, lines in content.grids.items():
        _fill_grid(editors, grids()[name], lines)
    for name, rows in content.tables.items():
        found = original.table(name)
        if found is not None:
            fill_table(editors[found.sheet], found, rows, carrying=carrying)
    return _packed(original, _changed_parts(editors))


class _Editors:
    """One editor for each sheet that is touched."""

    def __init__(self, original: Original) -> None:
        self.original = original
        self.by_sheet: dict[str, SheetEditor] = {}

    def __getitem__(self, sheet: str) -> SheetEditor:
        if sheet not in self.by_sheet:
            cut = self.original.cut(sheet)
            self.by_sheet[sheet] = SheetEditor(cut, from_1904=self.original.book.from_1904)
        return self.by_sheet[sheet]


def _fill_field(editors: _Editors, field: Field, value: Value) -> None:
    place = editors.original.book.names.get(field.name)
    if place is not None:
        sheet, area = place
        live = frozenset((area.first_column,)) if field.formula else frozenset()
        editors[sheet].set_row(area.first_row, {area.first_column: value}, live)


def _fill_grid(editors: _Editors, grid: Grid, lines: Lines) -> None:
    place = editors.original.book.names.get(grid.name)
    if place is None:
        return
    sheet, area = place
    numbers = range(area.first_row, area.last_row + 1)
    if len(lines) > len(numbers):
        raise TooManyRowsError(grid.name, len(numbers), len(lines))
    editor, columns = editors[sheet], range(area.first_column, area.last_column + 1)
    occupied = editors.original.occupied(sheet, numbers, columns, heights=grid.wrapped_column is not None)
    blank, live = dict.fromkeys(columns), frozenset(columns) if grid.formulas else frozenset()
    for at, row in enumerate(numbers):
        line = lines[at] if at < len(lines) else ()
        if line or row in occupied:
            values = {column: value for column, value in zip(columns, line, strict=False) if value is not None}
            editor.set_row(row, blank | values if row in occupied else values, live)
            if grid.wrapped_column is not None:
                width = editors.original.cut(sheet).width(columns[grid.wrapped_column])
                editor.set_height(row, _points(line, grid.wrapped_column, width))
        if grid.hides_spare:
            editor.set_hidden(row, hidden=at >= len(lines))


def _points(line: tuple[Value, ...], place: int, width: float) -> float | None:
    text = line[place] if place < len(line) else None
    return row_points([(text, width, "help")], 18) if isinstance(text, str) else None


def _changed_parts(editors: _Editors) -> Mapping[str, bytes | None]:
    """New contents by member name; None takes the member out of the package."""
    original, by_sheet = editors.original, editors.by_sheet
    changed: dict[str, bytes | None] = {original.book.sheets[name]: by_sheet[name].written() for name in by_sheet}
    if any(editor.removes_formula for editor in by_sheet.values()):
        changed |= without_calculation_order(original.book)
    parts = (changed.get(original.book.sheets[name]) for name in original.formula_sheets)
    if any(part is None or has_formula(part) for part in parts):
        changed |= original.asking_to_recalculate
    return changed


def _packed(original: Original, changed: Mapping[str, bytes | None]) -> bytes:
    """The package with these changes; times stand still, so that the same content gives the same bytes."""
    members = []
    for member in original.members:
        content = changed.get(member.info.filename, b"")
        if content:
            members.append(deflated(member.info, content))
        elif content is not None:
            members.append(member)
    return zipped(members)
