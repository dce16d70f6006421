"""One sheet while it is being built: where the next row goes, what is written, and every refusal made loud."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs

from liaison_planner.catalogue import Catalogue
from liaison_planner.views import Row, Value
from liaison_planner.workbook.formulas import resolved
from liaison_planner.workbook.schema_model import Chart, Sheet
from liaison_planner.workbook.theme import Theme

LAST_ROW = 1_048_575


class TemplateError(Exception):
    """XlsxWriter refused something: a bug in the schema or the builder."""


class Strict:
    """A worksheet whose refusals, which XlsxWriter returns as negative numbers, are raised instead."""

    def __init__(self, worksheet: Any) -> None:
        self._worksheet = worksheet

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call = getattr(self._worksheet, name)

        def checked(*arguments: Any, **options: Any) -> Any:
            result = call(*arguments, **options)
            if isinstance(result, int) and result < 0:
                raise TemplateError(f"{self._worksheet.get_name()}: {name}{arguments} returned {result}")
            return result

        return checked


@dataclass
class Page:
    """A sheet with a cursor `row` at the next free row; rows and columns count from 0.

    `places` holds the cells of the table columns that stand already, on this sheet and on those before it; `headers`
    their headers, `cells` each single cell, and `titles` the headings above the tables.
    """

    sheet: Sheet
    paper: Strict
    workbook: Workbook
    theme: Theme
    catalogue: Catalogue
    rows: Mapping[str, tuple[Row, ...]]
    starting: Mapping[str, Value]
    places: dict[str, str] = field(default_factory=dict)
    later: list[Callable[[], None]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    cells: dict[str, tuple[str, ...]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    charts: list[tuple[Chart, int, int]] = field(default_factory=list)
    row: int = 0
    last_printed_row: int = LAST_ROW
    header_row: int | None = None
    first_input: tuple[int, int] | None = None
    widths: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.widths = self.sheet.widths

    def write(self, row: int, column: int, value: Value, look: Format) -> None:
        """Writes a value as what it is: text never turns into a formula or a link."""
        if value is None or value == "":
            self.paper.write_blank(row, column, None, look)
        elif isinstance(value, str):
            self.paper.write_string(row, column, value, look)
        elif isinstance(value, date):
            self.paper.write_datetime(row, column, value, look)
        else:
            self.paper.write_number(row, column, value, look)

    def formula(self, row: int, column: int, formula: str, look: Format, value: Value) -> None:
        """A live formula and the value that it has now; it is written once all sheets stand, as it may look ahead."""
        self.later.append(lambda: self._write_formula(row, column, formula, look, value))

    def _write_formula(self, row: int, column: int, formula: str, look: Format, value: Value) -> None:
        shown = "" if value is None else value
        self.paper.write_formula(row, column, resolved(formula, self.places), look, shown)

    def area(self, row: int, column: int, last_row: int, last_column: int) -> str:
        """Cells as a formula on any sheet names them."""
        return f"'{self.sheet.name}'!{xl_range_abs(row, column, last_row, last_column)}"

    def name(
        self, name: str, row: int, column: int, last_row: int | None = None, last_column: int | None = None
    ) -> None:
        """Gives the cell, or the block of cells, a workbook-level name."""
        area = xl_range_abs(
            row, column, row if last_row is None else last_row, column if last_column is None else last_column
        )
        if self.workbook.define_name(name, f"='{self.sheet.name}'!{area}") != 0:
            raise TemplateError(f"the name {name} was refused")

    def print_down_to(self, row: int) -> None:
        """Nothing below this row goes on paper."""
        self.last_printed_row = min(row, self.last_printed_row)

    def set_print_area(self) -> None:
        """The print area: all rows, of which Excel and LibreOffice print those down to the last one that is used.

        It is named here because XlsxWriter would write `$A:$B`, which openpyxl does not understand.
        """
        area = xl_range_abs(0, 0, self.last_printed_row, self.sheet.printed_columns - 1)
        self.workbook.define_name(f"{self.sheet.name}!_xlnm.Print_Area", f"='{self.sheet.name}'!{area}")

    def heading(self, text: str, note: str = "") -> None:
        """A section heading with its note, after some white space."""
        if not text:
            return
        self.paper.set_row(self.row, 16)
        self.paper.set_row(self.row + 1, 26)
        self.write(self.row + 1, 0, text, self.theme.heading())
        self.row += 2
        if note:
            self.paper.set_row(self.row, 20)
            self.write(self.row, 0, note, self.theme.note())
            self.row += 1

    def found_input(self, row: int, column: int) -> None:
        """Remembers the first cell to fill in, where the cursor will stand."""
        self.first_input = self.first_input or (row, column)
