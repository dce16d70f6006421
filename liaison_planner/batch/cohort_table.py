"""The cohort as one table, `cohort.parquet`, for whoever analyses it further."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from liaison_planner.batch.cohort import RESULTS, Member
from liaison_planner.workbook.files import write_atomically

NAME = "cohort.parquet"
ROWS_AT_ONCE = 5_000
_TYPES = {
    **dict.fromkeys(("person_id", "label", "focus", "status", "result", "route", "risks", "offerings"), "string"),
    **dict.fromkeys(("start_date", "target_date", "ready_date", "apply_from"), "date32"),
    **dict.fromkeys(("total_cost_usd", "budget_usd", "total_effort_hours"), "float64"),
    **dict.fromkeys(("cost_share_estimated", "hours_share_estimated"), "float64"),
    **dict.fromkeys(("steps", "open_gaps", "issues"), "int32"),
    "workbook": "string",
}


def write_table(folder: Path, members: Iterable[Member], extra: Sequence[str]) -> None:
    """One row a person in the order of the roster; nothing is written where pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an optional extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        return
    names = [name for name in extra if name not in _TYPES]
    fields = [pa.field(name, getattr(pa, kind)()) for name, kind in _TYPES.items()]
    schema = pa.schema([*fields, *(pa.field(name, pa.string()) for name in names)])
    buffer = io.BytesIO()
    with parquet.ParquetWriter(buffer, schema) as writer:
        rows = (_row(member, names) for member in members)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            writer.write_table(pa.Table.from_pylist(batch, schema))
    write_atomically(folder / NAME, buffer.getvalue())


def _row(member: Member, extra: Iterable[str]) -> dict[str, Any]:
    plan, told = member.plan, dict(member.about.get("extra", ()))
    names = ("person_id", "route", "start_date", "target_date", "ready_date", "apply_from")
    own = {name: getattr(plan, name) for name in (*names, "total_cost_usd", "total_effort_hours")}
    return {
        **own,
        "label": member.label,
        "focus": plan.focus.value if plan.focus else None,
        "status": plan.status.value,
        "result": RESULTS[plan.status],
        "risks": " ".join(member.risks()),
        "offerings": ";".join(_offerings(member)),
        "budget_usd": member.about.get("budget_usd"),
        "cost_share_estimated": plan.evidence.cost_share_estimated,
        "hours_share_estimated": plan.evidence.hours_share_estimated,
        "steps": len(plan.items),
        "open_gaps": sum(gap.closed_on is None for gap in plan.gaps),
        "issues": len(plan.issues),
        "workbook": member.workbook,
        **{name: told.get(name, "") for name in extra},
    }


def _offerings(member: Member) -> Iterator[str]:
    return (f"{item.offering_id}@{item.start.isoformat()}" for item in member.plan.items)
