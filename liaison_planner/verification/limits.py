"""Rules 4 to 6: jobs, prerequisites, money, and what the person insists on or rules out."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from liaison_planner.domain.requirement import requirement_text
from liaison_planner.verification.case import HALF_A_CENT, HOURS_TOLERANCE, Case, same


def jobs(case: Case) -> Iterator[str]:
    """Rule 4: one full-time job at a time, only for those willing to change, and never the goal as its own step."""
    for one, other in combinations(case.full_time_jobs, 2):
        if {one.offering_id, other.offering_id} <= case.begun:
            continue  # two that are held already are the person's own affair
        if one.start <= other.finish and other.start <= one.finish:
            yield f"The full-time jobs «{one.offering_id}» and «{other.offering_id}» overlap."
    if not case.profile.willing_to_change_job:
        for item in (item for item in case.full_time_jobs if item.offering_id not in case.begun):
            yield f"«{item.offering_id}» is a full-time job, but the person does not want to change jobs."
    for item, offering in case.steps:
        if case.profile.focus in offering.goal_of and item.offering_id not in case.pinned | case.begun:
            yield f"«{item.offering_id}» is the goal itself, not a step towards it."


def prerequisites(case: Case) -> Iterator[str]:
    """Rule 5: what a step asks for is held when it starts; what has been begun has been begun."""
    for step in (step for step in case.steps if step.item.offering_id not in case.begun):
        for term in case.unmet_at_start(step, case.steps):
            yield f"«{step.item.offering_id}» needs {requirement_text((term,))} when it starts on {step.item.start}."


def money_and_choices(case: Case) -> Iterator[str]:
    """Rule 6: the budget and the totals are kept, and so is what the person pinned, excluded or did before."""
    yield from _totals(case)
    yield from _pins(case)
    for name, times in Counter(item.offering_id for item in case.plan.items).items():
        if times > 1:
            yield f"«{name}» is in the plan {times} times."
        if name in case.profile.excludes:
            yield f"«{name}» is excluded by the person."
        if name in case.profile.done:
            yield f"«{name}» is already done."


def _totals(case: Case) -> Iterator[str]:
    plan, budget = case.plan, case.profile.budget_usd
    cost = sum(item.cost_usd - item.employer_usd for item in plan.items)
    effort = sum(item.effort_hours for item in plan.items)
    spent = plan.spent_usd
    if not cost + spent <= budget + HALF_A_CENT and cost > sum(_paid(case)):
        before = f" beside {spent:.10g} spent before" if spent else ""
        yield f"The steps cost {cost:.10g} dollars{before}, more than the budget of {budget:.10g}."
    if not same(plan.total_cost_usd, cost, HALF_A_CENT):
        yield f"The plan states a cost of {plan.total_cost_usd:.10g} dollars, but its steps cost {cost:.10g}."
    if not same(plan.total_effort_hours, effort, HOURS_TOLERANCE):
        yield f"The plan states {plan.total_effort_hours:.10g} hours, but its steps take {effort:.10g}."


def _paid(case: Case) -> Iterator[float]:
    """What has been paid for steps that are under way: no plan can take it back."""
    return (item.cost_usd for item in case.plan.items if item.offering_id in case.begun)


def _pins(case: Case) -> Iterator[str]:
    """Where nothing fits, a pinned step may be missing; one that is there still stands on its date."""
    for pin in case.profile.pins:
        found = [item.start for item in case.plan.items if item.offering_id == pin.offering_id]
        if not found and case.plan.fits:
            yield f"«{pin.offering_id}» is pinned, but missing."
        if pin.start is not None and any(start != pin.start for start in found):
            yield f"«{pin.offering_id}» is pinned to {pin.start}, but starts on {found[0]}."
    for item in case.plan.items:
        if item.pinned != (item.offering_id in case.pinned):
            yield f"«{item.offering_id}» is marked {'' if item.pinned else 'not '}pinned, contrary to the person's wish."
