"""A log file for what went wrong: when, in which action, where in the code; nothing about the person."""

import os
import sys
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path

_LARGEST = 200_000
"""Bytes; then the file begins anew."""


def journal_path() -> Path:
    """Where the log file is: in the folder that this system has for such files."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local")) / "LiaisonPlanner" / "log.txt"
    if sys.platform == "darwin":
        return home / "Library/Logs/LiaisonPlanner/log.txt"
    return Path(os.environ.get("XDG_STATE_HOME", home / ".local/state")) / "liaison_planner" / "log.txt"


def note(action: str, fault: BaseException, when: datetime, path: Path | None = None) -> Path:
    """Adds a fault to the log file and gives its path; messages of faults stay out, as they may quote answers.

    A log file that cannot be written is no reason to fail.
    """
    path = path or journal_path()
    places = [f"{Path(each.filename).name}:{each.lineno}" for each in traceback.extract_tb(fault.__traceback__)]
    line = f"{when:%Y-%m-%d %H:%M:%S} {action} {type(fault).__name__} at {' < '.join(reversed(places))}\n"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.is_file() and path.stat().st_size > _LARGEST
        with path.open("w" if fresh else "a", encoding="utf-8") as log:
            log.write(line)
    return path
