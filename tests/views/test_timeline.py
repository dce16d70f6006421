"""The timeline sheet and its strip."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.progress import PastStep, StepStatus
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.views import BAR_LETTERS, PERIODS, ZOOMS
from liaison_planner.views.strip import Strip, strip_for
from liaison_planner.views.timeline import Bar, agreed_bars, state_of, timeline_content

MONDAY = date(2027, 1, 4)


def item(start: date, weeks: int, *hours: float) -> PlanItem:
    return PlanItem(
        offering_id="x",
        kind=Kind.COURSE,
        title="x",
        start=start,
        finish=start + timedelta(days=7 * weeks - 1),
        cost_usd=0,
        effort_hours=sum(hours),
        hours_by_week=tuple((start + timedelta(weeks=at), each) for at, each in enumerate(hours)),
    )


@given(st.integers(0, 200), st.integers(1, 600))
def test_every_step_has_room_on_the_finest_strip(first_week: int, weeks: int) -> None:
    step = item(MONDAY + timedelta(weeks=first_week), weeks)
    strip = strip_for(step.start, step.finish)
    starts = strip.starts()
    assert starts[0] <= step.start < starts[1]
    assert step.finish < starts[-1]
    assert strip.zoom == 0 or Strip(strip.first, strip.zoom - 1).starts()[-1] <= step.finish


@pytest.mark.parametrize(("weeks", "zoom"), [(36, "one week"), (37, "two weeks"), (72, "two weeks"), (73, "a month")])
def test_the_finest_zoom_that_shows_all_is_chosen(weeks: int, zoom: str) -> None:
    step = item(MONDAY, weeks)
    assert ZOOMS[strip_for(step.start, step.finish).zoom] == zoom


@pytest.mark.parametrize("zoom", range(len(ZOOMS)))
@given(first=st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_periods_follow_on_each_other_and_the_first_holds_the_first_day(first: date, zoom: int) -> None:
    starts = Strip(first, zoom).starts()
    assert len(starts) == PERIODS + 1
    assert all(earlier < later for earlier, later in pairwise(starts))
    assert starts[0] <= first < starts[1]


@pytest.mark.parametrize(
    ("first", "zoom", "labels"),
    [
        (date(2026, 11, 23), 0, ("Nov", "", "Dec", "", "", "", "’27", "", "", "", "Feb")),
        (date(2027, 1, 4), 1, ("’27", "", "Feb", "", "Mar", "", "", "Apr")),
        (date(2026, 11, 23), 2, ("’26", "", "’27", "", "")),
        (date(2026, 11, 23), 3, ("’26", "’27", "", "", "", "’28")),
    ],
)
def test_a_label_stands_where_month_or_year_changes(first: date, zoom: int, labels: tuple[str, ...]) -> None:
    assert Strip(first, zoom).labels()[: len(labels)] == labels


def test_a_row_has_number_step_letter_and_dates(plan: Plan) -> None:
    rows = timeline_content(plan).grids["out_timeline_rows"]
    assert rows[0] == (1, "Privacy course", "C", date(2027, 1, 4), date(2027, 1, 17))
    assert rows[1][:3] == (2, "★ A liaison as mentor", "M")  # it ends on the ready date


def test_the_strip_begins_with_the_first_step(plan: Plan) -> None:
    content = timeline_content(plan)
    assert content.fields["out_timeline_first"] == date(2027, 1, 4)
    assert content.grids["out_timeline_periods"][0][:2] == (date(2027, 1, 4), date(2027, 1, 11))
    assert content.grids["out_timeline_months"][0][:6] == ("’27", "", "", "", "Feb", "")
    assert "The first begins in 6 weeks." in str(content.fields["out_timeline_line"])


def test_the_same_follows_in_words_with_uneven_hours_told(plan: Plan) -> None:
    assert timeline_content(plan).grids["out_timeline_words"] == (
        (
            "Step 1",
            "Privacy course: course from 4 Jan 2027 to 17 Jan 2027 (2 weeks), 3 hours, 1 to 2 a week, $25.",
        ),
        (
            "Step 2",
            "A liaison as mentor: mentorship from 1 Feb 2027 to 1 Aug 2027 (26 weeks), 12 hours, free. It ends on the ready date.",
        ),
    )


def test_weeks_off_in_the_middle_of_a_step_are_told(plan: Plan) -> None:
    step = item(MONDAY, 5, 2.0, 2.0, 2.0)
    words = timeline_content(plan.model_copy(update={"items": (step,)})).grids["out_timeline_words"]
    assert "6 hours, about 2 a week, with 2 weeks off in between" in str(words[0][1])


@pytest.mark.parametrize(
    ("today", "status", "state"),
    [
        (MONDAY - timedelta(days=1), "planned", "to come"),
        (MONDAY, "planned", "now"),
        (MONDAY + timedelta(days=13), "planned", "now"),
        (MONDAY + timedelta(days=14), "planned", "late"),
        (MONDAY - timedelta(days=1), "under way", "now"),
        (MONDAY + timedelta(days=14), "under way", "late"),
        (MONDAY - timedelta(days=1), "done", "done"),
    ],
)
def test_a_step_is_in_one_of_four_states(today: date, status: str, state: str) -> None:
    bar = Bar(1, "x", Kind.COURSE, MONDAY, MONDAY + timedelta(days=13), status, "c_x")
    assert state_of(bar, today) == state


def test_steps_that_are_done_come_first_with_the_days_on_which_they_were_lived(plan: Plan) -> None:
    done = PastStep(
        key="x",
        offering_id="x",
        kind=Kind.COURSE,
        title="A course of before",
        status=StepStatus.DONE,
        started=date(2026, 12, 1),
        finished=date(2026, 12, 9),
    )
    dateless = done.model_copy(update={"key": "y", "started": None, "finished": None})
    content = timeline_content(plan.model_copy(update={"past": (done, dateless)}))
    rows = content.grids["out_timeline_rows"]
    assert rows[0] == (1, "A course of before", "C", date(2026, 12, 1), date(2026, 12, 9))
    assert [row[0] for row in rows] == [1, 3, 4]
    assert content.grids["out_timeline_states"][0] == ("done",)
    assert content.fields["out_timeline_first"] == date(2026, 11, 30)


def test_marks_stand_where_today_the_target_and_the_ready_date_are(plan: Plan) -> None:
    (marks,) = timeline_content(plan).grids["out_timeline_marks"]
    assert {at: mark for at, mark in enumerate(marks) if mark} == {29: "●"}  # the wanted date lies beyond
    near = plan.model_copy(update={"target_date": plan.ready_date, "today": plan.items[0].start})
    (marks,) = timeline_content(near).grids["out_timeline_marks"]
    assert {at: mark for at, mark in enumerate(marks) if mark} == {4: "▼", 29: "◆●"}


def test_without_steps_there_is_nothing_to_show(plan: Plan) -> None:
    content = timeline_content(plan.model_copy(update={"items": ()}))
    assert content.grids["out_timeline_rows"] == ()
    assert content.fields["out_timeline_first"] is None
    assert content.fields["out_timeline_line"] == "There are no steps to show."


def test_every_kind_has_a_letter_of_its_own() -> None:
    assert set(BAR_LETTERS) == {kind.title for kind in Kind}
    assert len(set(BAR_LETTERS.values())) == len(Kind)


def test_beside_each_step_stand_the_days_on_which_it_was_agreed(plan: Plan) -> None:
    first, second = plan.items
    moved = first.model_copy(
        update={"start": first.start + timedelta(weeks=9), "finish": first.finish + timedelta(weeks=9)}
    )
    new = item(MONDAY, 2, 1.0)
    later = plan.model_copy(update={"items": (moved, second, new)})
    shown = timeline_content(later, plan)
    titles = [str(row[1]).removeprefix("★ ") for row in shown.grids["out_timeline_rows"]]
    agreed = dict(zip(titles, shown.grids["out_timeline_agreed"], strict=True))
    assert agreed[moved.title] == (first.start, first.finish)
    assert agreed["x"] == (None, None)
    assert timeline_content(later).grids["out_timeline_agreed"] == ((None, None),) * 3
    assert agreed_bars(later, plan).grids == {"out_timeline_agreed": shown.grids["out_timeline_agreed"]}


def test_the_strip_has_room_for_what_was_agreed(plan: Plan) -> None:
    first, *rest = plan.items
    earlier = first.model_copy(update={"start": first.start - timedelta(weeks=5)})
    agreed = plan.model_copy(update={"items": (earlier, *rest)})
    assert timeline_content(plan, agreed).fields["out_timeline_first"] == first.start - timedelta(weeks=5)
