"""The terminal's view of how a person stands: readiness, the two halves, routes, duties, and what comes after."""

from collections.abc import Iterable, Sequence
from typing import IO

from liaison_planner.catalogue import Catalogue
from liaison_planner.cli.page import Page, hours, price, short_day
from liaison_planner.domain.picture import Duty, HalfStanding, Readiness, RouteStanding
from liaison_planner.domain.plan import Gap, Plan
from liaison_planner.domain.vocabulary import Acceptance
from liaison_planner.gaps.words import day_in_words

TESTED_FIRST = 1
"""The priority of what a first interview tests."""


def show_gaps(plan: Plan, catalogue: Catalogue, label: str, stream: IO[str] | None = None) -> None:
    """Where the person stands, half by half, what is missing and what closes it, every route, and the duties."""
    page = Page(stream)
    page.line(f"{plan.person_id} {label} → {plan.focus.title if plan.focus else ''}", style="bold")
    if plan.readiness:
        _readiness(page, plan.readiness, catalogue)
        for half in plan.readiness.halves:
            _half(page, half, [gap for gap in plan.gaps if gap.half == half.half.value], catalogue)
    page.heading("Ways to qualify")
    show_routes(page, plan.routes)
    page.heading("Law, licenses and what employers ask (not legal advice)")
    for duty in plan.duties:
        _duty(page, duty)
    if plan.recurring:
        page.heading("Once you are ready")
        rows = (
            (short_day(each.first), _habit(each.title, each.every, each.effort_hours, each.cost_usd))
            for each in plan.recurring
        )
        page.labelled(rows, width=12)


def _habit(title: str, every: str, effort: float, cost: float) -> str:
    return f"{title}, {every}, {hours(effort)} and {price(cost)} each time"


def _readiness(page: Page, readiness: Readiness, catalogue: Catalogue) -> None:
    low, high = f"{readiness.low:.0%}", f"{readiness.high:.0%}"
    page.heading(f"Ready: {low} verified to {high} declared, counted in skill levels.")
    route = readiness.route_declared
    if route is None:
        page.line("No route is complete yet.", indent=2)
    else:
        sure = "verified" if readiness.route_verified else "as you declare it, not verified yet"
        page.line(f"A route is complete: {catalogue.routes[route].name} ({sure}).", indent=2)
    for backing in readiness.backed:
        how = "verified" if backing.verified else "declared"
        page.line(f"{catalogue.competencies[backing.competency].name}: backed by {backing.by} ({how}).", indent=2)
    for name in readiness.unbacked:
        page.line(f"{catalogue.competencies[name].name}: no piece is left to back it at your level.", indent=2)


def _half(page: Page, half: HalfStanding, gaps: Sequence[Gap], catalogue: Catalogue) -> None:
    page.heading(f"{half.half.title}: {half.declared} of {half.asked} levels in place")
    brings = ", ".join(catalogue.competencies[name].name for name in half.brings)
    page.labelled([("You bring", brings)], indent=2, width=10)
    page.line("Missing" if gaps else "Missing    nothing", indent=2, style="dim")
    for gap in gaps:
        name = catalogue.competencies[gap.id.removeprefix("competency:")].name
        levels = f"{gap.have.removeprefix('level ')} of {gap.need.removeprefix('level ')}"
        tested = " (a first interview tests it)" if gap.priority == TESTED_FIRST else ""
        page.line(f"{name}, {levels}{tested}{_closed(gap, catalogue)}", indent=4)
        page.line(_meaning(gap, catalogue), indent=6, style="dim")


def _meaning(gap: Gap, catalogue: Catalogue) -> str:
    """What the person says of a skill today, and what an employer wants to hear."""
    name = gap.id.removeprefix("competency:")
    have, need = (int(level.removeprefix("level ")) for level in (gap.have, gap.need))
    today = f"today: {catalogue.at_level(name, have)} " if have else ""
    return f"{today}needed: {catalogue.at_level(name, need)}"


def _closed(gap: Gap, catalogue: Catalogue) -> str:
    if gap.closed_on is None:
        return ": stays open"
    titles = " + ".join(catalogue.offerings[name].title.split(" (")[0] for name in gap.closed_by)
    return f": {titles}, by {short_day(gap.closed_on)}"


def show_routes(page: Page, routes: Iterable[RouteStanding]) -> None:
    """Each accepted route: met, missing, the risk, and what it would take if that has been computed."""
    shown = tuple(routes)
    closed = [route for route in shown if route.outlook and route.outlook.leads_nowhere]
    for route in (route for route in shown if route not in closed):
        firm = "accepted" if route.acceptance is Acceptance.YES else "accepted sometimes"
        page.line(f"{route.name} [{route.id}], {firm}", indent=2, style="bold")
        state = "complete" + (", verified" if route.verified else ", as declared") if route.complete else ""
        outlook = route.outlook.text if route.outlook else ""
        rows = [("Met", "; ".join(route.met) or "nothing"), ("Missing", "; ".join(route.missing)), ("State", state)]
        page.labelled([*rows, ("Takes", outlook), ("Risk", route.risk)], indent=4, width=8)

    if closed:
        page.line("Not open to you, as no step of the catalogue leads there", indent=2, style="bold")
        page.labelled([("", f"{route.name} [{route.id}]: {'; '.join(route.missing)}") for route in closed], 3, 0)


def _duty(page: Page, duty: Duty) -> None:
    page.line(f"{duty.title}: {duty.status.title.lower()}{_due(duty)}", indent=2, style="bold")
    page.line(duty.text, indent=4)
    page.line(f"Source: {duty.source} ({duty.trust})", indent=4, style="dim")


def _due(duty: Duty) -> str:
    return f", needed by {day_in_words(duty.due)}" if duty.due else ""
