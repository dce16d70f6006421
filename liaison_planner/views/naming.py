"""What gaps are called."""

import re

from liaison_planner.domain.plan import Gap
from liaison_planner.views.labels import Labels

_NUMBER = re.compile(r"\d+")


def gap_name(gap: Gap, labels: Labels) -> str:
    """The subject, gate or requirement that is missing; gap ids look like `competency:hipaa` or `route:R01:2`."""
    name = gap.id.partition(":")[2] or gap.id
    if gap.kind == "route":
        route = name.partition(":")[0]
        return f"Route: {labels.routes.get(route, route)}"
    return (labels.competencies if gap.kind == "competency" else labels.gates).get(name, name)


def gap_names(plan_gaps: tuple[Gap, ...], ids: tuple[str, ...], labels: Labels) -> str:
    """The names of these gaps in the order of the plan."""
    return "; ".join(gap_name(gap, labels) for gap in plan_gaps if gap.id in ids)


def levels_of(gap: Gap) -> tuple[int, int] | None:
    """The level held and the level needed; None for what has no levels."""
    have, need = _NUMBER.search(gap.have), _NUMBER.search(gap.need)
    if gap.kind != "competency" or have is None or need is None:
        return None
    return int(have[0]), int(need[0])


def level_bar(gap: Gap) -> str:
    """Held levels as ●, missing ones as ○; empty for what has no levels."""
    levels = levels_of(gap)
    if levels is None:
        return ""
    have, need = levels
    return "●" * have + "○" * (need - have)
