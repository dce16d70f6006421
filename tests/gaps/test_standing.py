"""What a person holds today."""

from collections.abc import Callable

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.profile import Profile
from liaison_planner.gaps.standing import standing_of

Person = Callable[..., Profile]


def test_ratings_education_and_years_are_taken_as_stated(person: Person, catalogue: Catalogue) -> None:
    someone = person(self_ratings={"hipaa": 2}, edu_level=4, years={"clinical": 2.5})
    standing = standing_of(someone, catalogue)
    assert (standing.levels, standing.education, standing.tenths) == ({"hipaa": 2}, 4, {"clinical": 25})


@pytest.mark.parametrize(("years", "tenths"), [(0.3, 3), (1.1, 11), (0.1 + 0.2, 3), (2.99, 29), (0, 0)])
def test_years_count_in_whole_tenths(person: Person, catalogue: Catalogue, years: float, tenths: int) -> None:
    assert standing_of(person(years={"clinical": years}), catalogue).tenths == {"clinical": tenths}


def test_each_credential_is_held_as_the_kind_the_catalogue_knows(person: Person, catalogue: Catalogue) -> None:
    someone = person(licences=("rn",), certificates=("capm", "completion"), degree_field="health")
    assert standing_of(someone, catalogue).tokens == {
        ("license", "rn"),
        ("cert", "capm"),
        ("certificate", "completion"),
        ("degree_field", "health"),
    }


def test_a_certification_listed_under_licences_is_still_a_certification(person: Person, catalogue: Catalogue) -> None:
    assert ("cert", "chw") in standing_of(person(licences=("chw",)), catalogue).tokens


def test_a_credential_that_the_catalogue_does_not_know_counts_nothing(person: Person, catalogue: Catalogue) -> None:
    tokens = standing_of(person(licences=("pilot",)), catalogue).tokens
    assert tokens == {("degree_field", "none")}


@pytest.mark.parametrize("inside", [True, False])
def test_being_employed_inside_is_a_token(person: Person, catalogue: Catalogue, inside: bool) -> None:
    standing = standing_of(person(internal_employer=inside), catalogue)
    assert (("internal_employer", "1") in standing.tokens) is inside


def test_what_is_done_teaches_and_awards_but_adds_no_years(person: Person, catalogue: Catalogue) -> None:
    someone = person(done=("i_hosp_vol", "c_liaison_training"), years={"healthcare": 1}, self_ratings={"hipaa": 3})
    standing = standing_of(someone, catalogue)
    assert standing.tenths == {"healthcare": 10}
    assert (standing.levels["gatekeeper"], standing.levels["hipaa"]) == (2, 3)
    assert ("certificate", "liaison_training") in standing.tokens
    assert standing.offerings == {"i_hosp_vol", "c_liaison_training"}


def test_a_degree_that_is_done_raises_education(person: Person, catalogue: Catalogue) -> None:
    assert standing_of(person(done=("deg_bach_health",)), catalogue).education == 3
