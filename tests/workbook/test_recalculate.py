"""Formulas of users stay right."""

import re
from collections.abc import Callable

import pytest

from liaison_planner.views import Content
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.recalculate import without_calculation_order

Change = Callable[[bytes, str, Callable[[bytes], bytes | None]], bytes]


@pytest.fixture
def unasked(template: bytes, change: Change) -> bytes:
    """A template as a program that does not know of the request would save it."""
    return change(template, "xl/workbook.xml", lambda text: text.replace(b' fullCalcOnLoad="1"', b""))


def request(package: bytes) -> bytes:
    """The workbook part if filling changes it."""
    before, after = (open_package(each).parts["xl/workbook.xml"] for each in (package, fill(package, Content())))
    return b"" if after == before else after


def test_a_workbook_with_formulas_is_computed_when_it_is_opened(unasked: bytes) -> None:
    assert re.search(rb'<calcPr[^>]* fullCalcOnLoad="1"', request(unasked))


def test_a_workbook_without_formulas_is_left_alone(unasked: bytes, change: Change) -> None:
    for part in Book(open_package(unasked)).sheets.values():
        unasked = change(unasked, part, lambda text: re.sub(rb"<f>[^<]*</f>", b"", text))
    assert request(unasked) == b""


def test_a_request_that_stands_there_already_is_not_repeated(template: bytes) -> None:
    assert request(template) == b""


def test_where_there_are_no_settings_they_are_added_in_their_place(template: bytes, change: Change) -> None:
    """The order of a workbook's parts is fixed: settings come after the names (ECMA-376 18.2.27)."""
    bare = change(template, "xl/workbook.xml", lambda text: re.sub(rb"<calcPr[^>]*/>", b"", text))
    assert re.search(rb'</definedNames><calcPr fullCalcOnLoad="1"/></workbook>', request(bare))


def test_a_workbook_without_a_calculation_order_needs_no_change(template: bytes) -> None:
    assert without_calculation_order(Book(open_package(template))) == {}
