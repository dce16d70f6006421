"""Tests for finding words by id or title."""

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.intake.words import Words

FRUIT = Words("fruit", {"a1": "Red apple", "a2": "Green apple", "p": "Pear", "p2": "Pear"})


@pytest.mark.parametrize("text", ["a1", "A1", " red  APPLE ", "Red\u00a0apple", "Red apple\u200b"])
def test_a_word_is_found_by_id_or_title_in_any_case_and_spacing(text: str) -> None:
    assert FRUIT.find(text) == "a1"


def test_a_title_that_two_words_share_finds_neither_and_the_advice_names_both() -> None:
    assert FRUIT.find("Pear") is None
    assert FRUIT.advice("pear") == "Several have this title; write one of their ids: p, p2."


def test_the_id_of_one_word_wins_over_the_title_of_another() -> None:
    assert Words("fruit", {"pear": "Apple", "apple": "Pear"}).find("pear") == "pear"


def test_a_near_miss_is_answered_with_the_closest_word() -> None:
    assert FRUIT.advice("gren appel") == "Did you mean «Green apple» (a2)?"


def test_a_wild_guess_is_answered_with_the_whole_list_when_it_is_short() -> None:
    assert FRUIT.advice("zzzz") == "Choose one of: «Red apple» (a1), «Green apple» (a2), «Pear» (p), «Pear» (p2)."


def test_a_wild_guess_at_a_long_list_is_sent_to_the_catalogue() -> None:
    many = Words("fruit", {str(number): f"Fruit number {number}" for number in range(9)})
    assert many.advice("zzzz") == "The catalogue lists every fruit with its id and its title."


def test_a_title_is_known_without_its_bracket_unless_two_share_it() -> None:
    titles = {"rn": "Registered nurse (RN)", "a": "Coach (new)", "b": "Coach (old)"}
    words = Words("credential", titles)
    assert words.find("registered nurse") == "rn"
    assert words.find("Coach") is None


@pytest.mark.parametrize(
    ("old", "found"),
    [
        ("Event and education-session organisation", "event_mgmt"),
        ("event and education-session organization", "event_mgmt"),
    ],
)
def test_a_title_in_the_spelling_of_an_older_catalogue_is_still_known(
    old: str, found: str, catalogue: Catalogue
) -> None:
    words = Words("subject", {row.id: row.name for row in catalogue.competencies.values()})
    assert words.find(old) == found


def test_licenses_are_known_in_both_spellings(catalogue: Catalogue) -> None:
    words = Words("credential", {token: row.title for token, row in catalogue.credentials.items()})
    assert words.find("Teaching licence") == words.find("Teaching license") == "teacher"
