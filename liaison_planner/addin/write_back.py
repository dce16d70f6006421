"""Writes into the open workbook what differs between it and the file with the new results; nothing else is touched."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from liaison_planner.addin.shown_book import ShownBook
from liaison_planner.domain.cell import RawValue
from liaison_planner.workbook.book import PlacedTable
from liaison_planner.workbook.image import FileImage, Image, RowLook, written_columns, written_fields
from liaison_planner.workbook.schema import grids, tables
from liaison_planner.workbook.schema_model import Table

Block = list[list[Any]]


def write_back(book: ShownBook, now: Image, before: FileImage, after: FileImage) -> None:
    """Brings the results in the book, which are those of `now`, to what stands in `after`.

    `before` is the file that was filled, whose rows look as those of the book do. Answers are never written; columns
    of the user's only where their row has moved.
    """
    _write_fields(book, now, after.image)
    for name, grid in grids().items():
        lines = after.image.grids.get(name)
        if not grid.formulas and lines is not None and name in book.places.names:
            _write_grid(book, name, now.grids[name], lines)
    for table in _result_tables(book):
        _write_table(book, table, now.tables[table.name], after.image.tables[table.name])
    _show_rows(book, before, after)


def _result_tables(book: ShownBook) -> Iterator[Table]:
    filled = (table for table in tables().values() if table.is_filled and not table.is_input)
    return (table for table in filled if table.name.casefold() in book.places.tables)


def _write_fields(book: ShownBook, now: Image, after: Image) -> None:
    for field in written_fields():
        value = after.fields.get(field.name)
        if not field.is_answer and field.name in now.fields and value != now.fields[field.name]:
            sheet, area = book.places.names[field.name]
            book.write(sheet, area.first_row, area.first_column, [[value]])


def _write_grid(book: ShownBook, name: str, now: Sequence[Sequence[RawValue]], lines: Sequence[Sequence[Any]]) -> None:
    sheet, area = book.places.names[name]
    for first, last in _runs([line != old for line, old in zip(lines, now, strict=True)]):
        book.write(sheet, area.first_row + first, area.first_column, lines[first : last + 1])


def _write_table(
    book: ShownBook, table: Table, now: Sequence[Mapping[str, RawValue]], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Columns that stand side by side and rows that have changed are written together."""
    placed = book.places.tables[table.name.casefold()]
    rows = _in_place(table, now, rows)
    for columns in _neighbors(table, placed):
        old, new = ([[row.get(key) for key, _ in columns] for row in each] for each in (now, rows))
        for first, last in _runs([line != before for line, before in zip(new, old, strict=True)]):
            book.write(placed.sheet, placed.rows.first_row + first, columns[0][1], new[first : last + 1])


def _in_place(
    table: Table, now: Sequence[Mapping[str, RawValue]], rows: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """The new rows, as many as the book has and in its order; rows whose key the file lacks stay as they are."""
    if table.row_key:
        by_key = {str(row[table.row_key]): row for row in rows}
        return [by_key.get(str(row.get(table.row_key)), row) for row in now]
    return [*rows, *[{}] * (len(now) - len(rows))][: len(now)]


def _neighbors(table: Table, placed: PlacedTable) -> Iterator[list[tuple[str, int]]]:
    """The written columns that the book has, by key and place, in groups that stand side by side."""
    fixed = {column.key for column in table.columns if column.fixed}
    asked = (each for each in written_columns(table) if each.key not in fixed)
    found = sorted((at, each.key) for each in asked if (at := placed.column(each.heading)) is not None)
    for _, group in groupby(enumerate(found), key=lambda each: each[1][0] - each[0]):
        yield [(key, at) for _, (at, key) in group]


def _show_rows(book: ShownBook, before: FileImage, after: FileImage) -> None:
    blocks = dict.fromkeys(_shown_blocks(book, after))  # blocks of cells side by side share their rows
    for sheet, first, file_sheet, file_first, count in blocks:
        rows = range(file_first, file_first + count)
        looks = [(before.look(file_sheet, row), after.look(file_sheet, row)) for row in rows]
        for start, last, (was, look) in _alike(looks):
            book.show_rows(sheet, first + start, first + last, was, look)


def _shown_blocks(book: ShownBook, after: FileImage) -> Iterator[tuple[str, int, str, int, int]]:
    """Sheet and first row in the book, the same in the file, and how many rows: of every grid and result table, and of cells that show rows."""
    for name in grids():
        if name in book.places.names and name in after.places.names:
            (sheet, area), (file_sheet, file_area) = book.places.names[name], after.places.names[name]
            yield sheet, area.first_row, file_sheet, file_area.first_row, file_area.last_row - file_area.first_row + 1
    for field in written_fields():
        if field.reveals and field.name in book.places.names and field.name in after.places.names:
            (sheet, area), (file_sheet, file_area) = book.places.names[field.name], after.places.names[field.name]
            above, below = field.reveals
            yield sheet, area.first_row - above, file_sheet, file_area.first_row - above, above + 1 + below
    for table in _result_tables(book):
        placed, in_file = (each.places.tables[table.name.casefold()] for each in (book, after))
        count = min(each.rows.last_row - each.rows.first_row + 1 for each in (placed, in_file))
        yield placed.sheet, placed.rows.first_row, in_file.sheet, in_file.rows.first_row, count


def _alike(looks: Sequence[tuple[RowLook, RowLook]]) -> Iterator[tuple[int, int, tuple[RowLook, RowLook]]]:
    """First, last and looks of each run of rows that change their look in the same way."""
    for (was, look), run in groupby(range(len(looks)), key=lambda at: looks[at]):
        if look != was:
            places = list(run)
            yield places[0], places[-1], (was, look)


def _runs(marked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last place of each run of marked places."""
    for is_marked, run in groupby(range(len(marked)), key=lambda at: marked[at]):
        if is_marked:
            places = list(run)
            yield places[0], places[-1]
