"""The timeline: a strip of periods as live formulas, bars by conditional formats on real dates, its key, and the words."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from liaison_planner.views import BAR_LETTERS, LAST_OF_ALL, MARKS
from liaison_planner.workbook.build_page import Page
from liaison_planner.workbook.schema_model import CellKind, Field, Gantt
from liaison_planner.workbook.theme import AGREED, AGREED_LINE, DONE, KIND_COLORS, LATE, TODAY_LINE, WHITE
from liaison_planner.workbook.validation import validation

_NUMBER, _STEP, _KIND, _START, _FINISH, _STATE, _DRIVER, _STRIP = range(8)
_KEYS_IN_A_ROW, _KEY_COLUMNS = 4, 9
_HATCHED, _STRIPED = 14, 5
"""Excel's fill patterns «light up» and «dark horizontal» (ECMA-376 18.18.55): bars differ without color too."""
_MONTHS = '"JanFebMarAprMayJunJulAugSepOctNovDec"'
_UNIT = "IFERROR(MATCH(set_timeline_zoom,list_zooms,0),1)"
_FIRST = "out_timeline_first"


def add_gantt(page: Page, gantt: Gantt) -> None:
    """Rows of number, step, kind, start, finish, state, driver and periods; below them, on paper on a new page, the words."""
    _add_key(page)
    for field in (gantt.zoom, gantt.first, gantt.today, gantt.target, gantt.ready):
        _add_fact(page, field)
    _add_header(page, gantt)
    _add_rows(page, gantt)
    _add_words(page, gantt)


def _add_fact(page: Page, field: Field) -> None:
    page.paper.set_row(page.row, 19)
    page.write(page.row, _STEP, field.label, page.theme.note())
    if field.allowed is not None:
        page.write(page.row, _START, field.initial, page.theme.input(field.kind))
        page.paper.data_validation(page.row, _START, page.row, _START, validation(field.kind, field.allowed))
        page.found_input(page.row, _START)
    elif field.formula:
        page.formula(page.row, _START, field.formula, page.theme.line(field.kind, "help"), "")
    else:
        page.write(page.row, _START, None, page.theme.line(field.kind, "help"))
    page.name(field.name, page.row, _START)
    page.row += 1


def _add_key(page: Page) -> None:
    """Beside the facts: the letter, color and name of each kind of step, and the patterns of the states."""
    text = page.theme.make(font_size=10, valign="vcenter", indent=1)
    for at, (title, letter) in enumerate(BAR_LETTERS.items()):
        row = page.row + at // _KEYS_IN_A_ROW
        column = _STRIP + at % _KEYS_IN_A_ROW * _KEY_COLUMNS
        page.write(row, column, letter, _bar(page, letter))
        page.write(row, column + 1, title, text)
    row = page.row + len(BAR_LETTERS) // _KEYS_IN_A_ROW
    looks = (("Done", _done()), ("Late: past its end", _late()), ("As agreed", {"bg_color": AGREED, **_framed()}))
    for at, (words, look) in enumerate(looks):
        column = _STRIP + at * _KEY_COLUMNS
        page.write(row, column, None, page.theme.make(**look))
        page.write(row, column + 1, words, text)
    page.write(row + 1, _STRIP + 1, f"{LAST_OF_ALL.strip()} ends on the ready date", text)


def _done() -> dict[str, Any]:
    return {"pattern": _HATCHED, "fg_color": DONE, "bg_color": WHITE}


def _late() -> dict[str, Any]:
    return {"pattern": _STRIPED, "fg_color": LATE, "bg_color": WHITE}


def _framed() -> dict[str, Any]:
    """The lines above and below the days that were agreed on."""
    return {"top": 1, "top_color": AGREED_LINE, "bottom": 1, "bottom_color": AGREED_LINE}


def _bar(page: Page, letter: str) -> object:
    return page.theme.make(
        bg_color=KIND_COLORS[letter], font_color=WHITE, bold=True, font_size=9, align="center", valign="vcenter"
    )


