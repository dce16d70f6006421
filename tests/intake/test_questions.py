"""Tests for ratings that the rest of the answers contradicts or does not carry."""

from collections.abc import Callable
from typing import Any

import pytest

from liaison_planner.domain.issue import Issue
from liaison_planner.domain.profile import Profile

Read = Callable[..., tuple[Profile | None, tuple[Issue, ...]]]


def rating(level: int, name: str = "present") -> list[dict[str, Any]]:
    return [{"competency": name, "level": level}]


def proof(level: int) -> list[dict[str, Any]]:
    return [{"kind": "portfolio", "title": "Talk", "competency": "present", "level": level}]


def told(read: Read, **tables: Any) -> list[str]:
    person, issues = read(**tables)
    assert person is not None
    return [f"{issue.severity} {issue.code} {issue.sheet}!{issue.cell}" for issue in issues]


@pytest.mark.parametrize(("level", "asked"), [(2, []), (3, ["info rating_unshown ratings!level 1"])])
def test_an_independent_level_out_of_nowhere_is_questioned(read: Read, level: int, asked: list[str]) -> None:
    """The person holds a health degree and nothing else; no health degree teaches presenting."""
    assert told(read, ratings=rating(level)) == asked


@pytest.mark.parametrize(
    "shown",
    [
        {"proofs": proof(3)},
        {"experience": [{"yrs_sales_marketing": 1}]},
        {"choices": [{"offering": "c_toast_2", "decision": "done"}]},
    ],
)
def test_work_a_finished_course_or_a_piece_answers_the_question(read: Read, shown: dict[str, Any]) -> None:
    assert told(read, ratings=rating(3), **shown) == []


@pytest.mark.parametrize(("level", "asked"), [(1, ["warning rating_contradicted ratings!level 1"]), (2, [])])
def test_a_piece_that_shows_two_levels_less_contradicts_the_rating(read: Read, level: int, asked: list[str]) -> None:
    assert told(read, ratings=rating(3), proofs=proof(level)) == asked


def test_a_rating_far_below_what_a_year_in_the_field_brings_is_questioned(read: Read) -> None:
    clinical = [{"yrs_clinical": 1, "yrs_healthcare": 1}]
    assert told(read, ratings=rating(1, "med_terms"), experience=clinical) == ["info rating_low ratings!level 1"]
    assert told(read, ratings=rating(2, "med_terms"), experience=clinical) == []


def test_what_is_not_rated_is_not_questioned(read: Read) -> None:
    assert told(read, experience=[{"yrs_clinical": 5, "yrs_healthcare": 5}]) == []
