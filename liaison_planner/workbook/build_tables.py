"""Sections of real Excel tables, one alone or several side by side."""

from liaison_planner.workbook.build_page import Page
from liaison_planner.workbook.heights import row_points
from liaison_planner.workbook.schema_model import CellKind, Column, Table, Tables
from liaison_planner.workbook.theme import INPUT_FILL, INPUT_LINE, LINE
from liaison_planner.workbook.validation import validation

_HEADER_POINTS, _ROW_POINTS = 26, 22


def add_tables(page: Page, section: Tables) -> None:
    """Places the tables with their tops in one row; the next section begins below the longest."""
    page.heading(section.heading, section.note)
    page.header_row = page.row
    headers = [
        (c.heading, page.widths[t.first_column + at], "strong")
        for t in section.tables
        for at, c in enumerate(t.columns)
    ]
    page.paper.set_row(page.row, row_points(headers, _HEADER_POINTS))
    lengths = [_add_table(page, table) for table in section.tables]
    page.row += 1 + max(lengths)


def _add_table(page: Page, table: Table) -> int:
    rows = page.rows.get(table.name, ())
    length = table.capacity or len(rows)
    first, last = page.row + 1, page.row + length
    last_column = table.first_column + len(table.columns) - 1
    options = {
        "name": table.name,
        "style": None,
        "autofilter": table.filters,
        "columns": [
            {"header": column.heading, "header_format": _header_format(page, column)} for column in table.columns
        ],
    }
    page.paper.add_table(page.row, table.first_column, last, last_column, options)
    for at, column in enumerate(table.columns, start=table.first_column):
        _add_column(page, table, column, at, (first, last))
    if table.is_input or not table.is_filled:
        _set_heights(page, table, (first, last))
    else:
        _draw_lines_under_filled_rows(page, table, (first, last))
    return length


def _header_format(page: Page, column: Column) -> object:
    kind = CellKind.TEXT if column.allowed else column.kind
    return page.theme.table_header(kind, column.look)


def _add_column(page: Page, table: Table, column: Column, at: int, span: tuple[int, int]) -> None:
    first, last = span
    if column.allowed is not None:
        page.paper.data_validation(first, at, last, at, validation(column.kind, column.allowed))
    if not table.is_input and not column.fixed:
        return  # the format of the whole column is used, see build.py
    values = [row.get(column.key) for row in page.rows.get(table.name, ())]
    values += [None] * (last - first + 1 - len(values))
    for row, value in enumerate(values, start=first):
        if column.fixed:
            page.write(row, at, value, page.theme.fixed(column.kind, column.look))
        else:
            page.write(row, at, value, page.theme.input(column.kind, column.look))
            page.found_input(row, at)


def _set_heights(page: Page, table: Table, span: tuple[int, int]) -> None:
    rows = page.rows.get(table.name, ())
    for at, row in enumerate(range(span[0], span[1] + 1)):
        values = rows[at] if at < len(rows) else {}
        texts = [
            (str(values.get(column.key) or ""), page.widths[table.first_column + place], column.look)
            for place, column in enumerate(table.columns)
        ]
        page.paper.set_row(row, row_points(texts, _ROW_POINTS + 15 * (table.lines - 1)))


def _draw_lines_under_filled_rows(page: Page, table: Table, span: tuple[int, int]) -> None:
    first, last = span
    left, right = table.first_column, table.first_column + len(table.columns) - 1
    filled = f'=${_letter(left + 1)}{first + 1}<>""'
    for at, column in enumerate(table.columns, start=left):
        if table.carried and column.key in table.carried.columns:
            look = page.theme.bare(bg_color=INPUT_FILL, border=1, border_color=INPUT_LINE)
            page.paper.conditional_format(first, at, last, at, {"type": "formula", "criteria": filled, "format": look})
    line = page.theme.bare(bottom=1, bottom_color=LINE)
    page.paper.conditional_format(first, left, last, right, {"type": "formula", "criteria": filled, "format": line})


def _letter(column: int) -> str:
    return chr(ord("A") + column)
