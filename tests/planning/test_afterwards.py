"""Duties and habits once the person is ready."""

from collections.abc import Callable
from datetime import date

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan, Recurring
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


def test_duties_of_one_interval_are_spread_over_it(person: Person, small: Small, offering: Make) -> None:
    rows = [offering(name, kind=Kind.CONTINUING_EDUCATION, recurs="yearly", teaches={"law": 1}) for name in "abc"]
    days = [duty.first for duty in duties(person(), small(*rows, required={"law": 1}))]
    assert days == [date(2027, 7, 7), date(2027, 11, 7), date(2028, 3, 7)]


def test_company_is_kept_only_where_all_it_teaches_is_asked_for(person: Person, small: Small, offering: Make) -> None:
    row = offering("n", kind=Kind.NETWORKING, recurs="monthly", teaches={"law": 1, "talk": 1})
    assert duties(person(), small(row, required={"law": 1})) == ()
    (duty,) = duties(person(), small(row, required={"law": 1, "talk": 1}))
    assert "in touch" in duty.because


def test_colleagues_take_the_place_of_interviews_but_not_of_skill(person: Person, small: Small, offering: Make) -> None:
    row = offering("n", kind=Kind.NETWORKING, recurs="yearly", teaches={"law": 1}, needs="other;law>=1", cost_usd=5)
    catalogue = small(row, offering("other"), required={"law": 1})
    assert duties(person(), catalogue) == ()
    (duty,) = duties(person(self_ratings={"law": 1}), catalogue)
    assert duty.because.endswith("Ask whether the employer pays.")


def test_one_time_of_something_long_takes_its_share(person: Person, small: Small, offering: Make) -> None:
    row = offering("r", 26, 26, kind=Kind.CONTINUING_EDUCATION, recurs="quarterly", teaches={"law": 1}, cost_usd=100)
    (duty,) = duties(person(), small(row, required={"law": 1}))
    assert (duty.effort_hours, duty.cost_usd) == (13, 50)


def test_the_nurse_has_a_calm_year(plan_of: Callable[[str], Plan]) -> None:
    """The worked example of docs/standing.md: never two yearly or quarterly things in one month, some 130 hours a year."""
    recurring = plan_of("P01").recurring
    rare = [duty.first.replace(day=1) for duty in recurring if duty.every != "monthly"]
    assert len(set(rare)) == len(rare)
    times = {"monthly": 12, "quarterly": 4, "yearly": 1}
    assert sum(duty.effort_hours * times[duty.every] for duty in recurring) < 130


def test_what_does_not_recur_is_no_duty(person: Person, small: Small, offering: Make) -> None:
    assert duties(person(), small(offering("a", teaches={"law": 1}), required={"law": 1})) == ()
