"""What keeps the dates of a step from being earlier."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class HoldKind(StrEnum):
    """What a date hangs on."""

    FIRST_WEEK = "first_week"
    PINNED = "pinned"
    PREREQUISITE = "prerequisite"
    INTAKE = "intake"
    JOB_SLOT = "job_slot"
    PARALLEL = "parallel"
    HOURS = "hours"
    WEEKS_OFF = "weeks_off"
    SHORTEST = "shortest"
    NOTHING = "nothing"


class Hold(BaseModel):
    """What keeps a date from being earlier, and the steps that have to do with it."""

    model_config = ConfigDict(frozen=True)

    kind: HoldKind
    text: str
    offerings: tuple[str, ...] = ()
