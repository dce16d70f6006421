"""The commands about Excel."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison_planner.cli import main

DAY = ["--today", "2026-11-23"]


@pytest.fixture
def excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The command line as on Windows, with the tables of places pointing into an empty folder."""
    from liaison_planner.addin import doctor, places
    from liaison_planner.cli import excel as commands

    environment = {"USERPROFILE": str(tmp_path), "APPDATA": str(tmp_path / "Roaming")}
    for module in (commands, doctor):
        monkeypatch.setattr(module, "excel_places", lambda: places.excel_places("win32", tmp_path, environment))
    return lambda *arguments: main(arguments)


def test_the_add_in_is_installed_looked_at_and_taken_away(
    excel: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert excel("addin", "status") == 4
    assert "PROBLEM  Add-in: is not installed" in capsys.readouterr().out
    assert excel("addin", "install") == 0
    assert "liaison_planner.xlam" in capsys.readouterr().out
    assert excel("addin", "status") == 0
    assert "PROBLEM" not in capsys.readouterr().out
    assert excel("addin", "uninstall") == 0
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert excel("addin", "uninstall") == 0
    assert "nothing was deleted" in capsys.readouterr().out


def test_the_doctor_names_each_problem_with_its_mend(
    excel: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert excel("doctor", *DAY) == 4
    told = capsys.readouterr().out
    assert "ok       Solver: has computed a sample plan" in told
    assert "PROBLEM  Excel: was not found" in told or "ok       Excel" in told
    assert "Run: liaison-planner addin install" in told


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there may be an Excel")
def test_where_there_is_no_excel_that_is_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", *DAY]) == 0
    assert "There is no Excel for the desktop on this system" in capsys.readouterr().out
    assert main(["addin", "install"]) == 4
    assert "Windows and Mac only" in capsys.readouterr().err


def test_the_catalogue_of_the_buttons_is_checked_and_kept(
    excel: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert excel("addin", "install", "--catalogue", str(tmp_path / "none")) == 1
    assert not (tmp_path / ".liaison_planner").exists()
    capsys.readouterr()
    assert main(["catalogue", "copy", str(tmp_path / "ours")]) == 0
    assert excel("addin", "install", "--catalogue", str(tmp_path / "ours")) == 0
    assert "Buttons and functions plan with the catalogue:" in capsys.readouterr().out
    assert excel("addin", "status") == 0
    assert f"ok       Catalogue: the buttons plan with {tmp_path / 'ours'}" in capsys.readouterr().out
    assert excel("addin", "install", "--catalogue", "built-in") == 0
    assert excel("addin", "status") == 0
    assert "the buttons plan with the built-in one" in capsys.readouterr().out
