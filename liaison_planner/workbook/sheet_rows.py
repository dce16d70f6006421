"""Parts a worksheet into the rows that may be ours and those below, which nobody has to look at."""

import re
from typing import NamedTuple

from liaison_planner.workbook.package import too_large

LARGEST_SHEET = 8 * 2**20
"""Bytes of XML down to our last row; ours have a hundred thousand."""

_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*>")
_NUMBER = re.compile(rb"\sr=[\"'](\d{1,7})[\"']")
_END = re.compile(rb"</(?:\w+:)?sheetData>")
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*\sencoding=[\"'](?!utf-8)", re.IGNORECASE)
_UNUSUAL = (b"<!--", b"<![CDATA[", b't="shared"', b"t='shared'")


class Parted(NamedTuple):
    """A sheet without the rows below, and those as they were written."""

    ours: bytes
    below: bytes


def parted(part: bytes, last_row: int) -> Parted:
    """The sheet's rows down to `last_row`, and all below as they are.

    People format a million empty rows with one click; to parse them would take gigabytes. Where searching the text
    could go astray (comments, rows without a number), or formulas are shared among rows, nothing is set apart.
    UnreadableError if what is to be parsed is far larger than a sheet of ours.
    """
    found = Parted(part, b"")
    start = _first_below(part, last_row)
    end = None if start is None else _END.search(part, start)
    if end is not None and not any(sign in part for sign in _UNUSUAL) and not _OTHER_ENCODING.match(part):
        found = Parted(part[:start] + part[end.start() :], part[start : end.start()])
    if len(found.ours) > LARGEST_SHEET:
        raise too_large()
    return found


def _first_below(part: bytes, last_row: int) -> int | None:
    """Where the first row below begins; None if there is none, or the rows have no numbers.

    Rows stand in order, so mostly the last one tells at once that there is none.
    """
    last = _ROW.match(part, part.rfind(b"<row ", 0, part.rfind(b"</sheetData>") + 1))
    number = _NUMBER.search(last[0]) if last else None
    if number is not None and int(number[1]) <= last_row:
        return None
    for row in _ROW.finditer(part):
        number = _NUMBER.search(row[0])
        if number is None:
            return None
        if int(number[1]) > last_row:
            return row.start()
    return None
