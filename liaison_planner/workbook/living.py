"""What a workbook says about living with its plan: how much a new plan may move, and when it is looked at again."""

from datetime import date
from typing import NamedTuple

from liaison_planner.domain.cell import ErrorValue, RawValue
from liaison_planner.domain.issue import Issue, Place, error
from liaison_planner.domain.replan import Closeness
from liaison_planner.domain.text import shown
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.schema import fields

CLOSENESS, REVIEW = "set_closeness", "set_review"


class Living(NamedTuple):
    """Both settings; where a cell holds something else, the setting of an empty cell and an issue."""

    closeness: Closeness = Closeness.CLOSE
    review: date | None = None
    issues: tuple[Issue, ...] = ()


def living_in(package: bytes) -> Living:
    """The settings of a workbook; those of empty cells where it has no such cells. UnreadableError."""
    book = Book(open_package(package))
    chosen, day = _value(book, CLOSENESS), _value(book, REVIEW)
    named = {closeness.title: closeness for closeness in Closeness} | {each.value: each for each in Closeness}
    closeness = named.get(str(chosen).strip().casefold())
    review = day if isinstance(day, date) else None
    issues = []
    if chosen is not None and closeness is None:
        issues.append(_issue(book, CLOSENESS, chosen))
    if day is not None and review is None:
        issues.append(_issue(book, REVIEW, day))
    return Living(closeness or Closeness.CLOSE, review, tuple(issues))


def _value(book: Book, name: str) -> RawValue:
    place = book.names.get(name)
    if place is None:
        return None
    sheet, area = place
    return SheetCells(book, sheet).value(area.first_row, area.first_column, fields()[name].kind)


def _issue(book: Book, name: str, value: RawValue) -> Issue:
    field, (sheet, area) = fields()[name], book.names[name]
    found = value.text if isinstance(value, ErrorValue) else str(value)
    words = field.allowed.words if field.allowed else ""
    place = Place(sheet=sheet, cell=cell_name(area.first_row, area.first_column))
    return error("bad_setting", place, f"«{field.label}» holds {shown(found)}.", words)
