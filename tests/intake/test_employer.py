"""What an employer pays for, and the hours beside a new post, as somebody enters them."""

from collections.abc import Callable

import pytest

from liaison_planner.domain.profile import Profile

MakeProfile = Callable[..., Profile]
Problems = Callable[..., list[str]]


def test_nothing_is_paid_unless_it_is_said(profile: MakeProfile) -> None:
    person = profile()
    assert (person.employer_pays_usd, person.employer_pays_for, person.hours_in_new_post) == (0, (), None)


def test_offerings_are_named_by_title_or_id_and_kept_in_the_order_of_the_catalogue(profile: MakeProfile) -> None:
    rows = [{"offering": "c_pm_intro"}, {"offering": "HIPAA role module for field staff and business associates"}]
    one = profile({"employer_pays_usd": "$1,500"}, employer_pays_for=rows)
    other = profile({"employer_pays_usd": 1500}, employer_pays_for=list(reversed(rows)))
    assert one == other
    assert len(one.employer_pays_for) == 2


def test_what_is_paid_for_without_how_much_is_questioned(problems: Problems) -> None:
    rows = [{"offering": "c_pm_intro"}]
    assert problems({}, employer_pays_for=rows) == ["warning employer_pays_missing employer_pays_for!offering 1"]


def test_a_free_offering_and_one_named_twice_are_told(problems: Problems) -> None:
    rows = [{"offering": "c_hipaa_core"}, {"offering": "c_pm_intro"}, {"offering": "c_pm_intro"}]
    found = problems({"employer_pays_usd": 500}, employer_pays_for=rows)
    assert "warning employer_pays_free employer_pays_for!offering 1" in found
    assert any(issue.endswith("employer_pays_for!offering 3") for issue in found)


def test_an_unknown_offering_is_refused_at_its_cell(problems: Problems) -> None:
    found = problems({"employer_pays_usd": 500}, employer_pays_for=[{"offering": "c_nothing_like_it"}])
    assert found == ["error unknown_value employer_pays_for!offering 1"]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, []),
        (8, []),
        (9, ["warning more_hours_in_post Profile!hours_in_new_post"]),
        (81, ["error out_of_range Profile!hours_in_new_post"]),
        ("few", ["error not_a_number Profile!hours_in_new_post"]),
    ],
)
def test_hours_beside_a_post_are_at_most_the_usual_ones(
    problems: Problems, hours: float | str, expected: list[str]
) -> None:
    assert problems({"hours_in_new_post": hours}) == expected
