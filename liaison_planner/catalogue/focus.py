"""The focus areas of a catalogue: what an area takes over from the one it is like, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.issue import Issue, Place, error, warning
from liaison_planner.domain.offering import FocusArea, FocusValue
from liaison_planner.domain.vocabulary import MOST_FOCUS_AREAS


def with_likeness(values: Mapping[str, FocusValue], areas: Mapping[str, FocusArea]) -> dict[str, FocusValue]:
    """The values with those of the other area for each area that is like one and has none of its own."""
    found = dict(values)
    told = {row.focus for row in values.values()}
    for area in areas.values():
        if area.like and area.focus not in told:
            for row in values.values():
                if row.focus == area.like:
                    name = f"{area.id}.{row.value}"
                    found[name] = row.model_copy(update={"id": name, "focus": area.focus})
    return found


def focus_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Areas that are like an unknown one or like each other, that share a title, that nobody asks anything for, and too many."""
    areas = catalogue.focus_areas
    if len(areas) > MOST_FOCUS_AREAS:
        what = f"There are {len(areas)} focus areas; the sheets have room for {MOST_FOCUS_AREAS}."
        yield error("catalogue_too_many", Place(sheet="focus_areas.csv"), what, "Leave out those that you do not use.")
    titles = Counter(area.title.casefold() for area in areas.values())
    for area in areas.values():
        if area.like and (area.like not in areas or areas[area.like].like):
            what = f"It is like «{area.like}», which is no focus area that stands for itself."
            fix = f"Name one of {', '.join(name for name, row in areas.items() if not row.like)}, or leave it empty."
            yield error("catalogue_unknown_id", Place(sheet="focus_areas.csv", cell=f"{area.id}, like"), what, fix)
        if titles[area.title.casefold()] > 1:
            what = f"Another focus area is called «{area.title}» too, so nobody can choose between them."
            yield error(
                "catalogue_same_title", Place(sheet="focus_areas.csv", cell=f"{area.id}, title"), what, "Rename one."
            )
        if not any(row.required.get(area.focus) for row in catalogue.competencies.values()):
            what = "No competency asks for any level here, so everybody is ready for it."
            fix = "Fill in its column in the competencies, or say which area it is like."
            yield warning("catalogue_nothing_asked", Place(sheet="focus_areas.csv", cell=area.id), what, fix)
