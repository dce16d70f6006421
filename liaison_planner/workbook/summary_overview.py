"""The first page of the summary, for a board: headline figures and four charts on one printed page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from liaison_planner.workbook import theme
from liaison_planner.workbook.summary import FIRST_ROW, SummaryBook, write

OVERVIEW = "Overview"
FIGURES = "Figures"
RESULT_COLOURS = (theme.ACCENT, "#D9A62E", "#A1520F", "#9AA7AD")
CARD_COLUMNS = 3
CHART_SIZE = {"width": 546, "height": 270}
BARS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Block:
    """A small table of figures: a title, headings, and lines whose first cell is a label."""

    title: str
    headings: tuple[str, ...]
    lines: tuple[tuple[object, ...], ...]
    look: str = "number"


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows. `cards` are (figure, caption); each chart draws one block or one sheet."""

    subtitle: str
    cards: tuple[tuple[str, str], ...]
    results: Block
    ready: Block
    starts: Block
    others: tuple[Block, ...]
    remarks: tuple[str, ...]


def add_overview_sheets(summary: SummaryBook) -> tuple[Worksheet, Worksheet]:
    """The two sheets in front, still blank: what they show is known only at the end."""
    first, figures = summary.book.add_worksheet(OVERVIEW), summary.book.add_worksheet(FIGURES)
    for sheet in (first, figures):
        sheet.hide_gridlines(2)
        sheet.set_tab_color(theme.DEEP)
        sheet.set_landscape()
        sheet.set_paper(1)
        sheet.set_margins(0.4, 0.4, 0.4, 0.5)
        sheet.set_footer("&L&F&RPage &P of &N")
    first.fit_to_pages(1, 1)
    figures.fit_to_pages(1, 0)
    return first, figures


def fill_overview(summary: SummaryBook, sheets: tuple[Worksheet, Worksheet], overview: Overview) -> None:
    """Writes both sheets from top to bottom; the charts draw from the figures and from the sheet Gaps."""
    first, figures = sheets
    places = _write_blocks(summary, figures, (overview.results, overview.ready, overview.starts, *overview.others))
    _write_head(summary, first, overview)
    charts = (
        _results_chart(summary, overview.results, places[0]),
        _columns_chart(summary, overview.ready, places[1], theme.ACCENT),
        _gaps_chart(summary),
        _columns_chart(summary, overview.starts, places[2], theme.DEEP),
    )
    for number, chart in enumerate(charts):
        if chart is not None:
            first.insert_chart(6 + number // 2 * 14, number % 2 * 7, chart, {"object_position": 2, "x_offset": 2})


def _write_head(summary: SummaryBook, sheet: Worksheet, overview: Overview) -> None:
    for column in range(15):  # the third column of each card is the gap to the next one
        sheet.set_column(column, column, 6 if column % CARD_COLUMNS == CARD_COLUMNS - 1 else 12.6)
    sheet.set_row(0, 30)
    write(sheet, (0, 0), "Your cohort", summary.formats["title"])
    write(sheet, (1, 0), overview.subtitle, summary.formats["quiet"])
    sheet.set_row(3, 30)
    for row, part in ((3, 0), (4, 1)):
        look = summary.formats["figure" if part == 0 else "caption"]
        for number, card in enumerate(overview.cards):
            for column in range(CARD_COLUMNS):
                cell = (row, number * CARD_COLUMNS + column)
                if column == CARD_COLUMNS - 1:
                    continue  # a gap between two cards
                write(sheet, cell, card[part] if column == 0 else "", look)
    for number, remark in enumerate(overview.remarks):
        write(sheet, (35 + number, 0), remark, summary.formats["quiet"])
    sheet.print_area(0, 0, 35 + max(1, len(overview.remarks)), 14)


def _write_blocks(summary: SummaryBook, sheet: Worksheet, blocks: Sequence[Block]) -> list[int]:
    """Writes the blocks below one another and gives the row of each one's headings."""
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 12, 14)
    sheet.set_row(0, 26)
    write(sheet, (0, 0), FIGURES, summary.formats["title"])
    places, row = [], 2
    for block in blocks:
        write(sheet, (row, 0), block.title, summary.formats["section"])
        places.append(row + 1)
        for column, heading in enumerate(block.headings):
            write(sheet, (row + 1, column), heading, summary.formats["header" if column == 0 else "header_number"])
        for number, line in enumerate(block.lines, start=row + 2):
            for column, value in enumerate(line):
                write(sheet, (number, column), value, summary.formats["text" if column == 0 else block.look])
        row += len(block.lines) + 3
    return places


def _results_chart(summary: SummaryBook, block: Block, row: int) -> Any:
    chart = summary.book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, colour in enumerate(RESULT_COLOURS, start=1):
        chart.add_series(_series((row, column), (row + 1, row + len(block.lines)), colour))
    _style(chart, "Who gets a plan, by focus area")
    chart.set_legend({"position": "bottom", "font": _font(9)})
    chart.set_y_axis({"reverse": True, "num_font": _font(9), "line": {"color": theme.LINE}})
    chart.set_x_axis(
        {
            "num_font": _font(9),
            "major_gridlines": _grid(),
            "num_format": "#,##0",
            "label_position": "high",
            "line": {"none": True},
        }
    )
    return chart


def _columns_chart(summary: SummaryBook, block: Block, row: int, colour: str) -> Any:
    if not block.lines:
        return None
    chart = summary.book.add_chart({"type": "column"})
    chart.add_series(_series((row, 1), (row + 1, row + len(block.lines)), colour) | {"gap": 40})
    _style(chart, block.title)
    chart.set_legend({"none": True})
    chart.set_y_axis({"num_font": _font(9), "major_gridlines": _grid(), "num_format": "#,##0", "line": {"none": True}})
    chart.set_x_axis({"num_font": _font(9) | {"rotation": -45}, "line": {"color": theme.LINE}})
    return chart


def _gaps_chart(summary: SummaryBook) -> Any:
    """The longest lines of the sheet Gaps, which is sorted; None if nobody lacks anything."""
    if not (shown := min(BARS_SHOWN, summary.rows("Gaps"))):
        return None
    chart = summary.book.add_chart({"type": "bar"})
    rows = (FIRST_ROW, FIRST_ROW + shown - 1)
    chart.add_series(
        {
            "name": "People",
            "categories": ["Gaps", rows[0], 0, rows[1], 0],
            "values": ["Gaps", rows[0], 2, rows[1], 2],
            "fill": {"color": "#2C7553"},
            "gap": 40,
        }
    )
    _style(chart, "What people lack most often")
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": _font(9), "line": {"color": theme.LINE}})
    chart.set_x_axis(
        {
            "num_font": _font(9),
            "major_gridlines": _grid(),
            "num_format": "#,##0",
            "label_position": "high",
            "line": {"none": True},
        }
    )
    return chart


def _series(head: tuple[int, int], rows: tuple[int, int], colour: str) -> dict[str, Any]:
    row, column = head
    return {
        "name": [FIGURES, row, column],
        "categories": [FIGURES, rows[0], 0, rows[1], 0],
        "values": [FIGURES, rows[0], column, rows[1], column],
        "fill": {"color": colour},
        "gap": 60,
    }


def _style(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": _font(11) | {"bold": True}, "overlay": False})
    chart.set_chartarea({"border": {"color": theme.LINE}})
    chart.set_size(CHART_SIZE)


def _font(size: int) -> dict[str, Any]:
    return {"name": theme.FONT, "size": size, "color": theme.INK}


def _grid() -> dict[str, Any]:
    return {"visible": True, "line": {"color": theme.LINE, "width": 0.5}}
