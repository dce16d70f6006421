"""The hidden sheet that keeps what a plan rests on, so that a later catalogue can be held against it."""

import json

from liaison_planner.domain.plan import Plan
from liaison_planner.views.content import Content

COUNTS_PAY = "yes"


def basis_content(plan: Plan) -> Content:
    """The rows of the catalogue that the plan rests on, as they are now."""
    rows = tuple(
        {
            "table": row.table,
            "id": row.id,
            "have": row.have or None,
            "values": json.dumps(row.values, ensure_ascii=False, separators=(",", ":")),
        }
        for row in plan.rests_on
    )
    fields = {"out_basis_focus": plan.focus.value if plan.focus else None, "out_basis_pay": None}
    return Content(fields | ({"out_basis_pay": COUNTS_PAY} if plan.footing.counts_pay else {}), {"tblBasis": rows})
