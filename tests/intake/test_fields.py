"""Tests for the single fields of a person."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner.domain.issue import Issue
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Objective

Problems = Callable[..., list[str]]
MakeProfile = Callable[..., Profile]
Read = Callable[..., tuple[Profile | None, tuple[Issue, ...]]]


def test_a_person_with_only_the_needed_cells_gets_the_defaults(profile: MakeProfile) -> None:
    person = profile({"degree_field": None, "edu_level": 1})
    assert (person.degree_field, person.objective, person.max_parallel) == ("none", Objective.FASTEST, None)
    assert [person.internal_employer, person.willing_to_change_job, person.firm_routes_only] == [False] * 3


@pytest.mark.parametrize("key", ["person_id", "edu_level", "weekly_hours", "budget_usd", "start_date", "target_date"])
def test_a_needed_field_that_is_blank_is_missing_at_its_own_cell(problems: Problems, key: str) -> None:
    assert problems({key: "  "}) == [f"error missing Profile!{key}"]


def test_all_problems_are_told_at_once(problems: Problems) -> None:
    found = problems({"weekly_hours": "many", "budget_usd": None, "edu_level": 9}, focus=[])
    assert found == [
        "error out_of_range Profile!edu_level",
        "error missing Profile!budget_usd",
        "error not_a_number Profile!weekly_hours",
        "error missing Profile!",
    ]


def test_a_numeric_id_is_the_text_one_sees(profile: MakeProfile) -> None:
    assert profile({"person_id": 101.0}).person_id == "101"


def test_an_id_of_100_characters_is_fine_and_one_of_101_is_too_long(problems: Problems) -> None:
    assert problems({"person_id": "x" * 100}) == []
    assert problems({"person_id": "x" * 101}) == ["error too_long Profile!person_id"]


@pytest.mark.parametrize("text", ["A\nB", "A\x00", "A\x1bB", "A\u2028B"])
def test_an_id_with_a_control_character_is_refused(problems: Problems, text: str) -> None:
    assert problems({"person_id": text}) == ["error control_character Profile!person_id"]


def test_free_text_keeps_its_lines_and_loses_what_a_workbook_cannot_hold(profile: MakeProfile) -> None:
    assert profile({"label": " first\r\nsecond\x00 "}).label == "first\nsecond"


def test_the_same_letters_are_equal_however_they_are_encoded(profile: MakeProfile) -> None:
    assert profile({"label": "Jose\u0301"}) == profile({"label": "Jos\u00e9"})


def test_free_text_that_no_excel_cell_can_hold_is_too_long(problems: Problems) -> None:
    assert problems({"background": "x" * 32_768}) == ["error too_long Profile!background"]


@pytest.mark.parametrize("level", [3, 3.0, "3", "Bachelor's degree", "bachelor’s DEGREE "])
def test_the_education_level_is_a_number_or_its_title(profile: MakeProfile, level: Any) -> None:
    assert profile({"edu_level": level}).edu_level == 3


@pytest.mark.parametrize(
    ("level", "code"), [(0, "out_of_range"), (6, "out_of_range"), (2.5, "not_whole"), (True, "not_a_number")]
)
def test_an_education_level_off_the_scale_is_refused(problems: Problems, level: Any, code: str) -> None:
    assert problems({"edu_level": level}) == [f"error {code} Profile!edu_level"]


def test_an_unknown_education_level_gets_a_suggestion(read: Read) -> None:
    _, (issue,) = read({"edu_level": "Batchelor degree"})
    assert (issue.code, issue.how_to_fix) == ("unknown_value", "Did you mean «Bachelor's degree» (3)?")


def test_a_degree_without_its_field_is_worth_a_note(problems: Problems) -> None:
    assert problems({"edu_level": 2, "degree_field": "none"}) == ["warning degree_without_field Profile!degree_field"]
    assert problems({"edu_level": 2, "degree_field": None}) == ["warning degree_without_field Profile!degree_field"]
    assert problems({"edu_level": 1, "degree_field": None}) == []


def test_a_field_without_a_degree_is_worth_a_note(problems: Problems) -> None:
    assert problems({"edu_level": 1}) == ["warning field_without_degree Profile!degree_field"]


def test_an_unknown_degree_field_is_not_also_called_a_missing_one(problems: Problems) -> None:
    assert problems({"degree_field": "astrology"}) == ["error unknown_value Profile!degree_field"]


@pytest.mark.parametrize("hours", [0, 40, 40.0])
def test_no_hours_and_a_full_week_are_both_allowed(problems: Problems, hours: float) -> None:
    assert problems({"weekly_hours": hours}) == []


def test_more_than_forty_hours_are_worth_a_note_and_more_than_eighty_refused(problems: Problems) -> None:
    assert problems({"weekly_hours": 80}) == ["warning many_hours Profile!weekly_hours"]
    assert problems({"weekly_hours": 80.5}) == ["error out_of_range Profile!weekly_hours"]


@pytest.mark.parametrize(("budget", "allowed"), [(-1, False), (0, True), (1_000_000, True), (1_000_001, False)])
def test_the_budget_is_at_most_a_million_dollars(problems: Problems, budget: int, allowed: bool) -> None:
    assert problems({"budget_usd": budget}) == ([] if allowed else ["error out_of_range Profile!budget_usd"])


@pytest.mark.parametrize(("steps", "allowed"), [(None, True), (0, False), (1, True), (20, True), (21, False)])
def test_steps_at_the_same_time_are_1_to_20_or_blank(problems: Problems, steps: int | None, allowed: bool) -> None:
    assert problems({"max_parallel": steps}) == ([] if allowed else ["error out_of_range Profile!max_parallel"])


def test_a_target_on_the_day_of_the_start_is_allowed(problems: Problems) -> None:
    assert problems({"target_date": date(2027, 1, 4)}) == []


def test_a_target_before_the_start_is_refused(problems: Problems) -> None:
    assert problems({"target_date": date(2027, 1, 3)}) == ["error target_before_start Profile!target_date"]


def test_a_target_before_today_is_refused_but_a_start_before_today_is_not(problems: Problems) -> None:
    past = {"start_date": date(2026, 1, 5), "target_date": date(2026, 11, 22)}
    assert problems(past) == ["error target_in_past Profile!target_date"]
    assert problems(past | {"target_date": date(2026, 11, 23)}) == []


def test_a_start_more_than_five_years_away_is_worth_a_note(problems: Problems) -> None:
    later = {"target_date": date(2033, 1, 1)}
    assert problems(later | {"start_date": date(2031, 11, 23)}) == []
    assert problems(later | {"start_date": date(2031, 11, 24)}) == ["warning far_start Profile!start_date"]


@pytest.mark.parametrize("objective", ["cheapest", " Cheapest "])
def test_the_objective_is_known_in_any_case(profile: MakeProfile, objective: str) -> None:
    assert profile({"objective": objective}).objective is Objective.CHEAPEST


# savings


def test_savings_are_optional_and_zero_counts(profile: MakeProfile) -> None:
    assert profile().savings_usd is None
    person = profile({"savings_usd": 0, "monthly_income_usd": "$2,600", "monthly_costs_usd": 2500.5})
    assert (person.savings_usd, person.savings_floor_usd) == (0, 0)
    assert (person.monthly_income_usd, person.monthly_costs_usd) == (2600, 2500.5)


def test_a_floor_above_the_savings_is_refused_at_its_cell(problems: Problems) -> None:
    assert problems({"savings_usd": 500, "savings_floor_usd": 500}) == []
    assert problems({"savings_usd": 500, "savings_floor_usd": 501}) == [
        "error floor_above_savings Profile!savings_floor_usd"
    ]


@pytest.mark.parametrize("key", ["savings_floor_usd", "monthly_income_usd", "monthly_costs_usd"])
def test_money_without_savings_is_questioned(problems: Problems, key: str) -> None:
    assert problems({key: 100}) == [f"warning savings_missing Profile!{key}"]


@pytest.mark.parametrize("key", ["savings_usd", "savings_floor_usd", "monthly_income_usd", "monthly_costs_usd"])
def test_money_is_a_number_of_dollars(problems: Problems, key: str) -> None:
    assert f"error not_a_number Profile!{key}" in problems({key: "some"})
    assert f"error out_of_range Profile!{key}" in problems({key: -1})


def test_robust_steps_are_preferred_only_on_request(profile: MakeProfile) -> None:
    assert [profile({"prefer_robust": answer}).prefer_robust for answer in (None, "no", "yes")] == [False, False, True]
