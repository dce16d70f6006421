"""Changes values in one worksheet's XML; formats, formulas elsewhere and everything else stay as they are."""

from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite

from liaison_planner.views import Value
from liaison_planner.workbook.cut_sheet import NOTHING_CLEARED, Cleared, CutCell, CutRow, CutSheet
from liaison_planner.workbook.dates import number_of
from liaison_planner.workbook.packing import Piece
from liaison_planner.workbook.text import as_content

_NOT_GIVEN: Mapping[int, Value] = {}
_BLANKS = " \t\n\r"


class SheetEditor:
    """New values for the cells of a sheet, which itself stays as it is; rows and columns count from 1."""

    def __init__(self, sheet: CutSheet, *, from_1904: bool) -> None:
        self._sheet = sheet
        self._from_1904 = from_1904
        self._values: dict[int, dict[int, Value]] = {}
        self._live: dict[int, frozenset[int]] = {}
        self._cleared: dict[int, Cleared] = {}
        self._heights: dict[int, str] = {}
        self._hidden: dict[int, bool] = {}
        self._freed: dict[int, list[int]] = {}

    def set(self, row: int, column: int, value: Value) -> None:
        """Gives the cell this value, None or "" for none; its format stays. Text never becomes a formula."""
        self.set_row(row, {column: value})

    def set_row(self, row: int, values: Mapping[int, Value], live: frozenset[int] = frozenset()) -> None:
        """The same for several cells of a row; those in `live` keep their formulas, whose value this is just now."""
        if row in self._cleared:
            columns, before = self._cleared.pop(row)
            self._values[row], live = dict.fromkeys(columns), live | before
        self._values.setdefault(row, {}).update(values)
        if live:
            self._live[row] = self._live.get(row, live) | live

    def clear_row(self, row: int, cleared: Cleared) -> None:
        """The same with no value for any of these cells; how that is written is kept for the next person."""
        there = self._cleared.get(row)
        if row in self._values:
            self.set_row(row, dict.fromkeys(cleared.columns), cleared.live)
        elif there is None:
            self._cleared[row] = cleared
        else:
            self._cleared[row] = Cleared(there.columns + cleared.columns, there.live | cleared.live)

    def set_height(self, row: int, points: float | None) -> None:
        """Gives the row this height, None for the ordinary one."""
        self._heights[row] = "" if points is None else f' ht="{points:g}" customHeight="1"'

    def set_hidden(self, row: int, *, hidden: bool) -> None:
        """Hides the row or shows it; most rows to be hidden are so already."""
        there = self._sheet.rows.get(row)
        if hidden != (there is not None and there.hidden):
            self._hidden[row] = hidden
        else:
            self._hidden.pop(row, None)

    def given(self, row: int) -> Mapping[int, Value]:
        """The cells of a row that get a value or lose theirs."""
        cleared = self._cleared.get(row)
        return dict.fromkeys(cleared.columns) if cleared else self._values.get(row, _NOT_GIVEN)

    def is_hidden(self, row: int) -> bool:
        """Whether the row will be hidden."""
        there = self._sheet.rows.get(row)
        return self._hidden.get(row, there is not None and there.hidden)

    @property
    def is_touched(self) -> bool:
        """Whether anything was asked for."""
        return any((self._values, self._cleared, self._heights, self._hidden))

    @property
    def removes_formula(self) -> bool:
        """Whether one of the new values stands where a formula was."""
        return any(True for _ in self._overwritten())

    def written(self) -> tuple[Piece, bytes, Piece]:
        """The part with all changes. ValueError if a value is a number that no cell can hold."""
        self._dissolve_shared_formulas()
        rows = (
            self._values.keys() | self._cleared.keys() | self._heights.keys() | self._hidden.keys() | self._freed.keys()
        )
        return self._sheet.with_rows({row: self._row(row) for row in rows})

    def _overwritten(self) -> Iterator[tuple[tuple[int, int], CutCell]]:
        """The formulas in whose place something else is to stand."""
        for row, columns in self._sheet.formulas.items():
            cleared = self._cleared.get(row, NOTHING_CLEARED)
            live = self._live.get(row, cleared.live)
            if not columns <= live:
                gone = columns.intersection(self._values.get(row, cleared.columns)) - live
                yield from (((row, column), self._sheet.rows[row].cells[column]) for column in gone)

    def _dissolve_shared_formulas(self) -> None:
        """The cells that repeat a formula keep their values when the cell that holds the formula is overwritten."""
        gone = {cell.shared for _, cell in self._overwritten() if cell.heads_shared}
        for row, column in (place for shared in gone for place in self._sheet.shared_formulas[shared]):
            self._freed.setdefault(row, []).append(column)

    def _row(self, number: int) -> str:
        """The row as XML; empty if there was none and nothing is to stand in it."""
        there = self._sheet.rows.get(number)
        row = there or self._sheet.new_row(number)
        cells = self._cells(number, row) if number in self._values or number in self._freed else self._kept(number, row)
        height = self._heights.get(number, row.height)
        hidden = self._hidden.get(number, row.hidden)
        return row.written(height, cells, hidden=hidden) if there or cells or height or hidden else ""

    def _kept(self, number: int, row: CutRow) -> str:
        """The cells of a row of which some are cleared at most: those of a template are the same for everybody."""
        cleared = self._cleared.get(number, NOTHING_CLEARED)
        kept = self._sheet.cleared_cells
        if (number, cleared) not in kept:
            kept[number, cleared] = self._cells(number, row)
        return kept[number, cleared]

    def _cells(self, number: int, row: CutRow) -> str:
        cleared = self._cleared.get(number, NOTHING_CLEARED)
        values = self._values.get(number) or dict.fromkeys(cleared.columns)
        if not row.cells:
            return self._new_cells(number, values)
        live, texts = self._live.get(number, cleared.live), dict(row.texts)
        for column, value in values.items():
            cell = row.cells.get(column)
            if cell is None:
                texts[column] = self._new_cells(number, {column: value})
            elif cell.formula and column in live:
                texts[column] = self._computed(cell, value)
            else:
                texts[column] = f"{cell.start}/>" if value is None or value == "" else cell.start + self._content(value)
        for column in self._freed.get(number, ()):
            if texts[column] is row.cells[column].text:
                texts[column] = row.cells[column].without_formula
        if len(texts) > len(row.cells):
            return "".join([texts[column] for column in sorted(texts)])
        return "".join(texts.values())

    def _new_cells(self, number: int, values: Mapping[int, Value]) -> str:
        """Cells that do not exist yet; those of no value still do not."""
        begin, content = self._sheet.beginning, self._content
        given = [(column, value) for column, value in sorted(values.items()) if value is not None and value != ""]
        return "".join([begin(number, column) + content(value) for column, value in given])

    def _computed(self, cell: CutCell, value: Value) -> str:
        """The cell with its formula and this as its value; that of no value is an empty text."""
        sheet = self._sheet
        if value is None or isinstance(value, str):
            text = f"{sheet.value[1:]}{as_content(value or '')}{sheet.value_end}"
            return f'{cell.start}{cell.array} t="str">{cell.formula}{text}'
        kind, _, rest = self._content(value).partition(">")
        return f"{cell.start}{cell.array}{kind}>{cell.formula}{rest}"

    def _content(self, value: str | float | date) -> str:
        """What follows the beginning of a cell's tag."""
        sheet = self._sheet
        if isinstance(value, str):
            text = as_content(value)
            opened = sheet.text_kept if text[0] in _BLANKS or text[-1] in _BLANKS else sheet.text
            return f"{opened}{text}{sheet.text_end}"
        if isinstance(value, date):
            value = number_of(value, from_1904=self._from_1904)
        elif isinstance(value, bool):
            return f' t="b"{sheet.value}{int(value)}{sheet.value_end}'
        elif not isfinite(value):
            raise ValueError(f"{value} is no number that a cell can hold")
        return f"{sheet.value}{value!r}{sheet.value_end}"
