"""What the weeks of a plan have room for, and where else a step could stand."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from liaison_planner.domain.profile import Profile, hours_in_week
from liaison_planner.domain.vocabulary import Delivery
from liaison_planner.domain.weeks import WEEK, monday_on_or_before
from liaison_planner.planning.steps import Step

TOLERANCE_HOURS = 1e-6
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Room:
    """The weeks of one plan: hours available, and the steps that fill them; `last` is the last day anything may end."""

    profile: Profile
    steps: Sequence[Step]
    first: date
    last: date

    def available(self, monday: date) -> float:
        """The person's hours in a week, but no more than a new post leaves."""
        return min([hours_in_week(self.profile, monday), *self._beside_a_post(monday)])

    def _beside_a_post(self, monday: date) -> list[float]:
        hours = self.profile.hours_in_new_post
        return [hours] if hours is not None and self.post_in(monday) else []

    def post_in(self, monday: date) -> Step | None:
        """The full-time job held in a week."""
        jobs = (step for step in self.steps if step.offering.is_full_time_job)
        return next((step for step in jobs if step.start <= monday <= step.finish), None)

    def free(self, monday: date, step: Step) -> float:
        """The hours of a week that no other step takes."""
        own = 0.0 if step.offering.is_full_time_job else self.hours_of(step, monday)
        return self.available(monday) - self._taken.get(monday, 0.0) + own

    @cached_property
    def _taken(self) -> dict[date, float]:
        """The hours that all steps but full-time jobs take, by Monday."""
        taken: dict[date, float] = defaultdict(float)
        for step in self.steps:
            if not step.offering.is_full_time_job:
                for monday, hours in self._by_week[step.offering.id].items():
                    taken[monday] += hours
        return taken

    @cached_property
    def _by_week(self) -> dict[str, dict[date, float]]:
        """The hours of each step, by Monday."""
        return {step.offering.id: _weekly(step) for step in self.steps}

    def hours_of(self, step: Step, monday: date) -> float:
        """The hours that one of the plan's steps takes in a week."""
        return self._by_week[step.offering.id].get(monday, 0.0)

    def beside(self, step: Step) -> list[Step]:
        """The other steps that share the weekly hours; full-time jobs have their own."""
        return [other for other in self.steps if other is not step and not other.offering.is_full_time_job]

    def running(self, monday: date, step: Step) -> list[Step]:
        """The other steps, full-time jobs apart, that are under way in a week."""
        return [other for other in self.beside(step) if other.start <= monday <= other.finish]

    def workable(self, monday: date, step: Step) -> bool:
        """Whether the step makes progress in that week: a job always, everything else when there are hours."""
        return step.offering.is_full_time_job or self.available(monday) > 0

    def moved(self, step: Step, start: date) -> Step | None:
        """The step begun in another week, worked as before and pausing in weeks off; None where there is no room."""
        laid = self.laid(step, start)
        if laid is None or not self._fits(laid, step):
            return None
        return laid

    def laid(self, step: Step, start: date) -> Step | None:
        """Where the step would lie from another week on if no other step were there; None if it ends too late."""
        hours, monday, placed = self._rhythm(step), start, []
        while hours:
            if monday + WEEK - ONE_DAY > self.last:
                return None
            if self.workable(monday, step):
                placed.append((monday, hours.pop(0)))
            elif step.offering.delivery is Delivery.ONLINE_COHORT:
                return None
            monday += WEEK
        worked = tuple((week, amount) for week, amount in placed if amount > 0)
        return replace(step, start=start, finish=monday - ONE_DAY, hours_by_week=worked)

    def _rhythm(self, step: Step) -> list[float]:
        """Hours week by week from the step's start to its finish, weeks off left out."""
        count = ((step.finish - step.start).days + 1) // 7
        weeks = [step.start + number * WEEK for number in range(count)]
        return [self.hours_of(step, week) for week in weeks if self.workable(week, step)]

    def _fits(self, laid: Step, step: Step) -> bool:
        return self.full_week(laid, step) is None and self.crowded_week(laid, step) is None

    def full_week(self, laid: Step, step: Step) -> date | None:
        """The first week in which the hours of the other steps leave too little for `laid`."""
        if step.offering.is_full_time_job:
            return None
        weeks = (week for week, hours in laid.hours_by_week if hours > self.free(week, step) + TOLERANCE_HOURS)
        return next(weeks, None)

    def crowded_week(self, laid: Step, step: Step) -> date | None:
        """The first week in which too many things run side by side, or another full-time job is held."""
        count = ((laid.finish - laid.start).days + 1) // 7
        weeks = [laid.start + number * WEEK for number in range(count)]
        if step.offering.is_full_time_job:
            return next((week for week in weeks if self.job_in(week, step)), None)
        most = self.profile.max_parallel
        return next((week for week in weeks if most is not None and len(self.running(week, step)) >= most), None)

    def job_in(self, monday: date, step: Step) -> Step | None:
        """The other full-time job held in a week."""
        jobs = (other for other in self.steps if other is not step and other.offering.is_full_time_job)
        return next((other for other in jobs if other.start <= monday <= other.finish), None)


def _weekly(step: Step) -> dict[date, float]:
    hours: dict[date, float] = defaultdict(float)
    for week, amount in step.hours_by_week:
        hours[monday_on_or_before(week)] += amount
    return hours
