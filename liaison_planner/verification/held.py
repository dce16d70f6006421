"""What a person holds at some moment, looked up afresh for every question: outset, done before, finished since."""

from dataclasses import dataclass
from functools import cached_property

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import Profile
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

_TOKEN_OF_KIND = {"licence": "license", "certification": "cert", "certificate": "certificate"}
_BINARY_FRACTION = 1e-6
"""Forgives that 1.1 is no exact binary number; parts of a tenth of a year otherwise count as they are."""


@dataclass(frozen=True)
class Held:
    """The person at the outset plus `finished` steps of the plan.

    What was done before the plan teaches and awards like a finished step, but its years of experience are already in
    the person's own figures.
    """

    profile: Profile
    catalogue: Catalogue
    finished: tuple[Offering, ...] = ()

    def unmet(self, requirement: Requirement) -> tuple[AnyOf, ...]:
        """The terms of which no alternative holds."""
        return tuple(term for term in requirement if not any(self.holds(condition) for condition in term))

    def holds(self, condition: Condition) -> bool:
        """Whether one condition holds."""
        match condition:
            case CompetencyLevel(competency, level):
                return self.level(competency) >= level
            case EducationLevel(level):
                return self._education >= level
            case DegreeIn(field, level):
                return any(name == field and reached >= level for reached, name in self._degrees)
            case Years(field, tenths):
                return self._tenths_of_years(field) + _BINARY_FRACTION >= tenths
            case Token("cert", "any"):
                return any(name == "cert" for name, _ in self._tokens)
            case Token(name, value):
                return (name, value) in self._tokens
            case OfferingDone(offering):
                return offering in {*self.profile.done, *self.profile.finished, *(taken.id for taken in self.finished)}

    def level(self, competency: str) -> int:
        """The highest of the self-rating and what was taught."""
        taught = (offering.teaches.get(competency, 0) for offering in self._taken)
        return max((self.profile.self_ratings.get(competency, 0), *taught))

    @cached_property
    def _taken(self) -> tuple[Offering, ...]:
        known = self.catalogue.offerings
        return (*(known[name] for name in self.profile.done if name in known), *self._since)

    @cached_property
    def _since(self) -> tuple[Offering, ...]:
        """What has been finished since the plan began, and what the plan will have finished."""
        known = self.catalogue.offerings
        return (*(known[name] for name in self.profile.finished if name in known), *self.finished)

    @cached_property
    def _education(self) -> int:
        return max(level for level, _ in self._degrees)

    @cached_property
    def _degrees(self) -> frozenset[tuple[int, str]]:
        """Level and field of every degree: what counts of those stated, and those awarded."""
        further = ((degree.level, degree.field) for degree in self.profile.degrees if degree.counts)
        awards = (award for offering in self._taken for award in offering.awards if award.kind == "degree")
        awarded = ((award.level, award.value) for award in awards)
        return frozenset({(self.profile.edu_level, self.profile.degree_field), *further, *awarded})

    def _tenths_of_years(self, field: str) -> float:
        awards = (award for offering in self._since for award in offering.awards)
        worked = sum(award.tenths_of_years for award in awards if (award.kind, award.value) == ("exp", field))
        return self.profile.years.get(field, 0.0) * 10 + worked

    @cached_property
    def _tokens(self) -> frozenset[tuple[str, str]]:
        employer = {("internal_employer", "1")} if self.profile.internal_employer else set()
        fields = {("degree_field", field) for _, field in self._degrees}
        return frozenset(fields | employer | self._listed() | self._awarded())

    def _listed(self) -> set[tuple[str, str]]:
        """The person's own licences and certificates, each as the kind that the catalogue knows; others count nothing."""
        lapsed = {note.token for note in self.profile.credential_notes if not note.counts}
        tokens = {*self.profile.licences, *self.profile.certificates} - lapsed
        kinds = ((kind, token) for token in tokens for kind in self.catalogue.credential_kinds(token))
        return {(_TOKEN_OF_KIND[kind], token) for kind, token in kinds if kind in _TOKEN_OF_KIND}

    def _awarded(self) -> set[tuple[str, str]]:
        names = {"degree": "degree_field", "cert": "cert", "certificate": "certificate"}
        awards = (award for offering in self._taken for award in offering.awards)
        return {(names[award.kind], award.value) for award in awards if award.kind in names}
