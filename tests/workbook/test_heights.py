"""Rows grow with their text."""

from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.workbook.heights import lines_of, row_points

SENTENCE = "Understand and correctly use the word parts, abbreviations and procedure names heard in referring offices."


def test_a_word_takes_one_line_and_a_sentence_several() -> None:
    assert lines_of("word", 20) == 1
    assert lines_of(SENTENCE, 56) == 2
    assert lines_of(SENTENCE, 20) > 4


def test_line_breaks_count() -> None:
    assert lines_of("a\nb\nc", 20) == 3


def test_small_print_takes_less_room_and_bold_print_more() -> None:
    assert lines_of(SENTENCE, 40, "quiet") <= lines_of(SENTENCE, 40) <= lines_of(SENTENCE, 40, "strong")
    assert lines_of(SENTENCE * 3, 40, "quiet") < lines_of(SENTENCE * 3, 40)


def test_a_word_wider_than_its_column_is_broken() -> None:
    assert lines_of("m" * 100, 20) > 5


def test_the_tallest_text_sets_the_height_and_excel_the_limit() -> None:
    one, two = row_points([("a", 20, "")]), row_points([("a", 20, ""), ("a\nb", 20, "")])
    assert two > one
    assert row_points([("a\n" * 100, 20, "")]) == 409
    assert row_points([], 22) == 22


@given(st.text(st.sampled_from("aWi -"), max_size=300), st.floats(5, 100))
def test_a_wider_column_never_needs_more_lines(text: str, width: float) -> None:
    assert lines_of(text, width + 1) <= lines_of(text, width)
