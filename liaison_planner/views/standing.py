"""The standing sheet: readiness, the two halves, every route, and what law and employers ask."""

from collections.abc import Iterator, Sequence

from liaison_planner.domain.picture import Duty, HalfStanding, Readiness, RouteStanding
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.vocabulary import Acceptance
from liaison_planner.views.content import Content, Row
from liaison_planner.views.labels import Labels
from liaison_planner.views.wording import day_words, share_words

MOST_ROUTES, MOST_DUTIES = 16, 20
"""Rows for routes and for duties; a catalogue with more of them shows the first ones."""


def standing_content(plan: Plan, labels: Labels) -> Content:
    """How the person stands beside the plan; without a plan the tables are blank."""
    rows = {
        "tblHalves": tuple(_halves(plan.readiness, labels)) if plan.readiness else (),
        "tblRouteStandings": tuple(_route(route) for route in plan.routes[:MOST_ROUTES]),
        "tblDuties": tuple(_duty(duty) for duty in plan.duties[:MOST_DUTIES]),
    }
    return Content({"out_standing_line": _summary(plan, labels)}, rows)


def _summary(plan: Plan, labels: Labels) -> str:
    ready = plan.readiness
    if ready is None:
        return "No plan yet."
    words = f"Ready: {share_words(ready.low)} verified to {share_words(ready.high)} declared, counted in skill levels."
    if ready.route_declared is None:
        return f"{words} No route is complete yet."
    sure = "verified" if ready.route_verified else "as declared"
    return f"{words} A route is complete, {sure}: {labels.routes.get(ready.route_declared, ready.route_declared)}."


def _halves(readiness: Readiness, labels: Labels) -> Iterator[Row]:
    backed = {each.competency: each.by for each in readiness.backed}
    for half in readiness.halves:
        yield {
            "half": half.half.title,
            "declared": f"{half.declared} of {half.asked}",
            "verified": f"{half.verified} of {half.asked}",
            "brings": _names(half.brings, labels),
            "missing": _names((*half.partly, *half.lacks), labels),
            "backed": _backed(half, backed, labels),
        }


def _backed(half: HalfStanding, backed: dict[str, str], labels: Labels) -> str:
    names = (name for name in (*half.brings, *half.partly) if name in backed)
    return "; ".join(f"{labels.competencies.get(name, name)}: {backed[name]}" for name in names)


def _names(names: Sequence[str], labels: Labels) -> str:
    return ", ".join(labels.competencies.get(name, name) for name in names)


def _route(route: RouteStanding) -> Row:
    complete = "complete, verified" if route.verified else "complete, as declared"
    return {
        "route": route.name,
        "accepted": "yes" if route.acceptance is Acceptance.YES else "sometimes",
        "state": complete if route.complete else f"{len(route.missing)} missing",
        "met": "\n".join(route.met),
        "missing": "\n".join(route.missing),
        "risk": route.risk,
    }


def _duty(duty: Duty) -> Row:
    return {
        "duty": duty.title,
        "status": duty.status.title,
        "due": day_words(duty.due) if duty.due else "",
        "text": duty.text,
        "source": duty.source,
        "sure": duty.trust,
    }
