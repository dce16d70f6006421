"""Where the chosen focus area stands among all of them: at a glance without any plan, or with a plan for each."""

from collections.abc import Callable, Sequence

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.comparison import Advice
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Focus
from liaison_planner.planning.advice import MOST, advise, liking
from liaison_planner.planning.what_if import WhatIf

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def focus_advice(what_if: WhatIf, tell: Callable[[str], None]) -> tuple[Advice, ...]:
    """The focus areas as `compare` ranks them, each with its plan solved and verified."""
    profile, catalogue = what_if.profile, what_if.catalogue
    plans = {}
    for focus in in_order(profile, catalogue):
        tell(f"Your plan for {focus.title}")
        plans[focus] = what_if.solved(aiming_at(profile, focus), catalogue).plan
    return advise(profile, catalogue, plans, max(what_if.today, profile.start_date))


def in_order(profile: Profile, catalogue: Catalogue) -> list[Focus]:
    """The person's own order, then the areas the person did not name."""
    return [*profile.focus_preference, *(each for each in catalogue.foci if each not in profile.focus_preference)]


def aiming_at(profile: Profile, focus: Focus) -> Profile:
    """The person with this area as the first choice."""
    order = (focus, *(each for each in profile.focus_preference if each != focus))
    return profile.model_copy(update={"focus_preference": order})


def first_look(profile: Profile, catalogue: Catalogue) -> str:
    """How the chosen area stands by wish and values alone, which takes no plan; says what it leaves out."""
    points = {focus: liking(profile, catalogue, focus) for focus in in_order(profile, catalogue)}
    order = sorted(points, key=lambda focus: -points[focus])
    most = MOST["wish"] + MOST["values"]
    return (
        f"By your wishes and what matters to you alone, {_place(order.index(profile.focus), len(order))}: "
        f"{points[profile.focus]:.0f} of {most} points{_rival(order, points, profile.focus)}. "
        "How soon, how dear and how sure each area is takes a plan for each and is not counted here."
    )


def standing_in_words(advice: Sequence[Advice], focus: Focus) -> str:
    """How the chosen area stands by all points."""
    own = next(each for each in advice if each.focus == focus)
    order, points = [each.focus for each in advice], {each.focus: each.total for each in advice}
    return f"By all that counts, {_place(own.rank - 1, len(advice))}: {own.total:.0f} of 100 points{_rival(order, points, focus)}."


def _place(place: int, areas: int) -> str:
    return f"your first choice stands {_PLACES[place] if place < len(_PLACES) else f'number {place + 1}'} of {areas}"


def _rival(order: Sequence[Focus], points: dict[Focus, float], own: Focus) -> str:
    """The best of the others."""
    others = [focus for focus in order if focus != own]
    return f", {others[0].title} {points[others[0]]:.0f}" if others else ""
