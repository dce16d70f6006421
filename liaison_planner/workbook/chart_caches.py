"""Charts carry copies of the cells that they draw; those of our charts are kept equal to the cells.

Excel makes the copies anew when it opens a file. Previewers and phones show them as they are.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from liaison_planner.domain.cell import ErrorValue, RawValue
from liaison_planner.domain.text import as_text
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.dates import number_of
from liaison_planner.workbook.references import Area, sheet_and_area
from liaison_planner.workbook.schema import charts, tables
from liaison_planner.workbook.schema_model import Chart
from liaison_planner.workbook.text import as_chart_text, for_xml, from_xml

Place = tuple[str, Area]

_COPY = re.compile(
    r"<c:f>([^<]*)</c:f>"
    r"(<c:(num|str)Cache>(?:<c:formatCode>([^<]*)</c:formatCode>)?<c:ptCount[^<>]*/>"
    r"(?:<c:pt [^<>]*><c:v>[^<]*</c:v></c:pt>)*</c:\3Cache>)"
)
_UTF_8 = re.compile(rb"<\?xml[^>]*\sencoding=[\"']utf-8[\"']", re.IGNORECASE)
MOST_POINTS = 32_000
"""Of a series ("Excel specifications and limits", Microsoft, for the older charts); copies of more stay as they are."""
_UNUSUAL = (b"<!--", b"<![CDATA[", b"<!DOCTYPE")


class Copy(NamedTuple):
    """The copy of some cells as it stands; `kind` is num or str, and `code` the XML that tells how numbers are shown."""

    place: Place
    kind: str
    code: str
    text: str


CutChart = tuple[str | Copy, ...]
"""A chart part in pieces: the copies, and what stands between them."""


class Cells(Protocol):
    """The cells of a workbook as they are after filling."""

    def is_touched(self, sheet: str) -> bool:
        """Whether cells of this sheet were to be filled."""

    def shown(self, place: Place) -> list[RawValue]:
        """The values of these cells, row by row; of several cells without those in hidden rows."""


def our_charts(book: Book) -> Mapping[str, CutChart]:
    """Our charts by their parts: those that draw what the schema says. Charts of the user's are not among them."""
    wanted = [codes for chart in charts() if (codes := _drawn(book, chart))]
    found = {}
    for part in book.chart_parts:
        pieces = _cut(book.package.parts[part])
        places = {piece.place for piece in pieces if isinstance(piece, Copy)}
        for codes in wanted:
            if codes.keys() <= places:
                found[part] = tuple(piece if isinstance(piece, str) else _shown_as(piece, codes) for piece in pieces)
    return found


def _drawn(book: Book, chart: Chart) -> dict[Place, str]:
    """The cells of each series and of its categories, with the number format of the chart; none if a table is gone."""
    found: dict[Place, str] = {}
    for series in chart.series:
        table = book.tables.get((series.table or chart.table).casefold())
        for key, code in ((chart.category, chart.category_format), (series.column, chart.value_format)):
            column = None if table is None else table.column(_heading(series.table or chart.table, key))
            if table is None or column is None:
                return {}
            found[table.sheet, table.rows._replace(first_column=column, last_column=column)] = code
    return found


def _shown_as(copy: Copy, codes: Mapping[Place, str]) -> Copy:
    """XlsxWriter calls every number «General», as which a day would be shown as 46391."""
    code = codes.get(copy.place, "")
    return copy._replace(code=for_xml(code)) if code and copy.kind == "num" else copy


def _heading(table: str, key: str) -> str:
    return tables()[table].column(key).heading


def _cut(content: bytes) -> CutChart:
    """The pieces of a chart part; nothing is taken for a copy in a part that is written in an unusual way."""
    if not _UTF_8.match(content) or any(sign in content for sign in _UNUSUAL):
        return ()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return ()
    pieces, end = list[str | Copy](), 0
    for found in _COPY.finditer(text):
        place = sheet_and_area(from_xml(found[1]))
        if place is not None and _cells_in(place[1]) <= MOST_POINTS:
            pieces += (text[end : found.start(2)], Copy(place, found[3], found[4] or "", found[2]))
            end = found.end()
    return (*pieces, text[end:])


def _cells_in(area: Area) -> int:
    return (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)


def with_new_copies(chart: CutChart, cells: Cells, *, from_1904: bool) -> bytes | None:
    """The chart part with the values that its cells have now; None if it has them already."""
    copies = {piece for piece in chart if isinstance(piece, Copy) and cells.is_touched(piece.place[0])}
    renewed = {copy: _renewed(copy, cells, from_1904=from_1904) for copy in copies}
    if all(text == copy.text for copy, text in renewed.items()):
        return None
    pieces = (piece if isinstance(piece, str) else renewed.get(piece, piece.text) for piece in chart)
    return "".join(pieces).encode()


def _renewed(copy: Copy, cells: Cells, *, from_1904: bool) -> str:
    """A point for each cell that is shown; blank cells count, and have none."""
    values = cells.shown(copy.place)
    write = _as_number if copy.kind == "num" else _as_text
    texts = (write(number_of(value, from_1904=from_1904) if isinstance(value, date) else value) for value in values)
    points = [f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(texts) if text]
    code = f"<c:formatCode>{copy.code}</c:formatCode>" if copy.code else ""
    count = f'<c:ptCount val="{len(values)}"/>'
    return f"<c:{copy.kind}Cache>{code}{count}{''.join(points)}</c:{copy.kind}Cache>"


def _as_number(value: RawValue) -> str:
    """Excel draws a text as nothing where a number is wanted."""
    return "" if value is None or isinstance(value, str | ErrorValue | date) else repr(value)


def _as_text(value: RawValue) -> str:
    return as_chart_text(value if isinstance(value, str) else as_text(value))
