"""The modules of a macro workbook: ours, and xlwings' with its settings made safe."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from liaison_planner.actions import modules
from liaison_planner.actions.modules import NoXlwingsError, addin_modules, workbook_modules
from liaison_planner.actions.table import ACTIONS, Action
from liaison_planner.vba.module import Module

RUN_COMMAND = (
    '        RunCommand = CondaCmd & PythonInterpreter & " -B -c ""import liaison_planner.addin.light;'
    'import xlwings.utils;xlwings.utils.prepare_sys_path(\\""" & PYTHONPATH & "\\""); " & PythonCommand & """ "'
)
SUB = re.compile(r"^(?:Public )?Sub (\w+)\(", re.MULTILINE)


def named(found: list[Module]) -> dict[str, Module]:
    return {module.name: module for module in found}


def test_every_action_has_a_sub_and_a_callback() -> None:
    for found in (named(workbook_modules(3)), named(addin_modules())):
        assert SUB.findall(found["LiaisonPlannerButtons"].code) == [each.macro for each in ACTIONS]
        assert SUB.findall(found["LiaisonPlannerRibbon"].code) == [f"Ribbon{each.macro}" for each in ACTIONS]


def test_names_of_actions_are_told_apart() -> None:
    for column in zip(*(each[:3] for each in ACTIONS), strict=True):
        assert len(set(column)) == len(ACTIONS)
    assert len({each.key for each in ACTIONS}) == len(ACTIONS)


def test_each_sheet_has_a_module_under_its_code_name() -> None:
    assert [module.name for module in workbook_modules(2)][:3] == ["ThisWorkbook", "Sheet1", "Sheet2"]


def test_settings_come_from_the_user_alone_and_code_from_the_planner_alone() -> None:
    for found in (workbook_modules(1), addin_modules()):
        code = named(found)["xlwings"].code if "xlwings" in named(found) else named(found)["myaddin"].code
        assert 'Optional source As String = "user") As Variant' in code
        assert 'GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "false")' in code
        assert 'PROJECT_NAME As String = "liaison_planner"' in code
        assert '"true")' not in code


def test_xlwings_is_taken_as_it_is_but_for_these_lines() -> None:
    found = find_spec("xlwings")
    assert found is not None
    assert found.origin is not None
    theirs = (Path(found.origin).parent / "xlwings.bas").read_text(encoding="utf-8").splitlines()[1:]
    ours = named(workbook_modules(1))["xlwings"].code.splitlines()
    assert [line for line, other in zip(ours, theirs, strict=True) if line != other] == [
        'Public Const PROJECT_NAME As String = "liaison_planner"',
        '        AddExcelDir = GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "false")',
        RUN_COMMAND,
        '    AddExcelDir = GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "false")',
        'Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "user") As Variant',
    ]


def test_in_the_add_in_our_macros_work_on_the_active_workbook() -> None:
    assert "ThisWorkbook" in named(workbook_modules(1))["LiaisonPlanner"].code
    assert "ThisWorkbook" not in named(addin_modules())["LiaisonPlanner"].code


@pytest.mark.parametrize("forbidden", ["Shell", "CreateObject", "Workbook_Open", "Auto_Open", "Declare ", "http"])
def test_our_own_modules_neither_start_by_themselves_nor_reach_outside(forbidden: str) -> None:
    ours = [
        module.code for module in workbook_modules(3) if module.name.startswith(("LiaisonPlanner", "Sheet", "This"))
    ]
    assert len(ours) == 7
    assert not [code for code in ours if forbidden in code]


def test_without_xlwings_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modules, "find_spec", lambda _: None)
    with pytest.raises(NoXlwingsError, match=r"pip install liaison_planner\[excel\]"):
        workbook_modules(1)


def test_an_xlwings_that_reads_its_settings_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modules, "_XLWINGS_CHANGES", (("something that it does not say", "", 1),))
    with pytest.raises(NoXlwingsError, match="does not know the installed xlwings"):
        addin_modules()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.entry)
def test_every_action_is_documented_and_part_of_the_test_by_hand(action: Action) -> None:
    text = (Path(__file__).parents[2] / "docs/excel.md").read_text(encoding="utf-8")
    table, _, by_hand = text.partition("## A 15-minute test")
    assert f"\n| {action.caption} | " in table
    assert f"*{action.caption}*" in by_hand
