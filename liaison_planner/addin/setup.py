"""Sets the add-in up for Excel on this computer, and takes it away again without a trace."""

from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from liaison_planner.actions.modules import NoXlwingsError
from liaison_planner.addin.places import ExcelPlaces
from liaison_planner.addin.settings import our_settings, settings_text
from liaison_planner.workbook.files import write_atomically
from liaison_planner.workbook.templates import addin_bytes

_STRANGE, _STRANGE_ON_MAC = '%^";', "|$`\\'&()<>*?! "
"""Characters that mean something where Excel starts Python: to the command window, or to the shell of a Mac."""


class SetupError(Exception):
    """The add-in cannot be set up; the text says why and what to do."""


def install(places: ExcelPlaces, python: Path) -> tuple[Path, ...]:
    """Writes the settings, the add-in and, on Mac, the script that starts Python; gives the files made.

    Doing it twice is doing it once. SetupError, or OSError with the place that could not be written.
    """
    strange = sorted(set(_STRANGE + (_STRANGE_ON_MAC if places.script else "")) & set(str(python)))
    if strange:
        named = " ".join("a space" if each == " " else each for each in strange)
        raise SetupError(
            f"Excel cannot start a Python whose path has {named} in it: «{python}». Move the planner's folder."
        )
    try:
        addin, script = addin_bytes(), _script() if places.script else b""
    except NoXlwingsError as fault:
        raise SetupError(str(fault)) from fault
    settings = settings_text(our_settings(places.interpreter, python))
    for path, content in zip(places.files, (settings.encode(), addin, script), strict=False):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    return places.files


def uninstall(places: ExcelPlaces) -> tuple[Path, ...]:
    """Deletes what `install` has made and gives the files that are gone; folders that are empty then go too."""
    return tuple(_deleted(places))


def choose_catalogue(place: Path | None, file: Path) -> Path:
    """From now on buttons and functions plan with the catalogue at this place, with None with the built-in one again.

    Gives the file that says so, or said so; Excel and LibreOffice have it in common.
    """
    if place is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, f"{place.absolute()}\n".encode())
    return file


def _deleted(places: ExcelPlaces) -> Iterator[Path]:
    for path in (*places.files, places.catalogue):
        if path.is_file():
            _delete(path)
            yield path
    for folder in (places.settings.parent, places.catalogue.parent):
        with suppress(OSError):  # it holds something else, or is gone already
            folder.rmdir()


def _script() -> bytes:
    """The script with which xlwings starts Python on Mac."""
    found = find_spec("xlwings")
    folder = Path(found.origin).parent if found and found.origin else Path()
    scripts = sorted(folder.glob("xlwings-*.applescript"))
    if not scripts:
        raise NoXlwingsError("The part of xlwings that starts Python on Mac is missing.")
    return scripts[-1].read_bytes()


_OPEN = "«{}» cannot be changed. Quit Excel, then run this again; if that does not help on a Mac: System Settings > Privacy & Security > App Management, and allow Terminal."


def _write(path: Path, content: bytes) -> None:
    try:
        write_atomically(path, content)
    except PermissionError as fault:
        raise SetupError(_OPEN.format(path)) from fault


def _delete(path: Path) -> None:
    try:
        path.unlink()
    except PermissionError as fault:
        raise SetupError(_OPEN.format(path)) from fault
