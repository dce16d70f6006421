"""The terminal's view of plans side by side."""

from collections.abc import Sequence
from typing import IO

from liaison_planner.catalogue import Catalogue
from liaison_planner.cli.page import Page, price, short_day
from liaison_planner.domain.comparison import Comparison, Scenario
from liaison_planner.domain.plan import PlanStatus
from liaison_planner.domain.vocabulary import Acceptance, Focus


def show_comparison(comparison: Comparison, catalogue: Catalogue, label: str, stream: IO[str] | None = None) -> None:
    """Two tables, objectives and focus areas, each with the reason for every difference below it."""
    page = Page(stream)
    own = next(each for each in comparison.objectives if each.own)
    page.line(f"{comparison.person_id} {label}", style="bold")
    page.heading(f"Fastest, cheapest, balanced: {own.focus.title}")
    _side_by_side(
        page, catalogue, comparison.objectives, [each.objective.value.capitalize() for each in comparison.objectives]
    )
    page.heading(f"The four focus areas, each with its {own.objective.value} plan")
    others = [each.model_copy(update={"because": ""}) if each.own else each for each in comparison.focus_areas]
    _side_by_side(page, catalogue, others, [_SHORT[each.focus] for each in comparison.focus_areas])
    _advice(page, comparison)
    routes = dict.fromkeys(each.route for each in (*comparison.objectives, *comparison.focus_areas) if each.route)
    page.console.print()
    page.labelled([(name, catalogue.routes[name].name) for name in sorted(routes)], indent=0, width=5)
    if any(each.status is PlanStatus.FEASIBLE for each in (*comparison.objectives, *comparison.focus_areas)):
        page.line("~ The best found; the search limit came before a proof.")
    if any(_sometimes(each, catalogue) for each in (*comparison.objectives, *comparison.focus_areas)):
        page.line("? Employers in that area accept this route only sometimes.")
    page.line("* your own choice" + ("   New: steps that your own plan does not have" if routes else ""))


def _advice(page: Page, comparison: Comparison) -> None:
    """The focus areas in the order in which they suit the person, with the points that make the order."""
    page.heading("Which suits you best: your wish, what matters to you, and the distance")
    parts = comparison.advice[0].parts if comparison.advice else ()
    page.line(_row("Points of 100", ["all", *(f"{part.name} {part.most}" for part in parts)], _POINTS), style="dim")
    for each in comparison.advice:
        figures = [f"{each.total:.0f}", *(f"{part.points:.0f}" for part in each.parts)]
        page.line(_row(f"{each.rank} {_SHORT[each.focus]}", figures, _POINTS))
    page.console.print()
    told = [(_SHORT[each.focus], f"{each.trade_off} {each.stepping_stone}".strip()) for each in comparison.advice]
    page.labelled(told, indent=1, width=_NAME_WIDTH)
    page.line("The weights and what each area offers are our estimates: table «values» of the catalogue.", style="dim")


_SHORT = {
    Focus.SPECIALTY_PRACTICE: "Practice, hospital",
    Focus.MEDICAL_SCHOOL: "Medical school",
    Focus.CONSULTING: "Consulting",
    Focus.GOVERNMENT_OUTREACH: "Government",
}


def _side_by_side(page: Page, catalogue: Catalogue, scenarios: Sequence[Scenario], names: Sequence[str]) -> None:
    """The figures in columns, then a sentence or two on each; the person's own needs none unless it does not fit."""
    page.line(_row("", ["Ready", "Cost", "Hours", "Steps", "New", "Route"]), style="dim")
    for each, name in zip(scenarios, names, strict=True):
        title = f"{name}{' *' if each.own else ''}"
        page.line(_row(title, _figures(each, catalogue)), style="bold" if each.own else "")
    page.console.print()
    told = [(name, each.because) for name, each in zip(names, scenarios, strict=True) if each.because]
    page.labelled(told, indent=1, width=_NAME_WIDTH)


_NAME_WIDTH = 20
_WIDTHS = (12, 9, 7, 6, 4, 6)


_POINTS = (5, 9, 11, 9, 9, 14)


def _row(name: str, cells: Sequence[str], widths: Sequence[int] = _WIDTHS) -> str:
    columns = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return f" {name:<{_NAME_WIDTH}}{''.join(columns)}".rstrip()


def _figures(each: Scenario, catalogue: Catalogue) -> list[str]:
    if each.ready_date is None:
        return ["no plan", "", "", "", "", ""]
    return [
        f"{short_day(each.ready_date)}{'~' if each.status is PlanStatus.FEASIBLE else ''}",
        price(each.total_cost_usd or 0.0),
        f"{each.total_effort_hours:,.0f}",
        str(each.steps),
        "" if each.own else str(len(each.adds)),
        f"{each.route or ''}{'?' if _sometimes(each, catalogue) else ''}",
    ]


def _sometimes(each: Scenario, catalogue: Catalogue) -> bool:
    return bool(each.route) and catalogue.routes[each.route or ""].acceptance[each.focus] is Acceptance.SOMETIMES
