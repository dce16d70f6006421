"""What the present employer pays back: up to an amount for the steps of each calendar year, once they are over.

A step counts in the year in which it starts. Nothing is paid for a step that is not over when a new full-time post begins.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import ceil, floor

from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import EmployerYear
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import PAID_BY_EMPLOYERS
from liaison_planner.domain.weeks import WEEK
from liaison_planner.gaps.words import money_in_words
from liaison_planner.planning.modes import mode_of
from liaison_planner.planning.steps import Step
from liaison_planner.scheduling.problem import Mode

_CENTS = 100
Price = Callable[[Offering], float]


def list_price(offering: Offering) -> float:
    """What the catalogue says that it costs."""
    return offering.cost_usd


def qualifies(offering: Offering, profile: Profile) -> bool:
    """Whether the employer pays for it: it was named, or none was and it is a course or a certification."""
    if not profile.employer_pays_usd or not offering.cost_usd or offering.is_full_time_job:
        return False
    if offering.id in profile.under_way:  # settled when it was begun
        return False
    named = profile.employer_pays_for
    return offering.id in named if named else offering.kind in PAID_BY_EMPLOYERS


def grants(profile: Profile, first: date, weeks: int) -> dict[str, int]:
    """Cents by the name of each calendar year in which a step could start; none where the employer pays nothing."""
    most = _most(profile)
    return {_grant(year): most for year in _years(first, weeks)} if most else {}


def modes(offering: Offering, profile: Profile, first: date, weeks: int) -> tuple[Mode, ...]:
    """The ways to take an offering: in each calendar year on the employer, or, where one may leave, at one's own cost."""
    own = mode_of(offering)
    if not qualifies(offering, profile):
        return (own,)
    paid = tuple(
        replace(own, starts=frozenset(starts), grant=_grant(year)) for year, starts in _years(first, weeks).items()
    )
    may_have_left = profile.willing_to_change_job or profile.under_way
    return (*paid, own) if may_have_left or not paid else paid


def paid_back(steps: Iterable[Step], profile: Profile, price: Price = list_price) -> Mapping[str, float]:
    """Dollars by offering; of a year's steps those that are over first are paid first."""
    left: dict[int, int] = {}
    found = {}
    for step in sorted(_granted(list(steps), profile), key=lambda each: (each.finish, each.start, each.offering.id)):
        year = step.start.year
        paid = min(ceil(round(price(step.offering) * _CENTS, 6)), left.setdefault(year, _most(profile)))
        left[year] -= paid
        if paid:
            found[step.offering.id] = min(paid / _CENTS, price(step.offering))
    return found


def own_cost(steps: Sequence[Step], profile: Profile, price: Price = list_price) -> float:
    """What the steps cost the person: their prices less what the employer pays back."""
    paid = paid_back(steps, profile, price)
    return round(sum(price(step.offering) - paid.get(step.offering.id, 0.0) for step in steps), 6)


def by_year(steps: Sequence[Step], profile: Profile) -> tuple[EmployerYear, ...]:
    """What the employer pays for the steps that start in each calendar year; none where it pays for no step."""
    paid = paid_back(steps, profile)
    years: dict[int, float] = {}
    for step in steps:
        if step.offering.id in paid:
            years[step.start.year] = years.get(step.start.year, 0.0) + paid[step.offering.id]
    limit = profile.employer_pays_usd
    return tuple(
        EmployerYear(year=year, limit_usd=limit, paid_usd=round(dollars, 2)) for year, dollars in sorted(years.items())
    )


def remarks(steps: Sequence[Step], profile: Profile) -> dict[str, str]:
    """A sentence for each step that the employer pays for, and for each post in which there are other hours to study."""
    told = {}
    for name, dollars in paid_back(steps, profile).items():
        step = next(each for each in steps if each.offering.id == name)
        share = "it" if dollars >= step.offering.cost_usd else f"{money_in_words(dollars)} of it"
        told[name] = f"Your employer pays {share} back once it is finished, from what there is for {step.start.year}."
    hours = profile.hours_in_new_post
    for step in steps:
        if step.offering.is_full_time_job and hours is not None and hours < profile.weekly_hours:
            left = f"{hours:g} of your {profile.weekly_hours:g} hours a week" if hours else "no hours"
            told[step.offering.id] = f"While you hold it you have {left} to study."
    return told


def _granted(steps: list[Step], profile: Profile) -> list[Step]:
    """The steps that qualify and are over before the person leaves for a full-time post."""
    leaves = min((step.start for step in steps if step.offering.is_full_time_job), default=date.max)
    return [step for step in steps if qualifies(step.offering, profile) and step.finish < leaves]


def _years(first: date, weeks: int) -> dict[int, list[int]]:
    """The weeks that begin in each calendar year."""
    years: dict[int, list[int]] = {}
    for week in range(weeks):
        years.setdefault((first + week * WEEK).year, []).append(week)
    return years


def _grant(year: int) -> str:
    return f"employer {year}"


def _most(profile: Profile) -> int:
    return floor(round(profile.employer_pays_usd * _CENTS, 6))
