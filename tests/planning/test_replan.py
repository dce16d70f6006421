"""Laws of plans that are lived with, over random histories of sample people."""

import os
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.explanation import Absence
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.profile import Pin, Profile
from liaison_planner.domain.progress import Progress, StepStatus
from liaison_planner.domain.replan import ChangeKind, Closeness
from liaison_planner.domain.vocabulary import Delivery, Objective, StartPattern
from liaison_planner.domain.weeks import WEEK, monday_on_or_before
from liaison_planner.planning.explain import explain_offering, explain_plan
from liaison_planner.planning.planner import make_plan
from liaison_planner.planning.replan import replan
from liaison_planner.verification import verify
from tests.planning.conftest import make_catalogue, make_offering, make_person

TODAY = date(2026, 11, 23)
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
LIVED = settings(
    max_examples=300 if THOROUGH else 25,
    derandomize=not THOROUGH,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # what fails is small as it is, and each try plans twice
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SKILLS = ("x", "y", "z")

History = tuple[Profile, Catalogue, Plan, date]


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Two ways to each of three skills, some of them for those who have another skill already."""
    made = []
    for number, skill in enumerate(SKILLS):
        for way in "ab":
            needs = draw(st.sampled_from(["", *(f"{other}>=1" for other in SKILLS[:number])]))
            made.append(
                make_offering(
                    f"{skill}_{way}",
                    hours=draw(st.sampled_from([4, 9, 16, 25])),
                    weeks=draw(st.integers(1, 4)),
                    teaches={skill: 2} if way == "a" else {skill: 2, draw(st.sampled_from(SKILLS)): 1},
                    cost_usd=draw(st.sampled_from([0, 50, 200])),
                    start_pattern=draw(
                        st.sampled_from([StartPattern.ANYTIME, StartPattern.ANYTIME, StartPattern.MONTHLY])
                    ),
                    needs=needs,
                )
            )
    return make_catalogue(*made, required=dict.fromkeys(SKILLS, 2))


@st.composite
def beginnings(draw: st.DrawFn) -> tuple[Profile, Catalogue, Plan]:
    """Somebody with a plan that fits."""
    catalogue = draw(catalogues())
    person = make_person(
        objective=draw(st.sampled_from(Objective)),
        max_parallel=draw(st.sampled_from([None, 2])),
        employer_pays_usd=draw(st.sampled_from([0.0, 0.0, 70.0, 300.0])),
        target_date=date(2027, 7, 4),
    )
    plan = make_plan(person, catalogue, TODAY)
    assume(plan.fits and plan.items)
    return person, catalogue, plan


@st.composite
def histories(draw: st.DrawFn) -> History:
    """The same some weeks later: steps done, failed, skipped, under way, forgotten; sometimes with other limits."""
    profile, catalogue, plan = draw(beginnings())
    today = date(2027, 1, 4) + timedelta(days=draw(st.integers(0, 70)))
    progress = tuple(found for item in plan.items if (found := draw(becoming(item, today))) is not None)
    skipped = tuple(each.offering_id for each in progress if each.status is StepStatus.SKIPPED)
    changes: dict[str, object] = {"progress": progress, "excludes": skipped}
    if draw(st.booleans()):
        changes["weekly_hours"] = profile.weekly_hours + draw(st.sampled_from([-4.0, 1.5, 6.0]))
    if draw(st.booleans()):
        changes["budget_usd"] = profile.budget_usd + draw(st.sampled_from([-700.0, 300.0]))
    return profile.model_copy(update=changes), catalogue, plan, today


@st.composite
def becoming(draw: st.DrawFn, item: PlanItem, today: date) -> Progress | None:
    """What may have become of a step by some day."""
    began = item.start + timedelta(days=draw(st.integers(-3, 20)))
    if began > today:
        return None
    status = draw(st.sampled_from([StepStatus.DONE, StepStatus.UNDER_WAY, None, StepStatus.FAILED, StepStatus.SKIPPED]))
    if status is None:
        return None
    ended = min(today, item.finish) if item.finish > began else began
    return Progress(
        offering_id=item.offering_id,
        status=status,
        attempt=1 if status is StepStatus.FAILED else 0,
        started=None if status is StepStatus.SKIPPED else began,
        finished=ended if status is StepStatus.DONE else None,
        hours_done=draw(st.sampled_from([0.0, 1.5, 6.0])) if status is StepStatus.UNDER_WAY else 0.0,
    )


@LIVED
@given(histories(), st.sampled_from(Closeness))
def test_what_has_been_lived_is_fact_and_every_plan_is_valid(history: History, closeness: Closeness) -> None:
    profile, catalogue, before, today = history
    plan = replan(profile, catalogue, today, before, closeness=closeness).plan
    assert verify(plan, profile, catalogue) == ()
    said = {each.offering_id: each for each in profile.progress}
    done = {step.offering_id: step for step in plan.past if step.status is StepStatus.DONE}
    assert done.keys() == {name for name, each in said.items() if each.status is StepStatus.DONE}
    assert all((step.started, step.finished) == (said[n].started, said[n].finished) for n, step in done.items())
    assert not done.keys() & {item.offering_id for item in plan.items}
    begun = {name for name, each in said.items() if each.status is StepStatus.UNDER_WAY}
    assert begun == {item.offering_id for item in plan.items if item.status == StepStatus.UNDER_WAY}


@LIVED
@given(beginnings(), st.sampled_from(Closeness), st.integers(0, 42))
def test_replanning_an_unchanged_situation_changes_nothing(
    beginning: tuple[Profile, Catalogue, Plan], closeness: Closeness, days: int
) -> None:
    profile, catalogue, before = beginning
    today = TODAY + timedelta(days=days)  # until the day on which the plan begins
    made = replan(profile, catalogue, today, before, closeness=closeness)
    assert made.unchanged
    assert [item.model_dump(exclude={"driven_by"}) for item in made.plan.items] == [
        item.model_dump(exclude={"driven_by"}) for item in before.items
    ]
    assert [item.driven_by for item in made.plan.items] == [item.driven_by for item in before.items]
    assert {change.kind for change in made.changes} == {ChangeKind.KEPT}


def test_steps_that_keep_their_days_keep_their_order_too() -> None:
    """The nearest plan ends a step elsewhere; put back on its days it stands in its place again."""
    catalogue = make_catalogue(
        make_offering("x", 25, 4, teaches={"x": 2}, cost_usd=200, start_pattern=StartPattern.MONTHLY),
        make_offering("y", 9, 1, teaches={"y": 2}, cost_usd=50),
        make_offering("z", 16, 1, teaches={"z": 2}),
        required=dict.fromkeys(SKILLS, 2),
    )
    person = make_person(max_parallel=2, employer_pays_usd=300.0, target_date=date(2027, 7, 4))
    before = make_plan(person, catalogue, TODAY)
    made = replan(person, catalogue, TODAY + timedelta(days=5), before, closeness=Closeness.BALANCED)
    assert [item.offering_id for item in made.plan.items] == [item.offering_id for item in before.items]


@LIVED
@given(histories(), st.sampled_from(Closeness))
def test_doing_it_again_changes_nothing_more(history: History, closeness: Closeness) -> None:
    profile, catalogue, before, today = history
    once = replan(profile, catalogue, today, before, closeness=closeness)
    assume(once.plan.fits)
    again = replan(profile, catalogue, today, once.plan, closeness=closeness)
    stays = [(item.offering_id, item.start, item.finish) for item in once.plan.items]
    if closeness is Closeness.FRESH or once.moved_weeks is not None:
        assert [(item.offering_id, item.start, item.finish) for item in again.plan.items] == stays
    assert again.plan.past == once.plan.past


@LIVED
@given(histories(), st.data())
def test_done_work_never_changes_however_often_one_plans_again(history: History, data: st.DataObject) -> None:
    """Twice more, some weeks later each time: what goes on is done or fails, what is planned begins."""
    profile, catalogue, plan, today = history
    for _ in range(2):
        plan = replan(profile, catalogue, today, plan, closeness=data.draw(st.sampled_from(Closeness))).plan
        done = {step.key: step for step in plan.past}
        assert not {step.offering_id for step in plan.past if step.status is StepStatus.DONE} & {
            item.offering_id for item in plan.items
        }
        today += timedelta(weeks=data.draw(st.integers(1, 5)))
        said = {each.key: each for each in profile.progress if each.status is not StepStatus.UNDER_WAY}
        for item in plan.items:
            new = data.draw(becoming(item, today))
            if new is not None and new.key not in said:
                said[new.key] = new
        skipped = tuple(each.offering_id for each in said.values() if each.status is StepStatus.SKIPPED)
        profile = profile.model_copy(update={"progress": tuple(said.values()), "excludes": skipped})
        later = replan(profile, catalogue, today, plan, closeness=data.draw(st.sampled_from(Closeness))).plan
        assert {step.key: step for step in later.past}.items() >= done.items()
        assert verify(later, profile, catalogue) == ()


@LIVED
@given(histories(), st.integers(0, 11), st.integers(0, 8))
def test_wishes_hold_or_are_named_as_the_conflict(history: History, which: int, weeks: int) -> None:
    profile, catalogue, before, today = history
    lived = {each.offering_id for each in profile.progress}
    open_steps = [item for item in before.items if item.offering_id not in lived]
    assume(open_steps)
    item = open_steps[which % len(open_steps)]
    first = monday_on_or_before(max(today, profile.start_date) + timedelta(days=6))
    pin = Pin(offering_id=item.offering_id, start=max(first, item.start) + weeks * WEEK)
    wishing = profile.model_copy(update={"pins": (pin,)})
    plan = replan(wishing, catalogue, today, before, closeness=Closeness.CLOSE).plan
    stands = [each.start for each in plan.items if each.offering_id == item.offering_id]
    if plan.fits:
        assert stands == [pin.start]
    else:
        assert plan.conflicts


@LIVED
@given(histories())
def test_staying_close_moves_no_more_than_a_plan_made_afresh(history: History) -> None:
    profile, catalogue, before, today = history
    close = replan(profile, catalogue, today, before, closeness=Closeness.CLOSE)
    fresh = replan(profile, catalogue, today, before, closeness=Closeness.FRESH)
    assume(close.plan.fits and close.plan.proof.proven and close.moved_weeks is not None)
    assert disturbance(close.plan, before, profile) <= disturbance(fresh.plan, before, profile)


def disturbance(plan: Plan, before: Plan, profile: Profile) -> int:
    """Weeks by which starts move, a year for each step that joins or leaves; counted from the dates alone."""
    over = {each.offering_id for each in profile.progress if each.status in (StepStatus.DONE, StepStatus.UNDER_WAY)}
    old = {item.offering_id: item for item in before.items if item.offering_id not in over}
    new = {item.offering_id: item for item in plan.items if item.offering_id not in over}
    moved = sum(abs(new[name].start - old[name].start) // WEEK for name in old.keys() & new.keys())
    return moved + 52 * len(old.keys() ^ new.keys())


Offer = Callable[..., Offering]


@pytest.fixture
def three(offering: Offer, small: Callable[..., Catalogue]) -> Catalogue:
    """Three courses of two weeks and eight hours, the third for those who have finished the first."""
    return small(
        offering("a", teaches={"x": 2}, cost_usd=100),
        offering("b", teaches={"y": 2}, cost_usd=50),
        offering("c", teaches={"z": 2}, needs="x>=2"),
        required={"x": 2, "y": 2, "z": 2},
    )


def lived_with(catalogue: Catalogue, person: Profile, today: date, *progress: Progress) -> Plan:
    before = make_plan(person, catalogue, TODAY)
    assert before.fits
    now = person.model_copy(update={"progress": progress})
    return replan(now, catalogue, today, before, closeness=Closeness.CLOSE).plan


def test_a_step_that_is_done_costs_no_hours_any_more_but_its_money_is_spent(
    three: Catalogue, person: Callable[..., Profile]
) -> None:
    done = Progress(offering_id="a", status=StepStatus.DONE, finished=date(2027, 1, 10))
    plan = lived_with(three, person(), date(2027, 1, 11), done)
    assert "a" not in {item.offering_id for item in plan.items}
    assert (plan.spent_usd, plan.total_cost_usd) == (100, 50)


def test_what_is_spent_leaves_less_of_the_budget(three: Catalogue, person: Callable[..., Profile]) -> None:
    failed = Progress(offering_id="a", status=StepStatus.FAILED, attempt=1)
    plan = lived_with(three, person(budget_usd=200), date(2027, 1, 11), failed)
    assert not plan.fits
    assert [conflict.id for conflict in plan.conflicts] == ["budget"]
    plan = lived_with(three, person(budget_usd=250), date(2027, 1, 11), failed)
    assert plan.fits
    assert plan.spent_usd == 100


def test_a_step_that_is_under_way_goes_on_with_the_hours_that_are_left(
    three: Catalogue, person: Callable[..., Profile]
) -> None:
    begun = Progress(offering_id="a", status=StepStatus.UNDER_WAY, started=date(2027, 1, 6), hours_done=3)
    plan = lived_with(three, person(), date(2027, 1, 11), begun)
    item = next(item for item in plan.items if item.offering_id == "a")
    assert (item.start, item.status, item.hours_done) == (date(2027, 1, 4), "under way", 3)
    assert sum(hours for _, hours in item.hours_by_week) == pytest.approx(5)
    assert all(week >= date(2027, 1, 11) for week, _ in item.hours_by_week)


def test_a_cohort_that_is_under_way_ends_as_soon_as_a_whole_one_would() -> None:
    """Whoever is behind gets as long as a whole one to catch up, and not until the day on which all is over."""
    catalogue = make_catalogue(
        make_offering("a", 24, 4, teaches={"x": 2}, delivery=Delivery.ONLINE_COHORT),
        make_offering("b", 120, 12, teaches={"y": 2}),
        required={"x": 2, "y": 2},
    )
    person = make_person(weekly_hours=6, target_date=date(2027, 12, 31))
    before = make_plan(person, catalogue, TODAY)
    begun = Progress(offering_id="a", status=StepStatus.UNDER_WAY, started=date(2027, 1, 4), hours_done=4)
    now = person.model_copy(update={"progress": (begun,)})
    today = date(2027, 2, 15)
    for closeness in Closeness:
        plan = replan(now, catalogue, today, before, closeness=closeness).plan
        ends = {item.offering_id: item.finish for item in plan.items}
        assert plan.fits
        assert ends["a"] <= today + 6 * WEEK
        assert ends["a"] < ends["b"]


def test_a_skipped_step_without_which_nothing_fits_is_named(three: Catalogue, person: Callable[..., Profile]) -> None:
    skipped = Progress(offering_id="b", status=StepStatus.SKIPPED)
    who, before = person(excludes=("b",), progress=(skipped,)), make_plan(person(), three, TODAY)
    plan = replan(who, three, date(2027, 1, 11), before, closeness=Closeness.CLOSE).plan
    assert not plan.fits
    assert "exclude:b" in {conflict.id for conflict in plan.conflicts}


def test_a_missed_step_moves_and_says_why_while_the_rest_stays(
    three: Catalogue, person: Callable[..., Profile]
) -> None:
    before = make_plan(person(), three, TODAY)
    made = replan(person(), three, date(2027, 1, 11), before, closeness=Closeness.CLOSE)
    moved = {change.offering_id: change for change in made.changes if change.kind is ChangeKind.MOVED}
    late = [item.offering_id for item in before.items if item.start < date(2027, 1, 11)]
    assert set(late) <= moved.keys()
    assert all("not marked as begun" in moved[name].because for name in late)
    assert made.plan.fits


def test_a_step_that_cannot_be_over_in_time_any_more_makes_the_date_the_conflict(
    three: Catalogue, person: Callable[..., Profile]
) -> None:
    begun = Progress(offering_id="a", status=StepStatus.UNDER_WAY, started=date(2027, 3, 15))
    plan = lived_with(three, person(), date(2027, 3, 18), begun)
    assert not plan.fits
    assert "deadline" in {conflict.id for conflict in plan.conflicts}
    assert verify(plan, person(progress=(begun,)), three) == ()


def test_a_step_that_is_under_way_in_the_last_week_breaks_nothing(
    three: Catalogue, person: Callable[..., Profile]
) -> None:
    begun = Progress(offering_id="a", status=StepStatus.UNDER_WAY, started=date(2027, 3, 15))
    assert not lived_with(three, person(), date(2027, 3, 26), begun).fits


def test_a_plan_with_a_step_that_is_under_way_and_one_that_is_done_can_be_explained(
    three: Catalogue, person: Callable[..., Profile]
) -> None:
    begun = Progress(offering_id="a", status=StepStatus.UNDER_WAY, started=date(2027, 1, 4), hours_done=3)
    done = Progress(offering_id="b", status=StepStatus.DONE, finished=date(2027, 1, 10))
    who = person(progress=(begun, done))
    told = explain_plan(who, three, date(2027, 1, 11))
    assert {step.offering_id for step in told.steps} == {"a", "c"}
    answer = explain_offering(who, three, date(2027, 1, 11), "b").offering
    assert answer is not None
    assert answer.left_out is not None
    assert answer.left_out.reason is Absence.DONE
