"""Which steps of the plan in a workbook its user has marked as done."""

from liaison_planner.workbook.book import Book
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.schema import tables

_YES = "yes"


def steps_marked_done(package: bytes) -> frozenset[str]:
    """The ids beside a yes in «Done?» on the sheet Plan; none if the file lacks the columns. UnreadableError as in fill."""
    book = Book(open_package(package))
    placed, table = book.tables.get("tblplan"), tables()["tblPlan"]
    if placed is None:
        return frozenset()
    done, key = (placed.column(table.column(name).heading) for name in ("done", "id"))
    if done is None or key is None:
        return frozenset()
    cells = SheetCells(book, placed.sheet)
    rows = range(placed.rows.first_row, placed.rows.last_row + 1)
    marked = (row for row in rows if str(cells.value(row, done) or "").strip().casefold() == _YES)
    return frozenset(str(cells.value(row, key)) for row in marked)
