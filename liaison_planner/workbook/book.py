"""Finds sheets, named cells and tables of a workbook by walking its parts."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from lxml import etree

from liaison_planner.domain.issue import Place
from liaison_planner.workbook.package import Package, UnreadableError, damaged, no_workbook, parse
from liaison_planner.workbook.references import Area
from liaison_planner.workbook.schema import fields, grids, tables
from liaison_planner.workbook.sheet_rows import Parted, parted
from liaison_planner.workbook.small_parts import (
    MAIN,
    SharedTexts,
    date_styles_in,
    outline_in,
    relations_in,
    shared_texts_in,
    table_in,
)

__all__ = ["MAIN", "Book", "PlacedTable"]

_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
MOST_ROWS, MOST_COLUMNS = 10_000, 1_000
"""Of a table, or of a block of cells, of ours."""
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(frozen=True)
class PlacedTable:
    """A table where it stands: its sheet, its data rows (without header and totals) and the column of each header."""

    sheet: str
    rows: Area
    columns: dict[str, int]

    def column(self, header: str) -> int | None:
        """The number of the column with this header, whatever its case and spacing; None if it is gone."""
        return self.columns.get(folded(header))


class Book:
    """A workbook's structure. Names of sheets, cells and tables are compared without regard to case, as in Excel."""

    def __init__(self, package: Package) -> None:
        """UnreadableError if the package holds no workbook or lacks parts that it names."""
        self.package = package
        self.path = self._workbook_path()
        self._outline = outline_in(package.parts[self.path])
        if self._outline.tag.startswith(_STRICT):
            what = "The file is saved as «Strict Open XML», a format that the planner does not read."
            raise UnreadableError("not_a_workbook", what, "In Excel save it as «Excel Workbook (*.xlsx)».")
        if self._outline.tag != f"{MAIN}workbook":
            raise no_workbook()

    @property
    def from_1904(self) -> bool:
        """Whether dates are counted from 1904, as old Macs did."""
        return self._outline.from_1904

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The part of each worksheet by its name, in the order of the tabs."""
        targets = self._related(self.path, "worksheet")
        return {name: targets[relation] for name, relation in self._outline.sheets if relation in targets}

    @cached_property
    def names(self) -> dict[str, tuple[str, Area]]:
        """Sheet and cells of each workbook-level name, in lower case; names that point nowhere are left out."""
        found = {name: (sheet, area) for name, sheet, area in self._outline.names if sheet in self.sheets}
        for name in found.keys() & _our_names():
            _check_size(name, *found[name])
        return found

    @cached_property
    def tables(self) -> dict[str, PlacedTable]:
        """Each table by its name in lower case."""
        return {name: table for sheet, part in self.sheets.items() for name, table in self._tables_of(sheet, part)}

    @cached_property
    def chart_parts(self) -> tuple[str, ...]:
        """The parts of the charts on all sheets."""
        drawings = (path for part in self.sheets.values() for path in self._related(part, "drawing").values())
        charts = (path for drawing in drawings for path in self._related(drawing, "chart").values())
        return tuple(path for path in charts if path in self.package.parts)

    def shared_string(self, number: int) -> str | None:
        """The text that cells refer to by this number; None if there is none."""
        return None if self._texts is None else self._texts[number]

    @cached_property
    def _texts(self) -> SharedTexts | None:
        parts = tuple(self._related(self.path, "sharedStrings").values())
        return shared_texts_in(self.content(parts[0])) if parts else None

    @cached_property
    def date_styles(self) -> frozenset[int]:
        """The cell formats (by number) that show a number as a date: Excel sets one when somebody types «3-4»."""
        parts = tuple(self._related(self.path, "styles").values())
        return date_styles_in(self.content(parts[0])) if parts else frozenset()

    def parted(self, sheet: str) -> Parted:
        """A worksheet with the rows down to the last that may be ours, and those below; UnreadableError as for `root`."""
        return parted(self.content(self.sheets[sheet]), self._last_rows.get(sheet, 0))

    @cached_property
    def _last_rows(self) -> dict[str, int]:
        """The last row of each sheet that a name or table of the schema covers."""
        places = [place for name, place in self.names.items() if name in _our_names()]
        places += [(table.sheet, table.rows) for name, table in self.tables.items() if name in _our_names()]
        last: dict[str, int] = {}
        for sheet, area in places:
            last[sheet] = max(last.get(sheet, 0), area.last_row)
        return last

    def root(self, part: str) -> etree._Element:
        """The parsed part; UnreadableError if it is missing or no plain XML."""
        return parse(self.content(part))

    def content(self, part: str) -> bytes:
        """The bytes of the part; UnreadableError if it is missing."""
        if part not in self.package.parts:
            raise damaged(f"Its part «{part}» is missing.")
        return self.package.parts[part]

    def _tables_of(self, sheet: str, part: str) -> Iterator[tuple[str, PlacedTable]]:
        for path in self._related(part, "table").values():
            table = table_in(self.content(path))
            if table is not None:
                if table.name in _our_names():
                    _check_size(table.name, sheet, table.rows)
                columns = range(table.rows.first_column, table.rows.last_column + 1)
                placed = dict(zip(map(folded, table.headers), columns, strict=False))
                yield table.name, PlacedTable(sheet, table.rows, placed)

    def _workbook_path(self) -> str:
        if "_rels/.rels" not in self.package.parts:
            raise no_workbook()
        targets = tuple(self._related("", "officeDocument").values())
        if not targets or targets[0] not in self.package.parts:
            raise no_workbook()
        if targets[0].endswith(".bin"):
            what = "The file is saved as «Excel Binary Workbook (.xlsb)», a format that the planner does not read."
            raise UnreadableError("not_a_workbook", what, "In Excel save it as «Excel Workbook (*.xlsx)».")
        return targets[0]

    def _related(self, part: str, kind: str) -> dict[str, str]:
        """Paths of the parts of this kind that a part refers to, by relation id."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.package.parts:
            return {}
        relations = (each for each in relations_in(self.package.parts[path]) if each.kind == _KINDS + kind)
        return {each.id: _resolved(folder, each.target) for each in relations}


@lru_cache(maxsize=10_000)
def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


@lru_cache(maxsize=10_000)
def folded(header: str) -> str:
    """Case and spacing do not matter, nor does the spelling that the first layout had."""
    return " ".join(header.casefold().split()).replace("licence", "license")


def _check_size(name: str, sheet: str, area: Area) -> None:
    """UnreadableError for more rows than anybody fills in: who drags a table down a whole column has a million."""
    rows = area.last_row - area.first_row + 1
    if rows > MOST_ROWS or area.last_column - area.first_column >= MOST_COLUMNS:
        what = f"«{name}» on the sheet «{sheet}» covers {rows:,} rows, far more than the planner has."
        fix = "In Excel: click into it, choose Table Design > Resize Table, and leave the blank rows out."
        raise UnreadableError("too_large", what, fix, Place(sheet=sheet))


@cache
def _our_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in (*fields(), *grids(), *tables()))
