"""Every live formula has the value that LibreOffice computes for it anew, when all stored values have been taken away."""

import io
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.progress import PastStep, StepStatus
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Focus
from liaison_planner.views import MARKS, ZOOMS, Content, Labels, Value, input_content, result_content
from liaison_planner.views.strip import Strip
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.edit_sheet import SheetEditor
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.formulas import in_row, resolved
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.planned import with_answers
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.schema import SHEETS, drawn_tables, fields, grids, tables
from liaison_planner.workbook.schema_model import Role

pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")  # openpyxl, of files from LibreOffice

Convert = Callable[[Sequence[Path], str, Path], list[Path]]
Change = Callable[[bytes, str, Callable[[bytes], bytes | None]], bytes]

_FORMULA = re.compile(rb"(<c [^>]*?)( t=\"\w+\")?(>)(<f>[^<]*</f>)<v>[^<]*</v>")


@pytest.fixture(scope="module")
def running(plan: Plan) -> Plan:
    """The nurse's plan as it stands half a year after its start, really today: steps late, running and to come."""
    today = date.today()  # noqa: DTZ011 - the workbook's formulas ask the computer's calendar too
    first = min(item.start for item in plan.items)
    moved = timedelta(weeks=(today - first).days // 7 - 20)
    items = tuple(
        item.model_copy(
            update={
                "start": item.start + moved,
                "finish": item.finish + moved,
                "hours_by_week": tuple((week + moved, hours) for week, hours in item.hours_by_week),
            }
        )
        for item in plan.items
    )
    ready = max(item.finish for item in items)
    return plan.model_copy(update={"today": today, "items": items, "ready_date": ready})


@pytest.fixture(scope="module")
def lived(running: Plan) -> Plan:
    """The same plan with its first and its last step behind, and one that is under way before its time."""
    first, *others, last = sorted(running.items, key=lambda item: item.start)
    early = others[-1].model_copy(update={"status": "under way"})
    past = tuple(
        PastStep(
            key=item.offering_id,
            offering_id=item.offering_id,
            kind=item.kind,
            title=item.title,
            status=StepStatus.DONE,
            started=item.start,
            finished=item.finish,
        )
        for item in (first, last)
    )
    return running.model_copy(update={"items": (*others[:-1], early), "past": past})


@pytest.fixture(scope="module")
def marked(template: bytes, lived: Plan, nurse: Profile, labels: Labels, change: Change) -> bytes:
    """What the user has marked as done is behind, and the plan was computed again."""
    once = planned(template, input_content(nurse, labels) | result_content(lived, nurse, labels))
    book = Book(open_package(once))
    placed = book.tables["tblplan"]
    column = placed.column("Progress")
    assert column is not None

    editor = SheetEditor(Original(once).cut("Plan"), from_1904=False)
    editor.set(placed.rows.first_row + len(lived.past) + len(lived.items) - 1, column, "under way")

    noted = change(once, book.sheets["Plan"], lambda _: part_of(editor))
    return planned(noted, result_content(lived, nurse, labels))


def planned(package: bytes, content: Content) -> bytes:
    """The workbook with the content and the answers that its plan was made from."""
    original = Original(package)
    return fill(original, with_answers(original, content))


def part_of(editor: SheetEditor) -> bytes:
    return b"".join(piece if isinstance(piece, bytes) else piece.content for piece in editor.written())


def computed(package: bytes) -> dict[tuple[str, str], Any]:
    """The value that each formula cell of ours holds."""
    live, values = load_workbook(io.BytesIO(package)), load_workbook(io.BytesIO(package), data_only=True)
    return {
        (sheet.title, cell.coordinate): normal(values[sheet.title][cell.coordinate].value)
        for sheet in live
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def normal(value: Any) -> Any:
    """A date as a day; no text and no value are the same to the eye."""
    if isinstance(value, datetime):
        return value.date()
    return None if value == "" else value


def forgotten(package: bytes) -> bytes:
    """The package without any stored value of a formula, so that whoever opens it has to compute."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _FORMULA.sub(rb"\1\3\4", content) if "worksheets/sheet" in name else content)
    return buffer.getvalue()


def recomputed(packages: Sequence[bytes], convert: Convert, folder: Path) -> list[dict[Any, Any]]:
    paths = []
    for number, package in enumerate(packages):
        path = folder / f"book{number}.xlsx"
        path.write_bytes(forgotten(package))
        paths.append(path)
    return [computed(path.read_bytes()) for path in convert(paths, "xlsx", folder / "saved")]


def test_libreoffice_computes_what_is_stored(template: bytes, marked: bytes, convert: Convert, tmp_path: Path) -> None:
    packages = [template, marked]
    for package, anew in zip(packages, recomputed(packages, convert, tmp_path), strict=True):
        stored = computed(package)
        assert len(stored) > 300
        assert {place: (value, anew[place]) for place, value in stored.items() if value != anew[place]} == {}
    assert len(set(computed(marked).values())) > 40


CHANGES = {
    "Profile": Content({"in_background": "x"}),
    "Experience": Content(
        tables={"tblExperience": ({"role": "Nurse", "yrs_clinical": 7.5, "first": date(2019, 3, 1)},)}
    ),
    "Skills": Content(tables={"tblSkills": ({"competency": "hipaa", "level": 4},)}),
    "Evidence": Content(tables={"tblDegrees": ({"level": "Master's degree"},)}),
    "Preferences": Content({"in_start_date": date(2027, 1, 11)}),
    "Targets": Content({"in_objective": "cheapest"}),
    "Plan": Content(),
}
"""An answer on each sheet, of text, number and date; on Plan a step is marked, see `changed_on`."""


def changed_on(package: bytes, sheet: str, change: Change) -> bytes:
    """The workbook with something entered on this sheet."""
    if sheet != "Plan":
        return fill(package, CHANGES[sheet])
    book = Book(open_package(package))
    placed = book.tables["tblplan"]
    column = placed.column("Hours done")
    assert column is not None
    editor = SheetEditor(Original(package).cut("Plan"), from_1904=False)
    editor.set(placed.rows.first_row + 3, column, 2.5)
    return change(package, book.sheets["Plan"], lambda _: part_of(editor))


def test_every_sheet_with_answers_makes_the_plan_out_of_date(
    marked: bytes, convert: Convert, tmp_path: Path, change: Change
) -> None:
    """The banners are empty after planning; one changed answer fills them all, naming its sheet and no other."""
    assert set(CHANGES) == {sheet.name for sheet in SHEETS if sheet.role is Role.INPUT} | {"Plan"}
    banners = [sheet.banner.name for sheet in SHEETS if sheet.banner]
    assert len(banners) >= 9
    changed = [changed_on(marked, sheet, change) for sheet in CHANGES]
    fresh, *stale = recomputed([marked, *changed], convert, tmp_path)
    assert {fresh[place] for place in places(marked, banners)} == {None}
    for sheet, anew in zip(CHANGES, stale, strict=True):
        (words,) = {anew[place] for place in places(marked, banners)}
        assert [other for other in CHANGES if other in words] == [sheet]


def test_answers_are_compared_letter_by_letter_and_number_by_number(
    marked: bytes, nurse: Profile, convert: Convert, tmp_path: Path
) -> None:
    same = ({"in_label": nurse.label}, {"in_weekly_hours": nurse.weekly_hours}, {"in_max_parallel": ""})
    other = ({"in_label": nurse.label.upper()}, {"in_weekly_hours": nurse.weekly_hours + 0.5}, {"in_max_parallel": 0})
    found = recomputed([fill(marked, Content(each)) for each in (*same, *other)], convert, tmp_path)
    (place,) = places(marked, ["out_stale_start"])
    assert [bool(anew[place]) for anew in found] == [False] * 3 + [True] * 3


@pytest.fixture(scope="module")
def computed_again(marked: bytes, lived: Plan, nurse: Profile, labels: Labels, change: Change) -> list[bytes]:
    """The workbook with an answer changed on every sheet, and the same with a plan for them."""
    changed = marked
    for sheet in CHANGES:
        changed = changed_on(changed, sheet, change)
    return [changed, planned(changed, result_content(lived, nurse, labels))]


def test_computing_the_plan_again_takes_the_banner_away(
    marked: bytes, computed_again: list[bytes], convert: Convert, tmp_path: Path
) -> None:
    before, after = recomputed(computed_again, convert, tmp_path)
    (place,) = places(marked, ["out_stale_plan"])
    assert [sheet for sheet in CHANGES if sheet in before[place]] == list(CHANGES)
    assert after[place] is None


def places(package: bytes, names: Sequence[str]) -> list[tuple[str, str]]:
    found = Book(open_package(package)).names
    return [(sheet, cell_name(area.first_row, area.first_column)) for sheet, area in (found[name] for name in names)]


def test_the_state_of_a_step_follows_the_mark_on_the_sheet_plan(lived: Plan, nurse: Profile, labels: Labels) -> None:
    content = result_content(lived, nurse, labels)
    states = [state for (state,) in content.grids["out_timeline_states"]]
    assert (states[0], states[1], states[-1]) == ("done", "done", "now")
    assert {"late", "now", "to come"} <= set(states)


@pytest.fixture(scope="module")
def zoomed(marked: bytes, lived: Plan, nurse: Profile, labels: Labels) -> list[bytes]:
    """The same workbook with each zoom, and the strip that Python draws for it."""
    content = result_content(lived, nurse, labels)
    first = content.fields["out_timeline_first"]
    assert isinstance(first, date)
    days = tuple(zip(MARKS, (lived.today, lived.target_date, lived.ready_date), strict=True))
    return [fill(marked, content | drawn(Strip(first, at), days, zoom)) for at, zoom in enumerate(ZOOMS)]


def drawn(strip: Strip, days: tuple[tuple[str, date | None], ...], zoom: str) -> Content:
    grids: dict[str, tuple[Value, ...]] = {
        "months": strip.labels(),
        "marks": strip.marks(days),
        "periods": strip.starts(),
    }
    return Content({"set_timeline_zoom": zoom}, grids={f"out_timeline_{name}": (row,) for name, row in grids.items()})


def test_every_zoom_shows_the_strip_that_python_draws(zoomed: list[bytes], convert: Convert, tmp_path: Path) -> None:
    for package, anew in zip(zoomed, recomputed(zoomed, convert, tmp_path), strict=True):
        stored = computed(package)
        assert {place: (value, anew[place]) for place, value in stored.items() if value != anew[place]} == {}


@pytest.mark.parametrize("focus", FOCUS_AREAS)
def test_what_a_kind_of_employer_asks_for_is_what_the_catalogue_says(
    focus: Focus, nurse: Profile, labels: Labels, catalogue: Catalogue
) -> None:
    content = input_content(nurse.model_copy(update={"focus_preference": (focus,)}), labels)
    asked = [row["asked"] for row in content.tables["tblTargets"]]
    assert asked == [row.required[focus] for row in catalogue.competencies.values()]
    accepted = [row["accepted"] for row in content.tables["tblTargetRoutes"]]
    assert accepted == [row.acceptance[focus].value for row in catalogue.routes.values()]


def test_a_formula_that_a_user_overwrote_gives_way_to_its_value(template: bytes, change: Change) -> None:
    part = Book(open_package(template)).sheets["Dashboard"]
    plain = change(template, part, lambda text: re.sub(rb"<f>out_checks_ok[^<]*</f>", b"", text))
    assert fields()["out_dashboard_checks"].formula
    after = fill(plain, Content({"out_dashboard_checks": "fine"}))
    place = Book(open_package(after)).names["out_dashboard_checks"][1]
    assert load_workbook(io.BytesIO(after))["Dashboard"].cell(place.first_row, place.first_column).value == "fine"


def test_formulas_name_columns_of_the_schema_and_no_cells() -> None:
    known = {f"{name}.{column.key}" for name, table in tables().items() for column in table.columns}
    known |= {f"{name}{sign}focus" for name in ("tblSkills", "tblRoutes") for sign in ":#"}
    for table in tables().values():
        for column in (column for column in table.columns if column.formula):
            assert set(re.findall(r"\{(tbl[^}]+)\}", column.formula)) <= known
            assert set(re.findall(r"\{@(\w+)\}", column.formula)) <= {each.key for each in table.columns}
            assert not re.search(r"\$?[A-Z]{1,2}\$?\d", re.sub(r"\{[^}]*\}", "", column.formula))


def test_a_column_that_is_not_there_is_our_bug() -> None:
    assert in_row("={@a}+1", {"a": "$A5"}) == "=$A5+1"
    assert resolved("=SUM({tblX.a})", {"tblX.a": "'S'!$A$1:$A$9"}) == "=SUM('S'!$A$1:$A$9)"
    with pytest.raises(KeyError):
        resolved("={tblX.b}", {})
    with pytest.raises(KeyError):
        in_row("={@b}", {})


def test_rows_without_content_are_hidden_so_that_charts_end_with_the_plan(filled: bytes, plan: Plan) -> None:
    book = load_workbook(io.BytesIO(filled))
    sheet = book["Dashboard"]
    first, last = (int(number) for number in re.findall(r"\d+", sheet.tables["tblWeeks"].ref))
    hidden = [sheet.row_dimensions[row].hidden for row in range(first + 1, last + 1)]
    weeks = (max(item.finish for item in plan.items) - min(item.start for item in plan.items)).days // 7 + 1
    assert hidden == [False] * weeks + [True] * (len(hidden) - weeks)
    assert grids()["out_story"].hides_spare


def test_without_a_plan_one_row_of_what_a_chart_draws_is_shown(template: bytes) -> None:
    """LibreOffice forgets which cells a chart draws if all of them are hidden."""
    book = load_workbook(io.BytesIO(template))
    for sheet in book.worksheets:
        for name in drawn_tables() & set(sheet.tables):
            first, last = (int(number) for number in re.findall(r"\d+", sheet.tables[name].ref))
            assert not sheet.row_dimensions[first + 1].hidden
            if tables()[name].hides_spare:
                assert all(sheet.row_dimensions[row].hidden for row in range(first + 2, last + 1))


def test_a_shorter_plan_hides_what_a_longer_one_showed(
    filled: bytes, plan: Plan, nurse: Profile, labels: Labels
) -> None:
    short = result_content(plan.model_copy(update={"items": plan.items[:1]}), nurse, labels)
    sheet = load_workbook(io.BytesIO(fill(filled, short)))["Dashboard"]
    first, last = (int(number) for number in re.findall(r"\d+", sheet.tables["tblWeeks"].ref))
    assert [row for row in range(first + 1, last + 1) if not sheet.row_dimensions[row].hidden] == [first + 1]
