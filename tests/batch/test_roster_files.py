"""Tests for opening roster files of every kind, whole or damaged."""

import importlib
import io
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_planner.batch.roster import open_roster
from liaison_planner.batch.roster_files import Line, lines_of
from liaison_planner.catalogue import built_in
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE, sample_people
from liaison_planner.domain.cell import ErrorValue
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.profile import Profile
from liaison_planner.intake import profile_from


def opened(folder: Path, name: str, data: bytes) -> tuple[Line, ...] | Issue:
    path = folder / name
    path.write_bytes(data)
    return all_of(path)


def all_of(path: Path) -> tuple[Line, ...] | Issue:
    found = lines_of(path)
    return found if isinstance(found, Issue) else tuple(found)


def code_of(found: tuple[Line, ...] | Issue) -> str:
    assert isinstance(found, Issue)
    assert found.how_to_fix
    return found.code


def workbook(fill: Callable[[Any], None], **options: Any) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "d mmm yyyy", **options}) as book:
        fill(book.add_worksheet())
    return file.getvalue()


SIMPLE = workbook(lambda sheet: sheet.write_row(0, 0, ["id", 1]))


def people_in(path: Path) -> list[Profile | None]:
    roster = open_roster(path)
    assert roster.issues == ()
    return [profile_from(row.raw, built_in(), date(2026, 11, 23))[0] for row in roster]


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert code_of(all_of(tmp_path / "people.csv")) == "roster_not_found"


@pytest.mark.parametrize("name", ["people.txt", "people.xls", "people"])
def test_an_unknown_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    assert code_of(opened(tmp_path, name, b"id\n1")) == "roster_format"


def test_a_folder_is_no_roster_file(tmp_path: Path) -> None:
    (tmp_path / "people.csv").mkdir()
    assert code_of(all_of(tmp_path / "people.csv")) == "roster_format"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_may_be_separated_three_ways_with_or_without_a_byte_order_mark(
    tmp_path: Path, separator: str, mark: bytes
) -> None:
    found = opened(tmp_path, "p.CSV", mark + f'id{separator}values\r\né{separator}"a;b,c"\r\n'.encode())
    assert found == (Line(1, ("id", "values")), Line(2, ("é", "a;b,c")))


@pytest.mark.parametrize("data", ["id\né".encode("latin-1"), "id\né".encode("utf-16")])
def test_csv_that_is_not_utf_8_is_refused(tmp_path: Path, data: bytes) -> None:
    assert code_of(opened(tmp_path, "p.csv", data)) == "roster_encoding"


@pytest.mark.parametrize("text", ['id,label\n1,"never closed\n2,x\n', 'id,label\n1,"a"b\n', f"id\n{'x' * 200_000}"])
def test_csv_in_which_rows_could_run_together_is_refused(tmp_path: Path, text: str) -> None:
    assert code_of(opened(tmp_path, "p.csv", text.encode())) == "roster_damaged"


def test_an_error_that_excel_has_written_into_a_csv_is_an_error_value(tmp_path: Path) -> None:
    assert opened(tmp_path, "p.csv", b"id,x\n1,#N/A\n") == (
        Line(1, ("id", "x")),
        Line(2, ("1", ErrorValue("#N/A"))),
    )


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_a_workbook_keeps_numbers_dates_ticks_and_errors(tmp_path: Path, epoch_1904: bool) -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row(1, 1, ["text", 8, 0.5, True])
        sheet.write_datetime(1, 5, datetime(2027, 1, 4))  # noqa: DTZ001
        sheet.write_formula(1, 6, "=NA()", value="#N/A")
        sheet.write_formula(1, 7, "=1+1", value=2)

    found = opened(tmp_path, "p.xlsx", workbook(fill, date_1904=epoch_1904))
    assert isinstance(found, tuple)
    assert found[-1] == Line(2, (None, "text", 8, 0.5, True, date(2027, 1, 4), ErrorValue("#N/A"), 2))


def test_rows_of_a_workbook_keep_their_numbers_across_gaps(tmp_path: Path) -> None:
    found = opened(tmp_path, "p.xlsx", workbook(lambda sheet: sheet.write(6, 0, "x")))
    assert isinstance(found, tuple)
    assert [line.number for line in found if any(line.values)] == [7]


