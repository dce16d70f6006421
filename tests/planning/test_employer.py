"""What the present employer pays back, and the hours that a new post leaves."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.employer_share import employer_in_words
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import EmployerYear, Plan
from liaison_planner.domain.profile import Period, Profile
from liaison_planner.domain.progress import Progress, StepStatus
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.planning.explain import explain_plan
from liaison_planner.planning.limits import limits_of
from liaison_planner.planning.planner import make_plan
from liaison_planner.verification import verify

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]
PlanOf = Callable[[str], Plan]
Sample = Callable[..., Profile]
TODAY = date(2026, 11, 23)


def course(offering: Make, name: str = "a", **changes: Any) -> Offering:
    return offering(name, **({"hours": 10, "weeks": 1, "teaches": {name: 1}, "cost_usd": 600} | changes))


def shares(plan: Plan) -> dict[str, float]:
    return {item.offering_id: item.employer_usd for item in plan.items}


# up to a limit, what qualifies


def test_the_cost_of_a_plan_is_what_is_left_to_pay(
    offering: Make, small: Small, person: Person, planned: Planned
) -> None:
    who, catalogue = person(employer_pays_usd=250.0), small(course(offering), required={"a": 1})
    plan = planned(who, catalogue)
    assert (plan.items[0].cost_usd, plan.items[0].employer_usd, plan.total_cost_usd) == (600, 250, 350)
    assert plan.employer_pays == (EmployerYear(year=2027, limit_usd=250, paid_usd=250),)
    assert "Your employer pays $250 of it back once it is finished" in plan.items[0].because
    assert verify(plan, who, catalogue) == ()


def test_the_budget_is_for_what_is_left_to_pay(offering: Make, small: Small, person: Person, planned: Planned) -> None:
    catalogue = small(course(offering), required={"a": 1})
    assert [
        planned(person(budget_usd=400.0, employer_pays_usd=dollars), catalogue).fits for dollars in (199.0, 200.0)
    ] == [False, True]


@pytest.mark.parametrize(
    ("kind", "named", "paid"),
    [
        (Kind.COURSE, "", 600),
        (Kind.CERTIFICATION, "", 600),
        (Kind.MENTORSHIP, "", 0),
        (Kind.MENTORSHIP, "a", 600),
        (Kind.COURSE, "b", 0),
    ],
)
def test_it_pays_for_what_was_named_or_else_for_courses_and_certifications(
    offering: Make, small: Small, person: Person, *, kind: Kind, named: str, paid: float
) -> None:
    catalogue = small(course(offering, kind=kind), course(offering, "b"), required={"a": 1})
    plan = make_plan(person(employer_pays_usd=1000.0, employer_pays_for=tuple(named)), catalogue, TODAY)
    assert shares(plan) == {"a": paid}


def test_each_calendar_year_has_its_own_limit(offering: Make, small: Small, person: Person, planned: Planned) -> None:
    """Two courses at 600 with 600 to spend, and 300 a year from the employer: the second waits for January."""
    catalogue = small(course(offering), course(offering, "b"), required={"a": 1, "b": 1})
    who = person(
        budget_usd=600.0, employer_pays_usd=300.0, start_date=date(2026, 11, 30), target_date=date(2027, 2, 28)
    )
    plan = planned(who, catalogue)
    assert [item.start.year for item in plan.items] == [2026, 2027]
    assert [(each.year, each.paid_usd) for each in plan.employer_pays] == [(2026, 300), (2027, 300)]
    assert plan.total_cost_usd == 600


# leaving


def test_nothing_is_paid_once_one_has_left_for_a_new_post(
    offering: Make, job: Make, small: Small, person: Person, planned: Planned
) -> None:
    """The course can be paid for only before the post, which therefore waits a week."""
    catalogue = small(course(offering), job("j", 4, teaches={"y": 1}), required={"a": 1, "y": 1})
    who = person(budget_usd=0.0, employer_pays_usd=600.0, willing_to_change_job=True)
    plan = planned(who, catalogue)
    assert [(item.offering_id, item.start) for item in plan.items] == [
        ("a", date(2027, 1, 4)),
        ("j", date(2027, 1, 11)),
    ]
    rich = planned(who.model_copy(update={"budget_usd": 600.0}), catalogue)
    assert {item.start for item in rich.items} == {date(2027, 1, 4)}
    assert shares(rich) == {"a": 0, "j": 0}
    assert verify(rich, who.model_copy(update={"budget_usd": 600.0}), catalogue) == ()


# savings


def test_the_price_is_advanced_and_comes_back_when_the_step_is_over(
    offering: Make, small: Small, person: Person, planned: Planned
) -> None:
    catalogue = small(course(offering, weeks=5, hours=5), required={"a": 1})
    who = person(savings_usd=1000.0, employer_pays_usd=500.0)
    plan = planned(who, catalogue)
    assert [savings for _, savings in plan.cash] == [400.0] * 5
    catalogue = small(course(offering), course(offering, "b", weeks=8, cost_usd=0), required={"a": 1, "b": 1})
    assert [savings for _, savings in planned(who, catalogue).cash][3:5] == [400.0, 900.0]


def test_a_second_course_waits_for_the_money_of_the_first(
    offering: Make, small: Small, person: Person, planned: Planned
) -> None:
    catalogue = small(course(offering), course(offering, "b"), required={"a": 1, "b": 1})
    who = person(savings_usd=700.0, employer_pays_usd=1200.0)
    plan = planned(who, catalogue)
    assert plan.items[0].finish < date(2027, 2, 1) == plan.items[1].start
    assert not planned(who.model_copy(update={"employer_pays_usd": 400.0}), catalogue).fits


# hours in a new post


def test_study_beside_a_new_post_keeps_to_its_hours(
    offering: Make, job: Make, small: Small, person: Person, planned: Planned
) -> None:
    """Twenty hours of study: at five a week beside a post of four weeks in place of ten."""
    study = offering("s", 20, 2, teaches={"x": 1})
    catalogue = small(study, job("j", 4, teaches={"y": 1}), required={"x": 1, "y": 1})
    who = person(willing_to_change_job=True, hours_in_new_post=5.0)
    plan = planned(who, catalogue)
    weeks = dict(next(item for item in plan.items if item.offering_id == "s").hours_by_week)
    assert max(weeks.values()) <= 5
    assert plan.ready_date == date(2027, 1, 31)
    assert verify(plan, who, catalogue) == ()
    assert "While you hold it you have 5 of your 10 hours a week to study." in str([i.because for i in plan.items])
    none = planned(who.model_copy(update={"hours_in_new_post": 0.0}), catalogue)
    assert none.ready_date == date(2027, 2, 14)


def test_a_cohort_does_not_run_beside_a_post_that_leaves_no_hours(
    offering: Make, job: Make, small: Small, person: Person, planned: Planned
) -> None:
    cohort = offering("c", 4, 2, teaches={"x": 1}, delivery="online_cohort")
    catalogue = small(cohort, job("j", 4, teaches={"y": 1}), required={"x": 1, "y": 1})
    ready = [
        planned(person(willing_to_change_job=True, hours_in_new_post=hours), catalogue).ready_date
        for hours in (2.0, 0.0)
    ]
    assert ready == [date(2027, 1, 31), date(2027, 2, 14)]


def test_weeks_with_other_hours_hold_beside_a_post_too(
    offering: Make, job: Make, small: Small, person: Person, planned: Planned
) -> None:
    study = offering("s", 10, 1, teaches={"x": 1})
    catalogue = small(study, job("j", 4, teaches={"y": 1}), required={"x": 1, "y": 1})
    away = Period(first=date(2027, 1, 4), last=date(2027, 1, 17), hours_per_week=1.0)
    who = person(willing_to_change_job=True, hours_in_new_post=4.0, periods=(away,))
    plan = planned(who, catalogue)
    weeks = next(item for item in plan.items if item.offering_id == "s").hours_by_week
    assert plan.ready_date == date(2027, 1, 31)
    assert all(hours <= (1 if week < date(2027, 1, 18) else 4) for week, hours in weeks)


def test_the_hours_in_a_new_post_are_a_limit_that_can_clash(
    offering: Make, job: Make, small: Small, person: Person, planned: Planned
) -> None:
    study = offering("s", 60, 1, teaches={"x": 1})
    catalogue = small(study, job("j", 12, teaches={"y": 1}), required={"x": 1, "y": 1})
    who = person(willing_to_change_job=True, hours_in_new_post=4.0)
    assert "post_hours" in {limit.id for limit in limits_of(who, catalogue, TODAY)}
    plan = planned(who, catalogue)
    assert "post_hours" in {conflict.id for conflict in plan.conflicts}
    assert any(way.change.startswith("Study as much in a new post") for way in plan.ways_out)


# the sample people


def test_the_medical_assistant_has_a_plan_once_the_clinic_pays_500_a_year(
    plan_of: PlanOf, sample: Sample, planned: Planned, catalogue: Catalogue
) -> None:
    assert not plan_of("P03").fits
    plan = planned(sample("P03", employer_pays_usd=500.0), catalogue)
    assert (plan.ready_date, plan.total_cost_usd) == (date(2028, 3, 12), 1639)
    assert [(each.year, each.paid_usd) for each in plan.employer_pays] == [(2027, 500), (2028, 500)]
    assert employer_in_words(plan.employer_pays) == (
        "Your employer pays back $500 of what starts in 2027 and $500 of what starts in 2028, of at most $500 a year; "
        "the cost is what is left for you to pay."
    )


def test_the_marketing_graduate_needs_longer_with_four_hours_beside_a_post(
    plan_of: PlanOf, sample: Sample, planned: Planned, catalogue: Catalogue
) -> None:
    assert plan_of("P04").ready_date == date(2027, 11, 21)
    plan = planned(sample("P04", hours_in_new_post=4.0), catalogue)
    assert plan.ready_date == date(2028, 1, 9)


def test_explain_tells_what_the_employer_pays_of_a_step(offering: Make, small: Small, person: Person) -> None:
    catalogue = small(course(offering), required={"a": 1})
    explained = explain_plan(person(employer_pays_usd=250.0), catalogue, TODAY)
    (step,) = explained.steps
    assert step.employer_usd == 250
    assert step.remark == "Your employer pays $250 of it back once it is finished, from what there is for 2027."
    assert explained.employer_pays[0].paid_usd == 250


@pytest.mark.parametrize(
    ("key", "better"),
    [("employer_pays_usd", [0.0, 200.0, 500.0, 2000.0]), ("hours_in_new_post", [3.0, 6.0, 10.0])],
)
def test_more_from_an_employer_or_more_hours_in_a_post_are_never_worse(
    sample: Sample, planned: Planned, catalogue: Catalogue, key: str, better: list[float]
) -> None:
    base = {"employer_pays_usd": 300.0, "hours_in_new_post": 5.0}
    plans = [planned(sample("P04", **(base | {key: value})), catalogue) for value in better]
    reached = [(plan.ready_date or date.max, plan.total_cost_usd) for plan in plans]
    assert reached == sorted(reached, reverse=True)


# what is under way


def test_a_course_under_way_takes_its_share_of_the_year_first(offering: Make, small: Small, person: Person) -> None:
    """Two courses at 600, 500 a year: one is under way since January and ends first, so the other gets nothing more."""
    catalogue = small(course(offering, weeks=8), course(offering, "b"), required={"a": 1, "b": 1})
    begun = Progress(offering_id="a", status=StepStatus.UNDER_WAY, started=date(2027, 1, 4), hours_done=8)
    who = person(employer_pays_usd=500.0, progress=(begun,), budget_usd=1200.0)
    plan = make_plan(who, catalogue, date(2027, 2, 22))
    assert verify(plan, who, catalogue) == ()
    assert (shares(plan), plan.total_cost_usd) == ({"a": 500, "b": 0}, 700)
    assert [(each.year, each.paid_usd) for each in plan.employer_pays] == [(2027, 500)]


def test_a_finished_course_has_used_what_it_was_paid(offering: Make, small: Small, person: Person) -> None:
    """Of 1,000 a year 600 went to the course of January: 400 are left for the second, of which 200 are one's own.

    By hand: spent nothing of one's own, to pay 600 - 400 = 200; so 200 dollars are enough, and 199 are not.
    """
    catalogue = small(course(offering), course(offering, "b"), required={"a": 1, "b": 1})
    done = Progress(
        offering_id="a", status=StepStatus.DONE, started=date(2027, 1, 4), finished=date(2027, 1, 10), row="a"
    )
    who = person(employer_pays_usd=1000.0, progress=(done,), budget_usd=200.0)
    plan = make_plan(who, catalogue, date(2027, 1, 11))
    assert plan.fits
    assert (shares(plan), plan.spent_usd, plan.total_cost_usd) == ({"b": 400}, 0, 200)
    assert [(step.cost_usd, step.employer_usd) for step in plan.past] == [(600, 600)]
    assert plan.employer_pays == (EmployerYear(year=2027, limit_usd=1000, paid_usd=400),)
    assert not make_plan(who.model_copy(update={"budget_usd": 199.0}), catalogue, date(2027, 1, 11)).fits


def test_the_next_calendar_year_has_its_own_money(offering: Make, small: Small, person: Person) -> None:
    catalogue = small(course(offering), course(offering, "b"), required={"a": 1, "b": 1})
    done = Progress(offering_id="a", status=StepStatus.DONE, started=date(2026, 12, 28), finished=date(2027, 1, 3))
    who = person(employer_pays_usd=500.0, progress=(done,), budget_usd=1000.0)
    plan = make_plan(who, catalogue, date(2027, 1, 4))
    assert (shares(plan), plan.spent_usd, plan.total_cost_usd) == ({"b": 500}, 100, 100)


@pytest.mark.parametrize("status", [StepStatus.FAILED, StepStatus.SKIPPED])
def test_for_a_failed_or_skipped_step_the_employer_pays_nothing(
    offering: Make, small: Small, person: Person, status: StepStatus
) -> None:
    catalogue = small(course(offering), course(offering, "b"), required={"b": 1})
    attempt = 1 if status is StepStatus.FAILED else 0
    lived = Progress(offering_id="a", status=status, started=date(2027, 1, 4), attempt=attempt)
    who = person(employer_pays_usd=500.0, progress=(lived,), excludes=("a",))
    plan = make_plan(who, catalogue, date(2027, 1, 11))
    assert (shares(plan), plan.spent_usd) == ({"b": 500}, 600 if attempt else 0)
    assert verify(plan, who, catalogue) == ()


def test_a_course_during_which_one_left_for_a_post_was_not_paid(
    offering: Make, job: Make, small: Small, person: Person
) -> None:
    catalogue = small(course(offering), job("j", 6, teaches={"y": 1}), required={"a": 1, "y": 1})
    done = Progress(offering_id="a", status=StepStatus.DONE, started=date(2027, 1, 4), finished=date(2027, 1, 17))
    begun = Progress(offering_id="j", status=StepStatus.UNDER_WAY, started=date(2027, 1, 11))
    who = person(employer_pays_usd=500.0, progress=(done, begun))
    plan = make_plan(who, catalogue, date(2027, 1, 18))
    assert (plan.spent_usd, plan.past[0].employer_usd) == (600, 0)
    earlier = done.model_copy(update={"finished": date(2027, 1, 10)})
    plan = make_plan(who.model_copy(update={"progress": (earlier, begun)}), catalogue, date(2027, 1, 18))
    assert (plan.spent_usd, plan.past[0].employer_usd) == (100, 500)


def test_a_new_post_waits_for_the_end_of_a_paid_course_where_money_is_short(
    offering: Make, job: Make, small: Small, person: Person
) -> None:
    """Leaving before it is over would cost the 500 that the employer has promised: with 100 left one cannot, with 600 one can."""
    catalogue = small(course(offering, hours=60, weeks=3), job("j", 4, teaches={"y": 1}), required={"a": 1, "y": 1})
    begun = Progress(offering_id="a", status=StepStatus.UNDER_WAY, started=date(2027, 1, 4), hours_done=10)
    who = person(employer_pays_usd=500.0, progress=(begun,), willing_to_change_job=True, budget_usd=100.0)
    waits = make_plan(who, catalogue, date(2027, 1, 11))
    days = {item.offering_id: (item.start, item.finish) for item in waits.items}
    assert days["a"][1] < days["j"][0]
    assert (shares(waits)["a"], waits.total_cost_usd) == (500, 100)
    rich = who.model_copy(update={"budget_usd": 600.0})
    leaves = make_plan(rich, catalogue, date(2027, 1, 11))
    assert {item.offering_id: item.start for item in leaves.items}["j"] == date(2027, 1, 11)
    assert (shares(leaves)["a"], leaves.total_cost_usd) == (0, 600)
    assert verify(leaves, rich, catalogue) == ()


def test_the_employers_share_of_a_course_under_way_comes_into_the_savings_when_it_is_over(
    offering: Make, small: Small, person: Person
) -> None:
    """100 of savings, nothing coming in: a second course for 400 has to wait until the 600 of the first are back."""
    catalogue = small(
        course(offering, weeks=4, hours=8), course(offering, "b", cost_usd=400), required={"a": 1, "b": 1}
    )
    begun = Progress(offering_id="a", status=StepStatus.UNDER_WAY, started=date(2027, 1, 4), hours_done=2)
    who = person(employer_pays_usd=600.0, progress=(begun,), savings_usd=100.0)
    plan = make_plan(who, catalogue, date(2027, 1, 11))
    assert plan.fits
    assert {item.offering_id: item.start for item in plan.items}["b"] == date(2027, 2, 8)
    assert [savings for _, savings in plan.cash] == [100.0] * 4 + [300.0]


def test_a_plan_costs_the_same_in_all_as_one_lives_it(offering: Make, small: Small, person: Person) -> None:
    """Three courses at 600 with 1,000 a year: 1,800 - 1,000 = 800 of one's own, before, under way and after."""
    catalogue = small(*(course(offering, name, weeks=2) for name in "abc"), required=dict.fromkeys("abc", 1))
    who = person(employer_pays_usd=1000.0, budget_usd=800.0)
    first, *_ = sorted(make_plan(who, catalogue, TODAY).items, key=lambda item: item.finish)
    over = {"offering_id": first.offering_id, "started": first.start}
    lives = [
        (),
        (Progress(**over, status=StepStatus.UNDER_WAY, hours_done=3),),
        (Progress(**over, status=StepStatus.DONE, finished=first.finish),),
    ]
    for lived, today in zip(lives, (TODAY, date(2027, 1, 11), date(2027, 1, 18)), strict=True):
        plan = make_plan(who.model_copy(update={"progress": lived}), catalogue, today)
        assert plan.fits
        assert plan.spent_usd + plan.total_cost_usd == 800


def test_who_has_left_for_a_post_pays_alone(offering: Make, job: Make, small: Small, person: Person) -> None:
    catalogue = small(course(offering), job("j", 6, teaches={"y": 1}), required={"a": 1, "y": 1})
    begun = Progress(offering_id="j", status=StepStatus.UNDER_WAY, started=date(2027, 1, 4))
    who = person(employer_pays_usd=500.0, progress=(begun,), hours_in_new_post=5.0)
    plan = make_plan(who, catalogue, date(2027, 1, 18))
    assert plan.fits
    assert verify(plan, who, catalogue) == ()
    assert (shares(plan)["a"], plan.total_cost_usd) == (0, 600)
