"""How much later or sooner the same steps would be over if the estimated hours are wrong: the plan timed anew."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import Literal

from liaison_planner.catalogue.age import dated, stale
from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Evidence
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Confidence
from liaison_planner.planning.employer import own_cost
from liaison_planner.planning.modes import mode_of
from liaison_planner.planning.steps import Step
from liaison_planner.planning.translate import Translation, problem_of_steps
from liaison_planner.scheduling.greedy import list_schedule
from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.problem import Problem
from liaison_planner.scheduling.windows import Windows

End = Literal["low", "likely", "high"]
ENDS: tuple[End, ...] = ("likely", "low", "high")
EXTRA_WEEKS = 52
"""How far beyond the target date a plan with more hours is followed."""


def evidence_of(steps: Sequence[Step], profile: Profile, catalogue: Catalogue, today: date) -> Evidence:
    """Shares of money and of hours that rest on estimates, and their ranges; jobs, whose hours are not study, are left
    out of the hours. The range of the cost is of what the person pays. Prices without a date, or with one that is old
    on `today`, are named.
    """
    aged = [step.offering for step in steps if stale(step.offering, today)]
    estimated = [step.offering for step in steps if step.offering.confidence is Confidence.ESTIMATE]
    study = [step.offering for step in steps if not step.offering.is_full_time_job]
    cost = sum(step.offering.cost_usd for step in steps)
    hours = sum(offering.effort_hours for offering in study)
    return Evidence(
        cost_share_estimated=round(sum(offering.cost_usd for offering in estimated) / cost, 4) if cost else 0.0,
        hours_share_estimated=round(sum(o.effort_hours for o in estimated if o in study) / hours, 4) if hours else 0.0,
        cost_low=round(
            own_cost(steps, profile, catalogue, lambda offering: _of(offering.cost_low, offering.cost_usd)), 2
        ),
        cost_high=round(
            own_cost(steps, profile, catalogue, lambda offering: _of(offering.cost_high, offering.cost_usd)), 2
        ),
        hours_low=round(sum(effort(offering, "low") for offering in study), 2),
        hours_high=round(sum(effort(offering, "high") for offering in study), 2),
        old_prices=tuple((offering.id, offering.as_of) for offering in aged if dated(offering)),
        undated_prices=tuple(offering.id for offering in aged if not dated(offering)),
    )


def with_finish_range(
    evidence: Evidence, profile: Profile, translation: Translation, steps: Sequence[Step], ready: date | None
) -> Evidence:
    """The evidence with a range for the ready date: the same steps, begun in the same order as soon as they can be, with
    the low and the high end of every estimate of hours, and as many weeks less or more.

    None where there is no ready date, no hours are estimated, or the high end does not fit within a year after the target.
    """
    low, high = _finish_range(profile, translation, steps, ready) if ready else (None, None)
    return evidence.model_copy(update={"finish_low": low, "finish_high": high})


def effort(offering: Offering, end: End) -> float:
    """The hours at one end of the estimate; the figure itself where no end is known."""
    ends = {"low": offering.effort_low, "likely": None, "high": offering.effort_high}
    return _of(ends[end], offering.effort_hours)


def _of(bound: float | None, figure: float) -> float:
    return figure if bound is None else bound


def _finish_range(
    profile: Profile, translation: Translation, steps: Sequence[Step], ready: date
) -> tuple[date | None, date | None]:
    """The ready date moved by as much as the timing anew moves with the hours, in whole weeks."""
    if all(effort(step.offering, "low") == effort(step.offering, "high") for step in steps):
        return None, None
    timing = _Timing(problem_of_steps(profile, translation, steps, EXTRA_WEEKS), steps, translation.first_monday)
    likely, low, high = (timing.last_week(end) for end in ENDS)
    if likely is None or low is None or high is None:
        return None, None
    return ready - timedelta(weeks=max(0, likely - low)), ready + timedelta(weeks=max(0, high - likely))


@dataclass(frozen=True, slots=True)
class _Timing:
    """The plan's steps as a problem of their own."""

    problem: Problem
    steps: Sequence[Step]
    first_monday: date

    def last_week(self, end: End) -> int | None:
        """The week in which the last step is over, each begun as soon as it can be; None if it does not work out."""
        offerings = {step.offering.id: _at_end(step.offering, end) for step in self.steps}
        begun = {step.offering.id for step in self.steps if step.under_way}
        activities = tuple(
            each if each.name in begun else replace(each, modes=(mode_of(offerings[each.name]),))
            for each in self.problem.activities
        )
        problem = replace(self.problem, activities=activities)
        by_name = {activity.name: activity for activity in activities}
        chosen = [Window(by_name[step.offering.id], 0, *self._weeks(step)) for step in self.steps]
        found = list_schedule(problem, Windows.of(problem), chosen, max(window.end for window in chosen))
        return max(window.end for window in found) if found else None

    def _weeks(self, step: Step) -> tuple[int, int]:
        return max(0, (step.start - self.first_monday).days // 7), ((step.finish - self.first_monday).days + 1) // 7


def _at_end(offering: Offering, end: End) -> Offering:
    """More hours are more weeks at the same load; full-time jobs are held as long as they are held."""
    hours = effort(offering, end)
    if offering.is_full_time_job or hours == offering.effort_hours:
        return offering
    weeks = max(1, ceil(offering.duration_weeks_min * hours / offering.effort_hours))
    return offering.model_copy(update={"effort_hours": hours, "duration_weeks_min": weeks})
