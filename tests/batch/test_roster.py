"""Tests for rosters as a whole: headings, rows, ids."""

from datetime import date
from pathlib import Path

import pytest

from liaison_planner.batch.roster import COLUMNS, REQUIRED_COLUMNS, RosterRow, open_roster
from liaison_planner.catalogue import built_in
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE, sample_people
from liaison_planner.domain.issue import Issue
from liaison_planner.intake import profile_from
from liaison_planner.intake.roster_row import FILLED_COLUMNS, raw_from_text

HEADINGS = ",".join(REQUIRED_COLUMNS)
PERSON = ",".join(sample_people()["P01"][column] for column in REQUIRED_COLUMNS)


def roster(tmp_path: Path, *lines: str) -> tuple[tuple[RosterRow, ...], tuple[Issue, ...]]:
    path = tmp_path / "people.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    opened = open_roster(path)
    return tuple(opened), opened.issues


def only_issue(tmp_path: Path, *lines: str) -> Issue:
    rows, (issue,) = roster(tmp_path, *lines)
    assert rows == ()
    return issue


def test_the_sample_people_are_a_roster_in_which_every_column_is_known() -> None:
    opened = open_roster(SAMPLE_PEOPLE)
    rows = tuple(opened)
    assert opened.issues == ()
    assert opened.total == len(rows)
    assert [(row.number, row.person_id) for row in rows] == [
        (number, person_id) for number, person_id in enumerate(sample_people(), start=2)
    ]
    assert rows[0].expected_outcome == sample_people()["P01"]["expected_outcome"]


def test_all_sample_people_can_be_planned_for() -> None:
    assert all(profile_from(row.raw, built_in(), date(2026, 11, 23))[0] for row in open_roster(SAMPLE_PEOPLE))


def test_headings_are_known_in_any_case_and_spacing(tmp_path: Path) -> None:
    rows, issues = roster(tmp_path, HEADINGS.upper().replace(",", " , "), PERSON)
    assert issues == ()
    assert profile_from(rows[0].raw, built_in(), date(2026, 11, 23))[0]


def test_missing_columns_are_named_all_in_one_issue(tmp_path: Path) -> None:
    headings = ",".join(column for column in REQUIRED_COLUMNS if column not in {"weekly_hours", "values"})
    issue = only_issue(tmp_path, headings, PERSON)
    assert (issue.severity, issue.code, issue.cell) == ("error", "missing_columns", "row 1")
    assert "weekly_hours, values" in issue.what


@pytest.mark.parametrize("column", [column for column in COLUMNS if column not in REQUIRED_COLUMNS])
def test_every_other_column_may_be_there_or_not(tmp_path: Path, column: str) -> None:
    assert roster(tmp_path, f"{HEADINGS},{column}", f"{PERSON},")[1] == ()


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    issue = only_issue(tmp_path, f"{HEADINGS},ID", f"{PERSON},P02")
    assert (issue.code, issue.cell) == ("duplicate_column", "row 1, id")


def test_unknown_columns_are_kept_and_reported_once_each(tmp_path: Path) -> None:
    rows, issues = roster(
        tmp_path, f"{HEADINGS},Coach,max_paralel", f"{PERSON},Ann,2", f"{PERSON},Bob,".replace("P01", "P")
    )
    assert [(issue.severity, issue.code, issue.cell) for issue in issues] == [
        ("warning", "unknown_column", "row 1, Coach"),
        ("warning", "unknown_column", "row 1, max_paralel"),
    ]
    assert "max_parallel" in issues[1].how_to_fix
    assert [row.extra for row in rows] == [
        {"Coach": "Ann", "max_paralel": "2"},
        {"Coach": "Bob", "max_paralel": ""},
    ]


def test_a_column_without_a_heading_counts_only_if_it_holds_something(tmp_path: Path) -> None:
    assert roster(tmp_path, f"{HEADINGS},", f"{PERSON},")[1] == ()
    (row,), (issue,) = roster(tmp_path, f"{HEADINGS},", f"{PERSON},note")
    assert issue.code == "unknown_column"
    assert row.extra == {f"column {len(REQUIRED_COLUMNS) + 1}": "note"}


def test_a_row_with_surplus_cells_is_refused_because_its_values_may_have_slipped(tmp_path: Path) -> None:
    (row, other), _ = roster(tmp_path, HEADINGS, f"{PERSON},x", PERSON.replace("P01", "P02") + ",,")
    assert [(issue.code, issue.cell) for issue in row.raw.found] == [("too_many_cells", "row 2")]
    assert other.raw.found == ()


def test_a_roster_can_be_gone_through_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(f"{HEADINGS}\n{PERSON}\n", encoding="utf-8")
    opened = open_roster(tmp_path / "people.csv")
    assert list(opened) == list(opened)
    assert len(list(opened)) == opened.total == 1


def test_blank_rows_are_skipped_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    rows, _ = roster(tmp_path, HEADINGS, "", PERSON, "," * HEADINGS.count(","), PERSON.replace("P01", "P02"))
    assert [row.number for row in rows] == [3, 5]


def test_a_cell_with_line_breaks_is_one_row_as_in_a_spreadsheet(tmp_path: Path) -> None:
    rows, _ = roster(tmp_path, f"{HEADINGS},label", f'{PERSON},"a\nb"', f"{PERSON},c")
    assert [row.number for row in rows] == [2, 3]


@pytest.mark.parametrize("lines", [(), ("", " "), (HEADINGS,), (HEADINGS, "", ",,,")])
def test_a_roster_without_people_is_empty(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert only_issue(tmp_path, *lines).code == "empty_roster"


def test_the_catalogue_of_a_row_is_kept_as_written(tmp_path: Path) -> None:
    (row,), _ = roster(tmp_path, f"{HEADINGS},catalogue", f"{PERSON}, ours/2027 ")
    assert row.catalogue == "ours/2027"


def test_the_columns_that_must_be_filled_are_told_apart(tmp_path: Path) -> None:
    heading = ",".join(name for name in REQUIRED_COLUMNS if name not in ("weekly_hours", "values"))
    what = only_issue(tmp_path, heading, "P1").how_to_fix
    assert what == "Add them. Everybody needs something in: weekly_hours. Cells may stay blank in: values."


@pytest.mark.parametrize("column", REQUIRED_COLUMNS)
def test_a_blank_cell_is_a_problem_just_where_the_advice_says_so(column: str) -> None:
    row = {**sample_people()["P01"], column: ""}
    profile, _ = profile_from(raw_from_text(row, "people.csv", 2), built_in(), date(2026, 11, 23))
    assert (profile is None) is (column in FILLED_COLUMNS)


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("hours_per_week", "weekly_hours"),
        ("Hours per week", "weekly_hours"),
        ("licenses", "licences"),
        ("education_level", "edu_level"),
        ("budget (USD)", "budget_usd"),
    ],
)
def test_a_heading_in_other_words_is_recognized(tmp_path: Path, heading: str, meant: str) -> None:
    lines = [f"{HEADINGS},{heading}", f"{PERSON},1"]
    _, (issue,) = roster(tmp_path, *lines)
    assert issue.how_to_fix == f"If «{meant}» is meant, correct the heading."
