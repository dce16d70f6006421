"""LibreOffice on this computer: finds it, gives it the extension and the settings, and takes both away again."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from liaison_planner.actions.office import IDENTIFIER, SETTINGS
from liaison_planner.addin.setup import SetupError
from liaison_planner.workbook.files import write_atomically
from liaison_planner.workbook.templates import EXTENSION, extension_bytes

_MAC = "/Applications/LibreOffice.app/Contents/MacOS"
_LINUX = ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/opt/libreoffice*/program")
_VERSION = re.compile(r"^\s*Version:\s*(\S+)", re.MULTILINE)
_LONGEST = 120
"""Seconds that LibreOffice's extension manager may take."""


@dataclass(frozen=True, slots=True)
class OfficePlaces:
    """LibreOffice's extension manager, and our settings file. `shared` is for root, whom it serves in no other way."""

    manager: Path
    settings: Path
    shared: bool = False


def office_places(
    system: str = sys.platform, home: Path | None = None, environment: Mapping[str, str] = os.environ
) -> OfficePlaces | None:
    """The places on this computer; None if there is no LibreOffice."""
    found = next(_managers(system, environment), None)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return OfficePlaces(found, (home or Path.home()) / SETTINGS, shared=root) if found else None


def _managers(system: str, environment: Mapping[str, str]) -> Iterator[Path]:
    name = "unopkg.com" if system == "win32" else "unopkg"
    for command in (name, "soffice"):
        if path := shutil.which(command, path=environment.get("PATH", "")):
            yield from filter(Path.is_file, [Path(path).with_name(name), Path(path).resolve().with_name(name)])
    for folder in _folders(system, environment):
        yield from filter(Path.is_file, [folder / name])


def _folders(system: str, environment: Mapping[str, str]) -> Iterator[Path]:
    if system == "win32":
        roots = (environment.get(name) for name in ("PROGRAMW6432", "PROGRAMFILES", "PROGRAMFILES(X86)"))
        yield from (Path(root) / "LibreOffice/program" for root in roots if root)
    elif system == "darwin":
        yield Path(_MAC)
    else:
        for pattern in _LINUX:
            yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)


def install_in_office(places: OfficePlaces, python: Path) -> tuple[str, ...]:
    """Writes the settings and installs the extension over an older one; gives what was done. SetupError, OSError."""
    places.settings.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        extension = Path(folder) / EXTENSION
        extension.write_bytes(extension_bytes())
        _managed(places, "add", "--force", str(extension))
    write_atomically(places.settings, json.dumps({"python": str(python)}).encode())
    everybody = " for everybody on this computer, as you are root" if places.shared else ""
    return (f"Wrote {places.settings}", f"Installed the extension {EXTENSION} in LibreOffice{everybody}")


def uninstall_from_office(places: OfficePlaces) -> tuple[str, ...]:
    """Removes the extension and deletes the settings; gives what was done. SetupError, OSError."""
    done = []
    if installed_version(places):
        _managed(places, "remove", IDENTIFIER)
        done.append(f"Removed the extension {EXTENSION} from LibreOffice")
    if places.settings.is_file():
        places.settings.unlink()
        done.append(f"Deleted {places.settings}")
    with suppress(OSError):  # it holds something else, or is gone already
        places.settings.parent.rmdir()
    return tuple(done)


def installed_version(places: OfficePlaces) -> str:
    """The version of the extension in LibreOffice; "" if it is not installed."""
    listed = _run(places, "list", IDENTIFIER)
    found = _VERSION.search(listed.stdout)
    return found[1] if found and listed.returncode == 0 else ""


def python_in(settings: Path) -> Path | None:
    """The Python that a settings file names; None if there is none, or none that can be read."""
    try:
        return Path(json.loads(settings.read_text(encoding="utf-8"))["python"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _managed(places: OfficePlaces, *arguments: str) -> None:
    done = _run(places, *arguments)
    if done.returncode:
        told = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        said = told[0].removeprefix("ERROR: ") if told else "it says nothing"
        raise SetupError(f"LibreOffice's extension manager refused: {said} Quit LibreOffice, then run this again.")


def _run(places: OfficePlaces, verb: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    shared = ["--shared"] if places.shared else []
    command = [str(places.manager), verb, *shared, *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=_LONGEST)  # noqa: S603 - found among LibreOffice's own programs
    except subprocess.TimeoutExpired as fault:
        raise SetupError(
            "LibreOffice's extension manager does not answer. Quit LibreOffice, then run this again."
        ) from fault
