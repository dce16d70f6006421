"""A plan as a table of text, for any program that reads CSV."""

import csv
import io
from collections.abc import Iterator

from liaison_planner.domain.plan import Plan

COLUMNS = (
    *("id", "step", "kind", "status", "start", "finish", "hours", "hours_done", "cost_usd", "closes", "because"),
)
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")


def table(plan: Plan) -> str:
    """One row a step, what is behind first; days as 2027-01-04. No cell can be taken for a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row] for row in _rows(plan))
    return buffer.getvalue()


def _rows(plan: Plan) -> Iterator[tuple[object, ...]]:
    for step in plan.past:
        days = (step.started or "", step.finished or "")
        figures = (f"{step.effort_hours:g}", f"{step.effort_hours:g}", f"{step.cost_usd:g}")
        yield (step.key, step.title, step.kind.title, step.status.value, *days, *figures, "", step.evidence)
    for item in sorted(plan.items, key=lambda each: (each.start, each.finish, each.offering_id)):
        figures = (f"{item.effort_hours:g}", f"{item.hours_done:g}", f"{item.cost_usd:g}")
        closes = "; ".join(item.closes)
        days = (item.start, item.finish)
        yield (item.offering_id, item.title, item.kind.title, item.status, *days, *figures, closes, item.because)


def _harmless(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
