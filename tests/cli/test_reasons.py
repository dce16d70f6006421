"""`explain` and `compare` from the outside: what they print, and their exit codes."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison_planner.cli import main

DAY = ["--today", "2026-11-23"]
Run = Callable[..., int]
Text = pytest.CaptureFixture[str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with a sample person's workbook."""
    monkeypatch.chdir(tmp_path)
    main(["init", "a.xlsx", "--person", "P02", *DAY])

    def run(*arguments: str) -> int:
        return main([*arguments, *DAY])

    return run


def document(capsys: Text) -> dict[str, Any]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@pytest.mark.filterwarnings("ignore::UserWarning")
def set_input(path: Path, name: str, value: float | date | str) -> None:
    book = openpyxl.load_workbook(path)
    sheet, cell = book.defined_names[name].attr_text.split("!")
    book[sheet.strip("'")][cell.replace("$", "")] = value
    book.save(path)


def test_gaps_tells_how_the_person_stands(run: Run, capsys: Text) -> None:
    capsys.readouterr()
    assert run("gaps", "a.xlsx") == 0
    told = capsys.readouterr().out
    assert "Medical side: " in told
    assert "Marketing side: " in told
    assert "Medical sales record [R03], accepted" in told
    assert "HIPAA training before any patient data: " in told
    assert " ".join(told.split()).count("Not legal advice.") >= 3
    assert max(len(line) for line in told.splitlines()) <= 80


def test_gaps_says_what_a_level_asks_for_beside_what_the_person_claims(run: Run, capsys: Text) -> None:
    """The worked example of docs/standing.md: the nurse P01 and presenting."""
    assert run("init", "nurse.xlsx", "--person", "P01") == 0
    capsys.readouterr()
    assert run("gaps", "nurse.xlsx") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert (
        "today: I can speak for five minutes from notes. needed: I can hold a hall or skeptical physicians, "
        "questions included."
    ) in told
    assert "Presenting and public speaking, 1 of 3 (a first interview tests it)" in told


def test_gaps_as_json_is_part_of_the_plan(run: Run, capsys: Text) -> None:
    capsys.readouterr()
    assert run("gaps", "a.xlsx", "--json") == 0
    found = document(capsys)
    run("plan", "a.xlsx", "--json")
    whole = document(capsys)
    assert found == {name: whole[name] for name in found}
    assert found["readiness"]["halves"]
    assert found["routes"]


def test_explain_tells_of_each_step_and_of_a_little_more(run: Run, capsys: Text) -> None:
    capsys.readouterr()
    assert run("explain", "a.xlsx") == 0
    told = capsys.readouterr()
    assert "8. Think Cultural Health" in told.out
    assert "What a little more would buy" in told.out
    assert "Not in your plan" in told.out
    assert "Not open to you, as no step of the catalogue leads there" in told.out
    assert told.err == ""
    assert max(len(line) for line in told.out.splitlines()) <= 80
    assert "\x1b" not in told.out


def test_a_paid_job_that_is_left_out_has_neither_study_hours_nor_a_price(run: Run, capsys: Text) -> None:
    capsys.readouterr()
    assert run("explain", "a.xlsx", "j_outreach_coord") == 0
    told = capsys.readouterr().out
    assert "paid full-time job  [j_outreach_coord]" in told
    assert "2,080" not in told


def test_explain_as_json_is_one_document_and_the_same_each_time(run: Run, capsys: Text) -> None:
    capsys.readouterr()
    assert run("explain", "a.xlsx", "--json") == 0
    once = document(capsys)
    assert run("explain", "a.xlsx", "--json") == 0
    assert document(capsys) == once
    assert once["schema"] == "liaison-explanation/1"
    assert len(once["steps"]) == 8
    assert once["offering"] is None


@pytest.mark.parametrize(
    "name", ["c_ushealth_umich", "C_USHEALTH_UMICH", "Understanding and improving the US healthcare system"]
)
def test_an_offering_is_found_by_id_or_title(run: Run, capsys: Text, name: str) -> None:
    capsys.readouterr()
    assert run("explain", "a.xlsx", name, "--json") == 0
    found = document(capsys)["offering"]
    assert (found["offering_id"], found["chosen"]) == ("c_ushealth_umich", True)
    assert found["thresholds"]


