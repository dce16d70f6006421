"""Dated steps from an optimiser's placements, cut down to those that are needed."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.progress import Progress, StepStatus
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import Delivery
from liaison_planner.domain.weeks import WEEK
from liaison_planner.gaps.analysis import nearest_route, unmet_levels
from liaison_planner.planning.lived import Rest, begun_in_week
from liaison_planner.planning.modes import UNITS_PER_HOUR, units_of
from liaison_planner.scheduling.problem import Placement


@dataclass(frozen=True, slots=True)
class Step:
    """An offering in time; Monday to Sunday, hours by the Monday of each week worked."""

    offering: Offering
    start: date
    finish: date
    hours_by_week: tuple[tuple[date, float], ...]
    pinned: bool
    hours_done: float | None = None
    """Of a step that is under way; None of all others."""

    @property
    def under_way(self) -> bool:
        return self.hours_done is not None


def steps_from(
    placements: Iterable[Placement], profile: Profile, catalogue: Catalogue, first_monday: date
) -> list[Step]:
    """The steps in order of start, then finish, then id."""
    pinned = {pin.offering_id for pin in profile.pins}
    steps = [
        Step(
            offering=catalogue.offerings[placement.name],
            start=first_monday + placement.start * WEEK,
            finish=first_monday + placement.end * WEEK - timedelta(days=1),
            hours_by_week=_hours(
                placement,
                catalogue.offerings[placement.name],
                catalogue.offerings[placement.name].effort_hours,
                first_monday,
            ),
            pinned=placement.name in pinned,
        )
        if placement.name not in profile.under_way
        else _going_on(placement, profile.under_way[placement.name], catalogue.offerings[placement.name], first_monday)
        for placement in placements
    ]
    return sorted(steps, key=lambda step: (step.start, step.finish, step.offering.id))


def _going_on(placement: Placement, progress: Progress, offering: Offering, first_monday: date) -> Step:
    """A step that is under way stands where it was begun; its weeks to come hold what is left of its hours."""
    rest = Rest.of(offering, progress, first_monday)
    return Step(
        offering=offering,
        start=begun_in_week(progress, first_monday),
        finish=first_monday + placement.end * WEEK - timedelta(days=1),
        hours_by_week=_hours(placement, offering, rest.hours, first_monday) if rest.hours else (),
        pinned=False,
        hours_done=round(offering.effort_hours - rest.hours, 6),
    )


def steps_of(plan: Plan, catalogue: Catalogue) -> tuple[Step, ...]:
    """The items of a plan as steps, in the plan's order; every offering in it must be the catalogue's."""
    offerings = catalogue.offerings
    return tuple(
        Step(
            offerings[item.offering_id],
            item.start,
            item.finish,
            item.hours_by_week,
            item.pinned,
            item.hours_done if item.status == StepStatus.UNDER_WAY else None,
        )
        for item in plan.items
    )


def _hours(
    placement: Placement, offering: Offering, effort_hours: float, first_monday: date
) -> tuple[tuple[date, float], ...]:
    """Planned in tenths; what rounding up added to the effort is taken off the last week again."""
    work = _job_hours(placement, effort_hours) if offering.is_full_time_job else placement.work
    pairs = [(first_monday + week * WEEK, units / UNITS_PER_HOUR) for week, units in work]
    if not pairs:
        return ()
    planned = sum(units for _, units in work) / UNITS_PER_HOUR
    monday, hours = pairs[-1]
    return (*pairs[:-1], (monday, round(hours - (planned - effort_hours), 6)))


def _job_hours(placement: Placement, effort_hours: float) -> tuple[tuple[int, int], ...]:
    """A job's hours are no study hours; they are spread evenly over its weeks."""
    base, extra = divmod(units_of(effort_hours), placement.end - placement.start)
    weeks = range(placement.start, placement.end)
    return tuple((week, base + (index < extra)) for index, week in enumerate(weeks) if base or index < extra)


