"""What has become of the steps of a plan: as entered beside them, and as what is behind a person."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from liaison_planner.domain.vocabulary import Kind

NO_LONGER_PLANNED = "no longer in the plan"
"""What the planner writes beside the user's words when their step has left the plan."""


class StepStatus(StrEnum):
    """Planned is all that nothing was said about; skipped means that the person decided against it."""

    PLANNED = "planned"
    UNDER_WAY = "under way"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


class Progress(BaseModel):
    """What a person says about one step. A failed try is numbered from 1, so that the next one stands beside it.

    `row` names the row of the plan in which it was entered; it is no part of what is said.
    """

    model_config = ConfigDict(frozen=True)

    offering_id: str
    status: StepStatus
    attempt: int = 0
    started: date | None = None
    finished: date | None = None
    hours_done: float = 0.0
    evidence: str = ""
    row: str = Field(default="", exclude=True)

    @property
    def key(self) -> str:
        """The step's id; that of a failed try with its number, as the offering itself may be planned again."""
        return f"{self.offering_id}#{self.attempt}" if self.status is StepStatus.FAILED else self.offering_id


class PastStep(BaseModel):
    """A step that is behind the person: done, failed or skipped. What it has cost is spent, less what the employer paid of
    it; a skipped one cost nothing.

    `key` is its row on the sheet Plan, `was` the row in which it was entered if that is another one.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    offering_id: str
    kind: Kind
    title: str
    status: StepStatus
    started: date | None = None
    finished: date | None = None
    cost_usd: float = 0.0
    effort_hours: float = 0.0
    evidence: str = ""
    employer_usd: float = 0.0
    was: str = Field(default="", exclude=True)
