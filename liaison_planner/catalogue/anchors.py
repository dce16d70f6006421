"""The sentences that anchor the levels of single competencies: which are missing, and which belong to nothing."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.catalogue.tables import TextTable
from liaison_planner.domain.issue import Issue, Place, error, info

_TABLES = ("anchors", "own_anchors")


def belonging_to_nothing(texts: Mapping[str, TextTable], catalogue: Catalogue) -> Iterator[Issue]:
    """An error for sentences of the user's own tables that belong to no competency.

    The built-in sentences may well go beyond a shorter list of competencies.
    """
    for table in (texts[name] for name in _TABLES if name in texts):
        for line, cells in table.rows:
            name = (cells.get("id") or "").strip()
            if name and name not in catalogue.competencies:
                near = get_close_matches(name, catalogue.competencies, n=1)
                fix = f"Did you mean «{near[0]}»?" if near else "Correct the id, or add the competency."
                what = f"It describes the levels of «{name}», which is no competency of the catalogue."
                yield error("catalogue_dangling", table.place(line, "id"), what, fix)


def without_anchors(catalogue: Catalogue) -> Iterator[Issue]:
    """A hint for each competency that has no sentences of its own."""
    for row in catalogue.competencies.values():
        if row.id not in catalogue.anchors:
            what = f"«{row.name}» has no sentences of its own for its levels, so the general scale stands in."
            place = Place(sheet="competencies.csv", cell=row.id)
            yield info("catalogue_no_anchors", place, what, "Add a row to anchors: what can somebody do at 1, 2, 3, 4?")
