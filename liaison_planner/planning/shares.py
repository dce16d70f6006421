"""What the employer pays of steps that are over or under way: it leaves less of the year's amount for those to come.

A step counts in the year in which it began; one that does not say when counts from the first day on Preferences. Nothing is
paid for a step in whose midst the person left for a full-time post, nor for one that failed.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil, floor
from typing import NamedTuple

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.progress import Progress, StepStatus
from liaison_planner.domain.vocabulary import PAID_BY_EMPLOYERS
from liaison_planner.domain.weeks import monday_on_or_before

_CENTS = 100
_HELD = (StepStatus.DONE, StepStatus.UNDER_WAY)


class Share(NamedTuple):
    """Cents of one calendar year's amount."""

    year: int
    cents: int

    @property
    def usd(self) -> float:
        return self.cents / _CENTS


def most_a_year(profile: Profile) -> int:
    """Cents that the employer pays in a calendar year."""
    return floor(round(profile.employer_pays_usd * _CENTS, 6))


def pays_for(offering: Offering, profile: Profile) -> bool:
    """Whether the employer pays for it: it was named, or none was and it is a course or a certification."""
    if not profile.employer_pays_usd or not offering.cost_usd or offering.is_full_time_job:
        return False
    named = profile.employer_pays_for
    return offering.id in named if named else offering.kind in PAID_BY_EMPLOYERS


def lived_shares(profile: Profile, catalogue: Catalogue) -> Mapping[str, Share]:
    """By the key of each step that is done or under way what it has of its year; what was over first comes first."""
    most, left = most_a_year(profile), dict[int, int]()
    found: dict[str, Share] = {}
    if not most:
        return found
    for each in sorted(_paid_for(profile, catalogue), key=lambda each: _order(each, profile)):
        year = monday_on_or_before(_first_day(each, profile)).year
        price = ceil(round(catalogue.offerings[each.offering_id].cost_usd * _CENTS, 6))
        cents = min(price, left.setdefault(year, most))
        left[year] -= cents
        if cents:
            found[each.key] = Share(year, cents)
    return found


def used_by_year(shares: Mapping[str, Share]) -> Mapping[int, int]:
    """Cents of each calendar year that are no longer there for steps to come."""
    used: dict[int, int] = {}
    for share in shares.values():
        used[share.year] = used.get(share.year, 0) + share.cents
    return used


def _paid_for(profile: Profile, catalogue: Catalogue) -> Iterator[Progress]:
    lived = [each for each in profile.progress if each.status in _HELD and each.offering_id not in profile.done]
    posts = [each for each in lived if catalogue.offerings[each.offering_id].is_full_time_job]
    for each in lived:
        missed = any(_left_in_its_midst(each, post, profile) for post in posts)
        if pays_for(catalogue.offerings[each.offering_id], profile) and not missed:
            yield each


def _left_in_its_midst(step: Progress, post: Progress, profile: Profile) -> bool:
    """Whether the post began before the step was over; a post that is still held counts also if it began before the step."""
    began = _first_day(post, profile)
    if step.status is StepStatus.DONE and step.finished is not None and step.finished < began:
        return False
    return post.status is StepStatus.UNDER_WAY or began > _first_day(step, profile)


def _first_day(lived: Progress, profile: Profile) -> date:
    return lived.started or lived.finished or profile.start_date


def _order(each: Progress, profile: Profile) -> tuple[bool, date, date, str]:
    first = _first_day(each, profile)
    return each.status is StepStatus.UNDER_WAY, each.finished or first, first, each.offering_id
