"""What a careful editor would find wrong, each in the smallest edit that shows it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from liaison_planner.catalogue.load import load

Edit = Callable[..., int]
Found = Callable[..., list[str]]

DANGLING = [
    ("offerings", "prerequisites", "c_juggling"),
    ("offerings", "prerequisites", "edu_level>=1|c_juggling"),
    ("offerings", "prerequisites", "juggling>=1"),
    ("offerings", "prerequisites", "edu_level>=6"),
    ("offerings", "prerequisites", "edu_level>=0"),
    ("offerings", "prerequisites", "license=pilot"),
    ("offerings", "prerequisites", "license=capm"),
    ("offerings", "prerequisites", "cert=rn"),
    ("offerings", "prerequisites", "certificate=juggling"),
    ("offerings", "prerequisites", "degree_field=juggling"),
    ("offerings", "teaches", "juggling:1"),
    ("offerings", "credential_awarded", "cert:juggling"),
    ("offerings", "credential_awarded", "certificate:capm"),
    ("offerings", "credential_awarded", "degree:bachelor:juggling"),
    ("routes", "requirements", "license=pilot"),
    ("routes", "requirements", "juggling>=1"),
]


@pytest.mark.parametrize(("table", "column", "text"), DANGLING)
def test_a_name_that_the_catalogue_does_not_have_dangles(
    edit: Edit, found: Found, table: str, column: str, text: str
) -> None:
    row = {"offerings": "c_google_da", "routes": "R01"}[table]
    edit(table, row, **{column: text})
    assert [each for each in found() if "untaught" not in each] == [f"catalogue_dangling {table}.csv {row}, {column}"]


@pytest.mark.parametrize("column", ["prerequisites", "teaches"])
@pytest.mark.parametrize("level", ["0", "5"])
def test_levels_are_on_the_scale(edit: Edit, found: Found, column: str, level: str) -> None:
    mark = {"prerequisites": ">=", "teaches": ":"}[column]
    edit("offerings", "c_tch", **{column: f"cultural_comp{mark}{level}"})
    assert found() == [f"catalogue_level offerings.csv c_tch, {column}"]


@pytest.mark.parametrize("name", ["certificate", "license"])
def test_any_stands_only_for_certifications(edit: Edit, found: Found, name: str) -> None:
    """Nobody holds «any» certificate or licence: what counts as one for the plan would count as none for its judge."""
    edit("routes", "R08", requirements=f"{name}=any")
    assert found() == ["catalogue_dangling routes.csv R08, requirements"]


# circles


def test_offerings_that_wait_for_each_other_are_a_circle(edit: Edit, found: Found) -> None:
    edit("offerings", "c_excel", prerequisites="c_trailhead")
    edit("offerings", "c_trailhead", prerequisites="c_excel")
    assert [each for each in found() if "cycle" in each] == [
        "catalogue_cycle offerings.csv c_trailhead",
        "catalogue_cycle offerings.csv c_excel",
    ]


def test_an_offering_that_waits_for_itself_is_a_circle(edit: Edit, found: Found) -> None:
    edit("offerings", "c_excel", prerequisites="c_excel")
    assert "catalogue_cycle offerings.csv c_excel" in found()


def test_an_alternative_opens_the_circle(edit: Edit, found: Found) -> None:
    edit("offerings", "c_excel", prerequisites="c_trailhead|edu_level>=1")
    edit("offerings", "c_trailhead", prerequisites="c_excel")
    assert found() == []


def test_what_only_waits_for_a_circle_is_not_said_to_be_in_it(edit: Edit, found: Found) -> None:
    edit("offerings", "c_excel", prerequisites="c_trailhead")
    edit("offerings", "c_trailhead", prerequisites="c_excel")
    edit("offerings", "c_tch", prerequisites="c_excel")
    assert "catalogue_cycle offerings.csv c_tch" not in found()


# figures and levels


@pytest.mark.parametrize(
    ("column", "low", "high"), [("effort_hours", "effort_low", "effort_high"), ("cost_usd", "cost_low", "cost_high")]
)
def test_a_figure_lies_in_its_own_range(edit: Edit, found: Found, column: str, low: str, high: str) -> None:
    for ends in ({low: "5", high: "8"}, {low: "9", high: ""}, {low: "", high: "8"}, {low: "9", high: "8"}):
        edit("offerings", "c_tch", **{column: "8.5", **ends})
        expected = [] if ends == {low: "", high: ""} else [f"catalogue_range offerings.csv c_tch, {column}"]
        assert found() == expected
    edit("offerings", "c_tch", **{column: "8.5", low: "8.5", high: "8.5"})
    assert found() == []


def test_a_required_level_is_taught_somewhere(edit: Edit, found: Found) -> None:
    edit("competencies", "service_recovery", medical_school="4")
    assert found() == ["catalogue_untaught competencies.csv service_recovery"]


def test_a_level_that_is_taught_but_cannot_be_reached_from_a_blank_start_is_a_warning(edit: Edit, found: Found) -> None:
    edit("competencies", "edu_compliance", medical_school="4")
    assert found() == []
    assert "catalogue_unreachable_level competencies.csv edu_compliance" in found("warning")


def test_an_offering_that_nobody_can_start_is_a_warning_that_names_what_is_missing(edit: Edit, folder: Path) -> None:
    edit("offerings", "c_tch", prerequisites="edu_level>=1;license=md")
    _, issues = load(folder)
    (issue,) = [each for each in issues if each.cell == "c_tch"]
    assert (issue.severity, issue.code) == ("warning", "catalogue_unreachable")
    assert "license=md" in issue.what
    assert "edu_level" not in issue.what


@pytest.mark.parametrize("answer", ["no", "sometimes"])
def test_every_focus_area_needs_a_firmly_accepted_route(edit: Edit, found: Found, answer: str) -> None:
    for number in range(14):
        edit("routes", number, consulting=answer)
    assert found() == ["catalogue_no_route routes.csv consulting"]


def test_errors_come_before_warnings(edit: Edit, folder: Path) -> None:
    edit("offerings", "c_tch", prerequisites="license=md", teaches="cultural_comp:2;juggling:1")
    _, issues = load(folder)
    severities = [issue.severity for issue in issues]
    assert severities == sorted(severities)
    assert set(severities) == {"error", "warning"}
