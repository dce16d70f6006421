"""Every button and ribbon Sub runs through xlwings' own module to a command line, and Python runs that."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyopenvba.interpreter._objects import VBAObject

from liaison_planner import services
from liaison_planner.actions.table import ACTIONS, Action
from liaison_planner.catalogue import Catalogue
from tests.addin.remote import payload
from tests.addin.vba import PYTHON, SETTINGS, Macros, Windows, in_windows

COMMAND = re.compile(
    r'cmd\.exe /C C: & cd "C:\\Planner\\Scripts" & "(?P<python>[^"]+)" -B -c "(?P<code>.*)" '
    r' --wb="(?P<book>[^"]+)" --from_xl=1 --app="[^"]+" --hwnd="4242" 2> "[^"]+" '
)
PLANTED = {
    "INTERPRETER_WIN": r"C:\evil\python.exe",
    "INTERPRETER": r"C:\evil\python.exe",
    "ADD_WORKBOOK_TO_PYTHONPATH": "True",
    "PYTHONPATH": r"C:\evil",
    "CONDA PATH": r"C:\evil",
    "LICENSE_KEY": "evil",
    "USE UDF SERVER": "True",
    "ONEDRIVE_CONSUMER_WIN": r"C:\evil",
}
EVERY = pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.entry)


@pytest.fixture(scope="module")
def package(catalogue: Catalogue, today: date) -> bytes:
    profile = services.sample_person("P02", catalogue, today).profile
    return services.new_workbook(catalogue, profile, sample=True, macros=True)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    windows = Windows()
    in_windows(windows, monkeypatch)
    return windows


@pytest.fixture
def macros(windows: Windows, package: bytes, tmp_path: Path) -> Callable[..., Macros]:
    """The macros of the workbook, or of another one, under this name."""

    def macros(name: str = "me.xlsm", other: bytes = b"", *, on_mac: bool = False) -> Macros:
        path = tmp_path / name
        path.write_bytes(other or package)
        return Macros(path, windows, on_mac=on_mac)

    return macros


@EVERY
def test_a_click_becomes_a_command_line_that_python_runs(
    action: Action, macros: Callable[..., Macros], package: bytes, tmp_path: Path
) -> None:
    (command,), said = macros().click(action.macro)
    assert said == []
    found = COMMAND.fullmatch(command)
    assert found is not None, command
    assert (found["python"], found["book"]) == (PYTHON, "me.xlsm")
    code = found["code"].replace('\\"', '"')
    assert code.endswith(f"from liaison_planner.addin.click import click; click('{action.entry}')")
    asked = ran(code, package, tmp_path)
    assert [each["func"] for each in asked].count("alert") == 1
    if action.entry in ("regenerate_plan", "compare_scenarios"):
        assert any(each["func"] == "setValues" for each in asked)


def ran(code: str, package: bytes, folder: Path) -> list[dict[str, object]]:
    """What Python asks of Excel when it runs the code of the command line; the open book is that of the engine."""
    book, answer = folder / "book.json", folder / "answer.json"
    book.write_text(json.dumps(payload(package)), encoding="utf-8")
    before = f"import json, xlwings; b = xlwings.Book(json=json.load(open({str(book)!r}))); b.set_mock_caller(); "
    after = f"\njson.dump(b.json(), open({str(answer)!r}, 'w'))"
    environment = {**os.environ, "XLWINGS_LICENSE_KEY": "noncommercial"}
    command = [sys.executable, "-B", "-c", before + code + after, "--wb=me.xlsm", "--from_xl=1"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    actions: list[dict[str, object]] = json.loads(answer.read_text(encoding="utf-8"))["actions"]
    return actions


@EVERY
def test_the_ribbon_runs_what_the_button_runs(action: Action, macros: Callable[..., Macros]) -> None:
    clicked = macros()
    (by_button,), _ = clicked.click(action.macro)
    (by_ribbon,), _ = clicked.click(f"Ribbon{action.macro}", VBAObject())
    logs = re.compile(r'2> "[^"]+"')
    assert logs.sub("", by_ribbon) == logs.sub("", by_button)


def test_without_settings_a_message_says_how_to_set_up(windows: Windows, macros: Callable[..., Macros]) -> None:
    del windows.files[SETTINGS]
    assert macros().click("CheckInputs") == (
        [],
        ["The planner is not set up on this computer. Run in a terminal: liaison-planner addin install"],
    )


def test_a_python_that_is_gone_is_told(windows: Windows, macros: Callable[..., Macros]) -> None:
    del windows.files[PYTHON]
    commands, (said,) = macros().click("CheckInputs")
    assert commands == []
    assert said.startswith(f"The planner's Python is no longer at {PYTHON}.")


@pytest.mark.parametrize(
    "name", ["100%.xlsm", "a^&calc&.xlsm", "a=b.xlsm", "a;b;c;d;e;f.xlsm", "$PATH.xlsm", "${PATH}.xlsm"]
)
def test_a_name_that_a_command_window_would_read_otherwise_starts_nothing(
    name: str, macros: Callable[..., Macros]
) -> None:
    commands, (said,) = macros(name).click("CheckInputs")
    assert commands == []
    assert "Save the workbook under a plain name" in said


@pytest.mark.parametrize("name", ["home$ me.xlsm", "R&D plan.xlsm", "Ann's (new) plan, 2.xlsm"])
def test_other_names_are_no_obstacle(name: str, macros: Callable[..., Macros]) -> None:
    commands, said = macros(name).click("CheckInputs")
    assert (len(commands), said) == (1, [])


@pytest.mark.parametrize("name", ["a|evil.xlsm", "$(touch evil).xlsm", "`touch evil`.xlsm", "a\\.xlsm"])
def test_on_a_mac_neither_a_name_that_its_shell_would_read_otherwise(name: str, macros: Callable[..., Macros]) -> None:
    commands, (said,) = macros(name, on_mac=True).click("CheckInputs")
    assert commands == []
    assert 'characters %^=;"|$`\\ in it' in said


@pytest.mark.parametrize("name", ["xlwings.conf", "_xlwings.conf", "liaison_planner.conf", "myaddin.conf"])
def test_a_settings_sheet_in_the_workbook_changes_nothing(
    name: str, windows: Windows, macros: Callable[..., Macros], package: bytes, tmp_path: Path
) -> None:
    planted = with_sheet(package, name, PLANTED)
    windows.files[PLANTED["INTERPRETER_WIN"]] = {}
    (usual,), _ = macros().click("CheckInputs")
    (command,), said = macros(other=planted).click("CheckInputs")
    found, before = COMMAND.fullmatch(command), COMMAND.fullmatch(usual)
    assert found is not None
    assert before is not None
    assert (found.groupdict(), said) == (before.groupdict(), [])
    code = found["code"].replace('\\"', '"')
    assert asked_in(ran(code, planted, tmp_path)) == asked_in(ran(code, package, tmp_path))


def asked_in(actions: list[dict[str, object]]) -> list[object]:
    return [(each["func"], each["args"], each["values"]) for each in actions]


def with_sheet(package: bytes, name: str, settings: dict[str, str]) -> bytes:
    """The workbook with one more sheet, on which settings stand as xlwings reads them."""
    book, buffer = load_workbook(io.BytesIO(package), keep_vba=True), io.BytesIO()
    sheet = book.create_sheet(name)
    for row in settings.items():
        sheet.append(row)
    book.save(buffer)
    return buffer.getvalue()


def test_code_in_a_sheet_of_the_workbook_is_not_run(macros: Callable[..., Macros], package: bytes) -> None:
    """xlwings would ask for a license first, which our settings never hold."""
    commands, said = macros(other=with_sheet(package, "evil.py", {"raise SystemExit('planted')": ""})).click(
        "CheckInputs"
    )
    assert commands == []
    assert said == ["Embedded code requires a valid LICENSE_KEY."]


def test_settings_beside_the_workbook_change_nothing(
    windows: Windows, macros: Callable[..., Macros], tmp_path: Path
) -> None:
    planted = {"INTERPRETER_WIN": r"C:\evil\python.exe", "PYTHONPATH": str(tmp_path), "CONDA PATH": "x"}
    for name in ("xlwings.conf", "liaison_planner.conf"):
        for separator in ("/", "\\"):
            windows.files[f"{tmp_path}{separator}{name}"] = planted
    windows.files[r"C:\evil\python.exe"] = {}
    (command,), _ = macros().click("CheckInputs")
    assert "evil" not in command
    assert not [path for path in windows.asked if path.startswith(str(tmp_path))]


def test_code_beside_the_workbook_is_not_run(macros: Callable[..., Macros], package: bytes, tmp_path: Path) -> None:
    """The path of the workbook is handed over, and `False` keeps its folder out of Python's search path."""
    (tmp_path / "liaison_planner.py").write_text("raise SystemExit('planted')", encoding="utf-8")
    (tmp_path / "xlwings.py").write_text("raise SystemExit('planted')", encoding="utf-8")
    (command,), _ = macros().click("CheckInputs")
    found = COMMAND.fullmatch(command)
    assert found is not None
    code = found["code"].replace('\\"', '"')
    assert 'prepare_sys_path("0;' in code  # the interpreter's word for False
    assert str(tmp_path) in code
    assert [each["func"] for each in ran(code, package, tmp_path)].count("alert") == 1
