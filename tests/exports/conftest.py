"""A nurse's plan, and a step that is behind."""

from datetime import date

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.progress import PastStep, StepStatus
from liaison_planner.domain.vocabulary import Kind


@pytest.fixture(scope="session")
def plan(catalogue: Catalogue, today: date) -> Plan:
    """The plan of the first sample person."""
    return services.plan_for(services.sample_person("P01", catalogue, today), catalogue, today)


def past(status: StepStatus, started: date | None = None) -> PastStep:
    return PastStep(
        key="c_old", offering_id="c_old", kind=Kind.COURSE, title="=An old one", status=status, started=started
    )
