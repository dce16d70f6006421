"""What lies below our rows is set apart unread, and nothing of ours with it."""

from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.workbook.sheet_rows import parted

NUMBERS = st.lists(st.integers(1, 60), unique=True).map(sorted)


def sheet(numbers: list[int], more: str = "") -> bytes:
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>{number}</v></c></row>' for number in numbers)
    return f"<worksheet><sheetData>{rows}</sheetData>{more}</worksheet>".encode()


@given(numbers=NUMBERS, last_row=st.integers(0, 60))
def test_our_rows_and_those_below_are_all_rows(numbers: list[int], last_row: int) -> None:
    ours, below = parted(sheet(numbers, "<tail/>"), last_row)
    assert ours == sheet([number for number in numbers if number <= last_row], "<tail/>")
    assert sheet(numbers, "<tail/>") == ours.replace(b"</sheetData>", below + b"</sheetData>")


@given(numbers=NUMBERS, last_row=st.integers(0, 60), data=st.data())
def test_no_row_of_ours_is_set_apart_where_rows_are_out_of_order_or_named_elsewhere(
    numbers: list[int], last_row: int, data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(numbers))
    more = data.draw(st.sampled_from(["<ext><row r='70'/></ext>", '<ext><row r="1"/></ext>', '<!-- <row r="1"> -->']))
    ours, below = parted(sheet(mixed, more), last_row)
    if mixed == numbers:
        assert not any(b'"%d"' % number in below for number in numbers if number <= last_row)
    assert len(ours) + len(below) == len(sheet(mixed, more))


def test_a_sheet_without_numbers_or_rows_stays_whole() -> None:
    for part in (b"<worksheet><sheetData/></worksheet>", b"<worksheet><sheetData><row/></sheetData></worksheet>", b"x"):
        assert parted(part, 5) == (part, b"")
