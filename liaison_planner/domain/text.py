"""Values as text: what a person would have typed, and how a message quotes it."""

import unicodedata
from datetime import datetime

from liaison_planner.domain.cell import ErrorValue, RawValue

LONGEST_QUOTE = 60


def as_text(value: RawValue) -> str:
    r"""The value as a person would type it, trimmed: 3.0 is `3`, a date is ISO, blank is empty.

    Unicode is composed (NFC) and line breaks are `\n`, so that the same words from Excel and from a CSV are equal.
    """
    match value:
        case None:
            return ""
        case ErrorValue(text):
            return text
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
    return unicodedata.normalize("NFC", "\n".join(str(value).splitlines())).strip()


def shown(value: RawValue) -> str:
    """The value in «quotes» for a message: shortened, and nothing invisible in it."""
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in as_text(value))
    return f"«{text[:LONGEST_QUOTE]}…»" if len(text) > LONGEST_QUOTE else f"«{text}»"


def without_control_characters(text: str) -> str:
    """The text without characters that a workbook cannot hold; line breaks and tabs stay."""
    if text.isprintable():  # most texts are, and it is told at once
        return text
    return "".join(sign for sign in text if sign in "\n\t" or not is_control(sign))


def is_control(sign: str) -> bool:
    """Whether the character is a control character or one that XML, and so a workbook, forbids."""
    return unicodedata.category(sign) in {"Cc", "Cs"} or sign in "\ufffe\uffff"
