"""The timeline sheet."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.views import BAR_LETTERS, PERIODS
from liaison_planner.views.timeline import strip_for, timeline_content

STEP, LETTER, START, FINISH, STRIP = range(5)
MONDAY = date(2027, 1, 4)


def item(start: date, weeks: int) -> PlanItem:
    return PlanItem(
        offering_id="x",
        kind=Kind.COURSE,
        title="x",
        start=start,
        finish=start + timedelta(days=7 * weeks - 1),
        cost_usd=0,
        effort_hours=1,
        hours_by_week=(),
    )


@given(st.integers(0, 200), st.integers(1, 900), st.integers(-300, 300))
def test_every_step_has_room_on_the_finest_strip(first_week: int, weeks: int, today: int) -> None:
    step = item(MONDAY + timedelta(weeks=first_week), weeks)
    strip = strip_for([step], MONDAY + timedelta(days=today))
    assert strip.first.weekday() == 0
    assert strip.days % 7 == 0
    assert strip.at(step.start) is not None
    assert strip.at(step.finish) is not None
    assert strip.starts()[strip.at(step.start) or 0] <= step.start


def test_a_year_is_shown_by_weeks_and_more_than_a_year_by_two_weeks() -> None:
    assert strip_for([item(MONDAY, 52)], MONDAY).days == 7
    assert strip_for([item(MONDAY, 53)], MONDAY).days == 14


def test_the_strip_begins_today_unless_the_first_step_is_far_away() -> None:
    assert strip_for([item(MONDAY, 1)], MONDAY - timedelta(weeks=8)).first == MONDAY - timedelta(weeks=8)
    assert strip_for([item(MONDAY, 1)], MONDAY - timedelta(weeks=9)).first == MONDAY
    assert strip_for([item(MONDAY, 1)], MONDAY + timedelta(days=3)).first == MONDAY


def test_a_row_has_the_letter_beside_the_step_and_at_the_head_of_the_bar(plan: Plan) -> None:
    rows = timeline_content(plan).grids["out_timeline_rows"]
    assert rows[0][:STRIP] == ("Privacy course", "C", date(2027, 1, 4), date(2027, 1, 17))
    assert [at for at, value in enumerate(rows[0][STRIP:]) if value] == [6]  # 4 January is six weeks from 23 November
    assert rows[0][STRIP + 6] == "C"
    assert len(rows[0]) == STRIP + PERIODS


def test_the_same_follows_in_words(plan: Plan) -> None:
    rows = timeline_content(plan).grids["out_timeline_rows"]
    assert rows[2:] == (
        (),
        ("In words",),
        ("Step 1", None, "Privacy course: course from 4 Jan 2027 to 17 Jan 2027 (2 weeks), 3 hours, $25."),
        ("Step 2", None, "A liaison as mentor: mentorship from 1 Feb 2027 to 1 Aug 2027 (26 weeks), 12 hours, free."),
    )


def test_periods_are_real_dates_and_months_leave_room_for_their_words(plan: Plan) -> None:
    grids = timeline_content(plan).grids
    (periods,), (months,) = grids["out_timeline_periods"], grids["out_timeline_months"]
    assert periods[:2] == (date(2026, 11, 23), date(2026, 11, 30))
    shown = [at for at, month in enumerate(months) if month]
    assert months[shown[0]] == "Nov 2026"
    assert months[6] == "Jan 2027"
    assert min(later - earlier for earlier, later in pairwise(shown)) >= 4


def test_marks_stand_where_today_the_target_and_the_ready_date_are(plan: Plan) -> None:
    (marks,) = timeline_content(plan).grids["out_timeline_marks"]
    assert {at: mark for at, mark in enumerate(marks) if mark} == {0: "▼", 35: "●"}
    near = plan.model_copy(update={"target_date": plan.ready_date})
    (marks,) = timeline_content(near).grids["out_timeline_marks"]
    assert marks[35] == "◆●"


def test_without_steps_there_is_nothing_to_show(plan: Plan) -> None:
    content = timeline_content(plan.model_copy(update={"items": ()}))
    assert content.grids["out_timeline_rows"] == ()
    assert content.fields["out_timeline_line"] == "There are no steps to show."


def test_every_kind_has_a_letter_of_its_own() -> None:
    assert set(BAR_LETTERS) == {kind.title for kind in Kind}
    assert len(set(BAR_LETTERS.values())) == len(Kind)
