"""Tells which row of a copy is which row of the agreed version."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from liaison_planner.merging.model import TableShape
from liaison_planner.views import Row, Value

Label = tuple[object, ...]
Rows = Sequence[Row]

MOSTLY = 0.5
"""The share of equal cells from which a row may be one whose key was corrected."""


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


def same_key(one: Row, other: Row, shape: TableShape) -> bool:
    """Whether both rows are about the same."""
    return _key(one, shape) == _key(other, shape)


def _key(row: Row, shape: TableShape) -> Label:
    by = shape.columns if is_blank(row, shape.key) else shape.key
    return (len(by), *(_folded(plain(row.get(column))) for column in by))


def _folded(value: Value) -> object:
    return value.casefold() if isinstance(value, str) else value


def filled(rows: Sequence[Row], shape: TableShape) -> dict[int, Row]:
    """The rows that hold anything, by their places."""
    return {at: row for at, row in enumerate(rows) if not is_blank(row, shape.columns)}


def matched(base: Mapping[int, Row], copy: Mapping[int, Row], shape: TableShape) -> dict[int, int]:
    """For each row of the base that the copy still has the row there: one that says the same, else one with the same key
    or, where keys are typed freely, the only one that says most of the same, wherever it stands.
    """
    found: dict[int, int] = {}
    for each in (shape._replace(key=shape.columns), shape):
        was, there = (_left(base, found.keys(), each), _left(copy, found.values(), each))
        found |= {at: there[label] for label, at in was.items() if label in there}
    return found | dict(_renamed(base, copy, shape, found)) if shape.renames else found


def _left(rows: Mapping[int, Row], found: Collection[int], shape: TableShape) -> dict[Label, int]:
    return labels({at: row for at, row in rows.items() if at not in found}, shape)


def _renamed(
    base: Mapping[int, Row], copy: Mapping[int, Row], shape: TableShape, found: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """The pairs of rows that are more alike than either is to any other; between equals nobody can tell."""
    taken = set(found.values())
    alike = {
        (at, place): _alike(base[at], copy[place], shape.columns)
        for at in sorted(base.keys() - found.keys())
        for place in sorted(copy.keys() - taken)
    }
    for pair, share in alike.items():
        rivals = (other for other in alike if other != pair and (other[0] == pair[0] or other[1] == pair[1]))
        if share >= MOSTLY and all(alike[rival] < share for rival in rivals):
            yield pair


def _alike(one: Row, other: Row, columns: Sequence[str]) -> float:
    """The share of what either says that is the same."""
    pairs = [(plain(one.get(column)), plain(other.get(column))) for column in columns]
    said = [pair for pair in pairs if pair != (None, None)]
    return sum(before == after for before, after in said) / len(said)
