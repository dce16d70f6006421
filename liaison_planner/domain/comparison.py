"""Several plans of one person side by side, with the reason for each difference."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import Conflict, PlanStatus, Stamp, WayOut
from liaison_planner.domain.vocabulary import Focus, Objective

SCHEMA = "liaison-comparison/1"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Scenario(_Frozen):
    """One objective or focus area with its best plan, or with the limits that clash.

    `own` marks the person's own choice, which the others are compared with; `adds` and `drops` are the offerings in
    which a plan differs from it, and `because` says what that is for.
    """

    objective: Objective
    focus: Focus
    own: bool
    status: PlanStatus
    ready_date: date | None = None
    apply_from: date | None = None
    total_cost_usd: float | None = None
    total_effort_hours: float | None = None
    study_hours: float | None = None
    paid_weeks: int = 0
    route: str | None = None
    steps: int = 0
    adds: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    because: str


class Points(_Frozen):
    """One part of an advice: how many points of how many, and what they rest on."""

    name: str
    points: float
    most: int
    because: str


class Advice(_Frozen):
    """A focus area in the order in which it suits the person: the points part by part, and what speaks for and against.

    Areas without a plan within the limits come last. `stepping_stone` says how far the area's plan leads towards the
    first choice, where it is open sooner.
    """

    rank: int
    focus: Focus
    total: float
    parts: tuple[Points, ...]
    trade_off: str
    stepping_stone: str = ""


class Comparison(_Frozen):
    """The three objectives for the person's focus area, and those of the catalogue under the person's objective.

    Where the person's own choice does not fit, `ways_out` says what would be enough.
    """

    schema_: str = Field(default=SCHEMA, serialization_alias="schema", validation_alias="schema")
    person_id: str
    status: PlanStatus
    objectives: tuple[Scenario, ...] = ()
    focus_areas: tuple[Scenario, ...] = ()
    advice: tuple[Advice, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    stamp: Stamp
    issues: tuple[Issue, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """One JSON document with the field names and the order of the documentation."""
        return self.model_dump_json(by_alias=True, indent=indent)
