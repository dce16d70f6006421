"""A real `xw.Book` without Excel: xlwings' remote engine over what a workbook file holds.

`payload` is what Excel's JavaScript would send, `applied` does with the engine's answer what that JavaScript does.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlwings
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

Cells = dict[tuple[str, int, int], Any]
"""Values by sheet, row and column (from 1); blank cells are left out."""


def payload(package: bytes, sheet: str = "Start", selection: str = "A1") -> dict[str, Any]:
    """The workbook as the remote engine takes it."""
    book = load_workbook(io.BytesIO(package), data_only=True)
    return {
        "client": "Office.js",
        "version": xlwings.__version__,
        "book": {
            "name": "me.xlsm",
            "active_sheet_index": book.sheetnames.index(sheet),
            "selection": selection,
            "calculation": "Automatic",
        },
        "names": list(_names(book)),
        "sheets": [_sheet(each) for each in book.worksheets],
    }


def _names(book: Workbook) -> Iterator[dict[str, Any]]:
    numbers = {name: number for number, name in enumerate(book.sheetnames)}
    for name, defined in book.defined_names.items():
        ((sheet, address),) = defined.destinations
        yield {
            "name": name,
            "sheet_index": numbers[sheet],
            "address": address.replace("$", ""),
            "scope_sheet_name": None,
            "scope_sheet_index": None,
            "book_scope": True,
            "formula": f"={defined.attr_text}",
            "visible": True,
            "type": "Range",
        }


def _sheet(sheet: Worksheet) -> dict[str, Any]:
    values = [[sent_value(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    return {
        "name": sheet.title,
        "visibility": "Visible" if sheet.sheet_state == "visible" else "Hidden",
        "values": values,
        "used_range_address": sheet.dimensions,
        "used_range_row_count": sheet.max_row,
        "used_range_column_count": sheet.max_column,
        "pictures": [],
        "tables": [
            _table(table.name, table.ref, [c.name for c in table.tableColumns]) for table in sheet.tables.values()
        ],
    }


def _table(name: str, reference: str, columns: list[str]) -> dict[str, Any]:
    first, top, last, bottom = (at or 0 for at in range_boundaries(reference))
    start, end = get_column_letter(first), get_column_letter(last)
    return {
        "name": name,
        "columns": columns,
        "range_address": reference,
        "row_count": bottom - top + 1,
        "column_count": last - first + 1,
        "header_row_range_address": f"{start}{top}:{end}{top}",
        "data_body_range_address": f"{start}{top + 1}:{end}{bottom}",
        "total_row_range_address": None,
        "show_headers": True,
        "show_totals": False,
        "table_style": None,
        "show_autofilter": True,
    }


def sent_value(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return datetime(value.year, value.month, value.day).isoformat(timespec="milliseconds") + "Z"  # noqa: DTZ001
    return value


def cells_of(package: bytes) -> Cells:
    """Every cell that holds a value; formulas, which Excel itself computes, are left out."""
    values, formulas = (load_workbook(io.BytesIO(package), data_only=only, read_only=True) for only in (True, False))
    return {
        (sheet.title, row, column): sent_value(value)
        for sheet in values.worksheets
        for row, line in enumerate(
            zip(sheet.iter_rows(values_only=True), formulas[sheet.title].iter_rows(values_only=True), strict=True),
            start=1,
        )
        for column, (value, formula) in enumerate(zip(*line, strict=True), start=1)
        if value not in (None, "") and not _is_formula(formula)
    }


def _is_formula(value: Any) -> bool:
    return isinstance(value, ArrayFormula) or (isinstance(value, str) and value.startswith("="))


def applied(cells: Cells, actions: Sequence[Mapping[str, Any]], sheets: list[str]) -> Cells:
    """The cells after everything that the engine asks for; texts that Excel would change on entry are looked after."""
    after, as_text = dict(cells), set[tuple[str, int, int]]()
    for action in actions:
        if action["func"] == "setNumberFormat" and action["args"] == ["@"]:
            as_text |= set(_area(action, sheets))
        if action["func"] == "setValues":
            flat = [value for line in action["values"] for value in line]
            for place, value in zip(_area(action, sheets), flat, strict=True):
                if value in (None, ""):
                    after.pop(place, None)
                else:
                    assert not (isinstance(value, str) and value[0] in "=+-@'" and place not in as_text), (place, value)
                    after[place] = _entered(value, is_text=place in as_text)
    return after


def with_cells(sent: Mapping[str, Any], cells: Cells) -> dict[str, Any]:
    """The payload of the same workbook after these cells have become what stands here; the rest stays."""
    grids = {sheet["name"]: [list(line) for line in sheet["values"]] for sheet in sent["sheets"]}
    for (sheet, row, column), value in cells.items():
        grid = grids[sheet]
        width = max(column, len(grid[0]))
        grid += [[] for _ in range(row - len(grid))]
        for line in grid:
            line.extend([""] * (width - len(line)))
        grid[row - 1][column - 1] = "" if value is None else value
    sheets = [{**sheet, **_extent(grids[sheet["name"]])} for sheet in sent["sheets"]]
    return {**sent, "sheets": sheets}


def _extent(grid: list[list[Any]]) -> dict[str, Any]:
    rows, columns = len(grid), len(grid[0])
    return {
        "values": grid,
        "used_range_address": f"A1:{get_column_letter(columns)}{rows}",
        "used_range_row_count": rows,
        "used_range_column_count": columns,
    }


def _entered(value: Any, *, is_text: bool) -> Any:
    """Excel takes a day in ISO writing for a day, unless the cell is one for text."""
    if isinstance(value, str) and not is_text:
        try:
            return sent_value(date.fromisoformat(value))
        except ValueError:
            return value
    return value


def _area(action: Mapping[str, Any], sheets: list[str]) -> list[tuple[str, int, int]]:
    sheet = sheets[action["sheet_position"]]
    rows = range(action["start_row"] + 1, action["start_row"] + 1 + action["row_count"])
    columns = range(action["start_column"] + 1, action["start_column"] + 1 + action["column_count"])
    return [(sheet, row, column) for row in rows for column in columns]
