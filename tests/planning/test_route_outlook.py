"""What each route would take, in weeks and dollars."""

from collections.abc import Callable
from datetime import date
from typing import Any

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.picture import RouteStanding
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.planning.planner import make_plan
from liaison_planner.planning.route_outlook import RouteOutlooks

Make = Callable[..., Any]
TODAY = date(2026, 11, 23)


def outlooks(person: Profile, catalogue: Catalogue) -> dict[str, RouteStanding]:
    return {route.id: route for route in RouteOutlooks(person, catalogue, TODAY, lambda _: None).all()}


def two_ways(small: Make, offering: Make, job: Make, route: Make) -> Catalogue:
    """A cheap course of two weeks, a dear one of three, a year's job, and a degree that nothing brings."""
    found: Catalogue = small(
        offering("quick", awards="cert:capm", cost_usd=100),
        offering("dear", 15, 3, awards="certificate:completion", cost_usd=5000),
        job("year", 52, awards="exp:clinical:1"),
        required={},
        routes=(
            route("A", "cert=capm"),
            route("B", "certificate=completion"),
            route("C", "yrs_clinical>=1"),
            route("D", "degree_field=medicine"),
        ),
    )
    return found


def test_a_route_within_the_limits_says_when_and_for_how_much(
    person: Make, small: Make, offering: Make, job: Make, route: Make
) -> None:
    found = outlooks(person(), two_ways(small, offering, job, route))["A"].outlook
    assert found is not None
    assert (found.within_limits, found.weeks, found.cost_usd, found.lifted) == (True, 2, 100, ())
    assert found.ready_date == date(2027, 1, 17)


def test_a_route_beyond_the_limits_names_those_and_only_those(
    person: Make, small: Make, offering: Make, job: Make, route: Make
) -> None:
    found = outlooks(person(), two_ways(small, offering, job, route))
    assert [found[name].outlook.lifted for name in "BC"] == [  # type: ignore[union-attr]
        ("the budget",),
        ("the target date", "the present job"),
    ]
    assert found["C"].outlook is not None
    assert found["C"].outlook.weeks == 52


def test_a_route_that_nothing_leads_to_says_so(
    person: Make, small: Make, offering: Make, job: Make, route: Make
) -> None:
    found = outlooks(person(), two_ways(small, offering, job, route))["D"].outlook
    assert found is not None
    assert (found.within_limits, found.ready_date, found.proven) == (False, None, True)
    assert found.leads_nowhere


def test_more_hours_are_the_last_thing_to_be_asked_for(person: Make, small: Make, offering: Make, route: Make) -> None:
    cohort = offering("c", 200, 10, awards="cert:capm", delivery="online_cohort")
    catalogue = small(cohort, required={}, routes=(route("A", "cert=capm"),))
    found = outlooks(person(weekly_hours=5), catalogue)["A"].outlook
    assert found is not None
    assert found.lifted == ("the weekly hours (up to 20 hours)",)
    assert found.text.endswith("For that you would need up to 20 hours a week.")
    assert not found.leads_nowhere


def test_the_best_of_the_outlooks_is_the_plan(
    plan_of: Callable[[str], Plan], sample: Callable[..., Profile], catalogue: Catalogue
) -> None:
    """P01 may choose among all routes, so none of them alone is ready sooner than her plan."""
    found = outlooks(sample("P01"), catalogue)
    ready = [each.outlook.ready_date for each in found.values() if each.outlook and each.outlook.within_limits]
    assert min(day for day in ready if day) == plan_of("P01").ready_date


def test_requiring_firm_routes_changes_the_plan_that_leans_on_another(
    sample: Callable[..., Profile], catalogue: Catalogue
) -> None:
    """P10 is ready by a route that is accepted only sometimes; with firm ones only there is no plan within her limits."""
    assert make_plan(sample("P10"), catalogue, TODAY).route == "R07"
    assert not make_plan(sample("P10", firm_routes_only=True), catalogue, TODAY).fits


def test_the_ways_of_the_community_health_worker(sample: Callable[..., Profile], catalogue: Catalogue) -> None:
    """The worked example of docs/standing.md: P10 weighs a doubtful quick way against a firm long one."""
    found = outlooks(sample("P10"), catalogue)
    told = {
        name: (each.acceptance.value, each.outlook.weeks, each.outlook.cost_usd, each.outlook.lifted)
        for name, each in found.items()
        if each.outlook and name in ("R07", "R09", "R10")
    }
    assert told == {
        "R07": ("sometimes", 72, 708, ()),
        "R10": ("sometimes", 98, 708, ("the target date",)),
        "R09": ("yes", 139, 31709, ("the target date", "the budget", "the weekly hours (up to 40 hours)")),
    }


def test_time_is_given_before_money_for_the_patient_access_representative(
    sample: Callable[..., Profile], catalogue: Catalogue
) -> None:
    """The other worked example of docs/standing.md: P05 may be promoted where she works, or study for ten years."""
    found = outlooks(sample("P05"), catalogue)
    transfer, degree = found["R14"].outlook, found["R01"].outlook
    assert transfer is not None
    assert (transfer.weeks, transfer.cost_usd, transfer.lifted) == (82, 2_689, ("the target date",))
    assert degree is not None
    assert degree.text.startswith("About 10 years and $17,000, too long to plan on.")
