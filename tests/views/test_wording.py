"""Dates, money and counts are said in one way everywhere."""

from datetime import date

import pytest

from liaison_planner.views.wording import counted, day_words, listed, money_words, share_words, short_month


def test_days_and_months_are_unambiguous() -> None:
    assert day_words(date(2027, 1, 4)) == "4 Jan 2027"
    assert short_month(date(2027, 12, 31)) == "Dec"


@pytest.mark.parametrize(("dollars", "words"), [(0, "free"), (25, "$25"), (1800, "$1,800"), (49.5, "$49.50")])
def test_money(dollars: float, words: str) -> None:
    assert money_words(dollars) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 hour"), (0, "0 hours"), (1.5, "1.5 hours"), (16.666, "16.7 hours"), (2080, "2,080 hours")],
)
def test_counts(number: float, words: str) -> None:
    assert counted(number, "hour") == words


def test_large_counts_keep_all_their_digits() -> None:
    assert counted(1_234_567.5, "hour") == "1,234,567.5 hours"


def test_shares() -> None:
    assert share_words(0.625) == "62 %"


def test_long_text_runs_over_several_rows_with_the_lead_beside_the_first() -> None:
    assert list(listed("1", "one two three", 8)) == [("1", "one two"), (None, "three")]
    assert list(listed("1", "", 8)) == [("1", "")]
