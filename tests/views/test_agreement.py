"""The agreement sheet."""

from datetime import date

from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.domain.profile import Profile
from liaison_planner.views import Labels
from liaison_planner.views.agreement import MILESTONES, agreement_content
from liaison_planner.workbook.schema import grids


def test_goals_next_steps_milestones_and_a_review_stand_on_one_page(
    plan: Plan, person: Profile, labels: Labels
) -> None:
    content = agreement_content(plan, person, labels)
    assert content.fields["out_agreement_line"] == "A nurse"
    assert [row for row in content.grids["out_agreement"] if any(row)] == [
        ("The goal", None),
        ("Work", "Physician liaison: Specialty practice or hospital"),
        ("Ready on", "1 Aug 2027 (wanted by 31 Dec 2027)"),
        ("Route", "Nursing background"),
        ("What it takes", "2 steps, $25 of a budget of $3,500, up to 8 hours a week"),
        ("The next steps", None),
        (date(2027, 1, 4), "Privacy course (until 17 Jan 2027, $25)"),
        (date(2027, 2, 1), "A liaison as mentor (until 1 Aug 2027, free)"),
        ("Milestones", None),
        (date(2027, 1, 17), "Finished: Privacy course"),
        (date(2027, 6, 1), "First applications sent"),
        (date(2027, 8, 1), "Ready: every requirement met"),
        ("Review", None),
        (
            "Suggested for",
            "15 Feb 2027, six weeks after the first step, unless you agree on another day; sooner if hours, money or dates change.",
        ),
    ]


def test_the_page_stays_one_page_however_many_steps_there_are(plan: Plan, person: Profile, labels: Labels) -> None:
    many = plan.model_copy(update={"items": plan.items * 40})
    rows = agreement_content(many, person, labels).grids["out_agreement"]
    assert sum("Finished" in str(row[1]) for row in rows) == MILESTONES
    assert len(rows) <= grids()["out_agreement"].rows


def test_without_a_complete_plan_there_is_nothing_to_sign(plan: Plan, person: Profile, labels: Labels) -> None:
    stuck = plan.model_copy(update={"status": PlanStatus.INFEASIBLE})
    content = agreement_content(stuck, person, labels)
    assert content.grids["out_agreement"] == ()
    assert "nothing to sign" in str(content.fields["out_agreement_line"])
