"""Every workbook that a person may hand in is read, or refused in words that help."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import NOT_CALCULATED, Cell, ErrorValue, RawProfile
from liaison_planner.domain.issue import Issue, Place, Severity, error, in_reading_order
from liaison_planner.views import Content
from liaison_planner.workbook import package as packages
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.read import read_inputs
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.schema import tables

Change = Callable[[bytes, str, Callable[[bytes], bytes | None]], bytes]
COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512)


def read(package: bytes) -> RawProfile:
    raw = read_inputs(package)
    assert isinstance(raw, RawProfile), raw
    return raw


def refusal(source: Path | bytes) -> Issue:
    found = read_inputs(source)
    assert isinstance(found, tuple)
    (issue,) = found
    assert issue.severity is Severity.ERROR
    assert issue.what.endswith(".")
    assert issue.how_to_fix
    return issue


def place_of(package: bytes, name: str) -> tuple[str, str]:
    """The sheet part and the cell that carry a name."""
    book = Book(open_package(package))
    sheet, area = book.names[name]
    return book.sheets[sheet], cell_name(area.first_row, area.first_column)


@pytest.fixture
def with_cell(template: bytes, change: Change) -> Callable[[str, str], bytes]:
    """The template with the XML of a named cell (attributes, then content) replaced."""

    def replaced(name: str, xml: str) -> bytes:
        part, cell = place_of(template, name)
        pattern = re.compile(rf'<c r="{cell}"( s="\d+")?/>'.encode())
        attributes, _, content = xml.partition(">")
        new = f'<c r="{cell}" {attributes}>{content}</c>'.encode()
        package = change(template, part, lambda text: pattern.sub(new, text))
        assert package != template
        return package

    return replaced


class TestValues:
    @pytest.mark.parametrize(
        ("xml", "value"),
        [
            ('t="n"><v>8</v>', 8),
            ('t="n"><v>7.5</v>', 7.5),
            ('t="n"><v>1E3</v>', 1000),
            ('t="b"><v>1</v>', True),
            ('t="str"><f>"a"&amp;"b"</f><v>ab</v>', "ab"),
            ("><f>2*4</f><v>8</v>", 8),
            ('t="inlineStr"><is><t>eight</t></is>', "eight"),
            (
                't="inlineStr"><is><r><rPr><b/></rPr><t>ei</t></r><r><t>ght</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is>',
                "eight",
            ),
            ('t="inlineStr"><is><t>bell_x0007_ and _x005F_x0041_</t></is>', "bell\x07 and _x0041_"),
            ('t="e"><v>#REF!</v>', ErrorValue("#REF!")),
            ('t="e"><f>1/0</f><v>#DIV/0!</v>', ErrorValue("#DIV/0!")),
            ('t="s"><v>999999</v>', ErrorValue("#REF!")),
            ('t="n"><v></v>', None),
        ],
    )
    def test_a_cell_is_read_as_what_it_is(
        self, with_cell: Callable[[str, str], bytes], xml: str, value: object
    ) -> None:
        cell = read(with_cell("in_weekly_hours", xml)).fields["weekly_hours"]
        assert (cell.value, type(cell.value)) == (value, type(value))

    @pytest.mark.parametrize(
        ("xml", "value"),
        [
            ("><v>46391</v>", date(2027, 1, 4)),
            ("><v>46391.75</v>", date(2027, 1, 4)),
            ("><v>0</v>", 0),
            ("><v>-5</v>", -5),
            ("><v>60</v>", 60),
            ("><v>1E12</v>", 1_000_000_000_000),
            ('t="d"><v>2027-01-04T00:00:00</v>', date(2027, 1, 4)),
            ('t="inlineStr"><is><t>4 Jan</t></is>', "4 Jan"),
            ('t="b"><v>1</v>', True),
        ],
    )
    def test_a_number_in_a_date_cell_is_a_date_if_the_calendar_has_it(
        self, with_cell: Callable[[str, str], bytes], xml: str, value: object
    ) -> None:
        assert read(with_cell("in_start_date", xml)).fields["start_date"].value == value

    def test_dates_counted_from_1904_are_the_same_days(self, template: bytes, change: Change) -> None:
        mac = change(
            template, "xl/workbook.xml", lambda text: text.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
        )
        assert load_workbook(io.BytesIO(mac)).epoch == CALENDAR_MAC_1904
        raw = read(fill(mac, Content({"in_start_date": date(2027, 1, 4)})))
        assert raw.fields["start_date"].value == date(2027, 1, 4)

    def test_a_cell_knows_its_sheet_and_address(self, filled: bytes) -> None:
        raw = read(filled)
        sheet = load_workbook(io.BytesIO(filled))["Preferences"]
        place = raw.fields["weekly_hours"].place
        assert place.sheet == "Preferences"
        assert sheet[place.cell].value == 8

    @pytest.mark.parametrize("xml", ["><f>2*4</f>", "><f>2*4</f><v></v>", "><f>2*4</f><v/>"])
    def test_a_formula_that_was_never_calculated_is_not_blank(
        self, with_cell: Callable[[str, str], bytes], xml: str, catalogue: Catalogue
    ) -> None:
        package = with_cell("in_weekly_hours", xml)
        assert read(package).fields["weekly_hours"].value == NOT_CALCULATED
        (issue,) = (each for each in issues_of(package, catalogue) if each.code == "not_calculated")
        assert (issue.sheet, "Excel" in issue.how_to_fix) == ("Preferences", True)

    def test_a_formula_whose_result_is_empty_text_is_blank(self, with_cell: Callable[[str, str], bytes]) -> None:
        package = with_cell("in_weekly_hours", 't="str"><f>""</f><v></v>')
        assert read(package).fields["weekly_hours"].value is None

    def test_merged_answers_are_refused_by_name(self, filled: bytes, change: Change) -> None:
        """A user merged the first and second choice of employer."""
        rows = read(filled).tables["focus"]
        first, second = (row["focus"].place.cell for row in rows[:2])
        merge = f'<mergeCells count="1"><mergeCell ref="{first}:{second}"/></mergeCells><dataValidations'.encode()
        part = Book(open_package(filled)).sheets["Targets"]
        merged = read(change(filled, part, lambda text: text.replace(b"<dataValidations", merge, 1)))
        values = [(row["focus"].value, row["focus"].place.cell) for row in merged.tables["focus"][:3]]
        assert values[:2] == [("Specialty practice or hospital", first)] * 2
        assert values[2][0] == "Consulting"
        assert [(issue.code, issue.severity, issue.sheet, issue.cell) for issue in merged.found] == [
            ("merged_cells", Severity.ERROR, "Targets", first)
        ]
        assert f"{first}:{second}" in merged.found[0].what

    def test_an_answer_merged_with_cells_that_are_nobodys_is_read(self, filled: bytes, change: Change) -> None:
        _, cell = place_of(filled, "in_weekly_hours")
        merge = f'<mergeCells count="1"><mergeCell ref="{cell}:C{cell[1:]}"/></mergeCells><dataValidations'.encode()
        part = Book(open_package(filled)).sheets["Preferences"]
        raw = read(change(filled, part, lambda text: text.replace(b"<dataValidations", merge, 1)))
        assert (raw.fields["weekly_hours"].value, raw.found) == (8, ())

    def test_an_answer_merged_into_its_label_is_refused(self, filled: bytes, change: Change) -> None:
        _, cell = place_of(filled, "in_weekly_hours")
        merge = f'<mergeCells count="1"><mergeCell ref="A{cell[1:]}:{cell}"/></mergeCells><dataValidations'.encode()
        part = Book(open_package(filled)).sheets["Preferences"]
        raw = read(change(filled, part, lambda text: text.replace(b"<dataValidations", merge, 1)))
        assert [issue.code for issue in raw.found] == ["merged_cells"]


class TestFindingThings:
    def test_a_renamed_sheet_is_found_and_named_as_the_user_named_it(self, filled: bytes, change: Change) -> None:
        def rename(text: bytes) -> bytes:
            return text.replace(b'name="Preferences"', b'name="My limits"').replace(b"'Preferences'!", b"'My limits'!")

        cell = read(change(filled, "xl/workbook.xml", rename)).fields["weekly_hours"]
        assert (cell.value, cell.place.sheet) == (8, "My limits")

    def test_columns_in_another_order_are_found_by_their_headers(self, filled: bytes, change: Change) -> None:
        """As if the user had swapped «First day» and «Last day»; case and blanks in a header do not matter."""

        def swap(text: bytes) -> bytes:
            return (
                text.replace(b'"First day"', b'"?"')
                .replace(b'"Last day"', b'" FIRST  day "')
                .replace(b'"?"', b'"last day"')
            )

        table = next(
            part
            for part in open_package(filled).parts
            if part.startswith("xl/tables") and b"tblPeriods" in open_package(filled).parts[part]
        )
        before, after = read(filled).tables["periods"][0], read(change(filled, table, swap)).tables["periods"][0]
        assert after["first"].place == before["last"].place
        assert after["last"].place == before["first"].place

    def test_openpyxl_saving_the_file_loses_no_answer(self, filled: bytes) -> None:
        buffer = io.BytesIO()
        load_workbook(io.BytesIO(filled)).save(buffer)
        assert values(read(buffer.getvalue())) == values(read(filled))

    def test_a_missing_input_is_an_error_that_names_it(self, filled: bytes, change: Change) -> None:
        gone = change(
            filled,
            "xl/workbook.xml",
            lambda text: re.sub(rb'(<definedName name="in_weekly_hours"[^>]*>)[^<]*', rb"\1Preferences!#REF!", text),
        )
        raw = read(gone)
        assert "weekly_hours" not in raw.fields
        assert [(issue.code, issue.severity) for issue in raw.found] == [("missing_part", Severity.ERROR)]
        assert "Hours a week you can spare" in raw.found[0].what

    def test_a_name_that_points_to_a_sheet_which_is_gone_is_missing(self, filled: bytes, change: Change) -> None:
        def point_away(text: bytes) -> bytes:
            return re.sub(rb'(<definedName name="in_label"[^>]*>)[^<]*', rb"\1Gone!$A$1", text)

        raw = read(change(filled, "xl/workbook.xml", point_away))
        assert [issue.code for issue in raw.found] == ["missing_part"]

    def test_a_missing_input_table_is_an_error_and_a_missing_result_table_a_warning(
        self, filled: bytes, change: Change
    ) -> None:
        package = filled
        for name, part in table_parts(filled).items():
            if name in ("tblSkills", "tblGaps", "tblCatalogue"):
                package = change(package, part, lambda text: re.sub(rb'name="tbl\w+"', b'name="other"', text))
        raw = read(package)
        assert raw.tables["ratings"] == ()
        found = [(issue.severity, issue.what.split(" is ")[0]) for issue in raw.found]
        assert found == [
            (Severity.ERROR, "The table tblSkills"),
            (Severity.WARNING, "The table tblGaps"),
        ]

    def test_a_missing_column_is_named_with_its_table_and_sheet(self, filled: bytes, change: Change) -> None:
        part = table_parts(filled)["tblPeriods"]
        raw = read(change(filled, part, lambda text: text.replace(b'name="Hours a week"', b'name="Hours"')))
        assert set(raw.tables["periods"][0]) == {"first", "last"}
        (issue,) = raw.found
        assert (issue.code, issue.sheet, issue.severity) == ("missing_column", "Preferences", Severity.ERROR)
        assert "«Hours a week» of the table tblPeriods" in issue.what

    @pytest.mark.parametrize(
        ("table", "row", "name"),
        [("tblSkills", 3, "Skills"), ("tblGates", 1, "Profile"), ("tblValues", 0, "Preferences")],
    )
    def test_a_deleted_row_is_told_by_the_name_of_what_it_asked(
        self, filled: bytes, catalogue: Catalogue, table: str, row: int, name: str
    ) -> None:
        package, key = without_row(filled, table, row)
        raw = read_inputs(package, catalogue)
        assert isinstance(raw, RawProfile)
        assert [(issue.code, issue.severity, issue.sheet) for issue in raw.found] == [
            ("missing_row", Severity.WARNING, name)
        ]
        assert f"({key})" in raw.found[0].what

    def test_a_file_for_another_catalogue_has_other_rows(self, filled: bytes, catalogue: Catalogue) -> None:
        package, _ = without_row(filled, "tblSkills", 3)
        raw = read_inputs(package, replace(catalogue, version="another"))
        assert isinstance(raw, RawProfile)
        assert raw.found == ()

    def test_an_inserted_row_is_read_where_it_stands(self, filled: bytes) -> None:
        """As Excel does it: the table grows, and all that is below moves down."""
        book = load_workbook(io.BytesIO(filled))
        sheet = book["Experience"]
        table = sheet.tables["tblExperience"]
        first, last = table.ref.split(":")
        table.ref = f"{first}:{last[0]}{int(last[1:]) + 1}"
        headers = [str(cell.value) for cell in sheet[int(first[1:])]]
        years = next(at for at, header in enumerate(headers, start=1) if header.startswith("Clinical"))
        sheet.cell(int(last[1:]) + 1, years).value = 2.5
        rows = read(saved(book)).tables["experience"]
        assert rows[-1]["yrs_clinical"].value == 2.5
        assert rows[-1]["yrs_clinical"].place.cell.endswith(str(int(last[1:]) + 1))

    def test_sheets_in_another_order_are_found_and_told_in_that_order(
        self, filled: bytes, catalogue: Catalogue
    ) -> None:
        book = load_workbook(io.BytesIO(filled))
        for name in ("in_weekly_hours", "in_person_id"):
            ((sheet, cell),) = book.defined_names[name].destinations
            book[sheet][cell].value = None
        before = issues_of(saved(book), catalogue)
        book.move_sheet("Preferences", -4)
        after = issues_of(saved(book), catalogue)
        assert [issue.sheet for issue in before] == ["Profile", "Preferences"]
        assert [issue.sheet for issue in after] == ["Preferences", "Profile"]


def test_issues_stand_in_the_order_of_sheets_rows_and_columns() -> None:
    places = [("B", "A10"), ("A", "AA2"), ("B", "A9"), ("A", "B2"), ("", ""), ("B", "")]
    issues = [error("x", Place(sheet=sheet, cell=cell), "What.", "How.") for sheet, cell in places]
    ordered = [(issue.sheet, issue.cell) for issue in in_reading_order(issues, ("A", "B"))]
    assert ordered == [("", ""), ("A", "B2"), ("A", "AA2"), ("B", ""), ("B", "A9"), ("B", "A10")]


def issues_of(package: bytes, catalogue: Catalogue) -> tuple[Issue, ...]:
    return services.person_in_workbook(package, catalogue, date(2026, 11, 23)).issues


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def without_row(package: bytes, table: str, row: int) -> tuple[bytes, str]:
    """The workbook as if the user had deleted a row of a table: the rows below have moved up. Its key too."""
    book = load_workbook(io.BytesIO(package))
    sheet = next(sheet for sheet in book if table in sheet.tables)
    lines = list(sheet[sheet.tables[table].ref])
    key = tables()[table].column(tables()[table].row_key).heading
    at = [cell.value for cell in lines[0]].index(key)
    gone = str(lines[1 + row][at].value)
    for upper, lower in zip(lines[1 + row :], lines[2 + row :], strict=False):
        for cell, below in zip(upper, lower, strict=True):
            cell.value = below.value
    for cell in lines[-1]:
        cell.value = None
    first, last = sheet.tables[table].ref.split(":")
    shorter = f"{first}:{last.rstrip('0123456789')}{lines[-2][0].row}"
    sheet.tables[table].ref = shorter
    if sheet.tables[table].autoFilter:
        sheet.tables[table].autoFilter.ref = shorter
    return saved(book), gone


class TestRefusals:
    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        issue = refusal(tmp_path / "mine.xlsx")
        assert (issue.code, issue.sheet) == ("file_not_found", "mine.xlsx")

    def test_a_folder(self, tmp_path: Path) -> None:
        assert refusal(tmp_path).code == "file_not_readable"

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "empty_file"),
            (b"hello", "not_a_workbook"),
            (b"%PDF-1.7 ...", "not_a_workbook"),
            (b"PK\x03\x04 and then nothing", "damaged"),
            (COMPOUND_FILE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
            (COMPOUND_FILE + "Workbook".encode("utf-16-le"), "not_a_workbook"),
        ],
    )
    def test_what_is_no_workbook(self, data: bytes, code: str) -> None:
        assert refusal(data).code == code

    def test_a_zip_of_something_else(self) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("letter.txt", "Dear Sir")
        assert refusal(buffer.getvalue()).code == "not_a_workbook"

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
    def test_a_file_that_was_cut_off(self, template: bytes, share: float) -> None:
        assert refusal(template[: int(len(template) * share)]).code == "damaged"

    def test_a_file_with_a_flipped_byte_in_its_contents(self, template: bytes) -> None:
        at = template.find(b"sheet2.xml") + 60
        assert refusal(template[:at] + bytes([template[at] ^ 0xFF]) + template[at + 1 :]).code == "damaged"

    def test_somebody_elses_workbook(self) -> None:
        buffer = io.BytesIO()
        Workbook().save(buffer)
        assert refusal(buffer.getvalue()).code == "not_ours"

    def test_a_workbook_from_a_newer_planner(self, template: bytes) -> None:
        issue = refusal(fill(template, Content({"out_schema_version": 99})))
        assert issue.code == "newer_schema"
        assert "layout 99" in issue.what

    def test_a_workbook_whose_version_was_overwritten(self, template: bytes) -> None:
        assert refusal(fill(template, Content({"out_schema_version": "one"}))).code == "not_ours"

    def test_a_missing_sheet(self, template: bytes, change: Change) -> None:
        part = Book(open_package(template)).sheets["Profile"]
        issue = refusal(change(template, part, lambda _: None))
        assert (issue.code, part in issue.what) == ("damaged", True)

    def test_a_missing_workbook_part(self, template: bytes, change: Change) -> None:
        assert refusal(change(template, "xl/workbook.xml", lambda _: None)).code == "not_a_workbook"

    def test_broken_xml(self, template: bytes, change: Change) -> None:
        assert refusal(change(template, "xl/workbook.xml", lambda text: text[:-20])).code == "damaged"

    def test_a_number_that_is_none_where_the_format_wants_one(self, template: bytes, change: Change) -> None:
        part = Book(open_package(template)).sheets["About"]
        assert (
            refusal(change(template, part, lambda text: text.replace(b'<row r="5"', b'<row r="five"'))).code
            == "damaged"
        )

    def test_xml_with_entities(self, template: bytes, change: Change) -> None:
        """The billion laughs: a few bytes that would grow to gigabytes."""
        bomb = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        package = change(template, "xl/workbook.xml", lambda text: text.replace(b"<workbook ", bomb + b"<workbook ", 1))
        issue = refusal(package)
        assert (issue.code, "entities" in issue.what) == ("damaged", True)

    def test_a_decompression_bomb(self, template: bytes, change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packages, "LARGEST_PART", 200_000)
        assert refusal(change(template, "bomb.bin", lambda _: bytes(200_001))).code == "too_large"

    def test_many_parts_that_are_large_together(self, template: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(packages, "LARGEST_TOTAL", 100_000)
        assert refusal(template).code == "too_large"

    def test_a_huge_file_is_not_even_read(self, tmp_path: Path) -> None:
        path = tmp_path / "huge.xlsx"
        with path.open("wb") as file:
            file.truncate(packages.LARGEST_FILE + 1)
        assert refusal(path).code == "too_large"

    def test_two_parts_of_one_name(self, template: bytes) -> None:
        """A reader that takes the first and one that takes the last would see two different files."""
        buffer = io.BytesIO(template)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("XL/workbook.xml", "<other/>")
        assert refusal(buffer.getvalue()).code == "damaged"

    def test_a_zip_with_a_password(self, template: bytes) -> None:
        """Bit 0 of the general purpose flags (APPNOTE 4.4.4), in the first entry of the directory."""
        at = template.find(b"PK\x01\x02") + 8
        assert refusal(template[:at] + bytes([template[at] | 1]) + template[at + 1 :]).code == "encrypted"

    def test_strict_open_xml(self, template: bytes, change: Change) -> None:
        main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        issue = refusal(change(template, "xl/workbook.xml", lambda text: text.replace(main, strict)))
        assert "Strict Open XML" in issue.what


def table_parts(package: bytes) -> dict[str, str]:
    parts = open_package(package).parts
    found = {}
    for part, content in parts.items():
        if part.startswith("xl/tables/") and (match := re.search(rb' name="(tbl\w+)"', content)):
            found[match[1].decode()] = part
    return found


def values(raw: RawProfile) -> tuple[object, ...]:
    def plain(cell: Cell) -> object:
        return None if cell.blank else cell.value

    single = {key: plain(cell) for key, cell in raw.fields.items()}
    return single, {name: [{k: plain(c) for k, c in row.items()} for row in rows] for name, rows in raw.tables.items()}
