"""Rule 8: no step is there that closes nothing and enables nothing."""

from collections.abc import Iterator

from liaison_planner.domain.offering import Route
from liaison_planner.domain.requirement import AnyOf
from liaison_planner.verification.case import Case, Step
from liaison_planner.verification.cash import savings_by_week
from liaison_planner.verification.goal import acceptable_routes, required_levels


def needed(case: Case) -> Iterator[str]:
    """Rule 8: without any one step that nobody pinned something is lost; steps and gaps agree on what closes what."""
    in_time = _in_time(case)
    for step in case.steps:
        if (
            step.item.offering_id in case.pinned | case.begun
            or _enables_another(case, step)
            or _pays_for_others(case, step)
        ):
            continue
        if _reached(case, in_time) == _reached(case, _without(in_time, step)):
            yield f"«{step.item.offering_id}» could be left out without loss."
        if not step.item.closes:
            yield f"«{step.item.offering_id}» closes no gap, and no other step depends on it."
    yield from _closing(case)


def _in_time(case: Case) -> tuple[Step, ...]:
    """The steps that count towards the goal: where the plan fits, those over by the ready date."""
    ready = case.plan.ready_date if case.plan.fits else None
    return tuple(step for step in case.steps if ready is None or step.item.finish <= ready)


def _without(steps: tuple[Step, ...], left_out: Step) -> tuple[Step, ...]:
    return tuple(step for step in steps if step is not left_out)


def _enables_another(case: Case, step: Step) -> bool:
    """Whether some other step loses a prerequisite when this one is left out."""
    rest = _without(case.steps, step)
    asking = (other for other in rest if other.item.offering_id not in case.begun)
    return any(case.unmet_at_start(other, rest) != case.unmet_at_start(other, case.steps) for other in asking)


def _pays_for_others(case: Case, step: Step) -> bool:
    """Whether a post earns what keeps the savings above the floor."""
    if case.profile.savings_usd is None or not step.offering.is_full_time_job:
        return False
    line = savings_by_week(case, _without(case.steps, step))
    return any(amount < case.profile.savings_floor_usd for _, amount in line)


def _reached(case: Case, steps: tuple[Step, ...]) -> set[tuple[str, int | AnyOf]]:
    """What of the goal these steps reach, whenever: levels up to the required ones, and terms of the routes that count."""
    held = case.held_after(steps)
    levels: set[tuple[str, int | AnyOf]] = {
        (name, min(held.level(name), level)) for name, level in required_levels(case).items()
    }
    terms = {
        (route.id, term)
        for route in _routes_that_count(case)
        for term in route.requirement
        if term not in held.unmet(route.requirement)
    }
    return levels | terms


def _routes_that_count(case: Case) -> tuple[Route, ...]:
    """The plan's own route; where nothing fits, every acceptable one, for any progress is worth having."""
    routes = acceptable_routes(case)
    return tuple(route for route in routes if route.id == case.plan.route) if case.plan.fits else routes


def _closing(case: Case) -> Iterator[str]:
    """A step names a gap exactly when that gap names the step."""
    known = {gap.id for gap in case.plan.gaps}
    by_steps = {(item.offering_id, name) for item in case.plan.items for name in item.closes}
    by_gaps = {(name, gap.id) for gap in case.plan.gaps for name in gap.closed_by}
    for offering, gap in sorted(by_steps - by_gaps):
        reason = "does not list it" if gap in known else "is not among the plan's gaps"
        yield f"«{offering}» says that it closes «{gap}», which {reason}."
    for offering, gap in sorted(by_gaps - by_steps):
        yield f"The gap «{gap}» says that «{offering}» closes it, but no such step says so."
