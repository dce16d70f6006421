"""What a first-class planning workbook has, point by point; each test is named by the number of its point.

Points that need a real Excel, or that only eyes can judge, are not here.
"""

import ast
import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from liaison_planner import __version__, services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import RawProfile
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Period, Profile
from liaison_planner.planning.room import Room
from liaison_planner.views import STATES, ZOOMS, Content, Labels, result_content
from liaison_planner.workbook import schema_overview
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.fill import Original, fill
from liaison_planner.workbook.layout import is_older
from liaison_planner.workbook.migrate import in_newest_layout
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.read import read_inputs
from liaison_planner.workbook.schema import SCHEMA_VERSION, SHEETS, fields, input_fields, input_tables, tables
from liaison_planner.workbook.schema_model import CellKind, Charts, Role, Sheet
from liaison_planner.workbook.schema_planned import COLUMNS
from liaison_planner.workbook.theme import PLAIN

ROOM = Path(schema_overview.__file__).parent
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
BEGIN = date(2027, 1, 4)
"""The Monday on which the plan of these tests begins."""
LIVE_SHEETS = {"Skills", "Targets", "Planned", *(sheet.name for sheet in SHEETS if sheet.tells_age)}
WIDER = {"Plan"}
"""Its last columns, for notes, lie beyond a laptop's edge; number and step stay in sight."""
ALL_SHEETS = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)


@pytest.fixture(scope="module")
def book(template: bytes) -> Workbook:
    return load_workbook(io.BytesIO(template))


@pytest.fixture(scope="module")
def full(filled: bytes) -> Workbook:
    return load_workbook(io.BytesIO(filled), data_only=True)


def parts(package: bytes, pattern: str) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if re.fullmatch(pattern, name)}


def formulas(package: bytes) -> Iterator[tuple[str, str]]:
    """Each formula with the sheet on which it stands."""
    book = Book(open_package(package))
    for sheet, part in book.sheets.items():
        for formula in book.root(part).iter(f"{MAIN}f"):
            yield sheet, formula.text or ""


def cell_of(book: Workbook, name: str) -> Any:
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell]


def test_01_sheets_stand_in_the_order_of_work(book: Workbook) -> None:
    roles = [sheet.role for sheet in SHEETS]
    order = [Role.CONTROL, Role.INPUT, Role.REFERENCE, Role.RESULT, Role.CONTROL]
    assert [role for at, role in enumerate(roles) if at == 0 or role is not roles[at - 1]] == order
    assert book.sheetnames == [sheet.name for sheet in SHEETS]


@ALL_SHEETS
def test_02_the_role_of_a_sheet_is_told_by_a_word_and_by_the_color_of_its_tab(book: Workbook, sheet: Sheet) -> None:
    assert str(book[sheet.name]["A2"].value).startswith(f"{sheet.role.value}  ·  ")
    color = book[sheet.name].sheet_properties.tabColor
    assert color is not None
    assert color.rgb == "FF" + PLAIN.tabs[sheet.role].lstrip("#")
    assert len(set(PLAIN.tabs.values())) == len(Role)


def test_03_the_start_sheet_numbers_the_steps_and_links_to_each(book: Workbook) -> None:
    links = [cell for cell in book["Start"]["A"] if cell.hyperlink]
    assert [str(cell.value).split()[0] for cell in links] == [str(number + 1) for number in range(len(links))]
    inputs = [sheet.name for sheet in SHEETS if sheet.role is Role.INPUT]
    assert [str(cell.hyperlink.location) for cell in links] == [f"'{name}'!A1" for name in (*inputs, "Plan")]


def test_03_the_start_sheet_has_a_state_line_that_is_live(book: Workbook) -> None:
    """What the line says after an answer has changed stands in test_formulas.py, computed by LibreOffice."""
    assert cell_of(book, "out_state").value
    assert cell_of(book, "out_stale_start").data_type == "f"
    assert cell_of(book, "out_stale_start").coordinate == "A4"


