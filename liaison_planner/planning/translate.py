"""Turns a person, a catalogue and a day into an optimisation problem in weeks, tenths of hours and cents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import floor

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.profile import Profile, hours_in_week
from liaison_planner.domain.requirement import (
    AnyOf,
    CompetencyLevel,
    Condition,
    DegreeIn,
    EducationLevel,
    OfferingDone,
    Token,
    Years,
)
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import Acceptance, Kind, StartPattern
from liaison_planner.domain.weeks import WEEK, monday_on_or_after, starts_in_week_of, whole_weeks_until
from liaison_planner.gaps.analysis import accepted_routes
from liaison_planner.gaps.priority import level_weight
from liaison_planner.gaps.standing import standing_of
from liaison_planner.planning import employer, money
from liaison_planner.planning.lived import mode_of_rest, paid_usd
from liaison_planner.planning.modes import (
    JOB_SLOT,
    SIDE_BY_SIDE,
    UNCERTAIN_ROUTE_HOURS,
    UNITS_PER_HOUR,
    is_cohort,
    uncertain_hours,
)
from liaison_planner.planning.shares import Share, lived_shares
from liaison_planner.planning.steps import Step
from liaison_planner.scheduling import problem as neutral

LONGEST_PLAN_WEEKS = 522
"""Ten years; nobody plans further, and the search would take its time and memory."""


@dataclass(frozen=True, slots=True)
class Translation:
    """The problem and what is needed to read its solution: the first Monday and the standing at the outset."""

    problem: neutral.Problem
    first_monday: date
    standing: Standing


def translate(profile: Profile, catalogue: Catalogue, today: date) -> Translation:
    """The problem whose solutions are exactly the valid plans of this person (docs/decisions/0004-model.md)."""
    first = monday_on_or_after(max(today, profile.start_date))
    capacity = weekly_capacity(profile, first)
    standing = standing_of(profile, catalogue)
    candidates = tuple(_candidates(profile, catalogue))
    shares = lived_shares(profile, catalogue)
    activities = tuple(
        activity
        for offering in candidates
        if (activity := _activity(offering, profile, standing, first, len(capacity), shares=shares))
    )
    goals = tuple(_goals(profile, catalogue, standing))
    routes = tuple(_route(route, profile, standing) for route in accepted_routes(profile, catalogue))
    if any(not route.clauses for route in routes):
        routes = ()
    grants = employer.grants(profile, catalogue, first, len(capacity))
    problem = neutral.Problem(
        capacity=capacity,
        activities=activities,
        facts=_facts(_conditions(profile, catalogue, standing, candidates), candidates, standing, catalogue),
        goals=goals,
        routes=routes,
        budget=max(0, floor(round((profile.budget_usd - paid_usd(profile, catalogue)) * 100, 6))),
        resources=_resources(profile, catalogue, len(capacity)),
        grants=grants,
        checks=money.checks(
            profile,
            len(capacity),
            [activity.gain for activity in activities],
            sum(grants.values()),
            employer.advanced(profile, catalogue),
        ),
    )
    return Translation(problem, first, standing)


def problem_of_steps(
    profile: Profile, translation: Translation, steps: Iterable[Step], extra_weeks: int
) -> neutral.Problem:
    """The problem of doing exactly these steps, with time beyond the target date and whatever they cost."""
    later = profile.model_copy(update={"target_date": profile.target_date + extra_weeks * WEEK})
    capacity = weekly_capacity(later, translation.first_monday)
    found = (
        _activity(step.offering, later, translation.standing, translation.first_monday, len(capacity), shares={})
        for step in steps
    )
    problem = translation.problem.with_activities(tuple(activity for activity in found if activity))
    resources = {name: (offered[0],) * len(capacity) for name, offered in problem.resources.items() if offered}
    return replace(
        problem,
        capacity=capacity,
        goals=(),
        routes=(),
        budget=None,
        grants={},
        checks=(),
        resources=resources,
    )


def weekly_capacity(profile: Profile, first_monday: date) -> tuple[int, ...]:
    """Available tenths of hours in each whole week until the target, at most ten years ahead; see `hours_in_week`."""
    weeks = min(whole_weeks_until(first_monday, profile.target_date), LONGEST_PLAN_WEEKS)
    mondays = (first_monday + week * WEEK for week in range(weeks))
    return tuple(int(hours_in_week(profile, monday) * UNITS_PER_HOUR + 1e-9) for monday in mondays)


def _candidates(profile: Profile, catalogue: Catalogue) -> Iterable[Offering]:
    """What may be chosen: nothing done or excluded, no goal job on the way to itself, no duties for after hiring."""
    pinned = {pin.offering_id for pin in profile.pins}
    unwanted = {*profile.done, *profile.excludes, *profile.finished}
    for offering in catalogue.offerings.values():
        suitable = offering.kind is not Kind.CONTINUING_EDUCATION and profile.focus not in offering.goal_of
        wanted = offering.id in pinned or offering.id in profile.under_way
        if wanted or (suitable and offering.id not in unwanted):
            yield offering


def _activity(
    offering: Offering, profile: Profile, standing: Standing, first: date, weeks: int, *, shares: Mapping[str, Share]
) -> neutral.Activity | None:
    """None when no solution could hold it; a pinned offering always stays, so that its clash can be named, and one
    that is under way goes on from the first week.
    """
    if offering.id in profile.under_way:
        rest = mode_of_rest(offering, profile.under_way[offering.id], first)
        starts = frozenset({0} if weeks else ())
        return neutral.Activity(
            offering.id,
            employer.modes_of_rest(rest, profile, offering.id, shares.get(offering.id)),
            starts,
            must=True,
            gain=money.gain(offering, profile),
            leaves=_leaves(offering, profile),
            ends_grants=offering.is_full_time_job and bool(profile.employer_pays_usd),
        )
    pin = next((pin for pin in profile.pins if pin.offering_id == offering.id), None)
    allowed = profile.willing_to_change_job or not offering.is_full_time_job
    if not allowed and pin is None:
        return None
    return neutral.Activity(
        name=offering.id,
        modes=employer.modes(offering, profile, first, weeks),
        starts=_starts(offering, pin.start if pin else None, first, weeks) if allowed else frozenset(),
        requires=_clauses(standing.open_terms(offering.prerequisites)),
        unbroken=is_cohort(offering),
        must=pin is not None,
        gain=money.gain(offering, profile),
        leaves=_leaves(offering, profile),
        ends_grants=offering.is_full_time_job and bool(profile.employer_pays_usd),
        penalty=uncertain_hours(offering) if profile.prefer_robust else 0,
    )


def _leaves(offering: Offering, profile: Profile) -> int | None:
    """Tenths of hours a week that somebody can study beside a new full-time post; None for as many as ever."""
    hours = profile.hours_in_new_post
    return None if hours is None or not offering.is_full_time_job else int(hours * UNITS_PER_HOUR + 1e-9)


def _starts(offering: Offering, pinned: date | None, first: date, weeks: int) -> frozenset[int] | None:
    """Weeks from the first Monday in which the offering starts, None for any; only the pinned one if there is one."""
    if pinned is None:
        return _weeks_of(offering.start_pattern, first, weeks)
    week = (pinned - first).days // 7
    fits = first + week * WEEK == pinned and 0 <= week < weeks and starts_in_week_of(offering.start_pattern, pinned)
    return frozenset({week} if fits else ())


@lru_cache(maxsize=64)
def _weeks_of(pattern: StartPattern, first: date, weeks: int) -> frozenset[int] | None:
    if pattern is StartPattern.ANYTIME:
        return None
    return frozenset(week for week in range(weeks) if starts_in_week_of(pattern, first + week * WEEK))


def _resources(profile: Profile, catalogue: Catalogue, weeks: int) -> dict[str, tuple[int, ...]]:
    """One full-time job at a time, and as many steps beside it as the person likes, or as are under way already."""
    begun = [catalogue.offerings[name] for name in profile.under_way]
    jobs = sum(offering.is_full_time_job for offering in begun)
    resources = {JOB_SLOT: (max(1, jobs),) * weeks}
    if profile.max_parallel is not None:
        resources[SIDE_BY_SIDE] = (max(profile.max_parallel, len(begun) - jobs),) * weeks
    return resources


def _clauses(terms: Iterable[AnyOf]) -> tuple[neutral.Clause, ...]:
    return tuple(tuple(str(condition) for condition in term) for term in terms)


def _goals(profile: Profile, catalogue: Catalogue, standing: Standing) -> Iterable[neutral.Goal]:
    """Each missing level of each competency, so that getting part of the way counts when not everything fits."""
    for competency in catalogue.competencies.values():
        have = standing.levels.get(competency.id, 0)
        for level in range(have + 1, competency.required[profile.focus] + 1):
            yield neutral.Goal((str(CompetencyLevel(competency.id, level)),), level_weight(competency, profile.focus))


def _route(route: Route, profile: Profile, standing: Standing) -> neutral.Route:
    doubtful = UNCERTAIN_ROUTE_HOURS if profile.prefer_robust else 1
    penalty = 0 if route.acceptance[profile.focus] is Acceptance.YES else doubtful
    return neutral.Route(route.id, _clauses(standing.open_terms(route.requirement)), penalty)


def _conditions(
    profile: Profile, catalogue: Catalogue, standing: Standing, candidates: tuple[Offering, ...]
) -> set[Condition]:
    """Every condition that a clause of the problem can name."""
    requirements = [offering.prerequisites for offering in candidates]
    requirements += [route.requirement for route in accepted_routes(profile, catalogue)]
    conditions = {
        condition for requirement in requirements for term in standing.open_terms(requirement) for condition in term
    }
    for competency in catalogue.competencies.values():
        have = standing.levels.get(competency.id, 0)
        conditions |= {
            CompetencyLevel(competency.id, level) for level in range(have + 1, competency.required[profile.focus] + 1)
        }
    return conditions


def _facts(
    conditions: Iterable[Condition], candidates: tuple[Offering, ...], standing: Standing, catalogue: Catalogue
) -> dict[str, neutral.Fact]:
    """Each condition with the offerings that bring it about; years add up, everything else is there at once."""
    facts = {}
    chosen = {offering.id for offering in candidates}
    for condition in sorted(conditions, key=str):
        need = condition.tenths - standing.tenths.get(condition.field, 0) if isinstance(condition, Years) else 1
        amounts = _contributions(condition, catalogue)
        facts[str(condition)] = neutral.Fact(need, tuple(pair for pair in amounts if pair[0] in chosen))
    return facts


def _contributions(condition: Condition, catalogue: Catalogue) -> tuple[tuple[str, int], ...]:
    """What each offering contributes to a condition: the same for everybody, so worked out once per catalogue."""
    known: tuple[tuple[str, int], ...] | None = catalogue.derived.get(condition)
    if known is None:
        amounts = ((offering.id, _amount(condition, offering)) for offering in catalogue.offerings.values())
        known = catalogue.derived[condition] = tuple(pair for pair in amounts if pair[1])
    return known


def _amount(condition: Condition, offering: Offering) -> int:
    """How much finishing the offering contributes: tenths of years, or 1 for what it establishes at once."""
    match condition:
        case CompetencyLevel(name, level):
            return int(offering.teaches.get(name, 0) >= level)
        case OfferingDone(name):
            return int(offering.id == name)
        case Years(field, _):
            return sum(a.tenths_of_years for a in offering.awards if a.kind == "exp" and a.value == field)
        case EducationLevel(level):
            return int(any(award.kind == "degree" and award.level >= level for award in offering.awards))
        case DegreeIn(field, level):
            degrees = (award for award in offering.awards if award.kind == "degree" and award.value == field)
            return int(any(award.level >= level for award in degrees))
        case Token("degree_field", value):
            return int(any(award.kind == "degree" and award.value == value for award in offering.awards))
        case Token(name, value):
            return int(any(award.kind == name and value in (award.value, "any") for award in offering.awards))
