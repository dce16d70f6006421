"""Tests for the small list syntax of roster columns."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.catalogue import built_in
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.cell import Cell, ErrorValue, RawValue
from liaison_planner.domain.issue import Issue, has_errors
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.intake import profile_from
from liaison_planner.intake.roster_row import COLUMNS, raw_from_text

P01 = sample_people()["P01"]


def read(**changes: RawValue) -> tuple[Profile | None, tuple[Issue, ...]]:
    return profile_from(raw_from_text({**P01, **changes}, "people.csv", 7), built_in(), date(2026, 11, 23))


def profile(**changes: RawValue) -> Profile:
    person, issues = read(**changes)
    assert person is not None, issues
    return person


def problems(**changes: RawValue) -> list[tuple[str, str]]:
    return [(issue.code, issue.cell) for issue in read(**changes)[1]]


def test_every_cell_knows_its_file_row_and_column() -> None:
    raw = raw_from_text(P01, "people.csv", 7)
    assert str(raw.home) == "people.csv!row 7"
    assert str(raw.fields["weekly_hours"].place) == "people.csv!row 7, weekly_hours"


@pytest.mark.parametrize("column", ["id", "edu_level", "weekly_hours", "start_date", "focus_preference"])
def test_a_needed_cell_that_is_blank_or_absent_is_missing_in_its_column(column: str) -> None:
    assert problems(**{column: " "}) == [("missing", f"row 7, {column}")]
    assert problems(**{column: None}) == [("missing", f"row 7, {column}")]


def test_lists_may_end_in_a_separator_and_have_spaces() -> None:
    assert profile(licences=" rn ; lpn;", focus_preference=" consulting > medical_school") == profile(
        licences="rn;lpn", focus_preference="consulting>medical_school"
    )


def test_iso_dates_become_dates_and_nothing_else_does() -> None:
    raw = raw_from_text({"start_date": " 2027-01-04 ", "target_date": "20271231", "label": "2027-01-04"}, "f", 2)
    values = {key: raw.fields[key].value for key in ("start_date", "target_date", "label")}
    assert values == {"start_date": date(2027, 1, 4), "target_date": "20271231", "label": "2027-01-04"}


@pytest.mark.parametrize("text", ["01/04/2027", "2027-02-30", "2027-1-4", "2027-W01-1"])
def test_any_other_date_text_is_refused_by_intake(text: str) -> None:
    assert problems(start_date=text) == [("text_date", "row 7, start_date")]


def test_real_dates_and_numbers_of_an_excel_roster_mean_the_same() -> None:
    typed = profile(start_date=date(2027, 1, 4), weekly_hours=8, budget_usd=3500.0, edu_level=3, internal_employer=0)
    assert typed == profile()


def test_blackouts_are_periods_without_hours() -> None:
    assert profile(blackouts="2027-08-02..2027-08-08; 2027-07-01 .. 2027-07-14").periods == (
        Period(first=date(2027, 7, 1), last=date(2027, 7, 14)),
        Period(first=date(2027, 8, 2), last=date(2027, 8, 8)),
    )


def test_pins_may_have_a_start_and_excludes_and_done_are_plain_lists() -> None:
    person = profile(pins="c_excel@2027-03-01;c_payer_basics", excludes="c_tch", done="c_hipaa_core;c_toast_1")
    assert person.pins == (Pin(offering_id="c_excel", start=date(2027, 3, 1)), Pin(offering_id="c_payer_basics"))
    assert (person.excludes, person.done) == (("c_tch",), ("c_hipaa_core", "c_toast_1"))


def test_blank_choices_are_no_choices() -> None:
    assert profile(pins="", excludes=" ", done=None, blackouts=";") == profile()


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("self_ratings", "hipaa"),
        ("self_ratings", "hipaa:"),
        ("values", ":3"),
        ("blackouts", "2027-07-01"),
        ("blackouts", "2027-07-01.."),
        ("pins", "@2027-03-01"),
        ("pins", "c_excel@"),
    ],
)
def test_a_malformed_piece_is_reported_with_its_column_and_shown(column: str, text: str) -> None:
    person, (issue,) = read(**{column: text})
    assert person is None
    assert (issue.code, issue.cell) == ("roster_syntax", f"row 7, {column}")
    assert f"«{text}»" in issue.what


def test_the_pieces_beside_a_malformed_one_are_still_read() -> None:
    raw = raw_from_text({"self_ratings": "hipaa:2;oops;present:1"}, "f", 2)
    assert [row["competency"].value for row in raw.tables["ratings"]] == ["hipaa", "present"]
    assert len(raw.found) == 1


def test_only_the_last_mark_separates_so_that_titles_may_contain_it() -> None:
    (row,) = raw_from_text({"self_ratings": "Networking: basics:2"}, "f", 2).tables["ratings"]
    assert (row["competency"].value, row["level"].value) == ("Networking: basics", "2")


def test_what_a_piece_says_is_judged_at_its_column() -> None:
    assert problems(self_ratings="hipaa:9;juggling:1") == [
        ("out_of_range", "row 7, self_ratings"),
        ("unknown_value", "row 7, self_ratings"),
    ]
    assert problems(pins="c_excel@next week") == [("text_date", "row 7, pins")]


@pytest.mark.parametrize("column", ["licences", "self_ratings", "values", "blackouts", "pins", "done", "yrs_clinical"])
def test_an_error_value_survives_every_list(column: str) -> None:
    assert ("error_value", f"row 7, {column}") in problems(**{column: ErrorValue("#N/A")})


@given(
    st.dictionaries(st.sampled_from(COLUMNS), st.text(st.sampled_from("ab2:;@>. -1") | st.characters(), max_size=12))
)
def test_no_text_in_any_column_can_make_it_fail(row: dict[str, str]) -> None:
    person, issues = profile_from(raw_from_text({**P01, **row}, "f", 2), built_in(), date(2026, 11, 23))
    assert (person is None) is has_errors(issues)


def test_an_absent_column_is_a_blank_cell() -> None:
    raw = raw_from_text({}, "f", 2)
    assert raw.fields["budget_usd"] == Cell(None, raw.fields["budget_usd"].place)


def test_gates_firm_routes_degrees_and_expiry_have_columns() -> None:
    person = profile(
        gates="driving_licence:yes; evenings:no", firm_routes_only="yes", degrees="2:health", expires="rn@2030-10-31"
    )
    assert (person.gates, person.firm_routes_only) == ({"driving_licence": True, "evenings": False}, True)
    assert [(degree.level, degree.field) for degree in person.degrees] == [(2, "health")]
    assert [(note.token, note.expires) for note in person.credential_notes] == [("rn", date(2030, 10, 31))]


def test_a_license_that_lapses_in_the_roster_is_questioned_at_its_column() -> None:
    assert problems(expires="rn@2027-06-30") == [("expires_in_plan", "row 7, expires")]
