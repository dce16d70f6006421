"""Whatever goes wrong, a click ends with a sentence, and Excel is as it was."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from openpyxl import Workbook

from liaison_planner import services
from liaison_planner.addin import macros
from liaison_planner.addin.click import run
from liaison_planner.addin.journal import journal_path
from liaison_planner.addin.open_book import OpenBook
from liaison_planner.catalogue import Catalogue
from liaison_planner.views import Content
from liaison_planner.workbook.fill import fill
from tests.addin.remote import payload

Told = Callable[[bytes], list[Any]]


@pytest.fixture
def told(today: date) -> Told:
    """What a click on Regenerate plan says, and how; Excel computes by itself again afterwards."""

    def told(package: bytes) -> list[Any]:
        book = xw.Book(json=payload(package, "Start"))
        run("regenerate_plan", OpenBook(book), today)
        asked = book.json()["actions"]
        assert [each["args"] for each in asked if each["func"] == "setCalculation"] == [["Manual"], ["Automatic"]]
        (alert,) = [each["args"] for each in asked if each["func"] == "alert"]
        return [alert[0], alert[3]]

    return told


@pytest.fixture
def package(catalogue: Catalogue, today: date) -> bytes:
    profile = services.sample_person("P01", catalogue, today).profile
    return services.new_workbook(catalogue, profile, sample=True, macros=True)


def test_a_workbook_of_somebody_else_is_refused(told: Told) -> None:
    book, buffer = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Start"
    book.save(buffer)
    sentence, mode = told(buffer.getvalue())
    assert sentence.startswith("This workbook was not made by the liaison planner")
    assert mode == "critical"


@pytest.mark.parametrize(("layout", "words"), [(1, "older planner"), (999, "newer planner")])
def test_a_workbook_of_another_layout_is_refused(layout: int, words: str, told: Told, package: bytes) -> None:
    sentence, mode = told(fill(package, Content({"out_schema_version": layout})))
    assert words in sentence
    assert mode == "critical"


def test_a_mistake_of_ours_is_noted_without_the_persons_words(
    told: Told, package: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(_: object) -> str:
        raise ValueError("Ann Example, 12 Elm Street")

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setitem(macros.MACROS, "regenerate_plan", broken)
    sentence, mode = told(package)
    assert "The planner itself made a mistake (ValueError)" in sentence
    assert str(journal_path()) in sentence
    assert mode == "critical"
    log = journal_path().read_text(encoding="utf-8")
    assert "regenerate_plan ValueError at test_click.py:" in log
    assert "Ann" not in log
