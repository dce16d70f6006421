"""A plan made from an earlier one: what changed, why, and what staying close to it costs."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from liaison_planner.domain.plan import Plan


class Closeness(StrEnum):
    """Close moves as little as possible; balanced gives that up where it would cost much; fresh plans anew."""

    CLOSE = "close"
    BALANCED = "balanced"
    FRESH = "fresh"

    @property
    def title(self) -> str:  # type: ignore[override]
        """«stay close», «balanced», «start afresh»."""
        return {"close": "stay close", "fresh": "start afresh"}.get(self.value, self.value)


class ChangeKind(StrEnum):
    """What has become of a step, in the order in which changes are told."""

    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    GOES_ON = "goes on"
    KEPT = "kept"
    MOVED = "moved"
    ADDED = "added"
    DROPPED = "dropped"


class Change(BaseModel):
    """One step in the earlier and in the new plan; days are None where it is in only one of them."""

    model_config = ConfigDict(frozen=True)

    offering_id: str
    title: str
    kind: ChangeKind
    weeks: int = 0
    start_before: date | None = None
    finish_before: date | None = None
    start: date | None = None
    finish: date | None = None
    because: str = ""

    @property
    def ends_otherwise(self) -> bool:
        """Whether a step that goes on is now to end on another day."""
        return self.kind is ChangeKind.GOES_ON and self.finish_before not in (None, self.finish)

    @property
    def words(self) -> str:
        """«moved 3 weeks later», «kept»."""
        if self.kind is not ChangeKind.MOVED:
            return self.kind.value
        if self.weeks == 0:
            return f"takes until {self.finish}"
        count = f"{abs(self.weeks)} week{'' if abs(self.weeks) == 1 else 's'}"
        return f"moved {count} {'later' if self.weeks > 0 else 'earlier'}"


class Replan(BaseModel):
    """The new plan beside the earlier one; the free plan is the best there is, however much it moves."""

    model_config = ConfigDict(frozen=True)

    plan: Plan
    closeness: Closeness
    changes: tuple[Change, ...]
    ready_before: date | None
    cost_before_usd: float
    ready_free: date | None
    cost_free_usd: float | None
    moved_weeks: int | None

    @property
    def unchanged(self) -> bool:
        """Whether every step stands where it stood, and none joined or left."""
        return all(change.kind in _STILL and not change.ends_otherwise for change in self.changes)

    @property
    def price_of_closeness(self) -> str:
        """What staying close costs beside the best plan of all, in a sentence."""
        ready, cost = self.plan.ready_date, self.plan.total_cost_usd
        if ready is None or self.ready_free is None or self.cost_free_usd is None:
            return ""
        days, dollars = (ready - self.ready_free).days, cost - self.cost_free_usd
        told = [f"{days // 7} week{'' if days // 7 == 1 else 's'} later"] if days > 0 else []
        told += [f"{-days // 7} week{'' if -days // 7 == 1 else 's'} sooner"] if days < 0 else []
        told += [f"${abs(dollars):,.0f} {'dearer' if dollars > 0 else 'cheaper'}"] if abs(dollars) >= 1 else []
        if not told:
            return "A plan made afresh would be ready on the same day and cost the same."
        free = f"ready {self.ready_free.day} {self.ready_free:%B %Y}, ${self.cost_free_usd:,.0f}"
        return f"This plan is {' and '.join(told)} than one made afresh ({free})."


_STILL = (ChangeKind.DONE, ChangeKind.SKIPPED, ChangeKind.GOES_ON, ChangeKind.KEPT)
