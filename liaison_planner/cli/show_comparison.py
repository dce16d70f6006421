"""The terminal's view of plans side by side."""

from collections.abc import Sequence
from typing import IO

from liaison_planner.catalogue import Catalogue
from liaison_planner.cli.page import Page, hours, price, short_day
from liaison_planner.cli.show import obstacles
from liaison_planner.domain.comparison import Comparison, Scenario
from liaison_planner.domain.plan import PlanStatus
from liaison_planner.domain.vocabulary import Acceptance, Focus


def show_comparison(
    comparison: Comparison, catalogue: Catalogue, label: str, stream: IO[str] | None = None, *, steps: bool = False
) -> None:
    """Two tables, objectives and focus areas, each with the reason for every difference below it.

    Where nothing fits, what clashes and the ways out stand in place of the first. With `steps` every step in which a
    plan differs is named.
    """
    page = Page(stream)
    own = next(each for each in comparison.objectives if each.own)
    page.line(f"{comparison.person_id} {label}", style="bold")
    if any(each.ready_date for each in comparison.objectives):
        page.heading(f"Fastest, cheapest, balanced: {own.focus.title}")
        names = [each.objective.value.capitalize() for each in comparison.objectives]
        _side_by_side(page, catalogue, comparison.objectives, names, steps=steps)
    else:
        page.heading(f"{own.focus.title}: nothing fits, whether fastest, cheapest or balanced.")
        page.console.print(obstacles(own.conflicts, comparison.ways_out))
    some = any(each.ready_date for each in comparison.focus_areas)
    page.heading(f"The focus areas{f', each with its {own.objective.value} plan' if some else ': none fits'}")
    others = [each.model_copy(update={"because": ""}) if each.own else each for each in comparison.focus_areas]
    _side_by_side(
        page, catalogue, others, [_short(each.focus, catalogue) for each in comparison.focus_areas], steps=steps
    )
    _advice(page, comparison, catalogue)
    routes = dict.fromkeys(each.route for each in (*comparison.objectives, *comparison.focus_areas) if each.route)
    page.console.print()
    page.labelled([(name, catalogue.routes[name].name) for name in sorted(routes)], indent=0, width=5)
    if any(each.status is PlanStatus.FEASIBLE for each in (*comparison.objectives, *comparison.focus_areas)):
        page.line("~ Valid, perhaps not the best one: the planner stops searching after a while.")
    if any(_sometimes(each, catalogue) for each in (*comparison.objectives, *comparison.focus_areas)):
        page.line("? Employers in that area accept this route only sometimes.")
    if not steps and routes:
        page.line("All steps in which a plan differs from your own choice: add --steps.")
    page.line("* your own choice" + ("   New: steps that your own plan does not have" if routes else ""))


def _advice(page: Page, comparison: Comparison, catalogue: Catalogue) -> None:
    """The focus areas in the order in which they suit the person, with the points that make the order."""
    page.heading("Which suits you best: your wish, what matters to you, and the distance")
    parts = comparison.advice[0].parts if comparison.advice else ()
    page.line(_row("Points of 100", ["all", *(f"{part.name} {part.most}" for part in parts)], _POINTS), style="dim")
    for each in comparison.advice:
        figures = [f"{each.total:.0f}", *(f"{part.points:.0f}" for part in each.parts)]
        page.line(_row(f"{each.rank} {_short(each.focus, catalogue)}", figures, _POINTS))
    page.console.print()
    told = [
        (_short(each.focus, catalogue), f"{each.trade_off} {each.stepping_stone}".strip()) for each in comparison.advice
    ]
    page.labelled(told, indent=1, width=_NAME_WIDTH)
    page.line("The weights and what each area offers are our estimates: table «values» of the catalogue.", style="dim")


def _short(focus: Focus, catalogue: Catalogue) -> str:
    """An area in so few words that they fit beside the figures."""
    return catalogue.short_title(focus)[: _NAME_WIDTH - 2]


def _side_by_side(
    page: Page, catalogue: Catalogue, scenarios: Sequence[Scenario], names: Sequence[str], *, steps: bool
) -> None:
    """The figures in columns, then a sentence or two on each; the person's own needs none unless it does not fit."""
    if any(each.ready_date for each in scenarios):
        page.line(_row("", ["Ready", "Cost", "Study", "Job", "Steps", "New", "Route"]), style="dim")
        for each, name in zip(scenarios, names, strict=True):
            title = f"{name}{' *' if each.own else ''}"
            page.line(_row(title, _figures(each, catalogue)), style="bold" if each.own else "")
        page.console.print()
    told = [(name, each.because) for name, each in zip(names, scenarios, strict=True) if each.because]
    page.labelled(told, indent=1, width=_NAME_WIDTH)
    for each, name in zip(scenarios, names, strict=True) if steps else ():
        if each.adds or each.drops:
            page.heading(f"{name}: the steps that differ from your own choice")
            page.labelled([("new", _title(one, catalogue)) for one in each.adds], width=4)
            page.labelled([("gone", _title(one, catalogue)) for one in each.drops], width=4)


def _title(offering_id: str, catalogue: Catalogue) -> str:
    return f"{catalogue.offerings[offering_id].title}  [{offering_id}]"


_NAME_WIDTH = 20
_WIDTHS = (13, 9, 10, 7, 6, 4, 6)


_POINTS = (5, 9, 11, 9, 9, 14)


def _row(name: str, cells: Sequence[str], widths: Sequence[int] = _WIDTHS) -> str:
    columns = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return f" {name:<{_NAME_WIDTH}}{''.join(columns)}".rstrip()


def _figures(each: Scenario, catalogue: Catalogue) -> list[str]:
    if each.ready_date is None:
        return ["no plan", *[""] * 6]
    return [
        f"{short_day(each.ready_date)}{'~' if each.status is PlanStatus.FEASIBLE else ''}",
        price(each.total_cost_usd or 0.0),
        hours(each.study_hours or 0.0),
        f"{each.paid_weeks} wk" if each.paid_weeks else "",
        str(each.steps),
        "" if each.own else str(len(each.adds)),
        f"{each.route or ''}{'?' if _sometimes(each, catalogue) else ''}",
    ]


def _sometimes(each: Scenario, catalogue: Catalogue) -> bool:
    return bool(each.route) and catalogue.routes[each.route or ""].acceptance[each.focus] is Acceptance.SOMETIMES
