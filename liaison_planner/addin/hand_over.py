"""Where a file goes that a click has made: beside the workbook, else among the user's documents; never over another file."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

_BESIDE = "beside this workbook"
_NOT_SAVED = "as this workbook is not saved in a folder of this computer"
_REFUSED = "as nothing can be written beside this workbook"


class NoPlaceError(Exception):
    """A file could be written nowhere; the text says so to the user."""


def folder_of(workbook: Any) -> Path | None:
    """The folder in which Excel's own workbook object is saved; None if it is not saved, or in the cloud.

    xlwings would guess the folder behind a cloud address, from a sheet of the workbook even; nothing here is read there.
    """
    if hasattr(workbook, "FullName"):
        name = str(workbook.FullName)  # Windows
    elif hasattr(workbook, "full_name"):
        name = str(workbook.full_name.get())  # Mac
    else:
        return None
    folder = Path(name).parent
    return folder if "://" not in name and folder.is_absolute() and folder.is_dir() else None


def laid_down(name: str, content: bytes, beside: Path | None, documents: Path) -> tuple[Path, str]:
    """Writes the file in full or not at all under a name that was free, and says why it is where it is; NoPlaceError."""
    places = [(beside, _BESIDE)] if beside else []
    places += [(documents, _REFUSED if beside else _NOT_SAVED)]
    for folder, why in places:
        with suppress(OSError):
            return _written(folder, name, content), why
    tried = " or ".join(f"«{folder}»" for folder, _ in places)
    raise NoPlaceError(
        f"«{name}» could not be written into {tried}. Save this workbook in another folder, then click again."
    )


def _written(folder: Path, name: str, content: bytes) -> Path:
    from liaison_planner.workbook.files import write_atomically  # noqa: PLC0415 - few clicks make a file

    path = _claimed(folder, name)
    try:
        write_atomically(path, content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _claimed(folder: Path, name: str) -> Path:
    """The first of NAME, NAME 2, NAME 3 … that is free, taken at once with an empty file."""
    for path in _names(folder / name):
        with suppress(FileExistsError):
            path.touch(exist_ok=False)
            return path
    raise AssertionError  # the names do not end


def _names(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_name(f"{path.stem} {number}{path.suffix}") for number in count(2))


def documents() -> Path:
    """The user's folder for documents, wherever this computer keeps it; the home folder where there is none."""
    found = _documents_of_system() or Path.home() / "Documents"
    return found if found.is_dir() else Path.home()


if sys.platform == "win32":

    def _documents_of_system() -> Path | None:
        """Many have it moved into OneDrive, which is still a folder of the computer."""
        import winreg  # noqa: PLC0415 - exists on Windows only

        folders = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, folders) as key:
            return Path(os.path.expandvars(winreg.QueryValueEx(key, "Personal")[0]))
        return None

else:

    def _documents_of_system() -> Path | None:
        """Other systems have no setting for it that must be asked."""
        return None
