"""Every function for cells through the code that runs in Excel: what it gives is what Python gives."""

import csv
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner.actions.functions import FUNCTIONS, Function
from liaison_planner.addin import functions
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE
from liaison_planner.workbook.dates import number_of
from tests.server.browser import Pane, Panes
from tests.server.conftest import Running

EVERY = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.entry)
CELL = """
async ([name, values]) => {
  const call = { address: 'Roster!D9', parameterAddresses: [] };
  try { return await __cells[name](...values, call); } catch (fault) { return `thrown: ${fault.message}`; }
}
"""


def row(person_id: str) -> tuple[list[str], list[Any]]:
    """The first row of the sample roster and the person's, as Excel has them: days are numbers."""
    with SAMPLE_PEOPLE.open(encoding="utf-8", newline="") as file:
        heads, *rows = list(csv.reader(file))
    (found,) = [each for each in rows if each[0] == person_id]
    return heads, [_cell(head, text) for head, text in zip(heads, found, strict=True)]


def _cell(head: str, text: str) -> Any:
    if head in ("start_date", "target_date"):
        return number_of(date.fromisoformat(text), from_1904=False)
    return float(text) if text.isdecimal() else text


def arguments(function: Function, heads: list[str], cells: list[Any], today: date) -> list[Any]:
    more = [[[8]]] * (len(function.arguments) - 3)
    return [[heads], [cells], *more, [[number_of(today, from_1904=False)]]]


@pytest.fixture
def pane(server: Running, panes: Panes, book_of: Callable[[str], bytes]) -> Pane:
    return panes(server.address, book_of("P03"))


def plain(value: Any) -> Any:
    """A value as it stands in a cell: days as numbers."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return value["basicValue"]
    if isinstance(value, date):
        return number_of(value, from_1904=False)
    return "" if value is None else value


@EVERY
def test_a_cell_gives_what_python_gives(function: Function, pane: Pane, today: date) -> None:
    heads, cells = row("P02")
    found = pane.evaluate(CELL, [function.name, arguments(function, heads, cells, today)])
    typed = [
        date.fromordinal(693594 + int(c)) if h in ("start_date", "target_date") else c
        for h, c in zip(heads, cells, strict=True)
    ]
    more = [8.0] * (len(function.arguments) - 3)
    expected = functions.FUNCTIONS[function.entry]([heads], [typed], *more, today)
    assert plain(found) == plain(expected)
    assert pane.strange == []


@EVERY
def test_excel_knows_each_function_with_its_arguments(function: Function, server: Running) -> None:
    with server.client() as client:
        told = client.get("/xlwings/custom-functions-meta.json").json()["functions"]
    (found,) = [each for each in told if each["name"] == function.name]
    assert found["description"] == function.help
    assert [each["name"] for each in found["parameters"]] == [each.name for each in function.arguments]
    assert [each["description"] for each in found["parameters"]] == [each.help for each in function.arguments]
    assert [bool(each.get("optional")) for each in found["parameters"]] == [
        each.optional for each in function.arguments
    ]


def test_what_is_no_day_and_no_number_is_told_in_the_cell(pane: Pane) -> None:
    heads, cells = row("P02")
    assert pane.evaluate(CELL, ["LIAISON_COST", [[heads], [cells], [["soon"]]]]) == [
        ["«today» must be a day, such as DATE(2027,1,4)."]
    ]
    assert pane.evaluate(CELL, ["LIAISON_NEXT_STEPS", [[heads], [cells], [["few"]], None]]) == [
        ["«weeks» must be a number."]
    ]


def test_problems_in_the_answers_are_told_in_the_cell(pane: Pane, today: date) -> None:
    heads, cells = row("P02")
    cells[heads.index("weekly_hours")] = "many"
    ((told,),) = pane.evaluate(CELL, ["LIAISON_COST", arguments(FUNCTIONS[3], heads, cells, today)])
    assert "many" in told
