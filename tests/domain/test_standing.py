"""What somebody holds, and what finished offerings add to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.catalogue.syntax import parse_awards, parse_requirement
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.requirement import Requirement, requirement_text
from liaison_planner.domain.standing import BLANK, Standing
from liaison_planner.domain.vocabulary import Confidence, Delivery, Kind, StartPattern


def never(what: str) -> None:
    raise AssertionError(what)


def offering(name: str, awards: str = "", **teaches: int) -> Offering:
    return Offering(
        id=name,
        kind=Kind.COURSE,
        title=name,
        provider="",
        delivery=Delivery.IN_PERSON,
        effort_hours=1,
        duration_weeks_min=1,
        cost_usd=0,
        prerequisites=(),
        teaches=teaches,
        awards=parse_awards(awards, never),
        start_pattern=StartPattern.ANYTIME,
        source="a test",
        as_of="2027",
        confidence=Confidence.JUDGEMENT,
    )


def needs(text: str) -> Requirement:
    return parse_requirement(text, never)


def standing(**changes: object) -> Standing:
    plain = {"levels": {}, "education": 1, "tokens": frozenset(), "tenths": {}, "offerings": frozenset()}
    return Standing(**(plain | changes))  # type: ignore[arg-type]


HOLDER = standing(
    levels={"talk": 2},
    education=3,
    tokens=frozenset({("license", "rn"), ("degree_field", "health")}),
    tenths={"clinical": 15},
    offerings=frozenset({"c_excel"}),
)


@pytest.mark.parametrize(
    "held",
    ["talk>=2", "edu_level>=3", "yrs_clinical>=1.5", "license=rn", "degree_field=health", "c_excel", "golf>=0"],
)
def test_what_is_held_leaves_nothing_open(held: str) -> None:
    assert HOLDER.open_terms(needs(held)) == ()


@pytest.mark.parametrize(
    "lacking",
    [
        *("talk>=3", "golf>=1", "edu_level>=4", "yrs_clinical>=1.6", "yrs_healthcare>=0.1"),
        *("license=md", "cert=rn", "degree_field=other", "c_trailhead", "cert=any", "license=any"),
    ],
)
def test_what_is_not_held_is_open(lacking: str) -> None:
    assert requirement_text(HOLDER.open_terms(needs(lacking))) == lacking


def test_open_terms_are_those_of_which_no_alternative_holds_in_order() -> None:
    found = HOLDER.open_terms(needs("talk>=3;talk>=2;edu_level>=5|license=md;talk>=4|license=rn"))
    assert requirement_text(found) == "talk>=3;edu_level>=5|license=md"


def test_nothing_is_needed_for_nothing() -> None:
    assert BLANK.open_terms(()) == ()


def test_any_certification_counts_but_no_certificate_of_completion() -> None:
    certified, attended = (
        standing(tokens=frozenset({("cert", "capm")})),
        standing(tokens=frozenset({("certificate", "completion")})),
    )
    assert certified.open_terms(needs("cert=any")) == ()
    assert attended.open_terms(needs("cert=any")) != ()


# after


def test_a_level_is_the_highest_of_what_was_held_and_what_is_taught() -> None:
    after = standing(levels={"talk": 3}).after(
        [offering("a", talk=2, law=1), offering("b", law=2), offering("c", law=1)]
    )
    assert after.levels == {"talk": 3, "law": 2}


def test_years_add_up() -> None:
    awards = "exp:clinical:0.5;exp:healthcare:1"
    after = standing(tenths={"clinical": 3}).after([offering("a", awards), offering("b", awards)])
    assert after.tenths == {"clinical": 13, "healthcare": 20}


def test_years_that_are_already_counted_do_not_add_up() -> None:
    after = standing(tenths={"clinical": 3}).after([offering("a", "exp:clinical:1")], count_years=False)
    assert after.tenths == {"clinical": 3}


def test_a_degree_raises_education_and_gives_its_field() -> None:
    after = BLANK.after([offering("a", "degree:bachelor:health"), offering("b", "degree:associate:other")])
    assert after.education == 3
    assert after.tokens == {("degree_field", "health"), ("degree_field", "other")}


def test_a_lower_degree_takes_nothing_away() -> None:
    assert standing(education=5).after([offering("a", "degree:bachelor:health")]).education == 5


def test_certifications_and_certificates_are_held_but_badges_are_not() -> None:
    after = BLANK.after([offering("a", "cert:capm;certificate:completion;badge;college_credit:3")])
    assert after.tokens == {("cert", "capm"), ("certificate", "completion")}


def test_a_finished_offering_is_held_itself() -> None:
    assert BLANK.after([offering("a")]).open_terms(needs("a")) == ()


def test_nobody_changes_by_doing_nothing() -> None:
    assert HOLDER.after(()) == HOLDER


OFFERINGS = [
    offering("a", "exp:clinical:0.5", talk=1),
    offering("b", "cert:capm;degree:master:other", talk=3, law=1),
    offering("c", "exp:clinical:1;certificate:completion", law=2),
]


@given(st.lists(st.sampled_from(OFFERINGS), unique_by=lambda each: each.id))
def test_the_order_in_which_things_are_finished_does_not_matter(some: list[Offering]) -> None:
    one_by_one = HOLDER
    for each in some:
        one_by_one = one_by_one.after([each])
    assert one_by_one == HOLDER.after(some) == HOLDER.after(reversed(some))


@given(st.lists(st.sampled_from(OFFERINGS), unique_by=lambda each: each.id))
def test_what_is_earned_apart_can_be_joined(some: list[Offering]) -> None:
    assert HOLDER.joined(BLANK.after(some)) == HOLDER.after(some)


@given(st.lists(st.sampled_from(OFFERINGS), unique_by=lambda each: each.id), st.data())
def test_what_is_held_once_is_held_for_good(some: list[Offering], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(["talk>=2", "edu_level>=3", "yrs_clinical>=1", "cert=any", "license=rn", "a"]))
    if not HOLDER.open_terms(needs(text)):
        assert HOLDER.after(some).open_terms(needs(text)) == ()
