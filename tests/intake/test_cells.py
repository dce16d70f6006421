"""Tests for reading single cells."""

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from liaison_planner.domain.cell import ErrorValue
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.profile import Profile

Problems = Callable[..., list[str]]
MakeProfile = Callable[..., Profile]
Read = Callable[..., tuple[Profile | None, tuple[Issue, ...]]]


@pytest.mark.parametrize("value", [1500, 1500.0, "1500", " 1,500 ", "$1,500", "$1500.00", "+1500"])
def test_a_number_is_a_number_however_plainly_it_is_typed(profile: MakeProfile, value: Any) -> None:
    assert profile({"budget_usd": value}).budget_usd == 1500.0


@pytest.mark.parametrize(
    "value",
    [
        *("about 8", "8 h", "1,50", "1.500,00", "15,00,000", "1e3", "0x10", "nan", "-", "", "$"),
        *(True, False, math.nan, math.inf, -math.inf, 10**400, "9" * 400, date(2027, 1, 4)),
    ],
)
def test_anything_else_is_no_number(problems: Problems, value: Any) -> None:
    code = "missing" if value == "" else "not_a_number"
    assert problems({"budget_usd": value}) == [f"error {code} Profile!budget_usd"]


def test_negative_zero_is_zero(profile: MakeProfile) -> None:
    assert profile({"budget_usd": -0.0}).model_dump_json() == profile({"budget_usd": 0}).model_dump_json()


def test_the_dust_of_a_formula_does_not_count(profile: MakeProfile) -> None:
    assert profile({"weekly_hours": 0.1 + 0.2}) == profile({"weekly_hours": 0.3})


@pytest.mark.parametrize("text", ["2027-01-04", "04/01/2027", "soon"])
def test_text_is_no_date_and_the_message_shows_it(read: Read, text: str) -> None:
    _, (issue,) = read({"start_date": text})
    assert (issue.code, issue.cell) == ("text_date", "start_date")
    assert f"«{text}»" in issue.what
    assert "2027-01-04" in issue.how_to_fix


@pytest.mark.parametrize("value", [46391, True, 1.5])
def test_a_bare_number_is_no_date(problems: Problems, value: Any) -> None:
    assert problems({"start_date": value}) == ["error not_a_date Profile!start_date"]


def test_a_date_with_a_time_is_that_day(profile: MakeProfile) -> None:
    assert profile({"start_date": datetime(2027, 1, 4, 13, 30)}) == profile()  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(1999, 12, 31), False),
        (date(2000, 1, 1), True),
        (date(2100, 12, 31), True),
        (date(2101, 1, 1), False),
    ],
)
def test_dates_are_of_this_century(problems: Problems, day: date, allowed: bool) -> None:
    found = problems({"start_date": day, "target_date": date(2100, 12, 31)})
    assert ("error out_of_range Profile!start_date" in found) is not allowed


@pytest.mark.parametrize("value", [True, "yes", "Y", " TRUE ", 1, 1.0, "1"])
def test_yes_has_many_spellings(profile: MakeProfile, value: Any) -> None:
    assert profile({"willing_to_change_job": value}).willing_to_change_job is True


@pytest.mark.parametrize("value", [False, "No", "n", "false", 0, 0.0, "0", None, " "])
def test_so_has_no_and_blank_is_no(profile: MakeProfile, value: Any) -> None:
    assert profile({"willing_to_change_job": value}).willing_to_change_job is False


@pytest.mark.parametrize("value", ["maybe", 2, "-1"])
def test_anything_else_is_neither_yes_nor_no(problems: Problems, value: Any) -> None:
    assert problems({"internal_employer": value}) == ["error not_yes_or_no Profile!internal_employer"]


@pytest.mark.parametrize(
    "key", ["person_id", "label", "edu_level", "degree_field", "budget_usd", "target_date", "objective", "max_parallel"]
)
def test_an_error_value_is_named_and_never_taken_for_a_blank(read: Read, key: str) -> None:
    person, (issue,) = read({key: ErrorValue("#REF!")})
    assert person is None
    assert (issue.code, issue.cell) == ("error_value", key)
    assert "#REF!" in issue.what


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("focus", {"focus": ErrorValue("#N/A")}),
        ("licences", {"token": ErrorValue("#N/A")}),
        ("ratings", {"competency": "hipaa", "level": ErrorValue("#N/A")}),
        ("ratings", {"competency": ErrorValue("#N/A"), "level": 2}),
        ("experience", {"employer": ErrorValue("#N/A"), "yrs_clinical": 0}),
        ("periods", {"first": date(2027, 7, 1), "last": ErrorValue("#N/A")}),
        ("choices", {"offering": "c_excel", "decision": ErrorValue("#N/A")}),
        ("gates", {"gate": "evenings", "answer": ErrorValue("#N/A")}),
    ],
)
def test_an_error_value_in_a_table_is_the_only_thing_wrong_with_its_row(
    problems: Problems, table: str, row: dict[str, Any]
) -> None:
    (found,) = problems(None, **{table: [row]})
    assert found.startswith(f"error error_value {table}!")


def test_a_message_quotes_only_the_beginning_of_a_long_text_and_nothing_invisible(read: Read) -> None:
    _, (issue,) = read({"budget_usd": "\x1b[31m" + "x" * 500})
    assert "\x1b" not in issue.what
    assert len(issue.what) < 200
