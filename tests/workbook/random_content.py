"""Random content for every field, table and grid of the workbook, with texts that harm careless writers."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from liaison_planner.views import Content, Row, Value
from liaison_planner.workbook.schema import fields, grids, tables
from liaison_planner.workbook.schema_model import CellKind, Column, Field, Grid, Table

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","click")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "{=1+1}",
    "http://evil.example",
    "internal:Plan!A1",
    "_x0041_",
    "a\x00b\x07c\x0b\x1f",
    "two\nlines\r\tand a tab",
    "]]>&amp;<b>'\"",
    "  blanks around  ",
    " ",
    "\n",
    "\ufffe\uffff",
    "a\ud83db",
    "😀" * 5,
    "👩🏽‍⚕️ ن́",
    "שלום \u202eevil\u202c \u200f",
    "名前",
    "007",
    "1E5",
    "TRUE",
    "#REF!",
    "x" * 32_767,
    "y" * 40_000,
    "😀" * 20_000,
)
"""Without `_x005F_x0041_`, which XlsxWriter 3.2 spells so that Excel reads `_x005FA`; see test_text.py for ours."""
_NUMBERS = (0, -1, 1, 0.1, 1e-300, 1e300, 123_456_789_012, 2**53, -0.0, 7.5)


def random_content(seed: int) -> Content:
    """Content for the whole workbook; the same seed gives the same."""
    rng = Random(f"content {seed}")  # noqa: S311 - not for secrets
    return Content(
        {name: _value(rng, field) for name, field in fields().items() if rng.random() < 0.9},
        {name: _rows(rng, table) for name, table in tables().items() if table.is_filled and not table.row_key},
        {name: _lines(rng, grid) for name, grid in grids().items()},
    )


def _rows(rng: Random, table: Table) -> tuple[Row, ...]:
    count = min(table.capacity, rng.choice((0, 1, 3, 5, 7, 9, 11, 20, 20, rng.randint(0, table.capacity))))
    columns = [column for column in table.columns if not column.fixed]
    some: Callable[[Column], bool] = lambda _: rng.random() < 0.8  # noqa: E731
    return tuple({column.key: _value(rng, column) for column in filter(some, columns)} for _ in range(count))


def _lines(rng: Random, grid: Grid) -> tuple[tuple[Value, ...], ...]:
    width, one = rng.randint(0, min(grid.columns, 12)), _live if grid.formulas else _any
    return tuple(tuple(one(rng) for _ in range(width)) for _ in range(rng.randint(0, min(grid.rows, 25))))


def _live(rng: Random) -> Value:
    """What one of our formulas may have for a value; never anything that somebody typed."""
    return rng.choice((None, "", 0, 3, 46_390, "later", "● have & need ○"))


def _value(rng: Random, part: Field | Column) -> Value:
    """Mostly what the kind of the cell asks for, now and then anything."""
    if part.formula:
        return _live(rng)
    if rng.random() < 0.15:
        return _any(rng)
    match part.kind:
        case CellKind.DATE:
            return _day(rng)
        case CellKind.WHOLE:
            return rng.randint(-3, 3000)
        case CellKind.NUMBER | CellKind.MONEY:
            return round(rng.uniform(0, 9000), rng.randint(0, 3))
    return _text(rng)


def _any(rng: Random) -> Value:
    return rng.choice((None, "", _text(rng), _day(rng), rng.choice(_NUMBERS)))


def _day(rng: Random) -> date:
    return date(1901, 1, 1) + timedelta(days=rng.randint(0, 90_000))


def _text(rng: Random) -> str:
    """Long texts are rare: a person has a few."""
    if rng.random() < 0.03:
        return rng.choice(HOSTILE)
    if rng.random() < 0.3:
        return rng.choice([text for text in HOSTILE if len(text) < 100])
    words = rng.choices(("Patient", "privacy", "level", "3", "clinic", "Übung", "—", "a&b"), k=rng.randint(1, 14))
    return " ".join(words)
