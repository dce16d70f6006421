"""Fills the rows of one table: by position, or by key where the rows stand there from the start."""

from collections.abc import Mapping, Sequence

from liaison_planner.domain.issue import Place, error
from liaison_planner.views import Row, Value
from liaison_planner.workbook.book import Book, PlacedTable
from liaison_planner.workbook.carry import Written, carry_over
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.edit_sheet import SheetEditor
from liaison_planner.workbook.heights import row_points
from liaison_planner.workbook.schema_model import Carried, Table

_ROW_POINTS = 22.0


class TooManyRowsError(Exception):
    """A table or grid of the workbook has fewer rows than its content; the schema's capacities make this our bug."""

    def __init__(self, name: str, room: int, rows: int) -> None:
        super().__init__(f"{name} has room for {room} rows, not for {rows}")
        what = f"The workbook has too few rows: {self}."
        self.issue = error("too_many_rows", Place(), what, "Give fewer entries, or start from a clean copy.")


def fill_table(book: Book, editor: SheetEditor, table: Table, placed: PlacedTable, rows: Sequence[Row]) -> None:
    """The table shows these rows and no others; columns that the file lacks or that never change are passed over.

    Rows of results get a height that shows all their text; what the user wrote beside a row moves with it.
    """
    before = _written(book, table.carried, table, placed) if table.carried else []
    if table.carried:
        rows = carry_over(table.carried, before, rows)
    if table.row_key:
        rows = _in_order_of_keys(book, table, placed, rows)
    numbers = range(placed.rows.first_row, placed.rows.last_row + 1)
    if len(rows) > len(numbers):
        raise TooManyRowsError(table.name, len(numbers), len(rows))
    columns, live = _columns(table, placed), {column.key for column in table.columns if column.formula}
    for at, number in enumerate(numbers):
        row = rows[at] if at < len(rows) else {}
        stays = _unchanged(table.carried, before[at], row) if table.carried else frozenset()
        for key, column in columns.items():
            if key in live:
                editor.set_result(number, column, row.get(key))
            elif key not in stays:
                editor.set(number, column, row.get(key))
        if not table.is_input and not table.row_key:
            editor.set_height(number, _points(editor, table, columns, row))
        if table.hides_spare:
            editor.set_hidden(number, at >= len(rows))


def _unchanged(carried: Carried, old: Written, row: Row) -> frozenset[str]:
    """The user's cells that stay where they are: they are not touched, so that their formats stay too."""
    return frozenset(key for key, text in zip(carried.columns, old.texts, strict=True) if text == row.get(key))


def _columns(table: Table, placed: PlacedTable) -> dict[str, int]:
    """Where the columns stand that are filled, by their keys."""
    found = {column.key: placed.column(column.heading) for column in table.columns if not column.fixed}
    return {key: column for key, column in found.items() if column is not None}


def _points(editor: SheetEditor, table: Table, columns: Mapping[str, int], row: Row) -> float | None:
    """The height for the texts of the row; None, the ordinary height, if it has none."""
    texts = [
        (text, editor.width(columns[column.key]), column.look)
        for column in table.columns
        if column.key in columns and isinstance(text := row.get(column.key), str)
    ]
    return row_points(texts, _ROW_POINTS) if texts else None


def _written(book: Book, carried: Carried, table: Table, placed: PlacedTable) -> list[Written]:
    """Every row of the table as it stands: its key, its title, and what the user wrote."""
    keys = (carried.key, carried.title, *carried.columns)
    columns = [placed.column(table.column(key).heading) for key in keys]
    cells = SheetCells(book, placed.sheet)
    found = []
    for row in range(placed.rows.first_row, placed.rows.last_row + 1):
        key, title, *texts = (_shown(cells, row, column) for column in columns)
        found.append(Written(str(key or ""), str(title or ""), tuple(texts)))
    return found


def _shown(cells: SheetCells, row: int, column: int | None) -> Value:
    value = None if column is None else cells.value(row, column)
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _in_order_of_keys(book: Book, table: Table, placed: PlacedTable, rows: Sequence[Row]) -> list[Row]:
    """The rows in the order in which their keys stand in the file; KeyError for a key that is not there."""
    column = placed.column(table.column(table.row_key).heading)
    cells = SheetCells(book, placed.sheet)
    numbers = range(placed.rows.first_row, placed.rows.last_row + 1)
    keys = ["" if column is None else str(cells.value(row, column)) for row in numbers]
    by_key = {str(row[table.row_key]): row for row in rows}
    if missing := by_key.keys() - set(keys):
        raise KeyError(f"{table.name} has no row for {sorted(missing)}")
    return [by_key.get(key, {}) for key in keys]
