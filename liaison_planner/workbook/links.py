"""Where the links on the sheet Checks lead in one particular workbook."""

from liaison_planner.views import Content, Row, link_words
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.references import Area, sheet_and_area


def with_links(original: Original, content: Content) -> Content:
    """The content with links that lead somewhere: to a cell's name if it has one, so that they hold when it is moved
    or its sheet renamed; else to the cell; and none where the workbook lacks the place, as of rosters.
    """
    found = _Targets(original)
    linked = {name: rows for name, rows in content.tables.items() if any("target" in row for row in rows)}
    return content | Content(tables={name: tuple(found.linked(row) for row in rows) for name, rows in linked.items()})


class _Targets:
    """The names and cells of a workbook to which a link can lead."""

    def __init__(self, original: Original) -> None:
        book = original.book
        self._sheets = book.sheets
        self._names = book.names.keys() | book.tables.keys()
        self._named: dict[tuple[str, Area], str] = {
            place: name for name, place in book.names.items() if name.startswith("in_")
        }

    def linked(self, row: Row) -> Row:
        """The row with its target as this workbook has it."""
        target = self._found(str(row.get("target") or ""))
        return {**row, "target": target, "link": link_words(target)}

    def _found(self, target: str) -> str:
        if target.casefold() in self._names:
            return target
        place = sheet_and_area(target)
        if place is None or place[0] not in self._sheets:
            return ""
        return self._named.get(place, target)
