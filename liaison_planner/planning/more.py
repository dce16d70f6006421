"""What a little more of each limit would buy."""

from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, date

from liaison_planner.domain.explanation import More, Possible
from liaison_planner.domain.plan import Plan
from liaison_planner.gaps.words import day_in_words, money_in_words
from liaison_planner.planning.differences import change_to, figures
from liaison_planner.planning.limits import MOST_BUDGET_USD, MOST_HOURS_PER_WEEK
from liaison_planner.planning.what_if import Outcome, WhatIf

ONE_HOUR = 1.0
SOME_DOLLARS = 100.0


def little_more(plan: Plan, what_if: WhatIf, tell: Callable[[str], None]) -> tuple[More, ...]:
    """One more hour a week, a hundred dollars more and one month more: each one solved and verified."""
    profile = what_if.profile
    found = []
    for limit, title, changes in (
        ("hours", "One more hour a week", {"weekly_hours": min(profile.weekly_hours + ONE_HOUR, MOST_HOURS_PER_WEEK)}),
        ("budget", "$100 more", {"budget_usd": min(profile.budget_usd + SOME_DOLLARS, MOST_BUDGET_USD)}),
        ("deadline", "One month more", {"target_date": month_later(profile.target_date)}),
    ):
        tell(title)
        outcome = what_if.person(changes)
        found.append(More(limit=limit, title=title, change=change_to(plan, outcome, _in_words(plan, outcome))))
    return tuple(found)


def _in_words(plan: Plan, outcome: Outcome) -> str:
    more = outcome.plan
    if more is None:
        return (
            "No plan yet."
            if outcome.possible is Possible.NO
            else "Not known: the planner stops searching after a while."
        )
    if not plan.fits:
        ready = day_in_words(more.ready_date) if more.ready_date else ""
        return f"Makes a whole plan possible: ready on {ready}, for {money_in_words(more.total_cost_usd)}."
    if (more.ready_date, more.total_cost_usd) == (plan.ready_date, plan.total_cost_usd):
        return "Nothing: the ready date and the cost stay the same."
    words = figures(plan, more)
    return f"{words[0].upper()}{words[1:]}."


def month_later(day: date) -> date:
    """The same day of the next month, or that month's last day."""
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    if year > MAXYEAR:
        return day
    return date(year, month, min(day.day, monthrange(year, month)[1]))
