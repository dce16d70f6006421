"""What has become of each step between an earlier plan and a new one, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.progress import StepStatus
from liaison_planner.domain.replan import Change, ChangeKind
from liaison_planner.domain.standing import Standing
from liaison_planner.gaps.standing import standing_of
from liaison_planner.gaps.words import day_in_words
from liaison_planner.planning.room import TOLERANCE_HOURS
from liaison_planner.planning.room import Room as WeeksRoom
from liaison_planner.planning.search import first_day
from liaison_planner.planning.steps import Step, standing_when, steps_of

_BEHIND = {
    StepStatus.DONE: (ChangeKind.DONE, "You have finished it."),
    StepStatus.SKIPPED: (ChangeKind.SKIPPED, "You decided against it."),
    StepStatus.FAILED: (ChangeKind.FAILED, "It did not work out; what it has cost is spent."),
}


def changes_between(before: Plan, plan: Plan, profile: Profile, catalogue: Catalogue) -> tuple[Change, ...]:
    """Every step of either plan, in the order of the kinds of change, then of time."""
    found = list(_Comparison(before, plan, profile, catalogue).all())
    order = list(ChangeKind)
    return tuple(
        sorted(
            found, key=lambda each: (order.index(each.kind), each.start or each.start_before or plan.today, each.title)
        )
    )


@dataclass(frozen=True)
class _Comparison:
    """Two plans side by side; `plan` is the new one."""

    before: Plan
    plan: Plan
    profile: Profile
    catalogue: Catalogue

    def all(self) -> Iterator[Change]:
        old = {item.offering_id: item for item in self.before.items}
        known = {step.key for step in self.before.past}
        news = [step for step in self.plan.past if step.key not in known]
        for step in news:
            kind, because = _BEHIND[step.status]
            stood = old.get(step.offering_id)
            yield _change(step.offering_id, step.title, kind, stood, None, because=because)
        again = {step.offering_id for step in news}
        for item in self.plan.items:
            yield self._of(None if item.offering_id in again else old.get(item.offering_id), item)
        there = {item.offering_id for item in self.plan.items} | again
        for item in self.before.items:
            if item.offering_id not in there:
                yield _change(
                    item.offering_id, item.title, ChangeKind.DROPPED, item, None, because=self._why_dropped(item)
                )

    def _of(self, stood: PlanItem | None, item: PlanItem) -> Change:
        if item.status == StepStatus.UNDER_WAY:
            return _change(item.offering_id, item.title, ChangeKind.GOES_ON, stood, item, because=item.because)
        if stood is None:
            return _change(item.offering_id, item.title, ChangeKind.ADDED, None, item, because=item.because)
        if (stood.start, stood.finish) == (item.start, item.finish):
            return _change(item.offering_id, item.title, ChangeKind.KEPT, stood, item, because="")
        return _change(
            item.offering_id, item.title, ChangeKind.MOVED, stood, item, because=self._why_moved(stood, item)
        )

    def _why_moved(self, stood: PlanItem, item: PlanItem) -> str:
        first = first_day(self.profile, self.plan.today)
        if stood.start < first:
            return f"It was to begin on {day_in_words(stood.start)} and is not marked as begun."
        if waits := self._waits_for(stood, item):
            return f"It waits for «{waits.offering.title}», which now ends on {day_in_words(waits.finish)}."
        if item.pinned:
            return "You asked for these dates."
        if item.start <= stood.start and item.finish <= stood.finish:
            return "There is room for it sooner now."
        if self._crowded(stood, next(step for step in self._steps if step.offering.id == item.offering_id)):
            return "Your hours in its weeks no longer leave room for it there."
        return "Makes room for the other changes."

    def _waits_for(self, stood: PlanItem, item: PlanItem) -> Step | None:
        """The step without which it could not have begun when it was to."""
        offering = self.catalogue.offerings[stood.offering_id]
        held = standing_when(self._steps, self._outset, stood.start - timedelta(days=1))
        missing = held.open_terms(offering.prerequisites)
        bringing = (
            step
            for step in self._steps
            if step.offering.id != stood.offering_id
            and stood.start <= step.finish < item.start
            and held.after([step.offering]).open_terms(offering.prerequisites) != missing
        )
        return max(bringing, key=lambda step: step.finish, default=None) if missing else None

    def _crowded(self, stood: PlanItem, step: Step) -> bool:
        """Whether the hours it took then are no longer free in some week."""
        room = WeeksRoom(self.profile, self._steps, self.plan.today, self.profile.target_date)
        return not step.offering.is_full_time_job and any(
            hours > room.free(week, step) + TOLERANCE_HOURS for week, hours in stood.hours_by_week
        )

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        return steps_of(self.plan, self.catalogue)

    @cached_property
    def _outset(self) -> Standing:
        return standing_of(self.profile, self.catalogue)

    def _why_dropped(self, item: PlanItem) -> str:
        if item.offering_id not in self.catalogue.offerings:
            return "The catalogue no longer has it."
        if item.offering_id in self.profile.done:
            return "You list it as done before."
        if item.offering_id in self.profile.excludes:
            return "You asked to leave it out."
        if not self.plan.fits:
            return "Not everything fits any more; what clashes is told beside the plan."
        return "What it would bring is held already, comes from another step, or is no longer asked for."


def _change(
    name: str, title: str, kind: ChangeKind, stood: PlanItem | None, item: PlanItem | None, *, because: str
) -> Change:
    weeks = (item.start - stood.start) // timedelta(weeks=1) if stood and item else 0
    return Change(
        offering_id=name,
        title=title,
        kind=kind,
        weeks=weeks,
        start_before=stood.start if stood else None,
        finish_before=stood.finish if stood else None,
        start=item.start if item else None,
        finish=item.finish if item else None,
        because=because,
    )
