"""Lifts the protection of a sheet, and the filters on it, for as long as a click writes.

xlwings has no words for either, so Excel is asked itself: through COM on Windows, through AppleScript on Mac.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

_ALLOWED = (
    *("FormattingCells", "FormattingColumns", "FormattingRows", "InsertingColumns", "InsertingRows"),
    *("InsertingHyperlinks", "DeletingColumns", "DeletingRows", "Sorting", "Filtering", "UsingPivotTables"),
)
_ALLOWED_BY_TEMPLATES = dict.fromkeys(
    ("allow_formatting_columns", "allow_formatting_rows", "allow_sorting", "allow_filtering"), True
)
"""On Mac a sheet does not tell what its protection allows; this is what those of our templates do."""


class ProtectedError(Exception):
    """A sheet is protected with a password of the user's, so nothing can be written on it."""


def lift(name: str, sheet: Any) -> Callable[[], None]:
    """Makes a sheet writable and shows all its rows; what is returned protects it again as it was.

    `sheet` is Excel's own object, None where there is none to ask. ProtectedError if a password is needed.
    """
    if hasattr(sheet, "ProtectContents"):
        return _lift_on_windows(name, sheet)
    if hasattr(sheet, "protect_contents"):
        return _lift_on_mac(name, sheet)
    return _nothing


def _nothing() -> None:
    """The sheet was not protected."""


def _lift_on_windows(name: str, sheet: Any) -> Callable[[], None]:
    again = _unprotected_on_windows(name, sheet)
    if sheet.FilterMode:
        sheet.ShowAllData()
    for table in sheet.ListObjects:
        if table.AutoFilter is not None and table.AutoFilter.FilterMode:
            table.AutoFilter.ShowAllData()
    return again


def _unprotected_on_windows(name: str, sheet: Any) -> Callable[[], None]:
    if not sheet.ProtectContents:
        return _nothing
    allowed = {f"Allow{each}": getattr(sheet.Protection, f"Allow{each}") for each in _ALLOWED}
    kept = {"DrawingObjects": sheet.ProtectDrawingObjects, "Scenarios": sheet.ProtectScenarios, **allowed}
    with suppress(Exception):  # a wrong password is told in ways that differ from Excel to Excel; what counts is below
        sheet.Unprotect("")
    if sheet.ProtectContents:
        raise ProtectedError(name)
    return lambda: sheet.Protect(Password="", Contents=True, **kept)


def _lift_on_mac(name: str, sheet: Any) -> Callable[[], None]:
    again = _unprotected_on_mac(name, sheet)
    if sheet.filter_mode.get():
        sheet.show_all_data()
    return again


def _unprotected_on_mac(name: str, sheet: Any) -> Callable[[], None]:
    if not sheet.protect_contents.get():
        return _nothing
    with suppress(Exception):  # as above
        sheet.unprotect(password="")
    if sheet.protect_contents.get():
        raise ProtectedError(name)
    return lambda: sheet.protect_worksheet(worksheet_contents=True, drawing_objects=True, **_ALLOWED_BY_TEMPLATES)
