"""The catalogue as a workbook: what is written is read again, and faults name their cells."""

import warnings
from pathlib import Path

import openpyxl
import pytest

from liaison_planner import services
from liaison_planner.catalogue import NAMES, built_in, from_tables
from liaison_planner.domain.issue import Issue
from liaison_planner.workbook.catalogue_book import catalogue_texts


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "ours.xlsx"
    path.write_bytes(services.catalogue_copy())
    return path


def typed(path: Path, sheet: str, row_id: str, heading: str, value: str | int) -> str:
    """Types a value into the row with this id, saves, and gives the cell's name."""
    book = openpyxl.load_workbook(path)
    cells = book[sheet]
    column = next(cell.column for cell in cells[1] if cell.value == heading)
    row = next(cell.row for cell in cells["A"] if cell.value == row_id)
    place = cells.cell(row, column, value).coordinate
    book.save(path)
    return str(place)


def test_a_copy_is_the_same_catalogue(copy: Path) -> None:
    catalogue, issues = services.catalogue_at(str(copy))
    assert catalogue is not None
    assert (catalogue.offerings, catalogue.routes) == (built_in().offerings, built_in().routes)
    assert catalogue.version == built_in().version
    assert {issue.severity for issue in issues} <= {"warning"}


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    assert services.catalogue_copy() == services.catalogue_copy()


def test_a_price_typed_into_the_workbook_counts(copy: Path) -> None:
    typed(copy, "offerings", "c_excel", "cost_usd", 75)
    catalogue, _ = services.catalogue_at(str(copy))
    assert catalogue is not None
    assert catalogue.offerings["c_excel"].cost_usd == 75


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value"),
    [
        ("offerings", "c_excel", "teaches", "data_report:2;jugling:1"),
        ("offerings", "c_excel", "cost_usd", "cheap"),
        ("offerings", "c_excel", "kind", "curse"),
        ("routes", "R01", "requirements", "license=pilot"),
        ("competencies", "hipaa", "consulting", 7),
    ],
)
def test_an_unknown_token_is_refused_with_its_cell(
    copy: Path, sheet: str, row: str, heading: str, value: str | int
) -> None:
    cell = typed(copy, sheet, row, heading, value)
    catalogue, issues = services.catalogue_at(str(copy))
    assert catalogue is None
    assert [(each.sheet, each.cell) for each in issues if each.severity == "error"] == [(sheet, cell)]


def test_a_workbook_without_the_sheets_is_an_issue(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)
    found = catalogue_texts(path, NAMES)
    assert isinstance(found, Issue)
    assert (found.code, found.sheet) == ("catalogue_not_found", "other.xlsx")
    missing = catalogue_texts(tmp_path / "none.xlsx", NAMES)
    assert isinstance(missing, Issue)
    assert missing.code == "file_not_found"


def test_own_rows_may_stand_on_a_sheet_of_their_own(copy: Path) -> None:
    book = openpyxl.load_workbook(copy)
    for name in [name for name in book.sheetnames if name != "offerings"]:
        del book[name]
    sheet = book["offerings"]
    sheet.title = "own_offerings"
    keep = next(cell.row for cell in sheet["A"] if cell.value == "c_excel")
    sheet.delete_rows(keep + 1, sheet.max_row)
    sheet.delete_rows(2, keep - 2)
    sheet["A2"] = "c_sheets"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(copy)
    texts = catalogue_texts(copy, NAMES)
    assert not isinstance(texts, Issue)
    catalogue, issues = from_tables(texts, "ours", [])
    assert catalogue is not None, issues
    assert catalogue.offerings.keys() - built_in().offerings.keys() == {"c_sheets"}
