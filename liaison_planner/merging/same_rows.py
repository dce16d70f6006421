"""Tells which row of a copy is which row of the agreed version."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from liaison_planner.merging.model import TableShape
from liaison_planner.views import Row, Value

Label = tuple[object, ...]
Rows = Sequence[Row]


def plain(value: Value) -> Value:
    """The value without what nobody sees: spaces around a text, a text of nothing, a whole number written as 2.0."""
    if isinstance(value, str):
        return value.strip() or None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def same_row(one: Row, other: Row, columns: Sequence[str]) -> bool:
    """Whether two rows say the same."""
    return all(plain(one.get(column)) == plain(other.get(column)) for column in columns)


def is_blank(row: Row, columns: Sequence[str]) -> bool:
    """Whether nothing has been filled in."""
    return all(plain(row.get(column)) is None for column in columns)


def labels(rows: Mapping[int, Row], shape: TableShape) -> dict[Label, int]:
    """The rows by their keys, those with the same key numbered; a row without a key goes by all that it says."""
    seen: Counter[Label] = Counter()
    found: dict[Label, int] = {}
    for at, row in rows.items():
        key = _key(row, shape)
        seen[key] += 1
        found[*key, seen[key]] = at
    return found


def _key(row: Row, shape: TableShape) -> Label:
    by = shape.columns if is_blank(row, shape.key) else shape.key
    return (len(by), *(_folded(plain(row.get(column))) for column in by))


def _folded(value: Value) -> object:
    return value.casefold() if isinstance(value, str) else value


def filled(rows: Sequence[Row], shape: TableShape) -> dict[int, Row]:
    """The rows that hold anything, by their places."""
    return {at: row for at, row in enumerate(rows) if not is_blank(row, shape.columns)}


def matched(base: Mapping[int, Row], copy: Mapping[int, Row], shape: TableShape) -> dict[int, int]:
    """For each row of the base that the copy still has the row there: the same key or, where keys are typed freely, at the
    same place with most of its cells as they were.
    """
    there = labels(copy, shape)
    found = {at: there[label] for label, at in labels(base, shape).items() if label in there}
    return found | dict(_renamed(base, copy, shape, found)) if shape.renames else found


def _renamed(
    base: Mapping[int, Row], copy: Mapping[int, Row], shape: TableShape, found: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    taken = set(found.values())
    for at in sorted(base.keys() - found.keys()):
        if at in copy and at not in taken and _alike(base[at], copy[at], shape.columns):
            yield at, at


def _alike(one: Row, other: Row, columns: Sequence[str]) -> bool:
    """Whether at least half of what either says is the same."""
    pairs = [(plain(one.get(column)), plain(other.get(column))) for column in columns]
    said = [pair for pair in pairs if pair != (None, None)]
    return 2 * sum(before == after for before, after in said) >= len(said)
