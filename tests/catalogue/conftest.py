"""A folder with the built-in catalogue in which single cells can be changed."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison_planner.catalogue.load import BUILT_IN, load

Rows = list[dict[str, str]]


def table_of(data: bytes) -> tuple[list[str], Rows]:
    reader = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    rows = list(reader)
    return list(reader.fieldnames or ()), rows


def bytes_of(columns: list[str], rows: Rows) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the built-in catalogue."""
    return Path(shutil.copytree(BUILT_IN, tmp_path / "catalogue"))


@pytest.fixture
def edit(folder: Path) -> Callable[..., int]:
    """`edit("offerings", 0, title="")` changes cells of one row, by number or key, and gives the row's line."""

    def run(table: str, row: int | str, **cells: str) -> int:
        path = folder / f"{table}.csv"
        columns, rows = table_of(path.read_bytes())
        keys = [next(iter(each.values())) for each in rows]
        number = keys.index(row) if isinstance(row, str) else row
        rows[number].update(cells)
        path.write_bytes(bytes_of(columns, rows))
        return number + 2

    return run


@pytest.fixture
def found(folder: Path) -> Callable[..., list[str]]:
    """`found()` lists the errors of the edited catalogue as `code file cell`; `found("warning")` the warnings."""

    def run(severity: str = "error") -> list[str]:
        _, issues = load(folder)
        return [f"{each.code} {each.sheet} {each.cell}" for each in issues if each.severity == severity]

    return run