def keeps_hours(steps: Iterable[Step], profile: Profile) -> bool:
    """Whether no week with a full-time post has more hours of study than the person has beside a new one."""
    most, steps = profile.hours_in_new_post, list(steps)
    posts = [step for step in steps if step.offering.is_full_time_job]
    if most is None or not posts:
        return True
    study: dict[date, float] = defaultdict(float)
    for step in steps:
        if not step.offering.is_full_time_job:
            beside = [post for post in posts if post.start <= step.finish and step.start <= post.finish]
            if beside and not most and step.offering.delivery is Delivery.ONLINE_COHORT:
                return False
            for monday, hours in step.hours_by_week:
                study[monday] += hours if any(post.start <= monday <= post.finish for post in beside) else 0.0
    return all(hours <= most + 1e-6 for hours in study.values())


def standing_when(steps: Iterable[Step], outset: Standing, day: date) -> Standing:
    """What is held at the end of `day`."""
    return outset.after(step.offering for step in steps if step.finish <= day)


def needed(
    steps: list[Step],
    profile: Profile,
    catalogue: Catalogue,
    outset: Standing,
    ready: date | None,
    *,
    affordable: Callable[[list[Step]], bool] = lambda _: True,
) -> list[Step]:
    """The steps without those that could be left out one by one, dearest first, without losing anything.

    A post without which the rest is not `affordable` stays. With a ready date only what is finished by then counts towards the goal; without one, everything does.
    """

    def reached(some: list[Step]) -> object:
        return _reached([step for step in some if ready is None or step.finish <= ready], profile, catalogue, outset)

    kept, everything = list(steps), reached(steps)
    while True:  # once the end of a useless chain is gone, its beginning can go too
        for spare in sorted(kept, key=lambda each: (-each.offering.cost_usd, -each.offering.effort_hours)):
            rest = [other for other in kept if other is not spare]
            useless = reached(rest) == everything and _prerequisites_hold(rest, outset)
            if useless and not (spare.pinned or spare.under_way) and affordable(rest):
                kept = rest
                break
        else:
            return kept


def _reached(steps: list[Step], profile: Profile, catalogue: Catalogue, outset: Standing) -> object:
    """What a step can contribute to: levels still missing, and open terms of the route nearest to the end."""
    standing = outset.after(step.offering for step in steps)
    route = nearest_route(profile, catalogue, standing)
    return unmet_levels(profile, catalogue, standing), standing.open_terms(route.requirement) if route else ()


def _prerequisites_hold(steps: list[Step], outset: Standing) -> bool:
    return all(
        not standing_when(steps, outset, step.start - timedelta(days=1)).open_terms(step.offering.prerequisites)
        for step in steps
        if not step.under_way
    )


def requirements_met_on(
    steps: list[Step], profile: Profile, catalogue: Catalogue, outset: Standing, first_day: date
) -> tuple[date, Route] | None:
    """The first day on which every level and an accepted route are met, and the firmest such route."""
    for day in sorted({first_day, *(step.finish for step in steps)}):
        standing = standing_when(steps, outset, day)
        route = nearest_route(profile, catalogue, standing)
        if route and not unmet_levels(profile, catalogue, standing) and not standing.open_terms(route.requirement):
            return day, route
    return None


def apply_from(
    steps: list[Step], profile: Profile, catalogue: Catalogue, outset: Standing, first_day: date
) -> date | None:
    """The first day on which an accepted route and what a first interview tests are met; applying can start then."""
    core = {name for name, competency in catalogue.competencies.items() if profile.focus in competency.core_for}
    for day in sorted({first_day, *(step.finish for step in steps)}):
        standing = standing_when(steps, outset, day)
        route = nearest_route(profile, catalogue, standing)
        missing = core & unmet_levels(profile, catalogue, standing).keys()
        if route and not missing and not standing.open_terms(route.requirement):
            return day
    return None
