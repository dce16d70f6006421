"""Which limits cannot hold together, when no complete plan exists."""

from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.plan import Conflict
from liaison_planner.domain.profile import Profile
from liaison_planner.gaps.analysis import accepted_routes, unmet_levels
from liaison_planner.gaps.standing import standing_of
from liaison_planner.planning.limits import lifted
from liaison_planner.planning.possibility import Possibility
from liaison_planner.planning.translate import translate
from liaison_planner.scheduling.reduce import attainable_facts

MOSTLY_TO_BLAME = {"deadline", "budget", "savings", "hours", "present_job"}


def smallest_conflict(possibility: Possibility) -> tuple[Conflict, ...]:
    """Limits that cannot hold together, none of which could be left out of the list without a plan becoming possible.

    Found by lifting one limit after the other and keeping those without which a plan exists (or might exist, if the
    search limit was reached). If nothing is possible even without any limit, what the catalogue cannot reach is named.
    """
    limits = possibility.limits
    if possibility.without(limits) is False:
        freed = lifted(possibility.profile, limits)
        return _out_of_reach(freed, possibility.catalogue, possibility.today)
    wishes = [limit for limit in limits if limit.id not in MOSTLY_TO_BLAME]
    harmless = wishes if possibility.without(wishes) is False else []  # mostly spares asking about each
    clashing = []
    for limit in limits:
        if limit not in harmless:
            if possibility.without([*harmless, limit]) is False:
                harmless = [*harmless, limit]
            else:
                clashing.append(limit)
    return tuple(Conflict(id=limit.id, text=limit.text) for limit in clashing)


def _out_of_reach(freed: Profile, catalogue: Catalogue, today: date) -> tuple[Conflict, ...]:
    """What of the focus area's requirements no offering of the catalogue can ever give this person."""
    attainable = attainable_facts(translate(freed, catalogue, today).problem)
    standing = standing_of(freed, catalogue)
    levels = [
        Conflict(
            id=f"catalogue:{name}",
            text=f"Nothing in the catalogue leads to {catalogue.competencies[name].name} at level {need}.",
        )
        for name, (_, need) in unmet_levels(freed, catalogue, standing).items()
        if f"{name}>={need}" not in attainable
    ]
    if levels:
        return tuple(levels)
    routes = ", ".join(route.name for route in accepted_routes(freed, catalogue)) or "none"
    return (Conflict(id="catalogue:routes", text=f"No accepted route can be completed (accepted: {routes})."),)
