"""Why a plan is as it is: the reasons of each step, of what was left out, and of what a little more would buy."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from liaison_planner.domain.comparison import Advice
from liaison_planner.domain.hold import Hold
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.picture import RouteStanding
from liaison_planner.domain.plan import Conflict, EmployerYear, PlanStatus, Stamp, WayOut
from liaison_planner.domain.vocabulary import Focus, Objective

SCHEMA = "liaison-explanation/1"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Closing(_Frozen):
    """A gap that a step closes, or brings nearer where `met` is false; `name` and levels in the user's words."""

    gap_id: str
    name: str
    have: str
    need: str
    met: bool


class Possible(StrEnum):
    """Whether a changed plan exists; `unsettled` when the search limit came before an answer."""

    YES = "yes"
    NO = "no"
    UNSETTLED = "unsettled"


class Change(_Frozen):
    """The best plan after one change, solved and verified, beside the plan that is explained.

    `days_later`, `dollars_more` and `hours_more` are negative when the changed plan is earlier, cheaper or less work;
    None without both plans.
    `adds` and `drops` are the offerings in which the two plans differ.
    """

    possible: Possible
    text: str
    ready_date: date | None = None
    total_cost_usd: float | None = None
    days_later: int | None = None
    dollars_more: float | None = None
    hours_more: float | None = None
    adds: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    proven: bool = False


class StepReasons(_Frozen):
    """One step: what it is for, what its dates hang on, how long it can wait, and what would take its place.

    `remark` says what the employer pays of it, or which hours a post leaves.
    """

    offering_id: str
    title: str
    start: date
    finish: date
    cost_usd: float
    effort_hours: float
    pinned: bool
    closes: tuple[Closing, ...]
    enables: tuple[str, ...]
    start_hold: Hold
    finish_hold: Hold
    spare_weeks: int
    without: Change | None = None
    employer_usd: float = 0.0
    remark: str = ""


class Absence(StrEnum):
    """Why an offering is not in the plan."""

    DONE = "done"
    EXCLUDED = "excluded"
    NO_SEAT = "no_seat"
    GOAL = "goal"
    AFTER_HIRING = "after_hiring"
    NOTHING_MISSING = "nothing_missing"
    KEEPS_JOB = "keeps_job"
    OVER_BUDGET = "over_budget"
    TOO_LONG = "too_long"
    TOO_MANY_HOURS = "too_many_hours"
    PREREQUISITE = "prerequisite"
    OTHER_ROUTE = "other_route"
    COVERED = "covered"
    NO_ROOM = "no_room"


class LeftOut(_Frozen):
    """An offering that is not in the plan, with the first reason that holds; `would_help` are gap ids."""

    offering_id: str
    title: str
    cost_usd: float
    effort_hours: float
    reason: Absence
    text: str
    would_help: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()


class ThresholdKind(StrEnum):
    """What is turned until the plan changes."""

    PRICE = "price_usd"
    EFFORT = "effort_hours"
    WEEKLY_HOURS = "weekly_hours"
    TARGET_DATE = "target_date"
    PERMISSION = "permission"


class Threshold(_Frozen):
    """The last value at which the offering is in the plan and the first at which it is out, both solved.

    `inside` is None when no value tried brings it in (or, for a chosen step, drives it out); `tie` tells that just
    outside a plan with the offering is exactly as good.
    """

    kind: ThresholdKind
    now: float | date | None
    inside: float | date | None
    outside: float | date | None
    tie: bool = False
    proven: bool = True
    text: str


class OfferingAnswer(_Frozen):
    """Everything about one offering: chosen (`step`) or not (`left_out`), insisting on it, and where that turns."""

    offering_id: str
    title: str
    chosen: bool
    step: StepReasons | None = None
    left_out: LeftOut | None = None
    insisting: Change | None = None
    thresholds: tuple[Threshold, ...] = ()


class More(_Frozen):
    """What a little more of one limit would buy; solved and verified."""

    limit: str
    title: str
    change: Change


class Explanation(_Frozen):
    """One person's plan explained; see docs/json-explanations.md. With an offering asked for, only `offering` is filled."""

    schema_: str = Field(default=SCHEMA, serialization_alias="schema", validation_alias="schema")
    person_id: str
    focus: Focus | None
    objective: Objective | None
    status: PlanStatus
    route: str | None = None
    ready_date: date | None = None
    total_cost_usd: float = 0.0
    total_effort_hours: float = 0.0
    study_hours: float = 0.0
    paid_weeks: int = 0
    employer_pays: tuple[EmployerYear, ...] = ()
    steps: tuple[StepReasons, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    more: tuple[More, ...] = ()
    routes: tuple[RouteStanding, ...] = ()
    focus_standing: str = ""
    focus_areas: tuple[Advice, ...] = ()
    offering: OfferingAnswer | None = None
    still_open: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    stamp: Stamp
    issues: tuple[Issue, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """One JSON document with the field names and the order of the documentation."""
        return self.model_dump_json(by_alias=True, indent=indent)