def test_04_about_names_versions_changes_license_contact_and_a_clean_copy(book: Workbook) -> None:
    assert cell_of(book, "out_template_version").value == __version__
    assert cell_of(book, "out_schema_version").value
    assert cell_of(book, "out_catalogue_version").value
    assert "tblChangeLog" in book["About"].tables
    leads = {cell.value for cell in book["About"]["A"]}
    assert {"License", "Contact", "A clean copy", "Not legal advice"} <= leads


@pytest.mark.parametrize("table", input_tables(), ids=lambda table: table.name)
def test_05_inputs_are_tables_with_plain_headers_without_merged_cells(book: Workbook, table: Any) -> None:
    sheet = next(sheet for sheet in book if table.name in sheet.tables)
    headers = sheet.tables[table.name].column_names
    assert len({header.casefold() for header in headers}) == len(headers)
    assert all(header.strip() and "\n" not in header for header in headers)
    assert not sheet.merged_cells.ranges
    assert sheet.tables[table.name].headerRowCount == 1


def test_06_python_names_cells_by_tables_and_names_never_by_address() -> None:
    address = re.compile(r"\$?[A-Z]{1,2}\$?[1-9]\d{0,4}")
    for path in sorted(ROOM.parent.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        subscripts = [node.slice for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
        texts = [node.value for node in subscripts if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        assert [text for text in texts if address.fullmatch(text)] == [], path


def test_06_every_input_has_its_name_or_its_table(book: Workbook) -> None:
    assert {field.name for field in input_fields()} <= set(book.defined_names)
    assert all(field.name.startswith("in_") for field in input_fields())
    found = {name for sheet in book for name in sheet.tables}
    assert {table.name for table in input_tables()} <= found


def test_07_headers_stand_once_in_the_schema_and_the_workbook_has_just_these(book: Workbook) -> None:
    found = {name: sheet.tables[name].column_names for sheet in book for name in sheet.tables}
    assert found == {name: [column.heading for column in table.columns] for name, table in tables().items()}


def test_08_formulas_hide_no_rates_or_limits(template: bytes) -> None:
    """Numbers in formulas are counts of the calendar: days of a week, months of a year and quarter, places in it."""
    known = {str(number) for number in (0, 1, 2, 3, 4, 12)}
    for sheet, formula in formulas(template):
        bare = re.sub(r'"[^"]*"|\'[^\']*\'!|\$?[A-Z]{1,2}\$?\d+', "", formula)
        numbers = set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?", bare))
        if sheet == "Timeline":
            numbers = {number for number in numbers if int(number) > 3 * 52 and int(number) % 7}
        assert numbers <= known, formula


def test_09_inputs_have_one_look_and_are_unlocked_and_everything_else_is_locked(book: Workbook) -> None:
    looks = set()
    for field in fields().values():
        cell = cell_of(book, field.name)
        assert cell.protection.locked == (field.allowed is None), field.name
        if field.allowed is not None:
            looks.add((cell.fill.fgColor.rgb, cell.border.left.style, cell.border.left.color.rgb))
    assert looks == {("FF" + PLAIN.input_fill.lstrip("#"), "thin", "FF" + PLAIN.input_line.lstrip("#"))}


def test_10_every_validation_says_before_and_after_what_is_allowed(book: Workbook) -> None:
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    assert len(rules) > 30
    for rule in rules:
        assert rule.prompt == rule.error
        assert 0 < len(str(rule.prompt)) <= 255
        assert 0 < len(str(rule.promptTitle)) <= 32
        assert 0 < len(str(rule.errorTitle)) <= 32
        assert rule.errorStyle in (None, "stop")


def test_11_lists_come_from_named_ranges(book: Workbook) -> None:
    lists = {
        str(rule.formula1) for sheet in book for rule in sheet.data_validations.dataValidation if rule.type == "list"
    }
    assert lists
    assert all(name.startswith("list_") for name in lists)
    assert lists <= set(book.defined_names)


def test_12_dates_are_real_dates_with_bounds_and_a_display_that_nobody_misreads(book: Workbook) -> None:
    rules = {str(area): rule for page in book for rule in page.data_validations.dataValidation for area in rule.sqref}
    for field in (field for field in input_fields() if field.kind is CellKind.DATE):
        cell = cell_of(book, field.name)
        assert cell.number_format == "d mmm yyyy"
        assert rules[cell.coordinate].type == "date"
    assert all(rule.formula1 and rule.formula2 for rule in rules.values() if rule.type == "date")


@pytest.mark.parametrize("counted_from", ["1900", "1904"])
def test_12_both_ways_to_count_days_are_read_and_a_date_in_words_is_refused_by_its_cell(
    counted_from: str, filled: bytes, catalogue: Catalogue, change: Any
) -> None:
    old_mac = lambda text: text.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')  # noqa: E731
    package = change(filled, "xl/workbook.xml", old_mac) if counted_from == "1904" else filled
    ((sheet, cell),) = load_workbook(io.BytesIO(package)).defined_names["in_start_date"].destinations
    person = services.person_in_workbook(fill(package, Content({"in_start_date": BEGIN})), catalogue, BEGIN)
    assert person.profile is not None
    assert person.profile.start_date == BEGIN
    spoken = services.person_in_workbook(fill(package, Content({"in_start_date": "next spring"})), catalogue, BEGIN)
    assert (sheet, cell.replace("$", "")) in {(issue.sheet, issue.cell) for issue in spoken.issues}
    assert spoken.profile is None


def test_13_money_has_its_currency_in_the_header_and_numbers_are_numbers(full: Workbook) -> None:
    for name, table in tables().items():
        for column in table.columns:
            assert column.kind is not CellKind.MONEY or "USD" in column.header, (name, column.key)
    for name in ("tblPlan", "tblWeeks", "tblLevels", "tblProgress"):
        sheet = next(sheet for sheet in full if name in sheet.tables)
        rows = sheet[sheet.tables[name].ref][1:]
        for at, column in enumerate(tables()[name].columns):
            values = [row[at].value for row in rows if row[at].value is not None]
            if column.kind in (CellKind.NUMBER, CellKind.MONEY, CellKind.WHOLE):
                assert all(isinstance(value, int | float) for value in values), (name, column.key)
            if column.kind is CellKind.DATE:
                assert all(isinstance(value, datetime) for value in values), (name, column.key)


def test_14_formulas_are_written_with_english_names_and_commas(template: bytes) -> None:
    known = {"IF", "IFERROR", "AND", "INDEX", "MATCH", "N", "MAX", "MIN", "REPT", "COUNTIF", "TODAY", "OR"}
    known |= {"CHOOSE", "DATE", "YEAR", "MONTH", "INT", "MID", "RIGHT", "LEN"}
    known |= {"SUMPRODUCT", "EXACT", "ISBLANK", "ISTEXT", "ROWS", "HYPERLINK", "SUBSTITUTE"}
    used = set()
    for _, formula in formulas(template):
        bare = re.sub(r'"[^"]*"', "", formula)
        assert ";" not in bare
        used |= set(re.findall(r"([A-Z]+)\(", bare))
    assert used == known


def test_15_what_is_required_is_told_by_a_sign_and_a_word(book: Workbook) -> None:
    for field in input_fields():
        cell = cell_of(book, field.name)
        label, word = cell.offset(0, -1).value, cell.offset(0, 1).value
        assert (str(label).endswith(" *"), word) == (field.required, "required" if field.required else "optional")


@ALL_SHEETS
def test_17_sheets_are_protected_without_a_password_and_can_be_sorted_and_filtered(
    book: Workbook, sheet: Sheet
) -> None:
    protection = book[sheet.name].protection
    assert protection.sheet
    assert protection.password is None
    assert not any((protection.sort, protection.autoFilter, protection.formatColumns))


def test_18_formulas_stand_only_where_something_follows_as_one_types(template: bytes, filled: bytes) -> None:
    """Levels asked for, the strip of the timeline, counts, links, and the banner of each result; decisions are values."""
    assert {sheet for sheet, _ in formulas(template)} == LIVE_SHEETS
    assert {sheet for sheet, _ in formulas(filled)} == LIVE_SHEETS


def test_19_every_check_has_a_verdict_in_words_and_one_verdict_stands_on_start_and_dashboard(full: Workbook) -> None:
    sheet = full["Checks"]
    _, *rows = sheet[sheet.tables["tblChecks"].ref]
    checks = [[cell.value for cell in row] for row in rows if row[0].value]
    assert len(checks) >= 6
    assert all(all(row) for row in checks)
    place = [column.key for column in tables()["tblChecks"].columns].index("target")
    assert {row[place] for row in checks} <= {*full.defined_names, *(name for page in full for name in page.tables)}
    assert all(re.search("[A-Za-z]{2}", str(row[0])) for row in checks)
    verdict = cell_of(full, "out_checks_ok")
    assert verdict.parent.title == "Start"
    assert cell_of(full, "out_dashboard_checks").value == verdict.value
    assert cell_of(full, "out_dashboard_checks").parent.title == "Dashboard"


def test_20_every_problem_is_a_sentence_with_its_place_and_a_link(full: Workbook) -> None:
    header, *rows = ([cell.value for cell in row] for row in full["Checks"][full["Checks"].tables["tblIssues"].ref])
    assert header[:5] == ["Severity", "Sheet and cell", "What is wrong", "How to mend it", "Link"]
    problems = [dict(zip(header, row, strict=True)) for row in rows if row[0]]
    assert problems
    assert all(str(row["What is wrong"]).endswith(".") and row["Link"] == "Go there" for row in problems)
    errors = [cell.coordinate for page in full for row in page.iter_rows() for cell in row if cell.data_type == "e"]
    assert errors == []


@ALL_SHEETS
def test_21_every_sheet_with_results_says_when_an_answer_has_changed_since(book: Workbook, sheet: Sheet) -> None:
    """By a formula under its title; test_formulas.py changes an answer on each sheet and has LibreOffice compute it."""
    if sheet.role is not Role.RESULT and sheet.name not in ("Start", "Checks"):
        assert sheet.banner is None
        return
    assert sheet.banner is not None
    cell = cell_of(book, sheet.banner.name)
    assert (cell.parent.title, cell.coordinate, cell.data_type) == (sheet.name, "A4", "f")
    loud = [rule for area in book[sheet.name].conditional_formatting if "A4" in area for rule in area.rules]
    assert [rule.dxf.font.b for rule in loud] == [True]


def test_21_every_answer_is_remembered_and_compared(template: bytes) -> None:
    compared = " ".join(formula for sheet, formula in formulas(template) if sheet == "Planned")
    assert [field.name for field in input_fields() if f"ISBLANK({field.name})" not in compared] == []
    columns = [(table.name, column) for table in input_tables() for column in table.columns]
    answers = {(table, column.key) for table, column in columns if not column.fixed and not column.formula}
    progress = {("tblPlan", key) for key in ("progress", "began", "ended", "hours_done", "evidence")}
    assert {(table.name, column.key) for table, column in COLUMNS} == answers | progress
    assert not re.search("TODAY|NOW|OFFSET|INDIRECT|RAND", compared)


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=60), sign=st.sampled_from(["=", "+", "-", "@", "\t", "\r", ""]))
def test_22_typed_text_never_becomes_a_formula_or_a_link(template_taken_apart: Original, text: str, sign: str) -> None:
    name = sign + text
    issue = {"severity": "x", "place": name, "target": name, "what": name}
    after = fill(template_taken_apart, Content({"in_label": name, "out_person": name}, {"tblIssues": (issue,)}))
    assert formulas_and_links(after) == formulas_and_links(fill(template_taken_apart, Content()))


@pytest.fixture(scope="module")
def template_taken_apart(template: bytes) -> Original:
    return Original(template)


def formulas_and_links(package: bytes) -> list[tuple[str, str]]:
    """All formulas, and where all links that are stored lead."""
    links = [
        (name, link.get("location", ""))
        for name, content in parts(package, r"xl/worksheets/sheet\d+\.xml").items()
        for link in etree.fromstring(content).iter(f"{MAIN}hyperlink")
    ]
    return [*formulas(package), *links]


def test_23_bars_come_from_dates_and_done_and_late_differ_by_pattern_and_word(template: bytes) -> None:
    sheet = load_workbook(io.BytesIO(template))["Timeline"]
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    by_state = {state: [rule for rule in rules if f'="{state}")' in str(rule.formula)] for state in STATES}
    patterns = [by_state[state][0].dxf.fill.patternType for state in ("done", "late")]
    assert len(set(patterns)) == 2
    assert not {None, "none", "solid"} & set(patterns)
    assert [rule for rule in rules if "out_timeline_today" in str(rule.formula)]
    zoom = cell_of(load_workbook(io.BytesIO(template)), "set_timeline_zoom")
    assert zoom.value == ZOOMS[0]
    assert not zoom.protection.locked


@settings(deadline=None, max_examples=40)
@given(
    days=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20), st.sampled_from([0.0, 2.0, 15.0])), max_size=4),
)
def test_24_weeks_off_come_from_one_table_and_mean_the_same_as_in_the_planner(
    capacities: Callable[[tuple[Period, ...]], tuple[list[object], list[float]]], days: list[tuple[int, int, float]]
) -> None:
    """Steps take whole weeks, so holidays are entered as weeks with other hours; there is no second calendar."""
    periods = tuple(
        Period(first=BEGIN + timedelta(begin), last=BEGIN + timedelta(begin + length), hours_per_week=hours)
        for begin, length, hours in days
    )
    shown, planned = capacities(periods)
    assert shown == planned


