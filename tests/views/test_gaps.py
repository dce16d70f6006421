"""The gaps sheet."""

from dataclasses import replace

from liaison_planner.domain.plan import Gap, Plan
from liaison_planner.views import Labels
from liaison_planner.views.gaps import gaps_content
from liaison_planner.views.naming import gap_name, gap_names, level_bar


def test_the_most_urgent_gap_comes_first(plan: Plan, labels: Labels) -> None:
    rows = gaps_content(plan, labels).tables["tblGaps"]
    assert [(row["priority"], row["gap"], row["kind"]) for row in rows] == [
        (1, "Patient privacy", "Skill"),
        (2, "Own car", "Employer asks"),
    ]


def test_a_closed_gap_names_its_steps_and_the_day(plan: Plan, labels: Labels) -> None:
    row = gaps_content(plan, labels).tables["tblGaps"][0]
    assert (row["closed_by"], str(row["closed_on"]), row["bar"]) == ("Privacy course", "2027-01-17", "●○")


def test_an_open_gap_says_so(plan: Plan, labels: Labels) -> None:
    half = plan.gaps[1].model_copy(update={"closed_on": None})
    rows = gaps_content(plan.model_copy(update={"gaps": (plan.gaps[0], half)}), labels).tables["tblGaps"]
    assert rows[0]["closed_by"] == "Privacy course\nStill open after this plan."
    assert rows[1]["closed_by"] == "Yours to arrange; no step of the plan does it."


def test_the_line_above_counts(plan: Plan, labels: Labels) -> None:
    assert str(gaps_content(plan, labels).fields["out_gaps_line"]).startswith("2 gaps today; the plan closes 1.")
    nothing = plan.model_copy(update={"gaps": ()})
    assert gaps_content(nothing, labels).fields["out_gaps_line"] == "Nothing is missing."


def test_a_route_gap_is_called_after_its_route_and_unknown_ids_stay_ids(labels: Labels) -> None:
    gap = Gap(id="route:R04:2", kind="route", have="0.5 years", need="1 year", priority=1)
    assert gap_name(gap, labels) == "Route: Nursing background"
    assert gap_name(gap.model_copy(update={"id": "route:R99:1"}), labels) == "Route: R99"
    assert gap_name(gap.model_copy(update={"id": "competency:juggling", "kind": "competency"}), labels) == "juggling"


def test_names_come_in_the_order_of_the_plan(plan: Plan, labels: Labels) -> None:
    assert gap_names(plan.gaps, ("competency:hipaa", "gate:car"), labels) == "Own car; Patient privacy"


def test_only_skills_have_a_bar() -> None:
    skill = Gap(id="competency:x", kind="competency", have="level 2", need="level 4", priority=1)
    assert level_bar(skill) == "●●○○"
    assert level_bar(skill.model_copy(update={"have": "not yet"})) == ""
    assert level_bar(skill.model_copy(update={"kind": "route", "have": "1 year", "need": "2 years"})) == ""


def test_a_skill_says_what_its_level_asks_for_in_a_sentence(plan: Plan, labels: Labels) -> None:
    known = replace(labels, means={"hipaa": {2: "I can keep the rules."}})
    assert gaps_content(plan, known).tables["tblGaps"][0]["need"] == "level 2: I can keep the rules."
    assert gaps_content(plan, labels).tables["tblGaps"][0]["need"] == "level 2"
