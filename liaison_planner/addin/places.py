"""Where Excel looks for what belongs to the add-in, on Windows and on Mac."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from liaison_planner.actions.modules import SETTINGS, xlwings_version
from liaison_planner.workbook.templates import ADDIN

_MAC_SANDBOX = "Library/Containers/com.microsoft.Excel/Data"
_MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"


@dataclass(frozen=True, slots=True)
class ExcelPlaces:
    """The files that an installation makes. `script` is what Excel for Mac needs to start Python; None on Windows.

    `interpreter` is the name under which the settings hold the path of Python. `catalogue` is there only where an
    organization plans with a catalogue of its own; it names its place.
    """

    interpreter: str
    settings: Path
    addin: Path
    script: Path | None
    catalogue: Path

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(path for path in (self.settings, self.addin, self.script) if path is not None)


def catalogue_file(home: Path | None = None) -> Path:
    """The file of the user's that says which catalogue the buttons plan with."""
    return (home or Path.home()) / f".{SETTINGS}" / "catalogue.txt"


def excel_places(
    system: str = sys.platform, home: Path | None = None, environment: Mapping[str, str] = os.environ
) -> ExcelPlaces | None:
    """The places on this computer; None where there is no Excel for the desktop, as on Linux.

    The add-in goes into Excel's own startup folder, which it trusts and opens by itself.
    """
    home = home or Path.home()
    if system == "win32":
        profile = Path(environment.get("USERPROFILE", home))
        roaming = Path(environment.get("APPDATA", profile / "AppData/Roaming"))
        settings, startup = profile / f".{SETTINGS}" / f"{SETTINGS}.conf", roaming / "Microsoft/Excel/XLSTART"
        return ExcelPlaces("INTERPRETER_WIN", settings, startup / ADDIN, None, catalogue_file(profile))
    if system == "darwin":
        script = home / _MAC_SCRIPTS / f"xlwings-{xlwings_version()}.applescript"
        settings = home / _MAC_SANDBOX / f"{SETTINGS}.conf"
        return ExcelPlaces("INTERPRETER_MAC", settings, home / _MAC_STARTUP / ADDIN, script, catalogue_file(home))
    return None
