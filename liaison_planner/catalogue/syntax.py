"""Parses the catalogue's small text syntax; every fault is a sentence, none an exception.

`;` separates terms that must all hold, `|` separates alternatives inside a term. A term is an offering id,
`name>=number` (a competency, `edu_level` or `yrs_<field>`) or `name=value` (a held token).
"""

import re
from collections.abc import Callable

from liaison_planner.domain.offering import Award
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
from liaison_planner.domain.vocabulary import YEARS_FIELDS

HELD_TOKENS = ("degree_field", "license", "cert", "certificate", "internal_employer")
EDUCATION_BY_NAME = {"diploma": 1, "associate": 2, "bachelor": 3, "master": 4, "doctorate": 5}

_AT_LEAST = re.compile(r"(\w+)>=(\d+(?:\.\d+)?)")
_EQUALS = re.compile(r"(\w+)=(\w+)")
_DEGREE = re.compile(r"degree_field=(\w+):([1-5])")
_IDENTIFIER = re.compile(r"\w+")
Report = Callable[[str], None]


def split(text: str, separator: str = ";") -> list[str]:
    """The non-empty trimmed parts of a list written in one cell."""
    return [part.strip() for part in text.split(separator) if part.strip()]


def parse_requirement(text: str, report: Report) -> Requirement:
    """The requirement written in `text`; parts that cannot be read are reported and left out."""
    terms = []
    for term in split(text):
        alternatives = [_parse_condition(part, report) for part in split(term, "|")]
        known = tuple(condition for condition in alternatives if condition is not None)
        if known:
            terms.append(known)
    return tuple(terms)


def _parse_condition(text: str, report: Report) -> Condition | None:
    if match := _AT_LEAST.fullmatch(text):
        return _parse_at_least(match[1], match[2], report)
    if match := _DEGREE.fullmatch(text):
        return DegreeIn(match[1], int(match[2]))
    if match := _EQUALS.fullmatch(text):
        if match[1] in HELD_TOKENS:
            return Token(match[1], match[2])
        report(f"«{text}» asks for «{match[1]}», which is not one of {', '.join(HELD_TOKENS)}.")
        return None
    if _IDENTIFIER.fullmatch(text):
        return OfferingDone(text)
    report(f"«{text}» is not an offering id, «name>=number» or «name=value».")
    return None


def _parse_at_least(name: str, number: str, report: Report) -> Condition | None:
    if "." in number and not name.startswith("yrs_"):
        report(f"«{name}>={number}» is between two levels; only years have a decimal point.")
        return None
    if name == "edu_level":
        return EducationLevel(int(number))
    if name.startswith("yrs_"):
        field = name.removeprefix("yrs_")
        if field in YEARS_FIELDS:
            return Years(field, round(float(number) * 10))
        report(f"«{name}» is no field of experience.")
        return None
    return CompetencyLevel(name, int(number))


def parse_levels(text: str, report: Report) -> dict[str, int]:
    """`competency:level` pairs; a repeated competency keeps its highest level and is reported."""
    levels: dict[str, int] = {}
    for part in split(text):
        name, _, number = part.partition(":")
        if not number.strip().isdecimal():
            report(f"«{part}» is not «competency:level».")
            continue
        if name.strip() in levels:
            report(f"«{name.strip()}» is rated twice.")
        levels[name.strip()] = max(levels.get(name.strip(), 0), int(number))
    return levels


def parse_awards(text: str, report: Report) -> tuple[Award, ...]:
    """The credential tokens an offering gives."""
    awards = (_parse_award(part, report) for part in split(text))
    return tuple(award for award in awards if award is not None)


def _parse_award(text: str, report: Report) -> Award | None:
    match text.split(":"):
        case ["badge"]:
            return Award(kind="badge")
        case ["cert" | "certificate" as kind, value]:
            return Award(kind=kind, value=value)
        case ["college_credit", credits] if credits.isdecimal():
            return Award(kind="college_credit", value=credits)
        case ["degree", level, field] if level in EDUCATION_BY_NAME:
            return Award(kind="degree", value=field, level=EDUCATION_BY_NAME[level])
        case ["exp", field, years] if field in YEARS_FIELDS and re.fullmatch(r"\d+(\.\d+)?", years):
            return Award(kind="exp", value=field, tenths_of_years=round(float(years) * 10))
    report(f"«{text}» is not a credential token (degree:level:field, cert:x, certificate:x, badge, exp:field:years).")
    return None
