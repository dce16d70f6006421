"""Evidence beside a roster: posts, degrees, credentials and references, keyed by the person's id."""

import csv
import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison_planner import services
from liaison_planner.batch.evidence_files import read_evidence
from liaison_planner.batch.people import people_of, with_evidence
from liaison_planner.batch.roster import RosterRow
from liaison_planner.batch.run import Outcome
from liaison_planner.catalogue import built_in
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.cli import main

Run = Callable[..., Outcome]
ToldOf = Callable[..., set[str]]
DAY = date(2026, 11, 23)
Plans = Callable[[Path], list[dict[str, Any]]]
POST = {
    "id": "P01",
    "role": "Staff nurse",
    "employer": "Riverside Orthopedics",
    "fields": "healthcare;clinical",
    "first": "2019-01-07",
    "last": "",
    "hours_per_week": "36",
    "verified_by": "Riverside HR",
    "verified_on": "2026-11-02",
}
DEGREE = {"id": "P01", "level": "3", "field": "health", "finished": "2018-05-15", "verified_by": "registrar"}
LICENSE = {"id": "P01", "token": "rn", "expires": "2029-10-31", "verified_by": "state board"}
REFERENCE = {
    "id": "P01",
    "kind": "reference",
    "title": "Dr. Lee",
    "competency": "phys_engage",
    "level": "3",
    "verified_by": "Coach Kim",
}


def write(path: Path, *rows: Mapping[str, str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """The nurse and the pharmaceutical representative."""
    write(tmp_path / "people.csv", sample_people()["P01"], sample_people()["P02"])
    return tmp_path / "people.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "evidence").mkdir()
    return tmp_path / "evidence"


@pytest.fixture
def told_of(roster: Path, folder: Path) -> ToldOf:
    """What is said of the nurse when these rows stand in one file beside the roster."""

    def told_of(name: str, *rows: Mapping[str, str]) -> set[str]:
        write(folder / f"{name}.csv", *rows)
        nurse = next(with_evidence(people_of(str(roster)), read_evidence(folder)).read())
        assert isinstance(nurse, RosterRow)
        issues = services.person_from(nurse.raw, built_in(), DAY).issues
        return {f"{issue.severity} {issue.code} {issue.sheet} {issue.cell}" for issue in issues}

    return told_of


def codes(plan: dict[str, Any]) -> set[str]:
    return {f"{issue['severity']} {issue['code']} {issue['sheet']} {issue['cell']}" for issue in plan["issues"]}


def test_verified_posts_degrees_and_references_raise_the_sure_end_of_readiness(
    run: Run, plans: Plans, roster: Path, folder: Path, tmp_path: Path
) -> None:
    """P01 with nothing verified reads 0 % to 50 %; her route is complete only by what she declares."""
    run(roster)
    (bare, other) = plans(tmp_path / "out")
    assert (bare["readiness"]["low"], bare["readiness"]["route_verified"]) == (0, None)
    write(folder / "posts.csv", POST)
    write(folder / "degrees.csv", DEGREE)
    write(folder / "credentials.csv", LICENSE)
    write(folder / "references.csv", REFERENCE)
    run(roster, evidence=folder)
    (backed, same) = plans(tmp_path / "out")
    assert backed["readiness"]["low"] > 0
    assert backed["readiness"]["high"] == bare["readiness"]["high"]
    assert backed["readiness"]["route_verified"] == "R01"
    assert [item["offering_id"] for item in backed["items"]] == [item["offering_id"] for item in bare["items"]]
    assert same == other


def test_posts_are_part_of_the_years_in_the_roster_and_stand_in_the_workbook(
    run: Run, roster: Path, folder: Path, tmp_path: Path
) -> None:
    """Eight years in all; the post since January 2019 carries 7.2 of them at 31.5 of 35 hours a week."""
    write(folder / "posts.csv", POST | {"hours_per_week": "31.5"})
    run(roster, evidence=folder)
    book = openpyxl.load_workbook(tmp_path / "out" / "P01.xlsx")["Experience"]
    top = next(row for row in range(1, 20) if book.cell(row, 2).value == "Post")
    headings = {book.cell(top, column).value: column for column in range(1, 16)}
    rows = [
        [book.cell(top + at, headings[name]).value for name in ("Post", "Healthcare, any role (years)", "Verified by")]
        for at in (1, 2, 3)
    ]
    assert rows == [["Staff nurse", 7.2, "Riverside HR"], ["Other posts", 0.8, None], [None, None, None]]


@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        ("posts", POST | {"hours_per_week": "200"}, "error out_of_range posts.csv row 2, hours_per_week"),
        ("posts", POST | {"first": "7 Jan 2019"}, "error text_date posts.csv row 2, first"),
        ("posts", POST | {"first": ""}, "error missing posts.csv row 2, first"),
        ("posts", POST | {"fields": "nursing"}, "error unknown_value posts.csv row 2, fields"),
        ("posts", POST | {"first": "2010-01-04"}, "warning years_disagree people.csv row 2, yrs_healthcare"),
        ("posts", POST | {"verified_on": "2027-11-02"}, "warning not_verified posts.csv row 2, verified_by"),
        ("degrees", DEGREE | {"finished": "2030-05-15"}, "error future_diploma degrees.csv row 2, finished"),
        ("credentials", LICENSE | {"expires": "2027-06-30"}, "warning expires_in_plan credentials.csv row 2, expires"),
        ("credentials", LICENSE | {"token": "chw"}, "warning not_listed credentials.csv row 2, token"),
        ("references", REFERENCE | {"title": "P01"}, "warning own_reference references.csv row 2, title"),
        ("references", REFERENCE | {"level": "9"}, "error out_of_range references.csv row 2, level"),
    ],
)
def test_what_cannot_be_right_is_told_with_file_row_and_column(
    told_of: ToldOf, name: str, row: dict[str, str], told: str
) -> None:
    assert told in told_of(name, row)


