"""Merges two copies three ways: what one has changed is taken, what both have changed differently is told."""

from collections.abc import Mapping

from liaison_planner.domain.merge import Side
from liaison_planner.merging.listed import merged_list
from liaison_planner.merging.model import Merged, Shape, TableShape, Versions, Where
from liaison_planner.merging.same_rows import Rows, plain, same_row
from liaison_planner.merging.tally import Tally
from liaison_planner.views import Content, Row, Value


def merge(
    base: Content,
    coach: Content,
    participant: Content,
    shapes: Mapping[str, TableShape],
    prefer: Side = Side.COACH,
) -> Merged:
    """The answers with the changes of both copies against the base.

    A cell that one copy has changed gets its value; changed alike by both it is taken once; changed differently it gets the
    value of the copy to `prefer` and is told; cells that are one answer are taken from one copy then. A removed row goes, unless the other copy has changed it: then it stays, and
    that is told. Which copy is which matters only where they disagree. Tables without a shape are left out.
    """
    tally = Tally(prefer)
    names = dict.fromkeys((*coach.fields, *participant.fields))
    single = {
        name: tally.cell(Where(name), base.fields.get(name), coach.fields.get(name), participant.fields.get(name))
        for name in names
    }
    rows = {name: _table(name, shapes[name], _versions(name, base, coach, participant), tally) for name in shapes}
    return tally.merged(Content(single, rows))


def _versions(name: str, *contents: Content) -> Versions:
    return Versions(*(each.tables.get(name, ()) for each in contents))


def _table(name: str, shape: TableShape, versions: Versions, tally: Tally) -> tuple[Row, ...]:
    merged = {Shape.STANDING: _standing, Shape.RANKED: _ranked, Shape.LISTED: merged_list}
    return merged[shape.shape](name, shape, versions, tally)


def _standing(name: str, shape: TableShape, versions: Versions, tally: Tally) -> tuple[Row, ...]:
    """Rows are found by their key; one that a copy lacks counts as blank there."""
    (key,) = shape.key
    before, coach, participant = (_by_key(rows, key) for rows in versions)
    merged = []
    for found in dict.fromkeys((*coach, *participant)):
        was, ours, theirs = (places.get(found, (None, {})) for places in (before, coach, participant))
        where = Where(name, ours[0], theirs[0])
        cells: dict[str, Value] = {}
        for columns in shape.answers:
            cells |= tally.together(where, columns, (was[1], ours[1], theirs[1]))
        merged.append({key: found, **cells})
    return tuple(merged)


def _by_key(rows: Rows, key: str) -> dict[Value, tuple[int | None, Row]]:
    """The first row of each key with its place; rows without a key hold no answer of their own."""
    found: dict[Value, tuple[int | None, Row]] = {}
    for at, row in enumerate(rows):
        if plain(row.get(key)) is not None:
            found.setdefault(plain(row.get(key)), (at, row))
    return found


def _ranked(name: str, shape: TableShape, versions: Versions, tally: Tally) -> tuple[Row, ...]:
    """The rows as a whole are one answer: two changed orders put together would be nobody's order."""
    longest = max(map(len, versions))
    was, coach, participant = ((*rows, *({},) * (longest - len(rows))) for rows in versions)

    def same(one: tuple[Row, ...], other: tuple[Row, ...]) -> bool:
        return all(same_row(a, b, shape.columns) for a, b in zip(one, other, strict=True))

    return tally.whole(Where(name), was, coach, participant, same)
