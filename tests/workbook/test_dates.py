"""Day numbers agree with Excel's in both calendars."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from liaison_planner.workbook.dates import day_of, is_date_format, number_of

OUR_DAYS = st.dates(date(1904, 1, 2), date(9999, 12, 31))


@given(day=OUR_DAYS, from_1904=st.booleans())
def test_a_day_and_its_number_are_each_others_inverse(day: date, from_1904: bool) -> None:
    assert day_of(number_of(day, from_1904=from_1904), from_1904=from_1904) == day


@given(day=OUR_DAYS, from_1904=st.booleans())
def test_the_number_is_that_of_openpyxl(day: date, from_1904: bool) -> None:
    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    assert number_of(day, from_1904=from_1904) == to_excel(day, epoch=epoch)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (0, None),
        (-1, None),
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (60, None),
        (61, date(1900, 3, 1)),
        (46391.99, date(2027, 1, 4)),
        (2_958_465, date(9999, 12, 31)),
        (2_958_466, None),
        (1e300, None),
    ],
)
def test_days_at_the_edges_of_excels_calendar(number: float, day: date | None) -> None:
    """Day 60 is the 29 February 1900 that Excel invented."""
    assert day_of(number, from_1904=False) == day


def test_the_other_calendar_begins_in_1904() -> None:
    assert day_of(0, from_1904=True) == date(1904, 1, 1)
    assert day_of(-1, from_1904=True) is None


@pytest.mark.parametrize(
    ("number", "own", "is_date"),
    [
        ("14", {}, True),
        ("0", {}, False),
        ("4", {}, False),
        ("164", {"164": "d mmm yyyy"}, True),
        ("164", {"164": '#,##0 "days"'}, False),
        ("164", {"164": "[Red]0.00"}, False),
        ("164", {"164": "h:mm"}, False),
        ("14", {"14": "0"}, False),
    ],
)
def test_a_number_format_tells_whether_it_shows_days(number: str, own: dict[str, str], is_date: bool) -> None:
    assert is_date_format(number, own) is is_date


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_no_number_at_all_is_no_day(number: float) -> None:
    assert day_of(number, from_1904=False) is None
    assert day_of(number, from_1904=True) is None
