"""Every entry of the menu, really clicked in a real LibreOffice: the results are the planner's, and one Undo takes them back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison_planner.actions.table import ACTIONS, Action
from liaison_planner.addin.click import run
from liaison_planner.addin.copied_book import CopiedBook
from liaison_planner.views import Content
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.image import FileImage
from tests.office.cells import Cells, held, shown
from tests.office.screen import BUTTON, MENU_ITEM, Screen

Opened = Callable[..., Screen]
Planned = Callable[..., bytes]


def after(cells: Cells, answer: dict[str, Any]) -> Cells:
    """The cells after what the planner asks for."""
    ahead = dict(cells)
    for block in answer["writes"]:
        for down, line in enumerate(block["values"]):
            for right, value in enumerate(line):
                place = (block["sheet"], block["row"] + down, block["column"] + right)
                ahead.pop(place, None)
                if value not in (None, ""):
                    ahead[place] = _shown(value)
    return ahead


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return float((date.fromisoformat(value["day"]) - date(1899, 12, 30)).days)
    return float(value) if isinstance(value, int | float) else value


def test_menu_and_toolbar_have_every_action_in_the_order_of_the_table(opened: Opened, planned: Planned) -> None:
    captions = [each.caption for each in ACTIONS]
    seen = opened(planned()).ask("seen")
    for role, more in ((MENU_ITEM, ["What these do"]), (BUTTON, [])):
        found = sorted(
            (at, words) for at, (words, kind, *_) in enumerate(seen) if kind == role and words in captions + more
        )
        assert [words for _, words in found] == captions + more


def made(path: Path) -> bool:
    """Whether a click has made this file."""
    return path.is_file() and path.name != "me.xlsx" and not path.name.startswith(".")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.entry)
def test_a_click_writes_what_the_planner_computes_and_one_undo_takes_it_back(
    action: Action, opened: Opened, planned: Planned, now: date, tmp_path: Path
) -> None:
    package = fill(planned("P02"), Content({"in_weekly_hours": 6}))
    row = FileImage(package).places.tables["tblplan"].rows.first_row
    office = opened(package)
    office.ask("select", "Plan", f"B{row}")
    before = held(package)
    assert shown(office.ask("cells")) == before
    office.choose(action.caption)
    told = office.message()
    other = tmp_path / "other"
    other.mkdir()
    book = CopiedBook(package, ("Plan", row), saved_as=other / "me.xlsx")
    run(action.entry, book, now)
    answer = book.answer()
    assert shown(office.ask("cells")) == after(before, answer)
    assert told == answer["message"]["words"].replace(str(other), str(tmp_path))
    assert [each.name for each in other.iterdir() if made(each)] == [
        each.name for each in tmp_path.iterdir() if made(each)
    ]
    if answer["writes"]:
        assert office.ask("steps") == [f"Liaison Planner: {action.caption}"]
        office.press("ctrl+z")
        office.wait_for(lambda: not office.ask("steps"))
    assert shown(office.ask("cells")) == before
