"""The plan as a calendar, read back by a calendar library."""

from datetime import date, timedelta

import pytest
import vobject
from icalendar import Calendar, Event

from liaison_planner.domain.plan import Plan
from liaison_planner.domain.progress import StepStatus
from liaison_planner.domain.replan import Change, ChangeKind
from liaison_planner.exports import calendar
from tests.exports.conftest import past

REQUIRED = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"}


def events(data: bytes) -> dict[str, Event]:
    """The events by what they are about; ids are used once."""
    found = [event for event in Calendar.from_ical(data).walk("VEVENT") if isinstance(event, Event)]
    assert len({str(event["uid"]) for event in found}) == len(found)
    return {str(event["summary"]): event for event in found}


def test_a_step_fills_whole_days_from_its_first_to_its_last(plan: Plan) -> None:
    found = events(calendar(plan))
    for item in plan.items:
        event = found[item.title]
        assert (event.start, event.end) == (item.start, item.finish + timedelta(days=1))
        assert item.because.split(".")[0] in str(event["description"])


def test_every_event_has_what_the_standard_asks_for_and_lines_are_short_enough(plan: Plan) -> None:
    data = calendar(plan)
    assert all(event.keys() >= REQUIRED for event in events(data).values())
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert Calendar.from_ical(data).to_ical() == data


def test_a_second_import_updates_what_the_first_has_brought(plan: Plan) -> None:
    later = plan.model_copy(
        update={
            "today": plan.today + timedelta(days=30),
            "items": tuple(item.model_copy(update={"start": item.start + timedelta(weeks=3)}) for item in plan.items),
        }
    )
    before, after = events(calendar(plan)), events(calendar(later))
    for title, event in before.items():
        assert after[title]["uid"] == event["uid"]
        assert after[title].sequence > event.sequence


def test_two_plans_of_one_day_follow_each_other_and_every_later_day_follows_both(plan: Plan) -> None:
    day = plan.today + timedelta(days=3)
    exports = [calendar(plan, (), day, 1), calendar(plan, (), day, 2), calendar(plan, (), day + timedelta(days=1), 1)]
    first, second, third = ([event.sequence for event in events(each).values()] for each in exports)
    assert max(first) < min(second)
    assert max(second) < min(third)
    assert calendar(plan, (), day, 1) == exports[0]


def test_another_makers_library_finds_nothing_wrong_with_it_and_reads_the_same_days(plan: Plan) -> None:
    text = calendar(plan).decode()
    (found,) = vobject.readComponents(text)
    assert found.validate(raiseException=True)
    days = {str(each.summary.value): (each.dtstart.value, each.dtend.value) for each in found.vevent_list}
    assert days.items() >= {(item.title, (item.start, item.finish + timedelta(days=1))) for item in plan.items}
    assert {str(each.uid.value) for each in found.vevent_list} == {
        str(event["uid"]) for event in events(calendar(plan)).values()
    }


def test_somebody_elses_events_are_others(plan: Plan) -> None:
    other = events(calendar(plan.model_copy(update={"person_id": "P99"})))
    assert not {str(event["uid"]) for event in events(calendar(plan)).values()} & {
        str(event["uid"]) for event in other.values()
    }


def test_the_days_of_applying_and_being_ready_are_there(plan: Plan) -> None:
    found = events(calendar(plan))
    assert found["Ready: every requirement met"].start == plan.ready_date
    assert found["First applications: applying makes sense from today"].start == plan.apply_from


def test_a_dropped_step_is_canceled_under_the_id_that_it_had(plan: Plan) -> None:
    gone, *rest = plan.items
    change = Change(
        offering_id=gone.offering_id,
        title=gone.title,
        kind=ChangeKind.DROPPED,
        start_before=gone.start,
        finish_before=gone.finish,
    )
    after = events(calendar(plan.model_copy(update={"items": tuple(rest)}), (change,)))
    assert after[gone.title]["status"] == "CANCELLED"
    assert after[gone.title]["uid"] == events(calendar(plan))[gone.title]["uid"]


@pytest.mark.parametrize(("started", "shown"), [(date(2027, 1, 4), 1), (None, 0)])
def test_what_is_done_keeps_its_days_if_they_are_known(plan: Plan, started: date | None, shown: int) -> None:
    done = past(StepStatus.DONE, started)
    found = events(calendar(plan.model_copy(update={"past": (done,)})))
    assert sum(title.startswith("Done: ") for title in found) == shown


@pytest.mark.parametrize(
    ("status", "kind", "summary", "stands"),
    [
        (StepStatus.DONE, ChangeKind.DONE, "Done: =An old one", "CONFIRMED"),
        (StepStatus.FAILED, ChangeKind.FAILED, "=An old one", "CANCELLED"),
    ],
)
def test_a_step_that_is_behind_without_days_of_its_own_updates_the_event_of_the_plan_before(
    plan: Plan, status: StepStatus, kind: ChangeKind, summary: str, stands: str
) -> None:
    gone, *rest = plan.items
    behind = past(status).model_copy(update={"offering_id": gone.offering_id})
    change = Change(
        offering_id=gone.offering_id,
        title=behind.title,
        kind=kind,
        start_before=gone.start,
        finish_before=gone.finish,
    )
    later = plan.model_copy(update={"items": tuple(rest), "past": (behind,)})
    before, after = events(calendar(plan))[gone.title], events(calendar(later, (change,)))[summary]
    assert after["uid"] == before["uid"]
    assert after["status"] == stands
    assert (after.start, after.end) == (before.start, before.end)


def test_a_failed_step_that_is_planned_again_is_moved_and_not_canceled(plan: Plan) -> None:
    again = plan.items[0]
    change = Change(
        offering_id=again.offering_id,
        title=again.title,
        kind=ChangeKind.FAILED,
        start_before=again.start - timedelta(weeks=9),
        finish_before=again.finish - timedelta(weeks=9),
    )
    failed = past(StepStatus.FAILED).model_copy(update={"offering_id": again.offering_id})
    found = events(calendar(plan.model_copy(update={"past": (failed,)}), (change,)))
    assert found[again.title]["status"] == "CONFIRMED"
    assert found[again.title].start == again.start


def test_the_same_plan_gives_the_same_calendar(plan: Plan) -> None:
    assert calendar(plan) == calendar(plan)
