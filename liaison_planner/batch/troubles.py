"""What keeps people of a cohort from a plan most often, in a line."""

from collections import Counter
from collections.abc import Iterable, Iterator

from liaison_planner.domain.issue import Severity
from liaison_planner.domain.plan import Plan

MOST_SHOWN = 3
_LIMITS = {
    "deadline": "the target date",
    "budget": "the budget",
    "hours": "the hours a week",
    "present_job": "keeping the present job",
    "parallel": "the number of things at a time",
    "periods": "weeks off",
    "savings": "the savings that must stay",
    "firm_routes": "firm routes only",
    "pin": "steps that were asked for",
    "exclude": "steps that were ruled out",
    "catalogue": "nothing in the catalogue leads there",
    "search_limit": "the search ended without an answer",
}


def commonest(plans: Iterable[Plan]) -> str:
    """The problems that most people without a plan have, with how many each; "" if everybody has a plan."""
    counts = Counter(name for plan in plans for name in set(_problems(plan)))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = [f"{name} ({number})" for name, number in ranked[:MOST_SHOWN]]
    return f"Most frequent problems: {', '.join(named)}." if named else ""


def _problems(plan: Plan) -> Iterator[str]:
    for conflict in plan.conflicts:
        kind = conflict.id.partition(":")[0]
        yield _LIMITS.get(kind, kind.replace("_", " "))
    for issue in plan.issues:
        if issue.severity is Severity.ERROR:
            where = issue.cell.partition(", ")[2]
            yield f"{issue.code.replace('_', ' ')}{f' in {where}' if where else ''}"
