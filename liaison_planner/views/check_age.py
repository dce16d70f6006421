"""The checks about time: prices that have grown old, and a catalogue that has changed since."""

from collections.abc import Iterable, Iterator

from liaison_planner.domain.basis import Earlier
from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.views.verdict import LOOK, NOTE, OK, Check
from liaison_planner.views.wording import counted, day_words

MOST_TOLD = 4
_PRICES, _CATALOGUE, _LOOK_UP = "Prices of this plan", "The catalogue behind it", "Look-up sheets of this file"

_WATCHED = "liaison-planner check says when something this plan rests on has changed."


def age_checks(plan: Plan, earlier: Earlier | None) -> Iterator[Check]:
    """None of them for answers that could not be planned."""
    if plan.status is PlanStatus.INVALID_INPUT:
        return
    yield _prices(plan)
    yield _catalogue(plan, earlier)
    if earlier and earlier.catalogue_version != plan.stamp.catalogue_version:
        advice = "Skills, Levels, Catalogue, Routes and Facts show another catalogue than this plan's. A workbook made anew shows it: liaison-planner init."
        yield Check(LOOK, _LOOK_UP, f"version {earlier.catalogue_version or 'unknown'}", advice)


def _prices(plan: Plan) -> Check:
    old, undated = plan.evidence.old_prices, plan.evidence.undated_prices
    titles = {item.offering_id: item.title for item in plan.items}
    total = counted(sum(item.cost_usd > 0 for item in plan.items), "price")
    if old:
        dates = "; ".join(f"{titles[name]}, from {as_of}" for name, as_of in old)
        figures = f"{len(old)} of {total} older than three years"
        return Check(LOOK, _PRICES, figures, f"Ask again before you pay: {dates}.")
    if undated:
        names = "; ".join(titles[name] for name in undated)
        return Check(NOTE, _PRICES, f"{len(undated)} of {total} without a date", f"Ask before you pay: {names}.")
    return Check(OK, _PRICES, total, "Each has a date of the last three years.")


def _catalogue(plan: Plan, earlier: Earlier | None) -> Check:
    version = f"version {plan.stamp.catalogue_version} as of {day_words(plan.stamp.today)}"
    if earlier and earlier.changes and earlier.made_on:
        since = f"{counted(len(earlier.changes), 'change')} since the plan of {day_words(earlier.made_on)}"
        told = _cut(change.text for change in earlier.changes)
        return Check(NOTE, _CATALOGUE, f"{since}; now {version}", f"This plan takes them in. {told}")
    return Check(OK, _CATALOGUE, version, _WATCHED)


def _cut(sentences: Iterable[str]) -> str:
    told = list(sentences)
    more = f" And {len(told) - MOST_TOLD} more." if len(told) > MOST_TOLD else ""
    return " ".join(told[:MOST_TOLD]) + more
