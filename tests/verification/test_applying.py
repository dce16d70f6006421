"""Rule 9: each fault of a search for a post, put into a sound plan."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.plan import Application, Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.planning.planner import make_plan
from liaison_planner.verification import verify

WEEK = timedelta(weeks=1)


@pytest.fixture(scope="module")
def sound(catalogue: Catalogue, today: date) -> tuple[Plan, Profile]:
    """The laid-off representative and her plan."""
    profile = services.sample_person("P02", catalogue, today).profile
    assert profile is not None
    return make_plan(profile, catalogue, today), profile


def moved(piece: Application, by: timedelta) -> Application:
    hours = tuple((week + by, amount) for week, amount in piece.hours_by_week)
    return piece.model_copy(update={"start": piece.start + by, "finish": piece.finish + by, "hours_by_week": hours})


def changed(plan: Plan, task: str, change: Callable[[Application], Application]) -> Plan:
    pieces = tuple(change(piece) if piece.task_id == task else piece for piece in plan.applying)
    return plan.model_copy(update={"applying": pieces})


FAULTS: list[tuple[str, Callable[[Plan], Plan]]] = [
    ("is met", lambda plan: plan.model_copy(update={"apply_from": date(2027, 1, 17)})),
    ("makes sense before", lambda plan: plan.model_copy(update={"apply_from": date(2027, 1, 31)})),
    ("before applying makes sense", lambda plan: changed(plan, "t_applications", lambda p: moved(p, -WEEK))),
    ("before the first day", lambda plan: changed(plan, "t_resume", lambda p: moved(p, -WEEK))),
    ("is prepared", lambda plan: changed(plan, "t_resume", lambda p: moved(p, 3 * WEEK))),
    ("add up", lambda plan: changed(plan, "t_resume", lambda p: p.model_copy(update={"hours": 7.0}))),
    ("not its own", lambda plan: changed(plan, "t_resume", lambda p: p.model_copy(update={"finish": p.start}))),
    ("no task", lambda plan: changed(plan, "t_resume", lambda p: p.model_copy(update={"task_id": "t_nap"}))),
    (
        "more than 5",
        lambda plan: changed(
            plan, "t_interviews", lambda p: p.model_copy(update={"hours_by_week": ((p.start, 12.0),)})
        ),
    ),
]


def test_the_sound_plan_has_no_fault(sound: tuple[Plan, Profile], catalogue: Catalogue) -> None:
    assert verify(*sound, catalogue) == ()


@pytest.mark.parametrize(("words", "spoil"), FAULTS)
def test_a_fault_is_named(
    sound: tuple[Plan, Profile], catalogue: Catalogue, words: str, spoil: Callable[[Plan], Plan]
) -> None:
    plan, profile = sound
    objections = verify(spoil(plan), profile, catalogue)
    assert any(each.startswith("rule 9:") and words in each for each in objections), objections
    assert all(each.startswith("rule 9:") for each in objections)
