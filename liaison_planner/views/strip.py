"""The strip of the timeline: periods of a week up to a quarter from the first step on, and what stands above them.

The sheet computes the same by formulas, so that it follows when somebody chooses longer or shorter columns.
"""

from datetime import date, timedelta
from typing import NamedTuple

from liaison_planner.domain.weeks import monday_on_or_before
from liaison_planner.views.wording import month_words

PERIODS = 52
ZOOMS = ("one week", "two weeks", "a month", "a quarter")
"""How long a column is, the finest first."""

_ROOM_FOR_A_LABEL = 3
"""Periods between the first one and another label that would cover its words."""


class Strip(NamedTuple):
    """The Monday on which the first step begins, and the index of the zoom."""

    first: date
    zoom: int

    def starts(self) -> tuple[date, ...]:
        """The first day of each period, and of the one after the last."""
        return tuple(self._start(period) for period in range(PERIODS + 1))

    def labels(self) -> tuple[str, ...]:
        """The month or year above the period in which it begins; the first one's only where there is room."""
        starts = self.starts()
        ages = [self._age(start) for start in starts]
        found = [self._words(start) if ages[at] != ages[at - 1] else "" for at, start in enumerate(starts[:PERIODS])]
        found[0] = self._words(starts[0]) if ages[0] == ages[_ROOM_FOR_A_LABEL] else ""
        return tuple(found)

    def marks(self, signs: tuple[tuple[str, date | None], ...]) -> tuple[str, ...]:
        """The signs of the days that fall into each period."""
        starts = self.starts()
        return tuple(
            "".join(sign for sign, day in signs if day is not None and starts[at] <= day < starts[at + 1])
            for at in range(PERIODS)
        )

    def _start(self, period: int) -> date:
        if self.zoom < 2:
            return self.first + timedelta(days=(7, 14)[self.zoom] * period)
        if self.zoom == 2:
            return _month(self.first.year, self.first.month + period)
        return _month(self.first.year, 3 * ((self.first.month - 1) // 3) + 1 + 3 * period)

    def _age(self, day: date) -> int:
        """What changes where a new label is due: the month, the quarter or the year."""
        return (12 * day.year + day.month, 4 * day.year + (day.month + 2) // 3, day.year, day.year)[self.zoom]

    def _words(self, day: date) -> str:
        return month_words(day) if self.zoom < 2 else str(day.year)


def strip_for(first: date, last: date) -> Strip:
    """The finest strip from the week of the first day on that has room for the last one; else the coarsest."""
    monday = monday_on_or_before(first)
    fitting = (zoom for zoom in range(len(ZOOMS)) if last < Strip(monday, zoom).starts()[-1])
    return Strip(monday, next(fitting, len(ZOOMS) - 1))


def _month(year: int, month: int) -> date:
    """The first day of a month, which may be counted on beyond December."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
