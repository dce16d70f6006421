"""The work in a plan, split as a person feels it: hours of study beside weeks of paid work."""

from collections.abc import Iterable

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.plan import PlanItem


def study_hours(items: Iterable[PlanItem], catalogue: Catalogue) -> float:
    """The hours of everything but full-time jobs, to a tenth."""
    return round(sum(i.effort_hours for i in items if not catalogue.offerings[i.offering_id].is_full_time_job), 1)


def paid_weeks(items: Iterable[PlanItem], catalogue: Catalogue) -> int:
    """The weeks of full-time jobs."""
    return sum(len(i.hours_by_week) for i in items if catalogue.offerings[i.offering_id].is_full_time_job)


def effort_in_words(hours: float, weeks: int) -> str:
    """«425.5 hours of study beside 46 weeks of paid work»."""
    study = f"{f'{hours:,.1f}'.removesuffix('.0')} {'hour' if hours == 1 else 'hours'} of study"
    return f"{study} beside {weeks} {'week' if weeks == 1 else 'weeks'} of paid work" if weeks else study
