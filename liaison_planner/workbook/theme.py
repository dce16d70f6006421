"""The look: a palette with enough contrast, a type scale, and one format for each part that a cell can play."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
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
STALE_FILL = "#FFD98A"
"""Behind the words that say a plan is out of date; the ink has a contrast above 10 on it."""

GOLD = "#D9A62E"
KIND_COLORS = {
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
DONE = "#6B7780"
LATE = "#A1520F"
AGREED, AGREED_LINE = "#DBE3E6", "#1F2D33"
"""Behind, and above and below, the days on which a step was agreed."""


@dataclass(frozen=True, slots=True)
class Look:
    """What an organization may change: its colors, its font, its name and its logo. The rest follows from these."""

    deep: str = DEEP
    accent: str = ACCENT
    ink: str = INK
    quiet: str = QUIET
    line: str = LINE
    band: str = BAND
    card: str = CARD
    header: str = HEADER
    input_fill: str = INPUT_FILL
    input_line: str = INPUT_LINE
    gold: str = GOLD
    font: str = FONT
    organization: str = ""
    logo: Path | None = None

    @property
    def tabs(self) -> Mapping[Role, str]:
        """The color of a sheet's tab by its role."""
        return {Role.INPUT: self.gold, Role.RESULT: self.accent, Role.REFERENCE: "#7D8E98", Role.CONTROL: self.deep}


PLAIN = Look()
"""The look of the shipped templates."""

NUMBER_FORMATS = {
    CellKind.TEXT: "@",
    CellKind.CHOICE: "@",
    CellKind.WHOLE: "0",
    CellKind.NUMBER: "General",
    CellKind.MONEY: "#,##0",
    CellKind.DATE: "d mmm yyyy",
}


def _looks(look: Look) -> Mapping[str, Mapping[str, Any]]:
    """What a cell's look adds to its format."""
    return {
        "": {},
        "strong": {"bold": True},
        "quiet": {"font_color": look.quiet, "font_size": 9},
        "number": {"font_color": look.accent, "font_size": 14, "align": "center", "indent": 0},
        "center": {"align": "center", "indent": 0},
        "help": {"font_size": 10},
        "bar": {"font_color": look.accent, "font_size": 14},
        "verdict": {"bold": True},
        "left": {"align": "left"},
        "headline": {"bold": True, "font_size": 14},
        "link": {"font_color": look.accent, "underline": 1},
    }


class Theme:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook, look: Look = PLAIN) -> None:
        self._workbook = workbook
        self.look = look
        self._looks = _looks(look)
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def make(self, **parts: Any) -> Format:
        """The format with these properties over the base font; equal properties share one format."""
        properties = {
            "font_name": self.look.font,
            "font_size": 11,
            "font_color": self.look.ink,
            "valign": "top",
            **parts,
        }
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def title(self) -> Format:
        return self.make(font_size=20, bold=True, font_color=WHITE, bg_color=self.look.deep, valign="vcenter", indent=1)

    def sender(self) -> Format:
        return self.make(
            font_size=12, font_color=WHITE, bg_color=self.look.deep, valign="vcenter", align="right", indent=1
        )

    def purpose(self) -> Format:
        return self.make(font_color=self.look.ink, bg_color=self.look.band, valign="vcenter", indent=1)

    def heading(self) -> Format:
        return self.make(font_size=14, bold=True, font_color=self.look.accent, valign="vcenter", indent=1)

    def note(self) -> Format:
        return self.make(font_color=self.look.quiet, valign="vcenter", indent=1)

    def line(self, kind: CellKind, look: str = "") -> Format:
        """A short result that stands alone."""
        shown = "General" if kind is CellKind.TEXT else NUMBER_FORMATS[kind]
        return self.make(num_format=shown, align="left", valign="vcenter", indent=1, **self._looks[look])

    def bare(self, **parts: Any) -> Format:
        """Only these properties: what a conditional format changes."""
        return self._workbook.add_format(parts)

    def label(self) -> Format:
        return self.make(valign="vcenter", text_wrap=True, indent=1, bottom=1, bottom_color=self.look.line)

    def help(self) -> Format:
        return self.make(
            font_color=self.look.quiet,
            font_size=10,
            valign="vcenter",
            text_wrap=True,
            indent=1,
            bottom=1,
            bottom_color=self.look.line,
        )

    def table_header(self, kind: CellKind = CellKind.TEXT, look: str = "", **parts: Any) -> Format:
        """The header of a column, aligned as its cells are."""
        base = {"bold": True, "bg_color": self.look.header, "text_wrap": True, "valign": "vcenter"}
        line = {"bottom": 1, "bottom_color": self.look.accent}
        return self.make(**{**base, **line, **self._aligned(kind, look), **parts})

    def input(self, kind: CellKind, look: str = "") -> Format:
        """A cell to fill in: tinted, framed and unlocked."""
        frame = {"bg_color": self.look.input_fill, "border": 1, "border_color": self.look.input_line, "locked": False}
        shown = {"num_format": NUMBER_FORMATS[kind], "valign": "vcenter", "text_wrap": True}
        return self.make(**{**shown, "align": "left", "indent": 1, **self._looks[look], **frame})

    def fixed(self, kind: CellKind, look: str = "") -> Format:
        """A cell that the template fills: a line under it, locked."""
        return self.make(**self._cell(kind, look), bottom=1, bottom_color=self.look.line)

    def result(self, kind: CellKind, look: str = "", *, locked: bool = True) -> Format:
        """A cell that the planner fills; its line comes with the row (a conditional format), so spare rows stay white."""
        return self.make(**self._cell(kind, look), locked=locked)

    def computed(self, kind: CellKind, look: str = "", *, line: bool = True) -> Format:
        """A live formula; not in the format «text», in which Excel would show the formula once somebody edits it."""
        shown = {**self._cell(kind, look), **({"bottom": 1, "bottom_color": self.look.line} if line else {})}
        return self.make(**{**shown, "num_format": "General"} if kind is CellKind.TEXT else shown)

    def _cell(self, kind: CellKind, look: str) -> dict[str, Any]:
        shown = {"num_format": NUMBER_FORMATS[kind], "text_wrap": True, "valign": "vcenter"}
        return {**shown, **self._aligned(kind, look), **self._looks[look]}

    def _aligned(self, kind: CellKind, look: str) -> dict[str, Any]:
        """Numbers stand at the right, all else at the left, a little away from the neighbor."""
        align = "right" if kind in (CellKind.WHOLE, CellKind.NUMBER, CellKind.MONEY) else "left"
        own = {key: value for key, value in self._looks[look].items() if key in ("align", "indent")}
        return {"align": align, "indent": 1, **own}
