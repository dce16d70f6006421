"""How the extension starts the planner: by its absolute path out of the user's own folder, and every fault is a sentence."""

import importlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZipFile

import pytest

from liaison_planner.workbook.office_extension import build_extension
from tests.office.screen import command_line

PACKAGE = "liaison_planner_office"
INSTALL = "liaison-planner addin install --libreoffice"


@pytest.fixture
def planner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The extension's module that needs no LibreOffice, with an empty home."""
    with ZipFile(io.BytesIO(build_extension())) as archive:
        archive.extractall(tmp_path / "extension")
    monkeypatch.syspath_prepend(str(tmp_path / "extension/pythonpath"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    yield importlib.import_module(f"{PACKAGE}.planner")
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]


@pytest.fixture
def refused(planner: ModuleType, tmp_path: Path) -> Callable[..., str]:
    """What a click says that cannot go on; `python` is the program that the settings name."""

    def refused(python: str | None, entry: str = "check_inputs") -> str:
        if python is not None:
            settings = tmp_path / planner.SETTINGS
            settings.parent.mkdir()
            settings.write_text(json.dumps({"python": python}), encoding="utf-8")
        folder = tmp_path / "private"
        folder.mkdir()
        fault = importlib.import_module(f"{PACKAGE}.faults").RefusedError
        with pytest.raises(fault) as told:
            planner.Run(planner.interpreter(), folder, entry, []).answer()
        return str(told.value)

    return refused


def program(folder: Path, code: str) -> str:
    """A program that stands where the planner's Python is expected."""
    path = folder / "python"
    path.write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_without_settings_a_sentence_says_how_to_set_up(refused: Callable[..., str]) -> None:
    assert refused(None) == f"The planner is not set up on this computer. Run in a terminal: {INSTALL}"


@pytest.mark.parametrize("python", ["python", "bin/python", "/nowhere/python"])
def test_a_python_that_is_gone_or_not_named_in_full_is_not_started(python: str, refused: Callable[..., str]) -> None:
    told = refused(python)
    assert told.startswith(f"The planner's Python is no longer at {python}.")
    assert INSTALL in told


def test_a_program_that_does_not_start_is_told(refused: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "python"
    path.write_text("no program", encoding="utf-8")
    assert f"The planner's Python at {path} cannot be started" in refused(str(path))


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit('/somewhere/python: No module named liaison_planner')",
        "raise SystemExit(2)",
    ],
)
def test_a_python_without_this_planner_is_told(code: str, refused: Callable[..., str], tmp_path: Path) -> None:
    assert "is not the one that this extension belongs to" in refused(program(tmp_path, code))


def test_what_the_planner_refuses_is_told_in_its_words(refused: Callable[..., str]) -> None:
    told = refused(sys.executable)  # there is no copy in the folder
    assert told.startswith("There is no file «copy.xlsx».")
    assert told.endswith("The workbook is as it was.")


@pytest.mark.parametrize("answer", ["", "{}", '{"schema": "liaison-click/99"}', "[1]"])
def test_an_answer_that_is_not_understood_is_told(answer: str, refused: Callable[..., str], tmp_path: Path) -> None:
    code = f"open('answer.json', 'w').write({answer!r})"
    assert "gave no answer that this extension understands" in refused(program(tmp_path, code))


def test_nothing_of_libreoffice_or_of_the_folder_reaches_the_planner(
    planner: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice sets these variables for its own Python; code beside the copy is not imported."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "planted"))
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    folder = tmp_path / "private"
    folder.mkdir()
    (folder / "liaison_planner.py").write_text("raise SystemExit('planted')", encoding="utf-8")
    (folder / "copy.xlsx").write_bytes(b"no workbook")
    run = planner.Run(Path(sys.executable), folder, "check_inputs", ["--sheet=- a «strange» name", "--row=7"])
    answer: dict[str, Any] = run.answer()
    assert answer["message"]["words"].startswith("The file is not an Excel workbook")


def test_a_run_can_be_stopped(planner: ModuleType, tmp_path: Path) -> None:
    python = program(tmp_path, "import time; print('Computing…', flush=True); time.sleep(600)")
    run = planner.Run(Path(python), tmp_path, "check_inputs", [])
    while run.words != "Computing…":
        assert not run.ended()
    run.stop()
    assert run.ended()


def test_the_menu_is_installed_looked_at_and_taken_away(tmp_path: Path) -> None:
    from tests.office.screen import python_of_office

    python_of_office()
    about = ("addin", "status", "--libreoffice")
    assert "LibreOffice menu: is not installed" in command_line(tmp_path, *about).stdout
    for _ in range(2):  # twice is once
        installed = command_line(tmp_path, "addin", "install", "--libreoffice")
        assert (installed.returncode, installed.stderr) == (0, "")
    settings = tmp_path / ".liaison_planner/libreoffice.json"
    assert json.loads(settings.read_text(encoding="utf-8")) == {"python": sys.executable}
    sound = command_line(tmp_path, *about)
    assert (sound.returncode, sound.stdout.count("ok  ")) == (0, 3)
    settings.write_text(json.dumps({"python": "/nowhere/python"}), encoding="utf-8")
    gone = command_line(tmp_path, *about)
    assert gone.returncode == 4
    assert "PROBLEM  LibreOffice settings: name a Python that is gone" in gone.stdout
    away = command_line(tmp_path, "addin", "uninstall", "--libreoffice")
    assert away.returncode == 0
    assert not settings.parent.exists()
    assert "LibreOffice menu: is not installed" in command_line(tmp_path, *about).stdout
    again = command_line(tmp_path, "addin", "uninstall", "--libreoffice")
    assert "nothing was removed" in again.stdout
