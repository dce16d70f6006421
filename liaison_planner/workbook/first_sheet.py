"""Reads the first sheet of any workbook as rows of values, for rosters."""

import io
import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl

from liaison_planner.domain.cell import ErrorValue
from liaison_planner.domain.issue import Issue, Place, error

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How a compound file begins: an .xls, or a workbook that is encrypted with a password ([MS-CFB] 2.2)."""


def first_sheet(data: bytes, place: Place) -> tuple[tuple[Any, ...], ...] | Issue:
    """All rows from the top, dates as dates and error cells as ErrorValue, or the reason why there are none.

    With openpyxl, as its read-only mode knows number formats and keeps errors, which pandas turns into blanks.
    """
    if data.startswith(_OLD_OR_LOCKED):
        what = "The workbook is protected with a password, or in the old .xls format."
        return error("roster_damaged", place, what, "Open it in Excel and save it as .xlsx without a password.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts of the workbook that do not matter here
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return tuple(_rows(book.worksheets[0]))
        except Exception as fault:  # noqa: BLE001 - a damaged package can fail anywhere in zip, XML or openpyxl
            what = f"The file cannot be read as a workbook: it is damaged or of another kind ({type(fault).__name__})."
            return error("roster_damaged", place, what, "Open it in the program that made it and save it again.")


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()  # the stored size is wrong in files of some programs
    for row in sheet.iter_rows():
        yield tuple(ErrorValue(str(cell.value)) if cell.data_type == "e" else cell.value for cell in row)
