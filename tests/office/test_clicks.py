"""Every entry of the menu, really clicked in a real LibreOffice: the results are the planner's, and one Undo takes them back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison_planner import services
from liaison_planner.actions.table import ACTIONS, Action
from liaison_planner.addin.click import run
from liaison_planner.addin.copied_book import CopiedBook
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.plan import Plan
from liaison_planner.views import Content
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.image import FileImage
from liaison_planner.workbook.schema import tables
from tests.conftest import Convert
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


@pytest.mark.parametrize("name", ["me.xlsm", "me.ods"])
def test_other_kinds_of_workbook_get_the_plan_of_the_command_line(
    name: str,
    office: Screen,
    *,
    blank: Callable[..., bytes],
    catalogue: Catalogue,
    now: date,
    convert: Convert,
    tmp_path: Path,
) -> None:
    """With macros as it is made, and as LibreOffice saves it; the latter opened as a workbook that is not saved yet."""
    package = blank("P03", macros=name.endswith("m"))
    made = tmp_path / "me.xlsm" if name.endswith("m") else tmp_path / "me.xlsx"
    made.write_bytes(package)
    path = made if name.endswith("m") else convert([made], "ods", tmp_path)[0]
    try:
        office.ask("open", path.as_uri(), MacroExecutionMode=0, AsTemplate=name.endswith("s"))
        office.wait_for(lambda: any("Calc" in title for title in office.ask("titles")))
        assert shown(office.ask("cells")) == held(package)
        office.choose("Regenerate plan")
        office.message()
        book = CopiedBook(package, ("Start", 1))
        run("regenerate_plan", book, now)
        assert shown(office.ask("cells")) == after(held(package), book.answer())
        office.ask("store", (tmp_path / "stored.xlsx").as_uri(), "Calc MS Excel 2007 XML")
    finally:
        office.ask("close")
    stored = services.kept_in_workbook((tmp_path / "stored.xlsx").read_bytes()).current
    person = services.person_in_workbook(package, catalogue, now)
    assert stored is not None
    assert timeless(stored.plan) == timeless(services.plan_for(person, catalogue, now))
    again = services.person_in_workbook((tmp_path / "stored.xlsx").read_bytes(), catalogue, now)
    assert again.profile == person.profile


def timeless(plan: Plan) -> Plan:
    """The plan without the time that it took."""
    return plan.model_copy(update={"proof": plan.proof.model_copy(update={"seconds": 0.0})})


def test_days_are_days_and_texts_are_texts(opened: Opened, planned: Planned, catalogue: Catalogue) -> None:
    """A note that looks like a formula moves with its step, and cells for days keep their format."""
    rows = [dict(row) for row in FileImage(planned()).image.tables["tblPlan"] if row["id"]]
    rows[1]["notes"] = "=2+3"
    fixed = {column.key for column in tables()["tblPlan"].columns if column.fixed}
    plain: Any = tuple({key: value for key, value in row.items() if key not in fixed} for row in rows)
    package = fill(planned(), Content({"in_budget_usd": 9_999}, {"tblPlan": plain}))
    placed = FileImage(package).places.tables["tblplan"]
    first, begin = placed.rows.first_row, placed.column(tables()["tblPlan"].column("start").heading)
    office = opened(package)
    format_before = office.ask("format_of", "Plan", first, begin)
    office.choose("Regenerate plan")
    office.message()
    cells = {(sheet, row, column): (typed, value) for sheet, row, column, typed, value in office.ask("cells")}
    moved = placed.column(tables()["tblPlan"].column("notes").heading)
    notes = [value for (sheet, _, column), (_, value) in cells.items() if (sheet, column) == ("Plan", moved)]
    assert "=2+3" in notes
    assert office.ask("format_of", "Plan", first, begin) == format_before
    assert isinstance(cells["Plan", first, begin][1], float)
    assert "Y" in format_before
