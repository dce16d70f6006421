"""Loads a catalogue from a folder of CSV files or from text tables, all faults collected."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from liaison_planner.catalogue import tables
from liaison_planner.catalogue.anchors import belonging_to_nothing
from liaison_planner.catalogue.check import check
from liaison_planner.catalogue.focus import with_likeness
from liaison_planner.catalogue.headings import heading_issues
from liaison_planner.catalogue.model import Catalogue
from liaison_planner.catalogue.places import placed
from liaison_planner.catalogue.tables import TextTable, in_force, read_rows
from liaison_planner.domain.issue import Issue, Place, error, has_errors
from liaison_planner.domain.offering import FocusArea

BUILT_IN = Path(__file__).parent / "data"
TABLES = (
    "focus_areas",
    "competencies",
    "offerings",
    "routes",
    "credentials",
    "gates",
    "levels",
    "facts",
    "tasks",
    "values",
    "anchors",
)
"""The files of a catalogue folder, `<name>.csv`; a folder may leave some out and then gets the built-in ones."""

OWN = "own_"
"""Before a table's name: rows that are added to the table, or stand in for its rows with the same id."""

NAMES = (*TABLES, *(OWN + name for name in TABLES))
"""Every table that a folder or workbook may hold."""

_READERS: dict[str, tuple[Callable[[tables.RowReader], Any], str]] = {
    "focus_areas": (tables.read_focus_area, "id"),
    "competencies": (tables.read_competency, "id"),
    "offerings": (tables.read_offering, "id"),
    "routes": (tables.read_route, "id"),
    "credentials": (tables.read_credential, "token"),
    "gates": (tables.read_gate, "id"),
    "levels": (tables.read_level, "level"),
    "facts": (tables.read_fact, "id"),
    "tasks": (tables.read_task, "id"),
    "values": (tables.read_value, "id"),
    "anchors": (tables.read_anchors, "id"),
}
"""How the rows of each table are read, and the column that tells them apart."""


@cache
def built_in() -> Catalogue:
    """The catalogue that ships with the package; its validity is held by tests."""
    catalogue, issues = load(BUILT_IN)
    if catalogue is None:
        raise ValueError("the built-in catalogue is damaged: " + "; ".join(map(str, issues)))
    return catalogue


def load(folder: Path, on: date = date.max) -> tuple[Catalogue | None, list[Issue]]:
    """The catalogue in `folder` as it is on a day, and everything wrong with it; None when an error makes it unusable.

    Without a day, of several rows with one id the last one counts.
    """
    issues: list[Issue] = []
    if not folder.is_dir() or not any((folder / f"{name}.csv").is_file() for name in NAMES):
        what = f"No catalogue was found in «{folder}»."
        listed = ", ".join(name + ".csv" for name in TABLES)
        fix = f"Name a folder that holds {listed} or some of them; for a copy to edit: catalogue copy FOLDER."
        return None, [error("catalogue_not_found", Place(sheet=str(folder)), what, fix)]
    files = {name: folder / f"{name}.csv" for name in NAMES if (folder / f"{name}.csv").is_file()}
    texts = {name: _text_table(path.name, path.read_bytes(), issues) for name, path in files.items()}
    return from_tables(texts, str(folder.name), issues, on)


def from_tables(
    texts: Mapping[str, TextTable], name: str, issues: list[Issue], on: date = date.max
) -> tuple[Catalogue | None, list[Issue]]:
    """Builds and checks a catalogue from text tables; those left out are the built-in ones. `issues` is extended."""
    full = {**built_in_texts(), **texts}
    areas = _rows(full, "focus_areas", issues, on)
    for table in full.values():
        issues.extend(heading_issues(table, built_in_texts(), areas))
    rows = {table: _rows(full, table, issues, on, tuple(areas.values())) for table in TABLES[1:]}
    catalogue = Catalogue(
        competencies=rows["competencies"],
        offerings=rows["offerings"],
        routes=rows["routes"],
        credentials=rows["credentials"],
        gates=rows["gates"],
        levels=tuple(rows["levels"].values()),
        facts=tuple(rows["facts"].values()),
        version=_version(full, on),
        name=name,
        tasks=rows["tasks"],
        values=with_likeness(rows["values"], areas),
        focus_areas=areas,
        anchors={name: row for name, row in rows["anchors"].items() if name in rows["competencies"]},
    )
    issues.extend(belonging_to_nothing(texts, catalogue))
    issues.extend(placed(check(catalogue), full, _keys()))
    return (None if has_errors(issues) else catalogue), issues


@cache
def built_in_texts() -> dict[str, TextTable]:
    """The shipped tables as text."""
    return {name: _text_table(f"{name}.csv", (BUILT_IN / f"{name}.csv").read_bytes(), []) for name in TABLES}


def headings() -> dict[str, list[str]]:
    """The columns of each table, the days of effect last."""
    return {name: [*table.rows[0][1], tables.FROM, tables.UNTIL] for name, table in built_in_texts().items()}


def _keys() -> dict[str, str]:
    return {table: key for table, (_, key) in _READERS.items()}


def _rows(
    texts: Mapping[str, TextTable], table: str, issues: list[Issue], on: date, areas: tuple[FocusArea, ...] = ()
) -> dict[str, Any]:
    read, key = _READERS[table]
    rows = read_rows(texts[table], read, key, issues, on, areas=areas)
    own = OWN + table
    return rows | (read_rows(texts[own], read, key, issues, on, areas=areas) if own in texts else {})


def _text_table(name: str, data: bytes, issues: list[Issue]) -> TextTable:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        what = f"The file is not UTF-8 text (byte {fault.start})."
        issues.append(error("catalogue_encoding", Place(sheet=name), what, "Save it as «CSV UTF-8»."))
        return TextTable(name, ())
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        rows = [(reader.line_num, {k: v or "" for k, v in row.items() if k is not None}) for row in reader]
    except csv.Error as fault:
        what = f"The file cannot be read after line {reader.line_num}: {fault}."
        issues.append(error("catalogue_damaged", Place(sheet=name), what, "Look for a quotation mark left open."))
        return TextTable(name, ())
    return TextTable(name, tuple(rows))


def _version(texts: Mapping[str, TextTable], on: date) -> str:
    """Year-month of the newest dated row is not enough to tell two edits apart, so the stamp is a hash of the content
    in force.
    """
    content = {name: [sorted(cells.items()) for cells in in_force(table, on)] for name, table in sorted(texts.items())}
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]
