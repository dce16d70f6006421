"""The same workbook built as a whole by XlsxWriter: another way to the content that filling a template gives."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any
from unittest.mock import patch

from xlsxwriter import Workbook

from liaison_planner.catalogue import Catalogue
from liaison_planner.views import Content, Lines, Row, Value
from liaison_planner.workbook import build
from liaison_planner.workbook.heights import row_points
from liaison_planner.workbook.references import Area, area_of, sheet_and_area
from liaison_planner.workbook.schema import drawn_tables, fields, grids, tables
from liaison_planner.workbook.schema_model import Grid, Table

_LONGEST = 32_767
_CUT = " […]"


def full_build(catalogue: Catalogue, content: Content) -> bytes:
    """The template with this content, written from nothing; every value goes through XlsxWriter's own methods."""
    with patch.object(build, "Workbook", partial(FilledWorkbook, content)):
        return build.build_template(catalogue)


class FilledWorkbook(Workbook):  # type: ignore[misc]
    """A template that gets its content before it is saved."""

    def __init__(self, content: Content, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._content = content

    def close(self) -> None:
        """Writes the content, then everything."""
        sheets = {sheet.get_name(): sheet for sheet in self.worksheets()}
        names = {name[0]: sheet_and_area(name[2].removeprefix("=")) for name in self.defined_names if name[1] == -1}
        for name, value in self._content.fields.items():
            sheet, area = _there(names[name])
            _write(sheets[sheet], area.first_row - 1, area.first_column - 1, value)
            if reveals := fields()[name].reveals:
                for row in range(area.first_row - 1 - reveals[0], area.first_row + reveals[1]):
                    _set_hidden(sheets[sheet], row, hidden=value is None or value == "")
        for name, lines in self._content.grids.items():
            sheet, area = _there(names[name])
            _write_grid(sheets[sheet], area, grids()[name], lines)
        for name, rows in self._content.tables.items():
            paper, placed = next(_tables_called(sheets.values(), name))
            _write_table(paper, placed, tables()[name], rows, self.str_table.string_table)
        super().close()


def _there(place: tuple[str, Area] | None) -> tuple[str, Area]:
    assert place is not None
    return place


def _tables_called(sheets: Any, name: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    return ((sheet, table) for sheet in sheets for table in sheet.tables if table["name"] == name)


def _write_grid(paper: Any, area: Area, grid: Grid, lines: Lines) -> None:
    for at, row in enumerate(range(area.first_row - 1, area.last_row)):
        line = lines[at] if at < len(lines) else ()
        for place, column in enumerate(range(area.first_column - 1, area.last_column)):
            _write(paper, row, column, line[place] if place < len(line) else None)
        if grid.wrapped_column is not None:
            text = line[grid.wrapped_column] if grid.wrapped_column < len(line) else None
            width = _width(paper, area.first_column - 1 + grid.wrapped_column)
            _set_height(paper, row, row_points([(text, width, "help")], 18) if isinstance(text, str) else None)
        if grid.hides_spare:
            _set_hidden(paper, row, hidden=at >= len(lines))


def _write_table(
    paper: Any, placed: dict[str, Any], table: Table, rows: tuple[Row, ...], texts: dict[str, int]
) -> None:
    area = area_of(placed["range"])
    assert area is not None
    at = {each["name"]: area.first_column - 1 + place for place, each in enumerate(placed["columns"])}
    columns = {column: at[column.heading] for column in table.columns if not column.fixed}
    numbers = range(area.first_row, area.last_row)
    if table.row_key:
        by_number = {number: text for text, number in texts.items()}
        keys = [_text(paper, number, at[table.column(table.row_key).heading], by_number) for number in numbers]
        by_key = {str(row[table.row_key]): row for row in rows}
        rows = tuple(by_key.get(key, {}) for key in keys)
    for place, number in enumerate(numbers):
        row = rows[place] if place < len(rows) else {}
        for column, where in columns.items():
            _write(paper, number, where, row.get(column.key))
        if not table.is_input and not table.row_key:
            wide = [(row.get(c.key), _width(paper, where), c.look) for c, where in columns.items()]
            long = [(text, width, look) for text, width, look in wide if isinstance(text, str)]
            _set_height(paper, number, row_points(long, 22.0) if long else None)
        if table.hides_spare:
            _set_hidden(paper, number, hidden=place >= max(len(rows), table.name in drawn_tables()))


def _text(paper: Any, row: int, column: int, texts: dict[int, str]) -> str:
    return texts[paper.table[row][column].string]


def _width(paper: Any, column: int) -> float:
    """The width that the template gave the column, in characters as the file says it."""
    found = paper.col_info.get(column)
    return 8.43 if found is None else (found.width * 256 // paper.max_digit_width) / 256


def _set_height(paper: Any, row: int, points: float | None) -> None:
    if points is not None:
        paper.set_row(row, points)
    else:
        paper.row_info.pop(row, None)


def _set_hidden(paper: Any, row: int, *, hidden: bool) -> None:
    there = paper.row_info.get(row)
    if hidden or there is not None:
        paper.set_row(row, there.height * 0.75 if there else None, None, {"hidden": hidden})


def _write(paper: Any, row: int, column: int, value: Value) -> None:
    """Writes a value into a cell with the format that it has; a formula there stays, with this as its value."""
    there = paper.table.get(row, {}).get(column)
    look = None if there is None else there.format
    if type(there).__name__ == "Formula":
        paper.write_formula(row, column, f"={there.formula}", look, "" if value is None else value)
    elif value is None or value == "":
        if there is not None:
            paper.write_blank(row, column, None, look) if look else paper.table[row].pop(column)
    elif isinstance(value, str):
        assert paper.write_string(row, column, _as_a_cell_holds_it(value), look) == 0
    elif isinstance(value, date):
        paper.write_datetime(row, column, value, look)
    else:
        paper.write_number(row, column, value, look)


def _as_a_cell_holds_it(text: str) -> str:
    """XlsxWriter refuses what we cut and mend: texts that are too long, and halves of characters."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return text
    return units[: 2 * (_LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
