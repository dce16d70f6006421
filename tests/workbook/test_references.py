"""Cell references are read as Excel reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.workbook.references import (
    Area,
    area_of,
    cell_name,
    column_letters,
    column_number,
    sheet_and_area,
    split_cell,
)


@given(row=st.integers(1, 1_048_576), column=st.integers(1, 16_384))
def test_a_cell_name_and_its_numbers_are_each_others_inverse(row: int, column: int) -> None:
    assert split_cell(cell_name(row, column)) == (row, column)


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("AZ", 52), ("XFD", 16_384)])
def test_columns_count_on_after_z(letters: str, number: int) -> None:
    assert column_number(letters) == number
    assert column_letters(number) == letters


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "A1B", "ABCD1", ":", "A:B", "1:3", "#REF!"])
def test_what_is_no_block_of_cells_is_none(text: str) -> None:
    assert area_of(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Plan!$A$1", ("Plan", Area(1, 1, 1, 1))),
        ("Plan!$B$2:$D$9", ("Plan", Area(2, 2, 9, 4))),
        ("'My plan'!$A$1", ("My plan", Area(1, 1, 1, 1))),
        ("'Ann''s plan'!a1", ("Ann's plan", Area(1, 1, 1, 1))),
        ("Plan!#REF!", None),
        ("#REF!$A$1", None),
        ("Plan!$A:$B", None),
        ("OFFSET(Plan!$A$1,0,0)", None),
        ("42", None),
    ],
)
def test_a_name_points_to_a_sheet_and_cells_or_nowhere(text: str, found: object) -> None:
    assert sheet_and_area(text) == found


def test_an_area_holds_its_corners_and_nothing_beside_it() -> None:
    area = Area(2, 2, 3, 4)
    assert area.holds(2, 2)
    assert area.holds(3, 4)
    assert not area.holds(4, 4)
    assert not area.holds(3, 5)
    assert not area.holds(1, 2)
    assert not area.holds(2, 1)
