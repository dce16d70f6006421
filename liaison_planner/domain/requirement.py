"""Requirements as AND of ORs of simple conditions on what a person holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class CompetencyLevel:
    """At least `level` (0-4) in a competency."""

    competency: str
    level: int

    def __str__(self) -> str:
        return f"{self.competency}>={self.level}"


@dataclass(frozen=True, slots=True, order=True)
class EducationLevel:
    """At least this degree level: 1 diploma, 2 associate, 3 bachelor, 4 master, 5 doctorate."""

    level: int

    def __str__(self) -> str:
        return f"edu_level>={self.level}"


@dataclass(frozen=True, slots=True, order=True)
class DegreeIn:
    """One degree of at least this level in this field: level and field of two different degrees do not count."""

    field: str
    level: int

    def __str__(self) -> str:
        return f"degree_field={self.field}:{self.level}"


@dataclass(frozen=True, slots=True, order=True)
class Years:
    """At least this experience in a field, in tenths of a year, so that sums are exact."""

    field: str
    tenths: int

    def __str__(self) -> str:
        return f"yrs_{self.field}>={self.tenths / 10:g}"


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """Holding a degree field, licence, certification, certificate or employer flag; `cert=any` is any certification."""

    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


@dataclass(frozen=True, slots=True, order=True)
class OfferingDone:
    """Having finished an offering."""

    offering: str

    def __str__(self) -> str:
        return self.offering


Condition = CompetencyLevel | EducationLevel | DegreeIn | Years | Token | OfferingDone
AnyOf = tuple[Condition, ...]
"""Alternatives: one of them suffices."""

Requirement = tuple[AnyOf, ...]
"""Terms that must all hold; the empty requirement always holds."""


def of_one_degree(requirement: Requirement) -> Requirement:
    """The requirement with each degree field bound to the level it asks for elsewhere, so that one degree has both."""
    levels = (term[0].level for term in requirement if len(term) == 1 and isinstance(term[0], EducationLevel))
    level = max(levels, default=0)
    return tuple(tuple(_bound(condition, level) for condition in term) for term in requirement)


def _bound(condition: Condition, level: int) -> Condition:
    if level and isinstance(condition, Token) and condition.name == "degree_field":
        return DegreeIn(condition.value, level)
    return condition


def requirement_text(requirement: Requirement) -> str:
    """The requirement in the catalogue's own syntax (`;` and, `|` or)."""
    return ";".join("|".join(str(condition) for condition in term) for term in requirement)
