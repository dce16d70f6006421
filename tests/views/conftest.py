"""The smallest plan that has one of everything, a person for it, and titles."""

from datetime import date

import pytest

from liaison_planner.domain.plan import Gap, Plan, PlanItem, PlanStatus, Stamp
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Focus, Kind
from liaison_planner.views import Labels

TODAY = date(2026, 11, 23)


@pytest.fixture
def labels() -> Labels:
    return Labels(
        competencies={"hipaa": "Patient privacy", "present": "Presenting"},
        offerings={"c_hipaa": "Privacy course", "m_liaison": "A liaison as mentor"},
        routes={"R04": "Nursing background"},
        gates={"car": "Own car"},
        credentials={"rn": "Registered nurse"},
    )


@pytest.fixture
def person() -> Profile:
    return Profile(
        person_id="P01",
        label="A nurse",
        edu_level=3,
        degree_field="health",
        years={"healthcare": 8.0, "clinical": 0.0},
        self_ratings={"hipaa": 1},
        weekly_hours=8.0,
        budget_usd=3500.0,
        start_date=date(2027, 1, 4),
        target_date=date(2027, 12, 31),
        focus_preference=(Focus.SPECIALTY_PRACTICE, Focus.CONSULTING),
    )


@pytest.fixture
def course() -> PlanItem:
    return PlanItem(
        offering_id="c_hipaa",
        kind=Kind.COURSE,
        title="Privacy course",
        start=date(2027, 1, 4),
        finish=date(2027, 1, 17),
        cost_usd=25.0,
        effort_hours=3.0,
        hours_by_week=((date(2027, 1, 4), 2.0), (date(2027, 1, 11), 1.0)),
        closes=("competency:hipaa",),
        because="Closes Patient privacy (level 2).",
    )


@pytest.fixture
def mentor() -> PlanItem:
    return PlanItem(
        offering_id="m_liaison",
        kind=Kind.MENTORSHIP,
        title="A liaison as mentor",
        start=date(2027, 2, 1),
        finish=date(2027, 8, 1),
        cost_usd=0.0,
        effort_hours=12.0,
        hours_by_week=((date(2027, 2, 1), 12.0),),
    )


@pytest.fixture
def plan(course: PlanItem, mentor: PlanItem) -> Plan:
    """The steps are given out of order on purpose."""
    return Plan(
        person_id="P01",
        focus=Focus.SPECIALTY_PRACTICE,
        today=TODAY,
        start_date=date(2027, 1, 4),
        target_date=date(2027, 12, 31),
        route="R04",
        status=PlanStatus.OPTIMAL,
        ready_date=date(2027, 8, 1),
        apply_from=date(2027, 6, 1),
        total_cost_usd=25.0,
        total_effort_hours=15.0,
        items=(mentor, course),
        gaps=(
            Gap(id="gate:car", kind="gate", have="no", need="Own car", priority=2),
            Gap(
                id="competency:hipaa",
                kind="competency",
                have="level 1",
                need="level 2",
                priority=1,
                closed_by=("c_hipaa",),
                closed_on=date(2027, 1, 17),
            ),
        ),
        stamp=Stamp(planner_version="0.1.0", catalogue_version="abc", inputs_hash="123", today=TODAY),
    )
