"""The cohort as a workbook: what stands on each sheet of `summary.xlsx`."""

from collections.abc import Iterable, Sequence
from datetime import date

from liaison_planner.batch.allotment import Allotment
from liaison_planner.batch.cohort import RESULTS, Cohort, Member, months_between, quantiles
from liaison_planner.domain.issue import Issue
from liaison_planner.workbook.summary import Column, SheetPlan, SummaryBook
from liaison_planner.workbook.summary_overview import Block, Overview, add_overview_sheets, fill_overview

MOST_MONTHS = 36
"""Columns of the sheet Demand; what begins later is added up in one more."""

PRINTED_COLUMNS = 14
"""Of the sheet People: up to the long texts, which the sheet At risk has too."""

_PEOPLE = (
    Column("Person", 14, "wrapped"),
    Column("Who", 30, "wrapped"),
    Column("Focus area", 26, "wrapped"),
    Column("Result", 15),
    Column("Ready on", 12, "date"),
    Column("Apply from", 12, "date"),
    Column("Target date", 12, "date"),
    Column("Days to spare", 9, "number"),
    Column("Cost", 10, "money"),
    Column("Effort (h)", 9, "number"),
    Column("Steps", 7, "number"),
    Column("Route", 8),
    Column("At risk", 9),
    Column("Rests on estimates", 10),
    Column("What clashes", 44, "wrapped"),
    Column("What would help", 60, "wrapped"),
    Column("Workbook", 20, "wrapped"),
)
_AT_RISK = (
    Column("Person", 14, "wrapped"),
    Column("Who", 30, "wrapped"),
    Column("Focus area", 26, "wrapped"),
    Column("Ready on", 12, "date"),
    Column("Target date", 12, "date"),
    Column("Why", 76, "wrapped"),
    Column("What would help", 60, "wrapped"),
)
_ESTIMATES = (
    Column("Person", 14, "wrapped"),
    Column("Who", 30, "wrapped"),
    Column("Focus area", 26, "wrapped"),
    Column("Ready on", 12, "date"),
    Column("Share of money", 10, "share"),
    Column("Share of hours", 10, "share"),
    Column("Cost", 10, "money"),
    Column("Effort (h)", 9, "number"),
)
_GAPS = (
    Column("What people lack", 46, "wrapped"),
    Column("Kind", 16),
    Column("People", 10, "number"),
    Column("Share of all", 14, "share"),
    Column("Stays open for", 10, "number"),
)
_ISSUES = (
    Column("Person", 14, "wrapped"),
    Column("Severity", 10),
    Column("Code", 22),
    Column("File or sheet", 20, "wrapped"),
    Column("Cell", 24, "wrapped"),
    Column("What is wrong", 60, "wrapped"),
    Column("How to mend it", 60, "wrapped"),
)
_SEATS = (
    Column("Offering", 50, "wrapped"),
    Column("Starts on", 12, "date"),
    Column("Seats", 9, "number"),
    Column("Given", 9, "number"),
    Column("Free", 9, "number"),
    Column("Waiting", 9, "number"),
)
_PLACES = (
    Column("Person", 14, "wrapped"),
    Column("Offering", 50, "wrapped"),
    Column("Place on", 12, "date"),
    Column("Wished for", 12, "date"),
    Column("Number on waiting list", 11, "number"),
    Column("Weeks later", 9, "number"),
    Column("Dollars more", 10, "money"),
    Column("Why", 70, "wrapped"),
)


def summary_workbook(
    members: Iterable[Member], issues: Sequence[Issue], extra: Sequence[str], today: date, allotment: Allotment
) -> bytes:
    """The workbook; `extra` names the roster's own columns. Goes through the members once."""
    summary, cohort = SummaryBook(today), Cohort()
    front = add_overview_sheets(summary)
    _begin_sheets(summary, extra)
    for issue in issues:
        summary.add("Issues", _issue_line("", issue))
    for member in members:
        cohort.add(member)
        _add_person(summary, member, extra)
    _add_gaps(summary, cohort)
    _add_demand(summary, cohort)
    if allotment.offered:
        _add_seats(summary, allotment)
    fill_overview(summary, front, _overview(cohort, today))
    return summary.finished()


def _begin_sheets(summary: SummaryBook, extra: Sequence[str]) -> None:
    expected = Column("Expected (from the roster)", 40, "wrapped")
    own = tuple(Column(name, 18, "wrapped") for name in extra)
    note = "Everybody in the roster, in its order."
    summary.begin(SheetPlan("People", note, (*_PEOPLE, expected, *own), printed=PRINTED_COLUMNS))
    note = "Who may miss the target, and why. People without a plan come with the clash and with what would help."
    summary.begin(SheetPlan("At risk", note, _AT_RISK, tab="#A1520F"))
    note = "What people lack today, the commonest first, and for how many no plan closes it."
    summary.begin(SheetPlan("Gaps", note, _GAPS))
    summary.reserve("Demand")
    note = "Plans of which half or more of the money or of the hours are estimates: check prices and hours first."
    summary.begin(SheetPlan("Estimates", note, _ESTIMATES))
    summary.begin(SheetPlan("Issues", "Notes and problems in the inputs.", _ISSUES))


