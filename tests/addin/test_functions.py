"""The worksheet functions answer with what the services say, once for each person and day."""

import csv
import importlib
import io
import sys
import types
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlwings
from xlwings import conversion

from liaison_planner import services
from liaison_planner.actions.functions import FUNCTIONS, Function
from liaison_planner.actions.modules import addin_modules, workbook_modules
from liaison_planner.actions.wrappers import LONGEST_DESCRIPTION, MODULE, function_wrappers
from liaison_planner.addin import functions, worksheet
from liaison_planner.addin.functions import Answer, Block
from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE, sample_people
from liaison_planner.domain.plan import Plan
from liaison_planner.services import Person

DOCS = Path(__file__).parents[2] / "docs/functions.md"
EVERY = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.entry)
EVERYBODY = pytest.mark.parametrize("person_id", sample_people())


def blocks(person_id: str) -> tuple[Block, Block]:
    """The first row of the sample roster and the person's, as xlwings gives them to a function."""
    with SAMPLE_PEOPLE.open(encoding="utf-8", newline="") as file:
        heads, *rows = list(csv.reader(file))
    (row,) = [row for row in rows if row[0] == person_id]
    typed = [float(text) if text.isdecimal() else text or None for text in row]
    read: Any = conversion.read
    first, second = (read(None, [line], {"ndim": 2}, engine_name="remote") for line in (heads, typed))
    return first, second


def planned(person_id: str, catalogue: Catalogue, today: date) -> tuple[Person, Plan]:
    person = services.sample_person(person_id, catalogue, today)
    return person, services.plan_for(person, catalogue, today)


@EVERYBODY
def test_everybodys_figures_are_those_of_the_plan(person_id: str, catalogue: Catalogue, today: date) -> None:
    _, plan = planned(person_id, catalogue, today)
    person = blocks(person_id)
    nothing = functions._NOTHING
    assert functions.ready_date(*person, today) == [[plan.ready_date or nothing]]
    assert functions.cost(*person, today) == [[plan.total_cost_usd if plan.fits else nothing]]
    steps = functions.plan(*person, today)
    offered = [[row[1], row[2], row[5]] for row in steps[1:] if row[5] in catalogue.offerings]
    assert offered == [[item.start, item.finish, item.offering_id] for item in plan.items]
    assert len(functions.gaps(*person, today)) == 1 + len(plan.gaps)
    assert plan.readiness is not None
    assert functions.readiness(*person, today) == [[plan.readiness.high]]


def test_the_kinds_of_employer_stand_in_the_order_of_the_advice(catalogue: Catalogue, today: date) -> None:
    person, _ = planned("P02", catalogue, today)
    advice = services.comparison_for(person, catalogue, today).advice
    heads, *rows = functions.focus_fit(*blocks("P02"), today)
    assert heads[:2] == ["Rank", "Kind of employer"]
    assert [row[:3] for row in rows] == [[each.rank, each.focus.title, each.total] for each in advice]


def test_other_hours_give_the_plan_of_somebody_with_these_hours(catalogue: Catalogue, today: date) -> None:
    person, _ = planned("P01", catalogue, today)
    assert person.profile is not None
    other = services.Person("P01", person.profile.model_copy(update={"weekly_hours": 20.0}), ())
    plan = services.plan_for(other, catalogue, today)
    assert functions.what_if_hours(*blocks("P01"), 20.0, today) == [[plan.ready_date, plan.total_cost_usd]]


def test_next_steps_are_those_that_begin_soon(catalogue: Catalogue, today: date) -> None:
    everything = functions.plan(*blocks("P01"), today)
    soon = functions.next_steps(*blocks("P01"), 10.0, today)
    assert 1 < len(soon) < len(everything)
    assert soon == [row for row in everything if row[0] == "Step" or (row[1] - today).days <= 70]
    assert functions.next_steps(*blocks("P01"), 0.0, today) == [["No step begins within 0 weeks."]]


