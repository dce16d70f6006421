"""What of the catalogue a plan rests on, and what has changed of it since."""

from pydantic import BaseModel, ConfigDict


class Basis(BaseModel):
    """One row of the catalogue as it was when the plan was made; `values` by column, in the catalogue's own syntax.

    For a competency `have` is the level the person had at the outset.
    """

    model_config = ConfigDict(frozen=True)

    table: str
    id: str
    values: dict[str, str]
    have: int = 0


class Outdated(BaseModel):
    """One cell that a plan rests on and that says something else today; None where the row did not exist or is gone."""

    model_config = ConfigDict(frozen=True)

    table: str
    id: str
    title: str
    column: str
    before: str | None
    now: str | None

    @property
    def text(self) -> str:
        """The change in a sentence."""
        if self.now is None:
            return f"«{self.title}» ({self.id}) is no longer in the catalogue."
        if self.before is None:
            return f"«{self.title}» ({self.id}): {self.column} is newly asked for: {self.now}."
        return f"«{self.title}» ({self.id}): {self.column} was {self.before or 'empty'}, is now {self.now or 'empty'}."
