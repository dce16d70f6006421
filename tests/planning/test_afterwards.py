"""Duties and habits once the person is ready."""

from collections.abc import Callable
from datetime import date

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Recurring
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.gaps.standing import standing_of
from liaison_planner.planning.afterwards import recurring_duties

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]

SUNDAY = date(2027, 3, 7)


def duties(person: Profile, catalogue: Catalogue, ready: date = SUNDAY) -> tuple[Recurring, ...]:
    return recurring_duties(person, catalogue, ready, standing_of(person, catalogue))


def refresher(offering: Make, recurs: str = "yearly", needs: str = "") -> Offering:
    return offering("r", kind=Kind.CONTINUING_EDUCATION, recurs=recurs, needs=needs, teaches={"law": 2})


@pytest.mark.parametrize(
    ("every", "first"),
    [("yearly", date(2028, 3, 7)), ("quarterly", date(2027, 6, 7)), ("monthly", date(2027, 4, 7))],
)
def test_a_duty_is_first_due_one_interval_after_the_ready_date(
    person: Person, small: Small, offering: Make, every: str, first: date
) -> None:
    (duty,) = duties(person(), small(refresher(offering, every), required={"law": 1}))
    assert (duty.title, duty.kind, duty.every, duty.first) == ("The r", Kind.CONTINUING_EDUCATION, every, first)
    assert "Law" in duty.because


@pytest.mark.parametrize(
    ("ready", "first"),
    [
        (date(2027, 10, 31), date(2028, 1, 28)),
        (date(2028, 2, 29), date(2028, 5, 28)),
        (date(2027, 12, 5), date(2028, 3, 5)),
    ],
)
def test_every_month_has_the_day(person: Person, small: Small, offering: Make, ready: date, first: date) -> None:
    (duty,) = duties(person(), small(refresher(offering, "quarterly"), required={"law": 1}), ready)
    assert duty.first == first


def test_what_the_focus_area_does_not_ask_for_is_no_duty(person: Person, small: Small, offering: Make) -> None:
    assert duties(person(), small(refresher(offering), required={"law": 0})) == ()


def test_a_duty_needs_what_it_builds_on(person: Person, small: Small, offering: Make) -> None:
    catalogue = small(refresher(offering, needs="law>=2"), required={"law": 1})
    assert duties(person(self_ratings={"law": 1}), catalogue) == ()
    assert len(duties(person(self_ratings={"law": 2}), catalogue)) == 1


def test_what_does_not_recur_is_no_duty(person: Person, small: Small, offering: Make) -> None:
    assert duties(person(), small(offering("a", teaches={"law": 1}), required={"law": 1})) == ()
