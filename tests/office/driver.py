"""Looks into a running LibreOffice from outside; LibreOffice's own Python runs this, a line of JSON asks and answers.

It opens and closes documents, reads cells, and tells where on the screen things stand. It never clicks: that is done
with the mouse and keyboard of the virtual screen.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import uno
from com.sun.star.beans import PropertyValue

_PIPE = sys.argv[1]


def _connected() -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={_PIPE};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - its class is known only while it is raised
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer.")


class Driver:
    """Every method is a question."""

    def __init__(self) -> None:
        context = _connected()
        make: Any = context.ServiceManager.createInstanceWithContext
        self._desktop = make("com.sun.star.frame.Desktop", context)
        self._toolkit = make("com.sun.star.awt.Toolkit", context)
        self._doc: Any = None

    def open(self, url: str, **options: Any) -> None:
        """Loads a document into a window of its own."""
        given = tuple(PropertyValue(name, 0, value, 0) for name, value in options.items())
        self._doc = self._desktop.loadComponentFromURL(url, "_blank", 0, given)
        self._doc.CurrentController.Frame.ContainerWindow.setFocus()

    def close(self) -> None:
        """Closes all documents, changed or not."""
        for document in list(self._desktop.Components):
            document.close(True)

    def try_to_close(self) -> bool:
        """Whether the document in front can be closed now."""
        try:
            self._doc.close(False)
        except Exception:  # noqa: BLE001 - its class is known only while it is raised
            return False
        return True

    def documents(self) -> list[str]:
        """Addresses of all open documents."""
        return sorted(each.getURL() for each in self._desktop.Components)

    def store(self, url: str, kind: str) -> None:
        """Saves a copy."""
        self._doc.storeToURL(url, (PropertyValue("FilterName", 0, kind, 0),))

    def select(self, sheet: str, cell: str) -> None:
        """Shows a sheet and selects a cell."""
        self._doc.CurrentController.setActiveSheet(self._doc.Sheets.getByName(sheet))
        self._doc.CurrentController.select(self._doc.Sheets.getByName(sheet).getCellRangeByName(cell))

    def type(self, sheet: str, row: int, column: int, value: float) -> None:
        """Enters a number."""
        self._doc.Sheets.getByName(sheet).getCellByPosition(column - 1, row - 1).setValue(value)

    def protect(self, sheet: str, password: str) -> None:
        """Protects a sheet anew."""
        self._doc.Sheets.getByName(sheet).unprotect("")
        self._doc.Sheets.getByName(sheet).protect(password)
        self._doc.UndoManager.clear()

    def cover(self, sheet: str, cells: str) -> None:
        """Enters one formula for several cells, which then can only be changed together."""
        paper = self._doc.Sheets.getByName(sheet)
        paper.unprotect("")
        paper.getCellRangeByName(cells).setArrayFormula('="mine"')
        paper.protect("")
        self._doc.UndoManager.clear()

    def protected(self) -> list[str]:
        """The sheets that are protected."""
        return [each for each in self._doc.Sheets.ElementNames if self._doc.Sheets.getByName(each).isProtected()]

    def steps(self) -> list[str]:
        """What Undo can take back, the newest first."""
        return list(self._doc.UndoManager.getAllUndoActionTitles())

    def format_of(self, sheet: str, row: int, column: int) -> str:
        """The number format of a cell."""
        cell = self._doc.Sheets.getByName(sheet).getCellByPosition(column - 1, row - 1)
        return str(self._doc.NumberFormats.getByKey(cell.NumberFormat).FormatString)

    def cells(self) -> list[list[Any]]:
        """Sheet, row, column, content as typed and value of every cell that holds anything."""
        found = []
        for name in self._doc.Sheets.ElementNames:
            sheet = self._doc.Sheets.getByName(name)
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            last = cursor.RangeAddress
            block = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
            for row, (typed, values) in enumerate(zip(block.getFormulaArray(), block.getDataArray()), 1):  # noqa: B905 - may be an old Python
                pairs = enumerate(zip(typed, values), 1)  # noqa: B905
                found += [[name, row, column, text, value] for column, (text, value) in pairs if text]
        return found

    def hidden_rows(self, sheet: str, last: int) -> list[int]:
        """Which of the first rows are hidden."""
        rows = self._doc.Sheets.getByName(sheet).Rows
        return [at + 1 for at in range(last) if not rows.getByIndex(at).IsVisible]

    def titles(self) -> list[str]:
        """What stands above the windows."""
        return [each.getAccessibleName() for each in self._windows()]

    def said(self) -> list[str]:
        """The words of messages and other small windows."""
        small = (each for each in self._windows() if each.getAccessibleRole() != _FRAME)
        return [words for window in small for words, *_ in _walk(window, 0)]

    def seen(self) -> list[list[Any]]:
        """Words, role and middle of everything that can be seen."""
        return [each for window in self._windows() for each in _walk(window, 0)]

    def place(self, words: str, role: int) -> list[int]:
        """The middle of something that can be seen."""
        found = (each for window in self._windows() for each in _walk(window, 0))
        return next([x, y] for name, kind, x, y in found if (name, kind) == (words, role))

    def _windows(self) -> list[Any]:
        found = [self._toolkit.getTopWindow(at) for at in range(self._toolkit.getTopWindowCount())]
        return [each.getAccessibleContext() for each in found if each is not None]


_DEEPEST = 6
_FRAME = 49
"""The role of a document's window."""
_MOST = 100
"""Children of what is walked through; a sheet has far more cells."""


def _walk(context: Any, depth: int) -> Iterator[list[Any]]:
    """A window may go while it is looked at."""
    with suppress(Exception):
        name, role = context.getAccessibleName(), context.getAccessibleRole()
        if name and hasattr(context, "getLocationOnScreen"):
            place, size = context.getLocationOnScreen(), context.getSize()
            yield [name, role, place.X + size.Width // 2, place.Y + size.Height // 2]
        count = context.getAccessibleChildCount()
        for at in range(count if depth < _DEEPEST and count < _MOST else 0):
            child = context.getAccessibleChild(at)
            if child is not None:
                yield from _walk(child.getAccessibleContext(), depth + 1)


if __name__ == "__main__":
    driver = Driver()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        name, arguments, options = json.loads(line)
        try:
            answer = {"answer": getattr(driver, name)(*arguments, **options)}
        except Exception as fault:  # noqa: BLE001 - the test tells of it
            answer = {"fault": f"{name}: {type(fault).__name__} {fault}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
