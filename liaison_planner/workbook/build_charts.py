"""Native charts of tables on the same sheet; only rows that are shown are drawn, so spare rows leave no empty stretch."""

from math import ceil
from typing import Any

from liaison_planner.workbook.build_page import Page
from liaison_planner.workbook.schema_model import Chart, Charts, Series

_IN_A_ROW = 2
_PIXELS_OF_A_ROW = 20
_GAP = 8
_FONT_SIZE = 8
_NO_NUMBER = [None]
_NO_TEXT = [" "]
"""What XlsxWriter is to take for the values of cells that are blank in a template; it also tells it their kind."""


def add_charts(page: Page, charts: Charts) -> None:
    """Keeps the place of the charts free; they are drawn once the tables behind them stand."""
    page.heading(charts.heading, charts.note)
    across = 0
    for at, chart in enumerate(charts.charts):
        across = 0 if at % _IN_A_ROW == 0 else across
        page.charts.append((chart, page.row, across))
        across += chart.width + _GAP
        if at % _IN_A_ROW or at == len(charts.charts) - 1:
            page.row += ceil((chart.height + _GAP) / _PIXELS_OF_A_ROW)


def draw_charts(page: Page) -> None:
    """Draws the charts of the sheet, each with its alternative text."""
    for chart, row, across in page.charts:
        drawn = _scatter(page, chart) if chart.kind == "scatter" else _chart(page, chart)
        drawn.set_title({"name": chart.title, "name_font": _font(page, 12, bold=True), "overlay": False})
        drawn.set_chartarea({"border": {"color": page.theme.look.line}})
        drawn.set_size({"width": chart.width, "height": chart.height})
        if len(chart.series) == 1:
            drawn.set_legend({"none": True})
        else:
            drawn.set_legend({"position": "bottom", "font": _font(page)})
        place = {"x_offset": across + 4, "y_offset": 4, "object_position": 2, "description": chart.alt}
        page.paper.insert_chart(row, 0, drawn, place)


def _chart(page: Page, chart: Chart) -> Any:
    bars = [series for series in chart.series if series.how == "bar"]
    lines = [series for series in chart.series if series.how in ("line", "dashes")]
    drawn = page.workbook.add_chart({"type": chart.kind})
    for series in bars or lines:
        drawn.add_series(_series(page, chart, series))
    if bars and lines:
        over = page.workbook.add_chart({"type": "line"})
        for series in lines:
            over.add_series(_series(page, chart, series))
        drawn.combine(over)
    values = {**_axis(page, chart.value_title), "num_format": chart.value_format, "min": 0}
    if chart.value_most:
        values |= {"max": chart.value_most, "major_unit": 1}
    values["major_gridlines"] = {"visible": True, "line": {"color": page.theme.look.line}}
    categories = {**_axis(page, chart.category_title), "text_axis": True}
    if chart.category_format:
        categories["num_format"] = chart.category_format
    if chart.kind == "bar":
        drawn.set_x_axis(values)
        drawn.set_y_axis({**categories, "reverse": True, "crossing": "max", "interval_unit": 1})
    else:
        drawn.set_x_axis(categories)
        drawn.set_y_axis(values)
    return drawn


def _scatter(page: Page, chart: Chart) -> Any:
    drawn = page.workbook.add_chart({"type": "scatter"})
    for series in chart.series:
        drawn.add_series(_points(page, chart, series))
    lines = {"major_gridlines": {"visible": True, "line": {"color": page.theme.look.line}}}
    drawn.set_x_axis({**_axis(page, chart.category_title), "num_format": chart.category_format, **lines})
    drawn.set_y_axis({**_axis(page, chart.value_title), "num_format": chart.value_format, "min": 0, **lines})
    return drawn


def _series(page: Page, chart: Chart, series: Series) -> dict[str, Any]:
    color = getattr(page.theme.look, series.look)
    dates = bool(chart.category_format)
    return {
        "name": f"={page.headers[f'{chart.table}.{series.column}']}",
        "categories": f"={page.places[f'{chart.table}.{chart.category}']}",
        "values": f"={page.places[f'{chart.table}.{series.column}']}",
        "categories_data": _NO_NUMBER if dates else _NO_TEXT,
        "values_data": _NO_NUMBER,
        "fill": {"color": color},
        "line": _line(series, color),
        "gap": 40,
    }


def _line(series: Series, color: str) -> dict[str, Any]:
    if series.how == "bar":
        return {"none": True}
    return {"color": color, "width": 2.25, **({"dash_type": "dash"} if series.how == "dashes" else {})}


def _points(page: Page, chart: Chart, series: Series) -> dict[str, Any]:
    """Points with the names of their rows beside them."""
    color = getattr(page.theme.look, series.look)
    names = page.cells[f"{series.table}.{series.category}"]
    return {
        "name": page.titles[series.table],
        "categories": f"={page.places[f'{series.table}.{chart.category}']}",
        "values": f"={page.places[f'{series.table}.{series.column}']}",
        "categories_data": _NO_NUMBER,
        "values_data": _NO_NUMBER,
        "marker": {
            "type": "circle" if series.look == "accent" else "diamond",
            "size": 10,
            "fill": {"color": color},
            "border": {"color": color},
        },
        "data_labels": {
            "value": True,
            "position": "right",
            "font": _font(page),
            "custom": [{"value": f"={name}"} for name in names],
        },
    }


def _axis(page: Page, title: str) -> dict[str, Any]:
    return {
        "name": title,
        "name_font": _font(page, bold=False),
        "num_font": _font(page),
        "line": {"color": page.theme.look.line},
    }


def _font(page: Page, size: int = _FONT_SIZE, *, bold: bool = False) -> dict[str, Any]:
    return {"name": page.theme.look.font, "size": size, "bold": bold, "color": page.theme.look.ink}
