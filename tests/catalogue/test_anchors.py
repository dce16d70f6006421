"""Each level of each competency has a sentence of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.vocabulary import MAX_LEVEL

Edit = Callable[..., int]
Found = Callable[..., list[str]]


def test_every_built_in_competency_has_four_sentences_and_no_two_are_alike(catalogue: Catalogue) -> None:
    said = [catalogue.at_level(name, level) for name in catalogue.competencies for level in range(1, MAX_LEVEL + 1)]
    assert len(set(said)) == len(said) == 4 * len(catalogue.competencies)
    assert {sentence[:6] for sentence in said} == {"I can "}


def test_the_wording_is_marked_as_an_estimate(catalogue: Catalogue) -> None:
    assert {row.confidence.value for row in catalogue.anchors.values()} == {"estimate"}


def test_level_zero_is_the_general_sentence(catalogue: Catalogue) -> None:
    assert catalogue.at_level("hipaa", 0) == "I have not met this subject."


def test_a_competency_without_sentences_gets_the_general_scale_and_a_hint(folder: Path, found: Found) -> None:
    path = folder / "anchors.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("hipaa,")), encoding="utf-8")
    assert found("info") == ["catalogue_no_anchors competencies.csv hipaa"]


def test_sentences_for_a_competency_that_is_not_there_are_refused_with_the_place(edit: Edit, found: Found) -> None:
    line = edit("anchors", "hipaa", id="hippa")
    assert found() == [f"catalogue_dangling anchors.csv row {line}, id"]


@pytest.mark.parametrize("text", ["", "knows the rules"])
def test_a_sentence_that_is_missing_or_does_not_read_after_i_is_refused(edit: Edit, found: Found, text: str) -> None:
    line = edit("anchors", "hipaa", can_3=text)
    assert f"anchors.csv row {line}, can_3" in found()[0]


def test_an_own_competency_gets_the_hint_in_its_own_file(folder: Path, found: Found) -> None:
    (folder / "anchors.csv").unlink()
    (folder / "own_competencies.csv").write_text(
        (folder / "competencies.csv").read_text(encoding="utf-8").splitlines()[0]
        + "\nspanish,Spanish,relationship,Speak it,0,0,0,0,,our own,2026-11,judgement\n",
        encoding="utf-8",
    )
    assert found() == []
    assert found("info") == ["catalogue_no_anchors own_competencies.csv spanish"]
