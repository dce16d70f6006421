"""The layout (schema version) that a workbook has."""

from liaison_planner.workbook.book import Book
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.package import UnreadableError, open_package
from liaison_planner.workbook.schema import SCHEMA_VERSION

CLEAN_COPY = "Make a clean copy with liaison-planner init NEW.xlsx and copy your answers into it."


def layout_of(book: Book) -> int:
    """The layout of one of our workbooks; UnreadableError if it is not ours or from a newer planner."""
    place = book.names.get("out_schema_version")
    version = SheetCells(book, place[0]).value(place[1].first_row, place[1].first_column) if place else None
    if isinstance(version, bool) or not isinstance(version, int):
        what = "This workbook was not made by the liaison planner, or its About sheet is gone."
        raise UnreadableError("not_ours", what, CLEAN_COPY)
    if version > SCHEMA_VERSION:
        what = f"This workbook was made by a newer planner (layout {version}; this one knows {SCHEMA_VERSION})."
        fix = "Install the newest planner: pip install --upgrade liaison_planner."
        raise UnreadableError("newer_schema", what, fix)
    return version


def is_older(package: bytes) -> bool:
    """Whether a workbook of ours has an older layout than this planner's; UnreadableError as above."""
    return layout_of(Book(open_package(package))) < SCHEMA_VERSION
