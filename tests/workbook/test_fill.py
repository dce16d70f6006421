"""Filling changes our cells and nothing else, in templates and in what users have made of them."""

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from liaison_planner.domain.cell import RawProfile
from liaison_planner.domain.plan import Plan
from liaison_planner.views import Content
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.fill import Original, TooManyRowsError, fill
from liaison_planner.workbook.package import UnreadableError, open_package
from liaison_planner.workbook.read import read_inputs
from liaison_planner.workbook.references import cell_name, column_number
from liaison_planner.workbook.schema import SHEETS, tables

Change = Callable[[bytes, str, Callable[[bytes], bytes | None]], bytes]
Shown = Callable[[bytes, str], Any]
Write = Callable[[bytes, Plan], bytes]
RowsOf = Callable[[bytes, str], list[dict[str, Any]]]

HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "=1+1",
        '=HYPERLINK("http://evil")',
        "+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "_x0041_",
        "_x005F_x0041_",
        "a\x00b\x07c\x0b",
        "line\nbreak\r\ttab",
        "]]>&<'\"",
        "  blanks around  ",
        "\ufffe\uffff",
        "😀" * 5,
        "שלום",
        "007",
    ]
)


def members(package: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheets_with_results() -> set[str]:
    """The sheets on which the planner writes."""
    return {
        sheet.name
        for sheet in SHEETS
        if sheet.grids
        or any(field.name.startswith("out_") for field in sheet.fields)
        or any(table.is_filled and not table.is_input for table in sheet.tables)
    }


@pytest.fixture
def users_own(filled: bytes) -> bytes:
    """A filled workbook to which its user added a sheet with a formula, a comment and a colour, saved by openpyxl."""
    book = load_workbook(io.BytesIO(filled))
    sheet = book.create_sheet("My savings")
    sheet["A1"], sheet["A2"] = 100, "=A1*2"
    sheet["A1"].comment = Comment("from grandma", "me")
    sheet["A1"].fill = PatternFill("solid", fgColor="FFAA00")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@settings(deadline=None, max_examples=60)
@given(label=HOSTILE, note=HOSTILE)
@example(label="x" * 32_767, note="😀" * 16_383)
def test_any_text_comes_back_as_it_was(template: bytes, label: str, note: str) -> None:
    content = Content({"in_label": label}, {"tblLicences": ({"token": note},)})
    raw = read_inputs(fill(template, content))
    assert isinstance(raw, RawProfile)
    assert raw.fields["label"].value == (label or None)
    assert raw.tables["licences"][0]["token"].value == (note or None)


@settings(deadline=None, max_examples=30)
@given(text=HOSTILE)
def test_text_never_becomes_a_formula_or_a_link(template: bytes, text: str) -> None:
    sheet = members(fill(template, Content({"in_label": text})))[Book(open_package(template)).sheets["Profile"]]
    assert not re.search(rb"<f[ >]", sheet)
    assert b"<hyperlink" not in sheet


@pytest.mark.parametrize(
    ("text", "units"),
    [("x" * 40_000, 32_767), ("😀" * 20_000, 32_766)],
)
def test_text_longer_than_a_cell_is_cut_and_says_so(template: bytes, text: str, units: int) -> None:
    raw = read_inputs(fill(template, Content({"in_background": text})))
    assert isinstance(raw, RawProfile)
    kept = str(raw.fields["background"].value)
    assert len(kept.encode("utf-16-le")) // 2 in (units, units + 1)
    assert kept.endswith(" […]")


def test_half_a_character_is_replaced(template: bytes) -> None:
    raw = read_inputs(fill(template, Content({"in_label": "a\ud83db"})))
    assert isinstance(raw, RawProfile)
    assert raw.fields["label"].value == "a\N{REPLACEMENT CHARACTER}b"


def test_members_without_our_cells_stay_the_same_in_the_same_order(template: bytes, plan: Plan, write: Write) -> None:
    book = Book(open_package(template))
    before, after = members(template), members(write(template, plan))
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert book.sheets["Plan"] in changed
    assert changed <= {book.sheets[name] for name in sheets_with_results()} | {*Original(template).charts}


def test_what_the_user_added_stays_byte_for_byte(users_own: bytes, plan: Plan, write: Write, shown: Shown) -> None:
    again = write(users_own, plan.model_copy(update={"total_cost_usd": 1.0}))
    before, after = members(users_own), members(again)
    assert list(after) == list(before)
    ours = {Book(open_package(users_own)).sheets[name] for name in sheets_with_results()}
    assert {name for name in before if before[name] != after[name]} <= ours | {"xl/workbook.xml"}
    book = load_workbook(io.BytesIO(again))
    assert book["My savings"]["A1"].comment.text == "from grandma"
    assert shown(again, "out_cost") == 1


def test_a_template_that_an_organization_branded_keeps_its_looks(
    template: bytes, plan: Plan, write: Write, change: Change, shown: Shown
) -> None:
    """Other colours, another font, a renamed sheet and a wider column, as if changed in Excel."""
    before = Book(open_package(template))
    part, area = before.sheets["Plan"], before.tables["tblplan"]
    why = area.column("Why") or 0
    branded = change(
        template, "xl/styles.xml", lambda text: text.replace(b"Calibri", b"Georgia").replace(b"FF1F", b"FF7A")
    )
    branded = change(
        branded,
        "xl/workbook.xml",
        lambda text: (
            text.replace(b'name="Plan"', b'name="Our way"')
            .replace(b"'Plan'!", b"'Our way'!")
            .replace(b"Plan!", b"'Our way'!")
        ),
    )
    column = re.compile(rb'(<col min="%d" max="%d" width=")[^"]*' % (why, why))
    branded = change(branded, part, lambda text: column.sub(rb"\g<1>90", text))
    own, ours = (write(package, plan) for package in (branded, template))
    assert members(own)["xl/styles.xml"] == members(branded)["xl/styles.xml"]
    assert formats(members(own)[part]) == formats(members(ours)[part])
    assert shown(own, "out_plan_line") == shown(ours, "out_plan_line")
    heights = [
        sum(float(points) for points in re.findall(rb' ht="([\d.]+)"', members(package)[part]))
        for package in (own, ours)
    ]
    assert heights[0] < heights[1]


def formats(part: bytes) -> list[tuple[bytes, ...]]:
    """The format of each cell."""
    return re.findall(rb'<c r="([A-Z]+\d+)"(?: s="(\d+)")?', part)


def test_formulas_of_the_user_are_computed_anew(users_own: bytes) -> None:
    assert load_workbook(io.BytesIO(fill(users_own, Content({"out_cost": 5})))).calculation.fullCalcOnLoad


def test_filling_twice_is_filling_once(filled: bytes, plan: Plan, write: Write) -> None:
    assert write(filled, plan) == filled


def test_the_same_content_gives_the_same_bytes(template: bytes, plan: Plan, write: Write) -> None:
    assert write(template, plan) == write(template, plan)


def test_a_shorter_plan_leaves_nothing_of_the_longer_one(
    filled: bytes, plan: Plan, write: Write, rows_of: RowsOf
) -> None:
    short = plan.model_copy(update={"items": plan.items[:2], "recurring": (), "gaps": ()})
    package = write(filled, short)
    assert [row["Step"] for row in rows_of(package, "tblPlan") if any(row.values())] == [
        i.title for i in plan.items[:2]
    ]
    assert not any(any(row.values()) for row in rows_of(package, "tblGaps"))


def test_cells_keep_their_formats_and_new_ones_take_that_of_their_column(template: bytes) -> None:
    package = fill(template, Content({"out_ready": date(2027, 1, 4)}, {"tblPlan": ({"start": date(2027, 1, 4)},)}))
    book = load_workbook(io.BytesIO(package))
    ((_, ready),) = book.defined_names["out_ready"].destinations
    start = next(cell for row in book["Plan"].iter_rows() for cell in row if cell.value == "Start")
    formats = [book["Start"][ready].number_format, book["Plan"].cell(start.row + 1, start.column).number_format]
    assert formats == ["d mmm yyyy", "d mmm yyyy"]
    assert book["Plan"].cell(start.row + 1, start.column).value == datetime(2027, 1, 4)  # noqa: DTZ001 - Excel knows no zones


def test_rows_of_results_are_tall_enough_for_their_text_and_spare_rows_are_not(template: bytes) -> None:
    long, short = {"step": "word " * 60}, {"step": "word"}
    once = fill(template, Content(tables={"tblPlan": (long, short)}))
    twice = fill(once, Content(tables={"tblPlan": (short,)}))
    first = next(cell.row for cell in load_workbook(io.BytesIO(once))["Plan"]["B"] if cell.value == "Step") + 1
    heights = [
        [load_workbook(io.BytesIO(package))["Plan"].row_dimensions[row].height for row in (first, first + 1)]
        for package in (once, twice)
    ]
    assert heights[0][0] > 3 * heights[0][1]
    assert heights[1] == [heights[0][1], None]


class TestNotes:
    """What the user wrote beside a step."""

    @pytest.fixture
    def noted(self, filled: bytes, plan: Plan) -> bytes:
        """The user wrote a note beside the second and the last step."""
        book = load_workbook(io.BytesIO(filled))
        sheet = book["Plan"]
        head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "My notes")
        sheet.cell(head.row + 2, head.column).value = "booked"
        sheet.cell(head.row + len(plan.items), head.column).value = "ask Ann"
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    def test_they_move_with_their_step(self, noted: bytes, plan: Plan, write: Write, rows_of: RowsOf) -> None:
        before = {row["Step"]: row["My notes"] for row in rows_of(noted, "tblPlan") if row["My notes"]}
        package = write(noted, plan.model_copy(update={"items": plan.items[1:]}))
        after = {row["Step"]: row["My notes"] for row in rows_of(package, "tblPlan") if row["My notes"]}
        assert after == before
        assert rows_of(package, "tblPlan")[0]["My notes"] == "booked"

    def test_a_note_whose_step_is_gone_is_kept_and_marked(
        self, noted: bytes, plan: Plan, write: Write, rows_of: RowsOf
    ) -> None:
        few = plan.model_copy(update={"items": plan.items[:1], "recurring": ()})
        package = write(noted, few)
        rows = [(row["Status"], row["My notes"]) for row in rows_of(package, "tblPlan") if any(row.values())]
        assert rows == [("planned", None), ("no longer in the plan", "booked"), ("no longer in the plan", "ask Ann")]
        assert write(package, few) == package

    def test_it_comes_back_to_its_step_when_the_step_does(
        self, noted: bytes, plan: Plan, write: Write, rows_of: RowsOf
    ) -> None:
        few = write(noted, plan.model_copy(update={"items": plan.items[:1]}))
        again = write(few, plan)
        assert rows_of(again, "tblPlan") == rows_of(noted, "tblPlan")


