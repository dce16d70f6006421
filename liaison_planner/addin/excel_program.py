"""Finds the Excel of this computer without starting it."""

import sys
from pathlib import Path
from typing import NamedTuple

_STORE = "WindowsApps"
_MAC = Path("/Applications/Microsoft Excel.app")
_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


class ExcelProgram(NamedTuple):
    """Where it is."""

    path: Path

    @property
    def from_store(self) -> bool:
        """Whether it came from the Microsoft Store, whose programs live in a folder of their own."""
        return _STORE in self.path.parts


def excel_program() -> ExcelProgram | None:
    """The installed Excel for the desktop; None if there is none."""
    if sys.platform == "win32":
        return _registered()
    return ExcelProgram(_MAC) if sys.platform == "darwin" and _MAC.exists() else None


if sys.platform == "win32":

    def _registered() -> ExcelProgram | None:
        """The program that Windows would start for «excel.exe»."""
        import winreg  # noqa: PLC0415 - exists on Windows only

        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                path = winreg.QueryValue(root, _APP_PATHS)
            except OSError:
                continue
            return ExcelProgram(Path(path.strip('"')))
        return None
