"""Requirements and dates in the user's words."""

from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.requirement import (
    AnyOf,
    CompetencyLevel,
    Condition,
    DegreeIn,
    EducationLevel,
    OfferingDone,
    Token,
    Years,
)
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import DEGREE_FIELD_TITLES, EDUCATION_LEVELS, YEARS_TITLES


def condition_in_words(condition: Condition, catalogue: Catalogue) -> str:
    """One condition as a phrase, such as «1 year of experience: Healthcare, any role»."""
    match condition:
        case CompetencyLevel(name, level):
            return f"{catalogue.competencies[name].name} at level {level}"
        case EducationLevel(level):
            return EDUCATION_LEVELS[level]
        case DegreeIn(field, level):
            return f"{EDUCATION_LEVELS[level]} or higher in: {DEGREE_FIELD_TITLES.get(field, field)}"
        case Years(field, tenths):
            return f"{years_in_words(tenths)} of experience: {YEARS_TITLES[field]}"
        case OfferingDone(offering):
            return f"«{catalogue.offerings[offering].title}» finished"
        case Token(name, value):
            return _token_in_words(name, value, catalogue)


def _token_in_words(name: str, value: str, catalogue: Catalogue) -> str:
    if name == "degree_field":
        return f"a degree in: {DEGREE_FIELD_TITLES.get(value, value)}"
    if name == "internal_employer":
        return "employed by the hospital or practice that hires"
    if value == "any":
        return "any certification"
    credential = catalogue.credentials.get(value)
    return credential.title if credential else f"{name} {value}"


def term_in_words(term: AnyOf, catalogue: Catalogue) -> str:
    """Alternatives joined with «or»."""
    return ", or ".join(condition_in_words(condition, catalogue) for condition in term)


def held_in_words(term: AnyOf, standing: Standing) -> str:
    """What the person has of a term that is not met: the first alternative's level, degree or years, if any."""
    match term[0]:
        case CompetencyLevel(name, _):
            return f"level {standing.levels.get(name, 0)}"
        case EducationLevel():
            return EDUCATION_LEVELS[standing.education]
        case Years(field, _):
            return years_in_words(standing.tenths.get(field, 0))
        case _:
            return "not yet"


def years_in_words(tenths: int) -> str:
    """«1 year», «0.5 years»."""
    return f"{tenths / 10:g} {'year' if tenths == 10 else 'years'}"


def hours_in_words(hours: float) -> str:
    """«1 hour», «7.5 hours»."""
    return f"{hours:g} {'hour' if hours == 1 else 'hours'}"


def weeks_in_words(weeks: int) -> str:
    """«1 week», «26 weeks»."""
    return f"{weeks} {'week' if weeks == 1 else 'weeks'}"


def day_in_words(day: date) -> str:
    """«5 April 2027», the same on every system and in every locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def money_in_words(dollars: float) -> str:
    """«$1,800», cents only where there are any."""
    return f"${dollars:,.0f}" if dollars == int(dollars) else f"${dollars:,.2f}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
