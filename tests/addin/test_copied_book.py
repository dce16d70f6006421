"""A click on a copy, as LibreOffice makes it, asks for what a click in Excel writes."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from liaison_planner import services
from liaison_planner.actions.table import ACTIONS, Action
from liaison_planner.addin.click import run
from liaison_planner.addin.copied_book import CopiedBook
from liaison_planner.addin.open_book import OpenBook
from liaison_planner.addin.protection import ProtectedError
from liaison_planner.catalogue import Catalogue
from liaison_planner.cli import main
from liaison_planner.domain.cell import ErrorValue
from liaison_planner.views import Content
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.image import FileImage, RowLook
from tests.addin.remote import Cells, applied, cells_of, payload

DAY = ["--today", "2026-11-23"]
MAKING_FILES = ("export_calendar", "new_person")
WRITING = [each for each in ACTIONS if each.entry not in MAKING_FILES]


@pytest.fixture(scope="module")
def planned(catalogue: Catalogue, today: date) -> bytes:
    """A sample person's workbook with a plan, whose hours have been changed since."""
    profile = services.sample_person("P02", catalogue, today).profile
    blank = services.new_workbook(catalogue, profile, sample=True)
    person = services.person_in_workbook(blank, catalogue, today)
    assert person.profile is not None
    plan = services.plan_for(person, catalogue, today)
    filled = services.filled_workbook(blank, person.profile, plan, catalogue)
    return fill(filled, Content({"in_weekly_hours": 6}))


def noted(cells: Cells, answer: dict[str, Any]) -> Cells:
    """The cells after a front end has done what the answer asks for."""
    after = dict(cells)
    for block in answer["writes"]:
        for down, line in enumerate(block["values"]):
            for right, value in enumerate(line):
                place = (block["sheet"], block["row"] + down, block["column"] + right)
                after.pop(place, None)
                if value not in (None, ""):
                    day = f"{value['day']}T00:00:00.000Z" if isinstance(value, dict) else value
                    after[place] = day
    return after


@pytest.mark.parametrize("action", WRITING, ids=lambda action: action.entry)
def test_a_click_on_a_copy_asks_for_what_a_click_in_excel_writes(action: Action, planned: bytes, today: date) -> None:
    row = FileImage(planned).places.tables["tblplan"].rows.first_row
    sent = payload(planned, "Plan", f"B{row}")
    book = xw.Book(json=sent)
    run(action.entry, OpenBook(book), today)
    asked: list[dict[str, Any]] = book.json()["actions"]
    (alert,) = [each["args"] for each in asked if each["func"] == "alert"]
    heard = list[str]()
    copy = CopiedBook(planned, ("Plan", row), heard.append)
    run(action.entry, copy, today)
    answer = json.loads(json.dumps(copy.answer()))
    before = cells_of(planned)
    assert noted(before, answer) == applied(before, asked, [each["name"] for each in sent["sheets"]])
    assert answer["message"] == {"words": alert[0], "wrong": alert[3] == "critical"}
    assert heard[0] == f"{action.caption}…"


Looks = dict[tuple[str, int], RowLook]
LOWEST = 700


def looks(package: bytes) -> Looks:
    """How every row is shown."""
    image = FileImage(package)
    sheets = {sheet for sheet, _ in image.places.names.values()} | {each.sheet for each in image.places.tables.values()}
    return {(sheet, row): image.look(sheet, row) for sheet in sheets for row in range(1, LOWEST)}


def shown_as(before: Looks, answer: dict[str, Any]) -> Looks:
    """The looks after a front end has done what the answer asks for."""
    after = dict(before)
    for rows in answer["rows"]:
        for row in range(rows["first"], rows["last"] + 1):
            was = after[rows["sheet"], row]
            after[rows["sheet"], row] = RowLook(rows.get("height", was.height), rows.get("hidden", was.hidden))
    return after


def visible(looks: Looks) -> set[tuple[str, int]]:
    """The rows that are not hidden."""
    return {place for place, look in looks.items() if not look.hidden}


def test_after_a_click_the_rows_are_shown_as_in_a_file_of_the_command_line(catalogue: Catalogue, today: date) -> None:
    """From a workbook without a plan, then with one; before there is a plan most rows for results are hidden."""
    profile = services.sample_person("P01", catalogue, today).profile
    package = services.new_workbook(catalogue, profile, sample=True)
    for budget in (3_500, 1_500):
        package = fill(package, Content({"in_budget_usd": budget}))
        person = services.person_in_workbook(package, catalogue, today)
        assert person.profile is not None
        plan = services.plan_for(person, catalogue, today)
        by_command = services.filled_workbook(package, person.profile, plan, catalogue)
        book = CopiedBook(package, ("Start", 1))
        run("regenerate_plan", book, today)
        assert visible(shown_as(looks(package), book.answer())) == visible(looks(by_command))
        package = by_command


def test_days_texts_and_errors_keep_their_kind() -> None:
    book = CopiedBook(b"", ("Start", 1))
    book.write("Plan", 7, 2, [[date(2027, 1, 4), "2027-01-04", "=1+1", 3, 0.5, None, True, ErrorValue("#N/A")]])
    (block,) = book.answer()["writes"]
    assert block["values"] == [[{"day": "2027-01-04"}, "2027-01-04", "=1+1", 3, 0.5, None, True, "#N/A"]]


