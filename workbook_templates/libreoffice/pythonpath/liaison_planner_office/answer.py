"""Does in the open workbook what the planner's answer says: all of it as one step that Undo takes back, or none of it."""

from datetime import date
from itertools import groupby

from com.sun.star.uno import Exception as UnoError

from liaison_planner_office.faults import RefusedError

_CONTENTS = 1 | 2 | 4 | 16
"""Values, days, texts and formulas (com.sun.star.sheet.CellFlags)."""
_HUNDREDTH_MM_PER_POINT = 2540 / 72


def apply(document, answer, title):
    """Writes blocks of cells and shows rows as asked. RefusedError; then, and after any fault, the workbook is as it was."""
    names = list(dict.fromkeys(each["sheet"] for each in answer["writes"] + answer["rows"]))
    for name in names:
        if not document.Sheets.hasByName(name):
            raise RefusedError(f"There is no sheet «{name}» any more. Give the sheet its old name, then click again.")
    if names:
        _in_one_step(document, title, lambda: _apply(document, answer, names))


def _in_one_step(document, title, change):
    """What `change` does is one step for Undo; after a fault it is taken back at once.

    No context manager: UNO's exceptions do not survive Python's.
    """
    steps = document.UndoManager
    before = steps.getAllUndoActionTitles()
    document.lockControllers()
    steps.enterUndoContext(title)
    try:
        change()
    except BaseException:
        steps.leaveUndoContext()
        if steps.getAllUndoActionTitles() != before:
            steps.undo()
            steps.clearRedo()
        raise
    else:
        steps.leaveUndoContext()
    finally:
        document.unlockControllers()


def _apply(document, answer, names):
    protected = [sheet for sheet in map(document.Sheets.getByName, names) if sheet.isProtected()]
    for sheet in protected:
        _unprotect(sheet)
    for block in answer["writes"]:
        _Block(document, block).write()
    for rows in answer["rows"]:
        _show(document, rows)
    for sheet in protected:
        sheet.protect("")  # what the protection allows is as it was


def _unprotect(sheet):
    """RefusedError if the sheet is protected with a password of the user's."""
    try:
        sheet.unprotect("")
    except UnoError:
        told = f"The sheet «{sheet.Name}» is protected with a password."
        raise RefusedError(f"{told} Lift it with Tools > Protect Sheet, then click again.") from None


class _Block:
    """A block of cells and what they are to hold."""

    def __init__(self, document, asked):
        zero = document.NullDate
        self._zero = date(zero.Year, zero.Month, zero.Day)
        self._values = tuple(tuple(self._sent(value) for value in line) for line in asked["values"])
        self._sheet = document.Sheets.getByName(asked["sheet"])
        self._top, self._left = asked["row"] - 1, asked["column"] - 1

    def write(self):
        """Writes what differs, by kinds: LibreOffice's Undo forgets cells that were blank if they are written as a block."""
        before = self._cells(0, 0, len(self._values), len(self._values[0])).getFormulaArray()
        for down, (was, line) in enumerate(zip(before, self._values)):
            kinds = [(old != "", new != "") for old, new in zip(was, line)]
            for kind, run in groupby(range(len(line)), key=kinds.__getitem__):
                places = list(run)
                self._change(kind, down, places[0], line[places[0] : places[-1] + 1])

    def _change(self, kind, down, right, values):
        cells = self._cells(down, right, 1, len(values))
        if kind == (True, True):
            cells.setDataArray((values,))
        elif kind == (True, False):
            cells.clearContents(_CONTENTS)
        elif kind == (False, True):
            for at, value in enumerate(values):
                _enter(cells.getCellByPosition(at, 0), value)

    def _cells(self, down, right, height, width):
        top, left = self._top + down, self._left + right
        return self._sheet.getCellRangeByPosition(left, top, left + width - 1, top + height - 1)

    def _sent(self, value):
        """A text stays text; a day is counted as this workbook counts days; a blank text clears a cell."""
        if isinstance(value, dict):
            return float((date.fromisoformat(value["day"]) - self._zero).days)
        if value is None:
            return ""
        return value if isinstance(value, str) else float(value)


def _enter(cell, value):
    if isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(value)


def _show(document, asked):
    sheet = document.Sheets.getByName(asked["sheet"])
    rows = sheet.getCellRangeByPosition(0, asked["first"] - 1, 0, asked["last"] - 1).Rows
    if "hidden" in asked:
        rows.IsVisible = not asked["hidden"]
    if asked.get("height") is not None:
        rows.Height = round(asked["height"] * _HUNDREDTH_MM_PER_POINT)
    elif "height" in asked:
        rows.OptimalHeight = True