@EVERY
def test_problems_in_the_answers_are_the_answer(function: Function, today: date) -> None:
    heads, answers = blocks("P01")
    spoiled = [["many" if name == "weekly_hours" else cell for name, cell in zip(heads[0], answers[0], strict=True)]]
    number = [8.0] if len(function.arguments) > 3 and function.entry != "what_if_hours" else []
    if function.entry == "what_if_hours":
        spoiled, number = (
            [[None if name == "budget_usd" else cell for name, cell in zip(heads[0], answers[0], strict=True)]],
            [8.0],
        )
    ((told,),) = functions.FUNCTIONS[function.entry](heads, spoiled, *number, today)
    assert "many" in told or "budget" in told


def test_headings_and_answers_may_stand_in_columns_and_days_be_days(today: date) -> None:
    heads, answers = blocks("P01")
    start = heads[0].index("start_date")
    typed = list(answers[0])
    typed[start] = datetime.fromisoformat(str(typed[start]))
    upright: Answer = [[cell] for cell in typed]
    assert functions.plan([[name] for name in heads[0]], upright, today) == functions.plan(heads, answers, today)


def test_the_same_person_on_the_same_day_is_planned_for_once(today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    functions._planned_with.cache_clear()
    for _ in range(3):
        functions.ready_date(*blocks("P04"), today)
        functions.cost(*blocks("P04"), today)
    assert functions._planned_with.cache_info().misses == 1


@EVERY
def test_every_function_has_a_wrapper_a_python_function_and_a_documented_example(function: Function) -> None:
    code = {module.name: module.code for module in addin_modules()}[MODULE]
    names = [f"{'Optional ' if each.optional else ''}{each.name}" for each in function.arguments]
    assert f"Function {function.name}({', '.join(names)})\n" in code
    assert callable(getattr(worksheet, function.name))
    assert function.entry in functions.FUNCTIONS
    text = DOCS.read_text(encoding="utf-8")
    assert f"`{function.example}`" in text
    assert function.help in text


def test_descriptions_fit_into_excels_wizard() -> None:
    helps = [each.help for each in FUNCTIONS] + [each.help for one in FUNCTIONS for each in one.arguments]
    assert max(map(len, helps)) <= LONGEST_DESCRIPTION
    assert len({each.name for each in FUNCTIONS}) == len(FUNCTIONS) == len(functions.FUNCTIONS)


def test_functions_are_in_the_add_in_only_and_none_is_volatile() -> None:
    assert MODULE not in {module.name for module in workbook_modules(1)}
    assert "Volatile" not in function_wrappers()


@pytest.fixture
def theirs(monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """The wrappers that xlwings itself writes; what it needs of Windows is made up."""

    def theirs() -> str:
        for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
            monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
        monkeypatch.setattr(sys.modules["pythoncom"], "CoInitialize", lambda: None, raising=False)
        monkeypatch.setattr(sys.modules["pywintypes"], "com_error", OSError, raising=False)
        monkeypatch.setattr(sys.modules["win32com.client"], "Dispatch", lambda *_: None, raising=False)
        udfs = importlib.import_module("xlwings.udfs")
        monkeypatch.setattr(xlwings, "func", udfs.xlfunc)
        monkeypatch.setattr(xlwings, "arg", udfs.xlarg)
        found = types.SimpleNamespace(**{each.name: worksheet.registered(each) for each in FUNCTIONS})
        out = io.StringIO()
        udfs.generate_vba_wrapper(worksheet.__name__, found, out, types.SimpleNamespace(Name="liaison_planner.xlam"))
        return out.getvalue()

    return theirs


def test_the_wrappers_call_python_as_those_of_xlwings_do(theirs: Callable[[], str]) -> None:
    calls = [line.strip() for line in theirs().splitlines() if "XLPy.CallUDF" in line and "Caller" in line]
    ours = [line.strip() for line in function_wrappers().splitlines() if "XLPy.CallUDF" in line]
    assert sorted(line.replace("hours", "number").replace("weeks", "number") for line in ours) == sorted(calls)
