"""Which texts Excel would take for something else if they were typed into a cell."""

import re

_LONGEST = 40
"""No number, day or time is written longer."""
_WORDS = frozenset(("true", "false"))
_NO_TEXT = re.compile(r"[=+\-@'#]")


def is_risky(text: str) -> bool:
    """Whether a program must say beforehand that this is text: a formula, a number, a day, a time, yes or no.

    Where that is in doubt the answer is yes.
    """
    short = len(text) <= _LONGEST
    return bool(_NO_TEXT.match(text)) or (short and (any(map(str.isdigit, text)) or text.casefold() in _WORDS))
