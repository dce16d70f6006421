"""Starts the planner, which is a program of its own, on a copy of the workbook; knows nothing of LibreOffice."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from liaison_planner_office.faults import RefusedError
from liaison_planner_office.made import ANSWER, SETTINGS, VERSION

INSTALL = "liaison-planner addin install --libreoffice"
_FOREIGN = ("PYTHONPATH", "PYTHONHOME")
"""LibreOffice sets them for its own Python, and another one does not run with them."""
_NO_WINDOW = 0x08000000
"""CREATE_NO_WINDOW of Windows: no black window comes up."""
_USAGE = 2


def interpreter():
    """The planner's Python, named in a file in the user's own folder; never anything beside a workbook. RefusedError."""
    try:
        path = Path(json.loads((Path.home() / SETTINGS).read_text(encoding="utf-8"))["python"])
    except (OSError, ValueError, KeyError, TypeError):
        raise RefusedError("The planner is not set up on this computer. Run in a terminal: " + INSTALL) from None
    if not path.is_absolute() or not path.is_file():
        told = f"The planner's Python is no longer at {path}."
        raise RefusedError(f"{told} Run in a terminal, from where the planner is now: {INSTALL}")
    return path


class Run:
    """One run of the planner in a folder with `copy.xlsx`; `shown` are more options of `liaison-planner click`.

    `words` is what is under way. RefusedError if it cannot be started.
    """

    def __init__(self, python, folder, entry, shown):
        self._folder, self._python = Path(folder), python
        self.words = "Starting the planner…"
        asked = ["click", entry, "copy.xlsx", "--answer", "answer.json", "--front-end=" + VERSION, *shown]
        try:
            self._process = self._started([str(python), "-P", "-m", "liaison_planner", *asked])
        except OSError as fault:
            told = f"The planner's Python at {python} cannot be started ({fault.strerror or fault})."
            raise RefusedError(f"{told} Run in a terminal: {INSTALL}") from fault
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _started(self, command):
        """With `-P` and in a private folder: no code is found beside the workbook, or beside anything else."""
        environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
        hidden = {"creationflags": _NO_WINDOW} if sys.platform == "win32" else {}
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE}
        with (self._folder / "faults.txt").open("wb") as faults:
            return subprocess.Popen(command, cwd=str(self._folder), env=environment, stderr=faults, **pipes, **hidden)

    def _listen(self):
        with self._process.stdout as lines:
            for line in lines:
                self.words = line.decode("utf-8", "replace").strip() or self.words

    def ended(self):
        """Whether there is nothing to wait for any more."""
        return self._process.poll() is not None

    def stop(self):
        """Ends the planner at once, if it still runs."""
        if not self.ended():
            self._process.kill()
        self._end()

    def _end(self):
        self._listener.join()
        return self._process.wait()

    def answer(self):
        """What the planner asks for, as described in docs/command-line.md under «Front ends». RefusedError."""
        code = self._end()
        if code:
            raise RefusedError(self._reason(code))
        try:
            answer = json.loads((self._folder / "answer.json").read_text(encoding="utf-8"))
            if answer["schema"] == ANSWER:
                return answer
        except (OSError, ValueError, KeyError, TypeError):
            pass
        raise RefusedError(f"The planner gave no answer that this extension understands. Run in a terminal: {INSTALL}")

    def _reason(self, code):
        told = (self._folder / "faults.txt").read_text(encoding="utf-8", errors="replace").strip().splitlines()
        last = told[-1] if told else "It said nothing."
        if code == _USAGE or "No module named" in last:
            told = f"The planner at {self._python} is not the one that this extension belongs to."
            return f"{told} Run in a terminal: {INSTALL}"
        return last + " The workbook is as it was."
