"""Changes values in one worksheet's XML; formats, formulas elsewhere and everything else stay as they are."""

from datetime import date
from math import isfinite
from typing import NamedTuple

from lxml import etree

from liaison_planner.views import Value
from liaison_planner.workbook.book import MAIN
from liaison_planner.workbook.cells import located_cells, located_rows
from liaison_planner.workbook.dates import number_of
from liaison_planner.workbook.package import damaged, parse, whole
from liaison_planner.workbook.recalculate import written
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.text import escaped

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTENT = (f"{MAIN}f", f"{MAIN}v", f"{MAIN}is")
_NO = ("0", "false", None)
LAST_COLUMN = 16_384


class _Column(NamedTuple):
    """What holds for a whole column; the width is Excel's own unless the sheet says otherwise."""

    width: float = 8.43
    style: str | None = None


class SheetEditor:
    """A worksheet part being changed; rows and columns count from 1."""

    def __init__(self, part: bytes, *, from_1904: bool) -> None:
        self._root = parse(part)
        self._data = _sheet_data(self._root)
        self._from_1904 = from_1904
        self._cells = dict(located_cells(self._root))
        self._rows = dict(located_rows(self._root))
        self._write_places()
        self._columns = _columns(self._root)
        self.removed_formula = False

    def set(self, row: int, column: int, value: Value) -> None:
        """Gives the cell this value, None or "" for none; its format stays. Text never becomes a formula."""
        cell = self._cells.get((row, column))
        if cell is None:
            if value is None or value == "":
                return
            cell = self._new_cell(row, column)
        self._clear(cell)
        if value is not None and value != "":
            self._fill(cell, value)

    def set_result(self, row: int, column: int, value: Value) -> None:
        """Gives a cell that holds a formula the value which the formula has just now; a cell without one this value."""
        cell = self._cells.get((row, column))
        formula = None if cell is None else cell.find(f"{MAIN}f")
        if cell is None or formula is None:
            self.set(row, column, value)
            return
        for child in cell.findall(f"{MAIN}v"):
            cell.remove(child)
        cell.attrib.pop("t", "")
        if value is None or isinstance(value, str):
            cell.set("t", "str")
            _put(cell, escaped(value or ""))
        else:
            self._fill(cell, value)

    def width(self, column: int) -> float:
        """The width of a column in characters, as the user has it now."""
        return self._columns.get(column, _Column()).width

    def set_height(self, row: int, points: float | None) -> None:
        """Gives the row this height, None for the ordinary one."""
        line = self._rows.get(row)
        if line is None:
            if points is None:
                return
            line = self._new_row(row)
        if points is None:
            line.attrib.pop("ht", "")
            line.attrib.pop("customHeight", "")
        else:
            line.set("ht", f"{points:g}")
            line.set("customHeight", "1")

    def set_hidden(self, row: int, hidden: bool) -> None:
        """Hides the row or shows it."""
        line = self._rows.get(row)
        if line is None and hidden:
            line = self._new_row(row)
        if line is None:
            return
        if hidden:
            line.set("hidden", "1")
        else:
            line.attrib.pop("hidden", "")

    def written(self) -> bytes:
        """The part with all changes."""
        dimension = self._root.find(f"{MAIN}dimension")
        if dimension is not None:
            self._root.remove(dimension)  # it would be wrong now, and nobody needs it
        return written(self._root)

    def _write_places(self) -> None:
        """Rows and cells may leave out where they stand; among new ones they must not."""
        for number, row in self._rows.items():
            row.set("r", str(number))
        for place, cell in self._cells.items():
            cell.set("r", cell_name(*place))

    def _fill(self, cell: etree._Element, value: str | float | date) -> None:
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
            text.set(_SPACE, "preserve")
            text.text = escaped(value)
        elif isinstance(value, date):
            _put(cell, str(number_of(value, from_1904=self._from_1904)))
        elif isinstance(value, bool):
            cell.set("t", "b")
            _put(cell, str(int(value)))
        elif isfinite(value):
            _put(cell, repr(value))
        else:
            raise ValueError(f"{value} is no number that a cell can hold")

    def _clear(self, cell: etree._Element) -> None:
        formula = cell.find(f"{MAIN}f")
        if formula is not None:
            self.removed_formula = True
            if formula.get("t") == "shared" and formula.get("ref"):
                self._dissolve(formula.get("si", ""))
        for child in list(cell):
            if child.tag in _CONTENT:
                cell.remove(child)
        for attribute in ("t", "cm", "vm"):
            cell.attrib.pop(attribute, "")

    def _dissolve(self, shared: str) -> None:
        """The cells that repeat a formula keep their values when the cell that holds the formula is overwritten."""
        for cell in self._cells.values():
            formula = cell.find(f"{MAIN}f")
            if formula is not None and formula.get("t") == "shared" and formula.get("si") == shared:
                cell.remove(formula)

    def _new_cell(self, row: int, column: int) -> etree._Element:
        line = self._rows.get(row)
        if line is None:
            line = self._new_row(row)
        cell = etree.Element(f"{MAIN}c", r=cell_name(row, column))
        style = line.get("s") if line.get("customFormat") not in _NO else self._columns.get(column, _Column()).style
        if style is not None:
            cell.set("s", style)
        before = [at for at in self._columns_of(row) if at < column]
        line.insert(len(before), cell)
        line.attrib.pop("spans", "")
        self._cells[row, column] = cell
        return cell

    def _columns_of(self, row: int) -> list[int]:
        return [at for line, at in self._cells if line == row]

    def _new_row(self, row: int) -> etree._Element:
        line = etree.Element(f"{MAIN}row", r=str(row))
        self._data.insert(sum(1 for each in self._rows if each < row), line)
        self._rows[row] = line
        return line


def _put(cell: etree._Element, text: str) -> None:
    etree.SubElement(cell, f"{MAIN}v").text = text


def _sheet_data(root: etree._Element) -> etree._Element:
    data = root.find(f"{MAIN}sheetData")
    if data is None:
        raise damaged("One of its sheets holds no cells.")
    return data


def _columns(root: etree._Element) -> dict[int, _Column]:
    found = {}
    for column in root.iterfind(f"{MAIN}cols/{MAIN}col"):
        first, last = whole(column.get("min", "0")), min(whole(column.get("max", "0")), LAST_COLUMN)
        found.update(dict.fromkeys(range(first, last + 1), _Column(_width(column), column.get("style"))))
    return found


def _width(column: etree._Element) -> float:
    try:
        return float(column.get("width", ""))
    except ValueError:
        return _Column().width