def _add_header(page: Page, gantt: Gantt) -> None:
    months, marks, header = page.row, page.row + 1, page.row + 2
    last = _STRIP + gantt.months.columns - 1
    small = page.theme.make(font_size=9, font_color=page.theme.look.ink, valign="bottom", shrink=True)
    mark = page.theme.make(font_size=9, bold=True, font_color=TODAY_LINE)
    day = page.theme.table_header(font_size=8, num_format="d", align="center", bold=False, indent=0, text_wrap=False)
    beyond = page.theme.make(font_size=7, num_format=";;;")
    for column in range(_STRIP, last + 2):
        page.formula(header, column, _period(column - _STRIP), day if column <= last else beyond, "")
    for column in range(_STRIP, last + 1):
        page.formula(months, column, _label(header, column), small, "")
        page.formula(marks, column, _marks(header, column), mark, "")
    for column, text in enumerate(("No.", "Step", "", "Start", "Finish", "State", "Driven by")):
        page.write(header, column, text, page.theme.table_header(indent=0 if column == _KIND else 1))
    for column, text in enumerate(("Agreed start", "Agreed end"), start=last + 2):
        page.write(header, column, text, page.theme.table_header(indent=1))
    page.paper.set_row(header, 20)
    for unit, shown in ((">4", "yy"), (">2", "m")):
        longer = {"type": "formula", "criteria": f"={_UNIT}{unit}", "format": page.theme.bare(num_format=shown)}
        page.paper.conditional_format(header, _STRIP, header, last, {**longer, "stop_if_true": True})
    page.name(gantt.months.name, months, _STRIP, months, last)
    page.name(gantt.marks.name, marks, _STRIP, marks, last)
    page.name(gantt.periods.name, header, _STRIP, header, last + 1)
    page.header_row = header
    page.row = header + 1


def _period(k: int) -> str:
    """The first day of period `k`: weeks are counted from the first one, months and quarters by the calendar."""
    year, month = f"YEAR({_FIRST})", f"MONTH({_FIRST})"
    choices = (
        f"{_FIRST}+{7 * k}",
        f"{_FIRST}+{14 * k}",
        f"DATE({year},{month}+{k},1)",
        f"DATE({year},3*INT(({month}-1)/3)+1+{3 * k},1)",
        f"DATE({year}+{k},1,1)",
    )
    return f'=IF({_FIRST}="","",CHOOSE({_UNIT},{",".join(choices)}))'


def _label(header: int, column: int) -> str:
    """The month where it changes, in a January the year; of months and quarters only the year."""
    here, before = xl_rowcol_to_cell(header, column), xl_rowcol_to_cell(header, column - 1)
    month = f"MID({_MONTHS},3*MONTH({here})-2,3)"
    words = f'IF(AND({_UNIT}<3,MONTH({here})<>1),{month},"’"&RIGHT(YEAR({here}),2))'
    due = words if column == _STRIP else f'IF({_age(here)}<>{_age(before)},{words},"")'
    return f'=IF({_FIRST}="","",{due})'


def _age(cell: str) -> str:
    return f"IF({_UNIT}<3,12*YEAR({cell})+MONTH({cell}),YEAR({cell}))"


def _marks(header: int, column: int) -> str:
    here, following = xl_rowcol_to_cell(header, column), xl_rowcol_to_cell(header, column + 1)
    days = ("out_timeline_today", "out_timeline_target", "out_timeline_ready")
    signs = (f'IF(AND({here}<={day},{day}<{following}),"{sign}","")' for sign, day in zip(MARKS, days, strict=True))
    return f'=IF({_FIRST}="","",{"&".join(signs)})'


def _add_rows(page: Page, gantt: Gantt) -> None:
    first, last = page.row, page.row + gantt.rows.rows - 1
    page.name(gantt.rows.name, first, _NUMBER, last, _FINISH)
    page.name(gantt.states.name, first, _STATE, last, _STATE)
    page.name(gantt.drivers.name, first, _DRIVER, last, _DRIVER)
    agreed = _STRIP + gantt.months.columns + 1
    page.name(gantt.agreed.name, first, agreed, last, agreed + 1)
    step, state = page.theme.result(CellKind.TEXT, "help"), page.theme.make(font_size=10, valign="vcenter", indent=1)
    for row in range(first, last + 1):
        page.paper.set_row(row, None, None, {"hidden": True})
        page.write(row, _STEP, None, step)
        page.formula(row, _STATE, _state(row + 1), state, "")
    _add_rules(page, gantt, first, last)
    page.row = last + 1


