"""One wrong cell, one issue, at that cell."""

from collections.abc import Callable

import pytest

Edit = Callable[..., int]
Found = Callable[..., list[str]]

NEEDED = [
    ("competencies", "name domain"),
    ("competencies", "specialty_practice medical_school consulting government_outreach"),
    ("offerings", "kind title delivery effort_hours duration_weeks_min cost_usd start_pattern"),
    ("routes", "name requirements specialty_practice medical_school consulting government_outreach"),
    ("credentials", "kind title"),
    ("gates", "name question"),
    ("levels", "name anchor"),
    ("facts", "topic fact"),
]
ORIGIN = "source as_of confidence"
EMPTY = [(table, column) for table, columns in NEEDED for column in columns.split()]
EMPTY += [(table, column) for table in dict(NEEDED) for column in ORIGIN.split()]

NO_NUMBER = ["cheap", "1,5", "$5", "-1", "nan", "inf", "10000001"]
"""An offering's figures lie from nothing to ten million."""

NO_LEVEL = ["5", "1.5", "-1", "high"]

UNKNOWN_WORDS = [
    ("competencies", "core_for", "golf"),
    ("competencies", "confidence", "sure"),
    ("offerings", "kind", "lesson"),
    ("offerings", "delivery", "post"),
    ("offerings", "start_pattern", "daily"),
    ("offerings", "goal_of", "consulting;golf"),
    ("offerings", "recurs", "weekly"),
    ("routes", "consulting", "maybe"),
    ("credentials", "kind", "diploma"),
]

NO_SYNTAX = [
    ("offerings", "prerequisites", "hipaa>1"),
    ("offerings", "prerequisites", "hipaa=<1"),
    ("offerings", "prerequisites", "edu_level>=3;yrs_golf>=1"),
    ("offerings", "prerequisites", "edu_level>=3|badge=x"),
    ("offerings", "teaches", "hipaa"),
    ("offerings", "teaches", "hipaa:one"),
    ("offerings", "teaches", "hipaa:1;hipaa:2"),
    ("offerings", "credential_awarded", "medal"),
    ("offerings", "credential_awarded", "degree:phd:health"),
    ("offerings", "credential_awarded", "exp:golf:1"),
    ("offerings", "credential_awarded", "exp:clinical:much"),
    ("offerings", "credential_awarded", "college_credit:some"),
    ("routes", "requirements", "license rn"),
]

UNNAMED = {"credentials": "teacher"}
"""Rows that no other row names, so that a fault in them stays alone."""


@pytest.mark.parametrize(("table", "column"), EMPTY)
def test_an_empty_cell_that_must_be_filled_is_missing(edit: Edit, found: Found, table: str, column: str) -> None:
    line = edit(table, UNNAMED.get(table, 0), **{column: " "})
    assert found() == [f"catalogue_missing {table}.csv row {line}, {column}"]


@pytest.mark.parametrize("column", ["effort_hours", "cost_usd", "duration_weeks_min"])
@pytest.mark.parametrize("text", NO_NUMBER)
def test_a_figure_is_a_number_in_a_sensible_range(edit: Edit, found: Found, column: str, text: str) -> None:
    line = edit("offerings", 0, **{column: text})
    assert found() == [f"catalogue_value offerings.csv row {line}, {column}"]


@pytest.mark.parametrize("text", ["0", "1.5"])
def test_a_duration_is_a_whole_number_of_weeks(edit: Edit, found: Found, text: str) -> None:
    line = edit("offerings", 0, duration_weeks_min=text)
    assert found() == [f"catalogue_value offerings.csv row {line}, duration_weeks_min"]


@pytest.mark.parametrize("column", ["effort_low", "effort_high", "cost_low", "cost_high"])
def test_the_end_of_a_range_may_be_blank_but_not_a_word(edit: Edit, found: Found, column: str) -> None:
    edit("offerings", 0, effort_low="", effort_high="", cost_low="", cost_high="")
    assert found() == []
    line = edit("offerings", 0, **{column: "few"})
    assert f"catalogue_value offerings.csv row {line}, {column}" in found()


@pytest.mark.parametrize("text", NO_LEVEL)
def test_a_required_level_is_on_the_scale(edit: Edit, found: Found, text: str) -> None:
    line = edit("competencies", "hipaa", medical_school=text)
    assert found() == [f"catalogue_value competencies.csv row {line}, medical_school"]


@pytest.mark.parametrize(("table", "column", "text"), UNKNOWN_WORDS)
def test_a_word_is_one_of_its_list(edit: Edit, found: Found, table: str, column: str, text: str) -> None:
    line = edit(table, UNNAMED.get(table, 0), **{column: text})
    assert found() == [f"catalogue_unknown_word {table}.csv row {line}, {column}"]


@pytest.mark.parametrize(("table", "column", "text"), NO_SYNTAX)
def test_what_cannot_be_read_is_reported_at_its_cell(
    edit: Edit, found: Found, table: str, column: str, text: str
) -> None:
    line = edit(table, 0, **{column: text})
    assert found() == [f"catalogue_value {table}.csv row {line}, {column}"]


@pytest.mark.parametrize(
    ("table", "key", "other"),
    [
        ("competencies", "id", "clin_workflow"),
        ("offerings", "id", "c_hipaa_role"),
        ("routes", "id", "R02"),
        ("credentials", "token", "lpn"),
        ("gates", "id", "territory"),
        ("levels", "level", "1"),
        ("facts", "id", "F02"),
    ],
)
def test_a_repeated_key_is_reported_where_it_is_repeated(
    edit: Edit, found: Found, table: str, key: str, other: str
) -> None:
    edit(table, 0, **{key: other})
    assert f"catalogue_duplicate {table}.csv row 3, {key}" in found()


@pytest.mark.parametrize(("table", "key"), [("offerings", "id"), ("credentials", "token"), ("levels", "level")])
def test_a_row_without_a_key_is_reported(edit: Edit, found: Found, table: str, key: str) -> None:
    line = edit(table, 0, **{key: ""})
    assert f"catalogue_missing {table}.csv row {line}, {key}" in found()


# cells that look right and are not


def test_a_raised_digit_is_no_level(edit: Edit, found: Found) -> None:
    line = edit("offerings", "c_hipaa_core", teaches="hipaa:²")
    assert found() == [f"catalogue_value offerings.csv row {line}, teaches"]


@pytest.mark.parametrize("term", ["hipaa>=1.5", "edu_level>=2.5"])
def test_a_level_between_two_levels_is_reported(edit: Edit, found: Found, term: str) -> None:
    edit("offerings", "c_hipaa_role", prerequisites=term)
    assert found()


def test_a_gate_is_asked_for_with_1_or_0_and_nothing_else(edit: Edit, found: Found) -> None:
    line = edit("gates", 0, consulting="yes")
    assert found() == [f"catalogue_unknown_word gates.csv row {line}, consulting"]
