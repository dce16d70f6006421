"""Cuts a worksheet part at its rows and cells, so that some can be replaced while all else stays as it was written."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from liaison_planner.workbook.book import MAIN
from liaison_planner.workbook.cells import located_cells_of, located_rows
from liaison_planner.workbook.package import damaged, parse, whole
from liaison_planner.workbook.packing import Piece, packed_piece
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.sheet_rows import Parted
from liaison_planner.workbook.text import as_attribute

_DATA = re.compile(r"<((?:\w+:)?)sheetData(?:\s[^>]*?)?(/>|>)")
_DIMENSION = re.compile(r"<(?:\w+:)?dimension\b[^>]*?(?:/>|></(?:\w+:)?dimension>)")
_OWN_TO_VALUES = frozenset(("t", "cm", "vm"))
"""Attributes of a cell that tell what its value is; they go when it does."""
_HEIGHT = frozenset(("ht", "customHeight"))
_TOLD_APART = frozenset(("r", "spans", "hidden", *_HEIGHT))
_XML = "http://www.w3.org/XML/1998/namespace"
_HIDDEN = ' hidden="1"'
_UNUSUAL = (b"<!--", b"<![CDATA[", b"<!DOCTYPE")


class Column(NamedTuple):
    """What holds for a whole column; the width is Excel's own unless the sheet says otherwise."""

    width: float = 8.43
    style: str = ""


class CutCell(NamedTuple):
    """One cell: the whole of it, the beginning of its tag (place and style, without the end), and its formula.

    `array` is the attribute that marks the formula as one of dynamic arrays.
    """

    text: str
    start: str
    formula: str = ""
    array: str = ""
    shared: str = ""
    heads_shared: bool = False
    holds: bool = False

    @property
    def without_formula(self) -> str:
        """The cell with the value it has now, computed by nothing."""
        return self.text.replace(self.formula, "", 1)


class CutRow(NamedTuple):
    """One row: the beginning of its tag without height and end, its height, its cells by column, as XML
    too, and what follows them.
    """

    start: str
    tag: str
    height: str = ""
    hidden: bool = False
    cells: Mapping[int, CutCell] = MappingProxyType({})
    texts: Mapping[int, str] = MappingProxyType({})
    more: str = ""
    style: str = ""

    def written(self, height: str, cells: str, *, hidden: bool) -> str:
        """The row as XML with these cells and this height, hidden or not."""
        return f"{self.start}{height}{_HIDDEN if hidden else ''}>{cells}{self.more}</{self.tag}>"


class Cleared(NamedTuple):
    """The cells of a row that are to hold nothing; those in `live` keep their formulas."""

    columns: tuple[int, ...] = ()
    live: frozenset[int] = frozenset()


NOTHING_CLEARED = Cleared()


