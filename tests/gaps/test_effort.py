"""Paid work is told in weeks and never among the hours of study."""

from datetime import date, timedelta

from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import PlanItem
from liaison_planner.gaps.effort import effort_in_words, paid_weeks, study_hours

MONDAY = date(2027, 1, 4)


def item(offering: Offering, weeks: int) -> PlanItem:
    return PlanItem(
        offering_id=offering.id,
        kind=offering.kind,
        title=offering.title,
        start=MONDAY,
        finish=MONDAY + timedelta(weeks=weeks, days=-1),
        cost_usd=0,
        effort_hours=offering.effort_hours,
        hours_by_week=tuple((MONDAY + timedelta(weeks=n), offering.effort_hours / weeks) for n in range(weeks)),
    )


def one(catalogue: Catalogue, *, job: bool) -> Offering:
    return next(row for row in catalogue.offerings.values() if row.is_full_time_job is job)


def test_a_full_time_job_counts_weeks_and_all_else_hours() -> None:
    catalogue = built_in()
    job, course = one(catalogue, job=True), one(catalogue, job=False)
    items = [item(job, 26), item(course, 2)]
    assert study_hours(items, catalogue) == round(course.effort_hours, 1)
    assert paid_weeks(items, catalogue) == 26


def test_the_words_have_a_tenth_and_paid_work_only_where_there_is_some() -> None:
    assert effort_in_words(2476.5, 0) == "2,476.5 hours of study"
    assert effort_in_words(1, 1) == "1 hour of study beside 1 week of paid work"
