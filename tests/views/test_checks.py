"""The checks sheet."""

from datetime import date

import pytest

from liaison_planner.domain.issue import Place, error, info, warning
from liaison_planner.domain.plan import Evidence, Plan, PlanItem, PlanStatus, Proof
from liaison_planner.domain.profile import Period, Profile
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.views import MOST_ISSUES
from liaison_planner.views.checks import checks_content
from liaison_planner.views.verdict import LOOK, NOTE, OK, PROBLEM

ERROR = error("missing", Place(sheet="Preferences", cell="B6"), "The hours are empty.", "Fill them in.")
QUESTION = info("rating_unshown", Place(sheet="Skills", cell="E9"), "Where from?", "Show it.")
WARNING = warning("many_hours", Place(sheet="Preferences", cell="B6"), "Many hours.", "Check.")


@pytest.fixture
def sound(plan: Plan) -> Plan:
    """A plan in which nothing needs a look."""
    return plan.model_copy(update={"gaps": plan.gaps[1:], "proof": Proof(proven=True), "items": plan.items[1:]})


def verdicts(plan: Plan, person: Profile | None) -> dict[str, str]:
    return {str(row["check"]): str(row["verdict"]) for row in checks_content(plan, person).tables["tblChecks"]}


def test_a_sound_plan_passes_every_check(sound: Plan, person: Profile) -> None:
    assert verdicts(sound, person) == {
        "Your answers": OK,
        "A plan within all your limits": OK,
        "No better plan exists": OK,
        "Ready by your date": OK,
        "Within your budget": OK,
        "Within your hours": OK,
        "Every gap closed": OK,
        "Resting on estimates": NOTE,
        "Prices of this plan": OK,
        "The catalogue behind it": OK,
    }
    assert checks_content(sound, person).fields["out_checks_ok"] == "All checks passed."


@pytest.mark.parametrize(
    ("changes", "check", "verdict"),
    [
        ({"issues": (WARNING,)}, "Your answers", LOOK),
        ({"issues": (ERROR,)}, "Your answers", PROBLEM),
        ({"issues": (QUESTION,)}, "Your answers", NOTE),
        ({"status": PlanStatus.INFEASIBLE}, "A plan within all your limits", PROBLEM),
        ({"proof": Proof()}, "No better plan exists", LOOK),
        ({"ready_date": date(2028, 1, 1)}, "Ready by your date", PROBLEM),
        ({"ready_date": date(2027, 12, 31)}, "Ready by your date", OK),
        ({"total_cost_usd": 3500.0}, "Within your budget", OK),
        ({"total_cost_usd": 3500.5}, "Within your budget", PROBLEM),
    ],
)
def test_each_check_finds_what_it_is_for(
    sound: Plan, person: Profile, changes: dict[str, object], check: str, verdict: str
) -> None:
    assert verdicts(sound.model_copy(update=changes), person)[check] == verdict


def test_a_gap_that_stays_open_is_a_problem_but_a_gate_only_needs_a_look(
    plan: Plan, sound: Plan, person: Profile
) -> None:
    assert verdicts(sound.model_copy(update={"gaps": plan.gaps}), person)["Every gap closed"] == LOOK
    still_open = plan.gaps[1].model_copy(update={"closed_on": None})
    assert verdicts(sound.model_copy(update={"gaps": (still_open,)}), person)["Every gap closed"] == PROBLEM


def test_a_week_with_too_many_hours_is_a_problem_unless_a_period_allows_them(
    sound: Plan, mentor: PlanItem, person: Profile
) -> None:
    busy = sound.model_copy(update={"items": (mentor,)})
    assert verdicts(busy, person)["Within your hours"] == PROBLEM
    summer = Period(first=date(2027, 2, 1), last=date(2027, 2, 7), hours_per_week=12)
    assert verdicts(busy, person.model_copy(update={"periods": (summer,)}))["Within your hours"] == OK


def test_the_hours_of_a_full_time_post_do_not_count(sound: Plan, mentor: PlanItem, person: Profile) -> None:
    post = mentor.model_copy(update={"kind": Kind.ADJACENT_JOB, "hours_by_week": ((date(2027, 2, 1), 40.0),)})
    assert verdicts(sound.model_copy(update={"items": (post,)}), person)["Within your hours"] == OK


def test_unread_answers_are_all_there_is_to_say(plan: Plan) -> None:
    invalid = plan.model_copy(update={"status": PlanStatus.INVALID_INPUT, "issues": (ERROR,)})
    assert verdicts(invalid, None) == {"Your answers": PROBLEM}
    assert checks_content(invalid, None).fields["out_checks_ok"] == "1 check needs a look: see the sheet Checks."


def test_every_issue_is_listed_with_its_place_in_words(plan: Plan, person: Profile) -> None:
    rows = checks_content(plan.model_copy(update={"issues": (ERROR, WARNING)}), person).tables["tblIssues"]
    assert [row["severity"] for row in rows] == ["✗ Error", "! Warning"]
    assert rows[0] == {
        "severity": "✗ Error",
        "place": "Preferences!B6",
        "target": "'Preferences'!B6",
        "link": "Go there",
        "what": "The hours are empty.",
        "how_to_fix": "Fill them in.",
        "code": "missing",
    }


def test_more_issues_than_there_are_rows_are_counted(plan: Plan, person: Profile) -> None:
    rows = checks_content(plan.model_copy(update={"issues": (WARNING,) * 305}), person).tables["tblIssues"]
    assert len(rows) == MOST_ISSUES
    assert rows[-1]["what"] == "6 more."
    assert len(checks_content(plan.model_copy(update={"issues": (WARNING,) * 300}), person).tables["tblIssues"]) == 300


def test_a_range_of_finish_dates_is_told(sound: Plan, person: Profile) -> None:
    evidence = Evidence(cost_share_estimated=0.5, finish_low=date(2027, 7, 1), finish_high=date(2027, 9, 1))
    rows = checks_content(sound.model_copy(update={"evidence": evidence}), person).tables["tblChecks"]
    (row,) = (row for row in rows if row["check"] == "Resting on estimates")
    assert row["figures"] == "50 % of cost, 0 % of hours"
    assert "between 1 Jul 2027 and 1 Sep 2027" in str(row["advice"])
