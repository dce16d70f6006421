"""The settings file from which the macros learn where Python is: pairs of quoted texts, one pair a line."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path


def settings_text(settings: Mapping[str, str]) -> str:
    """The settings as VBA's `Input #` reads them; without blank lines, at which it would stop."""
    return "".join(f'"{name}","{value}"\r\n' for name, value in settings.items())


def settings_in(path: Path) -> dict[str, str] | None:
    """The settings in a file by their names in capitals; None if there is no such file, or none that can be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    return {row[0].upper(): row[1] for row in csv.reader(io.StringIO(text, newline="")) if len(row) == 2}


def our_settings(interpreter: str, python: Path) -> dict[str, str]:
    """What the macros need: this Python by its full path, and no code from beside the workbook."""
    return {interpreter: str(python), "ADD_WORKBOOK_TO_PYTHONPATH": "False", "SHOW CONSOLE": "False"}
