"""Excel's day numbers, counted from 1900 (with its 29 February 1900 that never was) or from 1904."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from math import floor, isfinite

_EPOCH_1904 = date(1904, 1, 1)
_EPOCH_1900 = date(1899, 12, 30)
_FIRST_RIGHT_DAY_OF_1900 = 61
"""1 March 1900; before it Excel's numbers are one too low, because it takes 1900 for a leap year."""


def day_of(number: float, *, from_1904: bool) -> date | None:
    """The day of an Excel day number, without its time; None if Excel itself has no such day."""
    if not isfinite(number):
        return None
    days = floor(number)
    try:
        if from_1904:
            return _EPOCH_1904 + timedelta(days=days) if days >= 0 else None
        if days >= _FIRST_RIGHT_DAY_OF_1900:
            return _EPOCH_1900 + timedelta(days=days)
    except OverflowError:
        return None
    return _EPOCH_1900 + timedelta(days=days + 1) if 1 <= days < _FIRST_RIGHT_DAY_OF_1900 - 1 else None


def number_of(day: date, *, from_1904: bool) -> int:
    """The Excel day number of a day from 1 March 1900 (or 1 January 1904) on."""
    return (day - (_EPOCH_1904 if from_1904 else _EPOCH_1900)).days


_BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
"""Number formats that Excel knows without being told and that show a day (ECMA-376 18.8.30)."""
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""What in a format code is not code: quoted and escaped text, colours and conditions, spacing and filling."""


def is_date_format(number: str, own: Mapping[str, str]) -> bool:
    """Whether the number format shows days; `own` are the codes that the file defines, by number."""
    if number in own:
        return bool(re.search("[dDyY]", _NOT_CODE.sub("", own[number])))
    return number.isdecimal() and int(number) in _BUILT_IN_DATES
