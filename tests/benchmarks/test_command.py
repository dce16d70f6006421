"""The command prints one table, tells right claims from wrong ones, and says what is missing."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from benchmarks.__main__ import main
from benchmarks.openpyxl_build import OpenpyxlBuild
from liaison_planner.catalogue import Catalogue
from liaison_planner.workbook.templates import template_bytes


def _cells(text: str) -> dict[tuple[str, str], str]:
    """What was measured, by benchmark and figure, from a Markdown table."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return {(row[0], row[1]): row[2] for row in rows[2:]}


def test_the_projects_are_proven_and_nothing_is_wrong(projects: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--markdown", "psplib", str(projects), "--without-peer"]) == 0
    cells = _cells(capsys.readouterr().out)
    assert cells["j30, this planner", "proven within 10 s"] == "1 of 1 (100.0 %)"
    assert cells["j10.mm, this planner", "wrong"] == "none"


def test_a_claim_that_contradicts_what_is_known_is_told(projects: Path, capsys: pytest.CaptureFixture[str]) -> None:
    best = projects / "best_known.csv"
    best.write_text(best.read_text().replace("single.sm,6,6", "single.sm,5,5").replace("multi.mm,6,6", "multi.mm,9,7"))
    assert main(["--markdown", "psplib", str(projects), "--without-peer"]) == 0
    cells = _cells(capsys.readouterr().out)
    assert cells["j30, this planner", "wrong"] == "single.sm: 6"
    assert cells["j10.mm, this planner", "wrong"] == "multi.mm: 6"


def test_many_seeds_make_many_claims(projects: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--markdown", "false-proofs", str(projects), "--seeds", "3"]) == 0
    cells = _cells(capsys.readouterr().out)
    assert cells["j10.mm, 3 seeds", "claims of a best schedule"] == "3 of 3 (100.0 %)"
    assert cells["j10.mm, 3 seeds", "wrong claims"] == "none"


def test_random_people_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--markdown", "people", "--number", "2"]) == 0
    captured = capsys.readouterr().out
    assert "OR-Tools" in captured.splitlines()[0]
    assert _cells(captured)["2 people, 60 offerings", "with a plan"].endswith("%)")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("best_known.csv", "best_known.csv"),
        ("j30", "holds none of j10.mm, j20.mm, j30"),
        ("row", "does not know single.sm of j30"),
    ],
)
def test_a_folder_that_lacks_something_is_told(
    projects: Path, capsys: pytest.CaptureFixture[str], damage: str, message: str
) -> None:
    best = projects / "best_known.csv"
    if damage == "best_known.csv":
        best.unlink()
    elif damage == "row":
        best.write_text("set,instance,makespan,lower_bound\nj10.mm,multi.mm,6,6\n")
    else:
        (projects / "j30").rename(projects / "other")
        (projects / "j10.mm").rename(projects / "another")
    assert main(["psplib", str(projects), "--without-peer"]) == 2
    assert message in capsys.readouterr().err


def test_the_memory_of_filling_and_reading_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workbook-memory", "--files", "3"]) == 0
    assert "3 workbooks filled and read" in capsys.readouterr().out


def test_openpyxl_builds_the_same_values(catalogue: Catalogue) -> None:
    """What openpyxl is measured with must do the work."""
    package = template_bytes(catalogue)
    built, template = (load_workbook(io.BytesIO(each)) for each in (OpenpyxlBuild(package).build(), package))
    assert built.sheetnames == template.sheetnames
    for sheet in template:
        there = built[sheet.title]
        assert [[cell.value for cell in row] for row in there.iter_rows()] == [
            [cell.value for cell in row] for row in sheet.iter_rows()
        ]
        assert set(there.tables) == set(sheet.tables)
        assert len(there.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