class TestFormulasInOurCells:
    """A user may lift the protection and type formulas where results belong."""

    def test_a_formula_gives_way_to_the_value_and_leaves_no_trace(self, filled: bytes, change: Change) -> None:
        book = Book(open_package(filled))
        part, area = book.sheets["Start"], book.names["out_cost"][1]
        cell = cell_name(area.first_row, area.first_column).encode()
        figure = re.compile(rb'(<c r="' + cell + rb'"[^>]*>)(<v>)')
        typed = change(filled, part, lambda text: figure.sub(rb"\1<f>1+1</f>\2", text))
        chain = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="G9" i="1"/></calcChain>'
        typed = change(typed, "xl/calcChain.xml", lambda _: chain)
        relation = b'<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>'
        typed = change(typed, "xl/_rels/workbook.xml.rels", lambda text: text.replace(b"</Relationships>", relation))
        override = b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>'
        typed = change(typed, "[Content_Types].xml", lambda text: text.replace(b"</Types>", override))
        after = members(fill(typed, Content({"out_cost": 7})))
        assert b"<f>1+1</f>" in members(typed)[part]
        assert b"<f>1+1</f>" not in after[part]
        assert "xl/calcChain.xml" not in after
        assert b"calcChain" not in after["xl/_rels/workbook.xml.rels"] + after["[Content_Types].xml"]

    def test_cells_that_share_an_overwritten_formula_keep_their_values(self, template: bytes, change: Change) -> None:
        """Row 200 of the sheet is the user's; the formula that it repeats was typed into a cell of ours."""
        book = Book(open_package(template))
        part, row = book.sheets["Plan"], book.names["out_plan_line"][1].first_row

        def share(text: bytes) -> bytes:
            master = f'<c r="A{row}" t="str"><f t="shared" ref="A{row}:A200" si="0">1+1</f><v>2</v></c>'.encode()
            child = b'<row r="200"><c r="A200"><f t="shared" si="0"/><v>2</v></c></row></sheetData>'
            text = re.sub(rf'<c r="A{row}"[^>]*>.*?</c>'.encode(), master, text, count=1)
            return text.replace(b"</sheetData>", child)

        after = fill(change(template, part, share), Content({"out_plan_line": "done"}))
        assert not re.search(rb"<f[ /]|1\+1", members(after)[part])
        assert load_workbook(io.BytesIO(after))["Plan"]["A200"].value == 2


