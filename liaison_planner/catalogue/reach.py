"""What can be reached through offerings at all, whatever the time and money: a fixpoint over facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from liaison_planner.domain.offering import Offering
from liaison_planner.domain.requirement import (
    CompetencyLevel,
    Condition,
    EducationLevel,
    OfferingDone,
    Requirement,
    Token,
    Years,
)


@dataclass
class Reach:
    """The best anybody can have after taking every offering that can be started, each once."""

    levels: dict[str, int] = field(default_factory=dict)
    education: int = 1
    tokens: set[tuple[str, str]] = field(default_factory=set)
    tenths: dict[str, int] = field(default_factory=dict)
    offerings: set[str] = field(default_factory=set)

    def holds(self, condition: Condition) -> bool:
        match condition:
            case CompetencyLevel(name, level):
                return self.levels.get(name, 0) >= level
            case EducationLevel(level):
                return self.education >= level
            case Years(name, tenths):
                return self.tenths.get(name, 0) >= tenths
            case Token("cert", "any"):
                return any(kind == "cert" for kind, _ in self.tokens)
            case Token(name, value):
                return (name, value) in self.tokens
            case OfferingDone(offering):
                return offering in self.offerings

    def meets(self, requirement: Requirement) -> bool:
        return all(any(self.holds(condition) for condition in term) for term in requirement)

    def take(self, offering: Offering) -> None:
        self.offerings.add(offering.id)
        for name, level in offering.teaches.items():
            self.levels[name] = max(self.levels.get(name, 0), level)
        for award in offering.awards:
            if award.kind == "degree":
                self.education = max(self.education, award.level)
                self.tokens.add(("degree_field", award.value))
            elif award.kind == "exp":
                self.tenths[award.value] = self.tenths.get(award.value, 0) + award.tenths_of_years
            else:
                self.tokens.add((award.kind, award.value))


def reach_from_blank(offerings: Iterable[Offering]) -> Reach:
    """What a person with a school diploma and nothing else can reach through these offerings."""
    reach = Reach()
    waiting = list(offerings)
    while startable := [offering for offering in waiting if reach.meets(offering.prerequisites)]:
        for offering in startable:
            reach.take(offering)
        waiting = [offering for offering in waiting if offering.id not in reach.offerings]
    return reach
