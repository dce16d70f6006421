"""Rule 7: on the ready date the route and every required level are met, and not before."""

from collections.abc import Iterator
from datetime import date

from liaison_planner.domain.offering import Route
from liaison_planner.domain.requirement import requirement_text
from liaison_planner.domain.vocabulary import Acceptance
from liaison_planner.verification.case import Case
from liaison_planner.verification.held import Held


def readiness(case: Case) -> Iterator[str]:
    """Rule 7: a plan that fits names the first day on which all is met, by the target date; any other names none."""
    ready = case.plan.ready_date
    if not case.plan.fits:
        if ready is not None:
            yield f"A plan that is {case.plan.status} cannot be ready on {ready}."
    elif ready is None:
        yield f"A plan that is {case.plan.status} must say when it is ready."
    else:
        yield from _in_time(case, ready)
        yield from _met(case, ready)
        yield from _not_before(case, ready)


def acceptable_routes(case: Case) -> tuple[Route, ...]:
    """The routes that employers in the person's focus area accept, firmly if the person asks for that."""
    wanted = {Acceptance.YES} if case.profile.firm_routes_only else {Acceptance.YES, Acceptance.SOMETIMES}
    routes = case.catalogue.routes.values()
    return tuple(route for route in routes if route.acceptance.get(case.profile.focus) in wanted)


def required_levels(case: Case) -> dict[str, int]:
    """The level that the person's focus area asks for, by competency."""
    return {name: row.required.get(case.profile.focus, 0) for name, row in case.catalogue.competencies.items()}


def _in_time(case: Case, ready: date) -> Iterator[str]:
    if ready > case.profile.target_date:
        yield f"The ready date {ready} is after the target date {case.profile.target_date}."


def _met(case: Case, ready: date) -> Iterator[str]:
    held = case.held_after(step for step in case.steps if step.item.finish <= ready)
    route = next((route for route in acceptable_routes(case) if route.id == case.plan.route), None)
    if route is None:
        yield f"The route «{case.plan.route}» is not accepted for {case.profile.focus.title}."
    elif unmet := held.unmet(route.requirement):
        yield f"On {ready} the route «{route.id}» still lacks {requirement_text(unmet)}."
    for name, level in required_levels(case).items():
        if held.level(name) < level:
            yield f"On {ready} «{name}» is at level {held.level(name)}, but level {level} is required."


def _not_before(case: Case, ready: date) -> Iterator[str]:
    """Readiness begins on the first day if nothing was missing, otherwise on the day that brings the last missing thing."""
    if _all_met(case, case.held_after(())):
        if ready != case.first_day:
            yield f"Nothing was missing at the outset, so the ready date is {case.first_day}, not {ready}."
    elif _all_met(case, case.held_after(step for step in case.steps if step.item.finish < ready)):
        yield f"Everything is met before the ready date {ready}."


def _all_met(case: Case, held: Held) -> bool:
    levels = all(held.level(name) >= level for name, level in required_levels(case).items())
    return levels and any(not held.unmet(route.requirement) for route in acceptable_routes(case))
