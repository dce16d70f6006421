"""Reads back what the planner has written into a workbook, so that it can be written again later."""

import json
from collections.abc import Iterable
from datetime import date

from liaison_planner.domain.cell import ErrorValue, RawValue
from liaison_planner.views import Content, Lines, Row, Value
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.schema import fields
from liaison_planner.workbook.schema_model import CellKind

Words = dict[str, tuple[Value, ...]]
"""What a user has written beside the rows of a table, by the key of the row."""


def shown_in(original: Original, names: Content) -> Content:
    """What stands now wherever this content has something to say."""
    found = _Found(original)
    single = {name: value for name in names.fields for value in found.field(name)}
    rows = {name: found.rows(name) for name in names.tables}
    lines = {name: found.lines(name) for name in names.grids}
    return Content(
        single, {n: r for n, r in rows.items() if r is not None}, {n: g for n, g in lines.items() if g is not None}
    )


def words_in(original: Original, table: str) -> Words:
    """What stands beside each row in the columns of the user's."""
    found = original.table(table)
    return {} if found is None else {row.key: row.texts for row in found.written if row.key and not row.blank}


class _Found:
    """The values of a workbook by the names of the schema; nothing where the file has lost the place."""

    def __init__(self, original: Original) -> None:
        self._original = original
        self._sheets: dict[str, SheetCells] = {}

    def field(self, name: str) -> Iterable[Value]:
        place = self._original.book.names.get(name)
        return (
            ()
            if place is None
            else (self._value(place[0], place[1].first_row, place[1].first_column, fields()[name].kind),)
        )

    def rows(self, name: str) -> tuple[Row, ...] | None:
        """The rows down to the last that holds anything."""
        found = self._original.table(name)
        if found is None:
            return None
        keyed = [(key, at, found.table.column(key).kind) for key, at in found.columns.items()]
        rows: list[Row] = [
            {key: self._value(found.sheet, row, at, kind) for key, at, kind in keyed} for row in found.rows
        ]
        if found.table.row_key:
            return tuple({**row, found.table.row_key: key} for row, key in zip(rows, found.keys, strict=True))
        while rows and not any(value is not None for value in rows[-1].values()):
            rows.pop()
        return tuple(rows)

    def lines(self, name: str) -> Lines | None:
        """The lines down to the last that holds anything."""
        place = self._original.book.names.get(name)
        if place is None:
            return None
        sheet, area = place
        columns = range(area.first_column, area.last_column + 1)
        lines = [
            tuple(self._value(sheet, row, column) for column in columns)
            for row in range(area.first_row, area.last_row + 1)
        ]
        while lines and not any(value is not None for value in lines[-1]):
            lines.pop()
        return tuple(lines)

    def _value(self, sheet: str, row: int, column: int, kind: CellKind = CellKind.TEXT) -> Value:
        if sheet not in self._sheets:
            self._sheets[sheet] = SheetCells(self._original.book, sheet)
        return _plain(self._sheets[sheet].value(row, column, kind))


def _plain(value: RawValue) -> Value:
    return value.text if isinstance(value, ErrorValue) else value


def as_text(content: Content) -> str:
    """The content as JSON; days are told from texts."""
    rows = {name: [dict(row) for row in table] for name, table in content.tables.items()}
    return json.dumps([dict(content.fields), rows, dict(content.grids)], default=_day, ensure_ascii=False)


def from_text(text: str) -> Content:
    """What `as_text` has written."""
    single, rows, lines = json.loads(text, object_hook=_without_days)
    grid_lines = {name: tuple(tuple(_value(each) for each in line) for line in found) for name, found in lines.items()}
    return Content(single, {name: tuple(found) for name, found in rows.items()}, grid_lines)


def words_as_text(words: Words) -> str:
    """The user's words as JSON."""
    return json.dumps(words, default=_day, ensure_ascii=False)


def words_from_text(text: str) -> Words:
    """What `words_as_text` has written."""
    return {key: tuple(_value(each) for each in texts) for key, texts in json.loads(text).items()}


def _day(value: object) -> object:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(type(value))


def _value(value: object) -> Value:
    if isinstance(value, dict):
        return date.fromisoformat(value["day"])
    return value  # type: ignore[return-value]  # JSON gives nothing else


def _without_days(found: dict[str, object]) -> object:
    return date.fromisoformat(str(found["day"])) if found.keys() == {"day"} else found
