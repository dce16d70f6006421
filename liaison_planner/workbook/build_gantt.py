"""The timeline: a strip of periods with real dates, bars by conditional formats on those dates, and its key."""

from xlsxwriter.utility import xl_rowcol_to_cell

from liaison_planner.views import BAR_LETTERS
from liaison_planner.workbook.build_page import Page
from liaison_planner.workbook.schema_model import CellKind, Field, Gantt
from liaison_planner.workbook.theme import KIND_COLOURS, LINE, QUIET, TARGET_LINE, TODAY_LINE, WHITE

_STEP, _KIND, _START, _FINISH, _STRIP = range(5)
_KEYS_IN_A_ROW, _KEY_COLUMNS = 4, 13


def add_gantt(page: Page, gantt: Gantt) -> None:
    """Rows of step, kind, start, finish and periods under a header that holds the first day of each period."""
    _add_key(page)
    today, target, days = (_add_fact(page, field) for field in (gantt.today, gantt.target, gantt.days))
    _add_header(page, gantt)
    _add_rows(page, gantt, days, today, target)


def _add_fact(page: Page, field: Field) -> str:
    page.paper.set_row(page.row, 17)
    page.write(page.row, _STEP, field.label, page.theme.note())
    page.write(page.row, _START, None, page.theme.line(field.kind))
    page.name(field.name, page.row, _START)
    page.row += 1
    return str(xl_rowcol_to_cell(page.row - 1, _START, row_abs=True, col_abs=True))


def _add_key(page: Page) -> None:
    """Beside the facts: the letter, colour and name of each kind of step."""
    for at, (title, letter) in enumerate(BAR_LETTERS.items()):
        row = page.row + at // _KEYS_IN_A_ROW
        column = _STRIP + at % _KEYS_IN_A_ROW * _KEY_COLUMNS
        page.write(row, column, letter, _bar(page, letter))
        page.write(row, column + 1, title, page.theme.make(font_size=10, valign="vcenter", indent=1))


def _bar(page: Page, letter: str) -> object:
    return page.theme.make(
        bg_color=KIND_COLOURS[letter], font_color=WHITE, bold=True, font_size=9, align="center", valign="vcenter"
    )


def _add_header(page: Page, gantt: Gantt) -> None:
    months, marks, header = page.row - 1, page.row, page.row + 1
    last = _STRIP + gantt.periods.columns - 1
    small = page.theme.make(font_size=9, font_color=QUIET, valign="bottom")
    page.write(marks, _STEP, "▼ today   ◆ target date   ● ready", page.theme.note())
    for column in range(_STRIP, last + 1):
        page.write(months, column, None, small)
        page.write(marks, column, None, page.theme.make(font_size=9, bold=True, font_color=TODAY_LINE))
        page.write(
            header,
            column,
            None,
            page.theme.table_header(font_size=7, num_format="d", align="center", bold=False, indent=0),
        )
    for column, text in enumerate(("Step", "", "Start", "Finish")):
        page.write(header, column, text, page.theme.table_header(indent=0 if column == _KIND else 1))
    page.paper.set_row(header, 20)
    page.name(gantt.months.name, months, _STRIP, months, last)
    page.name(gantt.marks.name, marks, _STRIP, marks, last)
    page.name(gantt.periods.name, header, _STRIP, header, last)
    page.header_row = header
    page.row = header + 1


def _add_rows(page: Page, gantt: Gantt, days: str, today: str, target: str) -> None:
    first, last = page.row, page.row + gantt.rows.rows - 1
    right = _STRIP + gantt.periods.columns - 1
    page.name(gantt.rows.name, first, _STEP, last, right)
    line, head = first + 1, xl_rowcol_to_cell(first - 1, _STRIP, row_abs=True)
    for letter in BAR_LETTERS.values():
        inside = f'=AND($B{line}="{letter}",$C{line}<{head}+{days},$D{line}>={head})'
        colour = KIND_COLOURS[letter]
        gap = {"top": 1, "top_color": WHITE, "bottom": 1, "bottom_color": WHITE}
        _rule(page, (first, _STRIP, last, right), inside, bg_color=colour, font_color=WHITE, **gap)
    for colour, day in ((TODAY_LINE, today), (TARGET_LINE, target)):
        inside = f'=AND($B{line}<>"",{head}<={day},{day}<{head}+{days})'
        _rule(page, (first, _STRIP, last, right), inside, left=1, left_color=colour, bottom=1, bottom_color=LINE)
    _rule(page, (first, _STEP, last, right), f'=$B{line}<>""', bottom=1, bottom_color=LINE)
    heading = f'=AND($A{line}<>"",$B{line}="",$C{line}="")'
    _rule(page, (first, _STEP, last, right), heading, bold=True, bottom=1, bottom_color=QUIET)
    page.row = last + 1


def _rule(page: Page, area: tuple[int, int, int, int], criteria: str, **look: object) -> None:
    options = {"type": "formula", "criteria": criteria, "format": page.theme.bare(**look)}
    page.paper.conditional_format(*area, options)


def column_formats(page: Page) -> list[object]:
    """Formats of whole columns: step, kind, start (from where sentences run to the right), finish, the strip."""
    strip = page.theme.make(font_size=8, bold=True, align="center", valign="vcenter", font_color=WHITE)
    return [
        page.theme.result(CellKind.TEXT, "help"),
        page.theme.make(valign="vcenter", num_format="@", align="center", font_color=QUIET),
        *[page.theme.line(CellKind.DATE, "help")] * 2,
        *[strip] * (len(page.widths) - _STRIP),
    ]
