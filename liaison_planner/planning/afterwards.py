"""Duties and habits once the person is ready: a calm recurring calendar."""

from datetime import MAXYEAR, date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Recurring
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.standing import Standing

_MONTHS = {"yearly": 12, "quarterly": 3, "monthly": 1}


def recurring_duties(profile: Profile, catalogue: Catalogue, ready: date, standing: Standing) -> tuple[Recurring, ...]:
    """What has to be refreshed for the focus area, first due one interval after the ready date."""
    return tuple(
        Recurring(
            title=offering.title,
            kind=offering.kind,
            first=_months_later(ready, _MONTHS[offering.recurs]),
            every=offering.recurs,
            because=_reason(offering, catalogue),
        )
        for offering in catalogue.offerings.values()
        if offering.recurs and _serves(offering, profile, catalogue, standing)
    )


def _serves(offering: Offering, profile: Profile, catalogue: Catalogue, standing: Standing) -> bool:
    asked = any(catalogue.competencies[name].required[profile.focus] for name in offering.teaches)
    return asked and not standing.open_terms(offering.prerequisites)


def _reason(offering: Offering, catalogue: Catalogue) -> str:
    names = ", ".join(catalogue.competencies[name].name for name in offering.teaches)
    return f"Keeps you current in: {names}. Not legal advice; the sheet Catalogue names the source."


def _months_later(day: date, months: int) -> date:
    """The same day of the month, or the last one the month has (28 keeps every month possible)."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(min(day.year + years, MAXYEAR), month + 1, min(day.day, 28))
