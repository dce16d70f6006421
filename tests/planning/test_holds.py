"""What the dates of a step hang on, and how long it could wait."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.explanation import Explanation, StepReasons
from liaison_planner.domain.hold import HoldKind
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.domain.vocabulary import Delivery, StartPattern
from liaison_planner.planning.explain import explain_plan

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Reasons = Callable[[Profile, Catalogue], dict[str, StepReasons]]

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 1, 4)
WEEK = timedelta(weeks=1)


@pytest.fixture
def reasons() -> Reasons:
    """The steps of the explained plan, by offering."""

    def run(person: Profile, catalogue: Catalogue) -> dict[str, StepReasons]:
        explained: Explanation = explain_plan(person, catalogue, TODAY)
        return {step.offering_id: step for step in explained.steps}

    return run


def test_the_first_week_is_as_early_as_it_gets(person: Person, small: Small, offering: Make, reasons: Reasons) -> None:
    found = reasons(person(), small(offering("a", teaches={"talk": 1}), required={"talk": 1}))["a"]
    assert found.start_hold.kind is HoldKind.FIRST_WEEK
    assert found.finish_hold.kind is HoldKind.SHORTEST


def test_a_prerequisite_that_ends_the_day_before_is_named(
    person: Person, small: Small, offering: Make, reasons: Reasons
) -> None:
    first, second = offering("first"), offering("second", needs="first", teaches={"talk": 1})
    found = reasons(person(), small(first, second, required={"talk": 1}))
    hold = found["second"].start_hold
    assert (hold.kind, hold.offerings) == (HoldKind.PREREQUISITE, ("first",))
    assert hold.text == "Needs «The first», which is finished on 17 January 2027."
    assert found["first"].enables == ("second",)


def test_an_intake_after_a_prerequisite_names_both(
    person: Person, small: Small, offering: Make, reasons: Reasons
) -> None:
    first = offering("first")
    second = offering("second", needs="first", teaches={"talk": 1}, start_pattern=StartPattern.MONTHLY)
    hold = reasons(person(), small(first, second, required={"talk": 1}))["second"].start_hold
    assert (hold.kind, hold.offerings) == (HoldKind.PREREQUISITE, ("first",))
    assert hold.text.endswith("; this is the next intake, for it starts once a month.")


def test_an_intake_without_an_earlier_one_is_the_first(
    person: Person, small: Small, offering: Make, reasons: Reasons
) -> None:
    late = person(start_date=date(2027, 1, 11))
    a = offering("a", teaches={"talk": 1}, start_pattern=StartPattern.MONTHLY)
    assert reasons(late, small(a, required={"talk": 1}))["a"].start_hold.kind is HoldKind.INTAKE


def test_steps_that_fill_the_hours_are_named(person: Person, small: Small, offering: Make, reasons: Reasons) -> None:
    some = [offering(name, hours=10, weeks=1, teaches={name: 1}) for name in ("talk", "law")]
    found = reasons(person(), small(*some, required={"talk": 1, "law": 1}))
    later, sooner = sorted(found.values(), key=lambda step: step.start, reverse=True)
    assert (later.start_hold.kind, later.start_hold.offerings) == (HoldKind.HOURS, (sooner.offering_id,))
    assert later.start_hold.text == f"The week before, «{sooner.title}» takes all your hours."


def test_a_second_job_waits_for_the_first(
    person: Person, small: Small, job: Callable[..., Offering], reasons: Reasons
) -> None:
    some = [job(name, 4, teaches={name: 1}) for name in ("talk", "law")]
    willing = person(willing_to_change_job=True)
    found = reasons(willing, small(*some, required={"talk": 1, "law": 1}))
    later, sooner = sorted(found.values(), key=lambda step: step.start, reverse=True)
    assert (later.start_hold.kind, later.start_hold.offerings) == (HoldKind.JOB_SLOT, (sooner.offering_id,))


def test_one_thing_at_a_time_is_a_reason(person: Person, small: Small, offering: Make, reasons: Reasons) -> None:
    some = [offering(name, hours=2, weeks=2, teaches={name: 1}) for name in ("talk", "law")]
    found = reasons(person(max_parallel=1), small(*some, required={"talk": 1, "law": 1}))
    later, sooner = sorted(found.values(), key=lambda step: step.start, reverse=True)
    assert (later.start_hold.kind, later.start_hold.offerings) == (HoldKind.PARALLEL, (sooner.offering_id,))


def test_a_pinned_week_is_the_persons_own(person: Person, small: Small, offering: Make, reasons: Reasons) -> None:
    pinned = person(pins=(Pin(offering_id="a", start=MONDAY + 3 * WEEK),))
    found = reasons(pinned, small(offering("a", teaches={"talk": 1}), required={"talk": 1}))["a"]
    assert found.start_hold.kind is HoldKind.PINNED
    assert found.spare_weeks == 0


def test_weeks_off_before_it_are_the_reason(person: Person, small: Small, offering: Make, reasons: Reasons) -> None:
    away = (Period(first=MONDAY, last=MONDAY + 2 * WEEK - timedelta(days=1)),)
    a = offering("a", teaches={"talk": 1})
    assert reasons(person(periods=away), small(a, required={"talk": 1}))["a"].start_hold.kind is HoldKind.WEEKS_OFF


def test_a_pause_in_weeks_off_is_told_beside_the_shortest_length(
    person: Person, small: Small, offering: Make, reasons: Reasons
) -> None:
    away = (Period(first=MONDAY + WEEK, last=MONDAY + 2 * WEEK - timedelta(days=1)),)
    found = reasons(person(periods=away), small(offering("a", teaches={"talk": 1}), required={"talk": 1}))["a"]
    assert found.finish_hold.text == "It takes at least 2 weeks, and 1 week off in between."


def test_few_hours_make_it_long_without_anybody_elses_fault(
    person: Person, small: Small, offering: Make, reasons: Reasons
) -> None:
    a = offering("a", hours=40, weeks=2, teaches={"talk": 1})
    hold = reasons(person(), small(a, required={"talk": 1}))["a"].finish_hold
    assert (hold.kind, hold.offerings) == (HoldKind.HOURS, ())
    assert hold.text == "At your hours it takes 4 weeks; at the shortest it would be 2 weeks."


def test_shared_hours_make_it_long_and_the_others_are_named(
    person: Person, small: Small, offering: Make, reasons: Reasons
) -> None:
    long = offering("long", hours=60, weeks=12, teaches={"law": 1})
    wide = offering("wide", hours=40, weeks=4, teaches={"talk": 1})
    hold = reasons(person(), small(long, wide, required={"talk": 1, "law": 1}))["wide"].finish_hold
    assert (hold.kind, hold.offerings) == (HoldKind.HOURS, ("long",))
    assert hold.text == "Alone it would take 4 weeks; it shares your hours with «The long»."


def test_a_short_step_beside_a_long_one_can_wait(
    person: Person, small: Small, offering: Make, reasons: Reasons
) -> None:
    long = offering("long", hours=16, weeks=8, teaches={"law": 1})
    short = offering("short", hours=4, weeks=2, teaches={"talk": 1})
    found = reasons(person(), small(long, short, required={"talk": 1, "law": 1}))
    assert {name: step.spare_weeks for name, step in found.items()} == {"long": 0, "short": 6}


def test_a_cohort_can_wait_only_for_another_intake(
    person: Person, small: Small, offering: Make, reasons: Reasons
) -> None:
    long = offering("long", hours=16, weeks=8, teaches={"law": 1})
    cohort = {"delivery": Delivery.ONLINE_COHORT, "start_pattern": StartPattern.MONTHLY}
    short = offering("short", hours=4, weeks=2, teaches={"talk": 1}, **cohort)
    assert reasons(person(), small(long, short, required={"talk": 1, "law": 1}))["short"].spare_weeks == 4


def test_a_sample_person_who_uses_the_spare_weeks_is_ready_no_later(
    sample: Callable[..., Profile], catalogue: Catalogue, planned: Callable[..., object]
) -> None:
    """The promise kept to the letter: the step pinned to its latest week, and everything solved again."""
    explained = explain_plan(sample("P13"), catalogue, TODAY)
    patient = [step for step in explained.steps if step.spare_weeks]
    assert patient
    for step in patient[:3]:
        pin = Pin(offering_id=step.offering_id, start=step.start + step.spare_weeks * WEEK)
        again = planned(sample("P13", pins=(pin,)), catalogue)
        assert getattr(again, "ready_date", None) == explained.ready_date