def _add_person(summary: SummaryBook, member: Member, extra: Sequence[str]) -> None:
    plan = member.plan
    risks = member.risks()
    who = (plan.person_id, member.label, member.focus)
    clash = "\n".join(conflict.text for conflict in plan.conflicts)
    help_ = "\n".join(f"{w.change} Ready {w.ready_date:%Y-%m-%d}, ${w.total_cost_usd:,.0f}." for w in plan.ways_out)
    told = dict(member.about.get("extra", ()))
    summary.add(
        "People",
        (
            *(*who, RESULTS[plan.status], plan.ready_date, plan.apply_from, plan.target_date, member.slack_days),
            *(plan.total_cost_usd, plan.total_effort_hours, len(plan.items), plan.route),
            *("yes" if risks else "", "yes" if member.estimated else "", clash, help_, member.workbook),
            *(member.about.get("expected_outcome", ""), *(told.get(name, "") for name in extra)),
        ),
    )
    if risks:
        summary.add("At risk", (*who, plan.ready_date, plan.target_date, "\n".join(risks), help_))
    if member.estimated:
        shares = (plan.evidence.cost_share_estimated, plan.evidence.hours_share_estimated)
        summary.add("Estimates", (*who, plan.ready_date, *shares, plan.total_cost_usd, plan.total_effort_hours))
    for issue in plan.issues:
        summary.add("Issues", _issue_line(plan.person_id, issue))


def _issue_line(person_id: str, issue: Issue) -> tuple[str, ...]:
    return (person_id, issue.severity.value, issue.code, issue.sheet, issue.cell, issue.what, issue.how_to_fix)


def _add_gaps(summary: SummaryBook, cohort: Cohort) -> None:
    for lack in cohort.lacks_by_frequency():
        summary.add("Gaps", (lack.name, lack.kind, lack.people, lack.people / cohort.people, lack.open))


def _add_demand(summary: SummaryBook, cohort: Cohort) -> None:
    """Who begins what: one line an offering, one column a month."""
    months = months_between(cohort.starts())
    shown, later = months[:MOST_MONTHS], months[MOST_MONTHS:]
    columns = (
        Column("Offering", 50, "wrapped"),
        Column("Kind", 16),
        Column("Starts", 9, "number"),
        Column("List price in all", 12, "money"),
        *(Column(month, 8, "number") for month in shown),
        *((Column("Later", 8, "number"),) if later else ()),
    )
    note = "How many people begin each offering in each month, in plans that meet all limits."
    summary.begin(SheetPlan("Demand", note, columns))
    for _, demand in cohort.demand_by_starts():
        starts = [demand.starts[month] or None for month in shown]
        rest = [sum(demand.starts[month] for month in later) or None] if later else []
        summary.add("Demand", (demand.title, demand.kind, demand.starts.total(), demand.cost_usd, *starts, *rest))


def _add_seats(summary: SummaryBook, allotment: Allotment) -> None:
    """Who has which scarce place, and who waits for one."""
    note = "Offerings with few seats: how many there are on each start date, how many were given, how many wait."
    summary.begin(SheetPlan("Seats", note, _SEATS))
    given, waiting, titles = allotment.given(), allotment.waiting(), {n.offering_id: n.title for n in allotment.notes}
    for (name, start), seats in sorted(allotment.offered.items()):
        taken = given[name, start]
        summary.add("Seats", (titles.get(name, name), start, seats, taken, seats - taken, waiting[name, start]))
    note = "Given so that as few as possible get no plan, then so that the longest delay is as short as possible."
    summary.begin(SheetPlan("Places", note, _PLACES))
    for n in allotment.notes:
        line = (
            n.person_id,
            n.title,
            n.start,
            n.wished,
            n.waiting or None,
            n.weeks_later,
            n.dollars_more or None,
            n.reason,
        )
        summary.add("Places", line)


def _overview(cohort: Cohort, today: date) -> Overview:
    ready, costs = quantiles(cohort.ready_days), quantiles(cohort.costs)
    middle = f"{date.fromordinal(int(ready[1])):%b %Y}" if ready else "-"
    names = tuple(RESULTS.values())
    results = tuple((focus, *counts) for focus, counts in cohort.results_by_focus())
    starts = cohort.starts()
    lines = months_between(cohort.ready)
    return Overview(
        subtitle=f"{cohort.people:,} people, planned on {today:%Y-%m-%d}",
        cards=(
            (f"{cohort.planned() / cohort.people:.0%}", f"have a plan within their limits ({cohort.planned():,})"),
            (middle, "half of them are ready by then"),
            (f"${costs[1]:,.0f}" if costs else "-", "middle cost of a plan"),
            (f"{cohort.at_risk:,}", "people at risk (sheet At risk)"),
            (f"{cohort.estimated:,}", "plans that rest on estimates"),
        ),
        results=Block("People by focus area and result", ("Focus area", *names), results),
        ready=Block("People ready, by month", ("Month", "People"), tuple((m, cohort.ready[m]) for m in lines)),
        starts=Block(
            "Steps that begin, by month", ("Month", "Starts"), tuple((m, starts[m]) for m in months_between(starts))
        ),
        others=(_spread(cohort),),
        remarks=(_remark(cohort),),
    )


def _remark(cohort: Cohort) -> str:
    return (
        "At risk: no plan, fewer than 28 days between ready and target date, 95 % of the budget or more, or something "
        f"to be arranged outside the plan. All plans together: ${sum(cohort.costs):,.0f} at list price."
    )


def _spread(cohort: Cohort) -> Block:
    """How far costs and hours lie apart, over the people who have a plan."""
    lines: list[tuple[object, ...]] = []
    for name, values in (("Cost (USD)", cohort.costs), ("Effort (hours)", cohort.hours)):
        if found := quantiles(values):
            lines.append((name, *found, sum(values)))
    headings = ("Over all plans", "Lowest tenth", "Middle", "Highest tenth", "In all")
    return Block("Costs and hours", headings, tuple(lines))