class TestWhatIsMissing:
    def test_a_missing_table_is_left_out(self, filled: bytes, change: Change, rows_of: RowsOf) -> None:
        parts = open_package(filled).parts
        gaps = next(part for part, text in parts.items() if part.startswith("xl/tables") and b'"tblGaps"' in text)
        without = change(filled, gaps, lambda text: text.replace(b'name="tblGaps"', b'name="other"'))
        package = fill(without, Content(tables={"tblGaps": (), "tblPlan": ({"step": "the only one"},)}))
        assert [row["Step"] for row in rows_of(package, "tblPlan") if row["Step"]] == ["the only one"]

    def test_a_missing_name_is_left_out(self, template: bytes, change: Change) -> None:
        package = change(template, "xl/workbook.xml", lambda text: text.replace(b'"out_cost"', b'"other"'))
        assert members(fill(package, Content({"out_cost": 5}))) == members(package)

    def test_a_name_that_the_schema_does_not_know_is_our_bug(self, template: bytes) -> None:
        with pytest.raises(KeyError):
            fill(template, Content({"out_nonsense": 5}))

    def test_a_key_that_the_table_does_not_have_is_our_bug(self, template: bytes) -> None:
        with pytest.raises(KeyError, match="juggling"):
            fill(template, Content(tables={"tblSkills": ({"competency": "juggling", "level": 4},)}))

    def test_more_rows_than_fit_are_refused_rather_than_dropped(self, template: bytes) -> None:
        rows = tuple({"severity": str(n)} for n in range(tables()["tblIssues"].capacity + 1))
        with pytest.raises(TooManyRowsError, match="tblIssues has room for 300 rows, not for 301"):
            fill(template, Content(tables={"tblIssues": rows}))
        with pytest.raises(TooManyRowsError, match="out_story"):
            fill(template, Content(grids={"out_story": ((None, None),) * 1000}))

    def test_what_is_no_workbook_is_refused(self) -> None:
        with pytest.raises(UnreadableError):
            fill(b"hello", Content())

    def test_no_cell_holds_not_a_number(self, template: bytes) -> None:
        with pytest.raises(ValueError, match="nan"):
            fill(template, Content({"out_cost": float("nan")}))