@pytest.mark.parametrize(
    ("was", "look", "asked"),
    [
        (RowLook(), RowLook(hidden=True), {"hidden": True}),
        (RowLook(hidden=True), RowLook(30.0), {"hidden": False, "height": 30.0}),
        (RowLook(30.0), RowLook(), {"height": None}),
        (RowLook(30.0), RowLook(30.0), None),
    ],
)
def test_of_the_look_of_rows_only_what_changes_is_asked_for(
    was: RowLook, look: RowLook, asked: dict[str, Any] | None
) -> None:
    book = CopiedBook(b"", ("Start", 1))
    book.show_rows("Plan", 7, 9, was, look)
    assert book.answer()["rows"] == ([] if asked is None else [{"sheet": "Plan", "first": 7, "last": 9, **asked}])


def test_a_click_that_fails_on_its_way_asks_for_nothing() -> None:
    book = CopiedBook(b"", ("Start", 1))

    def half_done() -> None:
        with book.quiet():
            book.write("Plan", 7, 2, [["half"]])
            book.show_rows("Plan", 7, 9, RowLook(), RowLook(hidden=True))
            raise ProtectedError

    with pytest.raises(ProtectedError):
        half_done()
    assert (book.answer()["writes"], book.answer()["rows"]) == ([], [])


def test_files_that_are_made_lie_beside_the_open_workbook_and_workbooks_are_to_be_opened(
    planned: bytes, today: date, tmp_path: Path, catalogue: Catalogue
) -> None:
    for entry in MAKING_FILES:
        book = CopiedBook(planned, ("Start", 1), saved_as=tmp_path / "me.ods")
        run(entry, book, today)
        answer = book.answer()
        made = tmp_path / ("me calendar.ics" if entry == "export_calendar" else "New person.xlsm")
        assert answer["message"]["words"].startswith(f"Made «{made}», beside this workbook.")
        assert answer["open"] == ([] if made.suffix == ".ics" else [str(made)])
        assert made.read_bytes()
        assert (answer["writes"], answer["rows"]) == ([], [])


def test_what_a_workbook_that_was_never_saved_makes_lies_among_the_documents(
    planned: bytes, today: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    book = CopiedBook(planned, ("Start", 1))
    run("export_calendar", book, today)
    words = book.answer()["message"]["words"]
    assert words.startswith(f"Made «{tmp_path / 'Untitled calendar.ics'}», as this workbook is not saved")


@pytest.fixture
def answered(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """The answer of the command line to a click on a copy with these bytes."""

    def answered(package: bytes, entry: str = "check_inputs") -> dict[str, Any]:
        copy, out = tmp_path / "copy.xlsx", tmp_path / "answer.json"
        copy.write_bytes(package)
        assert main(["click", entry, str(copy), "--answer", str(out), *DAY]) == 0
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return found

    return answered


def test_the_command_line_answers_with_a_file_and_prints_what_is_under_way(
    answered: Callable[..., dict[str, Any]], planned: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = answered(planned, "regenerate_plan")
    assert answer["schema"] == "liaison-click/1"
    assert {block["sheet"] for block in answer["writes"]} >= {"Start", "Plan", "Timeline", "Dashboard", "Gaps"}
    assert capsys.readouterr().out.splitlines() == [
        "Regenerate plan…",
        "Computing the plan…",
        "Writing the results…",
    ]


@pytest.mark.parametrize("package", [b"", b"no workbook", b"PK\x03\x04 half a zip"])
def test_a_copy_that_cannot_be_read_is_told_in_a_sentence(
    package: bytes, answered: Callable[..., dict[str, Any]]
) -> None:
    answer = answered(package)
    assert answer["message"]["wrong"]
    assert answer["message"]["words"].startswith("The file is")
    assert (answer["writes"], answer["rows"]) == ([], [])


def test_a_front_end_of_another_version_is_refused_with_its_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "answer.json"
    asked = ["click", "check_inputs", str(tmp_path / "copy.xlsx"), "--answer", str(out), "--front-end", "0.0.9"]
    assert main(asked) == 4
    assert "made by version 0.0.9" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("answer", "told"), [("copy.xlsx", "the workbook itself"), ("me.xlsx", "the workbook itself"), (".", "is a folder")]
)
def test_an_answer_is_never_written_over_a_workbook(
    planned: bytes, tmp_path: Path, answer: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, mine = tmp_path / "copy.xlsx", tmp_path / "me.xlsx"
    copy.write_bytes(planned)
    mine.write_bytes(planned)
    asked = ["click", "check_inputs", str(copy), "--workbook", str(mine), "--answer", str(tmp_path / answer)]
    assert main(asked) == 2
    assert told in capsys.readouterr().err
    assert copy.read_bytes() == mine.read_bytes() == planned


def test_a_click_on_a_copy_needs_no_xlwings(run_python: Callable[[str], str]) -> None:
    code = (
        "import sys, liaison_planner.cli.click, liaison_planner.addin.macros;"
        "print(sorted({'xlwings', 'pandas', 'ortools', 'openpyxl', 'xlsxwriter', 'rich'} & set(sys.modules)))"
    )
    assert run_python(code) == "[]"
