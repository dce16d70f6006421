"""File names for people, whatever their ids look like."""

import hashlib
import re
from collections.abc import Sequence

MOST_CHARACTERS = 60
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d|summary")
"""Names that Windows keeps for devices, and our own."""


def file_names(person_ids: Sequence[str]) -> list[str]:
    """One file name (without ending) for each id, in order; no two alike, even where case does not count.

    A plain short id is its own name; any other is cut down to plain characters and told apart by a hash of the id, a
    repeated one by a number.
    """
    names: list[str] = []
    taken: set[str] = set()
    for person_id in person_ids:
        base = name = _file_name(person_id)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _file_name(person_id: str) -> str:
    if _PLAIN.fullmatch(person_id) and len(person_id) <= MOST_CHARACTERS and not _RESERVED.fullmatch(person_id):
        return person_id
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", person_id).strip("_")[: MOST_CHARACTERS - 10] or "person"
    return f"{plain}-{hashlib.sha256(person_id.encode(errors='surrogatepass')).hexdigest()[:8]}"
