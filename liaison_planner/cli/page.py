"""A page of plain text for explanations: 80 columns at most, headings, and lines with a label before them."""

from collections.abc import Iterable
from datetime import date
from textwrap import wrap
from typing import IO

from rich.console import Console
from rich.text import Text

from liaison_planner.gaps.words import money_in_words

PAGE_WIDTH = 80
LABEL_WIDTH = 9


class Page:
    """Prints to a stream; without a terminal there is no colour, and lines are 80 wide."""

    def __init__(self, stream: IO[str] | None = None) -> None:
        console = Console(file=stream, highlight=False)
        width = min(console.width, PAGE_WIDTH) if console.is_terminal else PAGE_WIDTH
        self.console = Console(file=stream, highlight=False, width=width)

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """One paragraph."""
        for part in [text] if len(text) <= self.console.width - indent else wrap(text, self.console.width - indent):
            self.console.print(Text(" " * indent + part, style=style))

    def heading(self, text: str) -> None:
        """A bold line with room above it."""
        self.console.print()
        self.line(text, style="bold")

    def labelled(self, rows: Iterable[tuple[str, str]], indent: int = 3, width: int = LABEL_WIDTH) -> None:
        """Label and text in two columns; rows without text are left out."""
        for label, text in rows:
            parts = wrap(text, self.console.width - indent - width - 1)
            for number, part in enumerate(parts):
                shown = label if number == 0 else ""
                self.console.print(Text.assemble(" " * indent, (f"{shown:<{width}}", "dim"), " ", part))


def short_day(day: date) -> str:
    """«4 Jan 2027»."""
    return f"{day.day} {day:%b %Y}"


def price(dollars: float) -> str:
    """«$1,800», or «free»."""
    return money_in_words(dollars) if dollars else "free"


def hours(amount: float) -> str:
    """«24 h», to a tenth, and whole where it is."""
    return f"{amount:,.1f}".removesuffix(".0") + " h"
