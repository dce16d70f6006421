"""Remembers which limits must be lifted for a plan to exist, and asks the optimiser only what does not follow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.profile import Profile
from liaison_planner.planning.limits import Limit, lifted, limits_of
from liaison_planner.planning.search import is_possible


@dataclass(slots=True)
class Possibility:
    """Answers for one person whether a plan exists without certain limits.

    Lifting more never makes a possible plan impossible, so what was found for some limits decides many others.
    """

    profile: Profile
    catalogue: Catalogue
    today: date
    limits: list[Limit] = field(init=False)
    _enough: list[frozenset[str]] = field(default_factory=list)
    _too_little: list[frozenset[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.limits = limits_of(self.profile, self.catalogue, self.today)

    def without(self, some: Iterable[Limit]) -> bool | None:
        """Whether a plan exists when these limits are lifted; None when the search limit was reached first."""
        chosen = list(some)
        names = frozenset(limit.id for limit in chosen)
        if any(names >= enough for enough in self._enough):
            return True
        if any(names <= too_little for too_little in self._too_little):
            return False
        answer = is_possible(lifted(self.profile, chosen), self.catalogue, self.today)
        if answer is not None:
            (self._enough if answer else self._too_little).append(names)
        return answer

    def note_impossible(self) -> None:
        """With every limit in place there is no plan: that was proven elsewhere."""
        self._too_little.append(frozenset())