def test_rows_that_a_user_sorted_are_filled_by_their_keys(template: bytes) -> None:
    """The skills were sorted by name, so that `hipaa` stands elsewhere."""
    book = load_workbook(io.BytesIO(template))
    sheet = book["Skills"]
    first, *_, last = (cell.row for cell in sheet["A"] if cell.value in ("med_terms", "consult_prac"))
    sheet.cell(first, 1).value, sheet.cell(last, 1).value = "consult_prac", "med_terms"
    buffer = io.BytesIO()
    book.save(buffer)
    raw = read_inputs(
        fill(buffer.getvalue(), Content(tables={"tblSkills": ({"competency": "med_terms", "level": 4},)}))
    )
    assert isinstance(raw, RawProfile)
    rated = [(row["competency"], row["level"].value) for row in raw.tables["ratings"] if not row["level"].blank]
    assert [(cell.value, cell.place.cell, level) for cell, level in rated] == [("med_terms", f"A{last}", 4)]


def test_rows_and_cells_that_do_not_say_where_they_stand_are_found(template: bytes, change: Change) -> None:
    """Some programs leave the references out (ECMA-376 18.3.1.4 makes them optional)."""
    part = Book(open_package(template)).sheets["Profile"]
    bare = change(template, part, lambda text: re.sub(rb'(<c) r="[A-Z]+\d+"', rb"\1", text))
    assert members(bare)[part] != members(template)[part]
    assert read_inputs(fill(bare, Content({"in_label": "x"}))) == read_inputs(
        fill(template, Content({"in_label": "x"}))
    )


def test_rows_and_cells_stay_in_order(template: bytes, plan: Plan, write: Write, change: Change) -> None:
    """Excel takes cells out of order for damage. The user wrote far below and to the right of ours."""
    part = Book(open_package(template)).sheets["Plan"]
    own = b'<row r="500"><c r="A500"><v>1</v></c></row></sheetData>'
    theirs = change(template, part, lambda text: text.replace(b"</sheetData>", own))
    once = write(theirs, plan.model_copy(update={"items": plan.items[:3]}))
    twice = write(change(once, part, lambda text: re.sub(rb'<c r="B\d+"[^>]*?(/>|>.*?</c>)', b"", text)), plan)
    for content in (text for name, text in members(twice).items() if name.startswith("xl/worksheets/sheet")):
        rows = [int(number) for number in re.findall(rb'<row r="(\d+)"', content)]
        assert rows == sorted(set(rows))
        for row in re.findall(rb"<row .*?</row>", content, re.DOTALL):
            columns = [column_number(letters.decode()) for letters in re.findall(rb'<c r="([A-Z]+)\d+"', row)]
            assert columns == sorted(set(columns))