def test_a_workbook_that_misstates_its_size_is_read_whole(tmp_path: Path) -> None:
    whole, changed = zipfile.ZipFile(io.BytesIO(SIMPLE)), io.BytesIO()
    with zipfile.ZipFile(changed, "w") as package:
        for part in whole.namelist():
            package.writestr(part, whole.read(part).replace(b'<dimension ref="A1:B1"/>', b'<dimension ref="A1"/>'))
    assert opened(tmp_path, "p.xlsx", changed.getvalue()) == (Line(1, ("id", 1)),)


def test_a_time_of_day_is_text_and_so_never_taken_for_a_number(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.write_datetime(0, 0, datetime(1900, 1, 1, 8).time())  # noqa: DTZ001

    found = opened(tmp_path, "p.xlsx", workbook(fill, default_date_format="hh:mm"))
    assert found == (Line(1, ("08:00:00",)),)


def test_the_sample_people_are_the_same_in_a_workbook_as_in_csv(tmp_path: Path) -> None:
    people = list(sample_people().values())

    def fill(sheet: Any) -> None:
        for row, cells in enumerate([list(people[0]), *(list(person.values()) for person in people)]):
            for column, text in enumerate(cells):
                if text[:2] == "20" and len(text) == 10:
                    sheet.write_datetime(row, column, datetime.fromisoformat(text))
                else:
                    sheet.write(row, column, float(text) if text.isdigit() else text)

    path = tmp_path / "people.xlsx"
    path.write_bytes(workbook(fill))
    assert people_in(path) == people_in(SAMPLE_PEOPLE)


@pytest.mark.parametrize(
    "data", [b"", b"not a workbook", b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", SIMPLE[:900]]
)
def test_a_damaged_or_locked_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    assert code_of(opened(tmp_path, "p.xlsx", data)) == "roster_damaged"


@settings(max_examples=50)
@given(data=st.data())
def test_a_workbook_with_any_byte_changed_never_makes_it_fail(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(SIMPLE)
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    found = opened(tmp_path_factory.mktemp("p"), "p.xlsx", bytes(whole))
    assert isinstance(found, Issue | tuple)


@given(st.binary(max_size=60))
def test_no_bytes_at_all_make_reading_csv_fail(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("p") / "p.csv"
    path.write_bytes(data)
    roster = open_roster(path)
    assert tuple(roster) == ()
    assert roster.issues


def test_a_parquet_table_keeps_whole_numbers_beside_blanks(tmp_path: Path) -> None:
    pyarrow = importlib.import_module("pyarrow")
    from pyarrow import parquet

    columns = {
        "id": ["A", "B"],
        "edu_level": [3, None],
        "hours": [8.5, float("nan")],
        "budget": [Decimal("10.50"), None],
        "start": [datetime(2027, 1, 4), None],  # noqa: DTZ001
        "day": [date(2027, 1, 4), None],
        "willing": [True, None],
        "__index_level_0__": [0, 1],
    }
    parquet.write_table(pyarrow.table(columns), tmp_path / "p.parquet")
    assert all_of(tmp_path / "p.parquet") == (
        Line(1, ("id", "edu_level", "hours", "budget", "start", "day", "willing")),
        Line(2, ("A", 3, 8.5, 10.5, date(2027, 1, 4), date(2027, 1, 4), True)),
        Line(3, ("B", *[None] * 6)),
    )


def test_the_sample_people_are_the_same_in_parquet_as_in_csv(tmp_path: Path) -> None:
    importlib.import_module("pyarrow")
    import pandas as pd

    frame = pd.read_csv(SAMPLE_PEOPLE, parse_dates=["start_date", "target_date"])
    frame[frame["id"] != "P02"].to_parquet(tmp_path / "people.parquet")
    assert people_in(tmp_path / "people.parquet") == [
        person for person in people_in(SAMPLE_PEOPLE) if person and person.person_id != "P02"
    ]


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    importlib.import_module("pyarrow")
    assert code_of(opened(tmp_path, "p.parquet", b"PAR1 cut off")) == "roster_damaged"


def test_without_pyarrow_a_parquet_file_is_answered_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert code_of(opened(tmp_path, "p.parquet", b"PAR1")) == "parquet_missing"
