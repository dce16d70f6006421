"""How old the figures of a catalogue are on a given day."""

import re
from collections.abc import Iterator
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.issue import Issue, Place, warning
from liaison_planner.domain.offering import Offering

STALE_AFTER_YEARS = 3
"""From this age on a price should be asked for again; our own rule of thumb, no source."""

_LAST_YEAR = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?$")


def stale(row: Offering, today: date) -> bool:
    """Whether the row has a price that is undated or was last seen more than three years before `today`."""
    return bool(row.cost_usd) and _is_old(row.as_of, today)


def dated(row: Offering) -> bool:
    """Whether the row says when it was seen, to the year at least."""
    return bool(_LAST_YEAR.search(row.as_of))


def _is_old(as_of: str, today: date) -> bool:
    """A year alone counts to its end; text without a year is undated."""
    found = _LAST_YEAR.search(as_of)
    if not found:
        return True
    year, month = int(found[1]), int(found[2] or 12)
    return (today.year - year, today.month) > (STALE_AFTER_YEARS, month)


def age_issues(catalogue: Catalogue, today: date) -> Iterator[Issue]:
    """A warning for each price with an old date, and one that counts the prices without any date."""
    priced = [row for row in catalogue.offerings.values() if stale(row, today)]
    undated = [row for row in priced if not dated(row)]
    for row in priced:
        if row not in undated:
            what = f"The price of ${row.cost_usd:,.0f} is from {row.as_of}, more than {STALE_AFTER_YEARS} years ago."
            place = Place(sheet="offerings.csv", cell=f"{row.id}, as_of")
            yield warning("catalogue_old_price", place, what, "Ask for the price again and correct the date.")
    if undated:
        names = ", ".join(row.id for row in undated)
        what = f"{len(undated)} prices have no date: {names}."
        place = Place(sheet="offerings.csv", cell="as_of")
        yield warning("catalogue_undated_price", place, what, "Ask for the price and write the day into as_of.")
