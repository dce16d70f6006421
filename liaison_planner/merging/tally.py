"""Decides one thing at a time, and keeps count of what came from where."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from liaison_planner.domain.merge import Side
from liaison_planner.merging.model import Difference, Merged, Taken, Where
from liaison_planner.merging.same_rows import plain, same_row
from liaison_planner.views import Content, Row, Value

Thing = TypeVar("Thing", Value, Row, tuple[Row, ...])


class Tally:
    """The changes taken so far, and the differences met; `prefer` says whose value stands where both differ."""

    def __init__(self, prefer: Side) -> None:
        self.prefer = prefer
        self._taken: list[Taken] = []
        self._by_both = 0
        self._differences: list[Difference] = []

    def cell(self, where: Where, base: Value, coach: Value, participant: Value) -> Value:
        """The value that a cell gets."""
        return self.whole(where, base, coach, participant, _same)

    def together(self, where: Where, columns: Sequence[str], rows: tuple[Row, Row, Row]) -> dict[str, Value]:
        """The values that the cells of one answer get; `rows` are the base, the coach's and the participant's.

        If one copy has all that the other changed, both fit together. If not, the cells are all of one copy.
        """
        base, coach, participant = rows
        mine, theirs = (
            [column for column in columns if not _same(base.get(column), copy.get(column))]
            for copy in (coach, participant)
        )
        fits = any(same_row(coach, participant, changed) for changed in (mine, theirs))
        stands = coach if self.prefer is Side.COACH else participant
        return {
            column: self.cell(
                where._replace(column=column), base.get(column), coach.get(column), participant.get(column)
            )
            if fits or _same(coach.get(column), participant.get(column))
            else self._told(where._replace(column=column), rows, stands)
            for column in columns
        }

    def _told(self, where: Where, rows: tuple[Row, Row, Row], stands: Row) -> Value:
        base, coach, participant = (row.get(where.column) for row in rows)
        self.differs(Difference(where, base, coach, participant, self.prefer))
        return stands.get(where.column)

    def whole(
        self, where: Where, base: Thing, coach: Thing, participant: Thing, same: Callable[[Thing, Thing], bool]
    ) -> Thing:
        """Whichever is to be taken of the three."""
        if same(coach, participant):
            self._by_both += not same(coach, base)
            return coach
        if same(participant, base):
            self.took(Taken(where, base, coach, Side.COACH))
            return coach
        if same(coach, base):
            self.took(Taken(where, base, participant, Side.PARTICIPANT))
            return participant
        self.differs(Difference(where, base, coach, participant, self.prefer))
        return coach if self.prefer is Side.COACH else participant

    def took(self, taken: Taken) -> None:
        """One more change of one copy's."""
        self._taken.append(taken)

    def took_both(self) -> None:
        """One more change that both have made alike."""
        self._by_both += 1

    def differs(self, difference: Difference) -> None:
        """One more thing to talk over."""
        self._differences.append(difference)

    def merged(self, content: Content) -> Merged:
        """All of it together."""
        return Merged(
            content,
            tuple(self._differences),
            tuple(self._taken),
            sum(each.by is Side.COACH for each in self._taken),
            sum(each.by is Side.PARTICIPANT for each in self._taken),
            self._by_both,
        )


def _same(one: Value, other: Value) -> bool:
    return plain(one) == plain(other)
