"""The standing sheet."""

from datetime import date

from liaison_planner.domain.picture import (
    Backing,
    Duty,
    DutyStatus,
    Half,
    HalfStanding,
    Readiness,
    RouteStanding,
)
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.vocabulary import Acceptance, Confidence
from liaison_planner.views import MOST_ROUTES, Labels
from liaison_planner.views.standing import standing_content

MEDICAL = HalfStanding(half=Half.MEDICAL, asked=5, declared=3, verified=1, brings=("hipaa",), lacks=("present",))
ROUTE = RouteStanding(
    id="R05", name="Long experience", acceptance=Acceptance.SOMETIMES, risk="Ask.", met=("A",), missing=("B", "C")
)
DUTY = Duty(
    id="law:F10",
    kind="law",
    title="Privacy first",
    status=DutyStatus.PLANNED,
    due=date(2027, 3, 22),
    text="Due.",
    source="A law",
    as_of="2026",
    confidence=Confidence.PRIMARY,
)


def with_standing(plan: Plan) -> Plan:
    backed = (Backing(competency="hipaa", by="Dr. Lee", verified=True),)
    ready = Readiness(low=0.2, high=0.6, halves=(MEDICAL,), route_declared="R04", backed=backed)
    return plan.model_copy(update={"readiness": ready, "routes": (ROUTE,), "duties": (DUTY,)})


def test_readiness_is_told_as_a_range_with_the_route(plan: Plan, labels: Labels) -> None:
    line = standing_content(with_standing(plan), labels).fields["out_standing_line"]
    assert line == (
        "Ready: 20 % verified to 60 % declared, counted in skill levels. "
        "A route is complete, as declared: Nursing background."
    )


def test_a_half_says_what_is_brought_what_is_missing_and_what_backs_it(plan: Plan, labels: Labels) -> None:
    (row,) = standing_content(with_standing(plan), labels).tables["tblHalves"]
    assert row == {
        "half": "Medical side",
        "declared": "3 of 5",
        "verified": "1 of 5",
        "brings": "Patient privacy",
        "missing": "Presenting",
        "backed": "Patient privacy: Dr. Lee",
    }


def test_a_route_shows_its_risk_and_a_duty_its_day_and_source(plan: Plan, labels: Labels) -> None:
    tables = standing_content(with_standing(plan), labels).tables
    (route,), (duty,) = tables["tblRouteStandings"], tables["tblDuties"]
    assert (route["accepted"], route["state"], route["missing"], route["risk"]) == (
        "sometimes",
        "2 missing",
        "B\nC",
        "Ask.",
    )
    assert (duty["status"], duty["due"], duty["sure"]) == ("In the plan", "22 Mar 2027", "as of 2026, primary")


def test_a_complete_route_says_by_which_measure(plan: Plan, labels: Labels) -> None:
    states = []
    for verified in (False, True):
        complete = ROUTE.model_copy(update={"missing": (), "verified": verified})
        changed = with_standing(plan).model_copy(update={"routes": (complete,)})
        states.append(standing_content(changed, labels).tables["tblRouteStandings"][0]["state"])
    assert states == ["complete, as declared", "complete, verified"]


def test_no_more_routes_than_there_are_rows(plan: Plan, labels: Labels) -> None:
    many = with_standing(plan).model_copy(update={"routes": (ROUTE,) * 50})
    assert len(standing_content(many, labels).tables["tblRouteStandings"]) == MOST_ROUTES


def test_without_a_plan_the_sheet_is_blank(plan: Plan, labels: Labels) -> None:
    content = standing_content(plan, labels)
    assert content.fields["out_standing_line"] == "No plan yet."
    assert set(content.tables.values()) == {()}
