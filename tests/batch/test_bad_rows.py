"""Answers that cannot be right are questioned or refused in a roster as in a workbook, and the plans' JSON says so."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison_planner import services
from liaison_planner.batch.run import Outcome
from liaison_planner.catalogue import built_in
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.cli import main
from liaison_planner.intake.roster_row import raw_from_text

DAY = date(2026, 11, 23)
TWICE = "c_excel;c_excel"


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("done", TWICE, "warning repeated_choice people.csv row 2, done"),
        ("expires", "rn@2027-06-30", "warning expires_in_plan people.csv row 2, expires"),
        ("expires", "rn@2026-06-30", "warning expired people.csv row 2, expires"),
        ("weekly_hours", "200", "error out_of_range people.csv row 2, weekly_hours"),
        ("degrees", "9:health", "error out_of_range people.csv row 2, degrees"),
        ("licences", "rn;rn", "error duplicate people.csv row 2, licences"),
    ],
)
def test_a_bad_cell_of_a_roster_is_told_with_row_and_column(column: str, value: str, told: str) -> None:
    raw = raw_from_text(sample_people()["P01"] | {column: value}, "people.csv", 2)
    issues = services.person_from(raw, built_in(), DAY).issues
    assert told in {f"{issue.severity} {issue.code} {issue.sheet} {issue.cell}" for issue in issues}


def test_the_json_of_plans_holds_what_is_questioned_and_what_is_refused(
    run: Callable[..., Outcome], plans: Callable[[Path], list[dict[str, Any]]], tmp_path: Path
) -> None:
    sure = sample_people()["P02"]
    people = [sure | {"id": "A", "done": TWICE}, sure | {"id": "B", "done": "", "weekly_hours": "200"}]
    with (tmp_path / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(people[0]))
        writer.writeheader()
        writer.writerows(people)
    run(tmp_path / "people.csv")
    found = {plan["person_id"]: plan for plan in plans(tmp_path / "out")}
    assert [issue["code"] for issue in found["A"]["issues"]] == ["repeated_choice"]
    assert found["A"]["status"] == "optimal"
    assert [issue["code"] for issue in found["B"]["issues"]] == ["out_of_range"]
    assert found["B"]["status"] == "invalid_input"


def test_the_json_of_one_plan_holds_the_same_issues_as_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """P12 rates preceptor recruitment below what her year in education administration usually brings."""
    book = str(tmp_path / "P12.xlsx")
    main(["init", book, "--person", "P12", "--today", str(DAY)])
    documents = []
    for command in (["check", book], ["plan", book, "-o", str(tmp_path / "out.xlsx")]):
        capsys.readouterr()
        main([*command, "--json", "--today", str(DAY)])
        documents.append(json.loads(capsys.readouterr().out)["issues"])
    assert documents[0] == documents[1]
    assert [(issue["code"], issue["sheet"]) for issue in documents[0]] == [("rating_low", "Skills")]
