"""A plan beside the person and the catalogue it must agree with, and what the person holds after which steps."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.requirement import AnyOf
from liaison_planner.verification.held import Held

HOURS_TOLERANCE = 1e-6
HALF_A_CENT = 0.005


class Step(NamedTuple):
    """An item of the plan with the catalogue's own row for it."""

    item: PlanItem
    offering: Offering


@dataclass(frozen=True)
class Case:
    """All that a plan is judged by. `steps` are the items that the catalogue knows; rule 0 names the others."""

    plan: Plan
    profile: Profile
    catalogue: Catalogue

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        known = self.catalogue.offerings
        return tuple(Step(item, known[item.offering_id]) for item in self.plan.items if item.offering_id in known)

    @cached_property
    def first_day(self) -> date:
        """The day from which anything can begin."""
        return max(self.plan.today, self.profile.start_date)

    @cached_property
    def pinned(self) -> frozenset[str]:
        """What the person insists on, whatever the plan says about it."""
        return frozenset(pin.offering_id for pin in self.profile.pins)

    @cached_property
    def begun(self) -> frozenset[str]:
        """What the person has begun before this plan and goes on with."""
        return frozenset(self.profile.under_way)

    @cached_property
    def full_time_jobs(self) -> tuple[PlanItem, ...]:
        return tuple(item for item, offering in self.steps if offering.is_full_time_job)

    @cached_property
    def beside_a_job(self) -> tuple[PlanItem, ...]:
        """Everything that takes from the person's weekly hours: all items but full-time jobs."""
        jobs = {item.offering_id for item in self.full_time_jobs}
        return tuple(item for item in self.plan.items if item.offering_id not in jobs)

    def held_after(self, steps: Iterable[Step]) -> Held:
        """What the person holds once these steps are finished."""
        return Held(self.profile, self.catalogue, tuple(step.offering for step in steps))

    def unmet_at_start(self, step: Step, steps: Iterable[Step]) -> tuple[AnyOf, ...]:
        """The step's prerequisites that do not hold on its first day if only `steps` are taken."""
        earlier = (other for other in steps if other is not step and other.item.finish < step.item.start)
        return self.held_after(earlier).unmet(step.offering.prerequisites)


def same(one: float, other: float, tolerance: float) -> bool:
    """Whether two finite numbers agree; something that is no number agrees with nothing."""
    return math.isclose(one, other, rel_tol=0, abs_tol=tolerance)
