"""The three objectives and the focus areas side by side, each plan solved and verified."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from liaison_planner import __version__
from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.comparison import Comparison, Scenario
from liaison_planner.domain.explanation import Possible
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import Conflict, PlanStatus, Stamp
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.unplanned import invalid_plan
from liaison_planner.domain.vocabulary import Objective
from liaison_planner.gaps.effort import paid_weeks, study_hours
from liaison_planner.planning.conflict import smallest_conflict
from liaison_planner.planning.contrast import Contrast
from liaison_planner.planning.differences import added
from liaison_planner.planning.focus_standing import aiming_at, focus_advice, in_order
from liaison_planner.planning.planner import inputs_hash, make_plan
from liaison_planner.planning.possibility import Possibility
from liaison_planner.planning.what_if import Outcome, WhatIf

Tell = Callable[[str], None]


def compare_plans(
    profile: Profile, catalogue: Catalogue, today: date, issues: Sequence[Issue] = (), tell: Tell = lambda _: None
) -> Comparison:
    """Fastest, cheapest and balanced for the person's focus area, and every area of the catalogue under the person's objective.

    Every plan has passed the verifier; where there is none, the smallest conflict is named. The same arguments give
    the same comparison.
    """
    table = _Table(WhatIf(profile, catalogue, today), tell)
    aims = (profile.model_copy(update={"objective": each}) for each in Objective)
    objectives = tuple(table.scenario(who) for who in aims)
    focus_areas = tuple(table.scenario(aiming_at(profile, each)) for each in in_order(profile, catalogue))
    own = next(each for each in objectives if each.own)
    if own.status is PlanStatus.INFEASIBLE:
        tell("What would be enough")
    return Comparison(
        person_id=profile.person_id,
        status=own.status,
        ways_out=make_plan(profile, catalogue, today).ways_out if own.status is PlanStatus.INFEASIBLE else (),
        objectives=objectives,
        focus_areas=focus_areas,
        advice=focus_advice(table.what_if, lambda _: None),
        stamp=Stamp(
            planner_version=__version__,
            catalogue_version=catalogue.version,
            inputs_hash=inputs_hash(profile),
            today=today,
        ),
        issues=tuple(issues),
    )


def uncompared(person_id: str, catalogue: Catalogue, today: date, issues: Sequence[Issue]) -> Comparison:
    """The answer to inputs that cannot be planned: nothing but the issues."""
    plan = invalid_plan(person_id, catalogue.version, today, issues)
    return Comparison(person_id=person_id, status=plan.status, stamp=plan.stamp, issues=plan.issues)


@dataclass(frozen=True, slots=True)
class _Table:
    """One person's scenarios; the person's own choice is what the others are compared with."""

    what_if: WhatIf
    tell: Tell

    def scenario(self, who: Profile) -> Scenario:
        """One line of the comparison."""
        profile, catalogue = self.what_if.profile, self.what_if.catalogue
        self.tell(f"{who.objective.value.capitalize()}, {who.focus.title}")
        base, outcome = self.what_if.solved(profile, catalogue), self.what_if.solved(who, catalogue)
        conflicts = self._conflicts(who, outcome)
        plan = outcome.plan
        scenario = Scenario(
            objective=who.objective,
            focus=who.focus,
            own=(who.objective, who.focus) == (profile.objective, profile.focus),
            status=plan.status if plan else PlanStatus.INFEASIBLE,
            conflicts=conflicts,
            because=Contrast(profile, who, base.plan, plan, conflicts, catalogue).in_words(),
        )
        if plan is None:
            return scenario
        return scenario.model_copy(
            update={
                "ready_date": plan.ready_date,
                "apply_from": plan.apply_from,
                "total_cost_usd": plan.total_cost_usd,
                "total_effort_hours": plan.total_effort_hours,
                "study_hours": study_hours(plan.items, catalogue),
                "paid_weeks": paid_weeks(plan.items, catalogue),
                "route": plan.route,
                "steps": len(plan.items),
                "adds": added(base.plan, plan) if base.plan else (),
                "drops": added(plan, base.plan) if base.plan else (),
            }
        )

    def _conflicts(self, who: Profile, outcome: Outcome) -> tuple[Conflict, ...]:
        """The limits that clash; the objective has no part in that."""
        if outcome.plan:
            return ()
        if outcome.possible is not Possible.NO:
            text = "No plan was found before the planner stopped searching; there may be one."
            return (Conflict(id="search_limit", text=text),)
        self.tell(f"What clashes, {who.focus.title}")
        return smallest_conflict(Possibility(who, self.what_if.catalogue, self.what_if.today))
