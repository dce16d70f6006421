"""What somebody holds at one moment, and which requirements that meets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liaison_planner.domain.offering import Award, Offering
from liaison_planner.domain.requirement import (
    AnyOf,
    CompetencyLevel,
    Condition,
    DegreeIn,
    EducationLevel,
    OfferingDone,
    Requirement,
    Token,
    Years,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Levels by competency, highest degree (1-5), held tokens, tenths of years by field, finished offerings."""

    levels: Mapping[str, int]
    education: int
    tokens: frozenset[tuple[str, str]]
    tenths: Mapping[str, int]
    offerings: frozenset[str]
    degrees: frozenset[tuple[int, str]] = frozenset()
    """Level and field of each degree."""

    def holds(self, condition: Condition) -> bool:
        """Whether one condition is met."""
        match condition:
            case CompetencyLevel(name, level):
                return self.levels.get(name, 0) >= level
            case EducationLevel(level):
                return self.education >= level
            case DegreeIn(name, level):
                return any(field == name and reached >= level for reached, field in self.degrees)
            case Years(name, tenths):
                return self.tenths.get(name, 0) >= tenths
            case Token("cert", "any"):
                return any(kind == "cert" for kind, _ in self.tokens)
            case Token(name, value):
                return (name, value) in self.tokens
            case OfferingDone(offering):
                return offering in self.offerings

    def open_terms(self, requirement: Requirement) -> tuple[AnyOf, ...]:
        """The terms of which no alternative is met, in order; empty when the requirement is met."""
        return tuple(term for term in requirement if not any(self.holds(condition) for condition in term))

    def after(self, offerings: Iterable[Offering], *, count_years: bool = True) -> "Standing":
        """What is held once these are finished; without `count_years` their experience is taken as already counted."""
        taken = tuple(offerings)
        awards = tuple(award for offering in taken for award in offering.awards)
        return Standing(
            levels=_highest(self.levels, taken),
            education=max((self.education, *(award.level for award in awards if award.kind == "degree"))),
            tokens=self.tokens | {token for award in awards if (token := _token(award))},
            tenths=_worked(self.tenths, awards) if count_years else self.tenths,
            offerings=self.offerings | {offering.id for offering in taken},
            degrees=self.degrees | {(award.level, award.value) for award in awards if award.kind == "degree"},
        )

    def joined(self, other: "Standing") -> "Standing":
        """What is held by somebody who has earned both: `after(offerings)` is joined with what they alone give."""
        names = self.levels.keys() | other.levels.keys()
        fields = self.tenths.keys() | other.tenths.keys()
        return Standing(
            levels={name: max(self.levels.get(name, 0), other.levels.get(name, 0)) for name in names},
            education=max(self.education, other.education),
            tokens=self.tokens | other.tokens,
            tenths={field: self.tenths.get(field, 0) + other.tenths.get(field, 0) for field in fields},
            offerings=self.offerings | other.offerings,
            degrees=self.degrees | other.degrees,
        )


BLANK = Standing(levels={}, education=1, tokens=frozenset(), tenths={}, offerings=frozenset())
"""A school diploma and nothing else."""


def _highest(levels: Mapping[str, int], taken: tuple[Offering, ...]) -> dict[str, int]:
    highest = dict(levels)
    for offering in taken:
        for name, level in offering.teaches.items():
            highest[name] = max(highest.get(name, 0), level)
    return highest


def _token(award: Award) -> tuple[str, str] | None:
    if award.kind == "degree":
        return "degree_field", award.value
    return (award.kind, award.value) if award.kind in ("cert", "certificate") else None


def _worked(tenths: Mapping[str, int], awards: tuple[Award, ...]) -> dict[str, int]:
    worked = dict(tenths)
    for award in awards:
        if award.kind == "exp":
            worked[award.value] = worked.get(award.value, 0) + award.tenths_of_years
    return worked
