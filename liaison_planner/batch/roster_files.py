"""Opens a roster file of any kind as lines of raw values, numbered as a spreadsheet shows them."""

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from liaison_planner.batch.addresses import Address
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


_LONGEST_HEADINGS = 1_000_000
"""Characters looked at to find the separator; a longer line is no line of headings."""


@dataclass(frozen=True)
class Lines:
    """The rows of a file from the top; may be gone through again and again, and holds none of them meanwhile."""

    read: Callable[[], Iterator[Line]]

    def __iter__(self) -> Iterator[Line]:
        return self.read()


def lines_of(source: Path | Address) -> Lines | Issue:
    """All rows of the first sheet, headings included, or the reason why the file cannot be read.

    Raises OSError when the file is there but the computer does not let us read it.
    """
    address = source if isinstance(source, Address) else Address(str(source), str(source))
    place = Place(sheet=address.name)
    if not address.exists():
        return error("roster_not_found", place, f"There is no file «{address.text}».", "Check the name and the folder.")
    read = _READERS.get(address.ending)
    if read is None or not address.is_file():
        what = f"«{address.name}» is not a table that can be read."
        return error("roster_format", place, what, f"Use a file that ends in {', '.join(_READERS)}.")
    return read(address, place)


def _read_csv(address: Address, place: Place) -> Lines | Issue:
    """Read through once to find what is damaged, so that nobody is planned from half a file."""
    number = 0
    try:
        for line in _csv_lines(address):
            number = line.number
    except UnicodeDecodeError:
        what = f"The file is not UTF-8 text (at or after row {number + 1})."
        return error("roster_encoding", place, what, "In Excel save it as «CSV UTF-8 (Comma delimited)».")
    except csv.Error as fault:
        what = f"The file is damaged at or before row {number + 1}: {fault}."
        fix = "Look for a quotation mark that is opened but never closed, or save the file again from Excel."
        return error("roster_damaged", place, what, fix)
    return Lines(lambda: _csv_lines(address))


def _csv_lines(address: Address) -> Iterator[Line]:
    with address.open() as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        separator = _separator(text)
        text.seek(0)
        for number, row in enumerate(csv.reader(text, delimiter=separator, strict=True), start=1):
            yield Line(number, tuple(row) if _EXCEL_ERRORS.isdisjoint(row) else tuple(map(_csv_value, row)))


def _separator(text: io.TextIOWrapper) -> str:
    """Comma, semicolon or tab: whichever is most frequent in the headings."""
    headings = next((line for line in iter(lambda: text.readline(_LONGEST_HEADINGS), "") if line.strip()), "")
    return max(",;\t", key=headings.count)


def _csv_value(text: str) -> RawValue:
    return ErrorValue(text) if text in _EXCEL_ERRORS else text


def _read_xlsx(address: Address, place: Place) -> Lines | Issue:
    from liaison_planner.workbook.first_sheet import first_sheet  # noqa: PLC0415 - slow to import, few rosters need it

    with address.open() as file:
        rows = first_sheet(file.read(), place)
    if isinstance(rows, Issue):
        return rows
    return Lines(lambda: (Line(number, tuple(map(_raw, row))) for number, row in enumerate(rows, start=1)))


def _read_parquet(address: Address, place: Place) -> Lines | Issue:
    """Not through pandas, which turns whole numbers with blanks among them into fractions."""
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415 - an optional extra
    except ImportError:
        fix = "Install liaison_planner[parquet], or save the file as .csv or .xlsx."
        return error("parquet_missing", place, "Reading .parquet files needs the package pyarrow.", fix)
    try:
        for _ in _parquet_lines(address):
            pass
    except Exception as fault:  # noqa: BLE001 - pyarrow's faults have no common base
        return _damaged("a Parquet table", fault, place)
    return Lines(lambda: _parquet_lines(address))


def _parquet_lines(address: Address) -> Iterator[Line]:
    from pyarrow import parquet  # noqa: PLC0415

    with address.open() as data, parquet.ParquetFile(data) as file:
        names = [name for name in file.schema_arrow.names if not _PANDAS_INDEX.fullmatch(name)]
        yield Line(1, tuple(names))
        number = 1
        for batch in file.iter_batches(columns=names):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield Line(number, tuple(map(_raw, row)))


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


_READERS: dict[str, Callable[[Address, Place], Lines | Issue]] = {
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
    ".parquet": _read_parquet,
}
