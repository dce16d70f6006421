"""Fills our named cells and tables of a workbook and copies everything else untouched."""

from collections.abc import Mapping

from liaison_planner.domain.cell import RawValue
from liaison_planner.views import Content, Lines, Value
from liaison_planner.workbook.chart_caches import Place, with_new_copies
from liaison_planner.workbook.cut_sheet import Cleared
from liaison_planner.workbook.edit_sheet import SheetEditor
from liaison_planner.workbook.fill_table import TooManyRowsError, fill_table
from liaison_planner.workbook.heights import row_points
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.packing import Piece, deflated, zipped
from liaison_planner.workbook.recalculate import has_formula, without_calculation_order
from liaison_planner.workbook.schema import fields, grids
from liaison_planner.workbook.schema_model import Field, Grid

__all__ = ["Original", "TooManyRowsError", "fill"]


Cell = tuple[str, int, int]
"""Sheet, row and column."""
_NO_CELLS: Mapping[Cell, Value] = {}


def fill(
    package: bytes | Original, content: Content, *, carrying: bool = True, cells: Mapping[Cell, Value] = _NO_CELLS
) -> bytes:
    """The workbook with this content in it: a template, or a user's own file with all that they added.

    Each cell keeps its format; rows of a table or grid that the content does not give are blank afterwards. Our charts
    carry the new values of the cells that they draw. All other members of the package stay the same byte for byte, in
    the same order; filling twice is filling once. Beside the content single `cells` can be given. Fields, tables and columns that the file lacks are left out:
    `read_inputs` warns of them. An `Original` is taken apart once and can be filled many times. Raises UnreadableError
    if the file is no workbook, KeyError for a name that the schema does not know, TooManyRowsError.
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
    for (sheet, row, column), value in cells.items():
        editors[sheet].set(row, column, value)
    return _packed(original, _changed_parts(editors))


class _Editors:
    """One editor for each sheet that is touched."""

    def __init__(self, original: Original) -> None:
        self.original = original
        self.by_sheet: dict[str, SheetEditor] = {}
        self._visible: dict[tuple[str, int, int], list[int]] = {}

    def __getitem__(self, sheet: str) -> SheetEditor:
        if sheet not in self.by_sheet:
            cut = self.original.cut(sheet)
            self.by_sheet[sheet] = SheetEditor(cut, from_1904=self.original.book.from_1904)
        return self.by_sheet[sheet]

    def is_touched(self, sheet: str) -> bool:
        """Whether cells of this sheet were to be filled."""
        return sheet in self.by_sheet

    def shown(self, place: Place) -> list[RawValue]:
        """The values of these cells, row by row; of several rows only those that are not hidden."""
        (sheet, area), values = place, list[RawValue]()
        columns, one_row = range(area.first_column, area.last_column + 1), area.first_row == area.last_row
        for row in (area.first_row,) if one_row else self._visible_rows(sheet, area.first_row, area.last_row):
            given = self[sheet].given(row)
            values += [given[at] if at in given else self.original.value(sheet, row, at) for at in columns]
        return values

    def _visible_rows(self, sheet: str, first: int, last: int) -> list[int]:
        """Charts draw several columns of one table."""
        block = (sheet, first, last)
        if block not in self._visible:
            self._visible[block] = [row for row in range(first, last + 1) if not self[sheet].is_hidden(row)]
        return self._visible[block]


def _fill_field(editors: _Editors, field: Field, value: Value) -> None:
    place = editors.original.book.names.get(field.name)
    if place is not None:
        sheet, area = place
        live = frozenset((area.first_column,)) if field.formula else frozenset()
        editors[sheet].set_row(area.first_row, {area.first_column: value}, live)
        if field.reveals:
            above, below = field.reveals
            for row in range(area.first_row - above, area.first_row + below + 1):
                editors[sheet].set_hidden(row, hidden=value is None or value == "")


def _fill_grid(editors: _Editors, grid: Grid, lines: Lines) -> None:
    place = editors.original.book.names.get(grid.name)
    if place is None:
        return
    sheet, area = place
    numbers = range(area.first_row, area.last_row + 1)
    if len(lines) > len(numbers):
        raise TooManyRowsError(grid.name, len(numbers), len(lines))
    editor, columns = editors[sheet], tuple(range(area.first_column, area.last_column + 1))
    occupied = editors.original.occupied(sheet, numbers, columns, heights=grid.wrapped_column is not None)
    blank, live = dict.fromkeys(columns), frozenset(columns if grid.formulas else ())
    cleared = Cleared(columns, live)
    for at, row in enumerate(numbers):
        line = lines[at] if at < len(lines) else ()
        if line or row in occupied:
            values = {column: value for column, value in zip(columns, line, strict=False) if value is not None}
            if values:
                editor.set_row(row, blank | values if row in occupied else values, live)
            elif row in occupied:
                editor.clear_row(row, cleared)
            if grid.wrapped_column is not None:
                width = editors.original.cut(sheet).width(columns[grid.wrapped_column])
                editor.set_height(row, _points(line, grid.wrapped_column, width))
        if grid.hides_spare:
            editor.set_hidden(row, hidden=at >= len(lines))


def _points(line: tuple[Value, ...], place: int, width: float) -> float | None:
    text = line[place] if place < len(line) else None
    return row_points([(text, width, "help")], 18) if isinstance(text, str) else None


_Pieces = tuple[bytes | Piece, ...]


def _changed_parts(editors: _Editors) -> Mapping[str, _Pieces]:
    """New contents by member name; none takes the member out of the package."""
    original, by_sheet = editors.original, editors.by_sheet
    changed: dict[str, _Pieces] = {
        original.book.sheets[name]: editor.written() for name, editor in by_sheet.items() if editor.is_touched
    }
    for part, chart in original.charts.items():
        copies = with_new_copies(chart, editors, from_1904=original.book.from_1904)
        changed |= {} if copies is None else {part: (copies,)}
    others: dict[str, bytes | None] = {}
    if any(editor.removes_formula for editor in by_sheet.values()):
        others |= without_calculation_order(original.book)
    parts = (changed.get(original.book.sheets[name]) for name in original.formula_sheets)
    if any(pieces is None or _have_formula(pieces) for pieces in parts):
        others |= original.asking_to_recalculate
    return changed | {part: () if content is None else (content,) for part, content in others.items()}


def _have_formula(pieces: _Pieces) -> bool:
    return any(has_formula(piece.content if isinstance(piece, Piece) else piece) for piece in pieces)


def _packed(original: Original, changed: Mapping[str, _Pieces]) -> bytes:
    """The package with these changes; times stand still, so that the same content gives the same bytes."""
    members, before = [], original.book.package.parts
    for member in original.members:
        pieces = changed.get(member.info.filename)
        if pieces is None or (pieces and _are(pieces, before[member.info.filename])):
            members.append(member)
        elif pieces:
            members.append(deflated(member.info, *pieces))
    return zipped(members)


def _are(pieces: _Pieces, content: bytes) -> bool:
    contents = [piece.content if isinstance(piece, Piece) else piece for piece in pieces]
    return sum(map(len, contents)) == len(content) and b"".join(contents) == content
