"""The answer to inputs that cannot be planned; it needs nothing that plans, so that a check can give it."""

from collections.abc import Sequence
from datetime import date

from liaison_planner import __version__
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import Plan, PlanStatus, Stamp


def invalid_plan(person_id: str, catalogue_version: str, today: date, issues: Sequence[Issue]) -> Plan:
    """The answer to inputs that cannot be planned: no steps, all issues."""
    return Plan(
        person_id=person_id,
        focus=None,
        today=today,
        start_date=None,
        target_date=None,
        status=PlanStatus.INVALID_INPUT,
        stamp=Stamp(planner_version=__version__, catalogue_version=catalogue_version, inputs_hash="", today=today),
        issues=tuple(issues),
    )
