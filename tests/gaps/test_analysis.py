"""What is missing today."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Acceptance, Focus
from liaison_planner.gaps.analysis import OpenNeed, accepted_routes, nearest_route, open_needs, unmet_levels
from liaison_planner.gaps.standing import standing_of

Person = Callable[..., Profile]

SPECIALTY, OUTREACH = (Focus.SPECIALTY_PRACTICE,), (Focus.GOVERNMENT_OUTREACH,)


def needs(person: Profile, catalogue: Catalogue) -> dict[str, OpenNeed]:
    standing = standing_of(person, catalogue)
    route = nearest_route(person, catalogue, standing)
    return {need.id: need for need in open_needs(person, catalogue, standing, route)}


def all_levels(catalogue: Catalogue, focus: Focus) -> dict[str, int]:
    return {row.id: row.required[focus] for row in catalogue.competencies.values()}


# levels


def test_a_competency_below_its_required_level_is_a_need(person: Person, catalogue: Catalogue) -> None:
    need = needs(person(self_ratings={"hipaa": 1}), catalogue)["competency:hipaa"]
    assert (need.kind, need.have, need.need, need.priority) == ("competency", "level 1", "level 2", 1)
    assert str(need.term[0]) == "hipaa>=2"


@pytest.mark.parametrize("level", [2, 3, 4])
def test_a_level_that_is_reached_is_no_need(person: Person, catalogue: Catalogue, level: int) -> None:
    assert "competency:hipaa" not in needs(person(self_ratings={"hipaa": level}), catalogue)


def test_a_competency_that_the_focus_area_does_not_ask_for_is_no_need(person: Person, catalogue: Catalogue) -> None:
    assert "competency:community_part" not in needs(person(), catalogue)
    assert "competency:community_part" in needs(person(focus_preference=OUTREACH), catalogue)


def test_unmet_levels_are_those_of_the_needs(person: Person, catalogue: Catalogue) -> None:
    someone = person(self_ratings={"hipaa": 1, "present": 3})
    missing = unmet_levels(someone, catalogue, standing_of(someone, catalogue))
    assert missing["hipaa"] == (1, 2)
    assert "present" not in missing
    assert {f"competency:{name}" for name in missing} == {
        name for name in needs(someone, catalogue) if name.startswith("competency:")
    }


# routes


def test_open_terms_of_the_route_are_urgent_needs_numbered_as_in_the_route(
    person: Person, catalogue: Catalogue
) -> None:
    someone = person(edu_level=3, degree_field="health", years={"healthcare": 0.5})
    found = {name: need for name, need in needs(someone, catalogue).items() if need.kind == "route"}
    assert list(found) == ["route:R01:3"]
    need = found["route:R01:3"]
    assert (need.have, need.need, need.priority) == (
        "0.5 years",
        "1 year of experience: Healthcare, any role",
        1,
    )


def test_firm_routes_come_before_doubtful_ones_and_refused_ones_not_at_all(
    person: Person, catalogue: Catalogue
) -> None:
    routes = accepted_routes(person(focus_preference=SPECIALTY), catalogue)
    answers = [route.acceptance[Focus.SPECIALTY_PRACTICE] for route in routes]
    assert answers == sorted(answers, key=[Acceptance.YES, Acceptance.SOMETIMES].index)
    assert {"R09", "R10", "R11"}.isdisjoint(route.id for route in routes)


def test_somebody_who_wants_firm_routes_gets_no_others(person: Person, catalogue: Catalogue) -> None:
    firm = accepted_routes(person(firm_routes_only=True), catalogue)
    assert {route.acceptance[Focus.SPECIALTY_PRACTICE] for route in firm} == {Acceptance.YES}


@pytest.mark.parametrize(
    ("background", "route"),
    [
        ({"licences": ("rn",), "years": {"clinical": 2}}, "R04"),
        ({"edu_level": 5, "degree_field": "medicine"}, "R06"),
        ({"edu_level": 3, "degree_field": "business_marketing", "years": {"healthcare_sales": 1}}, "R02"),
        ({"certificates": ("chw",), "years": {"public_community": 3}}, "R07"),
    ],
)
def test_the_nearest_route_is_the_one_that_is_met(
    person: Person, catalogue: Catalogue, background: dict[str, object], route: str
) -> None:
    someone = person(**background)
    nearest = nearest_route(someone, catalogue, standing_of(someone, catalogue))
    assert nearest is not None
    assert nearest.id == route


def test_of_equally_near_routes_the_firm_one_is_nearest(person: Person, catalogue: Catalogue) -> None:
    """An experienced medical assistant meets R05, which is accepted only sometimes, and as a nurse also R04."""
    both = person(licences=("rn", "lpn"), years={"clinical": 4})
    nearest = nearest_route(both, catalogue, standing_of(both, catalogue))
    assert nearest is not None
    assert nearest.id == "R04"


def test_of_equally_near_firm_routes_one_that_a_source_names_is_nearest(person: Person, catalogue: Catalogue) -> None:
    """A teacher with the liaison training meets R08, which is our estimate, and R11, which employers describe."""
    teacher = person(
        edu_level=4,
        degree_field="other",
        years={"education_admin": 9},
        certificates=("liaison_training",),
        focus_preference=(Focus.MEDICAL_SCHOOL,),
    )
    nearest = nearest_route(teacher, catalogue, standing_of(teacher, catalogue))
    assert nearest is not None
    assert nearest.id == "R11"


def test_there_is_no_nearest_route_where_none_is_accepted(person: Person, catalogue: Catalogue) -> None:
    someone = person()
    empty = replace(catalogue, routes={})
    assert nearest_route(someone, empty, standing_of(someone, empty)) is None
    assert {need.kind for need in needs(someone, empty).values()} == {"competency"}


# gates


@pytest.mark.parametrize(("answer", "missing"), [({"evenings": False}, True), ({"evenings": True}, False), ({}, False)])
def test_a_gate_is_missing_only_when_the_person_said_no(
    person: Person, catalogue: Catalogue, answer: dict[str, bool], missing: bool
) -> None:
    assert ("gate:evenings" in needs(person(gates=answer), catalogue)) is missing


def test_a_gate_that_the_focus_area_does_not_ask_for_is_not_missing(person: Person, catalogue: Catalogue) -> None:
    no = {"territory": False}
    assert "gate:territory" in needs(person(gates=no), catalogue)
    assert "gate:territory" not in needs(person(gates=no, focus_preference=(Focus.MEDICAL_SCHOOL,)), catalogue)


# all together


def test_the_most_urgent_needs_come_first(person: Person, catalogue: Catalogue) -> None:
    priorities = [need.priority for need in needs(person(gates={"evenings": False}), catalogue).values()]
    assert priorities == sorted(priorities)
    assert set(priorities) == {1, 2, 3}


@pytest.mark.parametrize("focus", FOCUS_AREAS)
def test_somebody_who_has_everything_needs_nothing(person: Person, catalogue: Catalogue, focus: Focus) -> None:
    someone = person(
        focus_preference=(focus,),
        self_ratings=all_levels(catalogue, focus),
        edu_level=5,
        degree_field="medicine",
    )
    assert needs(someone, catalogue) == {}
