"""What Excel checks when a cell is filled in, with a prompt before and a sentence after."""

from typing import Any

from liaison_planner.workbook.schema_model import Allowed, CellKind

_CHECKS = {
    CellKind.TEXT: ("Text", "length"),
    CellKind.WHOLE: ("Whole number", "integer"),
    CellKind.NUMBER: ("Number", "decimal"),
    CellKind.MONEY: ("US dollars", "decimal"),
    CellKind.DATE: ("Date", "date"),
}


def validation(kind: CellKind, allowed: Allowed) -> dict[str, Any]:
    """Options for XlsxWriter's `data_validation`; anything else is refused with the same words as the prompt.

    Excel allows 32 characters in a title and 255 in a text.
    """
    title, check = ("Choose from the list", "list") if allowed.choices else _CHECKS[kind]
    words = {
        "input_title": title,
        "input_message": allowed.words,
        "error_title": "This does not fit here",
        "error_message": allowed.words,
        "error_type": "stop",
    }
    if allowed.choices:
        return {"validate": check, "source": f"={allowed.choices}", **words}
    return {"validate": check, "criteria": "between", "minimum": allowed.low, "maximum": allowed.high, **words}
