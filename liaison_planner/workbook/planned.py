"""The answers that a plan is made from, as they stand in its workbook when the plan is written there."""

from itertools import zip_longest

from liaison_planner.domain.cell import ErrorValue
from liaison_planner.views import Content, Lines, Value
from liaison_planner.workbook.carry import carry_over
from liaison_planner.workbook.original import FoundTable, Original
from liaison_planner.workbook.schema import SHEETS, tables
from liaison_planner.workbook.schema_model import Field, Table
from liaison_planner.workbook.schema_planned import ANSWERS, COLUMNS, MOST_ROWS, SHEETS_WITH_ANSWERS

_STAMP = "out_plan_today"
_KEYS = {table.name: tuple(column.key for each, column in COLUMNS if each is table) for table, _ in COLUMNS}
"""The columns of each table, in the order in which they are kept."""


def with_answers(original: Original, content: Content) -> Content:
    """The content and, if there is a plan in it, the answers that are or will be in the workbook: no sheet is out of date."""
    if _STAMP not in content.fields:
        return content
    says_nothing: dict[str, Value] = dict.fromkeys(
        ("out_stale", *(each.banner.name for each in SHEETS if each.banner)), ""
    )
    unchanged: Lines = ((0, ""),) * len(SHEETS_WITH_ANSWERS)
    return content | Content(says_nothing, grids={"out_changed": unchanged, "out_planned": _answers(original, content)})


def _answers(original: Original, content: Content) -> Lines:
    columns = [[_answer(original, content, field) for field in ANSWERS]]
    for name, keys in _KEYS.items():
        columns += _columns(original, content, tables()[name], keys)
    lines = list(zip_longest(*columns))[:MOST_ROWS]
    while lines and not any(value is not None for value in lines[-1]):
        lines.pop()
    return tuple(lines)


def _answer(original: Original, content: Content, field: Field) -> Value:
    if field.name in content.fields:
        return content.fields[field.name]
    place = original.book.names.get(field.name)
    return (
        None
        if place is None
        else _as_text_or_number(original.stored(place[0], place[1].first_row, place[1].first_column))
    )


def _columns(original: Original, content: Content, table: Table, keys: tuple[str, ...]) -> list[list[Value]]:
    found = original.table(table.name)
    if found is None:
        return [[] for _ in keys]
    if table.name not in content.tables:
        return [_stored(original, found, key) for key in keys]
    rows = content.tables[table.name]
    if table.carried:
        rows = carry_over(table.carried, found.written, rows)
    if table.row_key:
        by_key = {str(row[table.row_key]): row for row in rows}
        rows = tuple(by_key.get(name, {}) for name in found.keys)
    return [[row.get(key) for row in rows] if key in found.columns else [] for key in keys]


def _stored(original: Original, found: FoundTable, key: str) -> list[Value]:
    if key not in found.columns:
        return []
    return [_as_text_or_number(original.stored(found.sheet, row, found.columns[key])) for row in found.rows]


def _as_text_or_number(value: object) -> Value:
    """A value that formulas take for the same as the cell's; a truth value or an error in an answer is none anyway."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, ErrorValue):
        return value.text
    return value if isinstance(value, int | float | str) else None
