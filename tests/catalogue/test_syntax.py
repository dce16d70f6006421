"""The small syntax of requirements, levels and awards."""

from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.syntax import parse_awards, parse_levels, parse_requirement, split
from liaison_planner.domain.offering import Award
from liaison_planner.domain.requirement import (
    CompetencyLevel,
    DegreeIn,
    EducationLevel,
    OfferingDone,
    Token,
    Years,
    of_one_degree,
    requirement_text,
)
from liaison_planner.domain.vocabulary import YEARS_FIELDS

names = st.sampled_from(["hipaa", "c_excel", "j_2", "edu"])
conditions = st.one_of(
    st.builds(CompetencyLevel, names, st.integers(0, 9)),
    st.builds(EducationLevel, st.integers(0, 9)),
    st.builds(DegreeIn, names, st.integers(1, 5)),
    st.builds(Years, st.sampled_from(YEARS_FIELDS), st.integers(0, 600)),
    st.builds(Token, st.sampled_from(["license", "cert", "certificate", "degree_field"]), names),
    st.builds(OfferingDone, names),
)
requirements = st.lists(st.lists(conditions, min_size=1, max_size=3).map(tuple), max_size=4).map(tuple)


def never(what: str) -> None:
    raise AssertionError(what)


@given(requirements)
def test_a_requirement_reads_back_as_it_was_written(requirement: tuple[tuple[OfferingDone, ...], ...]) -> None:
    assert parse_requirement(requirement_text(requirement), never) == requirement


def test_the_built_in_requirements_read_back(catalogue: Catalogue) -> None:
    for route in catalogue.routes.values():
        assert parse_requirement(requirement_text(route.requirement), never) == route.requirement


def test_semicolons_mean_and_bars_mean_or() -> None:
    found = parse_requirement("edu_level>=3 ; yrs_healthcare>=0.5|license=rn ; c_excel", never)
    assert found == (
        (EducationLevel(3),),
        (Years("healthcare", 5), Token("license", "rn")),
        (OfferingDone("c_excel"),),
    )


def test_empty_parts_say_nothing() -> None:
    assert split(" ; a;; b ;") == ["a", "b"]
    assert parse_requirement(" ;; ", never) == ()


def test_what_cannot_be_read_is_reported_and_the_rest_is_kept() -> None:
    faults: list[str] = []
    found = parse_requirement("hipaa>=2;?;c_excel|x=1", faults.append)
    assert found == ((CompetencyLevel("hipaa", 2),), (OfferingDone("c_excel"),))
    assert len(faults) == 2


def test_a_level_that_is_stated_twice_keeps_its_highest_and_is_reported() -> None:
    faults: list[str] = []
    assert parse_levels("hipaa:1; hipaa:3 ;hipaa:2;", faults.append) == {"hipaa": 3}
    assert len(faults) == 2


def test_every_kind_of_award_is_read() -> None:
    text = "badge;cert:capm;certificate:completion;college_credit:6;degree:master:health;exp:clinical:0.5"
    assert parse_awards(text, never) == (
        Award(kind="badge"),
        Award(kind="cert", value="capm"),
        Award(kind="certificate", value="completion"),
        Award(kind="college_credit", value="6"),
        Award(kind="degree", value="health", level=4),
        Award(kind="exp", value="clinical", tenths_of_years=5),
    )


def test_level_and_field_of_a_requirement_are_asked_of_one_degree() -> None:
    asked = parse_requirement("edu_level>=3;degree_field=health|license=rn", never)
    assert of_one_degree(asked) == ((EducationLevel(3),), (DegreeIn("health", 3), Token("license", "rn")))
    assert of_one_degree(parse_requirement("degree_field=medicine", never)) == ((Token("degree_field", "medicine"),),)
    assert parse_requirement("degree_field=health:3", never) == ((DegreeIn("health", 3),),)