def _state(line: int) -> str:
    """Done and under way as marked on the sheet Plan; otherwise by today's date."""
    marked = f'IFERROR(INDEX({{tblPlan.progress}},MATCH($A{line},{{tblPlan.number}},0)),"")'
    begun = f'OR({marked}="under way",$D{line}<=out_timeline_today)'
    by_date = f'IF($E{line}<out_timeline_today,"late",IF({begun},"now","to come"))'
    return f'=IF($A{line}="","",IF({marked}="done","done",{by_date}))'


def _add_rules(page: Page, gantt: Gantt, first: int, last: int) -> None:
    right = _STRIP + gantt.months.columns - 1
    strip, line = (first, _STRIP, last, right), first + 1
    head = xl_rowcol_to_cell(first - 1, _STRIP, row_abs=True)
    following = xl_rowcol_to_cell(first - 1, _STRIP + 1, row_abs=True)
    bar = f'$A{line}<>"",$D{line}<{following},$E{line}>={head}'
    start, end = (xl_rowcol_to_cell(first, right + at, col_abs=True) for at in (2, 3))
    agreed = f'{start}<>"",{start}<{following},{end}>={head}'
    for state, look in (("done", _done()), ("late", _late())):
        _bar_rules(page, strip, f'{bar},$F{line}="{state}"', agreed, look)
    for letter, color in KIND_COLORS.items():
        gap: dict[str, Any] = {"top": 1, "top_color": WHITE, "bottom": 1, "bottom_color": WHITE}
        look = {"bg_color": color, "font_color": WHITE}
        _bar_rules(page, strip, f'{bar},$C{line}="{letter}"', agreed, {**look, **gap})
        _rule(page, (first, _KIND, last, _KIND), f'=$C{line}="{letter}"', **look)
    _rule(page, strip, f"=AND({agreed})", bg_color=AGREED, **_framed())
    for color, day in ((TODAY_LINE, "out_timeline_today"), (page.theme.look.deep, "out_timeline_target")):
        inside = f'=AND($A{line}<>"",{head}<={day},{day}<{following})'
        _rule(page, strip, inside, left=1, left_color=color, bottom=1, bottom_color=page.theme.look.line)
    every = (first, _NUMBER, last, right)
    dates = (first, right + 2, last, right + 3)
    _rule(page, (first, _NUMBER, last, _STEP), f'=LEFT($B{line},1)="{LAST_OF_ALL.strip()}"', bold=True)
    for area in (every, dates):
        _rule(page, area, f'=$A{line}<>""', bottom=1, bottom_color=page.theme.look.line)


def _bar_rules(
    page: Page, area: tuple[int, int, int, int], criteria: str, agreed: str, look: Mapping[str, object]
) -> None:
    """The bar, framed where its days were agreed on: one rule each, as LibreOffice applies but the first that holds."""
    _rule(page, area, f"=AND({criteria},{agreed})", stop=True, **{**look, **_framed()})
    _rule(page, area, f"=AND({criteria})", stop=True, **look)


def _rule(page: Page, area: tuple[int, int, int, int], criteria: str, *, stop: bool = False, **look: object) -> None:
    options = {"type": "formula", "criteria": criteria, "format": page.theme.bare(**look), "stop_if_true": stop}
    page.paper.conditional_format(*area, options)


def _add_words(page: Page, gantt: Gantt) -> None:
    page.paper.set_h_pagebreaks([page.row])
    page.heading(gantt.words_heading)
    page.name(gantt.words.name, page.row, _NUMBER, page.row + gantt.words.rows - 1, _STEP)
    page.row += gantt.words.rows


def column_formats(page: Page) -> list[object]:
    """Formats of whole columns: number, step (as sentences need it), kind, start, finish, state, driver, strip, agreed."""
    strip = page.theme.make(font_size=8, bold=True, align="center", valign="vcenter", font_color=WHITE)
    kind = page.theme.make(valign="vcenter", num_format="@", align="center", bold=True, font_size=9)
    words = page.theme.make(font_size=10, valign="vcenter", indent=1)
    return [
        page.theme.make(font_size=10, font_color=page.theme.look.quiet, valign="vcenter", align="left", indent=1),
        words,
        kind,
        *[page.theme.line(CellKind.DATE, "help")] * 2,
        *[words] * 2,
        *[strip] * (page.sheet.printed_columns - _STRIP),
        *[page.theme.line(CellKind.DATE, "help")] * page.sheet.screen_columns,
    ]
