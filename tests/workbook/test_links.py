"""The links on the sheet Checks lead to places that the workbook has."""

from typing import Any

import pytest

from liaison_planner.views import Content
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.links import with_links
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.references import cell_name


@pytest.fixture(scope="module")
def original(template: bytes) -> Original:
    return Original(template)


def linked(original: Original, target: str) -> tuple[Any, Any]:
    """Where a link to this place leads, and what it is called."""
    content = with_links(original, Content(tables={"tblIssues": ({"what": "x", "target": target},)}))
    (row,) = content.tables["tblIssues"]
    return row["target"], row["link"]


def test_a_cell_with_a_name_is_linked_by_its_name_which_survives_moved_cells_and_renamed_sheets(
    original: Original, template: bytes
) -> None:
    sheet, area = Book(open_package(template)).names["in_budget_usd"]
    place = f"'{sheet}'!{cell_name(area.first_row, area.first_column)}"
    assert linked(original, place) == ("in_budget_usd", "Go there")


def test_another_cell_is_linked_by_its_sheet_and_address(original: Original) -> None:
    assert linked(original, "'Skills'!E12") == ("'Skills'!E12", "Go there")


@pytest.mark.parametrize("target", ["", "'team.csv'!row 3", "'Gone'!A1", "http://evil.example", "'Skills'!"])
def test_what_is_no_place_in_the_workbook_gets_no_link(target: str, original: Original) -> None:
    assert linked(original, target) == ("", "")


@pytest.mark.parametrize("target", ["tblIssues", "out_proof", "in_weekly_hours"])
def test_names_and_tables_are_places(target: str, original: Original) -> None:
    assert linked(original, target) == (target, "Go there")


def test_other_tables_stay_as_they_are(original: Original) -> None:
    content = Content({"out_cost": 5}, {"tblGaps": ({"gap": "x"},)})
    assert with_links(original, content) == content
