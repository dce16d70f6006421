"""What a merge works on: how the rows of a table are told apart, and where two copies differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from liaison_planner.domain.merge import Side
from liaison_planner.views import Content, Row, Value


class Shape(StrEnum):
    """Standing rows are there from the start, each with its key; listed ones come and go; ranked ones are one answer."""

    STANDING = "standing"
    LISTED = "listed"
    RANKED = "ranked"


class TableShape(NamedTuple):
    """A table as a merge sees it: the columns that tell its rows apart, and those that are merged cell by cell.

    Where the key of a listed row is typed freely (`renames`), a row may be the same one though its key was corrected; what both
    copies changed of such a row is never mixed.

    Columns that are `one_answer` say one thing together: two copies that changed them in different ways are not mixed.
    """

    shape: Shape
    key: tuple[str, ...]
    columns: tuple[str, ...]
    renames: bool = False
    one_answer: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[tuple[str, ...], ...]:
        """The columns that are merged, those together that are one answer."""
        alone = tuple((column,) for column in self.columns if column not in self.one_answer)
        return (self.one_answer, *alone) if self.one_answer else alone


class Where(NamedTuple):
    """A field, or a place in a table: the row of each copy counted from 0 (None where it has none), and the column.

    Without a column it is the whole row; without any row the whole table.
    """

    name: str
    coach_row: int | None = None
    participant_row: int | None = None
    column: str = ""


class Versions(NamedTuple):
    """The rows of one table as they were and as they are in each copy."""

    was: Sequence[Row]
    coach: Sequence[Row]
    participant: Sequence[Row]


class Difference(NamedTuple):
    """Something that both copies have changed, each in its own way; a row that one has removed is None there."""

    where: Where
    agreed: Value | Row | tuple[Row, ...]
    coach: Value | Row | tuple[Row, ...]
    participant: Value | Row | tuple[Row, ...]
    stands: Side


class Taken(NamedTuple):
    """A change that only one copy has made; what was not there before it, or is not after it, is None."""

    where: Where
    was: Value | Row | tuple[Row, ...]
    now: Value | Row | tuple[Row, ...]
    by: Side


@dataclass(frozen=True, slots=True)
class Merged:
    """The answers that come out, what was taken from one copy, how many changes each brought, and what they disagree on."""

    content: Content
    differences: tuple[Difference, ...]
    taken: tuple[Taken, ...]
    from_coach: int
    from_participant: int
    from_both: int
