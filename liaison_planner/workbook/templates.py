"""The ready-made templates: where they lie, how they are rebuilt, and whether they are up to date."""

import io
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from liaison_planner import __version__
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.package import open_package

if TYPE_CHECKING:
    from liaison_planner.workbook.theme import Look

TEMPLATE = "liaison_planner.xlsx"
_PACKAGE = Path(__file__).parents[1]
FOLDERS = (_PACKAGE / "workbook_templates", _PACKAGE.parent / "workbook_templates")
"""Inside the package when it is installed, beside it in the repository."""

MOST_BUILT = 8
_built: dict[str, bytes] = {}
"""Templates built for catalogues of others, by version, for batches in which many people share one."""


@cache
def _shipped() -> bytes | None:
    return next((path.read_bytes() for folder in FOLDERS if (path := folder / TEMPLATE).is_file()), None)


def template_bytes(catalogue: Catalogue) -> bytes:
    """An empty workbook for this catalogue: the shipped one if it was made for it, otherwise one built on the spot."""
    shipped = _shipped()
    if shipped is not None and made_for(shipped) == (__version__, catalogue.version):
        return shipped
    from liaison_planner.workbook.build import build_template  # noqa: PLC0415 - the shipped one needs no XlsxWriter

    if catalogue.version not in _built:
        if len(_built) >= MOST_BUILT:
            _built.clear()
        _built[catalogue.version] = build_template(catalogue)
    return _built[catalogue.version]


@lru_cache(maxsize=4)
def made_for(template: bytes) -> tuple[str, str]:
    """The versions of the planner and of the catalogue for which a workbook of ours was made."""
    book = Book(open_package(template))
    planner, catalogue = (_text(book, name) for name in ("out_template_version", "out_catalogue_version"))
    return planner, catalogue


def _text(book: Book, name: str) -> str:
    sheet, area = book.names[name]
    return str(SheetCells(book, sheet).value(area.first_row, area.first_column))


def build_all(look: "Look | None" = None) -> dict[str, bytes]:
    """Every file that belongs into `workbook_templates`, by name, built from the built-in catalogue; in another look."""
    from liaison_planner.workbook.build import build_template  # noqa: PLC0415 - see above
    from liaison_planner.workbook.theme import PLAIN  # noqa: PLC0415

    return {TEMPLATE: build_template(built_in(), look or PLAIN)}


def differences(folder: Path) -> list[str]:
    """What the files in a folder lack against freshly built ones, in sentences; empty if they are up to date.

    Members are compared unpacked, because compression libraries pack the same bytes differently.
    """
    found = []
    for name, built in build_all().items():
        path = folder / name
        found += _differences(name, path.read_bytes(), built) if path.is_file() else [f"{name} is missing."]
    return found


def _differences(name: str, shipped: bytes, built: bytes) -> list[str]:
    with ZipFile(io.BytesIO(shipped)) as old, ZipFile(io.BytesIO(built)) as new:
        if old.namelist() != new.namelist():
            return [f"{name} holds other parts, or holds them in another order."]
        changed = [part for part in new.namelist() if old.read(part) != new.read(part)]
    return [f"{name}: {part} is out of date." for part in changed]
