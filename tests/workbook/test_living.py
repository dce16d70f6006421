"""What a workbook says about living with its plan."""

from datetime import date

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.replan import Closeness
from liaison_planner.views import Content, Value
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.living import Living, living_in


@pytest.fixture(scope="module")
def blank(catalogue: Catalogue) -> bytes:
    return services.new_workbook(catalogue)


def test_empty_cells_stay_close_and_name_no_review(blank: bytes) -> None:
    assert living_in(blank) == Living(Closeness.CLOSE, None, ())


@pytest.mark.parametrize(
    ("words", "closeness"),
    [
        ("stay close", Closeness.CLOSE),
        ("balanced", Closeness.BALANCED),
        (" Start afresh ", Closeness.FRESH),
        ("fresh", Closeness.FRESH),
    ],
)
def test_the_choice_is_understood_by_its_words(blank: bytes, words: str, closeness: Closeness) -> None:
    found = living_in(fill(blank, Content({"set_closeness": words, "set_review": date(2027, 3, 1)})))
    assert found == Living(closeness, date(2027, 3, 1), ())


@pytest.mark.parametrize(("name", "value"), [("set_closeness", "a bit"), ("set_review", "in spring")])
def test_anything_else_is_named_with_its_cell(blank: bytes, name: str, value: Value) -> None:
    found = living_in(fill(blank, Content({name: value})))
    (issue,) = found.issues
    assert found[:2] == (Closeness.CLOSE, None)
    assert issue.sheet == "Preferences"
    assert issue.cell
    assert str(value) in issue.what
    assert "hoose" in issue.how_to_fix or "2027-03-01" in issue.how_to_fix
