"""The targets sheet."""

from dataclasses import replace

import pytest

from liaison_planner.domain.vocabulary import Focus
from liaison_planner.views import Labels, targets_content

SCHOOL = Focus.MEDICAL_SCHOOL


@pytest.mark.parametrize(
    ("held", "asked", "bar", "words"),
    [
        (0, 2, "○○", "Raise it from level 0 to level 2."),
        (1, 3, "●○○", "Raise it from level 1 to level 3."),
        (4, 2, "●●", "You are there."),
        (3, 0, "", "Not asked for."),
    ],
)
def test_a_subject_shows_where_the_person_stands(labels: Labels, held: int, asked: int, bar: str, words: str) -> None:
    asking = replace(labels, asked={"hipaa": {SCHOOL: asked}})
    row = targets_content(SCHOOL, {"hipaa": held}, asking).tables["tblTargets"][0]
    assert row == {"name": "Patient privacy", "asked": asked, "bar": bar, "words": words}


def test_without_a_choice_the_sheet_asks_for_one(labels: Labels) -> None:
    tables = targets_content(None, {}, labels).tables
    assert {row["words"] for row in tables["tblTargets"]} == {"Choose a kind of employer above."}
    assert {row["accepted"] for row in tables["tblTargetRoutes"]} == {""}


def test_a_route_says_whether_the_choice_accepts_it(labels: Labels) -> None:
    accepting = replace(labels, accepted={"R04": {SCHOOL: "sometimes"}})
    assert targets_content(SCHOOL, {}, accepting).tables["tblTargetRoutes"] == (
        {"name": "Nursing background", "accepted": "sometimes"},
    )
