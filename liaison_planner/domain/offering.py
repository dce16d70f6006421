"""The rows of a catalogue: competencies, offerings, routes, credentials, gates and facts."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from liaison_planner.domain.requirement import Requirement
from liaison_planner.domain.vocabulary import (
    FULL_TIME_HOURS_PER_WEEK,
    Acceptance,
    Confidence,
    Delivery,
    Focus,
    Kind,
    StartPattern,
)


class Sourced(BaseModel):
    """A row that says where it comes from, from when, and how far to trust it."""

    model_config = ConfigDict(frozen=True)

    source: str
    as_of: str
    confidence: Confidence


class Competency(Sourced):
    """A skill with the level (0-4) each focus area asks for at entry; `core_for` lists where an interview tests it."""

    id: str
    name: str
    domain: str
    description: str
    required: dict[Focus, int]
    core_for: frozenset[Focus]


class Award(BaseModel):
    """A credential token: degree:level:field, cert:x, certificate:x, badge, college_credit:n or exp:field:years."""

    model_config = ConfigDict(frozen=True)

    kind: str
    value: str = ""
    level: int = 0
    tenths_of_years: int = 0


class Offering(Sourced):
    """One way to learn or to gain experience. Hours and dollars are totals; low and high bound an estimate if known."""

    id: str
    kind: Kind
    title: str
    provider: str
    delivery: Delivery
    effort_hours: float
    effort_low: float | None = None
    effort_high: float | None = None
    duration_weeks_min: int
    cost_usd: float
    cost_low: float | None = None
    cost_high: float | None = None
    prerequisites: Requirement
    teaches: dict[str, int]
    awards: tuple[Award, ...]
    start_pattern: StartPattern
    goal_of: frozenset[Focus] = frozenset()
    recurs: str = ""
    pay_usd_per_year: float | None = None

    @property
    def hours_per_week(self) -> float:
        """Load when taken in its shortest time."""
        return self.effort_hours / self.duration_weeks_min

    @property
    def is_full_time_job(self) -> bool:
        """Replaces the present job: on the job and at least 30 hours a week."""
        return self.delivery is Delivery.ON_THE_JOB and self.hours_per_week >= FULL_TIME_HOURS_PER_WEEK


class Route(Sourced):
    """One accepted way to qualify: a requirement, and whether each focus area accepts it."""

    id: str
    name: str
    requirement: Requirement
    description: str
    acceptance: dict[Focus, Acceptance]


class Credential(Sourced):
    """A token a person can hold: a licence, a (tested) certification or a certificate of completion."""

    token: str
    kind: str
    title: str


class Gate(Sourced):
    """Something employers ask that is not a skill, such as a driver's license."""

    id: str
    name: str
    question: str
    asked_for: frozenset[Focus]


class Level(Sourced):
    """One step of the rating scale with the sentence that anchors it."""

    level: int
    name: str
    anchor: str


class Anchors(Sourced):
    """What somebody at each level (1-4) of one competency can do, each a phrase that begins with «can»; `id` is the
    competency's.
    """

    id: str
    can: dict[int, str]


class Fact(Sourced):
    """A figure or rule shown to the user."""

    id: str
    topic: str
    fact: str
    value: str
    unit: str


class Stage(StrEnum):
    """When a task of the search is due: before applying, beside it, from the day on which it makes sense, after it."""

    PREPARE = "prepare"
    TALK = "talk"
    APPLY = "apply"
    FOLLOW_UP = "follow_up"


class Task(Sourced):
    """Something to do about getting hired; `same_as` is an offering that makes it unnecessary."""

    id: str
    title: str
    stage: Stage
    hours: float
    weeks: int
    same_as: str
    description: str


class FocusArea(Sourced):
    """A kind of liaison work. Where a table has no column or row of its own for it, it is `like` another one."""

    id: str
    title: str
    short: str
    description: str
    like: str = ""

    @property
    def focus(self) -> Focus:
        """What people aim at and plans are made for."""
        return Focus(self.id, self.title)


class FocusValue(Sourced):
    """How much of something that people value a focus area offers: 1 little, 5 much; `why` is a sentence."""

    id: str
    focus: Focus
    value: str
    strength: int
    why: str
