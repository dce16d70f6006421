"""Every accepted route with what is met and what is missing; degrees count whole; experience replaces degree years."""

from collections.abc import Callable

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.evidence import CredentialNote, Degree
from liaison_planner.domain.picture import RouteStanding
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Acceptance, Focus
from liaison_planner.gaps.allotment import Need, allot
from liaison_planner.gaps.routes import route_standings
from liaison_planner.gaps.standing import standing_of
from liaison_planner.verification.held import Held

Person = Callable[..., Profile]


def routes(person: Profile, catalogue: Catalogue) -> dict[str, RouteStanding]:
    return {route.id: route for route in route_standings(person, catalogue)}


def test_a_route_names_what_is_met_and_what_is_missing(person: Person, catalogue: Catalogue) -> None:
    someone = person(edu_level=3, degree_field="other", years={"healthcare": 2})
    route = routes(someone, catalogue)["R01"]
    assert route.met == ("Bachelor's degree", "1 year of experience: Healthcare, any role")
    assert route.missing == (
        "Bachelor's degree or higher in: Health, or Bachelor's degree or higher in: Health communication",
    )


def test_what_another_term_implies_is_not_said_twice(person: Person, catalogue: Catalogue) -> None:
    assert len(routes(person(), catalogue)["R01"].missing) == 2


def test_a_route_that_only_some_accept_is_shown_as_a_risk_and_after_the_firm_ones(
    person: Person, catalogue: Catalogue
) -> None:
    found = list(routes(person(), catalogue).values())
    firm = [route.acceptance is Acceptance.YES for route in found]
    assert firm == sorted(firm, reverse=True)
    for route in found:
        assert ("some employers" in route.risk) is (route.acceptance is Acceptance.SOMETIMES)


def test_whoever_requires_firm_routes_is_shown_no_others(person: Person, catalogue: Catalogue) -> None:
    found = routes(person(firm_routes_only=True), catalogue)
    assert {route.acceptance for route in found.values()} == {Acceptance.YES}


# one degree


@pytest.mark.parametrize(
    ("degrees", "met"),
    [
        (((3, "other"), (2, "health")), False),
        (((3, "other"), (3, "health")), True),
        (((4, "health"), (2, "other")), True),
    ],
)
def test_level_and_field_come_from_one_degree(
    person: Person, catalogue: Catalogue, degrees: tuple[tuple[int, str], ...], met: bool
) -> None:
    (level, field), *more = degrees
    others = tuple(Degree(level=each, field=name) for each, name in more)
    someone = person(edu_level=level, degree_field=field, degrees=others, years={"healthcare": 1})
    requirement = catalogue.routes["R01"].requirement
    assert (not standing_of(someone, catalogue).open_terms(requirement)) is met
    assert (not Held(someone, catalogue).unmet(requirement)) is met


# experience in place of a degree


@pytest.mark.parametrize("education", [1, 2, 3])
@pytest.mark.parametrize("years", range(7))
def test_experience_replaces_degree_years_as_an_exact_sharing_says(
    person: Person, catalogue: Catalogue, education: int, years: int
) -> None:
    """Route R10 asks for four years of college, or experience in their place, and one year of experience beside."""
    college = {1: 0, 2: 2, 3: 4}[education]
    needs = [Need("degree", 4, ("college", "work")), Need("experience", 1, ("work",))]
    given = allot({"college": college, "work": years}, needs)
    shared = sum(sum(pieces.values()) for pieces in given.values()) == 5
    someone = person(
        edu_level=education,
        degree_field="other" if education > 1 else "none",
        years={"public_community": years},
        focus_preference=(Focus.GOVERNMENT_OUTREACH,),
    )
    assert routes(someone, catalogue)["R10"].complete is shared


def test_a_lapsed_license_counts_neither_for_the_planner_nor_for_its_judge(
    person: Person, catalogue: Catalogue
) -> None:
    note = CredentialNote.model_validate({"token": "rn", "counts": False})
    nurse = person(licences=("rn",), years={"clinical": 5}, credential_notes=(note,))
    requirement = catalogue.routes["R04"].requirement
    assert standing_of(nurse, catalogue).open_terms(requirement) == Held(nurse, catalogue).unmet(requirement) != ()
    holds = nurse.model_copy(update={"credential_notes": ()})
    assert Held(holds, catalogue).unmet(requirement) == ()
