"""Requirements, dates and money in the user's words."""

from datetime import date

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.syntax import parse_requirement
from liaison_planner.domain.requirement import AnyOf
from liaison_planner.domain.standing import BLANK, Standing
from liaison_planner.domain.vocabulary import DEGREE_FIELDS
from liaison_planner.gaps.words import day_in_words, held_in_words, money_in_words, term_in_words, years_in_words


def never(what: str) -> None:
    raise AssertionError(what)


def term(text: str) -> AnyOf:
    (found,) = parse_requirement(text, never)
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hipaa>=2", "Patient privacy (HIPAA) at level 2"),
        ("edu_level>=3", "Bachelor's degree"),
        ("yrs_clinical>=1", "1 year of experience: Clinical work with patients"),
        ("yrs_healthcare>=0.5", "0.5 years of experience: Healthcare, any role"),
        ("c_excel", "«Spreadsheets and dashboards for outreach reporting» finished"),
        ("license=rn", "Registered nurse (RN)"),
        ("cert=capm", "Certified Associate in Project Management (CAPM)"),
        ("cert=any", "any certification"),
        ("degree_field=medicine", "a degree in: Medicine (MD, DO or equivalent)"),
        ("internal_employer=1", "employed by the hospital or practice that hires"),
        ("license=rn|edu_level>=4", "Registered nurse (RN), or Master's degree"),
    ],
)
def test_a_term_is_said_as_a_person_would_say_it(catalogue: Catalogue, text: str, words: str) -> None:
    assert term_in_words(term(text), catalogue) == words


def test_every_term_of_the_built_in_catalogue_has_words(catalogue: Catalogue) -> None:
    requirements = [row.prerequisites for row in catalogue.offerings.values()]
    requirements += [row.requirement for row in catalogue.routes.values()]
    for each in (each for requirement in requirements for each in requirement):
        words = term_in_words(each, catalogue)
        assert words
        assert not any(mark in words for mark in (">=", "=", "_"))


@pytest.mark.parametrize("field", DEGREE_FIELDS)
def test_every_degree_field_has_words(catalogue: Catalogue, field: str) -> None:
    assert field not in term_in_words(term(f"degree_field={field}"), catalogue).split() or field == "health"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hipaa>=2", "level 1"),
        ("present>=2", "level 0"),
        ("edu_level>=3", "Associate degree"),
        ("yrs_clinical>=1", "0.5 years"),
        ("yrs_healthcare>=1|yrs_clinical>=2", "0 years"),
        ("license=rn", "not yet"),
        ("c_excel", "not yet"),
    ],
)
def test_what_is_held_of_a_term_is_said_in_its_own_measure(text: str, words: str) -> None:
    standing = Standing({"hipaa": 1}, 2, frozenset(), {"clinical": 5}, frozenset())
    assert held_in_words(term(text), standing) == words


def test_somebody_without_a_degree_has_a_diploma() -> None:
    assert held_in_words(term("edu_level>=3"), BLANK) == "Diploma"


@pytest.mark.parametrize(
    ("tenths", "words"), [(10, "1 year"), (5, "0.5 years"), (20, "2 years"), (0, "0 years"), (15, "1.5 years")]
)
def test_years_are_counted_in_words(tenths: int, words: str) -> None:
    assert years_in_words(tenths) == words


def test_a_day_is_said_with_the_month_by_name() -> None:
    assert [day_in_words(date(2028, month, 29)) for month in (2, 12)] == ["29 February 2028", "29 December 2028"]


@pytest.mark.parametrize(
    ("dollars", "words"),
    [(0, "$0"), (1800.0, "$1,800"), (0.5, "$0.50"), (1234567.891, "$1,234,567.89"), (999.999, "$1,000.00")],
)
def test_cents_are_said_only_where_there_are_any(dollars: float, words: str) -> None:
    assert money_in_words(dollars) == words
