"""`replan` and `undo` on the command line."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liaison_planner.cli import main
from liaison_planner.views import Content
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.original import Original

DAY = "2027-01-20"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sample person's workbook with the plan of 23 November 2026."""
    path = tmp_path_factory.mktemp("living") / "me.xlsx"
    assert main(["init", str(path), "--person", "P01"]) == 0
    assert main(["plan", str(path), "--in-place", "--today", "2026-11-23"]) == 0
    return path.read_bytes()


@pytest.fixture
def mine(planned: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "me.xlsx"
    path.write_bytes(planned)
    return path


Say = Callable[[Path, int, str, str | float | date], None]


@pytest.fixture
def say() -> Say:
    """Writes beside a step of the sheet Plan, as its user would."""

    def say(path: Path, row: int, key: str, value: str | float | date) -> None:
        found = Original(path.read_bytes()).table("tblPlan")
        assert found is not None
        book = load_workbook(io.BytesIO(path.read_bytes()))
        book["Plan"].cell(found.rows[row], found.columns[key], value)
        book.save(path)

    return say


def test_replan_tells_what_has_become_of_each_step_and_what_staying_close_costs(
    mine: Path, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    say(mine, 0, "progress", "done")
    say(mine, 0, "ended", date(2027, 1, 17))
    assert main(["replan", str(mine), "--in-place", "--today", DAY]) == 0
    told = capsys.readouterr().out
    assert "What changes:" in told
    assert "You have finished it." in told
    assert "marked as begun" in told
    assert "made afresh" in told
    rows = load_workbook(mine)["History"]
    words = {str(cell.value) for row in rows.iter_rows() for cell in row}
    assert {"2: replanned, staying close", "1: planned", "done"} <= words


def test_plan_tells_on_history_what_it_changed_too(mine: Path, say: Say) -> None:
    say(mine, 0, "progress", "done")
    assert main(["plan", str(mine), "--in-place", "--today", DAY]) == 0
    words = {str(cell.value) for row in load_workbook(mine)["History"].iter_rows() for cell in row}
    assert {"2: planned", "done", "You have finished it."} <= words


def test_replan_as_a_dry_run_writes_nothing(mine: Path, planned: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replan", str(mine), "--dry-run", "--today", DAY]) == 0
    assert "Nothing was written" in capsys.readouterr().out
    assert mine.read_bytes() == planned
    assert [path.name for path in mine.parent.iterdir()] == ["me.xlsx"]


def test_replan_as_json_is_one_document(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replan", str(mine), "--dry-run", "--json", "--today", DAY]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["plan"]["schema"] == "liaison-plan/1"
    assert {change["kind"] for change in document["changes"]} >= {"moved"}


def test_undo_takes_the_plan_back_and_then_has_nothing_left(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replan", str(mine), "--in-place", "--today", DAY]) == 0
    assert main(["undo", str(mine)]) == 0
    assert "Taken back: plan 2" in capsys.readouterr().out
    assert main(["undo", str(mine)]) == 2
    assert "no earlier plan" in capsys.readouterr().err


def test_without_a_plan_there_is_nothing_to_replan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new.xlsx"
    assert main(["init", str(path), "--person", "P02"]) == 0
    assert main(["replan", str(path), "--in-place", "--today", DAY]) == 2
    assert "There is no plan" in capsys.readouterr().err
    assert main(["undo", str(path)]) == 2


def test_mistakes_beside_a_step_stop_the_plan_and_are_told_with_their_cell(
    mine: Path, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    say(mine, 0, "progress", "done")
    say(mine, 0, "began", date(2027, 1, 18))
    say(mine, 0, "ended", date(2027, 1, 11))
    assert main(["replan", str(mine), "--in-place", "--today", DAY]) == 1
    assert "Plan!" in capsys.readouterr().err


def test_export_hands_the_plan_on_in_every_form_at_once(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forms = {
        "ics": b"BEGIN:VCALENDAR",
        "csv": b"\xef\xbb\xbfid,step",
        "json": b"{",
        "text": b"Your next",
        "msproject": b"<?xml",
    }
    outs = {form: mine.parent / f"out.{form}" for form in forms}
    asked = [part for form, path in outs.items() for part in (f"--{form}", str(path))]
    assert main(["export", str(mine), *asked, "--today", DAY]) == 0
    assert capsys.readouterr().out.count("Made ") == len(forms)
    assert all(outs[form].read_bytes().startswith(begin) for form, begin in forms.items())
    assert json.loads(outs["json"].read_bytes())["today"] == "2026-11-23"


@pytest.mark.parametrize("asked", [[], ["--ics", "{file}"], ["--ics", "{folder}/none/out.ics"]])
def test_export_to_nowhere_is_wrong_usage(mine: Path, asked: list[str], planned: bytes) -> None:
    told = [part.format(file=mine, folder=mine.parent) for part in asked]
    assert main(["export", str(mine), *told]) == 2
    assert mine.read_bytes() == planned


def test_two_forms_never_go_into_one_file(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = mine.parent / "out.x"
    assert main(["export", str(mine), "--csv", str(out), "--json", str(out)]) == 2
    assert "for --csv and for --json" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    "command", ["undo {folder}", "undo .", "agree .", "plan .", "replan . --in-place", "export {file} --ics {folder}"]
)
def test_a_folder_where_a_file_is_needed_is_told_by_its_name(
    mine: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command.format(file=mine, folder=mine.parent).split()) == 2
    told = capsys.readouterr().err
    assert "is a folder. Name a file in it." in told
    assert ".tmp" not in told


def test_export_of_a_workbook_without_a_plan_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new.xlsx"
    assert main(["init", str(path)]) == 0
    assert main(["export", str(path), "--csv", str(tmp_path / "x.csv")]) == 2
    assert "There is no plan" in capsys.readouterr().err


def test_an_agreed_plan_is_what_later_plans_are_measured_by(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agree", str(mine), "--today", "2026-11-23", "--review", "2027-01-18"]) == 0
    assert "Agreement 1 of 2026-11-23" in capsys.readouterr().out
    headline = load_workbook(mine)["Agreement"]
    assert any("agreement 1 of 23 Nov 2026" in str(c.value) for row in headline.iter_rows(max_row=12) for c in row)
    assert main(["replan", str(mine), "--in-place", "--today", DAY]) == 0
    words = [str(cell.value) for row in load_workbook(mine)["History"].iter_rows() for cell in row]
    assert any(word.startswith("Against agreement 1 of 23 Nov 2026: late by") for word in words)
    assert any(word.startswith("late by") for word in words)
    assert main(["agree", str(mine), "--today", DAY]) == 0
    assert "Agreement 2" in capsys.readouterr().out


def test_agreeing_on_a_review_in_the_past_or_without_a_plan_is_wrong_usage(mine: Path, tmp_path: Path) -> None:
    assert main(["agree", str(mine), "--today", DAY, "--review", "2026-12-01"]) == 2
    path = tmp_path / "new.xlsx"
    assert main(["init", str(path)]) == 0
    assert main(["agree", str(path), "--today", DAY]) == 2


def test_a_plan_that_is_out_of_date_is_not_agreed_on_and_exported_with_a_warning(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = fill(mine.read_bytes(), Content({"in_weekly_hours": 14}))
    mine.write_bytes(stale)
    assert main(["agree", str(mine), "--today", DAY]) == 1
    told = capsys.readouterr().err
    assert all(words in told for words in ("out of date", "Preferences", "is 14 now", "replan FILE"))
    assert mine.read_bytes() == stale
    assert main(["export", str(mine), "--csv", str(mine.parent / "x.csv"), "--today", DAY]) == 0
    out, err = capsys.readouterr()
    assert "Warning: The plan is out of date" in err
    assert "Made " in out
    assert main(["replan", str(mine), "--in-place", "--today", DAY]) == 0
    assert main(["agree", str(mine), "--today", DAY]) == 0


@pytest.mark.parametrize(
    "command",
    ["check {file}", "replan {file} --in-place", "undo {file}", "agree {file}", "export {file} --csv {folder}/out.csv"],
)
def test_a_file_of_a_newer_planner_is_told_and_left_as_it_is(
    mine: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = fill(mine.read_bytes(), Content({"out_schema_version": 99}))
    mine.write_bytes(newer)
    assert main(command.format(file=mine, folder=mine.parent).split()) == 1
    told = capsys.readouterr()
    words = " ".join((told.out + told.err).split())
    assert "made by a newer planner" in words
    assert "pip install --upgrade" in words
    assert mine.read_bytes() == newer
    assert [path.name for path in mine.parent.iterdir()] == ["me.xlsx"]


def test_check_names_settings_that_replan_would_refuse(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine.write_bytes(fill(mine.read_bytes(), Content({"set_closeness": "nearly", "set_review": "soon"})))
    assert main(["check", str(mine), "--today", DAY, "--json"]) == 1
    issues = [each for each in json.loads(capsys.readouterr().out)["issues"] if each["code"] == "bad_setting"]
    assert [("nearly" in each["what"], "soon" in each["what"]) for each in issues] == [(True, False), (False, True)]
    assert all(each["sheet"] == "Preferences" and each["cell"] for each in issues)
    assert main(["replan", str(mine), "--in-place", "--today", DAY]) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"progress": "done", "began": date(2027, 1, 18), "ended": date(2027, 1, 11)}, "Swap the two days"),
        ({"progress": "under way", "began": date(2027, 1, 4), "hours_done": 900}, "correct the hours"),
        ({"id": "c_of_long_ago", "progress": "done"}, "Plan with the catalogue that has it"),
    ],
)
def test_what_cannot_be_is_told_with_cell_and_mend_and_stays_in_the_file(
    mine: Path, say: Say, said: dict[str, str | float | date], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for key, value in said.items():
        say(mine, 0, key, value)
    before = mine.read_bytes()
    main(["check", str(mine), "--today", DAY])
    answer = " ".join(capsys.readouterr().out.split())
    assert told in answer
    assert "Plan!" in answer
    assert mine.read_bytes() == before
