"""The ready-made templates: where they lie, how they are rebuilt, and whether they are up to date."""

import io
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from liaison_planner import __version__
from liaison_planner.actions.modules import xlwings_version
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.package import open_package

if TYPE_CHECKING:
    from liaison_planner.workbook.theme import Look

TEMPLATE = "liaison_planner.xlsx"
MACRO_TEMPLATE = "liaison_planner.xlsm"
ADDIN = "liaison_planner.xlam"
EXTENSION = "liaison_planner.oxt"
_PACKAGE = Path(__file__).parents[1]
FOLDERS = (_PACKAGE / "workbook_templates", _PACKAGE.parent / "workbook_templates")
"""Inside the package when it is installed, beside it in the repository."""

MOST_BUILT = 8
_built: dict[tuple[str, str], bytes] = {}
"""Templates built for catalogues of others, by version and kind, for batches in which many people share one."""
_XLWINGS = re.compile(rb"made with xlwings ([\w.]+)")


@cache
def _shipped(name: str) -> bytes | None:
    return next((path.read_bytes() for folder in FOLDERS if (path := folder / name).is_file()), None)


def template_bytes(catalogue: Catalogue, *, macros: bool = False) -> bytes:
    """An empty workbook for this catalogue: the shipped one if it was made for it, otherwise one built on the spot.

    One with macros (.xlsm) must also suit the installed xlwings; NoXlwingsError if it has to be built and cannot be.
    """
    name = MACRO_TEMPLATE if macros else TEMPLATE
    shipped = _shipped(name)
    if shipped is not None and made_for(shipped) == (__version__, catalogue.version) and _suits_xlwings(shipped):
        return shipped
    key = (catalogue.version, name)
    if key not in _built:
        if len(_built) >= MOST_BUILT:
            _built.clear()
        _built[key] = _build(name, catalogue)
    return _built[key]


def _build(name: str, catalogue: Catalogue, look: "Look | None" = None) -> bytes:
    """Imported only here: the shipped ones need no XlsxWriter."""
    from liaison_planner.workbook.build import build_template  # noqa: PLC0415
    from liaison_planner.workbook.macro_book import build_addin, build_macro_template  # noqa: PLC0415
    from liaison_planner.workbook.office_extension import build_extension  # noqa: PLC0415
    from liaison_planner.workbook.theme import PLAIN  # noqa: PLC0415

    if name == ADDIN:
        return build_addin()
    if name == EXTENSION:
        return build_extension()
    return (build_macro_template if name == MACRO_TEMPLATE else build_template)(catalogue, look or PLAIN)


def themed_template(catalogue: Catalogue, look: "Look", *, macros: bool = False) -> bytes:
    """An empty workbook for this catalogue in the look of an organization; NoXlwingsError as for `template_bytes`."""
    return _build(MACRO_TEMPLATE if macros else TEMPLATE, catalogue, look)


def addin_bytes() -> bytes:
    """The add-in (.xlam) for the installed xlwings, built on the spot; NoXlwingsError."""
    return _build(ADDIN, built_in())


def extension_bytes() -> bytes:
    """The extension for LibreOffice (.oxt), built on the spot."""
    return _build(EXTENSION, built_in())


@lru_cache(maxsize=4)
def _suits_xlwings(template: bytes) -> bool:
    """Whether its macros are those of the installed xlwings; true where there are none, or no xlwings."""
    made_with = _XLWINGS.search(open_package(template).parts["docProps/core.xml"])
    return made_with is None or xlwings_version() in ("", made_with[1].decode())


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
    return {name: _build(name, built_in(), look) for name in (TEMPLATE, MACRO_TEMPLATE, ADDIN, EXTENSION)}


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
