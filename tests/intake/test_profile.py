"""Tests for the whole of intake: canonical profiles, and nothing that can make it fail."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_planner.catalogue import built_in
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.cell import ErrorValue, RawProfile
from liaison_planner.domain.issue import Issue, Place, has_errors, warning
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import DEGREE_FIELD_TITLES, EDUCATION_LEVELS, FOCUS_AREAS, YEARS_FIELDS
from liaison_planner.intake import profile_from
from liaison_planner.intake.roster_row import raw_from_text

TODAY = date(2026, 11, 23)
Read = Callable[..., tuple[Profile | None, tuple[Issue, ...]]]


def sample(person_id: str) -> Profile:
    person, issues = profile_from(raw_from_text(sample_people()[person_id], "people.csv", 2), built_in(), TODAY)
    assert person is not None, issues
    return person


@pytest.mark.parametrize("person_id", sample_people())
def test_every_sample_person_is_read_without_an_error(person_id: str) -> None:
    assert sample(person_id).person_id == person_id


def test_every_credential_of_the_sample_people_is_kept() -> None:
    for row in sample_people().values():
        person = sample(row["id"])
        held = {token for column in ("licences", "certificates") for token in row[column].split(";") if token}
        assert {*person.licences, *person.certificates} == held


def as_in_a_workbook(person: Profile) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The person with typed cells and with titles where a person would choose from a list."""
    catalogue = built_in()
    texts = {key: getattr(person, key) for key in ("person_id", "label", "background", "constraints")}
    typed = {key: getattr(person, key) for key in ("weekly_hours", "budget_usd", "start_date", "target_date")}
    fields = {
        **texts,
        **typed,
        "edu_level": EDUCATION_LEVELS[person.edu_level],
        "degree_field": DEGREE_FIELD_TITLES[person.degree_field],
        "internal_employer": person.internal_employer,
        "willing_to_change_job": "Yes" if person.willing_to_change_job else "No",
        "objective": "Fastest",
        "firm_routes_only": False,
        "max_parallel": None,
    }
    tables: dict[str, list[dict[str, Any]]] = {
        "licences": [{"token": catalogue.credentials[token].title} for token in person.licences],
        "certificates": [{"token": catalogue.credentials[token].title} for token in person.certificates],
        "focus": [{"focus": focus.title} for focus in person.focus_preference],
        "ratings": [
            {"competency": row.name, "level": person.self_ratings.get(row.id)}
            for row in catalogue.competencies.values()
        ],
        "values": [{"value": value.upper(), "weight": float(weight)} for value, weight in person.values.items()],
        "experience": [
            {"employer": f"Employer {half}"} | {f"yrs_{field}": person.years[field] / 2 for field in YEARS_FIELDS}
            for half in (1, 2)
        ],
    }
    return fields, tables


@pytest.mark.parametrize("person_id", sample_people())
def test_a_person_is_the_same_in_a_workbook_and_in_a_roster(read: Read, person_id: str) -> None:
    person = sample(person_id)
    fields, tables = as_in_a_workbook(person)
    from_workbook, _ = read(fields, **tables)
    assert from_workbook == person
    assert from_workbook.model_dump_json() == person.model_dump_json()


def test_what_the_reader_found_comes_first_and_counts() -> None:
    place = Place(sheet="people.csv", cell="row 2, id")
    raw = raw_from_text(sample_people()["P01"] | {"budget_usd": "?"}, "people.csv", 2)
    note = warning("unknown_column", place, "What is that?", "Nothing.")
    person, issues = profile_from(RawProfile(raw.fields, raw.tables, (note,), raw.home), built_in(), TODAY)
    assert person is None
    assert [issue.code for issue in issues] == ["unknown_column", "not_a_number"]


def test_an_empty_person_is_told_everything_that_is_missing() -> None:
    home = Place(sheet="Profile", cell="A1")
    person, issues = profile_from(RawProfile({}, home=home), built_in(), TODAY)
    assert person is None
    assert [issue.code for issue in issues] == ["missing"] * 7
    assert {(issue.sheet, issue.cell) for issue in issues} == {("Profile", "A1")}


WORDS = st.sampled_from(
    [
        "rn",
        "reference",
        "completion",
        "hipaa",
        "c_excel",
        "include",
        "done",
        "yes",
        "income",
        "evenings",
        "none",
        *FOCUS_AREAS,
    ]
)
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10) | st.integers(),
    st.floats(),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)) | st.dates(),
    st.datetimes(),
    st.text(max_size=8),
    WORDS,
    st.just(ErrorValue("#REF!")),
)
COLUMNS = {
    "licences": ("token",),
    "certificates": ("token",),
    "focus": ("focus",),
    "ratings": ("competency", "level"),
    "values": ("value", "weight"),
    "experience": ("yrs_healthcare", "yrs_clinical", "first", "last", "hours_per_week", "verified_by"),
    "degrees": ("level", "field", "finished", "verified_by", "verified_on"),
    "credential_notes": ("token", "expires", "verified_by", "verified_on"),
    "proofs": ("kind", "title", "competency", "level", "verified_by", "verified_on"),
    "periods": ("first", "last", "hours_per_week"),
    "choices": ("offering", "decision", "start"),
    "gates": ("gate", "answer"),
}
FIELDS = (
    *("person_id", "label", "edu_level", "degree_field", "internal_employer", "weekly_hours", "budget_usd"),
    *("start_date", "target_date", "objective", "max_parallel"),
)


def rows_of(columns: tuple[str, ...]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(columns, ANYTHING)), max_size=3)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # no test of speed
@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, ANYTHING)),
    st.fixed_dictionaries({}, optional={table: rows_of(columns) for table, columns in COLUMNS.items()}),
)
def test_any_cells_at_all_give_a_profile_or_an_error_but_never_fail(
    read: Read, fields: Mapping[str, Any], tables: Mapping[str, Any]
) -> None:
    person, issues = read(fields, **tables)
    assert (person is None) is has_errors(issues)
    if person is not None:
        assert Profile.model_validate_json(person.model_dump_json()) == person
