"""A real LibreOffice on a screen of its own, with the extension as `addin install --libreoffice` leaves it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.conftest import needed

DRIVER = Path(__file__).with_name("driver.py")
MENU, MENU_ITEM, BUTTON = 34, 36, 44
"""Roles of what is seen (com.sun.star.accessibility.AccessibleRole)."""
_PYTHONS = ("/usr/bin/python3", "python3")
_PATIENCE = 120.0


class Screen:
    """What a person in front of it can do and see; `ask` puts questions to the driver."""

    def __init__(self, display: str, driver: "subprocess.Popen[str]", home: Path) -> None:
        self._environment = {**os.environ, "DISPLAY": display}
        self._driver, self.home = driver, home

    def ask(self, question: str, *arguments: Any, **options: Any) -> Any:
        """The driver's answer."""
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        self._driver.stdin.write(json.dumps([question, arguments, options]) + "\n")
        self._driver.stdin.flush()
        line = self._driver.stdout.readline()
        assert line, "LibreOffice is gone."
        told = json.loads(line)
        assert "fault" not in told, told["fault"]
        return told["answer"]

    def click(self, x: int, y: int) -> None:
        """One click of the mouse."""
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def press(self, *keys: str) -> None:
        """Presses keys one after the other."""
        self._xdotool("key", *keys)

    def choose(self, caption: str) -> None:
        """Opens the menu «Liaison Planner» and clicks the entry with this caption."""
        self.click(*self.ask("place", "Liaison Planner", MENU))
        time.sleep(0.4)
        self.click(*self.ask("place", caption, MENU_ITEM))

    def wait_for(self, happened: Callable[[], bool]) -> None:
        """Waits until this holds."""
        end = time.monotonic() + _PATIENCE
        while not happened():
            assert time.monotonic() < end, (self.ask("titles"), self.ask("said"))
            time.sleep(0.2)

    def message(self) -> str:
        """Waits for the message at the end of a click, closes it with Enter, and gives its words."""
        self.wait_for(lambda: "OK" in self.ask("said"))
        told = max(self.ask("said"), key=len)
        self.press("Return")
        self.wait_for(lambda: "OK" not in self.ask("said"))
        return str(told)

    def close(self) -> None:
        """Closes all documents, and before them a message that a failed test has left open."""
        while not self.ask("close"):
            self.press("Escape")
            time.sleep(0.5)

    def picture(self, path: Path) -> None:
        """Takes a picture, for a person to look at."""
        subprocess.run(["import", "-window", "root", str(path)], env=self._environment, check=False)

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True)


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """LibreOffice as the user has it whose home this is; all of it ends again."""
    python = python_of_office()
    environment = _environment(folder)
    with _running(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24"], environment) as server:
        assert server.stdout is not None
        display = f":{server.stdout.readline().strip()}"
        environment["DISPLAY"] = display
        pipe = f"liaison-{os.getpid()}"
        quiet = ["--norestore", "--nologo", "--nodefault", "--nofirststartwizard"]
        accept = f"--accept=pipe,name={pipe};urp;StarOffice.ServiceManager"
        with (
            _running(["openbox"], environment),
            _running(["soffice", *quiet, accept, *_shared(folder)], environment),
            _running([python, str(DRIVER), pipe], environment) as driver,
        ):
            assert driver.stdout is not None
            assert driver.stdout.readline()
            yield Screen(display, driver, folder)


def python_of_office() -> str:
    """A Python that knows LibreOffice; the test is skipped or fails where it, or another program, is missing."""
    for program in ("Xvfb", "xdotool", "openbox", "soffice", "unopkg"):
        needed(program, shutil.which(program))
    return needed("a Python that knows LibreOffice (python3-uno)", next(filter(_knows_uno, _PYTHONS), None))


def command_line(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs `liaison-planner` as the user whose home this is."""
    command = [sys.executable, "-m", "liaison_planner", *arguments]
    return subprocess.run(command, env=_environment(folder), capture_output=True, text=True, check=False)


def _environment(folder: Path) -> dict[str, str]:
    """Root may install extensions for everybody only: then a folder of the test's own stands for everybody's."""
    programs = folder / "programs"
    if not programs.is_dir():
        programs.mkdir(parents=True)
        manager = programs / "unopkg"
        own = " ".join(_shared(folder))
        manager.write_text(f'#!/bin/sh\nexec {shutil.which("unopkg")} "$@" {own}\n', encoding="utf-8")
        manager.chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, "HOME": str(folder), "PATH": path, "SAL_USE_VCLPLUGIN": "gen", "LC_ALL": "C.UTF-8"}


def _shared(folder: Path) -> list[str]:
    return [f"-env:UNO_SHARED_PACKAGES_CACHE={(folder / 'everybody').as_uri()}"]


def _knows_uno(python: str) -> bool:
    known = [python, "-c", "import uno"]
    return shutil.which(python) is not None and not subprocess.run(known, capture_output=True, check=False).returncode


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> "Iterator[subprocess.Popen[str]]":
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, text=True, start_new_session=True, **pipes) as process:
        try:
            yield process
        finally:
            _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    """Ends a program and what it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
