"""Dates, money and counts as the sheets say them, the same on every computer."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from liaison_planner.domain.plan import PlanItem
from liaison_planner.domain.vocabulary import FULL_TIME_HOURS_PER_WEEK, Kind

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date) -> str:
    """«4 Jan 2027», as the date cells show it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """«Jan»."""
    return _MONTHS[day.month - 1]


def money_words(dollars: float) -> str:
    """«$1,800», cents only where there are any; nothing to pay is «free»."""
    if dollars == 0:
        return "free"
    return f"${dollars:,.0f}" if dollars == int(dollars) else f"${dollars:,.2f}"


def counted(number: float, noun: str) -> str:
    """«1 step», «16 steps», «1.5 hours»."""
    return f"{figure(number)} {noun}{'' if number == 1 else 's'}"


def figure(number: float) -> str:
    """«2,080», «1.5»: to a tenth, and whole where it is."""
    return f"{number:,.1f}".removesuffix(".0")


def rounded(number: float) -> float:
    """To a tenth: finer figures would feign a precision that no estimate has."""
    return round(number, 1)


def is_full_time(item: PlanItem) -> bool:
    """Whether the step is a job that takes the place of the present one; its hours are no study hours."""
    work = item.kind in (Kind.ADJACENT_JOB, Kind.INTERNSHIP)
    return work and any(hours >= FULL_TIME_HOURS_PER_WEEK for _, hours in item.hours_by_week)


def share_words(share: float) -> str:
    """«62 %» for 0.62."""
    return f"{share:.0%}".replace("%", " %")


def listed(lead: str | date | None, text: str, longest: int) -> Iterator[tuple[str | date | None, str]]:
    """The text in rows of at most so many characters, the lead beside the first one."""
    for at, line in enumerate(wrap(text, longest) or [""]):
        yield (lead if at == 0 else None), line
