"""What LibreOffice shows, and what a file holds, in one form: by sheet, row and column, formulas left out."""

import io
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

Cells = dict[tuple[str, int, int], Any]
_FIRST_DAY = date(1899, 12, 30)
"""The day 0 of LibreOffice and of Excel."""


def shown(answer: list[list[Any]]) -> Cells:
    """From the driver's answer; what was typed as text begins with an apostrophe if it could be taken for a number."""
    return {
        (sheet, row, column): value for sheet, row, column, typed, value in answer if typed[0] != "=" or typed == value
    }


def held(package: bytes) -> Cells:
    """From a file."""
    book = load_workbook(io.BytesIO(package))
    return {
        (sheet.title, cell.row, cell.column): _as_shown(cell.value)
        for sheet in book.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.value not in (None, "") and cell.data_type != "f" and not isinstance(cell.value, ArrayFormula)
    }


def _as_shown(value: Any) -> Any:
    """Days are numbers, and all numbers have a fraction."""
    if isinstance(value, datetime | date):
        return float((date(value.year, value.month, value.day) - _FIRST_DAY).days)
    return float(value) if isinstance(value, int | float) else value
