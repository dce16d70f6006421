"""Keeps what a user wrote beside a row when the rows are computed anew and stand elsewhere."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from liaison_planner.views import Row, Value
from liaison_planner.workbook.schema_model import Carried


class Written(NamedTuple):
    """A row that stood in the table: the value of its key column, its title and what the user wrote."""

    key: str
    title: str
    text: Value


def carry_over(carried: Carried, before: Sequence[Written], rows: Sequence[Row]) -> tuple[Row, ...]:
    """The new rows with the user's words beside the same keys as before; nothing that was written is lost.

    Words whose row is gone follow at the end, marked as such.
    """
    words = {row.key: row.text for row in before if row.key and row.text is not None}
    keys = {str(row.get(carried.key) or "") for row in rows}
    kept = [dict(_kept_row(carried, row)) for row in before if row.text is not None and row.key not in keys]
    placed = [{**row, carried.column: words.get(str(row.get(carried.key) or ""))} for row in rows]
    return (*placed, *kept)


def _kept_row(carried: Carried, old: Written) -> Iterator[tuple[str, Value]]:
    yield carried.key, old.key
    yield carried.title, old.title
    yield carried.marked, carried.words
    yield carried.column, old.text
