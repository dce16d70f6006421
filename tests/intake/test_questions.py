"""Tests for ratings that the rest of the answers contradicts or does not carry."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner import services
from liaison_planner.catalogue import built_in
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


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("P01", []),
        ("P09", [("rating_unshown", "Presenting and public speaking"), ("rating_unshown", "Cultural and linguistic")]),
        ("P12", [("rating_low", "Preceptor and clinical-site recruitment")]),
    ],
)
def test_the_teacher_is_asked_what_shows_it_and_the_coordinator_whether_it_is_too_low(
    name: str, asked: list[tuple[str, str]]
) -> None:
    """The worked examples of docs/standing.md."""
    issues = services.sample_person(name, built_in(), date(2026, 11, 23)).issues
    assert [issue.code for issue in issues] == [code for code, _ in asked]
    assert all(title in issue.what for issue, (_, title) in zip(issues, asked, strict=True))


def test_what_is_not_rated_is_not_questioned(read: Read) -> None:
    assert told(read, experience=[{"yrs_clinical": 5, "yrs_healthcare": 5}]) == []
