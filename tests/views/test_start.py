"""The start sheet."""

from datetime import date

import pytest

from liaison_planner.domain.issue import Place, error
from liaison_planner.domain.picture import RouteStanding
from liaison_planner.domain.plan import Conflict, Plan, PlanStatus, Recurring, WayOut
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Acceptance, Kind
from liaison_planner.views import Labels
from liaison_planner.views.start import start_content


def story(plan: Plan, person: Profile | None, labels: Labels) -> list[tuple[object, ...]]:
    """The rows of the story without the blank ones."""
    return [row for row in start_content(plan, person, labels).grids["out_story"] if any(row)]


def test_the_headline_says_who_and_where_to(plan: Plan, person: Profile, labels: Labels) -> None:
    fields = start_content(plan, person, labels).fields
    assert fields["out_person"] == "A nurse: towards Specialty practice or hospital"
    assert fields["out_state"] == "Plan computed 23 Nov 2026. If you change an answer, compute it again."


def test_six_figures_tell_the_plan_in_words(plan: Plan, person: Profile, labels: Labels) -> None:
    fields = start_content(plan, person, labels).fields
    assert [fields[f"out_{name}"] for name in ("status", "ready", "apply", "cost", "hours", "route")] == [
        *("The best plan, proven", date(2027, 8, 1), date(2027, 6, 1), 25.0, 15.0, "Nursing background"),
    ]
    assert [fields[f"out_{name}_note"] for name in ("status", "ready", "cost", "hours", "route")] == [
        *("2 steps", "152 days before your date", "of $3,500; 0 % of it estimated"),
        *("0 % of them estimated", "R04 on the sheet Routes"),
    ]


def test_applying_may_begin_before_the_last_steps_have_ended(plan: Plan, person: Profile, labels: Labels) -> None:
    assert start_content(plan, person, labels).fields["out_apply_note"] == "while the last steps are running"
    together = plan.model_copy(update={"apply_from": plan.ready_date})
    assert start_content(together, person, labels).fields["out_apply_note"] == "once you are ready"
    never = plan.model_copy(update={"apply_from": None})
    assert start_content(never, person, labels).fields["out_apply_note"] is None


def test_being_late_is_said(plan: Plan, person: Profile, labels: Labels) -> None:
    late = plan.model_copy(update={"ready_date": date(2028, 1, 1)})
    assert start_content(late, person, labels).fields["out_ready_note"] == "1 day after your date"


def test_the_next_three_steps_stand_there_with_their_dates(plan: Plan, person: Profile, labels: Labels) -> None:
    assert story(plan, person, labels) == [
        ("Yours to arrange first; no plan can", None),
        ("!", "Own car"),
        ("Your next steps", None),
        (date(2027, 1, 4), "Privacy course (course, 3 hours, $25, until 17 Jan 2027)"),
        (date(2027, 2, 1), "A liaison as mentor (mentorship, 12 hours, free, until 1 Aug 2027)"),
    ]
    many = plan.model_copy(update={"items": plan.items * 3})
    assert len(story(many, person, labels)) == 6


def test_duties_come_last(plan: Plan, person: Profile, labels: Labels) -> None:
    duty = Recurring(
        title="Refresher", kind=Kind.CONTINUING_EDUCATION, first=date(2028, 8, 1), every="yearly", because=""
    )
    late = duty.model_copy(update={"first": date(2029, 1, 1)})
    assert story(plan.model_copy(update={"recurring": (late, duty)}), person, labels)[-3:-1] == [
        ("After you are ready", None),
        (date(2028, 8, 1), "Refresher (yearly)"),
    ]


def test_when_nothing_fits_it_says_what_clashes_and_what_helps(plan: Plan, person: Profile, labels: Labels) -> None:
    way = WayOut(change="Study 11 hours a week (now 8).", ready_date=date(2028, 1, 2), total_cost_usd=890)
    stuck = plan.model_copy(
        update={
            "status": PlanStatus.INFEASIBLE,
            "ready_date": None,
            "route": None,
            "items": plan.items[1:],
            "conflicts": (Conflict(id="hours", text="Study at most 8 hours a week."),),
            "ways_out": (way,),
        }
    )
    assert [row[:2] for row in story(stuck, person, labels)] == [
        ("Yours to arrange first; no plan can", None),
        ("!", "Own car"),
        ("Whatever other limits you change, this one must change too", None),
        ("✗", "Study at most 8 hours a week."),
        ("Ways out, each one computed and checked", None),
        ("→", "Study 11 hours a week (now 8). Then you are ready on 2 Jan 2028 for $890."),
        ("What fits best so far begins with", None),
        (date(2027, 1, 4), "Privacy course (course, 3 hours, $25, until 17 Jan 2027)"),
    ]
    fields = start_content(stuck, person, labels).fields
    assert (fields["out_status"], fields["out_ready"], fields["out_route"]) == (
        "Nothing fits yet",
        "not yet",
        "not yet",
    )
    assert fields["out_cost_note"] == "for what fits best, see below"


def test_many_conflicts_are_counted_rather_than_all_told(plan: Plan, person: Profile, labels: Labels) -> None:
    many = plan.model_copy(update={"conflicts": tuple(Conflict(id=str(n), text=f"{n}") for n in range(20))})
    rows = story(many, person, labels)
    assert rows[14] == ("✗", "11")
    assert rows[15] == (None, "and 8 more")


def test_answers_to_mend_come_first_and_the_rest_is_on_checks(plan: Plan, labels: Labels) -> None:
    issue = error("missing", Place(sheet="Preferences", cell="B6"), "The hours are empty.", "Fill them in.")
    invalid = plan.model_copy(
        update={"status": PlanStatus.INVALID_INPUT, "issues": (issue,) * 10, "items": (), "gaps": (), "focus": None}
    )
    rows = story(invalid, None, labels)
    assert rows[0] == ("Mend these answers first", None)
    assert rows[1] == ("✗", "Preferences!B6: The hours are empty. Fill them in.")
    assert rows[-1] == (None, "2 more problems on the sheet Checks.")
    fields = start_content(invalid, None, labels).fields
    assert (fields["out_person"], fields["out_status_note"]) == ("P01", "10 problems listed on Checks")
    assert (fields["out_cost"], fields["out_cost_note"]) == ("not yet", None)


@pytest.mark.parametrize(
    ("acceptance", "note"),
    [(Acceptance.YES, "R04 on the sheet Routes"), (Acceptance.SOMETIMES, "R04: only some employers accept it")],
)
def test_a_route_that_only_some_accept_is_told_as_such(
    plan: Plan, person: Profile, labels: Labels, acceptance: Acceptance, note: str
) -> None:
    route = RouteStanding(id="R04", name="Nursing background", acceptance=acceptance)
    shown = start_content(plan.model_copy(update={"routes": (route,)}), person, labels)
    assert shown.fields["out_route_note"] == note
