"""Every accepted route with what of it is met and what is missing."""

from collections.abc import Iterable

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Route
from liaison_planner.domain.picture import RouteStanding
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.requirement import AnyOf, DegreeIn, EducationLevel, Years
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import Acceptance, Confidence
from liaison_planner.gaps.analysis import accepted_routes
from liaison_planner.gaps.standing import standing_of, verified_standing
from liaison_planner.gaps.words import term_in_words


def route_standings(profile: Profile, catalogue: Catalogue) -> tuple[RouteStanding, ...]:
    """The routes that the focus area accepts (only firm ones if the person wants no others): firm ones and near ones first."""
    declared, verified = standing_of(profile, catalogue), verified_standing(profile, catalogue)
    routes = accepted_routes(profile, catalogue)
    found = [_standing(route, profile, catalogue, declared, verified) for route in routes]
    return tuple(sorted(found, key=lambda each: (each.acceptance is not Acceptance.YES, len(each.missing), each.id)))


def _standing(
    route: Route, profile: Profile, catalogue: Catalogue, declared: Standing, verified: Standing
) -> RouteStanding:
    still_open = declared.open_terms(route.requirement)
    return RouteStanding(
        id=route.id,
        name=route.name,
        acceptance=route.acceptance[profile.focus],
        risk=_risk(route, profile),
        met=_telling([_met_by(term, declared) for term in route.requirement if term not in still_open], catalogue),
        missing=_telling(still_open, catalogue),
        verified=not verified.open_terms(route.requirement),
    )


def _met_by(term: AnyOf, standing: Standing) -> AnyOf:
    """The alternative by which the term is met."""
    return (next(condition for condition in term if standing.holds(condition)),)


def _telling(terms: Iterable[AnyOf], catalogue: Catalogue) -> tuple[str, ...]:
    """The terms in words, without those that another one implies: a bachelor's degree beside a bachelor's in health."""
    kept = tuple(dict.fromkeys(terms))
    said = [term for term in kept if not any(_implies(other, term) for other in kept if other != term)]
    return tuple(term_in_words(term, catalogue) for term in said)


def _implies(term: AnyOf, weaker: AnyOf) -> bool:
    """Whether every alternative of one term meets the other, single one."""
    if len(weaker) > 1:
        return False
    match weaker[0]:
        case EducationLevel(level):
            return all(isinstance(each, DegreeIn | EducationLevel) and each.level >= level for each in term)
        case Years(field, tenths):
            return all(isinstance(each, Years) and each.field == field and each.tenths >= tenths for each in term)
        case _:
            return False


def _risk(route: Route, profile: Profile) -> str:
    found = []
    if route.acceptance[profile.focus] is Acceptance.SOMETIMES:
        found.append("Only some employers accept it: ask before you rely on it, and have a firmer route in mind.")
    if route.confidence is Confidence.ESTIMATE:
        found.append("That it is accepted is our estimate.")
    return " ".join(found)
