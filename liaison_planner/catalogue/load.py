"""Loads a catalogue from a folder of CSV files, all faults collected."""

import csv
import hashlib
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from liaison_planner.catalogue import tables
from liaison_planner.catalogue.check import check
from liaison_planner.catalogue.model import Catalogue
from liaison_planner.catalogue.tables import TextTable, read_rows
from liaison_planner.domain.issue import Issue, Place, error, has_errors

BUILT_IN = Path(__file__).parent / "data"
TABLES = ("competencies", "offerings", "routes", "credentials", "gates", "levels", "facts")
"""The files of a catalogue folder, `<name>.csv`; a folder may leave some out and then gets the built-in ones."""


@cache
def built_in() -> Catalogue:
    """The catalogue that ships with the package; its validity is held by tests."""
    catalogue, issues = load(BUILT_IN)
    if catalogue is None:
        raise ValueError("the built-in catalogue is damaged: " + "; ".join(map(str, issues)))
    return catalogue


def load(folder: Path) -> tuple[Catalogue | None, list[Issue]]:
    """The catalogue in `folder` and everything found wrong with it; None when an error makes it unusable."""
    sources: dict[str, bytes] = {}
    issues: list[Issue] = []
    if not folder.is_dir() or not any((folder / f"{name}.csv").is_file() for name in TABLES):
        what = f"No catalogue was found in «{folder}»."
        fix = f"Name a folder that holds {', '.join(name + '.csv' for name in TABLES)} or some of them."
        return None, [error("catalogue_not_found", Place(sheet=str(folder)), what, fix)]
    for name in TABLES:
        path = folder / f"{name}.csv"
        sources[name] = (path if path.is_file() else BUILT_IN / f"{name}.csv").read_bytes()
    texts = {name: _text_table(f"{name}.csv", data, issues) for name, data in sources.items()}
    return from_tables(texts, _version(sources), str(folder.name), issues)


def from_tables(
    texts: Mapping[str, TextTable], version: str, name: str, issues: list[Issue]
) -> tuple[Catalogue | None, list[Issue]]:
    """Builds and checks a catalogue from its seven text tables; `issues` is extended and returned."""
    catalogue = Catalogue(
        competencies=read_rows(texts["competencies"], tables.read_competency, "id", issues),
        offerings=read_rows(texts["offerings"], tables.read_offering, "id", issues),
        routes=read_rows(texts["routes"], tables.read_route, "id", issues),
        credentials=read_rows(texts["credentials"], tables.read_credential, "token", issues),
        gates=read_rows(texts["gates"], tables.read_gate, "id", issues),
        levels=tuple(read_rows(texts["levels"], tables.read_level, "level", issues).values()),
        facts=tuple(read_rows(texts["facts"], tables.read_fact, "id", issues).values()),
        version=version,
        name=name,
    )
    issues.extend(check(catalogue))
    return (None if has_errors(issues) else catalogue), issues


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


def _version(sources: Mapping[str, bytes]) -> str:
    """Year-month of the newest dated row is not enough to tell two edits apart, so the stamp is a content hash."""
    digest = hashlib.sha256()
    for name, data in sorted(sources.items()):
        digest.update(name.encode() + b"\0" + data.replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]
