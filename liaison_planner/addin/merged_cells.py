"""Answers in cells that a user has merged: told as a file with such cells is told, because Excel keeps one value of them."""

from collections.abc import Iterator

from liaison_planner.addin.shown_book import ShownBook
from liaison_planner.domain.issue import Issue
from liaison_planner.workbook.image import Places
from liaison_planner.workbook.read import merged_issue
from liaison_planner.workbook.references import Area
from liaison_planner.workbook.schema import input_fields, input_tables

Cell = tuple[int, int]


def merged_issues(book: ShownBook) -> tuple[Issue, ...]:
    """An error for each block of merged cells that reaches over answers; one that holds a single answer does no harm."""
    found: dict[tuple[str, Area], list[Cell]] = {}
    for sheet, cell in _answers(book.places):
        area = book.merged(sheet, *cell)
        if area is not None:
            found.setdefault((sheet, area), []).append(cell)
    return tuple(merged_issue(sheet, area) for (sheet, area), cells in found.items() if cells != [area[:2]])


def _answers(places: Places) -> Iterator[tuple[str, Cell]]:
    for field in input_fields():
        if field.name in places.names:
            sheet, area = places.names[field.name]
            yield sheet, area[:2]
    for table in input_tables():
        placed = places.tables.get(table.name.casefold())
        if placed is not None:
            columns = [at for column in table.columns if column.reads_as and (at := placed.column(column.heading))]
            for row in range(placed.rows.first_row, placed.rows.last_row + 1):
                yield from ((placed.sheet, (row, column)) for column in columns)
