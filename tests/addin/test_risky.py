"""Texts that Excel would take for something else are known beforehand."""

import pytest

from liaison_planner.addin.risky import is_risky


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1 seat",
        "-x",
        "@SUM(A1)",
        "'quoted",
        "#N/A",
        "3-4",
        "1/2",
        "5 Jan",
        "10%",
        "$5",
        "1e5",
        "TRUE",
        "false",
        "12:30",
    ],
)
def test_what_excel_would_change_is_risky(text: str) -> None:
    assert is_risky(text)


@pytest.mark.parametrize("text", ["Book a seat", "a" * 41 + "1", "R & D", "é"])
def test_plain_words_are_not(text: str) -> None:
    assert not is_risky(text)
