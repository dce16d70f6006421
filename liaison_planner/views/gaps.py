"""The gaps sheet: what is missing, the most urgent first."""

from liaison_planner.domain.plan import Gap, Plan
from liaison_planner.views.content import Content, Row
from liaison_planner.views.labels import Labels
from liaison_planner.views.naming import gap_name, level_bar
from liaison_planner.views.wording import counted

_KINDS = {"competency": "Skill", "route": "Route", "gate": "Employer asks"}


def gaps_content(plan: Plan, labels: Labels) -> Content:
    """One row a gap, by priority and within it in the plan's order."""
    rows = tuple(_row(gap, labels) for gap in sorted(plan.gaps, key=lambda gap: gap.priority))
    return Content({"out_gaps_line": _summary(plan)}, {"tblGaps": rows})


def _row(gap: Gap, labels: Labels) -> Row:
    return {
        "priority": gap.priority,
        "gap": gap_name(gap, labels),
        "kind": f"{gap.half.capitalize()} skill" if gap.half else _KINDS[gap.kind],
        "have": gap.have,
        "need": _need(gap, labels),
        "bar": level_bar(gap),
        "closed_by": _closed_by(gap, labels),
        "closed_on": gap.closed_on,
        "id": gap.id,
    }


def _need(gap: Gap, labels: Labels) -> str:
    """For a skill the level and what somebody at that level says."""
    level = gap.need.removeprefix("level ")
    means = labels.means.get(gap.id.removeprefix("competency:"), {}) if gap.kind == "competency" else {}
    return f"{gap.need}: {means[int(level)]}" if level.isdecimal() and int(level) in means else gap.need


def _closed_by(gap: Gap, labels: Labels) -> str:
    if gap.kind == "gate":
        return "Yours to arrange; no step of the plan does it."
    titles = "\n".join(labels.offerings.get(offering, offering) for offering in gap.closed_by)
    if gap.closed_on is None:
        return f"{titles}\nStill open after this plan.".strip()
    return titles


def _summary(plan: Plan) -> str:
    if not plan.gaps:
        return f"Nothing is missing. {_halves(plan)}".strip()
    closed = sum(gap.closed_on is not None for gap in plan.gaps)
    words = f"{counted(len(plan.gaps), 'gap')} today; the plan closes {closed}."
    more = "Priority 1: an interview tests it or the route needs it. ● you have, ○ you need."
    return " ".join(filter(None, (words, _halves(plan), more)))


def _halves(plan: Plan) -> str:
    """What the person already brings, on either side."""
    halves = plan.readiness.halves if plan.readiness else ()
    parts = (f"{half.half.title}: {half.declared} of {half.asked} levels in place." for half in halves if half.asked)
    return " ".join(parts)
