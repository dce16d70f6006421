"""Every function on a real `xw.Book`: what its cells show is what the command line writes into a person's workbook."""

import csv
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest
import xlwings as xw
from xlwings import conversion

from liaison_planner import services
from liaison_planner.actions.functions import FUNCTIONS, Function
from liaison_planner.addin import functions, worksheet
from liaison_planner.catalogue import built_in
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE, sample_people
from liaison_planner.domain.comparison import Comparison
from liaison_planner.domain.plan import Plan
from liaison_planner.services import Person
from liaison_planner.workbook.image import FileImage
from tests.addin.remote import Cells, applied, payload, sent_value
from tests.conftest import TODAY

HOURS, WEEKS = 12, 8
ANSWERS = "Answers"
Lines = list[list[Any]]


class Headless(NamedTuple):
    """What the services give for one person without any Excel: the filled workbook's tables, and what is behind them."""

    person: Person
    plan: Plan
    tables: Mapping[str, tuple[Mapping[str, Any], ...]]


@cache
def headless(person_id: str) -> Headless:
    person = services.sample_person(person_id, built_in(), TODAY)
    plan = services.plan_for(person, built_in(), TODAY)
    assert person.profile is not None
    filled = services.workbook_with_plan(built_in(), person.profile, plan, macros=True)
    return Headless(person, plan, FileImage(filled).image.tables)


@cache
def compared(person_id: str) -> Comparison:
    return services.comparison_for(headless(person_id).person, built_in(), TODAY)


def of_table(found: Headless, table: str, columns: Mapping[str, str]) -> Lines:
    """The columns of a result table under their headings, without its spare rows."""
    rows = [[row[key] for key in columns] for row in found.tables[table]]
    return [list(columns.values()), *(row for row in rows if any(value is not None for value in row))]


def gaps(found: Headless) -> Lines:
    columns = {"priority": "Priority", "gap": "What is missing", "have": "You have", "need": "You need"}
    return of_table(found, "tblGaps", {**columns, "closed_by": "Closed by", "closed_on": "Closed on"})


def plan(found: Headless) -> Lines:
    columns = {"step": "Step", "start": "Start", "finish": "Finish", "hours": "Hours", "cost": "Cost (USD)", "id": "Id"}
    return of_table(found, "tblPlan", columns)


def ready_date(found: Headless) -> Lines:
    return [[found.plan.ready_date or functions._NOTHING]]


def cost(found: Headless) -> Lines:
    return [[found.plan.total_cost_usd if found.plan.fits else functions._NOTHING]]


def readiness(found: Headless) -> Lines:
    assert found.plan.readiness is not None
    return [[found.plan.readiness.high]]


def focus_fit(found: Headless) -> Lines:
    told = compared(found.person.person_id)
    plans = {each.focus: each for each in told.focus_areas}
    rows: Lines = [
        [one.rank, one.focus.title, one.total, plans[one.focus].ready_date, plans[one.focus].total_cost_usd]
        for one in told.advice
    ]
    return [["Rank", "Kind of employer", "Points", "Ready on", "Cost (USD)"], *rows]


def what_if_hours(found: Headless) -> Lines:
    assert found.person.profile is not None
    profile = found.person.profile.model_copy(update={"weekly_hours": float(HOURS)})
    other = services.plan_for(services.Person("", profile, ()), built_in(), TODAY)
    return [[other.ready_date, other.total_cost_usd]] if other.fits else [[functions._NOTHING]]


def next_steps(found: Headless) -> Lines:
    heads, *rows = plan(found)
    soon = [row for row in rows if row[1] and row[1] <= TODAY + timedelta(weeks=WEEKS)]
    return [heads, *soon] if soon else [[f"No step begins within {WEEKS} weeks."]]


EXPECTED: dict[str, Callable[[Headless], Lines]] = {
    each.__name__: each for each in (gaps, plan, ready_date, cost, readiness, focus_fit, what_if_hours, next_steps)
}


@pytest.fixture(scope="module")
def sent() -> dict[str, Any]:
    """The built macro workbook with the sample roster on a sheet of its own, and an empty sheet for what cells show."""
    with SAMPLE_PEOPLE.open(encoding="utf-8", newline="") as file:
        heads, *rows = list(csv.reader(file))
    typed = [[float(text) if text.isdecimal() else text for text in row] for row in rows]
    found = payload(services.new_workbook(built_in(), macros=True))
    found["sheets"] += [sheet("Roster", [heads, *typed, [sent_value(TODAY), HOURS, WEEKS]]), sheet(ANSWERS, [[""]])]
    return found


def sheet(name: str, values: Lines) -> dict[str, Any]:
    width = max(map(len, values))
    lines = [[*line, *[""] * (width - len(line))] for line in values]
    return {"name": name, "visibility": "Visible", "values": lines, "pictures": [], "tables": []}


def written(function: Function, person_id: str, sent: dict[str, Any]) -> Cells:
    """The cells that a function fills, its arguments taken from cells as xlwings takes them for Excel."""
    book = xw.Book(json=sent)
    roster, people = book.sheets["Roster"], list(sample_people())
    width, line = len(sent["sheets"][-2]["values"][0]), people.index(person_id) + 2
    today = (len(people) + 2, 1)
    number = {"what_if_hours": [(today[0], 2)], "next_steps": [(today[0], 3)]}.get(function.entry, [])
    blocks = [roster.range((1, 1), (1, width)), roster.range((line, 1), (line, width))]
    cells = [*blocks, *(roster.range(place) for place in (*number, today))]
    asked: Any = conversion.read
    arguments = [
        asked(each, None, {"ndim": 2} if argument.block else {}, engine_name="remote")
        for each, argument in zip(cells, function.arguments, strict=True)
    ]
    book.sheets[ANSWERS].range("A1").value = getattr(worksheet, function.name)(*arguments)
    return applied({}, book.json()["actions"], [each["name"] for each in sent["sheets"]])


def shown(lines: Lines) -> Cells:
    return {
        (ANSWERS, row, column): sent_value(value)
        for row, line in enumerate(lines, start=1)
        for column, value in enumerate(line, start=1)
        if value not in (None, "")
    }


@pytest.mark.parametrize("person_id", sample_people())
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.entry)
def test_cells_show_what_the_command_line_writes(function: Function, person_id: str, sent: dict[str, Any]) -> None:
    assert written(function, person_id, sent) == shown(EXPECTED[function.entry](headless(person_id)))


def test_every_function_is_compared() -> None:
    assert set(EXPECTED) == {each.entry for each in FUNCTIONS}
