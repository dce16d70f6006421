"""The summary workbook of a batch: an overview to print, then sheets to filter, written row by row."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from liaison_planner.domain.text import without_control_characters
from liaison_planner.workbook import theme

MOST_ROWS = 1_048_576
"""Rows of a sheet ("Excel specifications and limits", Microsoft)."""

LONGEST_TEXT = 32_767
"""Characters in one cell (same source)."""

FIRST_ROW = 4
"""Where the lines begin, counted from 0: below title, note, a blank row and the headings."""

POINTS_PER_LINE = 13.5
SIGNS_PER_WIDTH = 1.1
"""Characters of 10 points that fit where the width counts characters of 11."""

MOST_POINTS = 409
"""The tallest row (same source)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `look` is text, wrapped, date, money, number or share."""

    header: str
    width: int
    look: str = "text"


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet of lines: its name, what it shows in a sentence, its columns; on paper only the first `printed` ones."""

    name: str
    note: str
    columns: tuple[Column, ...]
    printed: int | None = None
    tab: str = theme.ACCENT


Line = Sequence[object]


@dataclass
class _Open:
    plan: SheetPlan
    sheet: Worksheet
    row: int = FIRST_ROW
    left_out: int = 0


@dataclass
class SummaryBook:
    """A workbook that is written from top to bottom and holds no more than a row of each sheet in memory."""

    today: date
    _buffer: io.BytesIO = field(default_factory=io.BytesIO)
    _sheets: dict[str, _Open] = field(default_factory=dict)
    _reserved: dict[str, Worksheet] = field(default_factory=dict)

    def __post_init__(self) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self._buffer, options)
        day = datetime(self.today.year, self.today.month, self.today.day, tzinfo=UTC)
        self.book.set_properties({"title": "Cohort summary", "created": day})
        self.formats = _formats(self.book)

    def reserve(self, name: str) -> None:
        """Keeps the next tab for a sheet whose columns are known only later."""
        self._reserved[name] = self.book.add_worksheet(name)

    def begin(self, plan: SheetPlan) -> None:
        """Adds a sheet; headings stay in view and repeat on every printed page."""
        sheet = self._reserved.pop(plan.name, None) or self.book.add_worksheet(plan.name)
        self._sheets[plan.name] = _Open(plan, sheet)
        _lay_out(sheet, plan)
        for position, column in enumerate(plan.columns):
            sheet.set_column(position, position, column.width)
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, plan.name, self.formats["title"])
        sheet.write_string(1, 0, plan.note, self.formats["quiet"])
        sheet.set_row(FIRST_ROW - 1, 32)
        headers = _unique([column.header for column in plan.columns])
        for position, (header, column) in enumerate(zip(headers, plan.columns, strict=True)):
            look = "header" if column.look in ("text", "wrapped", "date") else "header_number"
            sheet.write_string(FIRST_ROW - 1, position, header, self.formats[look])

    def add(self, name: str, line: Line) -> None:
        """The next line of a sheet; what no sheet can hold is counted and told at its end."""
        open_ = self._sheets[name]
        if open_.row >= MOST_ROWS - 1:
            open_.left_out += 1
            return
        open_.sheet.set_row(open_.row, min(MOST_POINTS, POINTS_PER_LINE * _lines(line, open_.plan.columns) + 3))
        for position, (value, column) in enumerate(zip(line, open_.plan.columns, strict=True)):
            write(open_.sheet, (open_.row, position), value, self.formats[column.look])
        open_.row += 1

    def rows(self, name: str) -> int:
        """How many lines a sheet has so far."""
        return self._sheets[name].row - FIRST_ROW

    def finished(self) -> bytes:
        """The workbook; filters go over all lines. Same lines, same bytes."""
        for open_ in self._sheets.values():
            last = max(FIRST_ROW, open_.row - 1)
            width = len(open_.plan.columns)
            open_.sheet.autofilter(FIRST_ROW - 1, 0, last, width - 1)
            open_.sheet.print_area(0, 0, last + bool(open_.left_out), (open_.plan.printed or width) - 1)
            if open_.left_out:
                note = f"{open_.left_out:,} more do not fit on a sheet; all are in plans.jsonl and cohort.parquet."
                open_.sheet.write_string(last + 1, 0, note, self.formats["quiet"])
        self.book.close()
        return self._buffer.getvalue()


def _lay_out(sheet: Worksheet, plan: SheetPlan) -> None:
    sheet.hide_gridlines(2)
    sheet.set_tab_color(plan.tab)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(FIRST_ROW - 1)
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.set_footer("&L&A&RPage &P of &N")


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    base: Mapping[str, Any] = {"font_name": theme.FONT, "font_size": 10, "font_color": theme.INK, "valign": "top"}
    right = {"align": "right", "indent": 1}
    line = {**base, "bottom": 1, "bottom_color": theme.LINE}
    looks: dict[str, Mapping[str, Any]] = {
        "text": line,
        "wrapped": {**line, "text_wrap": True},
        "date": {**line, "num_format": "d mmm yyyy", "align": "left"},
        "money": {**line, **right, "num_format": "$#,##0"},
        "number": {**line, **right, "num_format": "#,##0"},
        "share": {**line, **right, "num_format": "0%"},
        "header": {**base, "bold": True, "text_wrap": True, "bg_color": theme.HEADER, "valign": "vcenter"},
        "header_number": {
            **base,
            "bold": True,
            "text_wrap": True,
            "bg_color": theme.HEADER,
            "valign": "vcenter",
            "align": "right",
        },
        "title": {**base, "bold": True, "font_size": 18, "font_color": theme.DEEP},
        "section": {**base, "bold": True, "font_size": 12, "font_color": theme.DEEP},
        "quiet": {**base, "font_color": theme.QUIET},
        "figure": {
            **base,
            "bold": True,
            "font_size": 20,
            "font_color": theme.ACCENT,
            "bg_color": theme.CARD,
            "indent": 1,
        },
        "caption": {**base, "font_color": theme.QUIET, "bg_color": theme.CARD, "indent": 1},
    }
    return {name: book.add_format(dict(look)) for name, look in looks.items()}


def _lines(line: Line, columns: Sequence[Column]) -> int:
    """How many lines the tallest cell needs; LibreOffice would leave the row one line high."""
    wrapped = [
        (str(v), round(c.width * SIGNS_PER_WIDTH))
        for v, c in zip(line, columns, strict=True)
        if c.look == "wrapped" and v
    ]
    return max((sum(-(-max(1, len(part)) // width) for part in text.split("\n")) for text, width in wrapped), default=1)


def _unique(names: Sequence[str]) -> list[str]:
    """No two headings alike (case does not count), whatever columns a roster brings, so that a table can be made of it."""
    headers: list[str] = []
    taken: set[str] = set()
    for name in names:
        clean = header = without_control_characters(name)[:250]
        number = 1
        while header.casefold() in taken:
            number += 1
            header = f"{clean} {number}"
        taken.add(header.casefold())
        headers.append(header)
    return headers


def write(sheet: Worksheet, place: tuple[int, int], value: object, look: Format) -> None:
    """Any value as what it is; nothing a person typed ever becomes a formula or a link."""
    if isinstance(value, date):
        sheet.write_datetime(*place, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001 - a serial
    elif isinstance(value, int | float):
        sheet.write_number(*place, value, look)
    elif value:
        sheet.write_string(*place, without_control_characters(str(value))[:LONGEST_TEXT], look)
    else:
        sheet.write_blank(*place, None, look)
