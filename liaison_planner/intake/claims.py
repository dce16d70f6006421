"""Reads who has verified a claim, and when."""

from datetime import date
from typing import Any

from liaison_planner.domain.cell import Row
from liaison_planner.intake.cells import CellReader
from liaison_planner.intake.words import fold

_ONESELF = frozenset({"i", "me", "myself", "self", "own", "candidate", "the candidate"})


def verification(reader: CellReader, row: Row, first_day: date) -> dict[str, Any]:
    """`verified_by`, `verified_on` and `verified`: only somebody else, by name and not in the future, verifies."""
    by_cell, on_cell = reader.cell(row, "verified_by"), reader.cell(row, "verified_on")
    by, on = reader.text(by_cell, 200), reader.day(on_cell, "The day of verification")
    fault = ""
    if on is not None and not by:
        fault = "A day of verification is given, but not who verified it."
    elif by and is_oneself(by, reader):
        fault = f"«{by}» is the person, and nobody verifies a claim of their own."
    elif on is not None and on > first_day:
        fault = f"It is to be verified on {on}, which has not come yet."
    if fault:
        what = f"{fault} It counts as declared, not as verified."
        reader.warn("not_verified", by_cell if by else on_cell, what, "Name who has seen it, and the day.")
    return {"verified_by": by, "verified_on": on, "verified": bool(by) and not fault}


def is_oneself(name: str, reader: CellReader) -> bool:
    """Whether a name is the person's own, as far as the plan knows it."""
    own = {fold(str(reader.field(key).value or "")) for key in ("person_id", "label")} - {""}
    return fold(name) in own | _ONESELF
