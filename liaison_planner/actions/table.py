"""The actions: adding one is a row here and a function in `addin.macros`."""

from typing import NamedTuple


class Action(NamedTuple):
    """Something to click.

    `macro` is the name of its Sub, `entry` that of its Python function. `icon` is one of Excel's own (an `imageMso`),
    `key` the letter that Alt shows on the ribbon. `sheets` are those with a button for it, besides Start.
    """

    macro: str
    entry: str
    caption: str
    help: str
    icon: str
    key: str
    sheets: tuple[str, ...] = ()


ACTIONS = (
    Action(
        macro="RegeneratePlan",
        entry="regenerate_plan",
        caption="Regenerate plan",
        help="Computes the plan anew from your answers and writes it into all result sheets. Your own columns stay.",
        icon="RefreshAll",
        key="R",
        sheets=("Plan",),
    ),
    Action(
        macro="UpdateProgress",
        entry="update_progress",
        caption="Update progress",
        help="Plans again from the plan in the workbook and what you marked as done or under way, moving as little as can be.",
        icon="Refresh",
        key="P",
        sheets=("Plan",),
    ),
    Action(
        macro="CheckInputs",
        entry="check_inputs",
        caption="Check inputs",
        help="Looks through your answers and lists every problem on the sheet Checks, with its cell and how to mend it.",
        icon="DataValidation",
        key="C",
        sheets=("Checks",),
    ),
    Action(
        macro="ExplainStep",
        entry="explain_step",
        caption="Explain selected step",
        help="Says why the step in the selected row is in the plan and why then. Select a row on the sheet Plan or Catalogue first.",
        icon="Help",
        key="E",
        sheets=("Plan", "Catalogue"),
    ),
    Action(
        macro="CompareScenarios",
        entry="compare_scenarios",
        caption="Compare scenarios",
        help="Puts the fastest, the cheapest and a balanced plan and the four focus areas side by side on the sheet Scenarios.",
        icon="WhatIfAnalysisMenu",
        key="S",
        sheets=("Scenarios",),
    ),
    Action(
        macro="UndoLastPlan",
        entry="undo_last_plan",
        caption="Undo last plan",
        help="Takes the last plan back, up to five one after the other. Your answers and what you noted since stay.",
        icon="Undo",
        key="U",
        sheets=("History",),
    ),
    Action(
        macro="AgreePlan",
        entry="agree_plan",
        caption="Agree on plan",
        help="Keeps the plan that is shown as the agreed one, in a version of its own. Later plans are measured by it. Print the sheet Agreement and sign it.",
        icon="ReviewShareWorkbook",
        key="A",
        sheets=("Agreement",),
    ),
    Action(
        macro="ExportCalendar",
        entry="export_calendar",
        caption="Export calendar",
        help="Makes a calendar file of the plan beside this workbook, for Outlook, Google Calendar or Apple Calendar.",
        icon="FunctionsDateTimeInsertGallery",
        key="X",
        sheets=("Plan",),
    ),
    Action(
        macro="NewPerson",
        entry="new_person",
        caption="New person",
        help="Makes a blank workbook for somebody else beside this one and opens it. Nothing in this one changes.",
        icon="FileNew",
        key="N",
    ),
)
"""In the order in which buttons and ribbon show them."""


def entries() -> dict[str, Action]:
    """Every action by the name of its Python function."""
    return {action.entry: action for action in ACTIONS}
