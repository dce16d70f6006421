"""The look: a palette with enough contrast, a type scale, and one format for each part that a cell can play."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from liaison_planner.workbook.schema_model import CellKind, Role

FONT = "Calibri"
INK = "#1F2D33"
QUIET = "#5A6A72"
DEEP = "#17444F"
ACCENT = "#23727B"
LINE = "#D5DEE1"
BAND = "#E9F1F2"
CARD = "#F1F6F6"
HEADER = "#DCE8EA"
INPUT_FILL = "#FFF7DF"
INPUT_LINE = "#D8BE7A"
WHITE = "#FFFFFF"

TAB_COLOURS = {Role.INPUT: "#D9A62E", Role.RESULT: ACCENT, Role.REFERENCE: "#7D8E98", Role.CONTROL: DEEP}
KIND_COLOURS = {
    "C": "#2B6CA3",
    "X": "#5D4A9C",
    "D": "#1D3557",
    "M": "#2C7553",
    "N": "#4F7A28",
    "I": "#A1520F",
    "J": "#8C2F4B",
    "U": "#4A6572",
}
"""Fill of a bar by the letter of its kind; each carries white letters with a contrast above 4.5."""

TODAY_LINE = "#A55A16"
TARGET_LINE = DEEP

NUMBER_FORMATS = {
    CellKind.TEXT: "@",
    CellKind.CHOICE: "@",
    CellKind.WHOLE: "0",
    CellKind.NUMBER: "General",
    CellKind.MONEY: "#,##0",
    CellKind.DATE: "d mmm yyyy",
}

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "strong": {"bold": True},
    "quiet": {"font_color": QUIET, "font_size": 9},
    "number": {"font_color": ACCENT, "font_size": 14, "align": "center", "indent": 0},
    "centre": {"align": "center", "indent": 0},
    "help": {"font_size": 10},
    "bar": {"font_color": ACCENT, "font_size": 14},
    "verdict": {"bold": True},
    "left": {"align": "left"},
    "headline": {"bold": True, "font_size": 14},
}


class Theme:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def make(self, **parts: Any) -> Format:
        """The format with these properties over the base font; equal properties share one format."""
        properties = {"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "top", **parts}
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def title(self) -> Format:
        return self.make(font_size=20, bold=True, font_color=WHITE, bg_color=DEEP, valign="vcenter", indent=1)

    def purpose(self) -> Format:
        return self.make(font_color=INK, bg_color=BAND, valign="vcenter", indent=1)

    def heading(self) -> Format:
        return self.make(font_size=14, bold=True, font_color=ACCENT, valign="vcenter", indent=1)

    def note(self) -> Format:
        return self.make(font_color=QUIET, valign="vcenter", indent=1)

    def line(self, kind: CellKind, look: str = "") -> Format:
        """A short result that stands alone."""
        return self.make(num_format=NUMBER_FORMATS[kind], align="left", valign="vcenter", indent=1, **_LOOKS[look])

    def bare(self, **parts: Any) -> Format:
        """Only these properties: what a conditional format changes."""
        return self._workbook.add_format(parts)

    def label(self) -> Format:
        return self.make(valign="vcenter", text_wrap=True, indent=1, bottom=1, bottom_color=LINE)

    def help(self) -> Format:
        return self.make(
            font_color=QUIET, font_size=10, valign="vcenter", text_wrap=True, indent=1, bottom=1, bottom_color=LINE
        )

    def table_header(self, kind: CellKind = CellKind.TEXT, look: str = "", **parts: Any) -> Format:
        """The header of a column, aligned as its cells are."""
        base = {"bold": True, "bg_color": HEADER, "text_wrap": True, "valign": "vcenter"}
        line = {"bottom": 1, "bottom_color": ACCENT}
        return self.make(**{**base, **line, **_aligned(kind, look), **parts})

    def input(self, kind: CellKind, look: str = "") -> Format:
        """A cell to fill in: tinted, framed and unlocked."""
        frame = {"bg_color": INPUT_FILL, "border": 1, "border_color": INPUT_LINE, "locked": False}
        shown = {"num_format": NUMBER_FORMATS[kind], "valign": "vcenter", "text_wrap": True}
        return self.make(**{**shown, "align": "left", "indent": 1, **_LOOKS[look], **frame})

    def fixed(self, kind: CellKind, look: str = "") -> Format:
        """A cell that the template fills: a line under it, locked."""
        return self.make(**_cell(kind, look), bottom=1, bottom_color=LINE)

    def result(self, kind: CellKind, look: str = "", *, locked: bool = True) -> Format:
        """A cell that the planner fills; its line comes with the row (a conditional format), so spare rows stay white."""
        return self.make(**_cell(kind, look), locked=locked)


def _cell(kind: CellKind, look: str) -> dict[str, Any]:
    shown = {"num_format": NUMBER_FORMATS[kind], "text_wrap": True, "valign": "vcenter"}
    return {**shown, **_aligned(kind, look), **_LOOKS[look]}


def _aligned(kind: CellKind, look: str) -> dict[str, Any]:
    """Numbers stand at the right, all else at the left, a little away from the neighbour."""
    align = "right" if kind in (CellKind.WHOLE, CellKind.NUMBER, CellKind.MONEY) else "left"
    return {
        "align": align,
        "indent": 1,
        **{key: _LOOKS[look][key] for key in ("align", "indent") if key in _LOOKS[look]},
    }
