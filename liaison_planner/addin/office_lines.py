"""What the doctor says about LibreOffice."""

from collections.abc import Iterator
from pathlib import Path

from liaison_planner import __version__
from liaison_planner.addin.line import INSTALL, Line
from liaison_planner.addin.office import OfficePlaces, installed_version, python_in
from liaison_planner.addin.setup import SetupError

INSTALL_OFFICE = f"{INSTALL} --libreoffice"


def office_lines(places: OfficePlaces | None, python: Path) -> Iterator[Line]:
    """Whether LibreOffice has what `addin install --libreoffice` gives it; that it has nothing of it is no problem."""
    if places is None:
        yield Line("note", "LibreOffice", "was not found, and is not needed where there is Excel")
        return
    yield Line("ok", "LibreOffice", f"at {places.manager.parent}")
    named = python_in(places.settings)
    try:
        version = installed_version(places)
    except SetupError as fault:
        yield Line("problem", "LibreOffice menu", str(fault))
        return
    if named is None and not version:
        yield Line("note", "LibreOffice menu", "is not installed", INSTALL_OFFICE)
    else:
        yield from (_extension(version), _settings(named, python))


def _extension(version: str) -> Line:
    about = "LibreOffice menu"
    if version == __version__:
        return Line("ok", about, f"the extension is installed, of version {version}")
    found = (
        f"the extension is of version {version}, and the planner of {__version__}" if version else "is not installed"
    )
    return Line("problem", about, found, INSTALL_OFFICE)


def _settings(named: Path | None, python: Path) -> Line:
    about = "LibreOffice settings"
    if named is None:
        return Line("problem", about, "name no Python", INSTALL_OFFICE)
    if not named.is_file():
        return Line("problem", about, f"name a Python that is gone: «{named}»", INSTALL_OFFICE)
    if named != python:
        return Line("problem", about, f"name another Python than this one: «{named}»", INSTALL_OFFICE)
    return Line("ok", about, f"name this Python: {named}")
