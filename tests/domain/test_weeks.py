"""Weeks run from Monday to Sunday, and offerings start in the weeks of their pattern."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.domain.vocabulary import StartPattern
from liaison_planner.domain.weeks import (
    last_day_of_weeks,
    monday_on_or_after,
    monday_on_or_before,
    starts_in_week_of,
    whole_weeks_until,
)

DAY = timedelta(days=1)
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
mondays = days.map(monday_on_or_before)


@given(days)
def test_the_monday_before_is_found_by_going_back_day_by_day(day: date) -> None:
    found = day
    while found.weekday() != 0:
        found -= DAY
    assert monday_on_or_before(day) == found


@given(days)
def test_the_monday_after_is_found_by_going_on_day_by_day(day: date) -> None:
    found = day
    while found.weekday() != 0:
        found += DAY
    assert monday_on_or_after(day) == found


@given(mondays, st.integers(-30, 800))
def test_whole_weeks_are_those_whose_sunday_is_not_after_the_last_day(monday: date, length: int) -> None:
    last, weeks = monday + length * DAY, 0
    while monday + (7 * weeks + 6) * DAY <= last:
        weeks += 1
    assert whole_weeks_until(monday, last) == weeks


@given(mondays, st.integers(1, 600))
def test_something_of_n_weeks_fits_into_n_whole_weeks_exactly(monday: date, weeks: int) -> None:
    last = last_day_of_weeks(monday, weeks)
    assert last.weekday() == 6
    assert whole_weeks_until(monday, last) == weeks
    assert whole_weeks_until(monday, last - DAY) == weeks - 1


def test_leap_day_is_a_day_like_any_other() -> None:
    assert monday_on_or_before(date(2028, 2, 29)) == date(2028, 2, 28)
    assert monday_on_or_after(date(2028, 2, 29)) == date(2028, 3, 6)
    assert whole_weeks_until(date(2028, 2, 28), date(2028, 3, 5)) == 1


# start patterns


def starts(pattern: StartPattern, year: int) -> list[date]:
    first = monday_on_or_after(date(year, 1, 1))
    return [
        day for week in range(53) if (day := first + 7 * week * DAY).year == year and starts_in_week_of(pattern, day)
    ]


def test_anytime_is_every_week() -> None:
    assert len(starts(StartPattern.ANYTIME, 2027)) == 52


def test_monthly_is_the_first_monday_of_each_month() -> None:
    assert starts(StartPattern.MONTHLY, 2027)[:4] == [
        date(2027, 1, 4),
        date(2027, 2, 1),
        date(2027, 3, 1),
        date(2027, 4, 5),
    ]


def test_quarterly_is_the_first_monday_of_january_april_july_and_october() -> None:
    assert starts(StartPattern.QUARTERLY, 2028) == [
        date(2028, 1, 3),
        date(2028, 4, 3),
        date(2028, 7, 3),
        date(2028, 10, 2),
    ]


def test_semester_is_the_first_monday_of_january_and_september() -> None:
    assert starts(StartPattern.SEMESTER, 2029) == [date(2029, 1, 1), date(2029, 9, 3)]


@pytest.mark.parametrize(
    ("pattern", "times"), [(StartPattern.MONTHLY, 12), (StartPattern.QUARTERLY, 4), (StartPattern.SEMESTER, 2)]
)
@given(year=st.integers(1990, 2100))
def test_each_pattern_starts_equally_often_every_year(pattern: StartPattern, times: int, year: int) -> None:
    found = starts(pattern, year)
    assert len(found) == times
    assert all(day.day <= 7 and day.weekday() == 0 for day in found)
    assert all(later - earlier >= timedelta(weeks=4) for earlier, later in pairwise(found))
