"""Plans again from an earlier plan: what is done is fact, what is under way goes on, the rest moves as little as it can."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.replan import Closeness, Replan
from liaison_planner.domain.vocabulary import Objective
from liaison_planner.planning.changes import changes_between
from liaison_planner.planning.planner import UnsoundPlanError, judged_plan, plan_behind
from liaison_planner.planning.search import BALANCED_SLACK_PERCENT, Room, Search, search, search_near
from liaison_planner.planning.steps import Step


def replan(
    profile: Profile,
    catalogue: Catalogue,
    today: date,
    before: Plan,
    *,
    closeness: Closeness,
    issues: Sequence[Issue] = (),
) -> Replan:
    """The new plan, what changed, and what staying close costs; verified like every plan.

    Where nothing changed since `before`, the new plan has the same steps on the same days with the same hours. Where no
    plan fits any more, wishes among it, the plan is the one that names what clashes. The same arguments give the same answer.
    """
    began = time.perf_counter()
    free = search(profile, catalogue, today, profile.objective)
    answer = free
    if free.found and closeness is not Closeness.FRESH:
        stood = {item.offering_id: (item.start, item.finish) for item in before.items}
        near = search_near(profile, catalogue, today, stood, room=_room(free, profile.objective, closeness))
        answer = _as_before(near, before, profile, catalogue, today) if near.found else free
    plan = plan_behind(answer, profile, catalogue, today, issues=issues, began=began)
    best = judged_plan(free, profile, catalogue, today) if free.found else None
    moved = next((level.value for level in answer.solution.objective if level.name == "moved"), None)
    return Replan(
        plan=plan,
        closeness=closeness,
        changes=changes_between(before, plan, profile, catalogue),
        ready_before=before.ready_date,
        cost_before_usd=before.total_cost_usd,
        ready_free=best.ready_date if best else None,
        cost_free_usd=best.total_cost_usd if best else None,
        moved_weeks=moved,
    )


def _room(free: Search, objective: Objective, closeness: Closeness) -> Room:
    """A balanced plan gives up at most 15 percent of the time (or, for the cheapest, of the money) to stay close."""
    if closeness is not Closeness.BALANCED:
        return Room()
    reached = {level.name: level.value for level in free.solution.objective}
    name = "cost" if objective is Objective.CHEAPEST else "finish"
    most = reached[name] + reached[name] * BALANCED_SLACK_PERCENT // 100
    return Room(cost_cents=most) if name == "cost" else Room(finish_weeks=most)


def _as_before(near: Search, before: Plan, profile: Profile, catalogue: Catalogue, today: date) -> Search:
    """Steps that begin when they did end when they did, and keep the hours of each week, wherever all of them can."""
    old = {item.offering_id: item for item in before.items}
    first = near.translation.first_monday
    begins = [_as_was(step, old.get(step.offering.id), first) for step in near.steps]
    ends = [was if was.finish == step.finish else step for was, step in zip(begins, near.steps, strict=True)]
    ready = judged_plan(near, profile, catalogue, today).ready_date
    nothing_moves = any(level.name == "moved" and level.value == 0 for level in near.solution.objective)
    for steps in (begins, ends):
        in_order = sorted(steps, key=lambda step: (step.start, step.finish, step.offering.id))
        kept = Search(near.translation, near.solution, in_order)
        try:
            if judged_plan(kept, profile, catalogue, today).ready_date == ready or nothing_moves:
                return kept
        except UnsoundPlanError:
            continue
    return near


def _as_was(step: Step, item: PlanItem | None, first_monday: date) -> Step:
    if item is None or step.start != item.start or (step.under_way and not _goes_on_alike(step, item, first_monday)):
        return step
    return replace(step, finish=item.finish, hours_by_week=item.hours_by_week)


def _goes_on_alike(step: Step, item: PlanItem, first_monday: date) -> bool:
    """Whether all of what is left was planned for weeks that are still ahead."""
    planned = [hours for _, hours in item.hours_by_week]
    left = sum(hours for _, hours in step.hours_by_week)
    ahead = all(week >= first_monday for week, _ in item.hours_by_week)
    return ahead and abs(sum(planned) - left) < _SAME_HOURS


_SAME_HOURS = 0.05
"""Half of the tenth of an hour in which hours are planned."""
