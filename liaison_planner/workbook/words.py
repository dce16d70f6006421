"""The catalogue's small syntax in words a nurse reads: what an offering needs first, raises and gives."""

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Award, Offering
from liaison_planner.domain.requirement import (
    CompetencyLevel,
    Condition,
    DegreeIn,
    EducationLevel,
    OfferingDone,
    Requirement,
    Token,
    Years,
)
from liaison_planner.domain.vocabulary import DEGREE_FIELD_TITLES, EDUCATION_LEVELS, YEARS_TITLES
from liaison_planner.views.wording import figure
from liaison_planner.workbook.labels import labels_of

_DEGREES = {level: title[0].lower() + title[1:] for level, title in EDUCATION_LEVELS.items()}


def requirement_words(requirement: Requirement, catalogue: Catalogue) -> str:
    """One line for each term that must hold; alternatives are joined by «or»."""
    return "\n".join(" or ".join(_condition(each, catalogue) for each in term) for term in requirement)


def _condition(condition: Condition, catalogue: Catalogue) -> str:
    match condition:
        case CompetencyLevel(competency, level):
            return f"{_subject(competency, catalogue)}: level {level}"
        case EducationLevel(level):
            return f"{_DEGREES[level]} or higher" if level < max(_DEGREES) else _DEGREES[level]
        case DegreeIn(name, level):
            return f"{_DEGREES[level]} or higher in {_lower(DEGREE_FIELD_TITLES[name])}"
        case Years(name, tenths):
            return f"{_years(tenths)} of {_lower(YEARS_TITLES[name])}"
        case OfferingDone(offering):
            return f"finished: {labels_of(catalogue).offerings.get(offering, offering)}"
        case Token():
            return _token(condition, catalogue)


def _token(token: Token, catalogue: Catalogue) -> str:
    if token.name == "degree_field":
        return f"degree in {_lower(DEGREE_FIELD_TITLES[token.value])}"
    if token.name == "internal_employer":
        return "employed there already"
    if (token.name, token.value) == ("cert", "any"):
        return "any certification"
    credential = catalogue.credentials.get(token.value)
    return credential.title if credential else token.value


def _subject(competency: str, catalogue: Catalogue) -> str:
    row = catalogue.competencies.get(competency)
    return row.name if row else competency


def _years(tenths: int) -> str:
    return "1 year" if tenths == 10 else f"{tenths / 10:g} years"


def _lower(title: str) -> str:
    """Titles begin with a capital; inside a sentence they do not."""
    return title[0].lower() + title[1:]


def teaches_words(offering: Offering, catalogue: Catalogue) -> str:
    """The levels an offering raises a person to."""
    return "; ".join(f"{_subject(name, catalogue)} {level}" for name, level in offering.teaches.items())


def awards_words(offering: Offering, catalogue: Catalogue) -> str:
    """What an offering gives besides levels, one a line."""
    return "\n".join(_award(award, catalogue) for award in offering.awards)


def _award(award: Award, catalogue: Catalogue) -> str:
    if award.kind == "degree":
        return f"{EDUCATION_LEVELS[award.level]} ({_lower(DEGREE_FIELD_TITLES[award.value])})"
    if award.kind == "exp":
        return f"{_years(award.tenths_of_years)} of {_lower(YEARS_TITLES[award.value])}"
    if award.kind == "college_credit":
        return f"{award.value} college credits"
    credential = catalogue.credentials.get(award.value)
    return credential.title if credential else award.kind.capitalize()


def range_words(offering: Offering) -> str:
    """The range of an estimate, empty if the catalogue gives none."""
    hours = _range(offering.effort_low, offering.effort_high)
    cost = _range(offering.cost_low, offering.cost_high)
    return ", ".join(part for part in (hours and f"{hours} hours", cost and f"{cost} USD") if part)


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return f"{figure(low)} to {figure(high)}"
