"""Writes files so that a failure never costs the user anything: all or nothing, with backups, and never over a lock."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path


def write_atomically(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Puts `data` at `path` in one step: afterwards the file is the new one in full, or untouched and OSError is raised.

    `data` may come in pieces. A file that is replaced keeps its permissions; where `path` is a link, it is the file that the
    link points to.
    """
    path = _real(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        _take_permissions(temporary, path)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _real(path: Path) -> Path:
    """The file that a link points to; any other path as it is, since resolving renames network drives."""
    return path.resolve() if path.is_symlink() else path


def _take_permissions(temporary: Path, path: Path) -> None:
    """Mkstemp makes files that only their owner may read; a new file gets what the system gives new files."""
    if path.exists():
        shutil.copymode(path, temporary)
    elif os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)


def backup_of(path: Path) -> Path:
    """The first free name for a backup: `NAME.backup-1.xlsx`, then 2 and so on, beside the file as named, thus
    beside a link to it. Nothing is copied.
    """
    names = (path.with_name(f"{path.stem}.backup-{number}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def lock_holder(path: Path) -> Path | None:
    """The file with which Excel (`~$NAME`) or LibreOffice (`.~lock.NAME#`) says that it has `path` open, if there is one.

    Excel drops the first two characters of names with more than eight before the dot, as Word does; both are tried.
    Where `path` is a link, locks of the file that it points to count as well.
    """
    named = dict.fromkeys((path, _real(path)))
    locks = (file.with_name(name) for file in named for name in _lock_names(file.name))
    return next((lock for lock in locks if lock.exists()), None)


def _lock_names(name: str) -> tuple[str, ...]:
    return f"~${name}", f"~${name[2:]}", f".~lock.{name}#"


def is_whole(workbook: Path) -> bool:
    """Whether a file is there and begins and ends as a packed one does: neither cut off nor something else."""
    try:
        with workbook.open("rb") as file:
            first = file.read(len(_FIRST))
            file.seek(max(0, workbook.stat().st_size - _LONGEST_END))
            return first == _FIRST and _LAST in file.read()
    except OSError:
        return False


_FIRST, _LAST = b"PK\x03\x04", b"PK\x05\x06"
_LONGEST_END = 22 + 256
"""The record that closes a zip file, with room for a comment."""
