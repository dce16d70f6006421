"""Duties and habits once the person is ready: a calm recurring calendar."""

from datetime import MAXYEAR, date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Recurring
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.requirement import OfferingDone
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import Kind

_MONTHS = {"yearly": 12, "quarterly": 3, "monthly": 1}


def recurring_duties(profile: Profile, catalogue: Catalogue, ready: date, standing: Standing) -> tuple[Recurring, ...]:
    """What has to be refreshed and which contacts are kept, for the focus area.

    Each is first due at the latest one interval after the ready date; what shares an interval is spread over it, so
    that two yearly things do not fall into the same month. In the order of their first days.
    """
    chosen = [row for row in catalogue.offerings.values() if row.recurs and _serves(row, profile, catalogue, standing)]
    found = [_recurring(row, chosen, catalogue, ready) for row in chosen]
    return tuple(sorted(found, key=lambda each: each.first))


def _recurring(offering: Offering, chosen: list[Offering], catalogue: Catalogue, ready: date) -> Recurring:
    alike = [row for row in chosen if row.recurs == offering.recurs]
    months = _MONTHS[offering.recurs]
    sooner = months * alike.index(offering) // len(alike)
    return Recurring(
        title=offering.title,
        kind=offering.kind,
        first=_months_later(ready, months - sooner),
        every=offering.recurs,
        because=_reason(offering, catalogue),
        effort_hours=round(offering.effort_hours * _share(offering), 1),
        cost_usd=round(offering.cost_usd * _share(offering)),
    )


def _share(offering: Offering) -> float:
    """What of an offering falls on one time: all of a short one, one interval's share of one that goes on for longer."""
    weeks = _MONTHS[offering.recurs] * 52 / 12
    return min(1.0, weeks / offering.duration_weeks_min)


def _serves(offering: Offering, profile: Profile, catalogue: Catalogue, standing: Standing) -> bool:
    """A refresher serves where anything it teaches is asked for; company is kept only where all of it is."""
    asked = [catalogue.competencies[name].required[profile.focus] > 0 for name in offering.teaches]
    still_open = standing.open_terms(offering.prerequisites)
    if offering.kind is Kind.NETWORKING:  # colleagues open doors that interviews with strangers opened before
        return all(asked) and all(isinstance(each, OfferingDone) for term in still_open for each in term)
    return any(asked) and not still_open


def _reason(offering: Offering, catalogue: Catalogue) -> str:
    names = ", ".join(catalogue.competencies[name].name for name in offering.teaches)
    if offering.kind is Kind.NETWORKING:
        paid = " Ask whether the employer pays." if offering.cost_usd else ""
        return f"Keeps you in touch, and in practice in: {names}.{paid}"
    return f"Keeps you current in: {names}. Not legal advice; the sheet Catalogue names the source."


def _months_later(day: date, months: int) -> date:
    """The same day of the month, or the last one the month has (28 keeps every month possible)."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(min(day.year + years, MAXYEAR), month + 1, min(day.day, 28))
