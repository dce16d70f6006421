"""The terminal's view of issues and plans."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.clash import enough_heading, heading_of, is_about_limits
from liaison_planner.domain.employer_share import employer_in_words
from liaison_planner.domain.issue import Issue, Severity
from liaison_planner.domain.plan import Conflict, Evidence, Plan, PlanItem, PlanStatus, WayOut
from liaison_planner.domain.vocabulary import SEARCH_HOURS_PER_WEEK, Acceptance
from liaison_planner.gaps.effort import effort_in_words, paid_weeks, study_hours
from liaison_planner.gaps.words import day_in_words, money_in_words

WIDTH = 110
BAR_WIDTH = 26
STEP_WIDTH = 40
STATUS_WORDS = {
    PlanStatus.OPTIMAL: ("proven best", "bold green"),
    PlanStatus.FEASIBLE: ("valid, not yet proven best", "bold yellow"),
    PlanStatus.INFEASIBLE: ("no plan meets all limits", "bold red"),
    PlanStatus.INVALID_INPUT: ("the answers need mending first", "bold red"),
}


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def show_issues(issues: Iterable[Issue], stream: IO[str]) -> None:
    """One block per issue: where, what, how to mend it."""
    console = _console(stream)
    for issue in issues:
        colour = _COLOURS[issue.severity]
        place = f"{issue.sheet}!{issue.cell}" if issue.cell else issue.sheet
        console.print(Text.assemble((issue.severity.value, colour), "  ", (place, "bold"), f"  [{issue.code}]"))
        console.print(Padding(Text(f"{issue.what} {issue.how_to_fix}"), (0, 0, 0, 4)))


def show_plan(plan: Plan, catalogue: Catalogue, label: str, stream: IO[str] | None = None) -> None:
    """Headline figures, the steps with a small timeline, and, when nothing fits, what clashes and what would help."""
    console = _console(stream)
    console.print(Panel(_headline(plan, catalogue), title=_title(plan, label), title_align="left", padding=(1, 2)))
    if plan.items:
        if not plan.fits:
            console.print(Text(_best_fit(plan), style="bold"))
        console.print(_steps(plan, catalogue, with_bars=console.width >= WIDTH))
    if plan.employer_pays:
        console.print(Text(f"\n{employer_in_words(plan.employer_pays)}"))
    if plan.cash:
        console.print(Text(f"\n{_savings(plan)}"))
    if plan.applying:
        console.print(_search(plan))
    if plan.conflicts:
        console.print(obstacles(plan.conflicts, plan.ways_out))
    for gap in plan.gaps:
        if gap.kind == "gate":
            console.print(Text(f"Yours to arrange first, no plan can: {gap.need}.", style="yellow"))
    show_issues(plan.issues, console.file)


def _best_fit(plan: Plan) -> str:
    still_open = sum(gap.closed_on is None for gap in plan.gaps)
    return f"What fits best ({still_open} of {len(plan.gaps)} gaps {'stays' if still_open == 1 else 'stay'} open):"


def _console(stream: IO[str] | None) -> Console:
    console = Console(file=stream, highlight=False)
    return console if console.is_terminal else Console(file=stream, highlight=False, width=WIDTH)


def _title(plan: Plan, label: str) -> str:
    focus = plan.focus.title if plan.focus else ""
    return f"[bold]{plan.person_id} {label}[/bold] → {focus}"


def _headline(plan: Plan, catalogue: Catalogue) -> Group:
    words, style = STATUS_WORDS[plan.status]
    figures = Table.grid(padding=(0, 3))
    for _ in range(4):
        figures.add_column()
    ready = day_in_words(plan.ready_date) if plan.ready_date else "not within the limits"
    apply = day_in_words(plan.apply_from) if plan.apply_from else "not yet"
    figures.add_row(
        "Ready on", Text(ready, style="bold"), "Cost", Text(money_in_words(plan.total_cost_usd), style="bold")
    )
    figures.add_row(
        "Apply from",
        Text(apply, style="bold"),
        "Effort",
        Text(effort_in_words(study_hours(plan.items, catalogue), paid_weeks(plan.items, catalogue)), style="bold"),
    )
    lines: list[RenderableType] = [Text(words, style=style), Text(""), figures]
    if plan.evidence.finish_low and plan.evidence.finish_high:
        lines += [Text(""), Text(_range(plan.evidence), style="dim")]
    if plan.route:
        lines += [Text(""), _route_line(plan, catalogue)]
    return Group(*lines)


def _range(evidence: Evidence) -> str:
    """What the ends of the estimates would make of the plan."""
    share = f"{evidence.hours_share_estimated:.0%} of the study hours are estimates"
    ends = dict.fromkeys(day_in_words(day) for day in (evidence.finish_low, evidence.finish_high) if day)
    days = f"between {' and '.join(ends)}" if len(ends) > 1 else "on the same day"
    cost = f"{money_in_words(evidence.cost_low or 0)} to {money_in_words(evidence.cost_high or 0)}"
    return f"{share}: with other figures ready {days}, for {cost}."


def _route_line(plan: Plan, catalogue: Catalogue) -> Text:
    route = catalogue.routes[plan.route or ""]
    line = Text(f"Qualifies by: {route.name} ({route.id})")
    if plan.focus and route.acceptance[plan.focus] is Acceptance.SOMETIMES:
        line.append("; employers accept it only sometimes", style="yellow")
    return line


def _steps(plan: Plan, catalogue: Catalogue, *, with_bars: bool) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="dim")
    table.add_column("Start", width=9, no_wrap=True)
    table.add_column("Finish", width=9, no_wrap=True)
    table.add_column("Step", max_width=STEP_WIDTH)
    for header, width in (("Hours", 6), ("Cost", 8)):
        table.add_column(header, width=width, justify="right", no_wrap=True)
    if with_bars:
        table.add_column("", width=BAR_WIDTH, no_wrap=True)
    first, last = min(i.start for i in plan.items), max(i.finish for i in plan.items)
    for item in plan.items:
        paid = catalogue.offerings[item.offering_id].is_full_time_job
        hours = "paid" if paid else f"{item.effort_hours:,.1f}".removesuffix(".0")
        cost = money_in_words(item.cost_usd) if item.cost_usd else "free"
        cells = [_short(item.start), _short(item.finish), item.title, hours, cost]
        table.add_row(*cells, *([_bar(item, first, last)] if with_bars else []))
    return table


def _savings(plan: Plan) -> str:
    """Where the savings are lowest, and what is left when the person is ready."""
    week, least = min(plan.cash, key=lambda pair: pair[1])
    left = f"{money_in_words(round(plan.cash[-1][1]))} when you are ready" if plan.fits else "nothing fits whole yet"
    return f"Savings: lowest in the week of {day_in_words(week)} with {money_in_words(round(least))}; {left}."


def _search(plan: Plan) -> Group:
    """The pieces of the search for a post, in order."""
    heading = f"Looking for a post (beside your learning hours, at most {SEARCH_HOURS_PER_WEEK} a week; our estimates):"
    table = Table(box=None, padding=(0, 1), show_header=False)
    for piece in plan.applying:
        table.add_row(_short(piece.start), _short(piece.finish), piece.title, f"{piece.hours:g} h")
    return Group(Text(""), Text(heading, style="bold"), table)


def _short(day: date) -> str:
    return f"{day.day:>2} {day:%b %y}"


def _bar(item: PlanItem, first: date, last: date) -> Text:
    days = max(1, (last - first).days + 1)
    begin = (item.start - first).days * BAR_WIDTH // days
    end = max(begin + 1, -(-((item.finish - first).days + 1) * BAR_WIDTH // days))
    return (
        Text("·" * begin, style="dim")
        + Text("━" * (end - begin), style="cyan")
        + Text("·" * (BAR_WIDTH - end), style="dim")
    )


def obstacles(conflicts: Sequence[Conflict], ways_out: Sequence[WayOut]) -> Group:
    """The limits that clash, and the changes that would be enough."""
    lines: list[RenderableType] = [Text(""), Text(heading_of(conflicts), style="bold")]
    lines.append(_marked("•", [conflict.text for conflict in conflicts]))
    if ways_out:
        told = [
            f"{way.change} Ready {day_in_words(way.ready_date)}, {money_in_words(way.total_cost_usd)}."
            for way in ways_out
        ]
        lines += [Text(""), Text(enough_heading(conflicts), style="bold"), _marked("→", told)]
    elif is_about_limits(conflicts):
        lines.append(Text("That may not be enough by itself; no change of up to three limits was found that is."))
    return Group(*lines)


def _marked(mark: str, texts: Sequence[str]) -> Table:
    """One text a row with a mark before it; a long one goes on beside the mark."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=3, justify="right")
    table.add_column()
    for text in texts:
        table.add_row(mark, Text(text))
    return table
