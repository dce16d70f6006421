"""Fills the rows of one table: by position, or by key where the rows stand there from the start."""

from collections.abc import Sequence

from liaison_planner.domain.issue import Place, error
from liaison_planner.views import Row
from liaison_planner.workbook.carry import Written, carry_over
from liaison_planner.workbook.edit_sheet import SheetEditor
from liaison_planner.workbook.heights import row_points
from liaison_planner.workbook.original import FoundTable
from liaison_planner.workbook.schema import drawn_tables
from liaison_planner.workbook.schema_model import Carried

_ROW_POINTS = 22.0


class TooManyRowsError(Exception):
    """A table or grid of the workbook has fewer rows than its content; the schema's capacities make this our bug."""

    def __init__(self, name: str, room: int, rows: int) -> None:
        self.name = name
        super().__init__(f"{name} has room for {room} rows, not for {rows}")
        what = f"The workbook has too few rows: {self}."
        self.issue = error("too_many_rows", Place(), what, "Give fewer entries, or start from a clean copy.")


def fill_table(editor: SheetEditor, found: FoundTable, rows: Sequence[Row], *, carrying: bool = True) -> None:
    """The table shows these rows and no others; columns that the file lacks or that never change are passed over.

    Rows of results get a height that shows all their text; what the user wrote beside a row moves with it, unless the rows
    bring it themselves (not `carrying`).
    """
    table = found.table
    if table.carried and carrying:
        rows = carry_over(table.carried, found.written, rows)
    if table.row_key:
        rows = _in_order_of_keys(found, rows)
    if len(rows) > len(found.rows):
        raise TooManyRowsError(table.name, len(found.rows), len(rows))
    shown = max(len(rows), table.name in drawn_tables())
    for at, number in enumerate(found.rows):
        row = rows[at] if at < len(rows) else {}
        if row or number in found.occupied:
            _fill_row(editor, found, at, row)
        if table.hides_spare:
            editor.set_hidden(number, hidden=at >= shown)


def _fill_row(editor: SheetEditor, found: FoundTable, at: int, row: Row) -> None:
    table, number = found.table, found.rows[at]
    if row or table.carried:
        stays = _unchanged(table.carried, found.written[at], row) if table.carried else ()
        values = {column: row.get(key) for key, column in found.columns.items() if key not in stays}
        editor.set_row(number, values, found.cleared.live)
    else:
        editor.clear_row(number, found.cleared)
    if not table.is_input and not table.row_key:
        editor.set_height(number, _points(found, row))


def _unchanged(carried: Carried, old: Written, row: Row) -> frozenset[str]:
    """The user's cells that stay where they are: they are not touched, so that formats inside their texts stay too."""
    return frozenset(key for key, text in zip(carried.columns, old.texts, strict=True) if text == row.get(key))


def _points(found: FoundTable, row: Row) -> float | None:
    """The height for the texts of the row; None, the ordinary height, if it has none."""
    texts = [(text, width, look) for key, width, look in found.texts if isinstance(text := row.get(key), str)]
    return row_points(texts, _ROW_POINTS) if texts else None


def _in_order_of_keys(found: FoundTable, rows: Sequence[Row]) -> list[Row]:
    """The rows in the order in which their keys stand in the file; KeyError for a key that is not there."""
    by_key = {str(row[found.table.row_key]): row for row in rows}
    if missing := by_key.keys() - set(found.keys):
        raise KeyError(f"{found.table.name} has no row for {sorted(missing)}")
    return [by_key.get(key, {}) for key in found.keys]
