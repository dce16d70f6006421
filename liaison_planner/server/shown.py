"""What the task pane reads from the open workbook, by the names of the one description of the sheets."""

from typing import Any

from liaison_planner.actions.table import ACTIONS
from liaison_planner.workbook.schema import fields, grids, tables
from liaison_planner.workbook.schema_model import CellKind

_FIELDS = {
    "person": "out_person",
    "stale": "out_stale",
    "line": "out_plan_line",
    "verdict": "out_checks_ok",
    "status": "out_status",
    "ready": "out_ready",
    "apply": "out_apply",
    "cost": "out_cost",
    "hours": "out_hours",
}
_WITH_NOTES = ("status", "ready", "apply", "cost", "hours")
"""Figures with a note beneath, such as how much of them is estimated."""
_STORY, _ISSUES = "out_story", "tblIssues"
_KINDS = {CellKind.DATE: "date", CellKind.MONEY: "money"}


def pane() -> dict[str, Any]:
    """What the page needs to know; a name that the sheets do not have is a KeyError."""
    known, issues = fields(), tables()[_ISSUES]
    shown = {**_FIELDS, **{f"{key}_note": f"out_{key}_note" for key in _WITH_NOTES}}
    return {
        "fields": [
            {"key": key, "name": name, "label": known[name].label, "kind": _KINDS.get(known[name].kind, "text")}
            for key, name in shown.items()
        ],
        "notes": list(_WITH_NOTES),
        "story": grids()[_STORY].name,
        "issues": {"table": issues.name, "columns": {each.key: each.heading for each in issues.columns[:4]}},
        "actions": [{"entry": each.entry, "caption": each.caption} for each in ACTIONS],
    }
