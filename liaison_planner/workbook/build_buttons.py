"""The buttons of a macro workbook, under the title of each sheet on which there is something to click."""

from liaison_planner.actions.table import ACTIONS, Action
from liaison_planner.workbook.build_page import Page
from liaison_planner.workbook.schema import SHEETS

_ROW = 2
"""The narrow row between title and content, which becomes high enough."""
_LEFT, _TOP, _WIDTH, _HEIGHT, _APART = 8, 8, 184, 30, 8
_SIDE_BY_SIDE = 5
"""More would reach beyond a small screen; the others stand below."""
_POINTS = 0.75
"""Of a pixel."""


def actions_on(sheet: str) -> tuple[Action, ...]:
    """What can be clicked on a sheet, from left to right: everything on the first one."""
    return tuple(each for each in ACTIONS if sheet == SHEETS[0].name or sheet in each.sheets)


def add_buttons(page: Page) -> None:
    """Draws the sheet's buttons, each with its help as alternative text; they are not printed."""
    actions = actions_on(page.sheet.name)
    if not actions:
        return
    lines = -(-len(actions) // _SIDE_BY_SIDE)
    page.paper.set_row(_ROW, (_TOP + lines * (_HEIGHT + _APART)) * _POINTS)
    for at, action in enumerate(actions):
        down, right = divmod(at, _SIDE_BY_SIDE)
        place = {"x_offset": _LEFT + right * (_WIDTH + _APART), "y_offset": _TOP + down * (_HEIGHT + _APART)}
        size = {"width": _WIDTH, "height": _HEIGHT}
        words = {"caption": action.caption, "description": action.help}
        page.paper.insert_button(_ROW, 0, {"macro": action.macro, **place, **size, **words})
