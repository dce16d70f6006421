"""What of the catalogue a plan rests on, and what has changed of it since."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from liaison_planner.domain.vocabulary import Focus


class Basis(BaseModel):
    """One row of the catalogue as it was when the plan was made; `values` by column, in the catalogue's own syntax.

    For a competency `have` is the level the person had at the outset.
    """

    model_config = ConfigDict(frozen=True)

    table: str
    id: str
    values: dict[str, str]
    have: int = 0


class Footing(BaseModel):
    """All that must be known of a plan to say later whether the catalogue still bears it."""

    model_config = ConfigDict(frozen=True)

    made_on: date
    catalogue_version: str
    focus: Focus | None
    counts_pay: bool
    rests_on: tuple[Basis, ...] = ()


class Outdated(BaseModel):
    """One cell that a plan rests on and that says something else today; None where the row did not exist or is gone.

    `text` says it in a sentence.
    """

    model_config = ConfigDict(frozen=True)

    table: str
    id: str
    title: str
    column: str
    before: str | None
    now: str | None
    text: str = ""


class Earlier(BaseModel):
    """What a workbook held before its plan was computed anew: its look-up sheets' catalogue, and what has changed of
    the catalogue since its plan, if there was one.
    """

    model_config = ConfigDict(frozen=True)

    catalogue_version: str
    made_on: date | None = None
    changes: tuple[Outdated, ...] = ()
