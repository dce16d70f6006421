"""A batch costs nobody a file of their own, and mends results that were damaged, whether files or the ledger."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison_planner.batch.ledger import LEDGER
from liaison_planner.batch.run import Outcome
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE

HEADING, *PEOPLE = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
P01, P02 = PEOPLE[:2]

Run = Callable[..., Outcome]
Plans = Callable[[Path], list[dict[str, Any]]]


def write_roster(path: Path, *rows: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return write_roster(tmp_path / "r.csv", P01, P02)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_a_workbook_that_was_there_before_the_first_run_is_kept(roster: Path, out: Path, run: Run) -> None:
    out.mkdir()
    (out / "P01.xlsx").write_bytes(b"my own work")
    (out / "summary.xlsx").write_bytes(b"my own summary")
    run(roster)
    assert (out / "P01.backup-1.xlsx").read_bytes() == b"my own work"
    assert (out / "summary.backup-1.xlsx").read_bytes() == b"my own summary"


def test_a_result_that_somebody_has_edited_is_kept_when_it_has_to_be_made_anew(
    tmp_path: Path, out: Path, run: Run
) -> None:
    run(write_roster(tmp_path / "r.csv", P01, P02))
    book = openpyxl.load_workbook(out / "P02.xlsx")
    book.save(out / "P02.xlsx")
    edited = (out / "P02.xlsx").read_bytes()
    run(write_roster(tmp_path / "r.csv", P01.replace(",3500,", ",3600,"), P02.replace(",1500,", ",1600,")))
    assert (out / "P02.backup-1.xlsx").read_bytes() == edited
    assert not (out / "P01.backup-1.xlsx").exists()


def test_a_person_named_like_the_roster_beside_the_results_gets_another_file(out: Path, run: Run) -> None:
    roster = write_roster(out / "people.csv", P02.replace("P02", "people", 1))
    text = roster.read_text(encoding="utf-8")
    assert run(roster).planned == 1
    assert roster.read_text(encoding="utf-8") == text
    assert [path.name for path in out.glob("people*.xlsx")] == ["people-2.xlsx"]


def test_a_roster_that_the_summary_would_replace_is_refused(out: Path, run: Run) -> None:
    out.mkdir()
    book = openpyxl.Workbook()
    sheet = book.create_sheet("People", 0)
    for row in (HEADING.split(","), P02.split(",")):
        sheet.append(row)
    book.save(out / "summary.xlsx")
    before = (out / "summary.xlsx").read_bytes()
    assert [issue.code for issue in run(out / "summary.xlsx").issues] == ["same_file"]
    assert (out / "summary.xlsx").read_bytes() == before
    assert not (out / LEDGER).exists()


def test_results_never_go_among_the_workbooks_that_were_handed_in(out: Path, run: Run) -> None:
    out.mkdir()
    (out / "me.xlsx").write_bytes(b"PK")
    assert [issue.code for issue in run(out).issues] == ["same_folder"]
    assert [path.name for path in out.iterdir()] == ["me.xlsx"]


@pytest.mark.parametrize("name", ["P01.xlsx", "plans.jsonl", "summary.xlsx"])
@pytest.mark.parametrize("left", [0, 300])
def test_a_result_that_was_emptied_or_cut_off_is_made_again(
    roster: Path, out: Path, run: Run, name: str, left: int
) -> None:
    run(roster)
    before = (out / name).read_bytes()
    (out / name).write_bytes(before[:left])
    run(roster)
    assert len((out / name).read_bytes()) > left
    if name != "plans.jsonl":
        openpyxl.load_workbook(out / name)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE people SET about = 'nonsense' WHERE id = 'P01'",
        "UPDATE settings SET value = 'abc' WHERE key = 'run'",
        "DELETE FROM plans WHERE id = 'P02'",
        "UPDATE plans SET plan = x'789cab562a4a2f4d55b25232540600' WHERE id = 'P02'",
    ],
)
def test_a_ledger_with_a_damaged_value_is_kept_aside_and_everybody_planned_anew(
    roster: Path, out: Path, run: Run, plans: Plans, damage: str
) -> None:
    run(roster)
    expected = plans(out)
    with sqlite3.connect(out / LEDGER) as base:
        base.execute(damage)
    base.close()
    write_roster(roster, P02, P01)
    outcome = run(roster)
    assert [issue.code for issue in outcome.issues] == ["ledger_set_aside"]
    assert (out / "ledger.backup-1.sqlite").exists()
    assert plans(out) == expected[::-1]


def test_a_person_who_comes_back_to_the_roster_is_among_the_plans_again(
    roster: Path, out: Path, run: Run, plans: Plans
) -> None:
    run(roster)
    expected = plans(out)
    write_roster(roster, P01)
    run(roster)
    write_roster(roster, P01, P02)
    run(roster)
    assert plans(out) == expected