@pytest.fixture(scope="module")
def capacities(
    plan: Plan, nurse: Profile, labels: Labels
) -> Callable[[tuple[Period, ...]], tuple[list[object], list[float]]]:
    """The hours that the dashboard and the planner give the nurse in each week, with these periods."""
    last = max(item.finish for item in plan.items)

    def both(periods: tuple[Period, ...]) -> tuple[list[object], list[float]]:
        person = nurse.model_copy(update={"periods": periods})
        rows = result_content(plan, person, labels).tables["tblWeeks"]
        room = Room(person, (), BEGIN, last)
        mondays = [row["week"] for row in rows]
        assert mondays[0] == BEGIN
        return [row["capacity"] for row in rows], [room.available(each) for each in mondays if isinstance(each, date)]

    return both


def test_25_the_timeline_is_told_in_sentences_too(full: Workbook, plan: Plan) -> None:
    ((sheet, area),) = full.defined_names["out_timeline_words"].destinations
    sentences = [row for row in full[sheet][area] if row[0].value]
    assert sheet == "Timeline"
    assert [row[0].value for row in sentences] == [f"Step {number}" for number in range(1, len(plan.items) + 1)]
    assert all(
        item.title in " ".join(str(row[1].value) for row in sentences) for item in plan.items if len(item.title) < 60
    )


