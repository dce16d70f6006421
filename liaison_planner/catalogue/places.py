"""Where a row of the catalogue stands: what a check says of an id is said of the file, or of the cell in a workbook."""

from collections.abc import Iterable, Iterator, Mapping

from liaison_planner.catalogue.tables import TextTable
from liaison_planner.domain.issue import Issue


def placed(issues: Iterable[Issue], texts: Mapping[str, TextTable], keys: Mapping[str, str]) -> Iterator[Issue]:
    """The issues with the file that really holds the row and, in a workbook, with its cell.

    `check` names the place as `<table>.csv` and `id` or `id, column`.
    """
    for issue in issues:
        table = issue.sheet.removesuffix(".csv")
        row_id, _, column = issue.cell.partition(", ")
        home, line = _home(table, row_id, texts, keys)
        place = home.place(line, column or keys[table]) if home.letters and line else None
        yield issue.model_copy(update={"sheet": home.name, "cell": place.cell if place else issue.cell})


def _home(table: str, row_id: str, texts: Mapping[str, TextTable], keys: Mapping[str, str]) -> tuple[TextTable, int]:
    """The table with the row, own rows before the others, and the line of the row; 0 where it is about no row."""
    for name in (f"own_{table}", table):
        lines = [line for line, cells in texts[name].rows if cells.get(keys[table]) == row_id] if name in texts else []
        if lines:
            return texts[name], lines[-1]
    return texts[table], 0
