"""Which steps of the plan in a workbook its user has marked as done."""

from liaison_planner.workbook.original import Original

_TABLE, _COLUMN, _YES = "tblPlan", "done", "yes"


def steps_marked_done(original: Original) -> frozenset[str]:
    """The ids beside a yes in «Done?» on the sheet Plan; none if the file lacks the table or the column."""
    found = original.table(_TABLE)
    if found is None or found.table.carried is None:
        return frozenset()
    at = found.table.carried.columns.index(_COLUMN)
    return frozenset(row.key for row in found.written if str(row.texts[at] or "").strip().casefold() == _YES)
