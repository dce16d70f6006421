"""Tests for posts: years by field, checked against dates and hours where there are any."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.domain.evidence import Post
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.profile import Profile
from liaison_planner.intake.experience import years_worked

MakeProfile = Callable[..., Profile]
Read = Callable[..., tuple[Profile | None, tuple[Issue, ...]]]

FIRST_DAY = date(2027, 1, 4)


def post(first: date, last: date | None, hours: float | None = None) -> Post:
    return Post(first=first, last=last, hours_per_week=hours)


def told(read: Read, *rows: dict[str, Any]) -> tuple[Profile | None, list[str]]:
    person, issues = read(experience=rows)
    return person, [f"{issue.severity} {issue.code} {issue.cell}" for issue in issues]


def test_rows_without_dates_add_up_and_leave_no_posts(profile: MakeProfile) -> None:
    person = profile(experience=[{"yrs_healthcare": 1.5, "role": "Clerk"}, {"yrs_healthcare": 2}])
    assert (person.years["healthcare"], person.posts) == (3.5, ())


def test_a_dated_post_is_kept_as_it_was_typed(profile: MakeProfile) -> None:
    row = {"role": "Nurse", "employer": "Clinic", "first": date(2019, 1, 7), "yrs_healthcare": 8, "verified_by": "HR"}
    (kept,) = profile(experience=[row]).posts
    assert (kept.role, kept.employer, kept.years, kept.last, kept.verified) == (
        *("Nurse", "Clinic"),
        *({"healthcare": 8.0}, None, True),
    )


def test_years_that_the_dates_do_not_carry_are_questioned_and_cut(read: Read) -> None:
    row = {"first": date(2023, 1, 4), "last": date(2025, 1, 3), "yrs_healthcare": 5}
    person, problems = told(read, row)
    assert person is not None
    assert person.years["healthcare"] == 2.0
    assert problems == ["warning years_exceed_dates yrs_healthcare 1"]


def test_a_nurse_on_three_long_shifts_a_week_works_full_time(read: Read) -> None:
    row = {"first": date(2023, 1, 4), "last": date(2027, 1, 3), "hours_per_week": 36, "yrs_healthcare": 4}
    person, problems = told(read, row)
    assert person is not None
    assert person.years["healthcare"] == 4.0
    assert problems == []


def test_half_a_job_carries_half_the_years(read: Read) -> None:
    row = {"first": date(2023, 1, 4), "last": date(2027, 1, 3), "hours_per_week": 17.5, "yrs_healthcare": 4}
    person, _ = told(read, row)
    assert person is not None
    assert person.years["healthcare"] == 2.0


def test_overlapping_jobs_count_each_day_once(read: Read) -> None:
    row = {"first": date(2023, 1, 4), "last": date(2025, 1, 3), "yrs_healthcare": 2, "hours_per_week": 40}
    person, problems = told(read, row, row)
    assert person is not None
    assert person.years["healthcare"] == 2.0
    assert problems == ["warning jobs_overlap yrs_healthcare 2"]


def test_two_half_jobs_side_by_side_are_one_whole(read: Read) -> None:
    row = {"first": date(2023, 1, 4), "last": date(2025, 1, 3), "yrs_healthcare": 1, "hours_per_week": 20}
    person, problems = told(read, row, row)
    assert person is not None
    assert (person.years["healthcare"], problems) == (2.0, [])


def test_a_week_of_200_hours_is_refused(read: Read) -> None:
    _, problems = told(read, {"first": date(2023, 1, 4), "hours_per_week": 200, "yrs_healthcare": 1})
    assert problems == ["error out_of_range hours_per_week 1"]


def test_two_full_time_posts_in_different_fields_at_once_are_questioned(read: Read) -> None:
    clinic = {"first": date(2020, 1, 6), "yrs_clinical": 5, "yrs_healthcare": 5, "hours_per_week": 40}
    _, problems = told(read, clinic, {"first": date(2022, 1, 3), "yrs_sales_marketing": 3, "hours_per_week": 40})
    assert problems == ["warning jobs_overlap first 2"]


def test_a_post_that_begins_on_the_last_day_of_another_is_no_overlap(read: Read) -> None:
    first = {"first": date(2020, 1, 6), "last": date(2022, 1, 3), "yrs_healthcare": 2}
    assert told(read, first, {"first": date(2022, 1, 3), "yrs_sales_marketing": 3})[1] == []


def test_more_than_60_hours_in_several_posts_at_once_are_questioned(read: Read) -> None:
    one = {"first": date(2023, 1, 4), "last": date(2023, 12, 31), "yrs_healthcare": 1, "hours_per_week": 60}
    other = {"first": date(2023, 6, 1), "yrs_sales_marketing": 1, "hours_per_week": 40}
    _, problems = told(read, one, other)
    assert problems == ["warning jobs_overlap first 2"]


def test_a_post_of_the_future_counts_nothing_yet(read: Read) -> None:
    person, problems = told(read, {"first": date(2028, 1, 3), "yrs_healthcare": 1})
    assert person is not None
    assert person.years["healthcare"] == 0
    assert problems == ["warning future_post first 1"]


def test_a_post_cannot_end_before_it_begins(read: Read) -> None:
    _, problems = told(read, {"first": date(2025, 1, 6), "last": date(2024, 1, 6), "yrs_healthcare": 1})
    assert "error post_backwards last 1" in problems


def test_a_last_day_needs_a_first_one(read: Read) -> None:
    _, problems = told(read, {"last": date(2024, 1, 6), "yrs_healthcare": 1})
    assert problems == ["error missing last 1"]


DAYS = st.dates(date(2026, 12, 1), date(2027, 1, 20))


@given(st.lists(st.tuples(DAYS, DAYS, st.sampled_from([10.0, 20.0, 40.0, 80.0])), max_size=4))
def test_years_worked_agree_with_a_count_day_by_day(spans: list[tuple[date, date, float]]) -> None:
    posts = [post(min(a, b), max(a, b), hours) for a, b, hours in spans]
    days = [date.fromordinal(n) for n in range(date(2026, 12, 1).toordinal(), FIRST_DAY.toordinal() + 1)]
    counted = sum(
        min(1.0, sum(p.hours_per_week or 0 for p in posts if p.first and p.last and p.first <= day <= p.last) / 35)
        for day in days
    )
    assert years_worked(posts, FIRST_DAY) * 365.25 == pytest.approx(counted)
