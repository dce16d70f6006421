"""What is known to keep a click or a function from Python although everything is installed: signs of it on this computer.

Everything that is looked at comes in as an argument: folders, Windows' registry, the home folder.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from liaison_planner.addin.line import INSTALL, Line

Registry = Callable[[str, str], int | None]
"""The number under a key of the current user and a name; None if there is none."""

_SECURITY = r"Microsoft\Office\16.0\Excel\Security"
_THEIR_RULE = "Your IT has set this; docs/excel.md says what to ask them for, and the command line needs no macros."
_MACROS = r"In Excel: File > Options > Trust Center > Settings > Macro Settings > Disable VBA macros with notification."
_ADDINS = "In Excel: File > Options > Trust Center > Settings > Add-ins: clear the boxes."
_MACROS_OFF = {3: "Excel runs macros with a signature only", 4: "Excel switches macros off without asking"}
_ADDINS_OFF = {
    "DisableAllAddins": "Excel loads no add-ins, so the ribbon and the functions are missing",
    "RequireAddinSig": "Excel loads add-ins with a signature only, so the ribbon and the functions are missing",
}
_STORE = "WindowsApps"
_GUARDED = ("Desktop", "Documents", "Downloads")
_MOVE = "Move the planner's folder into your home folder, then there run: liaison-planner addin install"


def on_windows(python: Path, base: Path, addin: Path, version: str, registry: Registry) -> Iterator[Line]:
    """What keeps Excel for Windows from Python; `base` is where that Python itself was installed."""
    yield _python_of_store(base)
    yield _functions(python, version)
    yield _trust(registry)
    if addin.is_file():
        yield _mark_of_the_web(addin)


def on_mac(python: Path, settings: Path, home: Path) -> Iterator[Line]:
    """What keeps Excel for Mac from Python: rules of macOS about who may read which folder, and who may steer whom."""
    about, where = "Permissions", "System Settings > Privacy & Security"
    if _is_shut(settings.parent):
        mend = f"{where} > App Management (or Full Disk Access): allow Terminal, then run this again."
        yield Line("problem", about, f"macOS lets Terminal not look into «{settings.parent}»", mend)
    guarded = next((name for name in _GUARDED if (home / name) in python.parents), None)
    if guarded:
        found = f"Python lies in «{guarded}», which macOS guards, so Excel may not reach it"
        yield Line("problem", about, found, _MOVE)
    found = "macOS asks at the first click whether Excel may open the workbook's folder and be steered: say yes"
    yield Line("note", about, found, f"If a click does nothing: {where} > Automation, and > Files & Folders.")


def cloud(python: Path, folders: tuple[Path, ...]) -> Iterator[Line]:
    """Whether the planner lies in a folder that is kept in step with a cloud, which takes files away to save space."""
    found = next((folder for folder in folders if folder in python.parents), None)
    if found:
        yield Line("problem", "Cloud", f"the planner lies in «{found}», where files may be in the cloud only", _MOVE)


def cloud_folders(system: str, home: Path, environment: Mapping[str, str]) -> tuple[Path, ...]:
    """The folders of OneDrive, SharePoint with it, and iCloud on this computer."""
    if system == "darwin":
        synced = home / "Library/CloudStorage"
        return (*(synced.iterdir() if synced.is_dir() else ()), home / "Library/Mobile Documents")
    names = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
    return tuple(dict.fromkeys(Path(environment[name]) for name in names if environment.get(name)))


def _python_of_store(base: Path) -> Line:
    """Programs from the Store live in a world of their own, in which Excel finds no COM server."""
    if _STORE in base.parts:
        mend = "Install Python from python.org, make .venv anew with it, then run: liaison-planner addin install"
        return Line(
            "problem", "Python for Excel", "is the edition from the Microsoft Store, which Excel cannot use", mend
        )
    if find_spec("win32com") is None and sys.platform == "win32":
        return Line("problem", "Python for Excel", "lacks pywin32", "Run: pip install --force-reinstall pywin32")
    return Line("ok", "Python for Excel", f"at {base}")


def _functions(python: Path, version: str) -> Line:
    """The functions need xlwings' library for Excel in the folder of Python or in the one above, of the same version."""
    folders = (python.parent, python.parent.parent)
    there = sorted({path.name for folder in folders for path in folder.glob("xlwings64-*.dll")})
    wanted = f"xlwings64-{version}.dll"
    if wanted in there:
        return Line("ok", "Functions", wanted)
    found = f"find {', '.join(there)} in place of {wanted}" if there else f"do not find {wanted} at {folders[1]}"
    return Line("problem", "Functions", found, f"Run: pip install --force-reinstall xlwings=={version}")


def _trust(registry: Registry) -> Line:
    """A policy of the organization goes before what the user has chosen."""
    for root, whose in (("Software\\Policies\\", _THEIR_RULE), ("Software\\", "")):
        key = root + _SECURITY
        words = _MACROS_OFF.get(registry(key, "VBAWarnings") or 0)
        if words:
            return Line("problem", "Macros", words, whose or _MACROS)
        off = next((told for name, told in _ADDINS_OFF.items() if registry(key, name) == 1), None)
        if off:
            return Line("problem", "Add-ins", off, whose or _ADDINS)
        if whose and registry(key, "VBAWarnings") is not None:
            break
    return Line("ok", "Macros", "are not switched off")


def _mark_of_the_web(addin: Path) -> Line:
    """Windows notes beside a file that it came from the web (an alternate stream, [MS-FSCC] 5.6.1); Excel then blocks it."""
    if Path(f"{addin}:Zone.Identifier").is_file():
        return Line(
            "problem", "Mark of the Web", "Windows says that the add-in came from the web; Excel blocks it", INSTALL
        )
    return Line("ok", "Mark of the Web", "is not on the add-in; one on a workbook is lifted under Properties > Unblock")


def _is_shut(folder: Path) -> bool:
    """Whether a folder is there and may not be looked into."""
    try:
        next(folder.iterdir(), None)
    except PermissionError:
        return True
    except OSError:
        return False
    return False


if sys.platform == "win32":

    def registry_of_windows(key: str, name: str) -> int | None:
        """What stands in the registry for the current user."""
        import winreg  # noqa: PLC0415 - exists on Windows only

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                value = winreg.QueryValueEx(opened, name)[0]
        except OSError:
            return None
        return value if isinstance(value, int) else None

else:

    def registry_of_windows(_key: str, _name: str) -> int | None:
        """There is none elsewhere."""
        return None
