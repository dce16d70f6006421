"""Reads what the present employer pays for, and the hours that a new post would leave."""

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import Cell
from liaison_planner.intake.cells import CellReader, Limits
from liaison_planner.intake.choices import HOURS_PER_WEEK
from liaison_planner.intake.words import Words

_A_YEAR = Limits("What your employer pays", 0, 1_000_000)


def employer(reader: CellReader, catalogue: Catalogue) -> dict[str, float | tuple[str, ...] | None]:
    """`employer_pays_usd` a calendar year, the offerings that qualify (none: courses and certifications), in the order of
    the catalogue, and `hours_in_new_post`.
    """
    cell = reader.field("employer_pays_usd")
    dollars, named = reader.amount(cell, _A_YEAR), _named(reader, catalogue)
    if named and cell.blank:
        what = "It is said what your employer pays for, but not how much a year, so nothing is counted."
        reader.warn(
            "employer_pays_missing", next(iter(named.values())), what, "Enter the dollars a year, or clear this."
        )
    return {
        "employer_pays_usd": dollars or 0.0,
        "employer_pays_for": tuple(name for name in catalogue.offerings if name in named),
        "hours_in_new_post": _hours(reader),
    }


def _named(reader: CellReader, catalogue: Catalogue) -> dict[str, Cell]:
    offerings = Words("offering", {name: row.title for name, row in catalogue.offerings.items()})
    seen: dict[str, Cell] = {}
    for row in reader.rows("employer_pays_for"):
        cell = reader.cell(row, "offering")
        name = reader.needed_word(cell, offerings)
        if name is not None and reader.first_time(name, cell, seen) and not catalogue.offerings[name].cost_usd:
            what = f"«{catalogue.offerings[name].title}» is free, so there is nothing for your employer to pay."
            reader.warn("employer_pays_free", cell, what, "Clear it, or leave it: it changes nothing.")
    return seen


def _hours(reader: CellReader) -> float | None:
    cell, usual = reader.field("hours_in_new_post"), reader.field("weekly_hours")
    hours = reader.amount(cell, HOURS_PER_WEEK)
    if hours is not None and isinstance(usual.value, int | float) and hours > usual.value:
        what = f"{hours:g} hours beside a new post are more than your usual {usual.value:g}; only the usual ones count."
        fix = "Enter fewer, or clear it. Weeks in which you have more hours go under «Weeks with other hours»."
        reader.warn("more_hours_in_post", cell, what, fix)
    return hours
