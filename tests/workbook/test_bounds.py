"""Files made to take all memory or time: read and filled, or refused by name, in a process that may take little of both."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison_planner.workbook.book import Book
from liaison_planner.workbook.package import open_package

Change = Callable[[bytes, str, Callable[[bytes], bytes | None]], bytes]
MOST_MEGABYTES, MOST_SECONDS = 800, 60
"""Of address space, of which the interpreter takes 200, and of processor time, some fifty times what is needed."""
LAST_ROW = 1_048_576
LIMITED = f"""
import resource
resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEGABYTES} * 2**20,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, ({MOST_SECONDS},) * 2)
"""
READ_AND_FILLED = """
import json
from pathlib import Path
from liaison_planner.views import Content
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.package import UnreadableError
from liaison_planner.workbook.read import read_inputs
data = Path({path!r}).read_bytes()
found = read_inputs(data)
said = [found[0].code if isinstance(found, tuple) else "read"]
try:
    content = Content({{"in_label": "x", "out_cost": 1}}, {{"tblPlan": ({{"step": "x"}},), "tblLevels": ({{"skill": "y"}},)}})
    said.append("filled" if fill(data, content) else "")
except UnreadableError as refused:
    said.append(refused.issue.code)
print(json.dumps(said))
"""


def many(end: str, pieces: bytes, number: int) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(end.encode(), pieces * number + end.encode(), 1)


def formatted_rows(row: bytes) -> Callable[[bytes], bytes]:
    """Rows down to the last that Excel has; `%d` in `row` is the row's number."""

    def formatted(part: bytes) -> bytes:
        first = max(int(number) for number in re.findall(rb'<row r="(\d+)"', part)) + 1
        rows = b"".join(row % ((number,) * row.count(b"%d")) for number in range(first, LAST_ROW + 1))
        return part.replace(b"</sheetData>", rows + b"</sheetData>")

    return formatted


ROW, CELL = b'<row r="%d" s="3" customFormat="1"/>', b'<row r="%d"><c r="A%d" s="3"/></row>'
WHOLE_COLUMN = re.compile(rb' ref="A(\d+):([A-Z]+)\d+"')
HOSTILE: dict[str, tuple[tuple[str, ...], Callable[[bytes], bytes], tuple[str, str]]] = {
    "a million formatted rows on two sheets": (
        ("Profile", "Plan"),
        formatted_rows(ROW),
        ("read", "filled"),
    ),
    "a million formatted cells": (("Plan",), formatted_rows(CELL), ("read", "filled")),
    "rows that nobody can set apart": (
        ("Profile",),
        lambda part: b"".join((formatted_rows(ROW)(part), b"<!-- -->")),
        ("too_large", "too_large"),
    ),
    "shared texts without end": (
        ("xl/sharedStrings.xml",),
        many("</sst>", b"<si><t/></si>", 1_300_000),
        ("too_large", "too_large"),
    ),
    "one text without end": (
        ("xl/sharedStrings.xml",),
        many("</t>", b"a" * 1000, 18_000),
        ("too_large", "too_large"),
    ),
    "formats without end": (("xl/styles.xml",), many("</cellXfs>", b"<xf/>", 4_000_000), ("too_large", "too_large")),
    "names without end": (
        ("xl/workbook.xml",),
        many("</definedNames>", b'<definedName name="n">A!$A$1</definedName>', 500_000),
        ("too_large", "too_large"),
    ),
    "relations without end": (
        ("xl/_rels/workbook.xml.rels",),
        many("</Relationships>", b"<Relationship/>", 1_200_000),
        ("too_large", "too_large"),
    ),
    "a table down to the last row": (
        tuple(f"xl/tables/table{number}.xml" for number in range(1, 9)),
        lambda part: WHOLE_COLUMN.sub(rb' ref="A\1:\g<2>1048576"', part),
        ("too_large", "too_large"),
    ),
    "names of whole sheets": (
        ("xl/workbook.xml",),
        lambda part: re.sub(rb'("out_\w+">[^<]*?)\$[^<]*<', rb"\1$A$1:$XFD$1048576<", part),
        ("too_large", "too_large"),
    ),
    "columns described again and again": (
        ("Plan",),
        many("</cols>", b'<col min="1" max="16384" width="9" style="3"/>', 100_000),
        ("read", "filled"),
    ),
    "elements inside elements": (
        ("Profile",),
        lambda part: part.replace(b"<sheetData>", b"<x>" * 10**6 + b"</x>" * 10**6 + b"<sheetData>"),
        ("damaged", "damaged"),
    ),
    "attributes without end": (
        ("Profile",),
        lambda part: part.replace(
            b"<sheetData>", b"<sheetData" + b"".join(b' a%d=""' % n for n in range(400_000)) + b">"
        ),
        ("read", "filled"),
    ),
    "a chart of nothing but beginnings": (
        ("xl/charts/chart1.xml",),
        many("</c:chart>", b"<c:f>A!A1</c:f><c:numCache>", 1_500_000),
        ("read", "filled"),
    ),
    "a chart of a whole sheet": (
        ("xl/charts/chart1.xml",),
        lambda part: part.replace(
            b"</c:barChart>",
            b"<c:numRef><c:f>Plan!$A$1:$XFD$1048576</c:f><c:numCache><c:ptCount/></c:numCache></c:numRef></c:barChart>",
        ),
        ("read", "filled"),
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_read_and_filled_or_refused_with_little_memory(
    what: str, template: bytes, change: Change, run_python: Callable[[str], str], tmp_path: Path
) -> None:
    names, edit, expected = HOSTILE[what]
    sheets, package = Book(open_package(template)).sheets, template
    for name in names:
        package = change(package, sheets.get(name, name), edit)
    assert len(package) < 16 * 2**20
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(package)
    assert tuple(json.loads(run_python(LIMITED + READ_AND_FILLED.format(path=str(path))))) == expected
