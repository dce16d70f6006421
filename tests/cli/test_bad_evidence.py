"""Evidence that cannot be right, typed into a real workbook, is questioned or refused with its sheet and cell."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from liaison_planner.cli import main

DAY = ["--today", "2026-11-23"]
Told = Callable[..., set[str]]
NURSE = {"Post": "Nurse", "First day": date(2019, 1, 7), "Healthcare, any role (years)": 7}
REFERENCE = {"Who or what": "Dr. Lee", "Shows": "Presenting and public speaking", "Kind": "Reference", "Level (1-4)": 1}


@pytest.mark.filterwarnings("ignore::UserWarning")
def write_rows(path: Path, table: str, rows: tuple[Mapping[str, Any], ...]) -> None:
    """The first rows of a table, by its headings."""
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book.worksheets if table in sheet.tables)
    left, top, right, _ = (int(bound or 0) for bound in range_boundaries(sheet.tables[table].ref))
    headings = {sheet.cell(top, column).value: column for column in range(left, right + 1)}
    for number, row in enumerate(rows, start=top + 1):
        for heading, value in row.items():
            sheet.cell(number, headings[heading], value)
    book.save(path)


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """Every issue about the nurse P01 with these rows in a table, as `code sheet`, after a look at its cell."""

    def check(table: str, *rows: Mapping[str, Any]) -> set[str]:
        path = tmp_path / "a.xlsx"
        main(["init", str(path), "--person", "P01", *DAY])
        write_rows(path, table, rows)
        capsys.readouterr()
        main(["check", str(path), "--json", *DAY])
        issues = json.loads(capsys.readouterr().out)["issues"]
        assert all(issue["cell"][0].isalpha() and issue["cell"][-1].isdigit() for issue in issues)
        return {f"{issue['severity']} {issue['code']} {issue['sheet']}" for issue in issues}

    return check


@pytest.mark.parametrize(
    ("table", "rows", "issue"),
    [
        ("tblExperience", [NURSE, NURSE], "warning jobs_overlap Experience"),
        ("tblExperience", [NURSE | {"Hours a week": 200}], "error out_of_range Experience"),
        (
            "tblDegrees",
            [{"Degree": "Bachelor's degree", "Field": "Health", "Day of the diploma": date(2030, 5, 15)}],
            "error future_diploma Evidence",
        ),
        (
            "tblCredentialNotes",
            [{"License or certificate": "Registered nurse (RN)", "Expires on": date(2027, 6, 30)}],
            "warning expires_in_plan Evidence",
        ),
        ("tblProofs", [REFERENCE | {"Who or what": "P01"}], "warning own_reference Evidence"),
        ("tblProofs", [REFERENCE, REFERENCE], "warning repeated_proof Evidence"),
        ("tblProofs", [REFERENCE | {"Level (1-4)": 3}], "warning rating_contradicted Skills"),
        (
            "tblChoices",
            [{"Decision": "done", "Offering": "Spreadsheets and dashboards for outreach reporting"}] * 2,
            "warning repeated_choice Preferences",
        ),
    ],
    ids=["overlap", "200 hours", "diploma", "license", "own reference", "same piece", "rating", "same course"],
)
def test_what_cannot_be_right_is_told_with_its_cell(
    told: Told, table: str, rows: list[Mapping[str, Any]], issue: str
) -> None:
    assert issue in told(table, *rows)


def test_sound_evidence_is_silent(told: Told) -> None:
    assert told("tblProofs", REFERENCE | {"Verified by": "Coach Kim", "Verified on": date(2026, 11, 2)}) == set()