def test_26_charts_are_native_titled_and_draw_from_their_own_visible_sheet(template: bytes, book: Workbook) -> None:
    charts = parts(template, r"xl/charts/chart\d+\.xml")
    drawn = [chart for sheet in SHEETS for part in sheet.sections if isinstance(part, Charts) for chart in part.charts]
    assert len(charts) == len(drawn) >= 5
    for content in charts.values():
        root = etree.fromstring(content)
        assert 1 <= len(list(root.iter(f"{CHART}ser"))) <= 5
        assert root.find(f"{CHART}chart/{CHART}title") is not None
        axes = [*root.iter(f"{CHART}catAx"), *root.iter(f"{CHART}valAx"), *root.iter(f"{CHART}dateAx")]
        assert len(axes) == 2
        assert all(axis.find(f"{CHART}title") is not None for axis in axes)
        sources = {(formula.text or "").split("!")[0].strip("'") for formula in root.iter(f"{CHART}f")}
        assert len(sources) == 1
        assert book[sources.pop()].sheet_state == "visible"
    assert not parts(template, r"xl/media/.*")


def test_27_there_is_nothing_that_other_programs_drop_on_saving(template: bytes) -> None:
    for content in parts(template, r"xl/worksheets/sheet\d+\.xml").values():
        assert not re.search(rb"sparkline|slicer|x14:|extLst", content)
    assert not parts(template, r".*(slicer|threadedComment|pivot).*")


