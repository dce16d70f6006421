"""Tests for periods, pins, excludes and what is done already."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.domain.issue import Issue
from liaison_planner.domain.profile import Period, Pin, Profile

Problems = Callable[..., list[str]]
MakeProfile = Callable[..., Profile]
Read = Callable[..., tuple[Profile | None, tuple[Issue, ...]]]
JULY, MID_JULY, AUGUST = date(2027, 7, 1), date(2027, 7, 14), date(2027, 8, 1)


def chosen(decision: str, start: Any = None, offering: str = "c_excel") -> dict[str, Any]:
    return {"offering": offering, "decision": decision, "start": start}


def test_periods_are_sorted_and_blank_hours_make_a_blackout(profile: MakeProfile) -> None:
    rows = [
        {"first": AUGUST, "last": AUGUST, "hours_per_week": "20"},
        {"first": JULY, "last": MID_JULY, "hours_per_week": None},
    ]
    assert profile(periods=rows).periods == (
        Period(first=JULY, last=MID_JULY, hours_per_week=0),
        Period(first=AUGUST, last=AUGUST, hours_per_week=20),
    )


def test_a_period_that_ends_before_it_begins_is_refused(problems: Problems) -> None:
    assert problems(periods=[{"first": MID_JULY, "last": JULY}]) == ["error period_backwards periods!last 1"]


def test_a_period_needs_both_days(problems: Problems) -> None:
    rows = [{"first": JULY, "last": None}, {"first": None, "last": AUGUST}]
    assert problems(periods=rows) == ["error missing periods!last 1", "error missing periods!first 2"]


def test_the_hours_of_a_period_have_the_same_limit_as_any_week(problems: Problems) -> None:
    rows = [{"first": JULY, "last": AUGUST, "hours_per_week": 81}]
    assert problems(periods=rows) == ["error out_of_range periods!hours_per_week 1"]


def test_periods_that_share_a_day_overlap_and_the_other_one_is_named(read: Read) -> None:
    _, (issue,) = read(periods=[{"first": MID_JULY, "last": AUGUST}, {"first": JULY, "last": MID_JULY}])
    assert (issue.code, issue.cell) == ("periods_overlap", "first 1")
    assert "periods!first 2" in issue.how_to_fix


def test_each_period_inside_a_longer_one_is_reported(problems: Problems) -> None:
    days = [(JULY, AUGUST), (date(2027, 7, 2), date(2027, 7, 3)), (date(2027, 7, 5), date(2027, 7, 6))]
    rows = [{"first": first, "last": last} for first, last in days]
    assert problems(periods=rows) == ["error periods_overlap periods!first 2", "error periods_overlap periods!first 3"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5)), max_size=4))
def test_periods_are_refused_exactly_if_a_day_is_in_two_of_them(read: Read, spans: list[tuple[int, int]]) -> None:
    days = [JULY + timedelta(days=first + extra) for first, length in spans for extra in range(length + 1)]
    rows = [
        {"first": JULY + timedelta(days=first), "last": JULY + timedelta(days=first + length)}
        for first, length in spans
    ]
    person, _ = read(periods=rows)
    assert (person is None) is (len(days) > len(set(days)))


def test_choices_become_pins_excludes_and_done_in_the_order_of_input(profile: MakeProfile) -> None:
    person = profile(
        choices=[
            chosen("Include", date(2027, 3, 1)),
            chosen("exclude", offering="CMS general compliance plus fraud, waste and abuse web training"),
            chosen("done", offering="c_hipaa_core"),
            chosen("include", offering="C_PAYER_BASICS"),
        ]
    )
    assert person.pins == (Pin(offering_id="c_excel", start=date(2027, 3, 1)), Pin(offering_id="c_payer_basics"))
    assert (person.excludes, person.done) == (("c_fwa_cms",), ("c_hipaa_core",))


@pytest.mark.parametrize(
    ("row", "column"),
    [({"offering": "c_excel", "decision": None}, "decision"), ({"offering": "", "decision": "done"}, "offering")],
)
def test_a_choice_needs_its_offering_and_its_decision(problems: Problems, row: dict[str, Any], column: str) -> None:
    assert problems(choices=[row]) == [f"error missing choices!{column} 1"]


def test_an_unknown_offering_gets_a_suggestion(read: Read) -> None:
    _, (issue,) = read(choices=[chosen("include", offering="c_exel")])
    assert (issue.code, issue.cell) == ("unknown_value", "offering 1")
    assert "(c_excel)" in issue.how_to_fix


@pytest.mark.parametrize(
    "second", [chosen("exclude"), chosen("done"), chosen("include"), chosen("include", date(2027, 3, 8))]
)
def test_two_choices_that_disagree_clash(problems: Problems, second: dict[str, Any]) -> None:
    found = problems(choices=[chosen("include", date(2027, 3, 1)), second])
    assert found == ["error clashing_choices choices!offering 2"]


def test_what_is_done_cannot_be_included(problems: Problems) -> None:
    assert problems(choices=[chosen("done"), chosen("include")]) == ["error clashing_choices choices!offering 2"]


def test_the_same_choice_twice_counts_once_with_a_note(read: Read) -> None:
    person, (issue,) = read(choices=[chosen("done"), chosen("done")])
    assert person is not None
    assert person.done == ("c_excel",)
    assert (issue.severity, issue.code, issue.cell) == ("warning", "repeated_choice", "offering 2")


def test_a_start_in_the_middle_of_a_week_moves_to_its_monday_with_a_note(read: Read) -> None:
    person, (issue,) = read(choices=[chosen("include", date(2027, 3, 4))])
    assert person is not None
    assert person.pins[0].start == date(2027, 3, 1)
    assert (issue.severity, issue.code, issue.cell) == ("warning", "pin_moved", "start 1")


@pytest.mark.parametrize(
    ("start", "inside"),
    [
        (date(2027, 1, 3), False),
        (date(2027, 1, 4), True),
        (date(2027, 12, 27), True),
        (date(2028, 1, 1), False),
        (date(2028, 1, 3), False),
    ],
)
def test_a_pin_starts_between_the_start_and_the_target_date(problems: Problems, start: date, inside: bool) -> None:
    outside = ["error pin_outside_plan choices!start 1"]
    assert problems(choices=[chosen("include", start)]) == ([] if inside else outside)


def test_a_pin_cannot_start_before_today_even_if_the_plan_did(problems: Problems) -> None:
    begun = {"start_date": date(2026, 1, 5)}
    outside = ["error pin_outside_plan choices!start 1"]
    assert problems(begun, choices=[chosen("include", date(2026, 11, 16))]) == outside
    assert problems(begun, choices=[chosen("include", date(2026, 11, 23))]) == []


def test_a_pin_is_not_moved_to_a_monday_before_the_plan_begins(problems: Problems) -> None:
    wednesday = {"start_date": date(2027, 1, 6)}
    found = problems(wednesday, choices=[chosen("include", date(2027, 1, 7))])
    assert found == ["error pin_outside_plan choices!start 1"]


def test_without_a_readable_target_a_pin_is_still_held_against_the_start(problems: Problems) -> None:
    found = problems({"target_date": "soon"}, choices=[chosen("include", date(2026, 12, 7))])
    assert found == ["error text_date Profile!target_date", "error pin_outside_plan choices!start 1"]


@pytest.mark.parametrize("decision", ["exclude", "done"])
def test_a_date_beside_anything_but_include_is_ignored_with_a_note(problems: Problems, decision: str) -> None:
    assert problems(choices=[chosen(decision, date(2020, 1, 1))]) == ["warning start_ignored choices!start 1"]
