"""The terminal's view of plans side by side."""

from collections.abc import Sequence
from typing import IO

from rich.table import Table
from rich.text import Text

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
    _side_by_side(page, catalogue, comparison.focus_areas, [_SHORT[each.focus] for each in comparison.focus_areas])
    routes = dict.fromkeys(each.route for each in (*comparison.objectives, *comparison.focus_areas) if each.route)
    page.console.print()
    page.labelled([(name, catalogue.routes[name].name) for name in sorted(routes)], indent=0, width=5)
    if any(_sometimes(each, catalogue) for each in (*comparison.objectives, *comparison.focus_areas)):
        page.line("? Employers in that area accept this route only sometimes.")
    page.line("New: steps that your own plan does not have.   * your own choice")


_SHORT = {
    Focus.SPECIALTY_PRACTICE: "Practice, hospital",
    Focus.MEDICAL_SCHOOL: "Medical school",
    Focus.CONSULTING: "Consulting",
    Focus.GOVERNMENT_OUTREACH: "Government",
}


def _side_by_side(page: Page, catalogue: Catalogue, scenarios: Sequence[Scenario], names: Sequence[str]) -> None:
    """The figures as a table, then a sentence or two on each."""
    table = Table(box=None, padding=(0, 1), header_style="dim")
    table.add_column("", width=20, no_wrap=True)
    for header, width in (("Ready", 11), ("Cost", 8), ("Hours", 6), ("Steps", 5), ("New", 3), ("Route", 5)):
        table.add_column(header, width=width, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for each, name in zip(scenarios, names, strict=True):
        table.add_row(*_figures(each, name, catalogue))
    page.console.print(table)
    page.console.print()
    page.labelled(
        [(name, each.because) for each, name in zip(scenarios, names, strict=True) if not each.own or each.conflicts],
        indent=1,
        width=18,
    )


def _figures(each: Scenario, name: str, catalogue: Catalogue) -> list[Text]:
    title = Text(f"{name}{' *' if each.own else ''}", style="bold" if each.own else "")
    if each.ready_date is None:
        return [title, Text("no plan", style="red")]
    cells = [
        short_day(each.ready_date),
        price(each.total_cost_usd or 0.0),
        f"{each.total_effort_hours:,.0f}",
        str(each.steps),
        "" if each.own else str(len(each.adds)),
        f"{each.route or ''}{'?' if _sometimes(each, catalogue) else ''}",
    ]
    unproven = "not proven" if each.status is PlanStatus.FEASIBLE else ""
    return [title, *(Text(cell) for cell in cells), Text(unproven, style="yellow")]


def _sometimes(each: Scenario, catalogue: Catalogue) -> bool:
    return bool(each.route) and catalogue.routes[each.route or ""].acceptance[each.focus] is Acceptance.SOMETIMES
