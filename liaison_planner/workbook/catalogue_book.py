"""A catalogue as a workbook to edit: one sheet for each table, headings in the first row, ids in the first column."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from liaison_planner.catalogue.tables import TextTable
from liaison_planner.domain.issue import Issue, Place, error
from liaison_planner.domain.text import as_text, without_control_characters
from liaison_planner.workbook import theme
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.cells import SheetCells, located_cells_of, located_rows
from liaison_planner.workbook.package import UnreadableError, open_package
from liaison_planner.workbook.read import contents
from liaison_planner.workbook.references import column_letters

WIDTHS = {"title": 44, "name": 34, "description": 60, "source": 60, "prerequisites": 34, "teaches": 40, "fact": 70}
USUAL_WIDTH = 15
CREATED = datetime(2027, 1, 1, tzinfo=UTC)
"""A fixed day, so that the same tables give the same bytes."""

_LONGEST_NUMBER = 12


def catalogue_workbook(texts: Mapping[str, TextTable], headings: Mapping[str, Sequence[str]]) -> bytes:
    """The tables as sheets of one workbook; the same tables give the same bytes."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Catalogue of the liaison planner", "created": CREATED})
    bold = book.add_format({"bold": True, "bg_color": theme.DEEP, "font_color": theme.WHITE})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for name, table in texts.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, headings[name], bold)
        for column, heading in enumerate(headings[name]):
            sheet.set_column(column, column, WIDTHS.get(heading, USUAL_WIDTH), plain)
            for row, (_, cells) in enumerate(table.rows, start=1):
                sheet.write(row, column, _value(cells.get(heading, "")))
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(headings[name]) - 1)
    book.close()
    return data.getvalue()


def catalogue_texts(path: Path, names: Sequence[str]) -> dict[str, TextTable] | Issue:
    """The sheets with these names as text tables whose places are cells, or why the workbook cannot be read."""
    try:
        book = Book(open_package(contents(path)))
        found = {name: sheet for sheet in book.sheets for name in names if sheet.casefold() == name}
        texts = {name: _text_table(book, sheet) for name, sheet in found.items()}
    except UnreadableError as fault:
        return fault.issue.model_copy(update={"sheet": fault.issue.sheet or path.name})
    if not texts:
        what = f"The workbook has none of the sheets {', '.join(names)}."
        return error(
            "catalogue_not_found",
            Place(sheet=path.name),
            what,
            "For a copy to edit: liaison-planner catalogue copy NEW.xlsx.",
        )
    return texts


def _text_table(book: Book, sheet: str) -> TextTable:
    root = book.root(book.sheets[sheet])
    places = [(number, column) for number, row in located_rows(root) for column, _ in located_cells_of(row)]
    cells = SheetCells(book, sheet, root)
    headings = {column: as_text(cells.value(1, column)) for row, column in places if row == 1}
    headings = {column: heading for column, heading in sorted(headings.items()) if heading}
    rows = []
    for line in sorted({row for row, _ in places if row > 1}):
        row = {heading: as_text(cells.value(line, column)) for column, heading in headings.items()}
        if any(row.values()):
            rows.append((line, row))
    return TextTable(sheet, tuple(rows), {heading: column_letters(column) for column, heading in headings.items()})


def _value(text: str) -> str | float | None:
    """Plain numbers as numbers, so that Excel can count with them; everything else as it is."""
    if not text:
        return None
    plain = text.replace(".", "", 1).isdecimal() and len(text) <= _LONGEST_NUMBER and text == f"{float(text):g}"
    return float(text) if plain else without_control_characters(text)
