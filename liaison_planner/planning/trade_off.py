"""One focus area against another in a sentence, and how far one leads towards another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.comparison import Points
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Focus
from liaison_planner.gaps.analysis import unmet_levels
from liaison_planner.gaps.standing import standing_of
from liaison_planner.gaps.words import day_in_words, money_in_words
from liaison_planner.planning.differences import days_later
from liaison_planner.planning.phrases import listed, span

LEAST_DIFFERENCE = 2.0
"""Points from which a difference in values or certainty is worth a word."""


@dataclass(frozen=True, slots=True)
class Case:
    """A focus area with its points and its plan, if there is one."""

    focus: Focus
    parts: tuple[Points, ...]
    plan: Plan | None

    @property
    def total(self) -> float:
        return round(sum(part.points for part in self.parts), 1)

    def points(self, name: str) -> float:
        """The points of one part."""
        return next(part.points for part in self.parts if part.name == name)


def trade_off(case: Case, other: Case, suits: Sequence[str]) -> str:
    """What speaks for an area and what against it, compared with another one; one sentence."""
    gains = [gain for gain, _ in _differences(case, other, suits)]
    losses = [loss for _, loss in _differences(other, case, ())]
    if case.plan is None:
        wish = f", though it {listed(gains)}" if gains else ""
        return f"No plan fits within your limits{wish}; the comparison says what clashes."
    beside = f"Beside {other.focus.title} it"
    if gains and losses:
        return f"{beside} {listed(gains)}, but {listed(losses)}."
    if gains:
        return f"{beside} {listed(gains)}; nothing speaks against it."
    return f"{beside} {listed(losses)}." if losses else f"{beside} is as good."


def _differences(case: Case, other: Case, suits: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What the first has over the second, as verb phrases for the first and for the second."""
    if case.points("wish") > other.points("wish"):
        yield "is nearer to your wish", "is further from your wish"
    if case.points("values") >= other.points("values") + LEAST_DIFFERENCE:
        named = f" ({', '.join(suits)})" if suits else ""
        yield f"suits what matters to you better{named}", "suits what matters to you less"
    if case.plan is None:
        return
    if other.plan is None:
        yield "fits within your limits", "does not fit within your limits"
        return
    days = days_later(case.plan, other.plan) or 0
    if days > 0:
        yield f"is open {span(days)} sooner", f"is open {span(days)} later"
    dollars = round(other.plan.total_cost_usd - case.plan.total_cost_usd, 2)
    if dollars > 0:
        yield f"costs {money_in_words(dollars)} less", f"costs {money_in_words(dollars)} more"
    if case.points("certainty") >= other.points("certainty") + LEAST_DIFFERENCE:
        yield "qualifies more surely", "qualifies less surely"


def stepping_stone(profile: Profile, catalogue: Catalogue, focus: Focus, plans: Mapping[Focus, Plan | None]) -> str:
    """How far an area that is open sooner leads towards the first choice; empty for all others.

    Counted are the levels that the first choice asks for beyond what the person holds.
    """
    plan, dream = plans[focus], plans[profile.focus]
    if focus == profile.focus or plan is None or plan.ready_date is None:
        return ""
    if dream and dream.ready_date and dream.ready_date <= plan.ready_date:
        return ""
    outset = standing_of(profile, catalogue)
    after = outset.after(catalogue.offerings[item.offering_id] for item in plan.items)
    missing, left = (
        sum(need - have for have, need in unmet_levels(profile, catalogue, standing).values())
        for standing in (outset, after)
    )
    return (
        f"As a first post on the way: open from {day_in_words(plan.ready_date)}, and its steps bring {missing - left} of "
        f"the {missing} levels that are missing for {profile.focus.title}."
    )
