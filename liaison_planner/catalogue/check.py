"""What a careful editor would find wrong with a catalogue: dangling names, cycles, levels nobody teaches."""

from collections.abc import Iterable, Iterator

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.catalogue.reach import Reach, reach_from_blank
from liaison_planner.domain.issue import Issue, Place, error, warning
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.requirement import (
    CompetencyLevel,
    Condition,
    EducationLevel,
    OfferingDone,
    Requirement,
    Token,
    requirement_text,
)
from liaison_planner.domain.vocabulary import DEGREE_FIELDS, MAX_LEVEL, Acceptance, Focus

_KIND_OF_TOKEN = {"license": "licence", "cert": "certification", "certificate": "certificate"}


def check(catalogue: Catalogue) -> list[Issue]:
    """Every problem of a catalogue whose rows could be read, errors before warnings."""
    reach = reach_from_blank(catalogue.offerings.values())
    found = [
        *_names(catalogue),
        *_self_prerequisites(catalogue),
        *_ranges(catalogue),
        *_required_levels(catalogue, reach),
        *_routes(catalogue),
        *_unreachable(catalogue, reach),
    ]
    return sorted(found, key=lambda issue: issue.severity.value)


def _names(catalogue: Catalogue) -> Iterator[Issue]:
    for offering in catalogue.offerings.values():
        place = Place(sheet="offerings.csv", cell=offering.id)
        yield from _conditions(catalogue, offering.prerequisites, place)
        for name, level in offering.teaches.items():
            yield from _level(catalogue, CompetencyLevel(name, level), place)
        for award in offering.awards:
            if award.kind in _KIND_OF_TOKEN:
                yield from _token(catalogue, Token(award.kind, award.value), place)
            elif award.kind == "degree" and award.value not in DEGREE_FIELDS:
                yield _unknown(place, f"degree field «{award.value}»")
    for route in catalogue.routes.values():
        yield from _conditions(catalogue, route.requirement, Place(sheet="routes.csv", cell=route.id))


def _conditions(catalogue: Catalogue, requirement: Requirement, place: Place) -> Iterator[Issue]:
    for condition in (condition for term in requirement for condition in term):
        match condition:
            case CompetencyLevel():
                yield from _level(catalogue, condition, place)
            case OfferingDone(offering) if offering not in catalogue.offerings:
                yield _unknown(place, f"offering «{offering}»")
            case Token():
                yield from _token(catalogue, condition, place)
            case EducationLevel(level) if not 1 <= level <= 5:
                yield _unknown(place, f"education level {level}")


def _level(catalogue: Catalogue, condition: CompetencyLevel, place: Place) -> Iterator[Issue]:
    if condition.competency not in catalogue.competencies:
        yield _unknown(place, f"competency «{condition.competency}»")
    if not 0 < condition.level <= MAX_LEVEL:
        what = f"«{condition}» is not a level from 1 to {MAX_LEVEL}."
        yield error("catalogue_level", place, what, "Write a level on the scale of levels.csv.")


def _token(catalogue: Catalogue, token: Token, place: Place) -> Iterator[Issue]:
    if token.name == "degree_field":
        if token.value not in DEGREE_FIELDS:
            yield _unknown(place, f"degree field «{token.value}»")
    elif token.name in _KIND_OF_TOKEN and (token.name, token.value) != ("cert", "any"):
        if _KIND_OF_TOKEN[token.name] not in catalogue.credential_kinds(token.value):
            yield _unknown(place, f"{_KIND_OF_TOKEN[token.name]} «{token.value}»")


def _unknown(place: Place, what: str) -> Issue:
    fix = "Correct the name, or add the missing row."
    return error("catalogue_dangling", place, f"It names {what}, which the catalogue does not have.", fix)


def _self_prerequisites(catalogue: Catalogue) -> Iterator[Issue]:
    """A set of offerings each of which needs another of the set first can never be started."""
    needs = {offering.id: _needed_offerings(offering) for offering in catalogue.offerings.values()}
    for start in needs:
        if start in _closure(needs, start):
            place = Place(sheet="offerings.csv", cell=start)
            what = f"«{start}» needs itself to be finished first, directly or through others."
            yield error("catalogue_cycle", place, what, "Remove one prerequisite from the circle.")


def _needed_offerings(offering: Offering) -> set[str]:
    """Offerings without which this one cannot start: terms that have no alternative."""
    single = (term[0] for term in offering.prerequisites if len(term) == 1)
    return {condition.offering for condition in single if isinstance(condition, OfferingDone)}


def _closure(needs: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = list(needs[start])
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(needs.get(name, ()))
    return seen


def _ranges(catalogue: Catalogue) -> Iterator[Issue]:
    for offering in catalogue.offerings.values():
        ranges = (
            ("effort_hours", offering.effort_low, offering.effort_hours, offering.effort_high),
            ("cost_usd", offering.cost_low, offering.cost_usd, offering.cost_high),
        )
        for column, low, value, high in ranges:
            if (low is not None and low > value) or (high is not None and high < value):
                place = Place(sheet="offerings.csv", cell=f"{offering.id}, {column}")
                what = f"{value:g} is outside its own range {low} to {high}."
                yield error("catalogue_range", place, what, "Correct the figure or its range.")


def _required_levels(catalogue: Catalogue, reach: Reach) -> Iterator[Issue]:
    taught: dict[str, int] = {}
    for offering in catalogue.offerings.values():
        for name, level in offering.teaches.items():
            taught[name] = max(taught.get(name, 0), level)
    for competency in catalogue.competencies.values():
        place = Place(sheet="competencies.csv", cell=competency.id)
        for focus, level in competency.required.items():
            if level > taught.get(competency.id, 0):
                what = f"{focus.title} asks for level {level}, but no offering teaches it."
                yield error("catalogue_untaught", place, what, "Add an offering, or lower the level.")
            elif level > reach.levels.get(competency.id, 0):
                what = f"{focus.title} asks for level {level}, which nobody can reach from a blank start."
                yield warning("catalogue_unreachable_level", place, what, "Check the prerequisites on the way.")


def _routes(catalogue: Catalogue) -> Iterator[Issue]:
    for focus in Focus:
        if not any(route.acceptance[focus] is Acceptance.YES for route in catalogue.routes.values()):
            what = f"No route is firmly accepted for {focus.title}."
            yield error("catalogue_no_route", Place(sheet="routes.csv", cell=focus.value), what, "Add a route.")


def _unreachable(catalogue: Catalogue, reach: Reach) -> Iterator[Issue]:
    for offering in _not_reached(catalogue.offerings.values(), reach):
        place = Place(sheet="offerings.csv", cell=offering.id)
        what = f"Nobody can start it from a blank start: {requirement_text(_missing(offering, reach))} is never met."
        yield warning("catalogue_unreachable", place, what, "Fine if it is only for people who hold this already.")


def _not_reached(offerings: Iterable[Offering], reach: Reach) -> Iterator[Offering]:
    return (offering for offering in offerings if offering.id not in reach.offerings)


def _missing(offering: Offering, reach: Reach) -> Requirement:
    def open_(term: tuple[Condition, ...]) -> bool:
        return not any(reach.holds(condition) for condition in term)

    return tuple(term for term in offering.prerequisites if open_(term))