def test_an_unknown_offering_is_wrong_usage_and_the_nearest_are_named(run: Run, capsys: Text) -> None:
    capsys.readouterr()
    assert run("explain", "a.xlsx", "c_exel") == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "«c_exel»" in told.err
    assert "c_excel (Spreadsheets and dashboards for outreach reporting)" in told.err


def test_a_word_of_the_title_finds_the_offering_too(run: Run, capsys: Text) -> None:
    assert run("explain", "a.xlsx", "toastmasters") == 2
    assert "c_toast_1" in capsys.readouterr().err


def test_compare_lays_seven_plans_side_by_side(run: Run, capsys: Text) -> None:
    capsys.readouterr()
    assert run("compare", "a.xlsx") == 0
    told = capsys.readouterr().out
    for name in ("Fastest *", "Cheapest", "Balanced", "Practice, hospital *", "Medical school", "Consulting"):
        assert name in told
    assert "Whatever other limits you change, this one must change too:" in " ".join(told.split())
    assert "No plan keeps all" not in told
    assert max(len(line.rstrip()) for line in told.splitlines()) <= 80


@pytest.mark.parametrize("command", ["explain", "compare"])
def test_input_problems_are_all_listed_and_end_with_1(run: Run, capsys: Text, tmp_path: Path, command: str) -> None:
    set_input(tmp_path / "a.xlsx", "in_weekly_hours", -3)
    set_input(tmp_path / "a.xlsx", "in_budget_usd", "much")
    capsys.readouterr()
    assert run(command, "a.xlsx") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("error") == 2
    assert run(command, "a.xlsx", "--json") == 1
    found = document(capsys)
    assert found["status"] == "invalid_input"
    assert len(found["issues"]) == 2


def test_where_nothing_fits_both_say_what_clashes_and_end_with_3(run: Run, capsys: Text, tmp_path: Path) -> None:
    set_input(tmp_path / "a.xlsx", "in_budget_usd", 20)
    capsys.readouterr()
    assert run("explain", "a.xlsx", "--json") == 3
    explained = document(capsys)
    assert explained["status"] == "infeasible"
    assert explained["steps"]
    assert explained["still_open"]
    assert "Spend at most $20." in [each["text"] for each in explained["conflicts"]]
    assert run("compare", "a.xlsx", "--json") == 3
    compared = document(capsys)
    assert compared["objectives"][0]["conflicts"] == explained["conflicts"]


def test_compare_tells_somebody_for_whom_nothing_fits_the_ways_out_once(run: Run, capsys: Text, tmp_path: Path) -> None:
    set_input(tmp_path / "a.xlsx", "in_budget_usd", 20)
    capsys.readouterr()
    assert run("compare", "a.xlsx") == 3
    told = " ".join(capsys.readouterr().out.split())
    assert told.count("each one computed and checked:") == 1
    assert "Fastest" not in told
    run("plan", "a.xlsx", "--json")
    planned = document(capsys)
    run("compare", "a.xlsx", "--json")
    assert document(capsys)["ways_out"] == planned["ways_out"] != []


def test_compare_names_every_step_that_differs_when_asked(run: Run, capsys: Text) -> None:
    run("compare", "a.xlsx", "--json")
    capsys.readouterr()
    run("compare", "a.xlsx", "--json")
    found = document(capsys)
    assert run("compare", "a.xlsx", "--steps") == 0
    told = capsys.readouterr().out
    for each in (*found["objectives"], *found["focus_areas"]):
        for name in (*each["adds"], *each["drops"]):
            assert f"[{name}]" in told


def test_without_a_ready_date_none_is_said_to_stay(run: Run, capsys: Text, tmp_path: Path) -> None:
    set_input(tmp_path / "a.xlsx", "in_budget_usd", 20)
    capsys.readouterr()
    assert run("explain", "a.xlsx") == 3
    told = " ".join(capsys.readouterr().out.split())
    assert "later; the other steps would stay where they are." in told
    assert "your ready date would stay" not in told
    assert "must change" in told
    assert "What would be enough" in told


@pytest.mark.parametrize("command", ["explain", "compare"])
def test_a_file_that_is_not_there_is_a_sentence(run: Run, capsys: Text, command: str) -> None:
    assert run(command, "nowhere.xlsx") in (1, 4)
    told = capsys.readouterr()
    assert "nowhere.xlsx" in told.err
    assert "Traceback" not in told.err
