"""The buttons as LibreOffice shows them: each with its caption, on its sheet, in the row that is there for them."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from liaison_planner.workbook.build_buttons import actions_on
from liaison_planner.workbook.schema import SHEETS

TEMPLATE = Path(__file__).parents[2] / "workbook_templates/liaison_planner.xlsm"
WITH_BUTTONS = [sheet.name for sheet in SHEETS if actions_on(sheet.name)]
EACH = pytest.mark.parametrize("sheet", WITH_BUTTONS)
LETTER_INCHES = 0.08
"""How wide a letter of a caption (Calibri, 11 points) is on average."""


class Button(NamedTuple):
    """What is shown: the words, and where on the sheet, in inches."""

    caption: str
    left: float
    top: float
    width: float
    height: float


class Shown(NamedTuple):
    """The buttons of one sheet, and from where to where its third row goes."""

    buttons: list[Button]
    top: float
    bottom: float


@pytest.fixture(scope="module")
def shown(
    convert: Callable[[list[Path], str, Path], list[Path]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Shown]:
    """Each sheet of the macro workbook as LibreOffice has understood it."""
    (converted,) = convert([TEMPLATE], "fods", tmp_path_factory.mktemp("fods"))
    root = etree.parse(converted).getroot()
    names = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    heights = {
        each.get(_at("style", "name", names)): _inches(height)
        for each in root.iter(_at("style", "style", names))
        for row in each.iterfind("style:table-row-properties", names)
        if (height := row.get(_at("style", "row-height", names)))
    }
    sheets = root.iterfind(".//office:spreadsheet/table:table", names)
    return {str(each.get(_at("table", "name", names))): _shown(each, names, heights) for each in sheets}


def _shown(sheet: etree._Element, names: dict[str, str], heights: dict[str | None, float]) -> Shown:
    buttons = {each.get(_at("form", "id", names)): each for each in sheet.iter(_at("form", "button", names))}
    drawn = [
        Button(
            str(buttons[each.get(_at("draw", "control", names))].get(_at("form", "label", names))),
            *(_inches(str(each.get(_at("svg", side, names)))) for side in ("x", "y", "width", "height")),
        )
        for each in sheet.iter(_at("draw", "control", names))
    ]
    styles = [each.get(_at("table", "style-name", names)) for each in sheet.iter(_at("table", "table-row", names))]
    above = sum(heights[style] for style in styles[:2])
    return Shown(drawn, above, above + heights[styles[2]])


def _at(prefix: str, name: str, names: dict[str, str]) -> str:
    return f"{{{names[prefix]}}}{name}"


def _inches(text: str) -> float:
    return float(text.removesuffix("in"))


def test_every_button_is_on_its_sheet_and_no_other_sheet_has_one(shown: dict[str, Shown]) -> None:
    captions = {name: [each.caption for each in found.buttons] for name, found in shown.items()}
    assert captions == {sheet.name: [each.caption for each in actions_on(sheet.name)] for sheet in SHEETS}


@EACH
def test_buttons_stand_in_the_row_under_the_title(sheet: str, shown: dict[str, Shown]) -> None:
    for button in shown[sheet].buttons:
        assert shown[sheet].top <= button.top
        assert button.top + button.height <= shown[sheet].bottom


@EACH
def test_no_button_covers_another_and_captions_are_whole(sheet: str, shown: dict[str, Shown]) -> None:
    buttons = shown[sheet].buttons
    for at, one in enumerate(buttons):
        assert one.width >= LETTER_INCHES * len(one.caption)
        for other in buttons[at + 1 :]:
            assert one.left + one.width <= other.left or one.top + one.height <= other.top, (one, other)
