"""Tests for licences, certifications and certificates."""

from collections.abc import Callable
from typing import Any

import pytest

from liaison_planner.domain.issue import Issue
from liaison_planner.domain.profile import Profile

Problems = Callable[..., list[str]]
MakeProfile = Callable[..., Profile]
Read = Callable[..., tuple[Profile | None, tuple[Issue, ...]]]


def test_licences_and_certifications_share_a_list_and_keep_their_order(profile: MakeProfile) -> None:
    rows = [{"token": "emt"}, {"token": "Registered nurse (RN)"}]
    assert profile(licences=rows).licences == ("emt", "rn")


def test_a_certification_may_stand_in_either_list(read: Read) -> None:
    in_licences, no_issues = read(None, licences=[{"token": "chw"}])
    in_certificates, no_issues_either = read(None, certificates=[{"token": "chw"}])
    assert in_licences == in_certificates
    assert no_issues == no_issues_either == ()


@pytest.mark.parametrize(
    ("table", "token", "proper"), [("licences", "completion", "certificates"), ("certificates", "rn", "licences")]
)
def test_a_credential_in_the_wrong_list_is_moved_with_a_note(read: Read, table: str, token: str, proper: str) -> None:
    person, (issue,) = read(None, **{table: [{"token": token}]})
    assert person is not None
    assert getattr(person, proper) == (token,)
    assert getattr(person, table) == ()
    assert (issue.severity, issue.code, issue.sheet) == ("warning", "credential_moved", table)


def test_the_same_credential_in_both_lists_stands_there_twice(problems: Problems) -> None:
    found = problems(licences=[{"token": "rn"}], certificates=[{"token": "rn"}])
    assert "error duplicate certificates!token 1" in found


def test_an_unknown_credential_is_left_out_with_a_note(read: Read) -> None:
    person, (issue,) = read(licences=[{"token": "registred nurse"}, {"token": "md"}])
    assert person is not None
    assert person.licences == ("md",)
    assert (issue.severity, issue.code, issue.cell) == ("warning", "unknown_credential", "token 1")
    assert "(rn)" in issue.how_to_fix


@pytest.mark.parametrize("token", [None, " "])
def test_a_row_that_is_filled_in_except_for_its_credential_is_a_problem(problems: Problems, token: Any) -> None:
    assert problems(licences=[{"token": token, "since": 2020}]) == ["error missing licences!token 1"]
