"""What is allowed in a catalogue, but what a careful editor would ask about before it is printed."""

from collections import Counter
from collections.abc import Iterator

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.issue import Issue, Place, warning
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.requirement import OfferingDone
from liaison_planner.domain.vocabulary import Delivery, Kind

MOST_HOURS_PER_WEEK = 60


def slips(catalogue: Catalogue) -> Iterator[Issue]:
    """Warnings: titles used twice, offerings that lead nowhere, impossible weeks, tested certifications without one."""
    shared = Counter(row.title.casefold() for row in catalogue.offerings.values())
    asked_for = _asked_for(catalogue)
    for row in catalogue.offerings.values():
        if shared[row.title.casefold()] > 1:
            yield _slip(
                row, "title", "shared_title", f"Another offering is called «{row.title}» too.", "Tell them apart."
            )
        if not row.teaches and not row.awards and row.id not in asked_for:
            what = "It teaches nothing, awards nothing, and nothing asks for it, so no plan can use it."
            yield _slip(row, "teaches", "leads_nowhere", what, "Say what it teaches, or remove the row.")
        if row.hours_per_week > MOST_HOURS_PER_WEEK:
            what = f"{row.effort_hours:g} hours in {row.duration_weeks_min} weeks are {row.hours_per_week:.0f} a week."
            yield _slip(row, "effort_hours", "hours_a_week", what, "Check the hours and the weeks.")
        yield from _kind(row)


def _kind(row: Offering) -> Iterator[Issue]:
    if row.kind is Kind.CERTIFICATION and not any(award.kind == "cert" for award in row.awards):
        what = "It is called a certification, but awards none (a certificate of completion is not a certification)."
        yield _slip(row, "credential_awarded", "no_certification", what, "Add cert:…, or call it a course.")
    if row.kind is Kind.ADJACENT_JOB and row.delivery is not Delivery.ON_THE_JOB:
        what = "It is a job, but not on the job, so it would take study hours and leave the present job in place."
        yield _slip(row, "delivery", "job_not_on_the_job", what, "Write on_the_job.")


def _asked_for(catalogue: Catalogue) -> set[str]:
    requirements = [row.prerequisites for row in catalogue.offerings.values()]
    requirements += [row.requirement for row in catalogue.routes.values()]
    conditions = (each for requirement in requirements for term in requirement for each in term)
    return {each.offering for each in conditions if isinstance(each, OfferingDone)}


def _slip(row: Offering, column: str, code: str, what: str, fix: str) -> Issue:
    return warning(f"catalogue_{code}", Place(sheet="offerings.csv", cell=f"{row.id}, {column}"), what, fix)
