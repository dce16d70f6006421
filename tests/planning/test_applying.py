"""The search for a post: when its pieces stand, and what it does without."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Stage
from liaison_planner.domain.plan import Application, Plan
from liaison_planner.domain.profile import Period, Profile
from liaison_planner.domain.vocabulary import Focus
from liaison_planner.planning.applying import applications

FIRST = date(2027, 1, 4)
Person = Callable[..., Profile]
PlanOf = Callable[[str], Plan]


def of(pieces: tuple[Application, ...], stage: Stage) -> list[Application]:
    return [piece for piece in pieces if piece.stage is stage]


def test_nobody_searches_before_applying_makes_sense(person: Person, catalogue: Catalogue) -> None:
    assert applications(person(), catalogue, (), FIRST, None) == ()


def test_preparing_comes_first_and_applying_begins_on_the_day(person: Person, catalogue: Catalogue) -> None:
    day = date(2027, 6, 13)
    pieces = applications(person(), catalogue, (), FIRST, day)
    assert {piece.start for piece in of(pieces, Stage.PREPARE)} == {date(2027, 4, 26)}
    assert all(piece.finish < day for piece in of(pieces, Stage.PREPARE))
    assert [piece.start for piece in of(pieces, Stage.APPLY)] == [day + timedelta(days=1)]
    assert [piece.start for piece in of(pieces, Stage.FOLLOW_UP)] == [day + timedelta(days=8)]


def test_somebody_who_could_apply_today_prepares_first(person: Person, catalogue: Catalogue) -> None:
    pieces = applications(person(), catalogue, (), FIRST, FIRST)
    prepared = max(piece.finish for piece in of(pieces, Stage.PREPARE))
    assert [piece.start for piece in of(pieces, Stage.APPLY)] == [prepared + timedelta(days=1)]


def test_the_search_is_never_much_in_a_week_and_nothing_in_a_week_off(person: Person, catalogue: Catalogue) -> None:
    off = Period(first=date(2027, 2, 1), last=date(2027, 2, 14))
    pieces = applications(person(periods=(off,)), catalogue, (), FIRST, date(2027, 1, 24))
    weeks: dict[date, float] = {}
    for piece in pieces:
        assert sum(hours for _, hours in piece.hours_by_week) == pytest.approx(piece.hours)
        for week, hours in piece.hours_by_week:
            weeks[week] = weeks.get(week, 0) + hours
    assert max(weeks.values()) <= 5
    assert not {date(2027, 2, 1), date(2027, 2, 8)} & weeks.keys()


def test_talks_that_are_in_the_plan_or_done_are_not_asked_for_twice(person: Person, catalogue: Catalogue) -> None:
    for who, chosen in ((person(), ["n_info_interviews"]), (person(done=("n_info_interviews",)), [])):
        assert of(applications(who, catalogue, chosen, FIRST, FIRST), Stage.TALK) == []


def test_somebody_without_any_hours_gets_no_dates(person: Person, catalogue: Catalogue) -> None:
    assert applications(person(weekly_hours=0), catalogue, (), FIRST, FIRST) == ()


def test_the_laid_off_representative_applies_five_weeks_before_she_is_ready(plan_of: PlanOf) -> None:
    """P02 must earn again by April: she is ready on 28 February, but applies from 25 January."""
    plan = plan_of("P02")
    assert (plan.apply_from, plan.ready_date) == (date(2027, 1, 24), date(2027, 2, 28))
    assert [piece.start for piece in of(plan.applying, Stage.APPLY)] == [date(2027, 1, 25)]


def test_an_entry_liaison_post_is_a_stepping_stone_to_other_areas_and_never_to_itself(
    plan_of: PlanOf, catalogue: Catalogue
) -> None:
    stone = catalogue.offerings["j_liaison_entry"]
    assert stone.goal_of == {Focus.SPECIALTY_PRACTICE}
    takers = {name for name in ("P01", "P02", "P04", "P07", "P08", "P09", "P12", "P14") if has(plan_of(name), stone.id)}
    assert takers == {"P07", "P08", "P09", "P12", "P14"}
    assert Focus.SPECIALTY_PRACTICE not in {plan_of(name).focus for name in takers}


def test_the_public_health_liaison_post_is_no_step_to_government_outreach(
    plan_of: PlanOf, catalogue: Catalogue
) -> None:
    assert catalogue.offerings["j_phl"].goal_of == {Focus.GOVERNMENT_OUTREACH}
    assert not any(has(plan_of(name), "j_phl") for name in ("P06", "P08", "P10", "P13"))


def has(plan: Plan, offering_id: str) -> bool:
    return any(item.offering_id == offering_id for item in plan.items)
