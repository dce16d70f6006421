"""Any text survives the spelling of a workbook's XML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.workbook.text import LONGEST_TEXT, escaped, unescaped


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_escaped_text_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_escaped_text_holds_nothing_that_xml_forbids(text: str) -> None:
    assert not [sign for sign in escaped(text) if ord(sign) < 32 and sign not in "\t\n"]
    assert "\ufffe" not in escaped(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [("a\x07", "a_x0007_"), ("_x0041_", "_x005F_x0041_"), ("_x_", "_x_"), ("a\r\n", "a_x000D_\n"), ("ok\t", "ok\t")],
)
def test_spellings_are_those_of_excel(text: str, written: str) -> None:
    assert escaped(text) == written


def test_the_longest_text_is_kept_whole_and_a_longer_one_is_not() -> None:
    assert escaped("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT
    assert len(escaped("x" * (LONGEST_TEXT + 1))) == LONGEST_TEXT
