"""A task pane in headless Chromium, served by the real server, in front of a workbook in the stand-in for Excel."""

import io
import json
import shutil
from collections.abc import Callable, Generator, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.addin.remote import Cells, _is_formula, cells_of
from tests.conftest import TODAY, needed

_OFFICE = Path(__file__).with_name("office.js")
_IDLE = "main[aria-busy=false]"
_EPOCH = date(1899, 12, 30)
_NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12)  # noqa: DTZ001 - the browser's own time
Panes = Callable[..., "Pane"]
"""Opens a task pane: address of the server, the workbook, and the sheet and cell that are selected."""


def panes_of() -> Generator[Panes, None, None]:
    """One browser for many panes; each pane has a context of its own."""
    chromium = needed(
        "Chromium", shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        opened: list[BrowserContext] = []

        def pane(address: str, package: bytes, sheet: str = "Start", cell: str = "A1") -> Pane:
            for context in opened:
                context.close()
            opened[:] = [_context(browser)]
            return Pane(opened[0].new_page(), address, package, sheet, cell)

        yield pane
        browser.close()


def _context(browser: Browser) -> BrowserContext:
    return browser.new_context(
        ignore_https_errors=True, viewport={"width": 360, "height": 900}, accept_downloads=True, locale="en-US"
    )


class Pane:
    """An open task pane."""

    def __init__(self, page: Page, address: str, package: bytes, sheet: str, cell: str) -> None:
        self.page, self._package, self.strange = page, package, list[str]()
        self.sent: list[str] = []
        page.clock.set_fixed_time(_NOON)
        page.add_init_script(f"window.__book = {json.dumps(book_of(package, sheet, cell))};")
        page.on("pageerror", lambda error: self.strange.append(f"error: {error}"))
        page.on("request", lambda request: self._saw(request.url, request.post_data, address))
        page.route("**/office.js", lambda route: route.fulfill(path=_OFFICE, content_type="text/javascript"))
        page.goto(f"{address}/taskpane.html")
        page.wait_for_selector(_IDLE)

    def _saw(self, url: str, body: str | None, address: str) -> None:
        if not url.startswith((f"{address}/", "blob:", "data:")):
            self.strange.append(f"request: {url}")
        if body:
            self.sent.append(body)

    def click(self, caption: str, seconds: float = 240) -> str:
        """Clicks a button and gives the message at the end."""
        self.page.get_by_role("button", name=caption, exact=True).click()
        return self.answer(seconds)

    def answer(self, seconds: float = 240) -> str:
        """The message once nothing runs any more."""
        self.page.wait_for_selector(_IDLE, timeout=seconds * 1000)
        return self.message

    @property
    def message(self) -> str:
        return self.page.locator("#message-text").inner_text()

    @property
    def is_wrong(self) -> bool:
        return "wrong" in (self.page.locator("#message").get_attribute("class") or "").split()

    def text(self, part: str) -> str:
        """What a part of the page shows."""
        return self.page.locator(f"#{part}").inner_text()

    def book(self) -> dict[str, Any]:
        """The workbook as it is now."""
        found: dict[str, Any] = self.page.evaluate("window.__book")
        return found

    def cells(self) -> Cells:
        """Every cell with a value that is no formula; days as the test's other reader has them."""
        formulas = {(sheet["name"], at) for sheet in self.book()["sheets"] for at in sheet["formulas"]}
        return {
            (sheet["name"], *_place(at)): _plain(value, sheet["formats"].get(at, ""))
            for sheet in self.book()["sheets"]
            for at, value in sheet["cells"].items()
            if (sheet["name"], at) not in formulas
        }

    def unchanged(self) -> bool:
        """Whether every cell is as it was when the pane was opened."""
        return self.cells() == cells_of(self._package)

    def evaluate(self, code: str, argument: Any = None) -> Any:
        return self.page.evaluate(code, argument)


def _place(at: str) -> tuple[int, int]:
    row, column = at.split(",")
    return int(row) + 1, int(column) + 1


def _plain(value: Any, number_format: str) -> Any:
    if number_format == "yyyy-mm-dd" and not isinstance(value, str):
        day = date.fromordinal(_EPOCH.toordinal() + int(value))
        return f"{day.isoformat()}T00:00:00.000Z"
    return value


def book_of(package: bytes, sheet: str, cell: str) -> dict[str, Any]:
    """The workbook as the stand-in has it."""
    values, formulas = (load_workbook(io.BytesIO(package), data_only=only) for only in (True, False))
    return {
        "name": "me.xlsx",
        "active": sheet,
        "selection": cell,
        "calculation": "Automatic",
        "names": [{"name": name, "formula": f"={defined.attr_text}"} for name, defined in values.defined_names.items()],
        "sheets": [_sheet(each, formulas[each.title]) for each in values.worksheets],
    }


def _sheet(sheet: Worksheet, formulas: Worksheet) -> dict[str, Any]:
    cells = {at: value for at, value in _values(sheet) if value not in (None, "")}
    days = {at for at, value in cells.items() if isinstance(value, datetime | date)}
    computed = {at for at, value in _values(formulas) if _is_formula(value)}
    return {
        "name": sheet.title,
        "visibility": "Visible" if sheet.sheet_state == "visible" else "Hidden",
        "cells": {_key(at): _number(value) for at, value in cells.items()},
        "formats": {_key(at): "yyyy-mm-dd" for at in days},
        "formulas": {_key(at): True for at in computed},
        "tables": [
            {"name": table.name, "ref": table.ref, "columns": [each.name for each in table.tableColumns]}
            for table in sheet.tables.values()
        ],
        "protected": bool(sheet.protection.sheet),
        "options": {"allowFormatColumns": True},
    }


def _values(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], Any]]:
    for row, line in enumerate(sheet.iter_rows(values_only=True)):
        for column, value in enumerate(line):
            yield (row, column), value


def _key(at: tuple[int, int]) -> str:
    return f"{at[0]},{at[1]}"


def _number(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value.date() - _EPOCH).days
    return (value - _EPOCH).days if isinstance(value, date) else value
