"""What backs a person's answers: degrees, credentials with dates, posts, references and portfolio pieces."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Claim(BaseModel):
    """Something a person states. `verified`: somebody else has confirmed it; `counts`: it holds when the plan begins."""

    model_config = ConfigDict(frozen=True)

    verified_by: str = ""
    verified_on: date | None = None
    verified: bool = False
    counts: bool = True


class Degree(Claim):
    """A degree with its own level (1-5) and field, so that no route takes the level of one and the field of another."""

    level: int
    field: str
    finished: date | None = None


class CredentialNote(Claim):
    """What is known about a licence, certification or certificate in the person's list; it lapses after `expires`."""

    token: str
    expires: date | None = None


class Post(Claim):
    """A post with the years it counts in each field; `last` None: still held, `first` None: not dated."""

    role: str = ""
    employer: str = ""
    first: date | None = None
    last: date | None = None
    hours_per_week: float | None = None
    years: dict[str, float] = {}


class ProofKind(StrEnum):
    """Who or what shows a skill."""

    REFERENCE = "reference"
    PORTFOLIO = "portfolio"

    @property
    def title(self) -> str:  # type: ignore[override]
        return {"reference": "Reference", "portfolio": "Portfolio piece"}[self.value]

    @property
    def limit(self) -> int:
        """How many skills one of them can carry with an employer; our judgement, no source."""
        return {"reference": 3, "portfolio": 2}[self.value]


class Proof(Claim):
    """One skill that a reference can confirm, or a portfolio piece shows, up to a level (1-4)."""

    kind: ProofKind
    title: str
    competency: str
    level: int
