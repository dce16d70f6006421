"""Reads the licences, certifications and certificates that a person holds."""

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import Cell
from liaison_planner.domain.text import as_text, shown
from liaison_planner.intake.cells import CellReader, readable
from liaison_planner.intake.words import Words

_COLUMN = "token"


def credentials(reader: CellReader, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Catalogue tokens under `licences` (licences and certifications) and `certificates` (of completion), in the
    order of input. A certification may stand in either list; anything else in the wrong one is moved with a note, and
    one that the catalogue does not know is reported and left out.
    """
    words = Words("credential", {token: row.title for token, row in catalogue.credentials.items()})
    held: dict[str, list[str]] = {"licences": [], "certificates": []}
    seen: dict[str, Cell] = {}
    for table in tuple(held):
        for row in reader.rows(table):
            cell = reader.cell(row, _COLUMN)
            token = _known(reader, cell, words)
            if token is None:
                continue
            proper = _proper_table(reader, cell, catalogue, token, table)
            if reader.first_time(token, cell, seen):
                held[proper].append(token)
    return {table: tuple(tokens) for table, tokens in held.items()}


def _known(reader: CellReader, cell: Cell, words: Words) -> str | None:
    """Unknown is no error: a person may well hold something that the catalogue does not list."""
    reader.refuse_blank(cell, words.noun)
    token = words.find(as_text(cell.value))
    if token is None and readable(cell):
        what = f"The catalogue does not know the credential {shown(cell.value)}; the plan does not count on it."
        reader.warn("unknown_credential", cell, what, words.advice(as_text(cell.value)))
    return token


def _proper_table(reader: CellReader, cell: Cell, catalogue: Catalogue, token: str, table: str) -> str:
    proper = "certificates" if "certificate" in catalogue.credential_kinds(token) else "licences"
    kind = catalogue.credentials[token].kind
    if proper != table and kind != "certification":
        noun, there = kind.replace("licence", "license"), proper.replace("licence", "license")
        what = f"{shown(cell.value)} is a {noun}, so we count it among the {there}."
        reader.warn("credential_moved", cell, what, f"Move it to the {there} to get rid of this note.")
    return proper
