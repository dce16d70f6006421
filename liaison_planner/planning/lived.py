"""What a person has lived of a plan, as the planner counts it: what is left of a step, what is behind, what was spent."""

from dataclasses import dataclass, replace
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.progress import PastStep, Progress, StepStatus
from liaison_planner.domain.weeks import monday_on_or_before
from liaison_planner.planning.modes import mode_of, units_of
from liaison_planner.planning.shares import Share, lived_shares
from liaison_planner.scheduling.problem import Mode


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a step that is under way: the fewest weeks, and the hours."""

    weeks: int
    hours: float

    @classmethod
    def of(cls, offering: Offering, progress: Progress, first_monday: date) -> "Rest":
        """At least one week is left, as it is not done yet. The hours of a full-time job pass with its weeks."""
        elapsed = (first_monday - begun_in_week(progress, first_monday)).days // 7
        weeks = max(1, offering.duration_weeks_min - elapsed)
        if offering.is_full_time_job:
            return cls(weeks, round(offering.effort_hours * min(1.0, weeks / offering.duration_weeks_min), 6))
        return cls(weeks, round(max(0.0, offering.effort_hours - progress.hours_done), 6))


def begun_in_week(progress: Progress, first_monday: date) -> date:
    """The Monday of the week in which it was begun; what does not say counts as begun in the first week."""
    return min(first_monday, monday_on_or_before(progress.started or first_monday))


def mode_of_rest(offering: Offering, progress: Progress, first_monday: date) -> Mode:
    """What is left passes at the pace that the offering allows; it has been paid for.

    It may stretch, but a cohort only as far as a whole one: whoever is behind in it gets that long to catch up.
    """
    rest, whole = Rest.of(offering, progress, first_monday), mode_of(offering)
    longest = rest.weeks if offering.is_full_time_job else whole.longest and max(rest.weeks, whole.longest)
    effort = 0 if offering.is_full_time_job else units_of(rest.hours)
    return replace(whole, periods=rest.weeks, longest=longest, effort=effort, cost=0)


def past_steps(profile: Profile, catalogue: Catalogue) -> tuple[PastStep, ...]:
    """What is done, failed or skipped, in order of time."""
    shares = lived_shares(profile, catalogue)
    found = [_past(each, catalogue, shares.get(each.key)) for each in profile.progress if each.status in _BEHIND]
    return tuple(sorted(found, key=lambda step: (step.finished or step.started or date.max, step.key)))


_NO_SHARE = Share(0, 0)
_BEHIND = (StepStatus.DONE, StepStatus.FAILED, StepStatus.SKIPPED)


def _past(progress: Progress, catalogue: Catalogue, share: Share | None) -> PastStep:
    offering = catalogue.offerings[progress.offering_id]
    return PastStep(
        key=progress.key,
        offering_id=offering.id,
        kind=offering.kind,
        title=offering.title,
        status=progress.status,
        started=progress.started,
        finished=progress.finished,
        cost_usd=0.0 if progress.status is StepStatus.SKIPPED else offering.cost_usd,
        effort_hours=offering.effort_hours if progress.status is StepStatus.DONE else progress.hours_done,
        evidence=progress.evidence,
        employer_usd=share.usd if share else 0.0,
        was=progress.row if progress.row != progress.key else "",
    )


def spent_usd(profile: Profile, catalogue: Catalogue) -> float:
    """What the steps that are behind have cost the person, less what the employer paid."""
    return round(sum(step.cost_usd - step.employer_usd for step in past_steps(profile, catalogue)), 6)


def paid_usd(profile: Profile, catalogue: Catalogue) -> float:
    """What has left the budget: what is behind, and what is under way, less what the employer pays of both."""
    shares = lived_shares(profile, catalogue)
    begun = sum(catalogue.offerings[name].cost_usd - shares.get(name, _NO_SHARE).usd for name in profile.under_way)
    return spent_usd(profile, catalogue) + begun
