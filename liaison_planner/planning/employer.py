"""What the present employer pays back: up to an amount for the steps of each calendar year, once they are over.

A step counts in the year in which it starts; what is over or under way has had its share (`shares`). Nothing is paid for a
step that is not over when a new full-time post begins.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import ceil

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import EmployerYear
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.weeks import WEEK
from liaison_planner.gaps.words import money_in_words
from liaison_planner.planning.modes import mode_of
from liaison_planner.planning.shares import Share, lived_shares, most_a_year, pays_for, used_by_year
from liaison_planner.planning.steps import Step
from liaison_planner.scheduling.problem import Mode

_CENTS = 100
Price = Callable[[Offering], float]


def list_price(offering: Offering) -> float:
    """What the catalogue says that it costs."""
    return offering.cost_usd


def qualifies(offering: Offering, profile: Profile) -> bool:
    """Whether the employer pays for it when it is planned; what is under way was settled when it was begun."""
    return pays_for(offering, profile) and offering.id not in profile.under_way


def grants(profile: Profile, catalogue: Catalogue, first: date, weeks: int) -> dict[str, int]:
    """Cents by the name of each calendar year in which a step could start, and by that of each step under way its own
    share; none where the employer pays nothing.
    """
    most, shares = most_a_year(profile), lived_shares(profile, catalogue)
    if not most:
        return {}
    used = used_by_year(shares)
    begun = {_grant(name): share.cents for name, share in shares.items() if name in profile.under_way}
    return {_grant(year): most - used.get(year, 0) for year in _years(first, weeks)} | begun


def advanced(profile: Profile, catalogue: Catalogue) -> int:
    """Cents that the person has paid for steps under way and that are still to come back from the employer."""
    shares = lived_shares(profile, catalogue)
    return sum(share.cents for name, share in shares.items() if name in profile.under_way)


def modes_of_rest(rest: Mode, profile: Profile, name: str, share: Share | None) -> tuple[Mode, ...]:
    """The ways to go on with a step: its share comes back if it is over before a new post begins, or else is lost."""
    if share is None:
        return (rest,)
    returned, lost = replace(rest, cost=share.cents, grant=_grant(name)), replace(rest, cost=share.cents)
    return (returned, lost) if profile.willing_to_change_job else (returned,)


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


def paid_back(
    steps: Iterable[Step], profile: Profile, catalogue: Catalogue, price: Price = list_price
) -> Mapping[str, float]:
    """Dollars by offering: the share of what is under way; of a year's other steps those that are over first come first."""
    if not profile.employer_pays_usd:
        return {}
    steps, shares = list(steps), lived_shares(profile, catalogue)
    left = {year: most_a_year(profile) - cents for year, cents in used_by_year(shares).items()}
    there = _while_there(steps)
    begun = (step for step in there if step.under_way and step.offering.id in shares)
    found = {step.offering.id: min(shares[step.offering.id].usd, price(step.offering)) for step in begun}
    granted = (step for step in there if qualifies(step.offering, profile))
    for step in sorted(granted, key=lambda each: (each.finish, each.start, each.offering.id)):
        year = step.start.year
        paid = min(ceil(round(price(step.offering) * _CENTS, 6)), left.setdefault(year, most_a_year(profile)))
        left[year] -= paid
        if paid:
            found[step.offering.id] = min(paid / _CENTS, price(step.offering))
    return found


def own_cost(steps: Sequence[Step], profile: Profile, catalogue: Catalogue, price: Price = list_price) -> float:
    """What the steps cost the person: their prices less what the employer pays back."""
    paid = paid_back(steps, profile, catalogue, price)
    return round(sum(price(step.offering) - paid.get(step.offering.id, 0.0) for step in steps), 6)


def still_to_pay(steps: Sequence[Step], profile: Profile, catalogue: Catalogue) -> float:
    """The same of what is yet to be paid: of what is under way only a share of the employer's that would be lost."""
    paid = paid_back(steps, profile, catalogue)
    shares = lived_shares(profile, catalogue)
    begun = (shares[name].usd for step in steps if step.under_way and (name := step.offering.id) in shares)
    planned = (step.offering.cost_usd for step in steps if not step.under_way)
    return round(sum(begun) + sum(planned) - sum(paid.values()), 6)


def by_year(steps: Sequence[Step], profile: Profile, catalogue: Catalogue) -> tuple[EmployerYear, ...]:
    """What the employer pays for the steps of a plan that start in each calendar year; none where it pays for no step."""
    paid, shares = paid_back(steps, profile, catalogue), lived_shares(profile, catalogue)
    years: dict[int, float] = {}
    for step in steps:
        if (name := step.offering.id) in paid:
            year = shares[name].year if step.under_way else step.start.year
            years[year] = years.get(year, 0.0) + paid[name]
    limit = profile.employer_pays_usd
    return tuple(
        EmployerYear(year=year, limit_usd=limit, paid_usd=round(dollars, 2)) for year, dollars in sorted(years.items())
    )


def remarks(steps: Sequence[Step], profile: Profile, catalogue: Catalogue) -> dict[str, str]:
    """A sentence for each step that the employer pays for, and for each post in which there are other hours to study."""
    told, shares = {}, lived_shares(profile, catalogue)
    for name, dollars in paid_back(steps, profile, catalogue).items():
        step = next(each for each in steps if each.offering.id == name)
        share = "it" if dollars >= step.offering.cost_usd else f"{money_in_words(dollars)} of it"
        year = shares[name].year if step.under_way else step.start.year
        told[name] = f"Your employer pays {share} back once it is finished, from what there is for {year}."
    hours = profile.hours_in_new_post
    for step in steps:
        if step.offering.is_full_time_job and hours is not None and hours < profile.weekly_hours:
            left = f"{hours:g} of your {profile.weekly_hours:g} hours a week" if hours else "no hours"
            told[step.offering.id] = f"While you hold it you have {left} to study."
    return told


def _while_there(steps: list[Step]) -> list[Step]:
    """The steps that are over before the person leaves for a full-time post."""
    leaves = min((step.start for step in steps if step.offering.is_full_time_job), default=date.max)
    return [step for step in steps if step.finish < leaves]


def _years(first: date, weeks: int) -> dict[int, list[int]]:
    """The weeks that begin in each calendar year."""
    years: dict[int, list[int]] = {}
    for week in range(weeks):
        years.setdefault((first + week * WEEK).year, []).append(week)
    return years


def _grant(year: int | str) -> str:
    return f"employer {year}"
