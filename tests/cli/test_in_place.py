"""`plan --in-place` on a file that its user has made their own."""

import io
import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.cli import main
from liaison_planner.views import input_content
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.fill import Original, fill
from liaison_planner.workbook.labels import labels_of
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.schema import SHEETS
from tests.workbook.users_file import OWN_SHEET, users_file

ADDED = (
    "xl/charts/chart",
    "xl/media/image",
    "xl/drawings/drawing",
    "xl/drawings/vmlDrawing",
    "xl/comments",
    "xl/threadedComments/",
    "xl/persons/",
    "xl/pivotCache/",
    "xl/pivotTables/",
    "xl/calcChain.xml",
    "customXml/",
)
Validate = Callable[[Path], list[object]]
Convert = Callable[[Sequence[Path], str, Path], list[Path]]


@pytest.fixture(scope="module")
def before(catalogue: Catalogue, today: date) -> bytes:
    person = services.sample_person("P02", catalogue, today)
    assert person.profile is not None
    return fill(users_file(catalogue), input_content(person.profile, labels_of(catalogue)))


@pytest.fixture(scope="module")
def planned(before: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the file was planned in place."""
    path = tmp_path_factory.mktemp("mine") / "mine.xlsx"
    path.write_bytes(before)
    assert main(["plan", str(path), "--in-place", "--today", "2026-11-23"]) == 0
    return path


def members(package: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def our_sheets(package: bytes) -> set[str]:
    book = Book(open_package(package))
    return {book.sheets[sheet.name] for sheet in SHEETS}


def our_charts(package: bytes) -> set[str]:
    """They carry the values of our cells; the user's charts do not change."""
    charts = Original(package).charts
    assert not any(OWN_SHEET.encode() in members(package)[part] for part in charts)
    return set(charts)


def test_the_file_holds_everything_that_people_add(before: bytes) -> None:
    names = list(members(before))
    assert [start for start in ADDED if not any(name.startswith(start) for name in names)] == []
    sheets = b"".join(text for name, text in members(before).items() if name.startswith("xl/worksheets/sheet"))
    for piece in (b"x14:sparklineGroup", b"x14:cfRule", b"<conditionalFormatting", b'<col min="6" max="8" width="34'):
        assert piece in sheets


def test_every_other_part_stays_byte_for_byte_in_the_same_order(before: bytes, planned: Path) -> None:
    old, new = members(before), members(planned.read_bytes())
    assert list(new) == list(old)
    changed = {name for name in old if old[name] != new[name]}
    assert changed <= our_sheets(before) | our_charts(before) | {"xl/workbook.xml"}
    assert Book(open_package(before)).sheets[OWN_SHEET] not in changed


def test_of_the_workbook_part_only_the_wish_to_calculate_changes(before: bytes, planned: Path) -> None:
    """The user's formulas may look at our cells, so they are computed anew."""
    old, new = (members(package)["xl/workbook.xml"] for package in (before, planned.read_bytes()))
    assert b'fullCalcOnLoad="1"' in new
    assert settings(new) == settings(old)


def settings(part: bytes) -> set[bytes]:
    return set(re.findall(rb"<(?!\?|/)[^>]*>", re.sub(rb"<calcPr[^>]*/>", b"", part)))


def test_around_the_rows_of_our_sheets_every_byte_stays(before: bytes, planned: Path) -> None:
    """Widths, conditional formats, sparklines, pictures and comments are told there."""
    old, new = members(before), members(planned.read_bytes())
    for part in our_sheets(before):
        assert around(new[part]) == around(old[part])


def around(part: bytes) -> list[bytes]:
    head, _, rest = re.sub(rb"<dimension[^>]*/>", b"", part).partition(b"<sheetData>")
    return [head, rest.rpartition(b"</sheetData>")[2]]


def test_cells_that_the_user_wrote_on_our_sheets_stay(planned: Path) -> None:
    part = Book(open_package(planned.read_bytes())).sheets["Plan"]
    cell = re.search(rb'<c r="B400".*?</c>', members(planned.read_bytes())[part])
    assert cell is not None
    assert f"<f>'{OWN_SHEET}'!B5*2</f><v>820</v>".encode() in cell[0]


def test_the_backup_is_the_file_as_it_was(before: bytes, planned: Path) -> None:
    assert (planned.parent / "mine.backup-1.xlsx").read_bytes() == before
    assert sorted(path.name for path in planned.parent.iterdir()) == ["mine.backup-1.xlsx", "mine.xlsx"]


def test_planning_again_changes_nothing(planned: Path) -> None:
    once = planned.read_bytes()
    assert main(["plan", str(planned), "--today", "2026-11-23", "-o", str(planned.with_name("again.xlsx"))]) == 0
    again = planned.with_name("again.xlsx")
    assert members(again.read_bytes()) == members(once)
    again.unlink()


def test_microsofts_validator_finds_no_error_that_was_not_there(
    before: bytes, planned: Path, validate: Validate, tmp_path: Path
) -> None:
    (tmp_path / "before.xlsx").write_bytes(before)
    assert (validate(tmp_path / "before.xlsx"), validate(planned)) == ([], [])


def test_a_file_that_libreoffice_saved_is_planned_in_place_and_gives_the_same_plan(
    planned: Path, convert: Convert, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (saved,) = convert([planned], "xlsx", tmp_path)
    plans = [plan_of(path, capsys) for path in (planned, saved)]
    assert plans[0] == plans[1]
    assert saved.with_name("mine.backup-1.xlsx").is_file()


def plan_of(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """The steps that `plan --in-place` gives."""
    capsys.readouterr()
    assert main(["plan", str(path), "--in-place", "--json", "--today", "2026-11-23"]) == 0
    plan = json.loads(capsys.readouterr().out)
    return {key: plan[key] for key in ("items", "ready_date", "total_cost_usd", "issues", "stamp")}


def test_macros_of_any_make_stay_byte_for_byte_and_the_file_keeps_its_kind(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    macros = bytes(range(256)) * 40
    person = services.sample_person("P02", catalogue, date(2026, 11, 23))
    assert person.profile is not None
    mine = fill(users_file(catalogue, macros), input_content(person.profile, labels_of(catalogue)))
    path = tmp_path / "mine.xlsm"
    path.write_bytes(mine)
    assert main(["check", str(path), "--today", "2026-11-23"]) == 0
    assert main(["plan", str(path), "--in-place", "--today", "2026-11-23"]) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mine.backup-1.xlsm", "mine.xlsm"]
    old, new = members(mine), members(path.read_bytes())
    assert (list(new), new["xl/vbaProject.bin"]) == (list(old), macros)
    assert b"application/vnd.ms-excel.sheet.macroEnabled.main+xml" in new["[Content_Types].xml"]
    assert {name for name in old if old[name] != new[name]} <= our_sheets(mine) | our_charts(mine) | {"xl/workbook.xml"}


def test_a_plan_of_a_macro_workbook_goes_into_one(catalogue: Catalogue, tmp_path: Path) -> None:
    person = services.sample_person("P02", catalogue, date(2026, 11, 23))
    assert person.profile is not None
    mine = fill(users_file(catalogue, b"macros"), input_content(person.profile, labels_of(catalogue)))
    (tmp_path / "Mine.XLSM").write_bytes(mine)
    assert main(["plan", str(tmp_path / "Mine.XLSM"), "--today", "2026-11-23"]) == 0
    assert members((tmp_path / "Mine.plan.XLSM").read_bytes())["xl/vbaProject.bin"] == b"macros"
