"""The headings of a catalogue table: one that nobody reads is probably misspelled."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from liaison_planner.catalogue.tables import FROM, UNTIL, TextTable
from liaison_planner.domain.issue import Issue, Place, warning
from liaison_planner.domain.vocabulary import FOCUS_AREAS


def heading_issues(
    table: TextTable, known: Mapping[str, TextTable], focus_areas: Iterable[str] = ()
) -> Iterator[Issue]:
    """A warning for each heading that the shipped table of this name does not have; a focus area may head a column
    beside those of the others.
    """
    stem = table.name.removesuffix(".csv").removeprefix("own_")
    if stem not in known or not table.rows or not known[stem].rows:
        return
    usual = [*known[stem].rows[0][1], FROM, UNTIL]
    if FOCUS_AREAS[0].value in usual:
        usual += focus_areas
    for heading in table.rows[0][1]:
        if heading and heading not in usual:
            near = get_close_matches(heading, usual, n=1)
            what = f"No table of this name has a column «{heading}», so nothing is read from it."
            fix = f"Did you mean «{near[0]}»?" if near else "Rename it, or keep it as a note of your own."
            yield warning("catalogue_unknown_column", Place(sheet=table.name, cell=heading), what, fix)
