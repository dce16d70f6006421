"""The answers of plan time beside live counts of those that differ today: one formula for each sheet with answers."""

from collections.abc import Iterator

from xlsxwriter.utility import xl_rowcol_to_cell

from liaison_planner.workbook.build_page import Page
from liaison_planner.workbook.schema_model import CellKind, Planned, Sheet
from liaison_planner.workbook.schema_planned import ANSWERS, COLUMNS, SHEETS_WITH_ANSWERS


def add_planned(page: Page, planned: Planned) -> None:
    """Counts and names of the sheets whose answers have changed, and below them the room for the answers."""
    top = page.row + planned.changed.rows + 2
    look = page.theme.line(CellKind.TEXT)
    for at, sheet in enumerate(SHEETS_WITH_ANSWERS):
        row = page.row + at
        page.formula(row, 0, f"=IFERROR({'+'.join(_differences(sheet, top, planned.answers.rows))},1)", look, 0)
        before = xl_rowcol_to_cell(row - 1, 1) if at else '""'
        named = f'=IF({xl_rowcol_to_cell(row, 0)}=0,"",", {sheet.name}")'
        page.formula(row, 1, f"={before}&{named.removeprefix('=')}", look, "")
    page.name(planned.changed.name, page.row, 0, page.row + planned.changed.rows - 1, 1)
    _add_headers(page, top - 1)
    page.name(planned.answers.name, top, 0, top + planned.answers.rows - 1, planned.answers.columns - 1)
    page.row = top + planned.answers.rows


def _add_headers(page: Page, row: int) -> None:
    names = ("Single answers", *(f"{table.name}: {column.header}" for table, column in COLUMNS))
    for column, name in enumerate(names):
        page.write(row, column, name, page.theme.table_header())


def _differences(sheet: Sheet, top: int, rows: int) -> Iterator[str]:
    """Formulas that are 0 as long as an answer of the sheet is the same, field by field and column by column.

    A table may have grown or shrunk since: as many rows are compared as it has now.
    """
    for at, field in enumerate(ANSWERS):
        if field in sheet.fields:
            yield _differs(field.name, _cell(top + at, 0))
    for at, (table, column) in enumerate(COLUMNS, start=1):
        if table in sheet.tables:
            now, first = f"{{{table.name}.{column.key}}}", _cell(top, at)
            then = f"{first}:INDEX({first}:{_cell(top + rows - 1, at)},ROWS({now}))"
            yield f"SUMPRODUCT({_differs(now, then)})"


def _differs(now: str, then: str) -> str:
    """By value; a blank is no 0, and letters are told apart by case, for which `<>` has no eye.

    `EXACT` alone would not do: LibreOffice compares with it what formats make of numbers and dates.
    """
    return f"({now}<>{then})+(ISBLANK({now})<>ISBLANK({then}))+ISTEXT({now})*(1-EXACT({now},{then}))"


def _cell(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))
