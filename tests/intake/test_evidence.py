"""Tests for degrees, dates of licences, references and portfolio pieces, and who has verified them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner.domain.issue import Issue
from liaison_planner.domain.profile import Profile

Problems = Callable[..., list[str]]
MakeProfile = Callable[..., Profile]
Read = Callable[..., tuple[Profile | None, tuple[Issue, ...]]]

SEEN: dict[str, Any] = {"verified_by": "HR office", "verified_on": date(2026, 11, 2)}
VOUCHES: dict[str, Any] = {"kind": "Reference", "title": "Dr. Lee", "competency": "phys_engage", "level": 3}


# degrees


def test_a_degree_keeps_its_level_field_day_and_verifier(profile: MakeProfile) -> None:
    row = {"level": "Bachelor's degree", "field": "Health", "finished": date(2019, 5, 15), **SEEN}
    (degree,) = profile(degrees=[row]).degrees
    assert (degree.level, degree.field, degree.finished) == (3, "health", date(2019, 5, 15))
    assert (degree.verified, degree.verified_by, degree.counts) == (True, "HR office", True)


def test_a_diploma_of_the_future_waits_but_stays_listed(read: Read) -> None:
    """The plan begins on 4 January 2027."""
    person, (issue,) = read(degrees=[{"level": 4, "field": "health", "finished": date(2028, 5, 15)}])
    assert person is not None
    assert [degree.counts for degree in person.degrees] == [False]
    assert (issue.severity, issue.code, issue.cell) == ("warning", "future_diploma", "finished 1")


def test_a_diploma_dated_before_the_plan_begins_counts(profile: MakeProfile) -> None:
    (degree,) = profile(degrees=[{"level": 3, "field": "health", "finished": date(2026, 12, 20)}]).degrees
    assert degree.counts


def test_the_highest_degree_cannot_rest_on_a_diploma_of_the_future(problems: Problems) -> None:
    row = {"level": 3, "field": "health", "finished": date(2028, 5, 15)}
    assert problems(degrees=[row]) == ["error future_diploma degrees!finished 1"]
    held = {"level": 3, "field": "health", "finished": date(2019, 5, 15)}
    assert problems(degrees=[held, row]) == ["warning repeated_degree degrees!level 2"]


def test_a_degree_above_the_highest_one_is_questioned(problems: Problems) -> None:
    assert problems(degrees=[{"level": 5, "field": "medicine"}]) == ["warning higher_degree degrees!level 1"]


# licences


@pytest.mark.parametrize(
    ("day", "counts", "code"),
    [
        (date(2026, 12, 31), False, "expired"),
        (date(2027, 6, 30), True, "expires_in_plan"),
        (date(2028, 10, 31), True, None),
    ],
)
def test_a_licence_is_judged_by_the_first_day_and_the_target_date(
    read: Read, day: date, counts: bool, code: str | None
) -> None:
    person, issues = read(licences=[{"token": "rn"}], credential_notes=[{"token": "rn", "expires": day}])
    assert person is not None
    assert (person.licences, person.credential_notes[0].counts) == (("rn",), counts)
    assert [issue.code for issue in issues] == ([code] if code else [])


def test_dates_of_a_licence_that_is_not_held_are_questioned(problems: Problems) -> None:
    assert problems(credential_notes=[{"token": "rn"}]) == ["warning not_listed credential_notes!token 1"]


def test_a_licence_has_its_dates_once(problems: Problems) -> None:
    rows = [{"token": "rn"}, {"token": "rn"}]
    assert problems(licences=rows[:1], credential_notes=rows) == ["error duplicate credential_notes!token 2"]


# references and portfolio


def test_a_reference_names_one_skill_and_its_level(profile: MakeProfile) -> None:
    (proof,) = profile(proofs=[VOUCHES]).proofs
    assert (proof.kind, proof.title, proof.competency, proof.level) == ("reference", "Dr. Lee", "phys_engage", 3)
    assert (proof.counts, proof.verified) == (True, False)


@pytest.mark.parametrize("name", ["A", " a ", "Myself", "me"])
def test_a_reference_who_is_the_person_does_not_count(read: Read, name: str) -> None:
    person, (issue,) = read(proofs=[VOUCHES | {"title": name}])
    assert person is not None
    assert not person.proofs[0].counts
    assert (issue.severity, issue.code, issue.cell) == ("warning", "own_reference", "title 1")


def test_the_same_piece_for_the_same_skill_counts_once(read: Read) -> None:
    person, (issue,) = read(proofs=[VOUCHES, VOUCHES | {"title": "DR. LEE"}])
    assert person is not None
    assert [proof.counts for proof in person.proofs] == [True, False]
    assert (issue.code, issue.cell) == ("repeated_proof", "title 2")


@pytest.mark.parametrize("gone", ["kind", "title", "competency", "level"])
def test_a_half_filled_row_is_a_problem(problems: Problems, gone: str) -> None:
    assert problems(proofs=[VOUCHES | {gone: None}]) == [f"error missing proofs!{gone} 1"]


# verified by whom, and when


@pytest.mark.parametrize(
    ("checked", "cell"),
    [
        ({"verified_by": "A"}, "verified_by 1"),
        ({"verified_by": "myself", "verified_on": date(2026, 1, 1)}, "verified_by 1"),
        ({"verified_on": date(2026, 1, 1)}, "verified_on 1"),
        ({"verified_by": "HR", "verified_on": date(2027, 5, 1)}, "verified_by 1"),
    ],
)
def test_only_somebody_else_and_only_in_the_past_verifies(read: Read, checked: dict[str, Any], cell: str) -> None:
    person, (issue,) = read(proofs=[VOUCHES | checked])
    assert person is not None
    assert not person.proofs[0].verified
    assert (issue.severity, issue.code, issue.cell) == ("warning", "not_verified", cell)


def test_a_name_alone_verifies(profile: MakeProfile) -> None:
    assert profile(proofs=[VOUCHES | {"verified_by": "Coach Kim"}]).proofs[0].verified


# the same course twice


def test_a_course_that_is_done_twice_is_told_and_counted_once(read: Read) -> None:
    rows = [{"offering": "c_excel", "decision": "done"}, {"offering": "c_excel", "decision": "done"}]
    person, (issue,) = read(choices=rows)
    assert person is not None
    assert person.done == ("c_excel",)
    assert (issue.code, issue.cell) == ("repeated_choice", "offering 2")
