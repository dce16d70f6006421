"""Writes what comes out of a merge into the coach's copy: only cells that change, so that formulas and formats stay."""

from collections.abc import Iterator, Sequence

from liaison_planner.merging import Merged, Shape
from liaison_planner.merging.same_rows import plain
from liaison_planner.views import Content, Row, Value
from liaison_planner.workbook.answers import shapes
from liaison_planner.workbook.copies import Copy
from liaison_planner.workbook.fill import Cell, TooManyRowsError, fill
from liaison_planner.workbook.schema import carried_tables, tables
from liaison_planner.workbook.schema_model import Carried
from liaison_planner.workbook.snapshot import shown_in


def merged_into(coach: Copy, participant: Copy, found: Merged, told: Content) -> bytes:
    """The coach's copy with the merged answers and with what is `told` of the merge. TooManyRowsError."""
    fields = {
        name: value
        for name, value in found.content.fields.items()
        if name in coach.answers.fields and plain(value) != plain(coach.answers.fields[name])
    }
    beside = {
        table.name: _beside(table.name, table.carried, participant, coach, found.content.tables[table.name])
        for table in carried_tables().values()
        if table.carried and _says_more(table.name, coach, found.content.tables[table.name])
    }
    cells = {
        place: value
        for name, rows in found.content.tables.items()
        if tables()[name].carried is None
        for place, value in _changed_cells(name, coach, rows)
    }
    return fill(coach.original, Content(fields, beside) | told, carrying=False, cells=cells)


def _changed_cells(name: str, coach: Copy, merged: Sequence[Row]) -> Iterator[tuple[Cell, Value]]:
    """The cells of an input table that come out otherwise than they stand in the coach's copy."""
    placed, shape, there = coach.original.book.tables[name.casefold()], shapes()[name], coach.answers.tables[name]
    rows = _in_order_of_keys(there, merged, shape.key[0]) if shape.shape is Shape.STANDING else merged
    room = placed.rows.last_row - placed.rows.first_row + 1
    if len(rows) > room:
        raise TooManyRowsError(name, room, len(rows))
    columns = [(key, placed.column(tables()[name].column(key).heading)) for key in shape.columns]
    for at in range(max(len(rows), len(there))):
        new, old = (each[at] if at < len(each) else {} for each in (rows, there))
        for key, column in columns:
            if column is not None and plain(new.get(key)) != plain(old.get(key)):
                yield (placed.sheet, placed.rows.first_row + at, column), new.get(key)


def _in_order_of_keys(there: Sequence[Row], merged: Sequence[Row], key: str) -> list[Row]:
    """The merged rows where their keys stand; a row whose key stands there twice, or not at all, is left alone."""
    by_key = {plain(row[key]): row for row in merged}
    return [by_key.pop(plain(row.get(key)), row) for row in there]


def _says_more(name: str, coach: Copy, merged: Sequence[Row]) -> bool:
    """Whether other words are to stand beside the rows than stand in the coach's copy."""
    return _words(name, merged) != _words(name, coach.answers.tables.get(name, ()))


def _words(name: str, rows: Sequence[Row]) -> dict[Value, tuple[Value, ...]]:
    shape = shapes()[name]
    said = {plain(row.get(shape.key[0])): tuple(plain(row.get(key)) for key in shape.columns) for row in reversed(rows)}
    return {key: words for key, words in said.items() if any(word is not None for word in words)}


def _beside(name: str, carried: Carried, participant: Copy, coach: Copy, merged: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a result with the merged words beside them; those whose row only the participant has follow at the end."""
    new = {plain(row.get(carried.key)): row for row in merged}
    there = [{**row, **new.pop(plain(row.get(carried.key)), {})} for row in _shown(coach, name)]
    titles = {plain(row.get(carried.key)): row.get(carried.title) for row in _shown(participant, name)}
    more = [
        {**row, carried.title: titles.get(key, key), carried.marked: carried.words}
        for key, row in new.items()
        if any(plain(row.get(column)) is not None for column in carried.columns)
    ]
    return (*there, *more)


def _shown(copy: Copy, name: str) -> tuple[Row, ...]:
    return shown_in(copy.original, Content(tables={name: ()})).tables[name]
