"""A person: background, experience, ratings, limits and choices."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from liaison_planner.domain.evidence import CredentialNote, Degree, Post, Proof
from liaison_planner.domain.progress import Progress, StepStatus
from liaison_planner.domain.vocabulary import Focus, Objective
from liaison_planner.domain.weeks import last_day_of_weeks


class Period(BaseModel):
    """Days `first` to `last` inclusive in which another number of hours a week is available; 0 is a blackout."""

    model_config = ConfigDict(frozen=True)

    first: date
    last: date
    hours_per_week: float = 0.0


class Pin(BaseModel):
    """An offering the person insists on, in the week of `start` (a Monday) or whenever it fits best."""

    model_config = ConfigDict(frozen=True)

    offering_id: str
    start: date | None = None


class Profile(BaseModel):
    """Everything a plan depends on; of the `excludes`, `no_seat` were not ruled out, but had no free seat. Two equal profiles (and the same catalogue, day and version) get the same plan."""

    model_config = ConfigDict(frozen=True)

    person_id: str
    label: str = ""
    background: str = ""
    edu_level: int
    degree_field: str
    licences: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    years: dict[str, float]
    internal_employer: bool = False
    self_ratings: dict[str, int]
    weekly_hours: float
    budget_usd: float
    savings_usd: float | None = None
    savings_floor_usd: float = 0.0
    monthly_income_usd: float = 0.0
    monthly_costs_usd: float = 0.0
    employer_pays_usd: float = 0.0
    employer_pays_for: tuple[str, ...] = ()
    hours_in_new_post: float | None = None
    start_date: date
    target_date: date
    focus_preference: tuple[Focus, ...]
    willing_to_change_job: bool = False
    values: dict[str, int] = {}
    constraints: str = ""
    objective: Objective = Objective.FASTEST
    firm_routes_only: bool = False
    prefer_robust: bool = False
    max_parallel: int | None = None
    periods: tuple[Period, ...] = ()
    pins: tuple[Pin, ...] = ()
    excludes: tuple[str, ...] = ()
    no_seat: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    gates: dict[str, bool] = {}
    degrees: tuple[Degree, ...] = ()
    credential_notes: tuple[CredentialNote, ...] = ()
    posts: tuple[Post, ...] = ()
    proofs: tuple[Proof, ...] = ()
    progress: tuple[Progress, ...] = ()

    @property
    def focus(self) -> Focus:
        """The focus area the plan is for: the first preference."""
        return self.focus_preference[0]

    @property
    def finished(self) -> tuple[str, ...]:
        """Steps finished since the plan began; what is listed as done before is in the person's own figures."""
        said = (each.offering_id for each in self.progress if each.status is StepStatus.DONE)
        return tuple(name for name in said if name not in self.done)

    @property
    def under_way(self) -> dict[str, Progress]:
        """What the person has begun and goes on with, by offering."""
        return {each.offering_id: each for each in self.progress if each.status is StepStatus.UNDER_WAY}


def hours_in_week(profile: Profile, monday: date) -> float:
    """Hours available in the week of `monday`; a period that covers only part of it can lower them, never raise them."""
    sunday = last_day_of_weeks(monday, 1)
    touching = [period for period in profile.periods if period.first <= sunday and period.last >= monday]
    whole = any(period.first <= monday and period.last >= sunday for period in touching)
    usual = [] if whole else [profile.weekly_hours]
    return min([*usual, *(period.hours_per_week for period in touching)])
