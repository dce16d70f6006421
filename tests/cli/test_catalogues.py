"""A catalogue of one's own from the command line: copy, edit, check, plan, and ask which plans it overtakes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison_planner.cli import main

DAY = ["--today", "2026-11-23"]
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: main(arguments)


def test_a_price_changed_in_a_copy_changes_the_plan_and_flags_the_old_one(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("catalogue", "copy", "ours") == 0
    assert run("init", "p01.xlsx", "--person", "P01", *DAY) == 0
    capsys.readouterr()
    assert run("plan", "p01.xlsx", "--json", *DAY) == 0
    before = capsys.readouterr().out
    (tmp_path / "old.json").write_text(before, encoding="utf-8")
    path = tmp_path / "ours" / "offerings.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("24,12,40,4,500,200", "24,12,40,4,510,200"), encoding="utf-8")
    assert run("plan", "p01.xlsx", "--json", "--catalogue", "ours", *DAY) == 0
    after = json.loads(capsys.readouterr().out)
    assert after["total_cost_usd"] == json.loads(before)["total_cost_usd"] + 10
    assert run("catalogue", "changes", "old.json", "ours", *DAY) == 0
    told = capsys.readouterr().out
    assert "P01: compute this plan again." in told
    assert "presentation skills (short intensive)»: the price was $500, and is now $510." in told
    assert run("catalogue", "changes", "old.json", "--json", *DAY) == 0
    assert json.loads(capsys.readouterr().out)["plans"][0]["changes"] == []


def test_a_copy_as_a_workbook_is_sound_and_its_old_prices_are_named(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("catalogue", "copy", "ours.xlsx") == 0
    assert run("catalogue", "check", "ours.xlsx", *DAY) == 0
    told = capsys.readouterr().out
    assert "The catalogue is sound" in told
    assert "catalogue_old_price" in told


def test_a_copy_never_overwrites_anything(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    assert run("catalogue", "copy", "ours") == 2


def test_a_broken_catalogue_stops_every_command_and_names_the_place(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("init", "p01.xlsx", "--person", "P01", *DAY) == 0
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "own_routes.csv").write_text("id,name\nR99,Ours\n", encoding="utf-8")
    for command in ("check", "plan", "explain", "compare"):
        capsys.readouterr()
        assert run(command, "p01.xlsx", "--catalogue", "ours", *DAY) == 1
        assert "own_routes.csv" in "".join(capsys.readouterr())
    assert run("init", "new.xlsx", "--catalogue", "ours", *DAY) == 1


def test_what_holds_no_plans_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Dear diary", encoding="utf-8")
    assert run("catalogue", "changes", "note.txt", *DAY) == 2
