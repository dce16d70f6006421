"""Rule 11 and rule 3 beside a new post: what is wrong is found without the planner's help."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from liaison_planner import services
from liaison_planner.catalogue import built_in
from liaison_planner.domain.plan import EmployerYear, Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.progress import Progress, StepStatus
from liaison_planner.planning.planner import make_plan
from liaison_planner.verification import verify

TODAY = date(2026, 11, 23)
Twist = Callable[[Plan, Profile], tuple[Plan, Profile]]


def sample(name: str, **changes: Any) -> Profile:
    found = services.sample_person(name, built_in(), TODAY).profile
    assert found is not None
    return found.model_copy(update=changes)


def paid_more(plan: Plan, who: Profile) -> tuple[Plan, Profile]:
    first = next(item for item in plan.items if item.employer_usd)
    more = first.model_copy(update={"employer_usd": first.employer_usd + 1})
    return plan.model_copy(update={"items": tuple(more if item is first else item for item in plan.items)}), who


TWISTS: list[tuple[str, Twist]] = [
    ("The employer pays", paid_more),
    ("The employer pays in", lambda plan, who: (plan.model_copy(update={"employer_pays": ()}), who)),
    ("the employer pays more than", lambda plan, who: (plan, who.model_copy(update={"employer_pays_usd": 400.0}))),
    ("The employer pays 0.00", lambda plan, who: (plan, who.model_copy(update={"employer_pays_for": ("c_hipaa",)}))),
    (
        "the employer pays",
        lambda plan, who: (
            plan.model_copy(update={"employer_pays": (EmployerYear(year=2027, limit_usd=500, paid_usd=1),)}),
            who,
        ),
    ),
]


@pytest.mark.parametrize(("words", "twist"), TWISTS)
def test_a_wrong_share_of_the_employer_is_found(words: str, twist: Twist) -> None:
    who = sample("P01", employer_pays_usd=500.0)
    plan = make_plan(who, built_in(), TODAY)
    assert verify(plan, who, built_in()) == ()
    twisted, person = twist(plan, who)
    found = [sentence for sentence in verify(twisted, person, built_in()) if sentence.startswith("rule 11")]
    assert any(words in sentence for sentence in found)


@pytest.fixture(scope="module")
def lived() -> tuple[Plan, Profile]:
    """P01 with 2,000 a year, a week into the second of the steps that are paid for; the first is done."""
    who = sample("P01", employer_pays_usd=2000.0)
    before = make_plan(who, built_in(), TODAY)
    one, other, *_ = (item for item in sorted(before.items, key=lambda item: item.start) if item.employer_usd)
    today = other.start + timedelta(weeks=1)
    progress = (
        Progress(offering_id=one.offering_id, status=StepStatus.DONE, started=one.start, finished=one.finish),
        Progress(offering_id=other.offering_id, status=StepStatus.UNDER_WAY, started=other.start, hours_done=5),
    )
    later = who.model_copy(update={"progress": progress})
    plan = make_plan(later, built_in(), today)
    assert plan.past[0].employer_usd
    assert any(item.employer_usd for item in plan.items if item.status == "under way")
    return plan, later


def test_what_the_employer_has_paid_is_worked_out_again(lived: tuple[Plan, Profile]) -> None:
    plan, who = lived
    assert verify(plan, who, built_in()) == ()
    past = plan.past[0].model_copy(update={"employer_usd": 0.0})
    twisted = plan.model_copy(update={"past": (past,), "spent_usd": past.cost_usd})
    (said,) = verify(twisted, who, built_in())
    assert said.startswith("rule 12")
    assert "The employer has paid" in said
    free = plan.model_copy(update={"spent_usd": plan.spent_usd + 1})
    assert any("as spent" in sentence for sentence in verify(free, who, built_in()))


def test_what_is_under_way_has_its_share_before_what_is_planned(lived: tuple[Plan, Profile]) -> None:
    plan, who = lived
    items = tuple(
        item.model_copy(update={"employer_usd": 0.0}) if item.status == "under way" else item for item in plan.items
    )
    found = verify(plan.model_copy(update={"items": items}), who, built_in())
    assert any(sentence.startswith("rule 11") for sentence in found)
    undone = who.model_copy(update={"progress": who.progress[1:]})
    forgotten = plan.model_copy(update={"past": (), "spent_usd": 0.0})
    assert any("rule 11" in sentence for sentence in verify(forgotten, undone, built_in()))


def test_nothing_may_be_paid_after_one_has_left() -> None:
    who = sample("P12", employer_pays_usd=500.0)
    plan = make_plan(who, built_in(), TODAY)
    paid = [item for item in plan.items if item.employer_usd]
    (post, *_) = [item for item in plan.items if item.offering_id.startswith("j_")]
    assert paid
    assert all(item.finish < post.start for item in paid)
    early = post.model_copy(update={"start": date(2027, 1, 4)})
    moved = plan.model_copy(update={"items": tuple(early if item is post else item for item in plan.items)})
    assert any(sentence.startswith("rule 11") for sentence in verify(moved, who, built_in()))


def test_hours_beside_a_new_post_are_kept() -> None:
    who = sample("P04", hours_in_new_post=4.0)
    plan = make_plan(who, built_in(), TODAY)
    assert verify(plan, who, built_in()) == ()
    stricter = who.model_copy(update={"hours_in_new_post": 3.0})
    assert any("only 3 are available" in sentence for sentence in verify(plan, stricter, built_in()))
