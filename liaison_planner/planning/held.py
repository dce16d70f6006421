"""What must be said of a plan made earlier: what of the catalogue has changed under it, and which prices are old."""

from collections.abc import Callable, Iterator
from datetime import date

from liaison_planner.catalogue.age import dated, stale
from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.basis import Footing, Outdated
from liaison_planner.domain.issue import Issue, Place, info, warning
from liaison_planner.domain.kept import Agreed
from liaison_planner.gaps.words import day_in_words, money_in_words
from liaison_planner.planning.basis import outdated
from liaison_planner.planning.change_words import OFFERINGS

AGAIN = "Compute the plan again; it takes the change in."
PlaceOf = Callable[[Outdated], Place]


def held_issues(footing: Footing, catalogue: Catalogue, today: date, place_of: PlaceOf) -> Iterator[Issue]:
    """A warning for each change under the plan and for each price with an old date; one note of those without a date."""
    made = day_in_words(footing.made_on)
    for change in outdated(footing, catalogue):
        what = f"The plan in this file, of {made}, no longer agrees with the catalogue. {change.text}"
        yield warning("plan_outdated", place_of(change), what, AGAIN)
    yield from _prices(footing, catalogue, today, place_of)


def agreed_issues(agreed: Agreed, catalogue: Catalogue, place: Place) -> Iterator[Issue]:
    """One warning if what was agreed on rests on another catalogue than this one, with all that differs for it."""
    changes = outdated(agreed.plan.footing, catalogue)
    if changes:
        more = f" And {len(changes) - 1} more." if len(changes) > 1 else ""
        what = (
            f"Agreement {agreed.version} of {day_in_words(agreed.on)} was made with another catalogue (version "
            f"{agreed.plan.stamp.catalogue_version}). {changes[0].text}{more}"
        )
        fix = "Talk the plan over and agree anew: liaison-planner agree FILE; or name that catalogue with --catalogue."
        yield warning("agreement_outdated", place, what, fix)


def _prices(footing: Footing, catalogue: Catalogue, today: date, place_of: PlaceOf) -> Iterator[Issue]:
    steps = [row.id for row in footing.rests_on if row.table == OFFERINGS and row.id in catalogue.offerings]
    aged = [row for row in map(catalogue.offerings.__getitem__, steps) if stale(row, today)]
    for row in (row for row in aged if dated(row)):
        what = f"{money_in_words(row.cost_usd)} for «{row.title}» is a price of {row.as_of}, more than three years old."
        yield warning("plan_old_price", place_of(_step(row.id, row.title)), what, "Ask again before you pay.")
    undated = [row for row in aged if not dated(row)]
    if undated:
        dollars = money_in_words(sum(row.cost_usd for row in undated))
        count = "One price" if len(undated) == 1 else f"{len(undated)} prices"
        names = ", ".join(f"«{row.title}»" for row in undated)
        what = f"{count} in the plan, {dollars} in all, {'has' if len(undated) == 1 else 'have'} no date: {names}."
        first = undated[0]
        yield info("plan_undated_price", place_of(_step(first.id, first.title)), what, "Ask before you pay.")


def _step(offering: str, title: str) -> Outdated:
    return Outdated(table=OFFERINGS, id=offering, title=title, column="cost_usd", before=None, now=None)
