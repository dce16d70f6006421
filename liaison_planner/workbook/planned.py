"""The answers that a plan is made from, as they stand in its workbook when the plan is written there."""

from itertools import zip_longest
from operator import ne

from liaison_planner.domain.cell import ErrorValue
from liaison_planner.views import Content, Lines, Value
from liaison_planner.workbook.carry import carry_over
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.original import FoundTable, Original
from liaison_planner.workbook.schema import SHEETS, tables
from liaison_planner.workbook.schema_model import Field, Table
from liaison_planner.workbook.schema_planned import (
    ANSWERS,
    COLUMNS,
    MOST_ROWS,
    OUT_OF_DATE,
    SHEETS_WITH_ANSWERS,
    SINCE_COMPUTED,
)

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


def with_age(package: bytes) -> bytes:
    """The workbook with what its formulas find as soon as they are computed: which sheets have other answers than the plan
    was made from, and the banner that says so; as it is where no plan stands in it, or no answers are kept with it.
    """
    original = Original(package)
    if not _holds_answers(original):
        return package
    counts = _changed_by_sheet(original)
    names = [f", {sheet.name}" if count else "" for sheet, count in zip(SHEETS_WITH_ANSWERS, counts, strict=True)]
    told = tuple("".join(names[: at + 1]) for at in range(len(names)))
    words = f"{OUT_OF_DATE}{told[-1].removeprefix(', ')}{SINCE_COMPUTED}" if told[-1] else ""
    banners: dict[str, Value] = dict.fromkeys(("out_stale", *(s.banner.name for s in SHEETS if s.banner)), words)
    return fill(original, Content(banners, grids={"out_changed": tuple(zip(counts, told, strict=True))}))


def sheets_changed(package: bytes) -> tuple[str, ...]:
    """The sheets with other answers than the plan was made from, as the banner names them; none where no plan stands."""
    original = Original(package)
    if not _holds_answers(original):
        return ()
    counts = _changed_by_sheet(original)
    return tuple(sheet.name for sheet, count in zip(SHEETS_WITH_ANSWERS, counts, strict=True) if count)


def _holds_answers(original: Original) -> bool:
    """Whether a plan stands there, with the answers it was made from."""
    names = original.book.names
    return _STAMP in names and "out_planned" in names and original.stored(*_first_cell(original, _STAMP)) is not None


def _changed_by_sheet(original: Original) -> list[int]:
    """As the formulas count: by value, letter by letter, a blank being no 0; rows that a table has now."""
    now, then = _columns_of(_answers(original, Content())), _columns_of(_kept_answers(original))
    homes = [[field in sheet.fields for field in ANSWERS] for sheet in SHEETS_WITH_ANSWERS]
    single = [is_now != was for is_now, was in zip(now[0], then[0], strict=True)][: len(ANSWERS)]
    columns = [sum(map(ne, *pair)) for pair in zip(now[1:], then[1:], strict=True)]
    return [
        sum(differs for differs, here in zip(single, home, strict=False) if here)
        + sum(count for count, (table, _) in zip(columns, COLUMNS, strict=True) if table in sheet.tables)
        for sheet, home in zip(SHEETS_WITH_ANSWERS, homes, strict=True)
    ]


def _columns_of(lines: Lines) -> list[list[Value]]:
    """The lines turned on their side, all as long as there are rows."""
    blank = (None,) * (1 + len(COLUMNS))
    return [list(column) for column in zip(*(*lines, *(blank,) * (MOST_ROWS - len(lines))), strict=True)]


def _kept_answers(original: Original) -> Lines:
    sheet, area = original.book.names["out_planned"]
    columns = range(area.first_column, area.first_column + 1 + len(COLUMNS))
    rows = range(area.first_row, area.first_row + MOST_ROWS)
    return tuple(tuple(_as_text_or_number(original.stored(sheet, row, at)) for at in columns) for row in rows)


def _first_cell(original: Original, name: str) -> tuple[str, int, int]:
    sheet, area = original.book.names[name]
    return sheet, area.first_row, area.first_column


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
