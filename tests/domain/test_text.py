"""Values as a person would type them, and as a message quotes them."""

from datetime import date, datetime

import pytest

from liaison_planner.domain.cell import ErrorValue, RawValue
from liaison_planner.domain.text import LONGEST_QUOTE, as_text, shown, without_control_characters


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (3.0, "3"),
        (2.5, "2.5"),
        (7, "7"),
        (True, "True"),
        (date(2027, 1, 4), "2027-01-04"),
        (datetime(2027, 1, 4, 8, 30), "2027-01-04"),  # noqa: DTZ001 - cells carry no zone
        (ErrorValue("#REF!"), "#REF!"),
        ("  two words\t", "two words"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("e\u0301", "é"),
    ],
)
def test_a_value_is_what_a_person_would_type(value: RawValue, text: str) -> None:
    assert as_text(value) == text


def test_a_long_text_is_quoted_in_short() -> None:
    assert shown("x" * LONGEST_QUOTE) == f"«{'x' * LONGEST_QUOTE}»"
    assert shown("x" * (LONGEST_QUOTE + 1)) == f"«{'x' * LONGEST_QUOTE}…»"


def test_nothing_invisible_is_quoted() -> None:
    assert shown("a\x00b\u200bc") == "«a\ufffdb\ufffdc»"


def test_line_breaks_and_tabs_stay_but_what_a_workbook_cannot_hold_goes() -> None:
    assert without_control_characters("a\tb\nc\x07\ud800\ufffe") == "a\tb\nc"
