"""Decides one thing at a time, and keeps count of what came from where."""

from collections.abc import Callable
from typing import TypeVar

from liaison_planner.domain.merge import Side
from liaison_planner.merging.model import Difference, Merged, Where
from liaison_planner.merging.same_rows import plain
from liaison_planner.views import Content, Row, Value

Thing = TypeVar("Thing", Value, Row, tuple[Row, ...])


class Tally:
    """The changes taken so far, and the differences met; `prefer` says whose value stands where both differ."""

    def __init__(self, prefer: Side) -> None:
        self.prefer = prefer
        self._taken = {Side.COACH: 0, Side.PARTICIPANT: 0}
        self._by_both = 0
        self._differences: list[Difference] = []

    def cell(self, where: Where, base: Value, coach: Value, participant: Value) -> Value:
        """The value that a cell gets."""
        return self.whole(where, base, coach, participant, _same)

    def whole(
        self, where: Where, base: Thing, coach: Thing, participant: Thing, same: Callable[[Thing, Thing], bool]
    ) -> Thing:
        """Whichever is to be taken of the three."""
        if same(coach, participant):
            self._by_both += not same(coach, base)
            return coach
        if same(participant, base):
            self.took(Side.COACH)
            return coach
        if same(coach, base):
            self.took(Side.PARTICIPANT)
            return participant
        self.differs(Difference(where, base, coach, participant, self.prefer))
        return coach if self.prefer is Side.COACH else participant

    def took(self, side: Side) -> None:
        """One more change of this copy's."""
        self._taken[side] += 1

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
            self._taken[Side.COACH],
            self._taken[Side.PARTICIPANT],
            self._by_both,
        )


def _same(one: Value, other: Value) -> bool:
    return plain(one) == plain(other)
