"""The one description of the workbook: its sheets in order and everything on them, found by name."""

from functools import cache

from liaison_planner.workbook.schema_inputs import INPUT_SHEETS
from liaison_planner.workbook.schema_living import KEPT
from liaison_planner.workbook.schema_model import Chart, Charts, Field, Grid, Sheet, Table
from liaison_planner.workbook.schema_planned import PLANNED
from liaison_planner.workbook.schema_reference import (
    ABOUT,
    CATALOGUE,
    FACTS,
    LEVELS,
    LISTS,
    ROUTES,
    SCHEMA_VERSION,
)
from liaison_planner.workbook.schema_results import CHECKS, RESULT_SHEETS, START

__all__ = [
    "CHANGE_LOG",
    "SCHEMA_VERSION",
    "SHEETS",
    "carried_tables",
    "charts",
    "fields",
    "grids",
    "input_fields",
    "input_tables",
    "sheet_of",
    "tables",
    "typed_fields",
]

SHEETS: tuple[Sheet, ...] = (
    START,
    *INPUT_SHEETS,
    LEVELS,
    CATALOGUE,
    ROUTES,
    FACTS,
    *RESULT_SHEETS,
    CHECKS,
    LISTS,
    PLANNED,
    KEPT,
    ABOUT,
)
"""In the order of work."""

CHANGE_LOG = (
    ("0.1.0", "Layout 3: sheets say when an answer has changed since the plan, and checks lead to their place."),
    ("0.1.0", "First template."),
)
"""Version and what changed, newest first."""


@cache
def fields() -> dict[str, Field]:
    """Every single-value field by its workbook-level name."""
    return {field.name: field for sheet in SHEETS for field in sheet.fields}


@cache
def tables() -> dict[str, Table]:
    """Every table by its name."""
    return {table.name: table for sheet in SHEETS for table in sheet.tables}


@cache
def grids() -> dict[str, Grid]:
    """Every grid by its workbook-level name."""
    return {grid.name: grid for sheet in SHEETS for grid in sheet.grids}


@cache
def sheet_of(field: str) -> str:
    """The title of the sheet on which the template has this field."""
    return next(sheet.name for sheet in SHEETS if any(each.name == field for each in sheet.fields))


@cache
def charts() -> tuple[Chart, ...]:
    """Every native chart."""
    return tuple(
        chart for sheet in SHEETS for part in sheet.sections if isinstance(part, Charts) for chart in part.charts
    )


@cache
def drawn_tables() -> frozenset[str]:
    """The names of the tables that charts draw; their first row is never hidden.

    LibreOffice forgets which cells a chart draws if all of them are hidden when it opens the file.
    """
    return frozenset(chart.table for chart in charts())


def input_fields() -> tuple[Field, ...]:
    """The fields that a person fills in."""
    return tuple(field for field in fields().values() if field.is_answer)


def typed_fields() -> tuple[Field, ...]:
    """Those and the settings beside them, which are no answers."""
    return tuple(field for sheet in INPUT_SHEETS for field in sheet.fields)


def input_tables() -> tuple[Table, ...]:
    """The tables that a person fills in."""
    return tuple(table for table in tables().values() if table.reads_as)


@cache
def carried_tables() -> dict[str, Table]:
    """The results beside whose rows a person writes what is read again, by its key in a RawProfile."""
    carried = ((table.carried, table) for table in tables().values())
    return {each.reads_as: table for each, table in carried if each is not None and each.reads_as}
