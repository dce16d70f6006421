"""File names for people, whatever their ids look like."""

import hashlib
import re
from collections.abc import Callable

MOST_CHARACTERS = 60
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d|summary")
"""Names that Windows keeps for devices, and our own."""


def file_name(person_id: str, taken: Callable[[str], bool]) -> str:
    """A file name (without ending) for the id that is not `taken`, a question that must not look at case.

    A plain short id is its own name; any other is cut down to plain characters and told apart by a hash of the id, a
    name that is taken by a number.
    """
    base = name = _file_name(person_id)
    number = 1
    while taken(name):
        number += 1
        name = f"{base}-{number}"
    return name


def _file_name(person_id: str) -> str:
    if _PLAIN.fullmatch(person_id) and len(person_id) <= MOST_CHARACTERS and not _RESERVED.fullmatch(person_id):
        return person_id
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", person_id).strip("_")[: MOST_CHARACTERS - 10] or "person"
    return f"{plain}-{hashlib.sha256(person_id.encode(errors='surrogatepass')).hexdigest()[:8]}"
