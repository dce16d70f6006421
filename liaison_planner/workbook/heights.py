"""How tall a row must be so that none of its text is cut off: neither Excel nor LibreOffice can be relied on for it."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

_LINE_POINTS = {"quiet": 12.5, "help": 13.5}
_ORDINARY_LINE_POINTS = 15.0
_AIR = 8.0
_TALLEST = 409.0
"""Points; Excel's limit for a row."""

_PIXELS_OF_A_DIGIT = 7
"""Column widths count the digits of the base font, Calibri 11, that fit (ECMA-376 18.3.1.13)."""
_PADDING = 14
"""Pixels at both ends of a cell with its indent."""
_EM = {"quiet": 12.0, "help": 13.4, "strong": 15.1}
"""Pixels; bold letters are a little wider."""
_ORDINARY_EM = 14.7
_WIDTHS = {
    230: "ijlI'|",
    250: " .,",
    305: '()[]{}-;:!`"f',
    345: "rtJ/\\",
    395: "szL",
    425: "cxF",
    455: "kvyZESP?",
    480: "aegTY",
    510: "0123456789$#+=<>*~^",
    530: "bdhnopquBCKRX",
    575: "AVGD",
    640: "HNUOQ",
    720: "w%&_",
    800: "mM@",
    890: "W",
}
"""Thousandths of an em in Calibri, and so in Carlito, which LibreOffice puts in its place; grouped, and some 5 %
generous, because screens round letters to whole pixels."""
_WIDTH_OF = {sign: width for width, signs in _WIDTHS.items() for sign in signs}
_OTHER = 550
_BLANK = _WIDTH_OF[" "]
_WIDEST = max(_WIDTH_OF.values())
_SHORT = 500
"""Characters."""


def row_points(texts: Iterable[tuple[str, float, str]], least: float = _ORDINARY_LINE_POINTS) -> float:
    """Points for a row with these texts, each with the width of its column in characters and its look."""
    tallest = least
    for text, width, look in texts:
        needed = lines_of(text, width, look) * _LINE_POINTS.get(look, _ORDINARY_LINE_POINTS) + _AIR
        tallest = max(tallest, needed)
    return min(_TALLEST, tallest)


def lines_of(text: str, width: float, look: str = "") -> int:
    """Lines that the text takes when it is wrapped at blanks in a column of this width."""
    return _lines_of(text, width, look) if len(text) <= _SHORT else _lines_of.__wrapped__(text, width, look)


@lru_cache(maxsize=5_000)
def _lines_of(text: str, width: float, look: str) -> int:
    """Three texts in four stand in another person's plan too; long ones are their own, and would fill the memory."""
    room = _room(width, look)
    if "\n" in text:
        return sum([_wrapped(paragraph.split(" "), room) for paragraph in text.split("\n")])
    return 1 if len(text) * _WIDEST <= room else _wrapped(text.split(" "), room)


@lru_cache(maxsize=1000)
def _room(width: float, look: str) -> int:
    """What a line of a column holds, in thousandths of an em."""
    return int(max(1.0, (width * _PIXELS_OF_A_DIGIT + 5 - _PADDING) / _EM.get(look, _ORDINARY_EM)) * 1000)


def _wrapped(words: list[str], room: int) -> int:
    """Lines that begin where the next word would not fit; the blank at the end of a line needs no room."""
    ends = list(accumulate(_width(word) if len(word) <= _SHORT else _width.__wrapped__(word) for word in words))
    lines, begin = 1, 0
    while ends[-1] - begin > room + _BLANK:
        at = bisect_right(ends, begin + room + _BLANK)
        before = ends[at - 1] if at else 0
        if before > begin:
            begin, lines = before, lines + 1
        else:  # a word longer than a line is broken
            begin, lines = begin + room, lines + 1
    return lines


@lru_cache(maxsize=20_000)
def _width(word: str) -> int:
    """With the blank after it; the words of plans repeat."""
    return sum([_WIDTH_OF.get(sign, _OTHER) for sign in word]) + _BLANK
