"""Broken and hostile files: shown as text or refused by name, in bounded time and memory; nothing is lost."""

import io
import re
import struct
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import RawProfile
from liaison_planner.domain.issue import Issue
from liaison_planner.views import Content
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.package import LARGEST_PART, UnreadableError, open_package
from liaison_planner.workbook.read import read_inputs
from liaison_planner.workbook.sheet_rows import LARGEST_SHEET
from tests.workbook.random_content import HOSTILE

Change = Callable[[bytes, str, Callable[[bytes], bytes | None]], bytes]
ROWS_OF_A_SHEET = 1_048_576
TEXTS = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=60).flatmap(
    lambda text: st.sampled_from([text, f"={text}", f"+{text}", f"@{text}", f"\t={text}", f"<f>{text}</f>"])
)


def sheet_part(package: bytes, name: str) -> str:
    return Book(open_package(package)).sheets[name]


def refusal(package: bytes) -> Issue:
    found = read_inputs(package, every_part=True)
    assert isinstance(found, tuple), found
    with pytest.raises(UnreadableError) as refused:
        fill(package, Content({"in_label": "x"}))
    assert refused.value.issue == found[0]
    return found[0]


class TestHostileText:
    @settings(deadline=None, max_examples=25)
    @given(texts=st.lists(TEXTS, min_size=4, max_size=4))
    def test_no_text_becomes_a_formula_or_a_link_anywhere(self, template: bytes, texts: list[str]) -> None:
        one, two, three, four = texts
        content = Content(
            {"in_label": one, "out_status": one},
            {
                "tblPlan": ({"step": two, "notes": three},),
                "tblIssues": ({"what": four},),
                "tblExperience": ({"role": one},),
            },
            {"out_story": ((two, three),)},
        )
        package = fill(template, content)
        before, after = (formulas_and_links(each) for each in (template, package))
        assert after == before
        typed = [(cell.coordinate, cell.data_type) for cell in cells_of_plan(package) if cell.data_type != "n"]
        assert {kind for place, kind in typed if place not in formulas_of_plan(template)} <= {"s", "inlineStr", "d"}


@cache
def formulas_of_plan(template: bytes) -> set[str]:
    return {cell.coordinate for cell in cells_of_plan(template) if cell.data_type == "f"}


def cells_of_plan(package: bytes) -> list[Cell | MergedCell]:
    page = load_workbook(io.BytesIO(package))["Plan"]
    return [cell for row in page.iter_rows() for cell in row if cell.value]


def formulas_and_links(package: bytes) -> list[tuple[str, int, int]]:
    parts = open_package(package).parts
    return [
        (name, len(re.findall(rb"<f[ >/]", parts[name])), parts[name].count(b"<hyperlink "))
        for name in parts
        if name.startswith("xl/worksheets/")
    ]


