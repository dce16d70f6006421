"""The hidden sheet that keeps the answers a plan was made from, so that the sheets can say when one has changed."""

from liaison_planner.workbook.schema_inputs import INPUT_SHEETS
from liaison_planner.workbook.schema_model import Column, Facts, Field, Grid, Planned, Role, Sheet, Table
from liaison_planner.workbook.schema_results import PLAN

MOST_ROWS = 300
"""Of one table; ours have a few dozen, to which people may add."""

SHEETS_WITH_ANSWERS: tuple[Sheet, ...] = (*INPUT_SHEETS, PLAN)
"""Those to fill in, and the plan, on which people say how far they are."""

ANSWERS: tuple[Field, ...] = tuple(field for sheet in INPUT_SHEETS for field in sheet.fields if field.is_answer)
"""Single answers, in the order in which the first column keeps them."""

COLUMNS: tuple[tuple[Table, Column], ...] = tuple(
    (table, column)
    for sheet in SHEETS_WITH_ANSWERS
    for table in sheet.tables
    for column in table.columns
    if (column.reads_as and not column.fixed) or (table.carried and column.allowed and column.key in table.carried.read)
)
"""The columns of tables, in the order in which the further columns keep them."""

_CHANGED = "INDEX(out_changed,ROWS(out_changed),2)"
OUT_OF_DATE = "▲ Out of date: what you entered on "
SINCE_COMPUTED = " has changed since this was computed. Compute it again before you rely on it."
_STALE = (
    f'=IF(out_plan_today="","",IF({_CHANGED}="","","{OUT_OF_DATE}"&MID({_CHANGED},3,LEN({_CHANGED}))'
    f'&"{SINCE_COMPUTED}"))'
)

PLANNED = Sheet(
    name="Planned",
    role=Role.CONTROL,
    title="Planned",
    purpose="The answers as they were when the plan was made: the sheets compare them with those of today. Nothing to do here.",
    form_widths=(24,) * (1 + len(COLUMNS)),
    landscape=True,
    hidden=True,
    sections=(
        Facts(fields=(Field(name="out_stale", since=3, formula=_STALE),)),
        Planned(
            changed=Grid(name="out_changed", rows=len(SHEETS_WITH_ANSWERS), columns=2, formulas=True),
            answers=Grid(name="out_planned", rows=MOST_ROWS, columns=1 + len(COLUMNS)),
        ),
    ),
)
