"""Sections of real Excel tables, one alone or several side by side."""

from xlsxwriter.utility import xl_rowcol_to_cell

from liaison_planner.workbook.build_page import Page
from liaison_planner.workbook.formulas import in_row
from liaison_planner.workbook.heights import row_points
from liaison_planner.workbook.schema import drawn_tables
from liaison_planner.workbook.schema_model import CellKind, Column, Table, Tables
from liaison_planner.workbook.validation import validation

_HEADER_POINTS, _ROW_POINTS, _SMALL_LINE_POINTS = 26, 22, 14


def add_tables(page: Page, section: Tables) -> None:
    """Places the tables with their tops in one row; the next section begins below the longest."""
    if section.new_page:
        page.paper.set_h_pagebreaks([page.row])
    if not section.on_paper:
        page.print_down_to(page.row - 1)
    page.heading(section.heading, section.note)
    page.header_row = page.row
    headers = [
        (c.heading, page.widths[t.first_column + at], "strong")
        for t in section.tables
        for at, c in enumerate(t.columns)
    ]
    page.paper.set_row(page.row, row_points(headers, _HEADER_POINTS))
    page.titles |= {table.name: section.heading for table in section.tables}
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
    _remember(page, table, (first, last))
    for at, column in enumerate(table.columns, start=table.first_column):
        _add_column(page, table, column, at, (first, last))
    if table.hides_spare:
        _hide_rows(page, table, (first, last))
    if table.is_input or table.row_key or not table.is_filled:
        _set_heights(page, table, (first, last))
    else:
        _draw_lines_under_filled_rows(page, table, (first, last))
    return length


def _hide_rows(page: Page, table: Table, span: tuple[int, int]) -> None:
    """Blank rows are hidden; their cells have formats of their own, as tables below each other share columns."""
    for row in range(span[0], span[1] + 1):
        page.paper.set_row(row, None, None, {"hidden": row > span[0] or table.name not in drawn_tables()})
        for at, column in enumerate(table.columns, start=table.first_column):
            page.write(row, at, None, page.theme.result(column.kind, column.look))


def _remember(page: Page, table: Table, span: tuple[int, int]) -> None:
    """Where the columns stand, for formulas and charts; columns that are named after kinds of employer as one block."""
    (first, last), left = span, table.first_column
    foci = {focus.value for focus in page.catalogue.foci}
    for at, column in enumerate(table.columns, start=left):
        name = f"{table.name}.{column.key}"
        page.places[name] = page.area(first, at, last, at)
        page.headers[name] = page.area(page.row, at, page.row, at)
        page.cells[name] = tuple(page.area(row, at, row, at) for row in range(first, last + 1))
    block = [at for at, column in enumerate(table.columns, start=left) if column.key in foci]
    if block:
        page.places[f"{table.name}:focus"] = page.area(first, block[0], last, block[-1])
        page.places[f"{table.name}#focus"] = page.area(page.row, block[0], page.row, block[-1])


def _header_format(page: Page, column: Column) -> object:
    kind = CellKind.TEXT if column.allowed else column.kind
    return page.theme.table_header(kind, column.look)


def _add_column(page: Page, table: Table, column: Column, at: int, span: tuple[int, int]) -> None:
    first, last = span
    if column.allowed is not None:
        _add_validation(page, table, column, at, span)
    if column.formula:
        _add_formulas(page, table, column, at, span)
        return
    if not table.is_input and not column.fixed:
        if _looks_otherwise(page, column, at):
            for row in range(first, last + 1):
                page.write(row, at, None, page.theme.result(column.kind, column.look))
        return  # else the format of the whole column is used, see build.py
    values = [row.get(column.key) for row in page.rows.get(table.name, ())]
    values += [None] * (last - first + 1 - len(values))
    for row, value in enumerate(values, start=first):
        if column.fixed:
            page.write(row, at, value, page.theme.fixed(column.kind, column.look))
        else:
            page.write(row, at, value, page.theme.input(column.kind, column.look))
            page.found_input(row, at)


def _add_validation(page: Page, table: Table, column: Column, at: int, span: tuple[int, int]) -> None:
    """One for the column, or one a row where each row prompts in its own words."""
    if column.allowed is None:
        return
    options = validation(column.kind, column.allowed)
    if not column.prompted:
        page.paper.data_validation(span[0], at, span[1], at, options)
        return
    for number, row in enumerate(page.rows[table.name], start=span[0]):
        words = row[f"{column.key}:prompt"]
        own = {"input_title": row[f"{column.key}:title"], "input_message": words, "error_message": words}
        page.paper.data_validation(number, at, number, at, options | own)


def _looks_otherwise(page: Page, column: Column, at: int) -> bool:
    """Whether a table further up gave the whole column of the sheet another format."""
    filled = (table for table in page.sheet.tables if not table.is_input)
    above = (
        each
        for table in filled
        for place, each in enumerate(table.columns, start=table.first_column)
        if place == at and not each.fixed and not each.formula
    )
    first = next(above, column)
    return (first.kind, first.look) != (column.kind, column.look)


def _add_formulas(page: Page, table: Table, column: Column, at: int, span: tuple[int, int]) -> None:
    """A live cell in each row, with the value that it has in a blank workbook."""
    look = page.theme.computed(column.kind, column.look, line=bool(table.row_key))
    rows = page.rows.get(table.name, ())
    for place, row in enumerate(range(span[0], span[1] + 1)):
        beside = {
            each.key: xl_rowcol_to_cell(row, number, col_abs=True)
            for number, each in enumerate(table.columns, start=table.first_column)
        }
        page.formula(row, at, in_row(column.formula, beside), look, rows[place].get(column.key) if rows else "")


def _set_heights(page: Page, table: Table, span: tuple[int, int]) -> None:
    rows = page.rows.get(table.name, ())
    for at, row in enumerate(range(span[0], span[1] + 1)):
        values = rows[at] if at < len(rows) else {}
        texts = [
            (
                str(values.get(f"{column.key}:longest") or values.get(column.key) or ""),
                page.widths[table.first_column + place],
                column.look,
            )
            for place, column in enumerate(table.columns)
        ]
        page.paper.set_row(row, row_points(texts, max(_ROW_POINTS, _SMALL_LINE_POINTS * table.lines)))


def _draw_lines_under_filled_rows(page: Page, table: Table, span: tuple[int, int]) -> None:
    first, last = span
    left, right = table.first_column, table.first_column + len(table.columns) - 1
    filled = f"=COUNTBLANK(${_letter(left)}{first + 1}:${_letter(right)}{first + 1})<{len(table.columns)}"
    for at, column in enumerate(table.columns, start=left):
        if table.carried and column.key in table.carried.columns:
            own = page.theme.look
            look = page.theme.bare(bg_color=own.input_fill, border=1, border_color=own.input_line)
            page.paper.conditional_format(first, at, last, at, {"type": "formula", "criteria": filled, "format": look})
    line = page.theme.bare(bottom=1, bottom_color=page.theme.look.line)
    page.paper.conditional_format(first, left, last, right, {"type": "formula", "criteria": filled, "format": line})


def _letter(column: int) -> str:
    return chr(ord("A") + column)
