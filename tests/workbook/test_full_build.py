"""Filling a template gives what building the whole workbook with XlsxWriter gives.

Compared are: the members of the package and their order; every member but the sheets and the shared strings byte for
byte; of each sheet everything around its rows as canonical XML, each row's height (to the pixel, in which XlsxWriter
counts), visibility and format, and each cell's format, kind, value and formula, texts resolved and numbers
to the 16 digits that XlsxWriter writes. Left out are the used
range (which we do not write), the `spans` of rows (a hint for loading) and where a text is kept.
"""

import io
import re
from collections.abc import Iterator
from random import Random
from zipfile import ZipFile

import pytest
from lxml import etree

from benchmarks.full_build import full_build
from benchmarks.random_people import random_people
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.profile import Profile
from liaison_planner.views import Content, Labels, input_content
from liaison_planner.workbook.fill import Original, fill
from tests.workbook.random_content import HOSTILE, random_content

PEOPLE, AT_ONCE = 200, 20
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")


@pytest.fixture(scope="module")
def original(template: bytes) -> Original:
    return Original(template)


@pytest.mark.parametrize("first", range(0, PEOPLE, AT_ONCE))
def test_filling_gives_what_a_full_build_gives(
    first: int, original: Original, catalogue: Catalogue, labels: Labels
) -> None:
    for seed, person in enumerate(random_people(catalogue, AT_ONCE, first), start=first):
        content = input_content(hostile(person, seed), labels) | random_content(seed)
        assert list(differences(fill(original, content), full_build(catalogue, content))) == [], seed


def test_a_difference_is_found(original: Original, catalogue: Catalogue) -> None:
    """The comparison itself can fail."""
    filled = fill(original, Content({"out_cost": 5, "in_label": "x"}))
    assert list(differences(filled, full_build(catalogue, Content({"out_cost": 6, "in_label": "x"}))))
    assert list(differences(filled, full_build(catalogue, Content({"out_cost": 5, "in_label": "X"}))))


def hostile(person: Profile, seed: int) -> Profile:
    """The person with hostile texts wherever a person may type freely."""
    rng = Random(f"texts {seed}")  # noqa: S311 - not for secrets
    texts = {name: rng.choice(HOSTILE) for name in ("person_id", "label", "background", "constraints")}
    return person.model_copy(update=texts)


def differences(filled: bytes, built: bytes) -> Iterator[str]:
    """Everything in which two workbooks differ, in words."""
    with ZipFile(io.BytesIO(filled)) as ours, ZipFile(io.BytesIO(built)) as theirs:
        if ours.namelist() != theirs.namelist():
            yield "other members"
        texts, other_texts = shared_texts(ours), shared_texts(theirs)
        for name in ours.namelist():
            if _SHEET.fullmatch(name):
                yield from sheet_differences(name, (ours.read(name), texts), (theirs.read(name), other_texts))
            elif name != "xl/sharedStrings.xml" and without_caches(ours.read(name)) != without_caches(
                theirs.read(name)
            ):
                yield name


def without_caches(part: bytes) -> bytes:
    """Charts keep copies of the cells that they draw, which every program makes anew when it opens the file."""
    return re.sub(rb"<c:(num|str)Cache>.*?</c:\1Cache>", b"", part, flags=re.DOTALL)


def sheet_differences(name: str, one: tuple[bytes, list[str]], other: tuple[bytes, list[str]]) -> Iterator[str]:
    first, second = etree.fromstring(one[0]), etree.fromstring(other[0])
    rows, other_rows = (dict(all_rows(root, texts)) for root, texts in ((first, one[1]), (second, other[1])))
    for number in sorted(rows.keys() | other_rows.keys()):
        if rows.get(number) != other_rows.get(number):
            yield f"{name}, row {number}: {str(rows.get(number))[:400]} and {str(other_rows.get(number))[:400]}"
    if around(first) != around(second):
        yield f"{name} around its rows"


def around(root: etree._Element) -> bytes:
    """Everything but the rows and the used range."""
    for tag in ("dimension", "sheetData"):
        for each in root.findall(f"{_MAIN}{tag}"):
            root.remove(each)
    return etree.tostring(root, method="c14n")


def all_rows(root: etree._Element, texts: list[str]) -> Iterator[tuple[int, object]]:
    """Each row that says anything, with its height in pixels, its other attributes and its cells."""
    for row in root.iterfind(f"{_MAIN}sheetData/{_MAIN}row"):
        own = {key: value for key, value in row.items() if key not in ("r", "spans", "ht")}
        height = int(float(row.get("ht", "0")) * 4 / 3 + 0.5)
        cells = {cell.get("r"): cell_of(cell, texts) for cell in row}
        if own or height or cells:
            yield int(row.get("r", "")), (height, own, cells)


def cell_of(cell: etree._Element, texts: list[str]) -> object:
    """Format, kind, value and formula of a cell."""
    kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v")
    formula, inline = cell.findtext(f"{_MAIN}f"), cell.find(f"{_MAIN}is")
    if kind == "s":
        kind, value = "text", texts[int(value or "")]
    elif inline is not None:
        kind, value = "text", text_of(inline)
    elif kind == "n" and value:
        return cell.get("s"), kind, float(f"{float(value):.16g}"), formula
    elif not value:
        kind = "blank"
    return cell.get("s"), kind, value, formula


def shared_texts(archive: ZipFile) -> list[str]:
    return [text_of(item) for item in etree.fromstring(archive.read("xl/sharedStrings.xml"))]


def text_of(item: etree._Element) -> str:
    """The text with what Excel's escapes stand for."""
    text = "".join(run.text or "" for run in item.iter(f"{_MAIN}t"))
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)
