"""Changes values in one worksheet's XML; formats, formulas elsewhere and everything else stay as they are."""

from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite

from liaison_planner.views import Value
from liaison_planner.workbook.cut_sheet import CutCell, CutRow, CutSheet
from liaison_planner.workbook.dates import number_of
from liaison_planner.workbook.text import as_content

_NO_CELLS: Mapping[int, CutCell] = {}
_NOTHING: frozenset[int] = frozenset()
_NO_VALUES: Mapping[int, Value] = {}
_BLANKS = " \t\n\r"


class SheetEditor:
    """New values for the cells of a sheet, which itself stays as it is; rows and columns count from 1."""

    def __init__(self, sheet: CutSheet, *, from_1904: bool) -> None:
        self._sheet = sheet
        self._from_1904 = from_1904
        self._values: dict[int, dict[int, Value]] = {}
        self._live: dict[int, frozenset[int]] = {}
        self._heights: dict[int, float | None] = {}
        self._hidden: dict[int, bool] = {}
        self._freed: dict[int, list[int]] = {}

    def set(self, row: int, column: int, value: Value) -> None:
        """Gives the cell this value, None or "" for none; its format stays. Text never becomes a formula."""
        self._values.setdefault(row, {})[column] = value

    def set_row(self, row: int, values: Mapping[int, Value], live: frozenset[int] = frozenset()) -> None:
        """The same for several cells of a row; those in `live` keep their formulas, whose value this is just now."""
        self._values.setdefault(row, {}).update(values)
        if live:
            self._live[row] = self._live.get(row, live) | live

    def set_height(self, row: int, points: float | None) -> None:
        """Gives the row this height, None for the ordinary one."""
        self._heights[row] = points

    def set_hidden(self, row: int, *, hidden: bool) -> None:
        """Hides the row or shows it."""
        self._hidden[row] = hidden

    @property
    def removes_formula(self) -> bool:
        """Whether one of the new values stands where a formula was."""
        return any(cell.formula for _, cell in self._overwritten())

    def written(self) -> bytes:
        """The part with all changes. ValueError if a value is a number that no cell can hold."""
        self._dissolve_shared_formulas()
        sheet = self._sheet
        rows = self._values.keys() | self._heights.keys() | self._hidden.keys() | self._freed.keys()
        changed = {row: self._row(row) for row in rows}
        new = {row: text for row, text in changed.items() if text}
        texts = {**sheet.texts, **new}
        if new.keys() - sheet.texts.keys():
            texts = dict(sorted(texts.items()))
        return "".join((sheet.head, *texts.values(), sheet.tail)).encode("utf-8")

    def _overwritten(self) -> Iterator[tuple[tuple[int, int], CutCell]]:
        """The cells that exist already and get another value."""
        if self._sheet.has_formulas:
            for row, values in self._values.items():
                cells = self._sheet.rows[row].cells if row in self._sheet.rows else _NO_CELLS
                gone = cells.keys() & values.keys() - self._live.get(row, _NOTHING)
                yield from (((row, column), cells[column]) for column in gone)

    def _dissolve_shared_formulas(self) -> None:
        """The cells that repeat a formula keep their values when the cell that holds the formula is overwritten."""
        gone = {cell.shared for _, cell in self._overwritten() if cell.heads_shared}
        for row, column in (place for shared in gone for place in self._sheet.shared_formulas[shared]):
            self._freed.setdefault(row, []).append(column)

    def _row(self, number: int) -> str:
        """The row as XML; empty if there was none and nothing is to stand in it."""
        there = self._sheet.rows.get(number)
        row = there or self._sheet.new_row(number)
        cells = self._cells(number, row)
        height = _height(self._heights[number]) if number in self._heights else row.height
        hidden = self._hidden.get(number, row.hidden)
        return row.written(height, cells, hidden=hidden) if there or cells or height or hidden else ""

    def _cells(self, number: int, row: CutRow) -> str:
        there, live = row.cells, self._live.get(number, _NOTHING)
        texts = {column: cell.text for column, cell in there.items()} if there else {}
        new_cell, content = self._sheet.new_cell, self._content
        for column, value in self._values.get(number, _NO_VALUES).items():
            cell = there.get(column)
            if cell is None:
                if value is not None and value != "":
                    texts[column] = new_cell(number, column) + content(value)
            elif cell.formula and column in live:
                texts[column] = self._computed(cell, value)
            else:
                texts[column] = f"{cell.start}/>" if value is None or value == "" else cell.start + content(value)
        for column in self._freed.get(number, ()):
            if texts[column] is there[column].text:
                texts[column] = there[column].without_formula
        if len(texts) > len(there):
            return "".join([texts[column] for column in sorted(texts)])
        return "".join(texts.values())

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


def _height(points: float | None) -> str:
    return "" if points is None else f' ht="{points:g}" customHeight="1"'
