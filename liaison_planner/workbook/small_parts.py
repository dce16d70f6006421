"""What the small parts of a workbook say. Those of one template are the same in everybody's file, so it is kept."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar

from lxml import etree

from liaison_planner.workbook.dates import is_date_format
from liaison_planner.workbook.package import parse, whole
from liaison_planner.workbook.references import Area, area_of, sheet_and_area
from liaison_planner.workbook.text import plain_text, unescaped

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXT = f"{MAIN}si"
LARGEST_KEPT = 2**18
"""Bytes of a part; what larger ones say is worked out anew each time, so that nobody's file fills the memory."""
_SMALL = 2**14

Said = TypeVar("Said")


def _kept(most: int, largest: int = LARGEST_KEPT) -> Callable[[Callable[[bytes], Said]], Callable[[bytes], Said]]:
    """Keeps what is said by the parts that were met last; a part that cannot be read raises each time."""

    def keeping(read: Callable[[bytes], Said]) -> Callable[[bytes], Said]:
        remembered = lru_cache(maxsize=most)(read)
        return lambda content: remembered(content) if len(content) <= min(largest, LARGEST_KEPT) else read(content)

    return keeping


class Relation(NamedTuple):
    """A part that another one refers to."""

    kind: str
    id: str
    target: str


@_kept(500, _SMALL)
def relations_in(content: bytes) -> tuple[Relation, ...]:
    """All relations of a part, in order."""
    return tuple(Relation(each.get("Type", ""), each.get("Id", ""), each.get("Target", "")) for each in parse(content))


class Outline(NamedTuple):
    """What the workbook part says: its root's tag, the sheets with their relations, and the names of cells."""

    tag: str
    from_1904: bool
    sheets: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str, Area], ...]


@_kept(20)
def outline_in(content: bytes) -> Outline:
    """The outline; names that hold for one sheet only, or point to no cells, are left out."""
    root = parse(content)
    properties = root.find(f"{MAIN}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    listed = root.iterfind(f"{MAIN}sheets/{MAIN}sheet")
    sheets = tuple((sheet.get("name", ""), sheet.get(f"{_RELATION}id", "")) for sheet in listed)
    return Outline(str(root.tag), from_1904, sheets, tuple(_names(root)))


def _names(root: etree._Element) -> Iterator[tuple[str, str, Area]]:
    for name in root.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
        place = sheet_and_area(name.text or "")
        if name.get("localSheetId") is None and place is not None:
            yield name.get("name", "").casefold(), *place


class TablePart(NamedTuple):
    """A table: its name in lower case, its data rows (without header and totals), and its headers from left to right."""

    name: str
    rows: Area
    headers: tuple[str, ...]


@_kept(500, _SMALL)
def table_in(content: bytes) -> TablePart | None:
    """The table of a part; None if it has no header row."""
    root = parse(content)
    area = area_of(root.get("ref", ""))
    if area is None or whole(root.get("headerRowCount", "1")) != 1:
        return None
    last_row = area.last_row - whole(root.get("totalsRowCount", "0"))
    rows = area._replace(first_row=area.first_row + 1, last_row=last_row)
    headers = tuple(unescaped(each.get("name", "")) for each in root.iter(f"{MAIN}tableColumn"))
    return TablePart(root.get("name", root.get("displayName", "")).casefold(), rows, headers)


@_kept(20)
def date_styles_in(content: bytes) -> frozenset[int]:
    """The cell formats (by number) that show a number as a date."""
    root = parse(content)
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter(f"{MAIN}numFmt")}
    formats = root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
    return frozenset(at for at, each in enumerate(formats) if is_date_format(each.get("numFmtId", "0"), own))


class SharedTexts:
    """The texts that cells refer to by number; each is put together when it is first asked for."""

    def __init__(self, content: bytes) -> None:
        self._items = parse(content)
        self._texts: dict[int, str | None] = {}

    def __getitem__(self, number: int) -> str | None:
        """None if there is no text of this number."""
        if number not in self._texts:
            item = self._items[number] if 0 <= number < len(self._items) else None
            self._texts[number] = plain_text(item) if item is not None and item.tag == _TEXT else None
        return self._texts[number]


shared_texts_in = _kept(4)(SharedTexts)
