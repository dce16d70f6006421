"""Two copies of one workbook brought together: how much came from each, and where they say different things."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from liaison_planner.domain.issue import Place


class Side(StrEnum):
    """Whose copy a value comes from."""

    COACH = "coach"
    PARTICIPANT = "participant"


class Clash(BaseModel):
    """One answer that both copies have changed, each in its own way; every value is kept in words, so that none is lost.

    `stands` says whose value the merged workbook has.
    """

    model_config = ConfigDict(frozen=True)

    what: str
    coach_place: Place
    participant_place: Place
    agreed: str
    coach: str
    participant: str
    stands: Side


class Change(BaseModel):
    """One answer that only one copy has changed and that was taken over, in words; the place is in that copy, or in the
    other one if it removed the row.
    """

    model_config = ConfigDict(frozen=True)

    what: str
    place: Place
    was: str
    now: str
    by: Side


class Merge(BaseModel):
    """What one merge did: against what, how many changes came from each copy and which, and what is left to talk over."""

    model_config = ConfigDict(frozen=True)

    on: date
    against: str
    coach_copy: str
    participant_copy: str
    from_coach: int
    from_participant: int
    from_both: int
    clashes: tuple[Clash, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def words(self) -> str:
        """The whole merge in a sentence."""
        alike = f", {self.from_both} alike from both" if self.from_both else ""
        left = _counted(len(self.clashes), "difference") if self.clashes else "no differences"
        return (
            f"{self.on.day} {self.on:%B %Y}: «{self.coach_copy}» and «{self.participant_copy}» merged against "
            f"{self.against}: {_counted(self.from_coach, 'change')} from the coach, {self.from_participant} from the "
            f"participant{alike}; {left} to talk over."
        )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