@ALL_SHEETS
def test_28_every_sheet_is_ready_for_paper(book: Workbook, sheet: Sheet) -> None:
    page = book[sheet.name]
    assert page.freeze_panes is not None
    assert page.print_title_rows
    assert bool(page.print_area) == (not sheet.hidden)
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1) == 1
    paper = 1366 if page.page_setup.orientation == "landscape" else 1200
    assert sheet.hidden or sum(sheet.widths[: sheet.printed_columns]) * 7 <= 1.35 * paper, (
        "wide sheets lie on their side"
    )
    footer = page.HeaderFooter.oddFooter
    told = " ".join(str(each.text) for each in (footer.left, footer.center, footer.right))
    assert all(code in told for code in ("&F", "&A", "&D", "Page &P of &N", __version__))


def test_29_the_agreement_is_one_page_with_lines_for_two_signatures_and_dates(book: Workbook) -> None:
    page = book["Agreement"]
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight or 1) == (1, 1)
    lines = {cell.value for cell in page["A"] if cell.offset(0, 1).border.bottom.style}
    assert {"Participant, date", "Coach, date", "Next review on"} <= lines


@ALL_SHEETS
def test_30_what_matters_fits_a_laptop_without_scrolling_sideways(sheet: Sheet) -> None:
    """Excel draws a column of n characters 7n + 5 pixels wide; row numbers and the scroll bar take some 50 of 1366."""
    if sheet.hidden or sheet.role is Role.REFERENCE or sheet.name in WIDER:
        return
    asked = sheet.widths if sheet.role is Role.INPUT else sheet.widths[: sheet.printed_columns]
    assert sum(int(7 * width + 5) for width in asked) <= 1366 - 50


