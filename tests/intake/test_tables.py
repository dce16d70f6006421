"""Tests for the small tables of a person."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.catalogue import built_in
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import VALUES, YEARS_FIELDS, Focus

Problems = Callable[..., list[str]]
MakeProfile = Callable[..., Profile]
Read = Callable[..., tuple[Profile | None, tuple[Issue, ...]]]


def test_focus_areas_keep_their_order_and_are_known_by_title(profile: MakeProfile) -> None:
    person = profile(focus=[{"focus": "Medical school"}, {"focus": None}, {"focus": "CONSULTING"}])
    assert person.focus_preference == (Focus.MEDICAL_SCHOOL, Focus.CONSULTING)


def test_no_focus_area_is_missing_at_the_first_blank_row(problems: Problems) -> None:
    assert problems(focus=[{"focus": " "}, {"focus": None}]) == ["error missing focus!focus 1"]


def test_an_unknown_focus_area_gets_a_suggestion(read: Read) -> None:
    person, (issue,) = read(focus=[{"focus": "speciality practice"}])
    assert person is None
    assert (issue.code, issue.sheet) == ("unknown_value", "focus")
    assert "specialty_practice" in issue.how_to_fix


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("focus", [{"focus": "consulting"}, {"focus": "Consulting"}]),
        ("ratings", [{"competency": "hipaa", "level": 2}, {"competency": "Patient privacy (HIPAA)", "level": 2}]),
        ("values", [{"value": "income", "weight": 3}, {"value": "Income", "weight": 4}]),
        ("gates", [{"gate": "evenings", "answer": "yes"}, {"gate": "evenings", "answer": "no"}]),
        ("licences", [{"token": "rn"}, {"token": "RN"}]),
    ],
)
def test_what_stands_twice_is_named_at_its_second_place(read: Read, table: str, rows: list[dict[str, Any]]) -> None:
    _, (issue,) = read(None, **{table: rows})
    assert (issue.severity, issue.code, issue.sheet, issue.cell[-1]) == ("error", "duplicate", table, "2")
    assert f"«{next(iter(rows[0].values()))}»" in issue.what
    assert f"{table}!{next(iter(rows[0]))} 1" in issue.how_to_fix


@given(st.permutations([("crm_prm", 1), ("hipaa", 3), ("med_terms", 4), ("present", 0)]))
def test_ratings_come_in_the_order_of_the_catalogue_without_zeros(
    profile: MakeProfile, pairs: list[tuple[str, int]]
) -> None:
    rated = profile(ratings=[{"competency": name, "level": level} for name, level in pairs]).self_ratings
    assert list(rated.items()) == [("med_terms", 4), ("hipaa", 3), ("crm_prm", 1)]


@pytest.mark.parametrize(("level", "code"), [(5, "out_of_range"), (-1, "out_of_range"), (1.5, "not_whole")])
def test_a_level_is_a_whole_number_from_0_to_4(problems: Problems, level: float, code: str) -> None:
    assert problems(ratings=[{"competency": "hipaa", "level": level}]) == [f"error {code} ratings!level 1"]


def test_a_competency_listed_without_a_level_says_nothing(profile: MakeProfile) -> None:
    assert profile(ratings=[{"competency": name, "level": None} for name in built_in().competencies]) == profile()


def test_a_level_without_its_competency_is_a_problem(problems: Problems) -> None:
    assert problems(ratings=[{"competency": "", "level": 2}]) == ["error missing ratings!competency 1"]


def test_an_unknown_competency_is_a_problem_even_without_a_level(problems: Problems) -> None:
    assert problems(ratings=[{"competency": "juggling"}]) == ["error unknown_value ratings!competency 1"]


@given(st.permutations(VALUES))
def test_values_come_in_one_order_so_that_equal_people_are_written_alike(
    profile: MakeProfile, order: list[str]
) -> None:
    assert list(profile(values=[{"value": name, "weight": 3} for name in order]).values) == list(VALUES)


@pytest.mark.parametrize("weight", [0, 6])
def test_a_weight_is_1_to_5(problems: Problems, weight: int) -> None:
    assert problems(values=[{"value": "income", "weight": weight}]) == ["error out_of_range values!weight 1"]


def test_all_seven_fields_of_experience_are_there_even_without_a_row(profile: MakeProfile) -> None:
    assert profile().years == dict.fromkeys(YEARS_FIELDS, 0.0)


def test_years_of_all_rows_are_added_and_rounded_to_the_tenth(profile: MakeProfile) -> None:
    rows = [{"employer": "a", "yrs_healthcare": 1.26}, {}, {"yrs_healthcare": "2", "yrs_clinical": None}]
    assert profile(experience=rows).years["healthcare"] == 3.3


def test_the_order_of_experience_does_not_matter(profile: MakeProfile) -> None:
    """Plain addition of these three floats gives 0.4 or 0.5, depending on their order."""
    orders = permutations([0.05, 0.15, 0.25])
    sums = {profile(experience=[{"yrs_healthcare": part} for part in order]).years["healthcare"] for order in orders}
    assert sums == {0.5}


def test_years_are_at_most_sixty_in_a_row_and_in_all(problems: Problems) -> None:
    assert problems(experience=[{"yrs_healthcare": 61}]) == ["error out_of_range experience!yrs_healthcare 1"]
    rows = [{"yrs_healthcare": 40}, {"yrs_healthcare": 21}]
    assert problems(experience=rows) == ["error out_of_range experience!yrs_healthcare 2"]


def test_more_clinical_than_healthcare_years_are_worth_a_note(problems: Problems) -> None:
    rows = [{"yrs_healthcare": 3, "yrs_clinical": None}, {"yrs_healthcare": 0, "yrs_clinical": 4}]
    assert problems(experience=rows) == ["warning years_disagree experience!yrs_clinical 2"]
    assert problems(experience=[{"yrs_healthcare": 4, "yrs_clinical": 4}]) == []


def test_gates_keep_only_answered_questions_in_the_order_of_the_catalogue(profile: MakeProfile) -> None:
    rows = [
        {"gate": "Evenings now and then", "answer": "no"},
        {"gate": "territory", "answer": None},
        {"gate": "driving_licence", "answer": True},
    ]
    assert list(profile(gates=rows).gates.items()) == [("driving_licence", True), ("evenings", False)]
