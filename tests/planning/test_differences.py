"""Two plans beside each other, in words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan, PlanStatus, Stamp
from liaison_planner.planning.differences import figures
from liaison_planner.planning.phrases import listed, short_title, span

TODAY = date(2026, 11, 23)
STAMP = Stamp(planner_version="", catalogue_version="", inputs_hash="", today=TODAY)


def plan(ready: date, cost: float, hours: float) -> Plan:
    plain: dict[str, Any] = {"person_id": "A", "focus": None, "today": TODAY, "start_date": None, "target_date": None}
    status, totals = PlanStatus.OPTIMAL, {"total_cost_usd": cost, "total_effort_hours": hours}
    return Plan(**plain, **totals, status=status, ready_date=ready, stamp=STAMP)


@pytest.mark.parametrize(
    ("ready", "cost", "hours", "words"),
    [
        (date(2027, 3, 28), 100, 10, "ready 3 weeks later at the same cost"),
        (date(2027, 2, 28), 300, 10, "ready 1 week earlier, for $200 more"),
        (date(2027, 3, 8), 59.5, 12, "ready 1 day later, for $40.50 less"),
        (date(2027, 3, 7), 50, 12, "ready on the same day, for $50 less"),
        (date(2027, 3, 7), 100, 11, "ready on the same day at the same cost, with 1 hour more of work"),
        (date(2027, 3, 7), 100, 10, "ready on the same day at the same cost"),
    ],
)
def test_date_and_money_are_compared_and_hours_only_when_these_are_equal(
    ready: date, cost: float, hours: float, words: str
) -> None:
    assert figures(plan(date(2027, 3, 7), 100, 10), plan(ready, cost, hours)) == words


@pytest.mark.parametrize(("days", "words"), [(7, "1 week"), (-63, "9 weeks"), (1, "1 day"), (10, "10 days")])
def test_spans_are_whole_weeks_where_they_can_be(days: int, words: str) -> None:
    assert span(days) == words


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c", "d"], "a, b, c and d")],
)
def test_a_list_reads_like_a_sentence(words: list[str], text: str) -> None:
    assert listed(words) == text


def test_a_long_list_is_cut_and_never_for_one_name() -> None:
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_brackets_are_left_out_inside_sentences(
    small: Callable[..., Catalogue], offering: Callable[..., Offering]
) -> None:
    titled = offering("a", title="Sales (in two parts) with role-play (online)")
    assert short_title("a", small(titled, required={})) == "«Sales with role-play»"


def test_no_two_titles_of_the_built_in_catalogue_become_the_same(catalogue: Catalogue) -> None:
    titles = {short_title(name, catalogue) for name in catalogue.offerings}
    assert len(titles) == len(catalogue.offerings)
