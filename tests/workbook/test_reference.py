"""What the template says about the catalogue, in words and lists."""

from dataclasses import replace

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.syntax import parse_requirement
from liaison_planner.intake.words import Words
from liaison_planner.workbook.labels import labels_of
from liaison_planner.workbook.lists import list_values
from liaison_planner.workbook.reference import reference_rows
from liaison_planner.workbook.words import awards_words, range_words, requirement_words, teaches_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("hipaa>=2", "Patient privacy (HIPAA): level 2"),
        ("edu_level>=3;yrs_healthcare>=1", "bachelor's degree or higher\n1 year of healthcare, any role"),
        ("edu_level>=5", "doctorate"),
        (
            "yrs_clinical>=0.5|yrs_sales_marketing>=2",
            "0.5 years of clinical work with patients or 2 years of sales or marketing, any industry",
        ),
        ("license=rn|cert=any", "Registered nurse (RN) or any certification"),
        ("degree_field=health", "degree in health"),
        ("internal_employer=1", "employed there already"),
        ("c_pm_intro", "finished: Project management fundamentals (23 contact hours)"),
    ],
)
def test_requirements_are_told_in_words(catalogue: Catalogue, text: str, words: str) -> None:
    assert requirement_words(parse_requirement(text, pytest.fail), catalogue) == words


def test_an_offering_is_told_in_words(catalogue: Catalogue) -> None:
    offering = catalogue.offerings["c_ma_program"]
    assert (
        teaches_words(offering, catalogue)
        == "Medical terminology 3; Care-setting workflow 2; Patient privacy (HIPAA) 2"
    )
    assert awards_words(offering, catalogue) == "Certified medical assistant"
    assert range_words(offering) == "500 to 1,000 hours, 1,000 to 8,000 USD"
    assert awards_words(catalogue.offerings["deg_completion"], catalogue) == "Bachelor's degree (health)"
    assert awards_words(catalogue.offerings["c_medterm_wsu"], catalogue) == "Badge"


def test_no_word_of_the_syntax_is_left_in_the_tables(catalogue: Catalogue) -> None:
    texts = [
        str(value)
        for row in reference_rows(catalogue)["tblCatalogue"]
        for key, value in row.items()
        if key in ("prerequisites", "teaches", "awards", "kind", "delivery", "starts", "trust")
    ]
    assert not [text for text in texts if ">=" in text or "_" in text]


def test_the_tables_are_complete(catalogue: Catalogue) -> None:
    rows = reference_rows(catalogue)
    assert [row["id"] for row in rows["tblCatalogue"]] == list(catalogue.offerings)
    assert [row["competency"] for row in rows["tblSkills"]] == list(catalogue.competencies)
    assert [row["id"] for row in rows["tblRoutes"]] == list(catalogue.routes)
    assert len(rows["tblFacts"]) == len(catalogue.facts)


def test_estimates_say_that_they_are_estimates(catalogue: Catalogue) -> None:
    trust = {row["id"]: row["trust"] for row in reference_rows(catalogue)["tblCatalogue"]}
    assert (trust["c_hipaa_core"], trust["c_excel"]) == ("sourced", "estimate")


def test_intake_understands_every_title_in_the_lists(catalogue: Catalogue) -> None:
    lists = list_values(catalogue)
    offerings = Words("offering", {name: row.title for name, row in catalogue.offerings.items()})
    held = Words("credential", {token: row.title for token, row in catalogue.credentials.items()})
    assert {offerings.find(str(title)) for title in lists["list_offerings"]} == set(catalogue.offerings)
    titles = (*lists["list_licences"], *lists["list_certificates"])
    assert {held.find(str(title)) for title in titles} == set(catalogue.credentials)


def test_where_two_rows_share_a_title_their_ids_stand_in_the_list(catalogue: Catalogue) -> None:
    first, second, *_ = catalogue.offerings.values()
    twin = second.model_copy(update={"title": first.title.upper()})
    labels = labels_of(replace(catalogue, offerings={first.id: first, twin.id: twin}))
    assert labels.offerings == {first.id: first.id, twin.id: twin.id}


def test_an_empty_list_says_so_because_excel_refuses_lists_without_cells(catalogue: Catalogue) -> None:
    assert list_values(replace(catalogue, credentials={}))["list_licences"] == ("none known",)
