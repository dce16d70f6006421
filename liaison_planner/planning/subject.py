"""A plan under explanation, with the person, the catalogue and the steps behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.plan import Gap, Plan, PlanItem
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.weeks import monday_on_or_after
from liaison_planner.gaps.analysis import OpenNeed, nearest_route, open_needs
from liaison_planner.gaps.standing import standing_of
from liaison_planner.planning.closing import close_gaps
from liaison_planner.planning.employer import by_year, own_cost, paid_back, remarks
from liaison_planner.planning.money import cash_line, last_day_that_counts
from liaison_planner.planning.reasons import Reasons
from liaison_planner.planning.steps import Step, apply_from, requirements_met_on, steps_of
from liaison_planner.verification import verify

HALF_A_CENT = 0.005


@dataclass(frozen=True)
class Subject:
    """One person's plan as steps, and what the person held before."""

    profile: Profile
    catalogue: Catalogue
    today: date
    plan: Plan

    @cached_property
    def first_day(self) -> date:
        return max(self.today, self.profile.start_date)

    @cached_property
    def first_monday(self) -> date:
        return monday_on_or_after(self.first_day)

    @cached_property
    def outset(self) -> Standing:
        return standing_of(self.profile, self.catalogue)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return steps_of(self.plan, self.catalogue)

    @cached_property
    def at_end(self) -> Standing:
        """What is held when every step is finished."""
        return self.outset.after(step.offering for step in self.steps)

    @cached_property
    def needs(self) -> list[OpenNeed]:
        """What was missing at the outset, with the route that the plan takes or comes nearest to."""
        route = self.catalogue.routes.get(self.plan.route or "")
        return open_needs(
            self.profile,
            self.catalogue,
            self.outset,
            route or nearest_route(self.profile, self.catalogue, self.at_end),
        )

    @cached_property
    def reasons(self) -> Reasons:
        told = remarks(self.steps, self.profile, self.catalogue)
        return Reasons(self.steps, self.plan.gaps, self.catalogue, self.outset, self.first_monday, told)

    @cached_property
    def paid_back(self) -> Mapping[str, float]:
        """What the employer pays of each step."""
        return paid_back(self.steps, self.profile, self.catalogue)

    def name_of(self, gap: Gap) -> str:
        """A gap in a few words: the competency's name, or what the route asks for, one alternative of it."""
        if gap.kind == "competency":
            return self.catalogue.competencies[gap.id.removeprefix("competency:")].name
        first, *others = gap.need.split(", or ")
        return f"{first} (or the like)" if others else first

    def may_stand(self, step: Step, moved: Step) -> bool:
        """A quick look before the verifier: in time, and nothing that needs the step starts before it is over."""
        last = self.plan.ready_date or self.profile.target_date
        if moved.finish > last:
            return False
        overtaken = (other for other in self.steps if step.finish < other.start <= moved.finish)
        return not any(self.reasons.depends(other, step) for other in overtaken)

    def stands(self, step: Step, moved: Step) -> bool:
        """Whether the plan with one step moved is valid, by the verifier, ready no later, and no dearer."""
        if not self.may_stand(step, moved):
            return False
        steps = sorted(
            (moved if other is step else other for other in self.steps),
            key=lambda other: (other.start, other.finish, other.offering.id),
        )
        plan = self._plan_of(steps)
        in_time = plan.ready_date == self.plan.ready_date or self._earlier(plan)
        no_dearer = plan.total_cost_usd <= self.plan.total_cost_usd + HALF_A_CENT
        return in_time and no_dearer and not verify(plan, self.profile, self.catalogue)

    def _earlier(self, plan: Plan) -> bool:
        return bool(plan.ready_date and self.plan.ready_date and plan.ready_date < self.plan.ready_date)

    def _plan_of(self, steps: list[Step]) -> Plan:
        met = requirements_met_on(steps, self.profile, self.catalogue, self.outset, self.first_day)
        fits = self.plan.fits and met is not None
        gaps = close_gaps(self.needs, steps, self.outset)
        paid = paid_back(steps, self.profile, self.catalogue)
        return self.plan.model_copy(
            update={
                "cash": self._cash(steps, met[0] if fits and met else None),
                "applying": (),  # it is only asked how the steps stand
                "items": tuple(self._item(step, gaps, paid) for step in steps),
                "total_cost_usd": own_cost(steps, self.profile, self.catalogue),
                "employer_pays": by_year(steps, self.profile, self.catalogue),
                "gaps": gaps,
                "route": met[1].id if fits and met else None,
                "ready_date": met[0] if fits and met else None,
                "apply_from": apply_from(steps, self.profile, self.catalogue, self.outset, self.first_day),
            }
        )

    def _cash(self, steps: list[Step], ready: date | None) -> tuple[tuple[date, float], ...]:
        last_day = last_day_that_counts(steps, ready, self.first_day)
        return cash_line(steps, self.profile, self.catalogue, self.first_monday, last_day)

    def _item(self, step: Step, gaps: tuple[Gap, ...], paid: Mapping[str, float]) -> PlanItem:
        item = next(item for item in self.plan.items if item.offering_id == step.offering.id)
        closes = tuple(gap.id for gap in gaps if step.offering.id in gap.closed_by)
        changes = {"start": step.start, "finish": step.finish, "hours_by_week": step.hours_by_week, "closes": closes}
        return item.model_copy(update={**changes, "employer_usd": paid.get(step.offering.id, 0.0)})
