"""Everything that people fill in, as it stands in a workbook, and where each piece of it stands."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from liaison_planner.domain.cell import NOT_CALCULATED, ErrorValue, RawValue
from liaison_planner.domain.issue import Place
from liaison_planner.merging import Shape, TableShape
from liaison_planner.views import Content, Row, Value
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.schema import fields, tables
from liaison_planner.workbook.schema_inputs import INPUT_SHEETS
from liaison_planner.workbook.schema_model import CellKind, Table


@cache
def shapes() -> Mapping[str, TableShape]:
    """For each table that people fill in, or write beside, how its rows are told apart; the columns are theirs."""
    asked = (table for table in tables().values() if table.is_input or table.carried)
    return {table.name: _shape(table) for table in asked}


def _shape(table: Table) -> TableShape:
    if table.carried:
        carried = table.carried
        return TableShape(Shape.STANDING, (carried.key,), carried.columns, one_answer=carried.one_answer)
    own = tuple(column.key for column in table.columns if column.reads_as and not column.fixed)
    if table.row_key:
        return TableShape(Shape.STANDING, (table.row_key,), own)
    if not table.known_by:
        return TableShape(Shape.RANKED, (), own)
    typed = any(table.column(key).kind is not CellKind.CHOICE for key in table.known_by)
    return TableShape(Shape.LISTED, table.known_by, own, renames=typed)


@cache
def typed_fields() -> tuple[str, ...]:
    """The single cells that people fill in: answers, and settings beside them."""
    return tuple(field.name for sheet in INPUT_SHEETS for field in sheet.fields if field.allowed)


def answers_in(original: Original) -> Content:
    """Every answer and every word of the user's; rows stand at their places, down to the last that holds anything.

    Spreadsheet errors are the texts that they show.
    """
    return _Answers(original).all()


def uncalculated_in(original: Original) -> tuple[Place, ...]:
    """The cells of the user's with a formula that no program has computed: nobody knows yet what they answer."""
    found = _Answers(original)
    found.all()
    return tuple(found.uncalculated)


def place_of(original: Original, name: str, row: int | None = None, column: str = "") -> Place:
    """Where a field stands, or a cell of a table, its row counted from 0; the first cell of a row, or of the table."""
    if name in fields():
        found = original.book.names.get(name)
        return Place() if found is None else Place(sheet=found[0], cell=cell_name(*found[1][:2]))
    placed = original.book.tables.get(name.casefold())
    if placed is None:
        return Place()
    headings = [tables()[name].column(key).heading for key in (column, *shapes()[name].columns) if key]
    at = next((at for heading in headings if (at := placed.column(heading)) is not None), placed.rows.first_column)
    return Place(sheet=placed.sheet, cell=cell_name(placed.rows.first_row + (row or 0), at))


class _Answers:
    """The values of a workbook, each sheet read once."""

    def __init__(self, original: Original) -> None:
        self._book = original.book
        self._sheets: dict[str, SheetCells] = {}
        self.uncalculated: list[Place] = []

    def all(self) -> Content:
        single = {name: self.field(name) for name in typed_fields() if name in self._book.names}
        return Content(single, {name: self.rows(name, shape) for name, shape in shapes().items()})

    def field(self, name: str) -> Value:
        sheet, area = self._book.names[name]
        return self._value(sheet, area.first_row, area.first_column, fields()[name].kind)

    def rows(self, name: str, shape: TableShape) -> tuple[Row, ...]:
        table, placed = tables()[name], self._book.tables.get(name.casefold())
        if placed is None:
            return ()
        keys = dict.fromkeys((*shape.key, *shape.columns))
        asked = [(table.column(key), placed.column(table.column(key).heading)) for key in keys]
        rows: list[Row] = [
            {each.key: self._value(placed.sheet, row, at, each.kind) for each, at in asked if at is not None}
            for row in range(placed.rows.first_row, placed.rows.last_row + 1)
        ]
        while rows and all(value is None for value in rows[-1].values()):
            rows.pop()
        return tuple(rows)

    def _value(self, sheet: str, row: int, column: int, kind: CellKind) -> Value:
        if sheet not in self._sheets:
            self._sheets[sheet] = SheetCells(self._book, sheet)
        value = self._sheets[sheet].value(row, column, kind)
        if value == NOT_CALCULATED:
            self.uncalculated.append(Place(sheet=sheet, cell=cell_name(row, column)))
        return _plain(value, kind)


def _plain(value: RawValue, kind: CellKind) -> Value:
    """A value that can be written; a day where none belongs stays readable as one."""
    if isinstance(value, ErrorValue):
        return value.text
    if isinstance(value, date) and kind is not CellKind.DATE:
        return value.isoformat()
    return str(value).upper() if isinstance(value, bool) else value
