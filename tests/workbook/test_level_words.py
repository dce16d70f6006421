"""Skills says in each row what the levels of its subject mean, before and after the person rates."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.profile import Profile
from liaison_planner.views import Labels, input_content
from liaison_planner.workbook.level_words import MOST_IN_PROMPT, MOST_IN_TITLE, level_prompts, level_rows

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


def test_each_rating_cell_prompts_with_the_sentences_of_its_own_subject(template: bytes, catalogue: Catalogue) -> None:
    sheet = load_workbook(io.BytesIO(template))["Skills"]
    prompts = {str(each.sqref): each for each in sheet.data_validations.dataValidation if each.type == "list"}
    shown = {sheet.cell(int(place[1:]), 1).value: each.prompt for place, each in prompts.items() if ":" not in place}
    assert shown.keys() == catalogue.competencies.keys()
    assert shown["present"].splitlines() == [
        f"{level} {catalogue.anchors['present'].can[level]}" for level in (1, 2, 3, 4)
    ]


def test_prompts_keep_within_what_excel_shows(catalogue: Catalogue) -> None:
    """No built-in sentence has to be cut down; long ones of an organization's own are."""
    for row in level_prompts(catalogue):
        assert 0 < len(str(row["level:title"])) <= MOST_IN_TITLE
        assert len(str(row["level:prompt"])) <= MOST_IN_PROMPT
        assert "…" not in str(row["level:prompt"])
    wordy = catalogue.anchors["hipaa"].model_copy(update={"can": dict.fromkeys(range(1, 5), "can " + "x" * 200)})
    (long,) = (
        row
        for row in level_prompts(replace(catalogue, anchors=catalogue.anchors | {"hipaa": wordy}))
        if row["level:title"] == "Patient privacy (HIPAA)"
    )
    assert len(str(long["level:prompt"])) <= MOST_IN_PROMPT
    assert str(long["level:prompt"]).count("…") == 4


def test_a_subject_without_sentences_prompts_with_the_general_scale(catalogue: Catalogue) -> None:
    bare = replace(catalogue, anchors={})
    assert {str(row["level:prompt"])[:22] for row in level_prompts(bare)} == {"0 none, 1 aware, 2 wor"}
    assert {row["can_2"] for row in level_rows(bare)} == {"I do standard cases alone after instructions."}


def test_a_rated_skill_says_what_the_number_means_and_others_say_nothing(nurse: Profile, labels: Labels) -> None:
    rows = {row["competency"]: row for row in input_content(nurse, labels).tables["tblSkills"]}
    assert (rows["present"]["level"], rows["present"]["means"]) == (1, "I can speak for five minutes from notes.")
    assert (rows["negotiation"]["level"], rows["negotiation"]["means"]) == (None, "")