class CutSheet:
    """A worksheet part in pieces; rows and columns count from 1. UnreadableError if the part is damaged.

    Rows below ours belong to the tail, which stays as it is.
    """

    def __init__(self, parted: Parted) -> None:
        root = parse(parted.ours)
        data = root.find(f"{MAIN}sheetData")
        if data is None:
            raise damaged("One of its sheets holds no cells.")
        self.prefix = f"{data.prefix}:" if data.prefix else ""
        self._write_values()
        self._names = {uri: f"{prefix}:" if prefix else "" for prefix, uri in data.nsmap.items()}
        self._declared = tuple(
            f' xmlns{":" if prefix else ""}{prefix or ""}="{uri}"' for prefix, uri in data.nsmap.items()
        )
        self._head, tail = _around_the_data(parted.ours, root)
        self._tail = parted.below.decode("utf-8") + tail
        self._like = _columns(root)
        self._columns: dict[int, Column] = {}
        self._beginnings: dict[tuple[int, int], str] = {}
        self.rows = {number: self._row(number, row) for number, row in located_rows(root)}
        self._packed_above: dict[int, Piece] = {}
        self._packed_below: dict[int, Piece] = {}
        self.cleared_cells: dict[tuple[int, Cleared], str] = {}

    def _write_values(self) -> None:
        """How a value is written between the beginning of a cell's tag and its end."""
        p = self.prefix
        self.value, self.value_end = f"><{p}v>", f"</{p}v></{p}c>"
        self.text = f' t="inlineStr"><{p}is><{p}t>'
        self.text_kept = f' t="inlineStr"><{p}is><{p}t xml:space="preserve">'
        self.text_end = f"</{p}t></{p}is></{p}c>"

    @cached_property
    def _texts(self) -> dict[int, str]:
        """Every row as it stands, by number, in order."""
        return {number: _as_it_stands(self.rows[number]) for number in sorted(self.rows)}

    @cached_property
    def _numbers(self) -> list[int]:
        return sorted(self.rows)

    def with_rows(self, new: Mapping[int, str]) -> tuple[Piece, bytes, Piece]:
        """The part with these rows in place of, or between, its own; what stands above and below them is kept packed."""
        new = {number: text for number, text in new.items() if text != self._texts.get(number, "")}
        first = bisect_left(self._numbers, min(new, default=1))
        end = bisect_right(self._numbers, max(new, default=0))
        rows = {number: self._texts[number] for number in self._numbers[first:end]}
        body = {**rows, **new}
        if len(body) > len(rows):
            body = dict(sorted(body.items()))
        return self._above(first), "".join(body.values()).encode(), self._below(end)

    def _above(self, first: int) -> Piece:
        """The part down to the row at this place."""
        if first not in self._packed_above:
            rows = (self._texts[number] for number in self._numbers[:first])
            self._packed_above[first] = packed_piece("".join((self._head, *rows)).encode())
        return self._packed_above[first]

    def _below(self, end: int) -> Piece:
        """The part from the row at this place on."""
        if end not in self._packed_below:
            rows = (self._texts[number] for number in self._numbers[end:])
            self._packed_below[end] = packed_piece("".join((*rows, self._tail)).encode())
        return self._packed_below[end]

    @cached_property
    def shared_formulas(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """The cells that repeat one formula, by its number."""
        found: dict[str, tuple[tuple[int, int], ...]] = {}
        for number, row in self.rows.items():
            for column, cell in row.cells.items():
                if cell.shared:
                    found[cell.shared] = (*found.get(cell.shared, ()), (number, column))
        return found

    @cached_property
    def formulas(self) -> dict[int, frozenset[int]]:
        """The columns of the cells with formulas, by row."""
        found = {
            number: frozenset(column for column, cell in row.cells.items() if cell.formula)
            for number, row in self.rows.items()
        }
        return {number: columns for number, columns in found.items() if columns}

    def tag(self, name: str) -> str:
        """The name of an element with the prefix that this sheet gives to its own."""
        return self.prefix + name

    def width(self, column: int) -> float:
        """The width of a column in characters, as the user has it now."""
        return self._column(column).width

    def _column(self, number: int) -> Column:
        if number not in self._columns:
            like = (column for first, last, column in reversed(self._like) if first <= number <= last)
            self._columns[number] = next(like, Column())
        return self._columns[number]

    def new_row(self, number: int) -> CutRow:
        """An empty row of this number."""
        return CutRow(f'<{self.tag("row")} r="{number}"', self.tag("row"))

    def beginning(self, row: int, column: int) -> str:
        """The beginning of a cell that does not exist yet; its format is that of its row or column."""
        found = self._beginnings.get((row, column))
        if found is None:
            style = self.rows[row].style if row in self.rows else ""
            style = style or self._column(column).style
            name = f'<{self.prefix}c r="{cell_name(row, column)}"'
            found = self._beginnings[row, column] = f'{name} s="{style}"' if style else name
        return found

    def _row(self, number: int, row: etree._Element) -> CutRow:
        cells = {column: self._cell(cell_name(number, column), cell) for column, cell in located_cells_of(row)}
        attributes = _attributes_of(row)
        own = {key: value for key, value in attributes.items() if key not in _TOLD_APART}
        height = {key: value for key, value in attributes.items() if key in _HEIGHT}
        more = "".join(self._as_text(child) for child in row if child.tag != f"{MAIN}c")
        style = row.get("s", "") if row.get("customFormat") in ("1", "true") else ""
        start = f'<{self.tag("row")} r="{number}"{self._attributes(own)}'
        return CutRow(
            start=start,
            tag=self.tag("row"),
            height=self._attributes(height),
            hidden=row.get("hidden") in ("1", "true"),
            cells=dict(sorted(cells.items())),
            texts={column: cells[column].text for column in sorted(cells)},
            more=more,
            style=style,
        )

    def _cell(self, name: str, cell: etree._Element) -> CutCell:
        attributes = _attributes_of(cell)
        own = {key: value for key, value in attributes.items() if key not in _OWN_TO_VALUES and key != "r"}
        kind = {key: value for key, value in attributes.items() if key in _OWN_TO_VALUES}
        start = f'<{self.tag("c")} r="{name}"{self._attributes(own)}'
        if not len(cell):
            return CutCell(f"{start}{self._attributes(kind)}/>", start)
        inside = "".join(self._as_text(child) for child in cell)
        text = f"{start}{self._attributes(kind)}>{inside}</{self.tag('c')}>"
        formula = cell.find(f"{MAIN}f")
        if formula is None:
            return CutCell(text, start, holds=True)
        shared = formula.get("si", "") if formula.get("t") == "shared" else ""
        array = self._attributes({"cm": attributes["cm"]}) if "cm" in attributes else ""
        heads = bool(shared and formula.get("ref"))
        return CutCell(text, start, self._as_text(formula), array, shared, heads, holds=True)

    def _attributes(self, attributes: Mapping[str, str]) -> str:
        return "".join(f' {self._named(key)}="{as_attribute(value)}"' for key, value in attributes.items())

    def _named(self, key: str) -> str:
        if not key.startswith("{"):
            return key
        uri, _, name = key[1:].partition("}")
        return ("xml:" if uri == _XML else self._names.get(uri, "")) + name

    def _as_text(self, child: etree._Element) -> str:
        """The element as XML; what is declared further up is not declared again."""
        if child.tag == f"{MAIN}v" and not child.attrib and not len(child):
            return f"<{self.tag('v')}>{as_attribute(child.text or '')}</{self.tag('v')}>"
        text: str = etree.tostring(child, encoding="unicode", with_tail=False)
        tag, closing, rest = text.partition(">")
        for declaration in self._declared:
            tag = tag.replace(declaration, "", 1)
        return tag + closing + rest


def _attributes_of(element: etree._Element) -> dict[str, str]:
    return {str(key): str(value) for key, value in element.items()}


def _as_it_stands(row: CutRow) -> str:
    return row.written(row.height, "".join(row.texts.values()), hidden=row.hidden)


def _around_the_data(part: bytes, root: etree._Element) -> tuple[str, str]:
    """What stands before and after the rows, as it was written; the dimension, which would be wrong now, is left out."""
    text = _plain(part, root)
    found = _DATA.search(text)
    if found is None:
        raise damaged("One of its sheets holds no cells.")
    prefix, closing = found[1], found[2]
    end = f"</{prefix}sheetData>"
    after = text[found.end() :] if closing == "/>" else text[text.index(end, found.end()) + len(end) :]
    return _DIMENSION.sub("", text[: found.start()], count=1) + f"<{prefix}sheetData>", end + after


def _plain(part: bytes, root: etree._Element) -> str:
    """The part as text, without comments and other encodings, in which a search could go astray."""
    encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
    if encoding in ("UTF-8", "ASCII") and part.count(b"<?") <= 1 and not any(sign in part for sign in _UNUSUAL):
        return part.decode("utf-8-sig")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True).decode("utf-8")


def _columns(root: etree._Element) -> list[tuple[int, int, Column]]:
    """First and last of columns that are alike; the last that names a column holds."""
    return [
        (whole(column.get("min", "0")), whole(column.get("max", "0")), Column(_width(column), column.get("style", "")))
        for column in root.iterfind(f"{MAIN}cols/{MAIN}col")
    ]


def _width(column: etree._Element) -> float:
    try:
        return float(column.get("width", ""))
    except ValueError:
        return Column().width
