"""The answer: gaps, dated steps, proof, and what clashes when nothing fits. Mirrors the JSON contract field by field."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from liaison_planner.domain.basis import Basis, Footing
from liaison_planner.domain.hold import Hold
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.offering import Stage
from liaison_planner.domain.picture import Duty, Readiness, RouteStanding
from liaison_planner.domain.progress import PastStep
from liaison_planner.domain.vocabulary import Confidence, Focus, Kind

SCHEMA = "liaison-plan/1"


class PlanStatus(StrEnum):
    """Optimal is proven best; feasible is valid but unproven; infeasible carries what fits best and the conflict."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    INVALID_INPUT = "invalid_input"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class PlanItem(_Frozen):
    """One dated step; dates inclusive, Monday to Sunday; `hours_done` and `hours_by_week` add up to `effort_hours`.

    `status` is «planned» or «under way»; what is under way has begun before the plan was made.
    `cost_usd` is the price, `employer_usd` what the employer pays back of it.
    """

    offering_id: str
    kind: Kind
    title: str
    start: date
    finish: date
    cost_usd: float
    effort_hours: float
    hours_by_week: tuple[tuple[date, float], ...]
    status: str = "planned"
    pinned: bool = False
    closes: tuple[str, ...] = ()
    because: str = ""
    employer_usd: float = 0.0
    driven_by: Hold | None = None
    hours_done: float = 0.0


class Recurring(_Frozen):
    """A duty or habit after the plan."""

    title: str
    kind: Kind
    first: date
    every: str
    because: str
    effort_hours: float = 0.0
    cost_usd: float = 0.0


class Application(_Frozen):
    """One dated piece of the search for a post; its hours are those that the steps leave free."""

    task_id: str
    title: str
    stage: Stage
    start: date
    finish: date
    hours: float
    hours_by_week: tuple[tuple[date, float], ...]
    because: str
    confidence: Confidence


class Gap(_Frozen):
    """Something missing today: a competency level, a term of the chosen route, or a gate; priority 1 is most urgent.

    `half` is `medical` or `marketing` for a competency, else empty.
    """

    id: str
    kind: Literal["competency", "route", "gate"]
    have: str
    need: str
    priority: int
    closed_by: tuple[str, ...] = ()
    closed_on: date | None = None
    half: str = ""


class Conflict(_Frozen):
    """One limit of a smallest set that cannot hold together."""

    id: str
    text: str


class WayOut(_Frozen):
    """A change of limits under which a plan exists; solved and verified before it is offered."""

    change: str
    ready_date: date
    total_cost_usd: float
    verified: bool = True


class Proof(_Frozen):
    """How good the plan is: each objective level with its value and proven bound, in order."""

    objective: tuple[tuple[str, float, float], ...] = ()
    solver: str = ""
    seconds: float = 0.0
    proven: bool = False


class Evidence(_Frozen):
    """How much of the plan rests on estimates: shares 0-1 of cost and study hours, and their ranges with the finish's.

    `old_prices` pairs each offering whose price was last seen more than three years before the plan with the date it is
    from; `undated_prices` names those whose price has no date at all.
    """

    cost_share_estimated: float = 0.0
    hours_share_estimated: float = 0.0
    finish_low: date | None = None
    finish_high: date | None = None
    cost_low: float | None = None
    cost_high: float | None = None
    hours_low: float | None = None
    hours_high: float | None = None
    old_prices: tuple[tuple[str, str], ...] = ()
    undated_prices: tuple[str, ...] = ()


class EmployerYear(_Frozen):
    """What the present employer pays for the steps that start in a calendar year, and the most that it would."""

    year: int
    limit_usd: float
    paid_usd: float


class Stamp(_Frozen):
    """What the plan was computed from."""

    planner_version: str
    catalogue_version: str
    inputs_hash: str
    today: date


class Plan(_Frozen):
    """One person's plan; see docs/json-plan.md for the contract."""

    schema_: str = Field(default=SCHEMA, serialization_alias="schema", validation_alias="schema")
    person_id: str
    focus: Focus | None
    today: date
    start_date: date | None
    target_date: date | None
    route: str | None = None
    status: PlanStatus
    ready_date: date | None = None
    apply_from: date | None = None
    total_cost_usd: float = 0.0
    total_effort_hours: float = 0.0
    items: tuple[PlanItem, ...] = ()
    recurring: tuple[Recurring, ...] = ()
    gaps: tuple[Gap, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    proof: Proof = Proof()
    evidence: Evidence = Evidence()
    stamp: Stamp
    issues: tuple[Issue, ...] = ()
    readiness: Readiness | None = None
    routes: tuple[RouteStanding, ...] = ()
    duties: tuple[Duty, ...] = ()
    applying: tuple[Application, ...] = ()
    rests_on: tuple[Basis, ...] = ()
    cash: tuple[tuple[date, float], ...] = ()
    employer_pays: tuple[EmployerYear, ...] = ()
    past: tuple[PastStep, ...] = ()
    spent_usd: float = 0.0

    def to_json(self, *, indent: int | None = None) -> str:
        """The plan as one JSON document with the contract's field names and order."""
        return self.model_dump_json(by_alias=True, indent=indent)

    @property
    def fits(self) -> bool:
        """Whether the plan meets every requirement within every limit."""
        return self.status in (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE)

    @property
    def footing(self) -> Footing:
        """What the plan rests on; pay matters only where savings were planned."""
        return Footing(
            made_on=self.stamp.today,
            catalogue_version=self.stamp.catalogue_version,
            focus=self.focus,
            counts_pay=bool(self.cash),
            rests_on=self.rests_on,
        )
