"""The strip of the timeline: periods of a week up to a year from the first step on, and what stands above them.

The sheet computes the same by formulas, so that it follows when somebody chooses longer or shorter columns.
"""

from datetime import date, timedelta
from typing import NamedTuple

from liaison_planner.domain.weeks import monday_on_or_before
from liaison_planner.views.wording import short_month

PERIODS = 36
ZOOMS = ("one week", "two weeks", "a month", "a quarter", "a year")
"""How long a column is, the finest first."""


class Strip(NamedTuple):
    """The Monday on which the first step begins, and the index of the zoom."""

    first: date
    zoom: int

    def starts(self) -> tuple[date, ...]:
        """The first day of each period, and of the one after the last."""
        return tuple(self._start(period) for period in range(PERIODS + 1))

    def labels(self) -> tuple[str, ...]:
        """The month above the period in which it begins, in a January the year; of longer periods only the year.

        Each has to fit above its own period: a neighbor that holds a formula lets no text run over.
        """
        starts = self.starts()[:PERIODS]
        ages = [self._age(start) for start in starts]
        due = (at == 0 or ages[at] != ages[at - 1] for at in range(PERIODS))
        return tuple(self._words(start) if new else "" for start, new in zip(starts, due, strict=True))

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
        if self.zoom == 4:
            return date(self.first.year + period, 1, 1)
        return _month(self.first.year, 3 * ((self.first.month - 1) // 3) + 1 + 3 * period)

    def _age(self, day: date) -> int:
        """What changes where a new label is due: the month or the year."""
        return 12 * day.year + day.month if self.zoom < 2 else day.year

    def _words(self, day: date) -> str:
        return short_month(day) if self.zoom < 2 and day.month != 1 else f"’{day.year % 100:02}"


def strip_for(first: date, last: date) -> Strip:
    """The finest strip from the week of the first day on that has room for the last one; else the coarsest."""
    monday = monday_on_or_before(first)
    fitting = (zoom for zoom in range(len(ZOOMS)) if last < Strip(monday, zoom).starts()[-1])
    return Strip(monday, next(fitting, len(ZOOMS) - 1))


def _month(year: int, month: int) -> date:
    """The first day of a month, which may be counted on beyond December."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
