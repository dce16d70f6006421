"""Small catalogues and people to plan with, and the plans of the sample people, each computed once."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.catalogue.syntax import parse_awards, parse_requirement
from liaison_planner.domain.offering import Competency, Credential, Offering, Route
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Acceptance, Confidence, Delivery, Focus, Kind, StartPattern
from liaison_planner.planning.planner import make_plan

FOCUS = Focus.SPECIALTY_PRACTICE
TODAY = date(2026, 11, 23)
ORIGIN: dict[str, Any] = {"source": "a test", "as_of": "2027", "confidence": Confidence.SOURCED}
CREDENTIALS = {"rn": "licence", "capm": "certification", "completion": "certificate"}


def never(what: str) -> None:
    raise AssertionError(what)


def make_offering(name: str, hours: float = 8, weeks: int = 2, **changes: Any) -> Offering:
    """`needs` and `awards` are in the catalogue's syntax, `teaches` is a mapping; the rest are fields."""
    plain: dict[str, Any] = {
        "id": name,
        "kind": Kind.COURSE,
        "title": f"The {name}",
        "provider": "",
        "delivery": Delivery.ONLINE_SELF_PACED,
        "effort_hours": hours,
        "duration_weeks_min": weeks,
        "cost_usd": 0,
        "prerequisites": parse_requirement(changes.pop("needs", ""), never),
        "awards": parse_awards(changes.pop("awards", ""), never),
        "teaches": {},
        "start_pattern": StartPattern.ANYTIME,
    }
    return Offering.model_validate(plain | ORIGIN | changes)


def make_job(name: str, weeks: int, **changes: Any) -> Offering:
    plain = {"kind": Kind.ADJACENT_JOB, "delivery": Delivery.ON_THE_JOB}
    return make_offering(name, 40 * weeks, weeks, **(plain | changes))


def make_route(name: str, requirement: str, answer: Acceptance = Acceptance.YES) -> Route:
    terms = parse_requirement(requirement, never)
    accepted = dict.fromkeys(FOCUS_AREAS, answer)
    return Route(id=name, name=f"Route {name}", requirement=terms, description="", acceptance=accepted, **ORIGIN)


def make_catalogue(
    *offerings: Offering, required: Mapping[str, int], core: str = "", routes: tuple[Route, ...] = ()
) -> Catalogue:
    """`required` are the levels of the focus area; one route, which everybody meets, stands where none is given."""
    taught = {name for offering in offerings for name in offering.teaches}
    competencies = {
        name: Competency(
            id=name,
            name=name.capitalize(),
            domain="",
            description="",
            required=dict.fromkeys(FOCUS_AREAS, 0) | {FOCUS: required.get(name, 0)},
            core_for=frozenset({FOCUS}) if name in core.split() else frozenset(),
            **ORIGIN,
        )
        for name in sorted({*required, *taught})
    }
    return Catalogue(
        competencies=competencies,
        offerings={offering.id: offering for offering in offerings},
        routes={route.id: route for route in routes or (make_route("open", "edu_level>=1"),)},
        credentials={
            token: Credential(token=token, kind=kind, title=token.upper(), **ORIGIN)
            for token, kind in CREDENTIALS.items()
        },
        gates={},
        levels=(),
        facts=(),
        version="small",
    )


def make_person(**changes: Any) -> Profile:
    """Ten hours a week and 1,000 dollars for the whole weeks from 4 January to 28 March 2027: twelve of them."""
    plain: dict[str, Any] = {
        "person_id": "A",
        "edu_level": 1,
        "degree_field": "none",
        "years": {},
        "self_ratings": {},
        "weekly_hours": 10,
        "budget_usd": 1000,
        "start_date": date(2027, 1, 4),
        "target_date": date(2027, 3, 28),
        "focus_preference": (FOCUS,),
    }
    return Profile.model_validate(plain | changes)


@pytest.fixture(scope="session")
def offering() -> Callable[..., Offering]:
    return make_offering


@pytest.fixture(scope="session")
def job() -> Callable[..., Offering]:
    """`job("j", 10)`: a full-time job of ten weeks."""
    return make_job


@pytest.fixture(scope="session")
def route() -> Callable[..., Route]:
    return make_route


@pytest.fixture(scope="session")
def small() -> Callable[..., Catalogue]:
    return make_catalogue


@pytest.fixture(scope="session")
def person() -> Callable[..., Profile]:
    return make_person


@pytest.fixture(scope="session")
def planned() -> Callable[[Profile, Catalogue], Plan]:
    """The plan made on 23 November 2026."""

    def run(profile: Profile, catalogue: Catalogue) -> Plan:
        return make_plan(profile, catalogue, TODAY)

    return run


@pytest.fixture(scope="session")
def sample() -> Callable[..., Profile]:
    """`sample("P02", weekly_hours=5)`: a sample person, changed."""

    def run(name: str, **changes: Any) -> Profile:
        profile = services.sample_person(name, built_in(), TODAY).profile
        assert profile is not None
        return profile.model_copy(update=changes)

    return run


@pytest.fixture(scope="session")
def plan_of(sample: Callable[..., Profile]) -> Callable[[str], Plan]:
    """The plan of a sample person; each is computed once."""

    @cache
    def run(name: str) -> Plan:
        return make_plan(sample(name), built_in(), TODAY)

    return run
