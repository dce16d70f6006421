"""How tall a row must be so that none of its text is cut off: neither Excel nor LibreOffice can be relied on for it."""

from collections.abc import Iterable

LINE_POINTS = 15.0
_AIR = 7.0
_TALLEST = 409.0
"""Points; Excel's limit for a row."""
_SIGNS_IN_A_WIDTH = 1.1
"""Letters of running text in the width of one digit, measured with Calibri and Carlito."""
_SIZES = {"quiet": 1.2, "strong": 0.93, "help": 1.1}
"""Smaller print takes less room, bold print more."""


def row_points(texts: Iterable[tuple[str, float, str]], least: float = LINE_POINTS) -> float:
    """Points for a row with these texts, each with the width of its column in characters and its look."""
    lines = max((lines_of(text, width, look) for text, width, look in texts), default=1)
    return min(_TALLEST, max(least, lines * LINE_POINTS + _AIR))


def lines_of(text: str, width: float, look: str = "") -> int:
    """Lines that the text takes when it is wrapped at blanks in a column of this width, less one for the indent."""
    room = max(1.0, (width - 1) * _SIGNS_IN_A_WIDTH * _SIZES.get(look, 1.0))
    return sum(_wrapped(paragraph.split(" "), room) for paragraph in text.split("\n"))


def _wrapped(words: list[str], room: float) -> int:
    lines, used = 1, 0.0
    for word in words:
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0.0
        used += len(word) + (1 if used else 0)
        if used > room:  # a word longer than a line is broken
            lines, used = lines + int(used // room), used % room
    return lines