def test_31_every_chart_says_what_it_shows(template: bytes) -> None:
    drawings = parts(template, r"xl/drawings/drawing\d+\.xml")
    told = [
        frame.get("descr", "")
        for content in drawings.values()
        for frame in etree.fromstring(content).iter(f"{DRAWING}cNvPr")
    ]
    assert len(told) == len(parts(template, r"xl/charts/chart\d+\.xml"))
    assert all(len(words) > 40 for words in told)
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("seen", ["protan", "deutan", "tritan"])
def test_32_series_of_a_chart_are_told_apart_without_color_vision(seen: str) -> None:
    """Simulated as Machado, Oliveira and Fernandes (2009) at full severity; apart by brightness, not by hue."""
    for sheet in SHEETS:
        for part in (part for part in sheet.sections if isinstance(part, Charts)):
            for chart in part.charts:
                colors = [simulated(getattr(PLAIN, series.look), seen) for series in chart.series]
                for one, other in pairwise(colors):
                    dark, light = sorted((one, other))
                    assert (light + 0.05) / (dark + 0.05) >= 2, (chart.title, seen)


_MACHADO = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def simulated(color: str, seen: str) -> float:
    """The brightness of a color as somebody with this color vision sees it."""
    shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    red, green, blue = (
        min(1.0, max(0.0, sum(factor * share for factor, share in zip(row, linear, strict=True))))
        for row in _MACHADO[seen]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_32_no_verdict_or_state_is_told_by_color_alone(full: Workbook) -> None:
    ((_, area),) = full.defined_names["out_timeline_states"].destinations
    states = {row[0].value for row in full["Timeline"][area]} - {None, ""}
    assert states
    assert states <= set(STATES)
    colored = [
        rule
        for sheet in full
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.dxf and rule.dxf.fill and rule.type != "expression"
    ]
    assert colored == []


@ALL_SHEETS
def test_33_a_sheet_begins_with_its_title_and_its_tables_say_which_row_is_the_header(
    book: Workbook, sheet: Sheet
) -> None:
    page = book[sheet.name]
    assert page["A1"].value == sheet.title
    assert page["A2"].value
    assert not re.match(r"Sheet\d+", sheet.name)
    assert all(table.headerRowCount == 1 for table in page.tables.values())


@pytest.mark.parametrize("name", ["مريم الحسن", "רות כהן", "王小明", "Nguyễn Thị Ánh", "Łucja Øster"])
def test_35_names_in_any_writing_come_back_and_a_sheet_from_right_to_left_stays_so(
    name: str, template: bytes, change: Any
) -> None:
    part = Book(open_package(template)).sheets["Profile"]
    turned = change(template, part, lambda text: text.replace(b"<sheetView ", b'<sheetView rightToLeft="1" ', 1))
    after = fill(turned, Content({"in_label": name, "in_person_id": name}))
    raw = read_inputs(after)
    assert isinstance(raw, RawProfile)
    assert (raw.fields["label"].value, raw.fields["person_id"].value) == (name, name)
    assert load_workbook(io.BytesIO(after))["Profile"].sheet_view.rightToLeft


def test_38_a_plan_can_be_read_without_macros_and_without_computing(full: Workbook, filled: bytes) -> None:
    assert not parts(filled, r".*vbaProject.*")
    for sheet, part in Book(open_package(filled)).sheets.items():
        for cell in Book(open_package(filled)).root(part).iter(f"{MAIN}c"):
            if cell.find(f"{MAIN}f") is not None:
                assert cell.find(f"{MAIN}v") is not None, (sheet, cell.get("r"))
    assert cell_of(full, "out_timeline_first").value


def test_40_a_file_of_an_older_layout_goes_on_in_a_copy_and_one_from_the_future_is_refused(
    filled: bytes, template: bytes, catalogue: Catalogue
) -> None:
    older = (Path(__file__).parent / "data" / "layout_1.xlsx").read_bytes()
    assert isinstance(read_inputs(older, catalogue), RawProfile)
    copy = in_newest_layout(older, template)
    assert (is_older(older), is_older(copy)) == (True, False)
    newer = read_inputs(fill(filled, Content({"out_schema_version": SCHEMA_VERSION + 1})), catalogue)
    assert not isinstance(newer, RawProfile)
    assert [issue.code for issue in newer] == ["newer_schema"]


def test_39_there_are_no_macros_links_to_outside_connections_or_embedded_things(template: bytes) -> None:
    assert not parts(template, r".*(vbaProject|externalLink|connections|activeX|embeddings|queryTable|customXml).*")
    assert not [name for name, text in parts(template, r".*\.rels").items() if b'TargetMode="External"' in text]


def test_39_nothing_in_the_catalogue_becomes_a_link(template: bytes, catalogue: Catalogue) -> None:
    assert catalogue.offerings
    links = [
        link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        for content in parts(template, r"xl/worksheets/sheet\d+\.xml").values()
        for link in etree.fromstring(content).iter(f"{MAIN}hyperlink")
    ]
    assert links
    assert set(links) == {None}
