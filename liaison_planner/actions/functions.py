"""The worksheet functions: adding one is a row here and a function in `addin.functions`."""

from typing import NamedTuple

CATEGORY = "Liaison Planner"


class Argument(NamedTuple):
    """One argument; those that are `optional` stand last. A `block` comes as rows of cells, whatever its shape."""

    name: str
    help: str
    optional: bool = False
    block: bool = False


class Function(NamedTuple):
    """What can be written into a cell; `entry` is the Python function, `example` a call that the documentation shows."""

    name: str
    entry: str
    help: str
    arguments: tuple[Argument, ...]
    example: str


_PERSON = (
    Argument("headings", "The headings of a roster, such as id, weekly_hours, budget_usd.", block=True),
    Argument("answers", "The cells of one person under these headings.", block=True),
)
_TODAY = Argument("today", "Plan as if it were this day; left out, the day on which Excel computes.", optional=True)


def _function(entry: str, text: str, *more: Argument, example: str = "") -> Function:
    call = f"=LIAISON_{entry.upper()}($A$1:$AC$1, A2:AC2{example})"
    return Function(f"LIAISON_{entry.upper()}", entry, text, (*_PERSON, *more, _TODAY), call)


FUNCTIONS = (
    _function("gaps", "What a person of a roster lacks, the most urgent first, and what closes it when."),
    _function("plan", "The steps of a person's plan with their dates, hours and costs."),
    _function("ready_date", "The day on which a person's plan is complete."),
    _function("cost", "What a person's plan costs in US dollars."),
    _function("readiness", "The share of the skills asked for that a person brings today, from 0 to 1."),
    _function("focus_fit", "The four kinds of employer in the order in which they suit a person."),
    _function(
        "what_if_hours",
        "Ready date and cost if a person had this many hours a week.",
        Argument("hours", "Hours a week to try."),
        example=", 12",
    ),
    _function(
        "next_steps",
        "The steps of a person's plan that begin within the coming weeks.",
        Argument("weeks", "How many weeks to look ahead."),
        example=", 8",
    ),
)
