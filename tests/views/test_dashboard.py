"""The dashboard sheet's figures."""

from datetime import date

from liaison_planner.domain.plan import Gap, Plan, PlanItem, PlanStatus
from liaison_planner.domain.profile import Period, Profile
from liaison_planner.domain.progress import PastStep, StepStatus
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.views import LEVELS_SHOWN, WEEKS_SHOWN, Labels
from liaison_planner.views.dashboard import dashboard_content


def test_the_line_says_when_and_for_how_much(plan: Plan, person: Profile, labels: Labels) -> None:
    assert dashboard_content(plan, person, labels).fields["out_dashboard_line"] == "Ready on 1 Aug 2027: 2 steps, $25"
    stuck = plan.model_copy(update={"status": PlanStatus.INFEASIBLE, "ready_date": None})
    line = dashboard_content(stuck, person, labels).fields["out_dashboard_line"]
    assert line == "No complete plan: the charts show what fits best."


def test_weeks_run_from_the_first_step_to_the_last_with_hours_and_money(
    plan: Plan, person: Profile, labels: Labels
) -> None:
    weeks = dashboard_content(plan, person, labels).tables["tblWeeks"]
    assert len(weeks) == 30
    assert [row["hours"] for row in weeks[:5]] == [2, 1, 0, 0, 12]
    assert {row["week"] for row in weeks} >= {date(2027, 1, 4), date(2027, 7, 26)}
    assert {(row["capacity"], row["cost"], row["budget"]) for row in weeks} == {(8, 25, 3500)}


def test_a_week_that_a_period_touches_has_the_hours_of_the_period(plan: Plan, person: Profile, labels: Labels) -> None:
    away = Period(first=date(2027, 1, 17), last=date(2027, 1, 18))
    busy = person.model_copy(update={"periods": (away,)})
    weeks = dashboard_content(plan, busy, labels).tables["tblWeeks"]
    assert [row["capacity"] for row in weeks[:4]] == [8, 0, 0, 8]


def test_hours_of_a_full_time_job_are_no_study_hours(
    plan: Plan, person: Profile, labels: Labels, mentor: PlanItem
) -> None:
    job = mentor.model_copy(update={"kind": Kind.ADJACENT_JOB, "hours_by_week": ((mentor.start, 40.0),)})
    weeks = dashboard_content(plan.model_copy(update={"items": (job,)}), person, labels).tables["tblWeeks"]
    assert {row["hours"] for row in weeks} == {0}


def test_very_many_weeks_are_put_together(plan: Plan, person: Profile, labels: Labels, course: PlanItem) -> None:
    long = course.model_copy(update={"finish": date(2031, 1, 5)})
    weeks = dashboard_content(plan.model_copy(update={"items": (long,)}), person, labels).tables["tblWeeks"]
    assert len(weeks) <= WEEKS_SHOWN
    assert weeks[0]["hours"] == 1.0  # three hours in the three weeks of the first row
    assert weeks[1]["week"] == date(2027, 1, 25)


def test_the_most_urgent_levels_come_first(plan: Plan, person: Profile, labels: Labels) -> None:
    gaps = tuple(
        Gap(id=f"competency:{at}", kind="competency", have="level 0", need="level 3", priority=1 + at % 2)
        for at in range(2 * LEVELS_SHOWN)
    )
    levels = dashboard_content(plan.model_copy(update={"gaps": gaps}), person, labels).tables["tblLevels"]
    assert [row["skill"] for row in levels] == [str(2 * at) for at in range(LEVELS_SHOWN)]
    (only,) = dashboard_content(plan, person, labels).tables["tblLevels"]
    assert only == {"skill": "Patient privacy", "have": 1, "need": 2}


def test_steps_are_counted_by_their_state(plan: Plan, person: Profile, labels: Labels) -> None:
    later = plan.model_copy(update={"today": date(2027, 2, 1)})
    rows = dashboard_content(later, person, labels).tables["tblProgress"]
    assert [(row["state"], row["steps"]) for row in rows] == [("done", 0), ("late", 1), ("now", 1), ("to come", 0)]
    rows = dashboard_content(behind(later), person, labels).tables["tblProgress"]
    assert [row["steps"] for row in rows] == [1, 0, 1, 0]


def behind(plan: Plan) -> Plan:
    """The same plan once its course is done."""
    course = next(item for item in plan.items if item.offering_id == "c_hipaa")
    done = PastStep(
        key=course.offering_id,
        offering_id=course.offering_id,
        kind=course.kind,
        title=course.title,
        status=StepStatus.DONE,
        started=course.start,
        finished=course.finish,
    )
    return plan.model_copy(update={"items": tuple(i for i in plan.items if i is not course), "past": (done,)})


def test_without_a_profile_there_are_no_weeks(plan: Plan, labels: Labels) -> None:
    assert dashboard_content(plan, None, labels).tables["tblWeeks"] == ()


def test_money_is_what_the_person_pays_and_hours_are_those_that_a_post_leaves(
    plan: Plan, person: Profile, labels: Labels, mentor: PlanItem, course: PlanItem
) -> None:
    job = mentor.model_copy(update={"kind": Kind.ADJACENT_JOB, "hours_by_week": ((mentor.start, 40.0),)})
    paid = course.model_copy(update={"cost_usd": 300, "employer_usd": 200})
    busy = person.model_copy(update={"hours_in_new_post": 3.0})
    weeks = dashboard_content(plan.model_copy(update={"items": (paid, job)}), busy, labels).tables["tblWeeks"]
    assert weeks[-1]["cost"] == 100 + job.cost_usd
    assert {row["capacity"] for row in weeks if job.start <= row["week"] <= job.finish} == {3}  # type: ignore[operator]