def test_overlapping_posts_count_no_day_twice(told_of: ToldOf) -> None:
    full_time = POST | {"hours_per_week": "40"}
    told = told_of("posts", full_time, full_time | {"role": "Float nurse"})
    assert "warning jobs_overlap posts.csv row 3, fields" in told


def test_a_row_about_nobody_is_an_error_and_everybody_is_planned_all_the_same(
    run: Run, plans: Plans, roster: Path, folder: Path, tmp_path: Path
) -> None:
    write(folder / "posts.csv", POST, POST | {"id": "P1"}, POST | {"id": ""})
    outcome = run(roster, evidence=folder)
    assert [(issue.code, issue.sheet, issue.cell) for issue in outcome.issues] == [
        ("evidence_of_nobody", "posts.csv", "row 3, id"),
        ("evidence_of_nobody", "posts.csv", "row 4, id"),
    ]
    assert "«P01»" in outcome.issues[0].how_to_fix or "«P02»" in outcome.issues[0].how_to_fix
    assert outcome.problems
    assert {plan["status"] for plan in plans(tmp_path / "out")} == {"optimal"}


def test_files_that_cannot_be_used_stop_the_batch_and_all_are_named(run: Run, roster: Path, folder: Path) -> None:
    write(folder / "posts.csv", {"id": "P01", "role": "Nurse", "start": "2019-01-07"})
    write(folder / "degrees.csv", DEGREE)
    (folder / "degrees.xlsx").write_bytes(b"no workbook")
    outcome = run(roster, evidence=folder)
    assert outcome.counts == {}
    assert {(issue.severity.value, issue.code, issue.sheet) for issue in outcome.issues} == {
        ("error", "missing_columns", "posts.csv"),
        ("warning", "unknown_column", "posts.csv"),
        ("error", "evidence_twice", "degrees.csv"),
    }


def test_a_folder_without_evidence_is_told(tmp_path: Path) -> None:
    assert [issue.code for issue in read_evidence(tmp_path).issues] == ["evidence_not_found"]


def test_the_other_kinds_of_file_say_the_same(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    write(folder / "references.csv", REFERENCE)
    expected = read_evidence(folder).rows["P01"]
    for ending, save in (("xlsx", "to_excel"), ("parquet", "to_parquet")):
        frame = pandas.DataFrame([REFERENCE])
        (folder / f"references.{'csv' if ending == 'xlsx' else 'xlsx'}").unlink()
        getattr(frame, save)(folder / f"references.{ending}", index=False)
        (row,) = read_evidence(folder).rows["P01"]
        assert row.cells == expected[0].cells


def test_only_people_whose_evidence_changed_are_planned_again(run: Run, roster: Path, folder: Path) -> None:
    write(folder / "posts.csv", POST)
    assert run(roster, evidence=folder).planned == 2
    assert run(roster, evidence=folder).planned == 0
    write(folder / "posts.csv", POST | {"id": "P02"}, POST)
    assert run(roster, evidence=folder).planned == 1


def test_the_command_takes_the_folder(
    roster: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "references.csv", REFERENCE | {"title": "myself"})
    out = tmp_path / "results"
    command = ["batch", str(roster), "-o", str(out), "--evidence", str(folder), "--today", "2026-11-23", "--quiet"]
    assert main([*command, "--workers", "1"]) == 0
    capsys.readouterr()
    plan = json.loads((out / "plans.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert "warning own_reference references.csv row 2, title" in codes(plan)
