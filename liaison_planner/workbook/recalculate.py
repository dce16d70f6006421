"""Keeps a workbook's formulas right after cells have changed: Excel is asked to compute anew when it opens the file."""

import posixpath
import re

from lxml import etree

from liaison_planner.workbook.book import MAIN, Book
from liaison_planner.workbook.package import parse

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_CALCULATION_ORDER = "/calcChain"
_BEFORE_CALCULATION = frozenset(
    f"{MAIN}{name}"
    for name in (
        "fileVersion",
        "fileSharing",
        "workbookPr",
        "workbookProtection",
        "bookViews",
        "sheets",
        "functionGroups",
        "externalReferences",
        "definedNames",
    )
)
"""What stands before `calcPr` in a workbook part (ECMA-376 18.2.27, a sequence)."""


def has_formula(part: bytes) -> bool:
    """Whether a worksheet part holds a formula."""
    return _FORMULA.search(part) is not None


def asked_to_recalculate(book: Book) -> dict[str, bytes | None]:
    """The workbook part with the request; nothing if it holds one already."""
    root = parse(book.package.parts[book.path])
    calculation = root.find(f"{MAIN}calcPr")
    if calculation is None:
        calculation = etree.Element(f"{MAIN}calcPr")
        root.insert(sum(1 for child in root if child.tag in _BEFORE_CALCULATION), calculation)
    if calculation.get("fullCalcOnLoad") == "1":
        return {}
    calculation.set("fullCalcOnLoad", "1")
    return {book.path: written(root)}


def without_calculation_order(book: Book) -> dict[str, bytes | None]:
    """The parts without the list of formula cells, which would name a cell that holds no formula any more.

    Excel takes a wrong list for damage, and makes a new one if there is none.
    """
    folder, name = posixpath.split(book.path)
    relations_path = posixpath.join(folder, "_rels", f"{name}.rels")
    relations = parse(book.package.parts[relations_path])
    orders = [each for each in relations if (each.get("Type") or "").endswith(_CALCULATION_ORDER)]
    if not orders:
        return {}
    gone = posixpath.normpath(posixpath.join("/", folder, orders[0].get("Target", ""))).lstrip("/")
    relations.remove(orders[0])
    types = parse(book.package.parts["[Content_Types].xml"])
    for each in [each for each in types if each.get("PartName") == f"/{gone}"]:
        types.remove(each)
    return {gone: None, relations_path: written(relations), "[Content_Types].xml": written(types)}


def written(root: etree._Element) -> bytes:
    """An XML part as bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
