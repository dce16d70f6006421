"""Merges the rows of a list, to which both copies may have added and from which both may have taken away."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from liaison_planner.domain.merge import Side
from liaison_planner.merging.model import Difference, TableShape, Taken, Versions, Where
from liaison_planner.merging.same_rows import Rows, filled, labels, matched, same_key, same_row
from liaison_planner.merging.tally import Tally
from liaison_planner.views import Row

_Placed = tuple[int, Row]


class _Copy(NamedTuple):
    """The filled rows of a copy by place, and for each row of the base that it still has the place here."""

    rows: Mapping[int, Row]
    stays: Mapping[int, int]

    def added(self) -> dict[int, Row]:
        return {at: row for at, row in self.rows.items() if at not in self.stays.values()}

    def has(self, at: int) -> _Placed | None:
        """The row that this row of the base has become here."""
        return (self.stays[at], self.rows[self.stays[at]]) if at in self.stays else None


def merged_list(name: str, shape: TableShape, versions: Versions, tally: Tally) -> tuple[Row, ...]:
    """The rows of all versions as one list: what stays in the order of the base, then what was added.

    Where only one copy changed anything, its rows stay where they are there.
    """
    was, coach, participant = versions
    found = tuple(_Lists(name, shape, versions, tally).rows())
    if _as_it_was(participant, was, shape):
        return tuple(coach)
    return tuple(participant) if _as_it_was(coach, was, shape) else found


def _as_it_was(copy: Rows, base: Rows, shape: TableShape) -> bool:
    mine, before = filled(copy, shape), filled(base, shape)
    return mine.keys() == before.keys() and all(same_row(mine[at], before[at], shape.columns) for at in mine)


class _Lists:
    """The three versions of one list."""

    def __init__(self, name: str, shape: TableShape, versions: Versions, tally: Tally) -> None:
        self._name, self._shape, self._tally = name, shape, tally
        self._was, coach, participant = (filled(rows, shape) for rows in versions)
        self._coach, self._participant = (_Copy(rows, matched(self._was, rows, shape)) for rows in (coach, participant))

    def rows(self) -> Iterator[Row]:
        """What stays, then what was added; whose copy is whose does not change the order."""
        for at, row in self._was.items():
            yield from self._of(row, self._coach.has(at), self._participant.has(at))
        yield from self._added()

    def _of(self, row: Row, ours: _Placed | None, theirs: _Placed | None) -> Iterator[Row]:
        """The row as it comes out, or nothing if it is gone."""
        if ours is not None and theirs is not None:
            yield self._both(row, ours, theirs)
        elif ours is not None:
            yield from self._removed(row, ours[1], Where(self._name, ours[0], None), Side.PARTICIPANT)
        elif theirs is not None:
            yield from self._removed(row, theirs[1], Where(self._name, None, theirs[0]), Side.COACH)
        else:
            self._tally.took_both()

    def _both(self, row: Row, ours: _Placed, theirs: _Placed) -> Row:
        """Cell by cell; but where one copy names it otherwise it may be something else there: then one of the rows stands
        as a whole, so that nothing said of one thing is ever said of another.
        """
        if same_key(ours[1], theirs[1], self._shape):
            return self._cell_by_cell(row, ours, theirs)
        where = Where(self._name, ours[0], theirs[0])
        return self._tally.whole(where, row, ours[1], theirs[1], self._same)

    def _same(self, one: Row, other: Row) -> bool:
        return same_row(one, other, self._shape.columns)

    def _removed(self, row: Row, left: Row, where: Where, by: Side) -> Iterator[Row]:
        """What one copy has removed goes; if the other has changed it meanwhile it stays, and that is told."""
        if self._same(left, row):
            self._tally.took(Taken(where, row, None, by))
            return
        coach, participant = (None, left) if by is Side.COACH else (left, None)
        stands = Side.PARTICIPANT if by is Side.COACH else Side.COACH
        self._tally.differs(Difference(where, row, coach, participant, stands))
        yield left

    def _cell_by_cell(self, row: Row, ours: _Placed, theirs: _Placed) -> Row:
        return {
            column: self._tally.cell(
                Where(self._name, ours[0], theirs[0], column),
                row.get(column),
                ours[1].get(column),
                theirs[1].get(column),
            )
            for column in self._shape.columns
        }

    def _added(self) -> Iterator[Row]:
        """Rows with the same key are one row that both have added."""
        ours, theirs = self._coach.added(), self._participant.added()
        mine, other = labels(ours, self._shape), labels(theirs, self._shape)
        found = []
        for label in dict.fromkeys((*mine, *other)):
            places = [at for at in (mine.get(label), other.get(label)) if at is not None]
            row = self._new(
                *(
                    None if at is None else (at, rows[at])
                    for at, rows in ((mine.get(label), ours), (other.get(label), theirs))
                )
            )
            found.append((min(places), repr(label), row))
        yield from (row for _, _, row in sorted(found, key=lambda each: each[:2]))

    def _new(self, ours: _Placed | None, theirs: _Placed | None) -> Row:
        if ours is None or theirs is None:
            new = next(each[1] for each in (ours, theirs) if each is not None)
            where = Where(self._name, ours and ours[0], theirs and theirs[0])
            self._tally.took(Taken(where, None, new, Side.PARTICIPANT if ours is None else Side.COACH))
            return new
        if self._same(ours[1], theirs[1]):
            self._tally.took_both()
            return ours[1]
        return self._cell_by_cell({}, ours, theirs)
