"""Says in words what two copies of a workbook disagree on, with the cell of each."""

from collections.abc import Mapping
from datetime import date

from liaison_planner.domain.merge import Change, Clash, Side
from liaison_planner.merging import Difference, Shape, Taken
from liaison_planner.merging.model import Where
from liaison_planner.views import Row, Value
from liaison_planner.views.wording import day_words
from liaison_planner.workbook.answers import place_of, shapes
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.schema import SHEETS, fields, tables
from liaison_planner.workbook.schema_model import Table, Tables

EMPTY = "empty"
REMOVED = "row removed"


def clash_of(found: Difference, coach: Original, participant: Original) -> Clash:
    """The difference as people read it: what it is about, both places, all three values."""
    where = found.where
    rows = where.coach_row, where.participant_row
    places = [
        place_of(copy, where.name, row, where.column) for copy, row in zip((coach, participant), rows, strict=True)
    ]
    return Clash(
        what=_what(where, coach, participant),
        coach_place=places[0],
        participant_place=places[1],
        agreed=_words(where, found.agreed),
        coach=_words(where, found.coach),
        participant=_words(where, found.participant),
        stands=found.stands,
    )


def change_of(found: Taken, coach: Original, participant: Original) -> Change:
    """What was taken over as people read it: what it is about, where it stands, what it was and is."""
    where = found.where
    places = {Side.COACH: (coach, where.coach_row), Side.PARTICIPANT: (participant, where.participant_row)}
    other = Side.COACH if found.by is Side.PARTICIPANT else Side.PARTICIPANT
    copy, row = places[other if isinstance(found.was, Mapping) and found.now is None else found.by]
    return Change(
        what=_what(where, coach, participant),
        place=place_of(copy, where.name, row, where.column),
        was=EMPTY if found.was is None else _words(where, found.was),
        now=_words(where, found.now),
        by=found.by,
    )


def _what(where: Where, coach: Original, participant: Original) -> str:
    if where.name in fields():
        return f"«{fields()[where.name].label}»"
    table = tables()[where.name]
    if where.coach_row is None and where.participant_row is None:
        return f"The order of «{_heading(table)}»"
    title = _title(where, table, coach, participant)
    if not where.column:
        return f"The row «{title}» of «{_heading(table)}»"
    return f"«{table.column(where.column).header}» of «{title}»"


def _title(where: Where, table: Table, coach: Original, participant: Original) -> str:
    """What a row is about: its name where it has one, else the columns by which it is known."""
    copy, row = (coach, where.coach_row) if where.coach_row is not None else (participant, where.participant_row)
    placed = copy.book.tables[table.name.casefold()]
    headings = (table.column(key).heading for key in _telling(table))
    columns = (at for heading in headings if (at := placed.column(heading)) is not None)
    found = (copy.value(placed.sheet, placed.rows.first_row + (row or 0), at) for at in columns)
    return ", ".join(_value(each) for each in found if isinstance(each, str | int | float)) or EMPTY


def _telling(table: Table) -> tuple[str, ...]:
    if table.carried:
        return (table.carried.title,)
    if any(column.key == "name" for column in table.columns):
        return ("name",)
    return table.known_by or (table.row_key,)


def _heading(table: Table) -> str:
    """The words above a table, else the name of its sheet."""
    for sheet in SHEETS:
        for part in sheet.sections:
            if isinstance(part, Tables) and table in part.tables:
                return part.heading or sheet.name
    return table.name


def _words(where: Where, value: Value | Row | tuple[Row, ...]) -> str:
    if isinstance(value, tuple):
        shape = shapes()[where.name]
        return ", ".join(_value(row.get(column)) for row in value for column in shape.columns)
    if isinstance(value, Mapping):
        columns = {column.key: column.header for column in tables()[where.name].columns}
        return ", ".join(f"{columns[key]}: {_value(each)}" for key, each in value.items() if each is not None)
    is_row = where.name in shapes() and shapes()[where.name].shape is Shape.LISTED and not where.column
    return REMOVED if is_row and value is None else _value(value)


def _value(value: Value) -> str:
    if value is None or value == "":
        return EMPTY
    if isinstance(value, date):
        return day_words(value)
    return value if isinstance(value, str) else f"{value:,.10g}"
