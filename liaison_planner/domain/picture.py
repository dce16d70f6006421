"""How a person stands before any plan: readiness as a range, two halves, every route, and duties of law and custom."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from liaison_planner.domain.vocabulary import Acceptance, Confidence


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Half(StrEnum):
    """The two halves of liaison work."""

    MEDICAL = "medical"
    MARKETING = "marketing"

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"{self.value.capitalize()} side"


class HalfStanding(_Frozen):
    """One half in levels: asked for, declared and verified (never more than asked); competency ids by how they stand."""

    half: Half
    asked: int
    declared: int
    verified: int
    brings: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class Backing(_Frozen):
    """A reference or portfolio piece that backs a competency at the level needed; each piece within its limit."""

    competency: str
    by: str
    verified: bool


class Readiness(_Frozen):
    """The share (0-1) of the levels asked for that is in place: `low` counts what is verified, `high` all declared.

    `route_declared` and `route_verified` are accepted routes that are complete by the same two measures, or None.
    """

    low: float
    high: float
    halves: tuple[HalfStanding, ...]
    route_declared: str | None = None
    route_verified: str | None = None
    backed: tuple[Backing, ...] = ()
    unbacked: tuple[str, ...] = ()


class RouteOutlook(_Frozen):
    """What one route would take, solved and verified: within the person's limits, or beyond them where it must be.

    `lifted` names the limits that were set aside; without a `ready_date` there is no plan even then, or none was found.
    """

    within_limits: bool
    ready_date: date | None = None
    weeks: int | None = None
    cost_usd: float | None = None
    lifted: tuple[str, ...] = ()
    proven: bool = False
    text: str = ""

    @property
    def leads_nowhere(self) -> bool:
        """Whether no step at all leads to what the route asks for; only somebody who holds it already can take it."""
        return self.proven and not self.within_limits and self.ready_date is None


class RouteStanding(_Frozen):
    """One accepted route: what of it is met today and what is missing, in words."""

    id: str
    name: str
    acceptance: Acceptance
    risk: str = ""
    met: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    verified: bool = False
    outlook: RouteOutlook | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing of it is missing."""
        return not self.missing


class DutyStatus(StrEnum):
    """Whose turn it is."""

    DONE = "done"
    PLANNED = "planned"
    OPEN = "open"
    ASK = "ask"
    AFTER_HIRING = "after_hiring"
    KNOW = "know"

    @property
    def title(self) -> str:  # type: ignore[override]
        return _STATUS_TITLES[self.value]


_STATUS_TITLES = {
    "done": "In place",
    "planned": "In the plan",
    "open": "Yours to arrange",
    "ask": "Not answered yet",
    "after_hiring": "After hiring",
    "know": "Good to know",
}


class Duty(_Frozen):
    """Something that law, an employer or a licence asks; `due` is the day it must be in place, if one can be named."""

    id: str
    kind: str
    title: str
    status: DutyStatus
    due: date | None
    text: str
    source: str
    as_of: str
    confidence: Confidence

    @property
    def trust(self) -> str:
        """From when it is and how sure, in a few words."""
        return f"{self.as_of if self.as_of == 'undated' else f'as of {self.as_of}'}, {self.confidence.value}"
