"""Remembers which limits must be lifted for a plan to exist, and asks the optimiser only what does not follow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.weeks import monday_on_or_after, whole_weeks_until
from liaison_planner.planning.limits import Limit, lifted, limits_of
from liaison_planner.planning.lived import spent_usd
from liaison_planner.planning.search import first_day, some_plan
from liaison_planner.scheduling.problem import Solution, Status


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
        solution = some_plan(lifted(self.profile, chosen), self.catalogue, self.today)
        if solution.status is Status.INFEASIBLE:
            self._too_little.append(names)
            return False
        if solution.status is Status.UNKNOWN:
            return None
        self._enough.append(names - self._kept(solution))
        return True

    def _kept(self, solution: Solution) -> set[str]:
        """Limits that a plan keeps although it need not: lifting the others is enough."""
        chosen = [self.catalogue.offerings[placement.name] for placement in solution.placements]
        monday = monday_on_or_after(first_day(self.profile, self.today))
        end = max((placement.end for placement in solution.placements), default=0)
        keeps = {
            "deadline": end <= whole_weeks_until(monday, self.profile.target_date),
            "budget": sum(each.cost_usd for each in chosen) + spent_usd(self.profile, self.catalogue)
            <= self.profile.budget_usd,
            "present_job": not any(offering.is_full_time_job for offering in chosen),
        }
        return {name for name, kept in keeps.items() if kept}

    def note_impossible(self) -> None:
        """With every limit in place there is no plan: that was proven elsewhere."""
        self._too_little.append(frozenset())
