"""Charts show the values of their cells, also in programs that compute nothing."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.plan import Plan
from liaison_planner.views import Content, Row
from liaison_planner.workbook.dates import number_of
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.references import sheet_and_area
from tests.workbook.random_content import HOSTILE
from tests.workbook.users_file import users_file

Change = Callable[[bytes, str, Callable[[bytes], bytes | None]], bytes]
Write = Callable[[bytes, Plan], bytes]
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
COMPARED: dict[str, tuple[Row, ...]] = {
    "tblObjectives": tuple({"name": name, "ready": 46_600 + at, "cost": 1000.5 * at} for at, name in enumerate("abc"))
}


def copies(package: bytes) -> Iterator[tuple[str, str, str, list[str | None]]]:
    """Of each copy in each chart: the part, the cells that it is of, its number format and its points."""
    parts = open_package(package).parts
    for part in (name for name in parts if re.fullmatch(r"xl/charts/chart\d+\.xml", name)):
        for copy in etree.fromstring(parts[part]).iter(f"{CHART}numCache", f"{CHART}strCache"):
            count = copy.find(f"{CHART}ptCount")
            points = {point.get("idx"): point.findtext(f"{CHART}v") for point in copy.iter(f"{CHART}pt")}
            cells = copy.getparent().findtext(f"{CHART}f") or ""  # type: ignore[union-attr]
            listed = [points.get(str(at)) for at in range(int(count.get("val", "")) if count is not None else 0)]
            yield part, cells, copy.findtext(f"{CHART}formatCode") or "", listed


def seen(book: Any, cells: str) -> list[Any]:
    """The values of cells as openpyxl reads them; of several rows those that are not hidden, days as numbers."""
    place = sheet_and_area(cells)
    assert place is not None
    sheet, area = book[place[0]], place[1]
    rows = range(area.first_row, area.last_row + 1)
    shown = [row for row in rows if len(rows) == 1 or not sheet.row_dimensions[row].hidden]
    values = [sheet.cell(row, area.first_column).value for row in shown]
    return [number_of(value.date(), from_1904=False) if isinstance(value, datetime) else value for value in values]


def as_points(values: list[Any]) -> list[Any]:
    return [None if value is None else value if isinstance(value, str) else float(value) for value in values]


def assert_copies_equal_cells(package: bytes) -> None:
    book = load_workbook(io.BytesIO(package), data_only=True)
    for part, cells, _, points in copies(package):
        values = as_points(seen(book, cells))
        kept = [float(p) if p and isinstance(v, float) else p for p, v in zip(points, values, strict=True)]
        assert kept == values, (part, cells)


def test_every_copy_in_a_filled_workbook_equals_its_cells(filled: bytes, template: bytes) -> None:
    assert_copies_equal_cells(fill(filled, Content(tables=COMPARED)))
    drawn = [points for part, *_, points in copies(filled) if part in ("xl/charts/chart1.xml", "xl/charts/chart2.xml")]
    assert max(map(len, drawn)) > 20
    assert [name for name in open_package(template).parts if "charts/" in name] == sorted(
        {part for part, *_ in copies(filled)}
    )


def test_a_new_plan_brings_new_copies(filled: bytes, dead_end: Plan, write: Write) -> None:
    again = write(filled, dead_end)
    assert list(copies(again)) != list(copies(filled))
    assert_copies_equal_cells(again)


def test_days_are_shown_as_days(filled: bytes) -> None:
    codes = {code for _, cells, code, points in copies(filled) if points and (points[0] or "").startswith("46")}
    assert codes == {"d mmm"}


def test_a_blank_template_shows_no_figures(template: bytes) -> None:
    for part, cells, _, points in copies(template):
        fixed = len(points) == 1 and sheet_and_area(cells) and ":" not in cells
        assert fixed or not any((point or "").strip() for point in points), (part, cells)


def test_charts_of_the_user_stay_as_they_are(catalogue: Catalogue, plan: Plan, write: Write) -> None:
    before = users_file(catalogue)
    after = open_package(write(before, plan)).parts
    own = [name for name, part in open_package(before).parts.items() if "charts/" in name and b"My savings" in part]
    assert own
    assert all(after[name] == open_package(before).parts[name] for name in own)


@pytest.mark.parametrize(
    "edit",
    [
        lambda part: part.replace(b"<c:chart>", b"<!-- mine --><c:chart>", 1),
        lambda part: part.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16"),
        lambda part: part.replace(b"<c:f>'Dashboard'!", b"<c:f>#REF!"),
        lambda part: part[: len(part) // 2],
        lambda _: b"",
    ],
)
def test_a_chart_that_is_written_in_another_way_is_left_alone(
    filled: bytes, dead_end: Plan, write: Write, change: Change, edit: Callable[[bytes], bytes]
) -> None:
    part = "xl/charts/chart1.xml"
    changed = change(filled, part, edit)
    assert open_package(write(changed, dead_end)).parts[part] == open_package(changed).parts[part]


@pytest.mark.parametrize("at", range(len(HOSTILE)))
def test_any_text_makes_a_sound_chart(template: bytes, at: int) -> None:
    text = HOSTILE[at]
    package = fill(template, Content(tables={"tblLevels": ({"skill": text, "have": 1, "need": 2},)}))
    skills = [points for part, cells, _, points in copies(package) if part == "xl/charts/chart1.xml" and ":$A" in cells]
    assert [len(points) for points in skills] == [1, 1]
    allowed = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", text).replace("\ud83d", "\N{REPLACEMENT CHARACTER}")
    assert (skills[0][0] or "")[:1000] == allowed[:1000]
