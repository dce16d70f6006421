"""The summary workbook of a batch: one row a person, one row an issue."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.text import without_control_characters


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One person's line; `extra` holds unknown roster columns, which are shown as they came."""

    plan: Plan
    label: str
    file: str
    expected_outcome: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    width: int
    format: str


_COLUMNS = (
    _Column("Person", 12, "text"),
    _Column("Who", 34, "wrapped"),
    _Column("Focus area", 30, "wrapped"),
    _Column("Result", 15, "text"),
    _Column("Ready on", 13, "date"),
    _Column("Apply from", 13, "date"),
    _Column("Cost (USD)", 11, "money"),
    _Column("Effort (h)", 11, "money"),
    _Column("Steps", 9, "money"),
    _Column("Route", 10, "text"),
    _Column("What clashes", 44, "wrapped"),
    _Column("What would help", 60, "wrapped"),
    _Column("Workbook", 22, "text"),
)
_ISSUE_COLUMNS = (
    _Column("Person", 12, "text"),
    _Column("Severity", 10, "text"),
    _Column("Code", 22, "text"),
    _Column("File or sheet", 20, "text"),
    _Column("Cell", 24, "text"),
    _Column("What is wrong", 60, "wrapped"),
    _Column("How to mend it", 60, "wrapped"),
)
_RESULTS = {
    "optimal": "Proven best",
    "feasible": "Valid",
    "infeasible": "Nothing fits",
    "invalid_input": "Inputs to mend",
}
Line = list[object]
POINTS_PER_LINE = 15
LONGEST_TEXT = 32_767
"""Characters in one cell ("Excel specifications and limits", Microsoft)."""


def summary_workbook(rows: Sequence[SummaryRow], issues: Sequence[Issue], today: date) -> bytes:
    """The workbook as bytes: a sheet People and a sheet Issues, both filterable; same arguments, same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Batch summary", "created": datetime(today.year, today.month, today.day, tzinfo=UTC)})
    formats = {
        "text": book.add_format({"valign": "top"}),
        "wrapped": book.add_format({"valign": "top", "text_wrap": True}),
        "date": book.add_format({"valign": "top", "num_format": "d mmm yyyy", "align": "left"}),
        "money": book.add_format({"valign": "top", "num_format": "#,##0"}),
        "header": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE8EA", "bottom": 1}
        ),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "quiet": book.add_format({"font_color": "#5A6A72"}),
    }
    extra = tuple(dict.fromkeys(name for row in rows for name, _ in row.extra))
    columns = (
        *_COLUMNS,
        _Column("Expected (from the roster)", 50, "wrapped"),
        *(_Column(n, 18, "text") for n in extra),
    )
    note = f"{len(rows)} people, planned on {today:%Y-%m-%d}"
    _sheet(
        book.add_worksheet("People"),
        ("tblPeople", "People", note),
        columns,
        [_line(row, extra) for row in rows],
        formats,
    )
    lines = [_issue_line("", issue) for issue in issues]
    lines += [_issue_line(row.plan.person_id, issue) for row in rows for issue in row.plan.issues]
    note = f"{len(lines)} notes and problems in the inputs"
    _sheet(book.add_worksheet("Issues"), ("tblIssues", "Issues", note), _ISSUE_COLUMNS, lines, formats)
    book.close()
    return buffer.getvalue()


def _line(row: SummaryRow, extra: Sequence[str]) -> Line:
    plan, told = row.plan, dict(row.extra)
    return [
        plan.person_id,
        row.label,
        plan.focus.title if plan.focus else "",
        _RESULTS[plan.status.value],
        plan.ready_date,
        plan.apply_from,
        plan.total_cost_usd,
        plan.total_effort_hours,
        len(plan.items),
        plan.route or "",
        "\n".join(conflict.text for conflict in plan.conflicts),
        "\n".join(
            f"{way.change} Ready {way.ready_date:%Y-%m-%d}, ${way.total_cost_usd:,.0f}." for way in plan.ways_out
        ),
        row.file,
        row.expected_outcome,
        *(told.get(name, "") for name in extra),
    ]


def _issue_line(person_id: str, issue: Issue) -> Line:
    return [person_id, issue.severity.value, issue.code, issue.sheet, issue.cell, issue.what, issue.how_to_fix]


def _sheet(
    sheet: Worksheet,
    names: tuple[str, str, str],
    columns: Sequence[_Column],
    lines: list[Line],
    formats: dict[str, Format],
) -> None:
    """Title, a note, then one table; headers stay in view and repeat on every printed page."""
    table, title, note = names
    first = 3
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, title, formats["title"])
    sheet.write_string(1, 0, note, formats["quiet"])
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, formats[column.format])
    for number, line in enumerate(lines, start=first + 1):
        for position, (value, column) in enumerate(zip(line, columns, strict=True)):
            _write(sheet, (number, position), value, formats[column.format])
        sheet.set_row(number, POINTS_PER_LINE * _lines(line, columns))
    headers = [{"header": header, "header_format": formats["header"]} for header in _unique_headers(columns)]
    bottom = first + max(1, len(lines))
    sheet.add_table(
        first, 0, bottom, len(columns) - 1, {"name": table, "columns": headers, "style": "Table Style Light 1"}
    )
    sheet.freeze_panes(first + 1, 1)
    sheet.repeat_rows(first)
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, bottom, len(columns) - 1)
    sheet.set_footer("&L&A&RPage &P of &N")


def _lines(line: Line, columns: Sequence[_Column]) -> int:
    """How many lines the tallest cell needs; LibreOffice would leave the row one line high."""
    wrapped = [
        (str(value), column.width) for value, column in zip(line, columns, strict=True) if column.format == "wrapped"
    ]
    return max((sum(-(-max(1, len(part)) // width) for part in text.split("\n")) for text, width in wrapped), default=1)


def _unique_headers(columns: Sequence[_Column]) -> list[str]:
    """Excel refuses a table with two headers alike (case does not count), and a roster may bring any."""
    headers: list[str] = []
    for column in columns:
        header, number = without_control_characters(column.header)[:250], 1
        while any(header.casefold() == other.casefold() for other in headers):
            number += 1
            header = f"{column.header} {number}"
        headers.append(header)
    return headers


def _write(sheet: Worksheet, place: tuple[int, int], value: object, look: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*place, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001 - a serial
    elif isinstance(value, int | float):
        sheet.write_number(*place, value, look)
    elif value:
        sheet.write_string(*place, without_control_characters(str(value))[:LONGEST_TEXT], look)
