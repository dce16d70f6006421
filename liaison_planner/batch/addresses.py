"""Where a roster lies: a file or folder of this computer, or an address that fsspec opens (s3://, zip://, memory://)."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from liaison_planner.domain.issue import Issue, Place, error

WORKBOOK_ENDINGS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Address:
    """One place to read from; `system` is fsspec's file system, None on this computer."""

    text: str
    path: str
    system: Any = None

    @property
    def name(self) -> str:
        """What messages call it: the last part."""
        return Path(self.path).name if self.system is None else posixpath.basename(self.path.rstrip("/")) or self.text

    @property
    def ending(self) -> str:
        return posixpath.splitext(self.name)[1].lower()

    def exists(self) -> bool:
        return Path(self.path).exists() if self.system is None else bool(self.system.exists(self.path))

    def is_file(self) -> bool:
        return Path(self.path).is_file() if self.system is None else bool(self.system.isfile(self.path))

    def is_folder(self) -> bool:
        return Path(self.path).is_dir() if self.system is None else bool(self.system.isdir(self.path))

    def open(self) -> IO[bytes]:
        """The bytes to read; OSError if the computer does not let us."""
        if self.system is None:
            return Path(self.path).open("rb")
        file: IO[bytes] = self.system.open(self.path, "rb")
        return file

    def workbooks(self) -> Iterator["Address"]:
        """The workbooks in this folder by name, without the lock files (`~$…`) that Excel leaves beside open ones."""
        names = (
            [path.name for path in Path(self.path).iterdir()]
            if self.system is None
            else [posixpath.basename(found.rstrip("/")) for found in self.system.ls(self.path, detail=False)]
        )
        for name in sorted(names):
            if name.lower().endswith(WORKBOOK_ENDINGS) and not name.startswith("~$"):
                inside = str(Path(self.path) / name) if self.system is None else posixpath.join(self.path, name)
                yield Address(inside, inside, self.system)


def address_of(text: str) -> Address | Issue:
    """The place that is meant, or why no such place can be opened; nothing is read yet but a remote folder's list."""
    if "://" not in text:
        return Address(text, text)
    try:
        import fsspec  # noqa: PLC0415 - only addresses need it
    except ImportError:
        return _missing(text, "fsspec")
    try:
        system, path = fsspec.core.url_to_fs(text)
        address = Address(text, path, system)
        address.exists()
    except ImportError as fault:
        return _missing(text, str(fault))
    except Exception as fault:  # noqa: BLE001 - each file system has faults of its own, without a common base
        return unreadable(text, fault)
    return address


def unreadable(text: str, fault: Exception) -> Issue:
    """The issue for an address that its file system refuses."""
    what = f"The address «{text}» cannot be read: {type(fault).__name__}: {str(fault)[:200]}."
    return error("address_not_readable", Place(), what, "Check the address, your rights and the connection.")


def _missing(text: str, needed: str) -> Issue:
    what = f"Reading «{text}» needs a package that is not installed ({needed[:200]})."
    fix = "Install liaison_planner[addresses] and, for s3://, the package s3fs; or copy the file to this computer."
    return error("address_needs_package", Place(), what, fix)
