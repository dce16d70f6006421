"""Merged cells over answers are told in an open workbook as in a file; Excel's own ranges are played."""

import io
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from liaison_planner import services
from liaison_planner.addin.copied_book import CopiedBook
from liaison_planner.addin.desk import Desk
from liaison_planner.addin.open_book import OpenBook
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.issue import Issue
from liaison_planner.workbook.image import FileImage
from liaison_planner.workbook.references import Area, cell_name

Merge = Callable[[str, str], bytes]


@pytest.fixture
def package(catalogue: Catalogue, today: date) -> bytes:
    return services.new_workbook(catalogue, services.sample_person("P01", catalogue, today).profile, sample=True)


@pytest.fixture
def merge(package: bytes) -> Merge:
    """The workbook with a block of cells merged, as a user would do it."""

    def merge(sheet: str, block: str) -> bytes:
        book, buffer = load_workbook(io.BytesIO(package)), io.BytesIO()
        book[sheet].merge_cells(block)
        book.save(buffer)
        return buffer.getvalue()

    return merge


def told(package: bytes, catalogue: Catalogue, today: date) -> list[Issue]:
    """What a click says about merged cells, which is what the command line says of the file."""
    desk = Desk(CopiedBook(package, ("Start", 0), lambda _: None), catalogue, today)
    by_click = [each for each in desk.person.issues if each.code == "merged_cells"]
    by_command = services.person_in_workbook(package, catalogue, today).issues
    assert by_click == [each for each in by_command if each.code == "merged_cells"]
    assert (desk.person.profile is None) == bool(by_click)
    return by_click


def test_two_answers_in_one_cell_are_an_error_with_its_place(
    package: bytes, merge: Merge, catalogue: Catalogue, today: date
) -> None:
    sheet, area = FileImage(package).places.names["in_budget_usd"]
    first, below = cell_name(*area[:2]), cell_name(area.first_row + 1, area.first_column)
    (issue,) = told(merge(sheet, f"{first}:{below}"), catalogue, today)
    assert (issue.sheet, issue.cell) == (sheet, first)
    assert f"The cells {first}:{below} are merged into one" in issue.what


def test_rows_of_a_table_that_are_merged_are_told(
    package: bytes, merge: Merge, catalogue: Catalogue, today: date
) -> None:
    placed = FileImage(package).places.tables["tblskills"]
    column = placed.column("My level (0-4)") or 0
    cells = [cell_name(placed.rows.first_row + down, column) for down in (0, 2)]
    assert len(told(merge(placed.sheet, ":".join(cells)), catalogue, today)) == 1


def test_one_answer_in_a_wide_cell_does_no_harm(
    package: bytes, merge: Merge, catalogue: Catalogue, today: date
) -> None:
    sheet, area = FileImage(package).places.names["in_budget_usd"]
    beside = cell_name(area.first_row, area.first_column + 1)
    assert told(merge(sheet, f"{cell_name(*area[:2])}:{beside}"), catalogue, today) == []


class Cells:
    """A range as xlwings shows it: `merge_cells` is nothing where only some are merged."""

    def __init__(self, sheet: "Paper", block: str) -> None:
        self._sheet, self._block = sheet, CellRange(block)

    @property
    def merge_cells(self) -> bool | None:
        self._sheet.asked += 1
        inside = [each for each in self._sheet.merged if not each.isdisjoint(self._block)]
        return None if inside and self._block.size["rows"] > 1 else bool(inside)

    @property
    def merge_area(self) -> Any:
        (area,) = [each for each in self._sheet.merged if not each.isdisjoint(self._block)]
        return SimpleNamespace(address=f"${area.coord.replace(':', ':$')}")


class Paper:
    """A sheet with some merged cells."""

    def __init__(self, *merged: str) -> None:
        self.merged, self.asked = [CellRange(block) for block in merged], 0
        self.used_range = Cells(self, "A1:Z99")

    def range(self, at: tuple[int, int]) -> Cells:
        return Cells(self, f"{get_column_letter(at[1])}{at[0]}")


def test_excel_is_asked_for_single_cells_only_where_a_sheet_has_merged_ones() -> None:
    plain, other = Paper(), Paper("B3:C4")
    book: Any = SimpleNamespace(sheets={"plain": plain, "other": other})
    opened = OpenBook(book)
    assert [opened.merged("plain", row, 2) for row in range(1, 50)] == [None] * 49
    assert plain.asked == 1
    assert opened.merged("other", 4, 3) == opened.merged("other", 3, 2) == Area(3, 2, 4, 3)
    assert opened.merged("other", 5, 3) is None
