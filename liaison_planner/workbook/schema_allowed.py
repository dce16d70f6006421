"""What the sheets with answers accept, where several of them accept the same."""

from datetime import date

from liaison_planner.workbook.schema_model import Allowed

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
YES_NO = Allowed("Choose yes or no.", choices="list_yes_no")
FORM_WIDTHS = (36, 42, 15, 74)
"""Of label, answer, whether it is required, and help."""


def a_day(example: str) -> Allowed:
    """Any day of this century."""
    return Allowed(f"A date, typed as year-month-day, for example {example}.", FIRST_DAY, LAST_DAY)


def a_text(longest: int, example: str) -> Allowed:
    """Free text."""
    return Allowed(f"Free text of up to {longest:,} characters, for example: {example}", 0, longest)


def dollars(example: int) -> Allowed:
    """An amount of money."""
    return Allowed(f"US dollars as a number from 0 to 1,000,000, for example {example}.", 0, 1_000_000)
