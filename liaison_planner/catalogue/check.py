"""What a careful editor would find wrong with a catalogue: dangling names, cycles, levels nobody teaches."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from liaison_planner.catalogue.anchors import without_anchors
from liaison_planner.catalogue.focus import focus_issues
from liaison_planner.catalogue.model import Catalogue
from liaison_planner.catalogue.reach import reach_from_blank
from liaison_planner.catalogue.slips import slips
from liaison_planner.domain.issue import Issue, Place, error, warning
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.requirement import (
    CompetencyLevel,
    DegreeIn,
    EducationLevel,
    OfferingDone,
    Requirement,
    Token,
    requirement_text,
)
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import DEGREE_FIELDS, MAX_LEVEL, Acceptance

_KIND_OF_TOKEN = {"license": "licence", "cert": "certification", "certificate": "certificate"}


def check(catalogue: Catalogue) -> list[Issue]:
    """Every problem of a catalogue whose rows could be read, errors before warnings."""
    reach = reach_from_blank(catalogue.offerings.values())
    found = [
        *_names(catalogue),
        *_cycles(catalogue),
        *_ranges(catalogue),
        *_required_levels(catalogue, reach),
        *_routes(catalogue),
        *_unreachable(catalogue, reach),
        *slips(catalogue),
        *without_anchors(catalogue),
        *focus_issues(catalogue),
    ]
    return sorted(found, key=lambda issue: issue.severity.value)


def _names(catalogue: Catalogue) -> Iterator[Issue]:
    for offering in catalogue.offerings.values():
        table, name = "offerings.csv", offering.id
        place = Place(sheet=table, cell=f"{name}, prerequisites")
        yield from _conditions(catalogue, offering.prerequisites, place)
        place = Place(sheet=table, cell=f"{name}, teaches")
        for competency, level in offering.teaches.items():
            yield from _level(catalogue, CompetencyLevel(competency, level), place)
        place = Place(sheet=table, cell=f"{name}, credential_awarded")
        for award in offering.awards:
            if award.kind in _KIND_OF_TOKEN:
                yield from _token(catalogue, Token(award.kind, award.value), place)
            elif award.kind == "degree" and award.value not in DEGREE_FIELDS:
                yield _unknown(place, "degree field", award.value, DEGREE_FIELDS)
    for route in catalogue.routes.values():
        place = Place(sheet="routes.csv", cell=f"{route.id}, requirements")
        yield from _conditions(catalogue, route.requirement, place)
    for task in catalogue.tasks.values():
        if task.same_as and task.same_as not in catalogue.offerings:
            place = Place(sheet="tasks.csv", cell=f"{task.id}, same_as")
            yield _unknown(place, "offering", task.same_as, catalogue.offerings)


def _conditions(catalogue: Catalogue, requirement: Requirement, place: Place) -> Iterator[Issue]:
    for condition in (condition for term in requirement for condition in term):
        match condition:
            case CompetencyLevel():
                yield from _level(catalogue, condition, place)
            case OfferingDone(offering) if offering not in catalogue.offerings:
                yield _unknown(place, "offering", offering, catalogue.offerings)
            case Token():
                yield from _token(catalogue, condition, place)
            case DegreeIn(field, _):
                yield from _token(catalogue, Token("degree_field", field), place)
            case EducationLevel(level) if not 1 <= level <= 5:
                yield _unknown(place, "education level", str(level), ())


def _level(catalogue: Catalogue, condition: CompetencyLevel, place: Place) -> Iterator[Issue]:
    if condition.competency not in catalogue.competencies:
        yield _unknown(place, "competency", condition.competency, catalogue.competencies)
    if not 0 < condition.level <= MAX_LEVEL:
        what = f"«{condition}» is not a level from 1 to {MAX_LEVEL}."
        yield error("catalogue_level", place, what, "Write a level on the scale of levels.csv.")


def _token(catalogue: Catalogue, token: Token, place: Place) -> Iterator[Issue]:
    kind = _KIND_OF_TOKEN.get(token.name)
    if token.name == "degree_field" and token.value not in DEGREE_FIELDS:
        yield _unknown(place, "degree field", token.value, DEGREE_FIELDS)
    elif kind and (token.name, token.value) != ("cert", "any") and kind not in catalogue.credential_kinds(token.value):
        known = [name for name, row in catalogue.credentials.items() if row.kind == kind]
        yield _unknown(place, kind, token.value, known)


def _unknown(place: Place, noun: str, name: str, known: Iterable[str]) -> Issue:
    near = get_close_matches(name, list(known), n=1)
    fix = f"Did you mean «{near[0]}»? Otherwise add the missing row." if near else "Correct the name, or add the row."
    return error("catalogue_dangling", place, f"It names {noun} «{name}», which the catalogue does not have.", fix)


def _cycles(catalogue: Catalogue) -> Iterator[Issue]:
    """Offerings that wait for each other can never be started, whatever alternative is taken."""
    stuck = set(catalogue.offerings)
    while free := {name for name in stuck if not _waits_for(catalogue.offerings[name], stuck)}:
        stuck -= free
    for name in (name for name in catalogue.offerings if name in stuck):
        circle = sorted(_waited_for(catalogue, name, stuck))
        if name in circle:
            place = Place(sheet="offerings.csv", cell=name)
            what = f"«{name}» waits for an offering that in turn waits for it (among {', '.join(circle)})."
            yield error("catalogue_cycle", place, what, "Remove one prerequisite from the circle.")


def _waited_for(catalogue: Catalogue, name: str, stuck: set[str]) -> set[str]:
    """The stuck offerings that come before this one, directly or through others."""
    found: set[str] = set()
    todo = [name]
    while todo:
        conditions = (each for term in catalogue.offerings[todo.pop()].prerequisites for each in term)
        before = {each.offering for each in conditions if isinstance(each, OfferingDone)} & stuck - found
        found |= before
        todo.extend(before)
    return found


def _waits_for(offering: Offering, others: set[str]) -> bool:
    """Whether some prerequisite can be met through offerings among `others` only."""
    return any(
        all(isinstance(condition, OfferingDone) and condition.offering in others for condition in term)
        for term in offering.prerequisites
    )


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


def _required_levels(catalogue: Catalogue, reach: Standing) -> Iterator[Issue]:
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
    for focus in catalogue.foci:
        if not any(route.acceptance[focus] is Acceptance.YES for route in catalogue.routes.values()):
            what = f"No route is firmly accepted for {focus.title}."
            yield error("catalogue_no_route", Place(sheet="routes.csv", cell=focus.value), what, "Add a route.")


def _unreachable(catalogue: Catalogue, reach: Standing) -> Iterator[Issue]:
    for offering in catalogue.offerings.values():
        if offering.id in reach.offerings:
            continue
        place = Place(sheet="offerings.csv", cell=offering.id)
        missing = requirement_text(reach.open_terms(offering.prerequisites))
        what = f"Nobody can start it from a blank start: {missing} is never met."
        yield warning("catalogue_unreachable", place, what, "Fine if it is only for people who hold this already.")
