"""Where a plan stands against the agreed one."""

from datetime import date, timedelta

from liaison_planner.domain.kept import Agreed, Kept, KeptPlan
from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.progress import PastStep, StepStatus
from liaison_planner.views import Row, agreed_content

DAY = date(2027, 2, 15)


def told(agreed: Plan, now: Plan, person: Profile) -> tuple[str, list[Row], str]:
    """The line, the rows and the headline of the agreement on a day in February."""
    kept = Kept(
        current=KeptPlan(plan=now.model_copy(update={"today": DAY}), profile=person),
        agreed=(Agreed(version=2, on=date(2026, 11, 23), review=date(2027, 3, 1), plan=agreed),),
    )
    content = agreed_content(kept)
    headline = str(content.fields.get("out_agreement_line"))
    return str(content.fields["out_agreed_line"]), list(content.tables["tblAgreed"]), headline


def later(item: PlanItem, weeks: int) -> PlanItem:
    moved = timedelta(weeks=weeks)
    return item.model_copy(update={"start": item.start + moved, "finish": item.finish + moved})


def done(item: PlanItem, finished: date) -> PastStep:
    return PastStep(
        key=item.offering_id,
        offering_id=item.offering_id,
        kind=item.kind,
        title=item.title,
        status=StepStatus.DONE,
        finished=finished,
        effort_hours=item.effort_hours,
    )


def test_a_plan_that_has_not_moved_is_on_track_and_still_the_agreed_one(plan: Plan, person: Profile) -> None:
    line, rows, headline = told(plan, plan, person)
    assert line.startswith("Against agreement 2 of 23 Nov 2026: on track, ready 1 Aug 2027")
    assert {row["standing"] for row in rows} == {"on track"}
    assert headline == "A nurse  ·  agreement 2 of 23 Nov 2026, next review 1 Mar 2027"


def test_a_step_that_ends_later_is_late_with_the_reason_and_so_is_the_whole(
    plan: Plan, mentor: PlanItem, course: PlanItem, person: Profile
) -> None:
    now = plan.model_copy(update={"items": (course, later(mentor, 3)), "ready_date": date(2027, 8, 22)})
    line, rows, headline = told(plan, now, person)
    assert "late by 3 weeks, ready 22 Aug 2027 instead of 1 Aug 2027." in line
    assert (rows[1]["standing"], rows[1]["why"]) == ("late by 3 weeks", "It begins 3 weeks later.")
    assert headline.endswith("changed since agreement 2 of 23 Nov 2026 (1 step); to be agreed anew")


def test_a_step_that_is_done_says_how_late_it_was(
    plan: Plan, mentor: PlanItem, course: PlanItem, person: Profile
) -> None:
    for finished, standing in ((date(2027, 1, 15), "done"), (date(2027, 1, 20), "done, 1 week late")):
        now = plan.model_copy(update={"items": (mentor,), "past": (done(course, finished),)})
        assert told(plan, now, person)[1][0]["standing"] == standing


def test_a_step_whose_hours_lag_behind_is_at_risk_with_the_day_at_its_pace(
    plan: Plan, mentor: PlanItem, course: PlanItem, person: Profile
) -> None:
    slow = mentor.model_copy(update={"status": "under way", "hours_done": 0.5})
    rows = told(plan, plan.model_copy(update={"items": (course, slow)}), person)[1]
    assert rows[1]["standing"] == "at risk"
    assert "an estimate" in str(rows[1]["why"])
    idle = mentor.model_copy(update={"status": "under way"})
    rows = told(plan, plan.model_copy(update={"items": (course, idle)}), person)[1]
    assert rows[1]["why"] == "No hours have been noted since it began."


def test_the_whole_is_at_risk_when_the_pace_so_far_would_end_after_the_agreed_day(
    plan: Plan, mentor: PlanItem, course: PlanItem, person: Profile
) -> None:
    slow = mentor.model_copy(update={"status": "under way", "hours_done": 3.0})
    line = told(plan, plan.model_copy(update={"items": (course, slow)}), person)[0]
    assert ": at risk. At the pace so far (20 % of the agreed hours)" in line


def test_steps_that_left_and_joined_are_told(plan: Plan, mentor: PlanItem, course: PlanItem, person: Profile) -> None:
    other = course.model_copy(update={"offering_id": "c_other", "title": "Another course"})
    rows = told(plan, plan.model_copy(update={"items": (mentor, other)}), person)[1]
    assert [row["standing"] for row in rows] == ["no longer planned", "on track", "added"]


def test_nothing_agreed_says_how_to_agree() -> None:
    content = agreed_content(Kept())
    assert "liaison-planner agree FILE" in str(content.fields["out_agreed_line"])
    assert content.tables["tblAgreed"] == ()
