"""The list of what is missing today for a focus area, a route and the gates."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Route
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.requirement import AnyOf, CompetencyLevel
from liaison_planner.domain.standing import BLANK, Standing
from liaison_planner.domain.vocabulary import Acceptance, Confidence
from liaison_planner.gaps.halves import half_of
from liaison_planner.gaps.priority import IMPORTANT, URGENT, competency_priority
from liaison_planner.gaps.words import held_in_words, term_in_words


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """One gap before anything is planned; `term` is what closes it (empty for a gate, which no offering closes)."""

    id: str
    kind: Literal["competency", "route", "gate"]
    have: str
    need: str
    priority: int
    term: AnyOf
    half: str = ""


def open_needs(profile: Profile, catalogue: Catalogue, standing: Standing, route: Route | None) -> list[OpenNeed]:
    """Everything missing, most urgent first: competency levels of the focus, open terms of the route, gates."""
    needs = [
        *_competencies(profile, catalogue, standing),
        *_route_terms(catalogue, standing, route),
        *_gates(profile, catalogue),
    ]
    return sorted(needs, key=lambda need: need.priority)


def _competencies(profile: Profile, catalogue: Catalogue, standing: Standing) -> Iterator[OpenNeed]:
    for competency in catalogue.competencies.values():
        have, need = standing.levels.get(competency.id, 0), competency.required[profile.focus]
        if have < need:
            yield OpenNeed(
                id=f"competency:{competency.id}",
                kind="competency",
                have=f"level {have}",
                need=f"level {need}",
                priority=competency_priority(competency, profile.focus, need - have),
                term=(CompetencyLevel(competency.id, need),),
                half=half_of(competency).value,
            )


def _route_terms(catalogue: Catalogue, standing: Standing, route: Route | None) -> Iterator[OpenNeed]:
    open_terms = standing.open_terms(route.requirement) if route else ()
    for number, term in enumerate(route.requirement if route else (), start=1):
        if route and term in open_terms:
            yield OpenNeed(
                id=f"route:{route.id}:{number}",
                kind="route",
                have=held_in_words(term, standing),
                need=term_in_words(term, catalogue),
                priority=URGENT,
                term=term,
            )


def _gates(profile: Profile, catalogue: Catalogue) -> Iterator[OpenNeed]:
    """A gate counts as missing only when the person said no; unanswered ones are for the coach to ask."""
    for gate in catalogue.gates.values():
        if profile.focus in gate.asked_for and profile.gates.get(gate.id) is False:
            yield OpenNeed(f"gate:{gate.id}", "gate", "no", gate.name, IMPORTANT, ())


def accepted_routes(profile: Profile, catalogue: Catalogue) -> list[Route]:
    """The routes the person's focus accepts, firm ones first; only firm ones if the person wants no others."""
    accepted = [Acceptance.YES] if profile.firm_routes_only else [Acceptance.YES, Acceptance.SOMETIMES]
    routes = [route for route in catalogue.routes.values() if route.acceptance[profile.focus] in accepted]
    return sorted(routes, key=lambda route: (accepted.index(route.acceptance[profile.focus]), route.id))


def nearest_route(profile: Profile, catalogue: Catalogue, standing: Standing) -> Route | None:
    """The accepted route with the fewest open terms, firm ones first, then those that a source names; None if the focus
    accepts none.

    A route that no offering of the catalogue could ever complete (becoming a physician, say) comes last.
    """
    ultimate = standing.joined(_all_there_is(catalogue))

    def distance(route: Route) -> tuple[int, int, bool, bool]:
        doubtful = route.acceptance[profile.focus] is not Acceptance.YES, route.confidence is Confidence.ESTIMATE
        return len(ultimate.open_terms(route.requirement)), len(standing.open_terms(route.requirement)), *doubtful

    return min(accepted_routes(profile, catalogue), key=distance, default=None)


def _all_there_is(catalogue: Catalogue) -> Standing:
    """What all offerings of the catalogue give together: the same for everybody, so worked out once."""
    known: Standing | None = catalogue.derived.get("all there is")
    if known is None:
        known = catalogue.derived["all there is"] = BLANK.after(catalogue.offerings.values())
    return known


def unmet_levels(profile: Profile, catalogue: Catalogue, standing: Standing) -> dict[str, tuple[int, int]]:
    """Competencies below the focus's required level, as (have, need)."""
    pairs = {
        competency.id: (standing.levels.get(competency.id, 0), competency.required[profile.focus])
        for competency in catalogue.competencies.values()
    }
    return {name: (have, need) for name, (have, need) in pairs.items() if have < need}
