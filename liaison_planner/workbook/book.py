"""Finds sheets, named cells and tables of a workbook by walking its parts."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from liaison_planner.workbook.dates import is_date_format
from liaison_planner.workbook.package import Package, UnreadableError, damaged, no_workbook, parse, whole
from liaison_planner.workbook.references import Area, area_of, sheet_and_area
from liaison_planner.workbook.schema import fields, grids, tables
from liaison_planner.workbook.sheet_rows import Parted, parted
from liaison_planner.workbook.text import plain_text, unescaped

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
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
        self._root = parse(package.parts[self.path])
        if self._root.tag.startswith(_STRICT):
            what = "The file is saved as «Strict Open XML», a format that the planner does not read."
            raise UnreadableError("not_a_workbook", what, "In Excel save it as «Excel Workbook (*.xlsx)».")
        if self._root.tag != f"{MAIN}workbook":
            raise no_workbook()

    @property
    def from_1904(self) -> bool:
        """Whether dates are counted from 1904, as old Macs did."""
        properties = self._root.find(f"{MAIN}workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The part of each worksheet by its name, in the order of the tabs."""
        targets = self._related(self.path, "worksheet")
        listed = self._root.iterfind(f"{MAIN}sheets/{MAIN}sheet")
        named = ((sheet.get("name", ""), targets.get(sheet.get(f"{_RELATION}id", ""))) for sheet in listed)
        return {name: part for name, part in named if part is not None}

    @cached_property
    def names(self) -> dict[str, tuple[str, Area]]:
        """Sheet and cells of each workbook-level name, in lower case; names that point nowhere are left out."""
        found = {}
        for name in self._root.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
            place = sheet_and_area(name.text or "")
            if name.get("localSheetId") is None and place is not None and place[0] in self.sheets:
                found[name.get("name", "").casefold()] = place
        return found

    @cached_property
    def tables(self) -> dict[str, PlacedTable]:
        """Each table by its name in lower case."""
        return {name: table for sheet, part in self.sheets.items() for name, table in self._tables_of(sheet, part)}

    def shared_string(self, number: int) -> str | None:
        """The text that cells refer to by this number; None if there is none."""
        return plain_text(self._strings[number]) if 0 <= number < len(self._strings) else None

    @cached_property
    def _strings(self) -> list[etree._Element]:
        parts = tuple(self._related(self.path, "sharedStrings").values())
        return self.root(parts[0]).findall(f"{MAIN}si") if parts else []

    @cached_property
    def date_styles(self) -> frozenset[int]:
        """The cell formats (by number) that show a number as a date: Excel sets one when somebody types «3-4»."""
        parts = tuple(self._related(self.path, "styles").values())
        if not parts:
            return frozenset()
        root = self.root(parts[0])
        own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter(f"{MAIN}numFmt")}
        formats = root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
        return frozenset(at for at, each in enumerate(formats) if is_date_format(each.get("numFmtId", "0"), own))

    def parted(self, sheet: str) -> Parted:
        """A worksheet with the rows down to the last that may be ours, and those below; UnreadableError as for `root`."""
        return parted(self.content(self.sheets[sheet]), self._last_rows.get(sheet, 0))

    @cached_property
    def _last_rows(self) -> dict[str, int]:
        """The last row of each sheet that a name or table of the schema covers."""
        ours = {name.casefold() for name in (*fields(), *grids(), *tables())}
        places = [place for name, place in self.names.items() if name in ours]
        places += [(table.sheet, table.rows) for name, table in self.tables.items() if name in ours]
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
            root = self.root(path)
            area = area_of(root.get("ref", ""))
            if area is None or whole(root.get("headerRowCount", "1")) != 1:
                continue
            columns = [folded(unescaped(each.get("name", ""))) for each in root.iter(f"{MAIN}tableColumn")]
            last_row = area.last_row - whole(root.get("totalsRowCount", "0"))
            rows = area._replace(first_row=area.first_row + 1, last_row=last_row)
            placed = dict(zip(columns, range(area.first_column, area.last_column + 1), strict=False))
            yield root.get("name", root.get("displayName", "")).casefold(), PlacedTable(sheet, rows, placed)

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
        relations = (each for each in parse(self.package.parts[path]) if each.get("Type") == _KINDS + kind)
        return {each.get("Id", ""): _resolved(folder, each.get("Target", "")) for each in relations}


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def folded(header: str) -> str:
    """Case and spacing do not matter, nor does the spelling that the first layout had."""
    return " ".join(header.casefold().split()).replace("licence", "license")
