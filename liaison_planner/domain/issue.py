"""Problems in what a user gave us, as values: where, what is wrong, how to mend it."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Severity(StrEnum):
    """An error stops the plan; a warning is shown beside it; an info asks a question or tells what is good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Place(BaseModel):
    """Where something stands: a sheet and cell of a workbook, or a file and row/column of a roster or catalogue."""

    model_config = ConfigDict(frozen=True)

    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return "!".join(part for part in (self.sheet, self.cell) if part) or "-"


class Issue(BaseModel):
    """One problem; `code` is stable, `what` and `how_to_fix` are sentences for the user."""

    model_config = ConfigDict(frozen=True)

    severity: Severity
    code: str
    sheet: str
    cell: str
    what: str
    how_to_fix: str

    def __str__(self) -> str:
        place = Place(sheet=self.sheet, cell=self.cell)
        return f"{self.severity.value} {place}: {self.what} {self.how_to_fix}"


def error(code: str, place: Place, what: str, how_to_fix: str) -> Issue:
    """An issue that stops the plan."""
    return Issue(
        severity=Severity.ERROR, code=code, sheet=place.sheet, cell=place.cell, what=what, how_to_fix=how_to_fix
    )


def warning(code: str, place: Place, what: str, how_to_fix: str) -> Issue:
    """An issue that is shown but stops nothing."""
    return Issue(
        severity=Severity.WARNING, code=code, sheet=place.sheet, cell=place.cell, what=what, how_to_fix=how_to_fix
    )


def info(code: str, place: Place, what: str, how_to_fix: str) -> Issue:
    """A question or a hint; nothing is wrong."""
    return Issue(
        severity=Severity.INFO, code=code, sheet=place.sheet, cell=place.cell, what=what, how_to_fix=how_to_fix
    )


def has_errors(issues: Iterable[Issue]) -> bool:
    """Whether any of the issues stops the plan."""
    return any(issue.severity is Severity.ERROR for issue in issues)


_CELL = re.compile(r"([A-Z]+)(\d+)")


def in_reading_order(issues: Iterable[Issue], sheets: Sequence[str]) -> tuple[Issue, ...]:
    """The issues of a workbook by its sheets, rows and columns; what stands nowhere comes first.

    Issues of one place keep their order.
    """
    order = {sheet: at for at, sheet in enumerate(sheets)}

    def place(issue: Issue) -> tuple[int, int, int, str]:
        cell = _CELL.fullmatch(issue.cell)
        row, column = (int(cell[2]), cell[1]) if cell else (0, "")
        return order.get(issue.sheet, -1), row, len(column), column

    return tuple(sorted(issues, key=place))
