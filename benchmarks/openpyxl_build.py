"""The same workbook built from nothing by openpyxl, as far as openpyxl can."""

import io
from copy import copy
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table


class OpenpyxlBuild:
    """A workbook's content as plain values, read once; `build` writes it with openpyxl into a new workbook.

    Left out, in openpyxl's favour: charts, and the making of styles, which are taken over ready-made.
    """

    def __init__(self, package: bytes) -> None:
        self._source = load_workbook(io.BytesIO(package))

    def build(self) -> bytes:
        """Cells, formats, widths, heights, merged cells, checks, conditional formats, tables and names, saved."""
        book = Workbook()
        book.remove(book.active)  # type: ignore[arg-type]
        _share_styles(book, self._source)
        for sheet in self._source:
            _copy_sheet(sheet, book.create_sheet(sheet.title))
        for name, defined in self._source.defined_names.items():
            book.defined_names[name] = copy(defined)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()


def _share_styles(book: Any, source: Any) -> None:
    for part in ("_fonts", "_fills", "_borders", "_alignments", "_protections", "_number_formats", "_cell_styles"):
        setattr(book, part, getattr(source, part))
    book._differential_styles = source._differential_styles


def _copy_sheet(source: Any, sheet: Any) -> None:
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None or cell.has_style:
                new = sheet.cell(cell.row, cell.column, cell.value)
                new._style = cell._style
    _copy_sizes(source, sheet)
    _copy_rules(source, sheet)


def _copy_sizes(source: Any, sheet: Any) -> None:
    for letter, column in source.column_dimensions.items():
        sheet.column_dimensions[letter].width = column.width
    for number, row in source.row_dimensions.items():
        sheet.row_dimensions[number].height = row.height
    for area in source.merged_cells.ranges:
        sheet.merge_cells(str(area))


def _copy_rules(source: Any, sheet: Any) -> None:
    for check in source.data_validations.dataValidation:
        sheet.add_data_validation(copy(check))
    for area in source.conditional_formatting:
        for rule in area.rules:
            sheet.conditional_formatting.add(str(area.sqref), copy(rule))
    for table in source.tables.values():
        sheet.add_table(Table(displayName=table.displayName, ref=table.ref))
