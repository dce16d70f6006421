"""Calendar arithmetic in whole weeks that start on Monday."""

from datetime import date, timedelta

from liaison_planner.domain.vocabulary import StartPattern

WEEK = timedelta(weeks=1)
_START_MONTHS = {
    StartPattern.MONTHLY: frozenset(range(1, 13)),
    StartPattern.QUARTERLY: frozenset({1, 4, 7, 10}),
    StartPattern.SEMESTER: frozenset({1, 9}),
}


def monday_on_or_before(day: date) -> date:
    """The Monday of the week that holds `day`."""
    return day - timedelta(days=day.weekday())


def monday_on_or_after(day: date) -> date:
    """The first Monday that is not before `day`: the earliest week a step can start in."""
    return day + timedelta(days=-day.weekday() % 7)


def last_day_of_weeks(start: date, weeks: int) -> date:
    """The Sunday on which something that began on Monday `start` ends after `weeks` (>= 1) weeks."""
    return start + timedelta(days=7 * weeks - 1)


def whole_weeks_until(first_monday: date, last_day: date) -> int:
    """How many whole Monday-to-Sunday weeks fit from `first_monday` to `last_day` inclusive; never negative."""
    return max(0, ((last_day - first_monday).days + 1) // 7)


def starts_in_week_of(pattern: StartPattern, monday: date) -> bool:
    """Whether an offering with this pattern starts in the week of `monday`.

    Monthly is the week of a month's first Monday; quarterly that of January, April, July and October;
    semester that of January and September (it also stands for once a year). The catalogue names only the
    pattern, so the weeks are this project's convention: docs/decisions/0003-start-patterns.md.
    """
    if pattern is StartPattern.ANYTIME:
        return True
    return monday.day <= 7 and monday.month in _START_MONTHS[pattern]
