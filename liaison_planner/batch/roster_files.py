"""Opens a roster file of any kind as lines of raw values, numbered as a spreadsheet shows them."""

import csv
import io
import math
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from liaison_planner.domain.cell import ErrorValue, RawValue
from liaison_planner.domain.issue import Issue, Place, error

_EXCEL_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"}
"""What Excel writes into a CSV for a cell that shows an error (the ERROR.TYPE function's list, without the rare ones)."""

_PANDAS_INDEX = re.compile(r"__index_level_\d+__")
"""Columns that pandas adds to a Parquet file for row labels."""


class Line(NamedTuple):
    """One row of the file."""

    number: int
    values: tuple[RawValue, ...]


Lines = tuple[Line, ...]


def lines_of(path: Path) -> Lines | Issue:
    """All rows of the first sheet, headings included, or the reason why the file cannot be read.

    Raises OSError when the file is there but the computer does not let us read it.
    """
    place = Place(sheet=path.name)
    if not path.exists():
        return error("roster_not_found", place, f"There is no file «{path}».", "Check the name and the folder.")
    read = _READERS.get(path.suffix.lower())
    if read is None or not path.is_file():
        what = f"«{path.name}» is not a roster file."
        return error("roster_format", place, what, f"Use a file that ends in {', '.join(_READERS)}.")
    return read(path.read_bytes(), place)


def _read_csv(data: bytes, place: Place) -> Lines | Issue:
    """Comma, semicolon or tab: whichever is most frequent in the headings."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        what = f"The file is not UTF-8 text (byte {fault.start + 1} cannot be read)."
        return error("roster_encoding", place, what, "In Excel save it as «CSV UTF-8 (Comma delimited)».")
    headings = text.lstrip().partition("\n")[0]
    separator = max(",;\t", key=headings.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return tuple(Line(number, tuple(map(_csv_value, row))) for number, row in enumerate(reader, start=1))
    except csv.Error as fault:
        what = f"The file is damaged at or before line {reader.line_num}: {fault}."
        fix = "Look for a quotation mark that is opened but never closed, or save the file again from Excel."
        return error("roster_damaged", place, what, fix)


def _csv_value(text: str) -> RawValue:
    return ErrorValue(text) if text in _EXCEL_ERRORS else text


def _read_xlsx(data: bytes, place: Place) -> Lines | Issue:
    from liaison_planner.workbook.first_sheet import first_sheet  # noqa: PLC0415 - slow to import, few rosters need it

    rows = first_sheet(data, place)
    if isinstance(rows, Issue):
        return rows
    return tuple(Line(number, tuple(map(_raw, row))) for number, row in enumerate(rows, start=1))


def _read_parquet(data: bytes, place: Place) -> Lines | Issue:
    """Not through pandas, which turns whole numbers with blanks among them into fractions."""
    try:
        from pyarrow import parquet  # noqa: PLC0415 - an optional extra
    except ImportError:
        fix = "Install liaison_planner[parquet], or save the roster as .csv or .xlsx."
        return error("parquet_missing", place, "Reading .parquet files needs the package pyarrow.", fix)
    try:
        table = parquet.ParquetFile(io.BytesIO(data)).read()
        table = table.select([name for name in table.column_names if not _PANDAS_INDEX.fullmatch(name)])
        columns = [column.to_pylist() for column in table.columns]
    except Exception as fault:  # noqa: BLE001 - pyarrow's faults have no common base
        return _damaged("a Parquet table", fault, place)
    rows = (table.column_names, *zip(*columns, strict=True))
    return tuple(Line(number, tuple(map(_raw, row))) for number, row in enumerate(rows, start=1))


def _damaged(kind: str, fault: Exception, place: Place) -> Issue:
    what = f"The file cannot be read as {kind}: it is damaged or of another kind ({type(fault).__name__})."
    return error("roster_damaged", place, what, "Open it in the program that made it and save it again.")


def _raw(value: Any) -> RawValue:
    """The value as one of ours; what has no counterpart, such as a time of day, becomes text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float) and math.isnan(value):
        return None
    known = value is None or isinstance(value, str | int | float | bool | date | ErrorValue)
    return value if known else str(value)


_READERS: dict[str, Callable[[bytes, Place], Lines | Issue]] = {
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
    ".parquet": _read_parquet,
}
