"""Keeps what a user wrote beside a row when the rows are computed anew and stand elsewhere."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from liaison_planner.views import Row, Value
from liaison_planner.workbook.schema_model import Carried


class Written(NamedTuple):
    """A row that stood in the table: the value of its key column, its title and what the user wrote, column by column."""

    key: str
    title: str
    texts: tuple[Value, ...]

    @property
    def blank(self) -> bool:
        """Whether the user wrote nothing here."""
        return all(text is None for text in self.texts)


def carry_over(carried: Carried, before: Sequence[Written], rows: Sequence[Row]) -> tuple[Row, ...]:
    """The new rows with the user's words beside the same keys as before; nothing that was written is lost.

    Words whose row is gone follow at the end, marked as such. A row that says which key it `was` takes the words of that.
    """
    moved = {str(row["was"]): str(row[carried.key]) for row in rows if row.get("was")}
    before = [row._replace(key=moved.get(row.key, row.key)) for row in before]
    words = {row.key: row.texts for row in before if row.key and not row.blank}
    blank: Row = dict.fromkeys(carried.columns)
    keys = {str(row.get(carried.key) or "") for row in rows}
    kept = [dict(_kept_row(carried, row)) for row in before if not row.blank and row.key not in keys]
    placed = [{**blank, **row, **_named(carried, words.get(str(row.get(carried.key) or ""), ()))} for row in rows]
    return (*placed, *kept)


def _named(carried: Carried, texts: tuple[Value, ...]) -> Row:
    return dict(zip(carried.columns, texts, strict=False))


def _kept_row(carried: Carried, old: Written) -> Iterator[tuple[str, Value]]:
    yield carried.key, old.key
    yield carried.title, old.title
    yield carried.marked, carried.words
    yield from _named(carried, old.texts).items()
