"""The words in which the workbook is described: sheets, sections, fields, tables, grids and what an input accepts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a sheet is for; told by a word under its title and by the color of its tab."""

    INPUT = "You fill in"
    RESULT = "Result"
    REFERENCE = "Look up"
    CONTROL = "Overview"


class CellKind(StrEnum):
    """How a value is shown and, in an input, what Excel checks."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"


class Allowed(NamedTuple):
    """What an input accepts: a sentence with an example for prompt and error, and bounds or a list for Excel."""

    words: str
    low: float | date = 0
    high: float | date = 0
    choices: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One named cell: `in_…` is an answer and read, `out_…` is written by the planner, `set_…` is the user's too and
    changes no answer, but the view or what a button does.

    A `formula` stays alive in the sheet; what is filled in is the value that it has just now. `since` is the layout
    (schema version) that first had it: a file of an older layout need not. `reveals` counts rows above and below it
    that are hidden, like its own, until it has a value.
    """

    name: str
    label: str = ""
    kind: CellKind = CellKind.TEXT
    allowed: Allowed | None = None
    required: bool = False
    lines: int = 1
    help: str = ""
    initial: str = ""
    look: str = ""
    formula: str = ""
    since: int = 1
    reveals: tuple[int, int] | None = None

    @property
    def is_answer(self) -> bool:
        return self.name.startswith("in_")

    @property
    def key(self) -> str:
        """The field's key in a RawProfile."""
        return self.name.removeprefix("in_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table. `fixed` cells are written when the template is built and never filled again.

    `width` is in characters; 0 takes the width of the sheet's form. `reads_as` is the key in a row of a RawProfile.
    A `prompted` input has a prompt of its own in each row, `key:prompt` under `key:title` in the template's rows.
    In a `formula`, `{tblX.key}` stands for the cells of another column and `{@key}` for the cell in the same row.
    """

    key: str
    header: str
    width: float = 0
    kind: CellKind = CellKind.TEXT
    allowed: Allowed | None = None
    required: bool = False
    fixed: bool = False
    reads_as: str = ""
    look: str = ""
    printed: bool = True
    formula: str = ""
    prompted: bool = False
    since: int = 1

    @property
    def heading(self) -> str:
        """The header as it stands in the sheet; a required column has an asterisk."""
        return self.header + (" *" if self.required else "")


class Carried(NamedTuple):
    """Columns that belong to the user: their values move with the value of `key` when the rows are filled anew.

    A row whose key is gone keeps its values and its `title`, and says so in the column `marked` with `words`. What
    stands in the columns `read` is read under the key `reads_as` of a RawProfile. The columns `one_answer` say one
    thing together: a merge takes them from one copy where two copies changed them in different ways.
    """

    columns: tuple[str, ...]
    key: str
    title: str
    marked: str
    words: str
    reads_as: str = ""
    read: tuple[str, ...] = ()
    one_answer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A real Excel table with a fixed number of rows; `capacity` 0 means one for each row of the catalogue.

    `reads_as` is its key in a RawProfile ("" if it is not read). With a `row_key` the rows stand there from the
    start and are filled by the value of that column. `hides_spare` hides rows without content, so that charts and
    what follows below see the filled ones only. `known_by` are the columns by which rows that come and go are told apart
    when two copies are merged; an input with neither these nor a `row_key` is one answer as a whole.
    """

    name: str
    columns: tuple[Column, ...]
    capacity: int = 0
    reads_as: str = ""
    row_key: str = ""
    known_by: tuple[str, ...] = ()
    carried: Carried | None = None
    first_column: int = 0
    filters: bool = False
    lines: int = 1
    hides_spare: bool = False
    since: int = 1

    def column(self, key: str) -> Column:
        """The column of this key; KeyError if there is none."""
        return {column.key: column for column in self.columns}[key]

    @property
    def is_input(self) -> bool:
        return bool(self.reads_as)

    @property
    def is_filled(self) -> bool:
        """Whether anything in it changes after the template has been built."""
        return not all(column.fixed for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A named block of result cells without headers, filled by row and column; one column may wrap its text.

    With `formulas` its cells are live, and what is filled in are the values that they have just now.
    """

    name: str
    rows: int
    columns: int
    wrapped_column: int | None = None
    hides_spare: bool = False
    formulas: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Labels with input cells and help, one under the other."""

    heading: str
    note: str = ""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """One table, or several side by side; on paper perhaps from the top of a new page, or not at all, with all below."""

    new_page: bool = False
    on_paper: bool = True
    heading: str = ""
    note: str = ""
    tables: tuple[Table, ...]


class Card(NamedTuple):
    """A headline figure with a line under it."""

    title: str
    value: Field
    note: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Headline figures side by side, each two columns wide."""

    cards: tuple[Card, ...]


class Step(NamedTuple):
    """A numbered step with a link to the sheet where it is done."""

    sheet: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What to do, in order."""

    heading: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Fixed sentences, one a row; a pair puts the second one into column `second_column`."""

    heading: str = ""
    lines: tuple[tuple[str, str], ...]
    second_column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels with short result values beside them."""

    heading: str = ""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A grid of two columns in which the planner tells how things stand; a lead without text is a heading."""

    grid: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Gantt:
    """Bars on a strip of periods: rows of number, step, kind, start, finish, state, driver; then the same in words.

    Beyond the strip stand the days on which each step was agreed; the strip frames them.

    `periods` holds the first day of each period and of the one after the last.
    """

    today: Field
    target: Field
    ready: Field
    first: Field
    zoom: Field
    months: Grid
    marks: Grid
    periods: Grid
    rows: Grid
    states: Grid
    drivers: Grid
    agreed: Grid
    words: Grid
    words_heading: str


class Series(NamedTuple):
    """One column of a table as a chart draws it; `how` is bar, line, dashes or points."""

    column: str
    look: str
    how: str = "bar"
    table: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A native chart of the columns of one table, with the sentence that tells it to those who cannot see it."""

    title: str
    alt: str
    kind: str
    table: str
    category: str
    series: tuple[Series, ...]
    category_title: str
    value_title: str
    category_format: str = ""
    value_format: str = "#,##0"
    value_most: int = 0
    width: int = 482
    height: int = 258


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """Charts two in a row; their figures stand in tables on the same sheet."""

    heading: str = ""
    note: str = ""
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Lines to sign on paper, each with what belongs on it."""

    heading: str
    note: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DropDowns:
    """The lists behind the choices, side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The answers that the plan was made from, one column for single answers and one for each column of a table.

    `changed` has a row for each sheet with answers: how many differ now, and the sheet's name if any does.
    """

    answers: Grid
    changed: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The rating scale with the sentences that anchor it."""

    second_column: int


Section = (
    Form | Tables | Cards | Steps | Lines | Facts | Story | Gantt | Charts | Signatures | DropDowns | Levels | Planned
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: what it is for and its sections from top to bottom.

    A sheet that `tells_age` says under its title, by a live formula, when an answer has changed since the plan was made.
    """

    name: str
    role: Role
    title: str
    purpose: str
    sections: tuple[Section, ...]
    form_widths: tuple[float, ...] = ()
    screen_columns: int = 0
    landscape: bool = False
    freeze_columns: int = 0
    freeze_table: bool = False
    pages_tall: int = 0
    hidden: bool = False
    tells_age: bool = False

    @property
    def banner(self) -> Field | None:
        """The cell that says when the plan on this sheet is out of date."""
        name = f"out_stale_{self.name.lower()}"
        return Field(name=name, since=3, formula='=out_stale&""') if self.tells_age else None

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for part in self.sections if isinstance(part, Tables) for table in part.tables)

    @property
    def fields(self) -> tuple[Field, ...]:
        banner = (self.banner,) if self.banner else ()
        return (*banner, *(field for part in self.sections for field in _fields_of(part)))

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(grid for part in self.sections for grid in _grids_of(part))

    @property
    def widths(self) -> tuple[float, ...]:
        """The width of each used column in characters, from its form and from its tables."""
        placed = [(t.first_column + at, c.width) for t in self.tables for at, c in enumerate(t.columns)]
        placed += list(enumerate(self.form_widths))
        count = max(at for at, _ in placed) + 1
        return tuple(max(width for at, width in placed if at == column) for column in range(count))

    @property
    def printed_columns(self) -> int:
        """How many columns go on paper: wide sheets end with columns for the screen only, in tables or beside all."""
        unprinted = [t.first_column + at for t in self.tables for at, c in enumerate(t.columns) if not c.printed]
        return min(unprinted, default=len(self.widths) - self.screen_columns)


def _fields_of(section: Section) -> Iterator[Field]:
    match section:
        case Form(fields=fields) | Facts(fields=fields):
            yield from fields
        case Cards(cards=cards):
            for card in cards:
                yield from (card.value, card.note)
        case Gantt():
            yield from (section.today, section.target, section.ready, section.first, section.zoom)


def _grids_of(section: Section) -> Iterator[Grid]:
    match section:
        case Story(grid=grid):
            yield grid
        case Gantt():
            yield from (section.months, section.marks, section.periods, section.rows)
            yield from (section.states, section.drivers, section.agreed, section.words)
        case Planned(answers=answers, changed=changed):
            yield from (answers, changed)
