"""Text as a workbook's XML holds it: forbidden characters are written `_x0007_`, so that spelling is escaped too."""

import re

from lxml import etree

LONGEST_TEXT = 32_767
"""UTF-16 units in one cell ("Excel specifications and limits", Microsoft)."""
_MORE = " […]"

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """The text as it is written into a part; longer than a cell holds is cut, and says so (ECMA-376 22.9.2.19)."""
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    text = _LOOKS_ESCAPED.sub("_x005F_", _fitting(text))
    return _FORBIDDEN.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)


_TEXT = f"{_MAIN}t"
_PERHAPS_SPECIAL = re.compile("[&<>_\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""One set of characters, which `re` looks for much faster than for alternatives; most texts hold none of them."""
_SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x")
_SHORT = LONGEST_TEXT // 2


def as_content(text: str) -> str:
    """The text as the content of an element: escaped as above, and for XML."""
    if len(text) <= _SHORT and (_PERHAPS_SPECIAL.search(text) is None or _SPECIAL.search(text) is None):
        return text
    return for_xml(escaped(text))


_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def for_xml(text: str) -> str:
    """The text as XML spells it. The standard library's own function brings half a web client along, which a click feels."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def from_xml(text: str) -> str:
    """What such a spelling stands for."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_attribute(text: str) -> str:
    """Text that stood in a part, as it is written there again, in an attribute or as plain content."""
    return for_xml(text).translate(_IN_ATTRIBUTES)


def as_chart_text(text: str) -> str:
    """The text as a chart holds it, which knows no spelling of forbidden characters: they are left out."""
    return for_xml(_FORBIDDEN.sub("", _fitting(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))))


def unescaped(text: str) -> str:
    """The text that a part's spelling stands for."""
    return text if "_x" not in text else _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)


def _fitting(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return text
    room = 2 * (LONGEST_TEXT - len(_MORE))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _MORE


def plain_text(item: etree._Element) -> str:
    """The text of a shared or inline string: its runs joined, without formats and phonetic hints."""
    if len(item) == 1 and item[0].tag == _TEXT:
        return unescaped(item[0].text or "")
    runs = item.findall(_TEXT) + item.findall(f"{_MAIN}r/{_MAIN}t")
    return unescaped("".join(run.text or "" for run in runs))
