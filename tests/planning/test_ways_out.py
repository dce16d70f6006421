"""Whoever does what a way out says gets a plan that is at least as good as promised."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan, WayOut
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Acceptance, Focus, Objective, StartPattern
from liaison_planner.planning.possibility import Possibility
from liaison_planner.planning.search import Search
from liaison_planner.planning.ways_out import ways_out

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 1, 4)
WEEK = timedelta(weeks=1)


def obeying(sentence: str, person: Profile, catalogue: Catalogue) -> Profile:
    """The person who does what the sentence says."""
    changes: dict[str, Any] = {}
    text = sentence[0].lower() + sentence[1:]
    if day := re.search(r"allow until (\d+ \w+ \d{4})", text):
        changes["target_date"] = datetime.strptime(day[1], "%d %B %Y").date()  # noqa: DTZ007 - a day has no zone
    if hours := re.search(r"study ([\d.]+) hours? a week", text):
        changes["weekly_hours"] = float(hours[1])
    if dollars := re.search(r"raise the budget to \$([\d,.]+) ", text):
        changes["budget_usd"] = float(dollars[1].replace(",", ""))
    if focus := re.search(r"aim at (.+) instead", text):
        changes["focus_preference"] = (next(each for each in FOCUS_AREAS if each.title == focus[1]),)
    flags: dict[str, dict[str, Any]] = {
        "be willing to change jobs": {"willing_to_change_job": True},
        "allow more things at a time": {"max_parallel": None},
        "give up the weeks off": {"periods": ()},
        "count routes that employers sometimes accept": {"firm_routes_only": False},
    }
    for words, change in flags.items():
        changes |= change if words in text else {}
    given_up = {row.id for row in catalogue.offerings.values() if f"«{row.title}»" in text}
    if given_up:
        changes["pins"] = tuple(pin for pin in person.pins if pin.offering_id not in given_up)
        changes["excludes"] = tuple(name for name in person.excludes if name not in given_up)
    assert changes, f"«{sentence}» says nothing"
    return person.model_copy(update=changes | {"objective": Objective.FASTEST})


def check(person: Profile, catalogue: Catalogue, plan: Plan, planned: Planned) -> None:
    """Every way out keeps its promise; `planned` raises if the verifier objects."""
    assert not plan.fits
    for way in plan.ways_out:
        changed = obeying(way.change, person, catalogue)
        better = planned(changed, catalogue)
        assert better.fits, way.change
        assert better.ready_date is not None
        assert better.ready_date <= way.ready_date


def ways(plan: Plan) -> dict[str, WayOut]:
    return {way.change: way for way in plan.ways_out}


@pytest.fixture
def course(small: Small, offering: Make) -> Catalogue:
    """Twenty hours in two weeks for 100 dollars are all there is to do."""
    return small(offering("a", hours=20, weeks=2, cost_usd=100, teaches={"talk": 1}), required={"talk": 1})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"budget_usd": 99.5}, {"Raise the budget to $100 (now $99.50).": date(2027, 1, 17)}),
        ({"target_date": date(2027, 1, 16)}, {"Allow until 17 January 2027 (now 16 January 2027).": date(2027, 1, 17)}),
        ({"weekly_hours": 0}, {"Study 2 hours a week (now 0).": date(2027, 3, 14)}),
    ],
    ids=["money", "time", "hours"],
)
def test_a_limit_is_moved_no_further_than_it_must(
    person: Person, course: Catalogue, planned: Planned, *, changes: dict[str, Any], expected: dict[str, date]
) -> None:
    plan = planned(person(**changes), course)
    assert {change: way.ready_date for change, way in ways(plan).items()} == expected
    check(person(**changes), course, plan, planned)


CASES: dict[str, dict[str, Any]] = {
    "money and time": {"budget_usd": 50, "target_date": date(2027, 1, 10)},
    "few hours": {"weekly_hours": 1},
    "left out": {"excludes": ("a",)},
    "weeks off": {"periods": (Period(first=MONDAY, last=date(2027, 3, 20)),)},
    "pinned too late": {"pins": (Pin(offering_id="a", start=date(2027, 3, 22)),)},
    "pinned in the middle of a week": {"pins": (Pin(offering_id="a", start=date(2027, 3, 23)),)},
    "everything": {
        "weekly_hours": 0.5,
        "budget_usd": 1,
        "target_date": date(2027, 2, 1),
        "periods": (Period(first=MONDAY, last=date(2027, 1, 10)),),
    },
}


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES.keys())
def test_doing_what_a_way_out_says_leads_to_a_plan(
    person: Person, course: Catalogue, planned: Planned, changes: dict[str, Any]
) -> None:
    someone = person(**changes)
    plan = planned(someone, course)
    assert plan.ways_out
    check(someone, course, plan, planned)


def test_a_later_date_leaves_time_for_what_was_asked_for(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    """The pinned course ends after everything that is required; the date must wait for it all the same."""
    wish = offering("wish", hours=10, weeks=10)
    catalogue = small(wish, offering("a", hours=20, weeks=2, teaches={"talk": 1}), required={"talk": 1})
    someone = person(pins=(Pin(offering_id="wish"),), target_date=MONDAY + 2 * WEEK)
    plan = planned(someone, catalogue)
    check(someone, catalogue, plan, planned)


def test_no_way_out_asks_for_an_earlier_date(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    """Nothing is missing but time for a course that was asked for."""
    catalogue = small(offering("wish", weeks=20), required={})
    someone = person(pins=(Pin(offering_id="wish"),))
    plan = planned(someone, catalogue)
    assert plan.ways_out
    for way in plan.ways_out:
        assert obeying(way.change, someone, catalogue).target_date >= someone.target_date


def test_other_focus_areas_are_offered_where_they_help(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    """Consulting asks for nothing in this catalogue; it helps at once."""
    catalogue = small(offering("a", weeks=13, teaches={"talk": 1}), required={"talk": 1})
    someone = person(focus_preference=(Focus.SPECIALTY_PRACTICE, Focus.CONSULTING))
    plan = planned(someone, catalogue)
    assert "Aim at Consulting instead." in ways(plan)
    check(someone, catalogue, plan, planned)


def test_the_fewest_changes_are_offered(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    """Money alone helps, so nobody is asked for money and time."""
    fast, free = offering("fast", cost_usd=2000, teaches={"talk": 1}), offering("free", weeks=20, teaches={"talk": 1})
    plan = planned(person(), small(fast, free, required={"talk": 1}))
    assert set(ways(plan)) == {
        "Raise the budget to $2,000 (now $1,000).",
        "Allow until 23 May 2027 (now 28 March 2027).",
    }


def test_there_is_no_way_out_of_a_catalogue_that_leads_nowhere(person: Person, small: Small, planned: Planned) -> None:
    assert planned(person(), small(required={"talk": 1})).ways_out == ()


def test_one_hour_is_said_in_the_singular(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    catalogue = small(offering("a", hours=5, weeks=5, teaches={"talk": 1}), required={"talk": 1})
    (change,) = ways(planned(person(weekly_hours=0), catalogue))
    assert change == "Study 1 hour a week (now 0)."


def test_a_wish_is_given_up_in_plain_words(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    """No quotation marks inside quotation marks."""
    catalogue = small(offering("wish", start_pattern=StartPattern.SEMESTER), required={})
    (change,) = ways(planned(person(pins=(Pin(offering_id="wish", start=MONDAY + WEEK),)), catalogue))
    assert re.search("«[^»]*«", change) is None


def test_nothing_is_offered_that_the_judge_refuses(person: Person, course: Catalogue) -> None:
    asked: list[Profile] = []

    def refuse(_: Search, who: Profile) -> bool:
        asked.append(who)
        return False

    assert ways_out(Possibility(person(budget_usd=1), course, TODAY), refuse) == ()
    assert [who.budget_usd for who in asked] == [100]


def test_a_doubtful_route_is_a_way_out_for_those_who_want_firm_ones(
    person: Person, small: Small, offering: Make, planned: Planned, route: Callable[..., Any]
) -> None:
    routes = route("firm", "license=rn"), route("doubtful", "cert=capm", Acceptance.SOMETIMES)
    catalogue = small(offering("a", awards="cert:capm"), required={}, routes=routes)
    someone = person(firm_routes_only=True)
    plan = planned(someone, catalogue)
    assert list(ways(plan)) == ["Count routes that employers sometimes accept."]
    check(someone, catalogue, plan, planned)


# sample people


@pytest.mark.parametrize("name", ["P03", "P05", "P11", "P15"])
def test_the_ways_out_of_sample_people_keep_their_promise(
    *,
    sample: Callable[..., Profile],
    plan_of: Callable[[str], Plan],
    catalogue: Catalogue,
    planned: Planned,
    name: str,
) -> None:
    assert plan_of(name).ways_out
    check(sample(name), catalogue, plan_of(name), planned)