class TestHugeFiles:
    def test_a_million_empty_formatted_rows_are_kept_and_cost_little(
        self, filled: bytes, change: Change, run_python: Callable[[str], str], tmp_path: Path
    ) -> None:
        """In a process that may take 700 MB, most of it for the file itself; all rows parsed would take 1.8 GB."""
        part = sheet_part(filled, "Preferences")

        def format_rows(text: bytes) -> bytes:
            first = max(int(number) for number in re.findall(rb'<row r="(\d+)"', text)) + 1
            rows = b"".join(b'<row r="%d" s="3" customFormat="1"/>' % row for row in range(first, ROWS_OF_A_SHEET + 1))
            return text.replace(b"</sheetData>", rows + b"</sheetData>")

        (tmp_path / "rows.xlsx").write_bytes(change(filled, part, format_rows))
        limit = "import resource; resource.setrlimit(resource.RLIMIT_AS, (700 * 2**20,) * 2)"
        code = f"""
{limit if sys.platform == "linux" else ""}
from pathlib import Path
from liaison_planner.views import Content
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.read import read_inputs
data = Path({str(tmp_path / "rows.xlsx")!r}).read_bytes()
hours = read_inputs(data).fields["weekly_hours"].value
again = open_package(fill(data, Content({{"in_weekly_hours": 5}}))).parts[{part!r}]
print(hours, again.count(b"customFormat") > 10**6, again.endswith(b"</worksheet>"))
"""
        assert run_python(code) == "8 True True"

    def test_more_cells_among_our_rows_than_anybody_types_are_refused(self, template: bytes, change: Change) -> None:
        cells = b'<c r="XFD1"/>' * (LARGEST_SHEET // 13 + 1)
        part = sheet_part(template, "Profile")
        package = change(template, part, lambda text: text.replace(b"</row>", cells + b"</row>", 1))
        assert refusal(package).code == "too_large"

    def test_a_decompression_bomb_is_refused_unopened(self, template: bytes) -> None:
        buffer = io.BytesIO(template)
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.xml", "w") as part:
            for _ in range(LARGEST_PART // 2**20 + 1):
                part.write(bytes(2**20))
        assert len(buffer.getvalue()) < 300_000
        assert refusal(buffer.getvalue()).code == "too_large"

    def test_a_bomb_that_lies_about_its_size_is_not_unpacked_further(self, template: bytes) -> None:
        buffer = io.BytesIO(template)
        with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.xml", bytes(50 * 2**20))
        data = bytearray(buffer.getvalue())
        size = struct.pack("<L", 50 * 2**20)
        while (at := data.find(size)) >= 0:
            data[at : at + 4] = struct.pack("<L", 100)
        assert refusal(bytes(data)).code == "damaged"


class TestEntities:
    @pytest.mark.parametrize(
        "declared",
        [
            b'<!DOCTYPE worksheet [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>',
            b'<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            b'<!DOCTYPE worksheet SYSTEM "http://evil.example/sheet.dtd">',
        ],
    )
    def test_a_sheet_that_declares_entities_is_refused(self, filled: bytes, change: Change, declared: bytes) -> None:
        part = sheet_part(filled, "Profile")
        issue = refusal(change(filled, part, lambda text: text.replace(b"<worksheet ", declared + b"<worksheet ", 1)))
        assert (issue.code, "entities" in issue.what) == ("damaged", True)

    def test_a_billion_laughs_in_an_attribute_are_refused(self, filled: bytes, change: Change) -> None:
        names = [f"l{at}" for at in range(12)]
        laughs = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
        declared = f'<!DOCTYPE workbook [<!ENTITY l0 "ha">{laughs}]><workbook conformance="&l11;" '.encode()
        package = change(filled, "xl/workbook.xml", lambda text: text.replace(b"<workbook ", declared, 1))
        assert refusal(package).code == "damaged"


class TestOtherFiles:
    @pytest.mark.parametrize(
        "data",
        [
            b"person_id,label\nP01,Nurse\n",
            "person_id;label\nP01;Nurse\n".encode("utf-16"),
            b"<html><table><tr><td>1</td></tr></table></html>",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            bytes(1000),
        ],
    )
    def test_what_is_renamed_to_xlsx_is_refused_by_name(self, data: bytes) -> None:
        assert refusal(data).code == "not_a_workbook"

    @pytest.mark.parametrize(("part", "word"), [("xl/workbook.bin", "xlsb"), ("word/document.xml", "not an Excel")])
    def test_so_are_other_packages(self, part: str, word: str) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        relations = f'<Relationships><Relationship Id="r" Type="{kind}" Target="{part}"/></Relationships>'
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("_rels/.rels", relations)
            archive.writestr(part, "<document/>")
        issue = refusal(buffer.getvalue())
        assert (issue.code, word in issue.what) == ("not_a_workbook", True)


class TestBrokenParts:
    """Any single part may be missing, cut off or something else."""

    @pytest.mark.parametrize("how", ["missing", "empty", "cut off", "other XML"])
    def test_a_broken_part_is_named_or_does_no_harm(self, filled: bytes, change: Change, how: str) -> None:
        for part in open_package(filled).parts:
            package = change(filled, part, lambda text: broken(text, how))
            found = read_inputs(package)
            if isinstance(found, RawProfile):
                assert set(found.fields) <= set(answers(filled).fields)
                missing_inputs = {*answers(filled).fields} - {*found.fields}
                assert len(missing_inputs) <= sum(issue.code == "missing_part" for issue in found.found), part
            assert fault_of_filling(package) in ("", "damaged", "not_a_workbook"), part

    def test_an_answer_that_needs_a_missing_text_is_an_error_value_and_not_blank(
        self, filled: bytes, change: Change, catalogue: Catalogue
    ) -> None:
        raw = read_inputs(change(filled, "xl/sharedStrings.xml", lambda _: None), catalogue)
        assert not isinstance(raw, RawProfile)
        assert (raw[0].code, "sharedStrings" in raw[0].what) == ("damaged", True)


def fault_of_filling(package: bytes) -> str:
    """The code of the refusal, empty if there is none; anything else that goes wrong fails the test."""
    try:
        fill(package, Content({"in_label": "x", "out_cost": 1}, {"tblPlan": ({"step": "x"},)}))
    except UnreadableError as refused:
        return refused.issue.code
    return ""


def broken(text: bytes, how: str) -> bytes | None:
    return {"missing": None, "empty": b"", "cut off": text[: len(text) // 2], "other XML": b"<x/>"}[how]


def answers(package: bytes) -> RawProfile:
    raw = read_inputs(package)
    assert isinstance(raw, RawProfile)
    return raw


class TestParts:
    @pytest.mark.filterwarnings("ignore:Duplicate name")
    @pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml"])
    def test_two_parts_of_the_same_name_are_refused(self, filled: bytes, name: str) -> None:
        """Programs disagree on which of them holds, so they would show different answers."""
        buffer = io.BytesIO(filled)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(name, "<workbook/>")
        issue = refusal(buffer.getvalue())
        assert (issue.code, "same name" in issue.what) == ("damaged", True)


class TestLinks:
    def test_a_value_from_another_workbook_is_read_as_it_was_last_seen_and_its_link_stays(
        self, filled: bytes, change: Change
    ) -> None:
        book = Book(open_package(filled))
        sheet, area = book.names["in_weekly_hours"]
        cell = re.compile(rf'(<c r="[A-Z]+{area.first_row}"[^>]*>)<v>8(?:\.0)?</v>'.encode())
        linked = change(filled, book.sheets[sheet], lambda text: cell.sub(rb"\1<f>[1]Sheet1!$A$1</f><v>9</v>", text))
        linked = change(linked, "xl/externalLinks/externalLink1.xml", lambda _: b"<externalLink/>")
        raw = answers(linked)
        assert raw.fields["weekly_hours"].value == 9
        after = open_package(fill(linked, Content({"out_cost": 5}))).parts
        assert after["xl/externalLinks/externalLink1.xml"] == b"<externalLink/>"
        assert b"<f>[1]Sheet1!$A$1</f><v>9</v>" in after[book.sheets[sheet]]
