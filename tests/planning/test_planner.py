"""From a person to a finished plan, on catalogues of a few rows."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.issue import Place, warning
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.domain.profile import Pin, Profile
from liaison_planner.domain.unplanned import invalid_plan
from liaison_planner.domain.vocabulary import Acceptance, Confidence, Kind, Objective
from liaison_planner.planning import planner
from liaison_planner.planning.planner import UnsoundPlanError, inputs_hash, make_plan

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 1, 4)
WEEK = timedelta(weeks=1)


def steps(plan: Plan) -> list[str]:
    return [item.offering_id for item in plan.items]


# the plan


def test_a_plan_says_what_when_and_for_how_much(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    a = offering("a", hours=20, weeks=2, cost_usd=99.5, teaches={"talk": 1})
    plan = planned(person(), small(a, required={"talk": 1}))
    (item,) = plan.items
    assert (plan.status, plan.route, plan.ready_date) == (PlanStatus.OPTIMAL, "open", date(2027, 1, 17))
    assert (plan.total_cost_usd, plan.total_effort_hours) == (99.5, 20)
    assert (item.start, item.finish, item.closes) == (MONDAY, date(2027, 1, 17), ("competency:talk",))
    assert item.hours_by_week == ((MONDAY, 10.0), (MONDAY + WEEK, 10.0))
    assert (plan.conflicts, plan.ways_out, plan.issues) == ((), (), ())


def test_who_has_everything_is_ready_at_once(person: Person, small: Small, planned: Planned) -> None:
    plan = planned(person(self_ratings={"talk": 1}), small(required={"talk": 1}))
    assert (plan.status, plan.ready_date, plan.apply_from, plan.items) == (PlanStatus.OPTIMAL, MONDAY, MONDAY, ())


def test_the_firmest_route_that_is_met_is_named(
    person: Person, small: Small, planned: Planned, route: Callable[..., Route]
) -> None:
    routes = route("A", "edu_level>=1", Acceptance.SOMETIMES), route("B", "edu_level>=1"), route("C", "license=rn")
    assert planned(person(), small(required={}, routes=routes)).route == "B"


@pytest.mark.parametrize(
    ("objective", "chosen"), [(Objective.FASTEST, "fast"), (Objective.CHEAPEST, "free"), (Objective.BALANCED, "fair")]
)
def test_the_objective_decides(
    *, person: Person, small: Small, offering: Make, planned: Planned, objective: Objective, chosen: str
) -> None:
    """Twenty weeks for 90 dollars, twenty-three for 10, twenty-four for nothing; balanced may give up three weeks."""
    ways = (("fast", 20, 90), ("fair", 23, 10), ("free", 24, 0))
    some = [offering(name, weeks=weeks, cost_usd=cost, teaches={"talk": 1}) for name, weeks, cost in ways]
    someone = person(objective=objective, target_date=date(2028, 1, 2))
    plan = planned(someone, small(*some, required={"talk": 1}))
    assert steps(plan) == [chosen]


def test_a_firmly_accepted_route_is_preferred_where_all_else_is_equal(
    person: Person, small: Small, offering: Make, planned: Planned, route: Callable[..., Route]
) -> None:
    routes = route("A", "a", Acceptance.SOMETIMES), route("B", "b")
    plan = planned(person(), small(offering("a"), offering("b"), required={}, routes=routes))
    assert (plan.route, steps(plan)) == ("B", ["b"])


def test_what_is_done_is_not_bought_again(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    some = offering("a", teaches={"talk": 1}), offering("b", needs="a", teaches={"talk": 2})
    assert steps(planned(person(done=("a",)), small(*some, required={"talk": 2}))) == ["b"]


def test_a_pin_stands_in_its_week(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    someone = person(pins=(Pin(offering_id="a", start=MONDAY + 3 * WEEK),))
    plan = planned(someone, small(offering("a"), required={}))
    assert [(item.start, item.pinned) for item in plan.items] == [(MONDAY + 3 * WEEK, True)]
    assert plan.ready_date == MONDAY


def test_duties_follow_a_plan_that_fits_and_no_other(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    refresher = offering("r", kind=Kind.CONTINUING_EDUCATION, recurs="yearly", teaches={"law": 1})
    catalogue = small(refresher, required={"law": 1})
    fits = planned(person(self_ratings={"law": 1}), catalogue)
    assert [duty.first for duty in fits.recurring] == [date(2028, 1, 4)]
    assert planned(person(), catalogue).recurring == ()


# nothing fits


def test_without_a_plan_there_is_what_fits_best_a_conflict_and_a_way_out(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    some = offering("a", cost_usd=60, teaches={"talk": 1}), offering("b", cost_usd=60, teaches={"law": 1})
    plan = planned(person(budget_usd=100), small(*some, required={"talk": 1, "law": 1}, core="law"))
    assert (plan.status, plan.ready_date, plan.route) == (PlanStatus.INFEASIBLE, None, None)
    assert steps(plan) == ["b"]
    assert [conflict.id for conflict in plan.conflicts] == ["budget"]
    assert [(way.ready_date, way.total_cost_usd) for way in plan.ways_out] == [(date(2027, 1, 17), 120)]


def test_what_fits_best_leaves_out_a_wish_that_cannot_be_kept(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    """The pinned course does not fit into the time; what is required does."""
    some = offering("wish", weeks=20), offering("a", teaches={"talk": 1})
    plan = planned(person(pins=(Pin(offering_id="wish"),)), small(*some, required={"talk": 1}))
    assert steps(plan) == ["a"]


def test_a_chain_of_free_steps_that_leads_nowhere_is_no_part_of_any_plan(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    some = offering("first", hours=0), offering("second", hours=0, needs="first", teaches={"law": 1})
    plan = planned(person(), small(*some, offering("a", teaches={"talk": 1}), required={"talk": 1, "law": 0}))
    assert steps(plan) == ["a"]


# proof, evidence, stamp


def test_the_proof_names_each_level_with_its_value_and_bound(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    a = offering("a", hours=20, weeks=2, cost_usd=99.5, teaches={"talk": 1})
    proof = planned(person(), small(a, required={"talk": 1})).proof
    assert [(value, bound) for _, value, bound in proof.objective] == [(2, 2), (99.5, 99.5), (0, 0), (20, 20)]
    assert len({name for name, _, _ in proof.objective}) == 4
    assert proof.proven
    assert proof.solver


def test_evidence_is_the_share_of_estimates(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    guess = {"confidence": Confidence.ESTIMATE}
    some = (
        offering("a", hours=30, cost_usd=100, teaches={"talk": 1}, **guess),
        offering("b", hours=10, cost_usd=300, teaches={"law": 1}),
    )
    evidence = planned(person(), small(*some, required={"talk": 1, "law": 1})).evidence
    assert (evidence.cost_share_estimated, evidence.hours_share_estimated) == (0.25, 0.75)


def test_the_hours_of_a_job_are_no_study(
    *, person: Person, small: Small, offering: Make, job: Make, planned: Planned
) -> None:
    some = offering("a", teaches={"talk": 1}), job("j", 4, teaches={"law": 1}, confidence=Confidence.ESTIMATE)
    someone = person(willing_to_change_job=True)
    evidence = planned(someone, small(*some, required={"talk": 1, "law": 1})).evidence
    assert (evidence.cost_share_estimated, evidence.hours_share_estimated) == (0, 0)


def test_the_stamp_says_what_the_plan_was_made_from(person: Person, small: Small, planned: Planned) -> None:
    stamp = planned(person(), small(required={})).stamp
    assert (stamp.catalogue_version, stamp.today, stamp.inputs_hash) == ("small", TODAY, inputs_hash(person()))
    assert stamp.planner_version


@pytest.mark.parametrize(
    "change", [{"person_id": "B"}, {"weekly_hours": 11}, {"done": ("a",)}, {"label": "x"}, {"gates": {"g": True}}]
)
def test_the_hash_changes_with_any_input(person: Person, change: dict[str, Any]) -> None:
    assert inputs_hash(person(**change)) != inputs_hash(person())
    assert len(inputs_hash(person())) == 16


def test_issues_are_passed_on(person: Person, small: Small) -> None:
    odd = warning("odd", Place(), "This is odd.", "Look at it.")
    assert make_plan(person(), small(required={}), TODAY, [odd]).issues == (odd,)


def test_inputs_that_cannot_be_planned_give_a_plan_that_says_so(small: Small) -> None:
    odd = warning("odd", Place(), "This is odd.", "Look at it.")
    plan = invalid_plan("A", small(required={}).version, TODAY, [odd])
    assert (plan.status, plan.person_id, plan.issues, plan.items) == (PlanStatus.INVALID_INPUT, "A", (odd,), ())


def test_nobody_sees_a_plan_that_the_verifier_objects_to(
    person: Person, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "verify", lambda *_: ("rule 0: I object.",))
    with pytest.raises(UnsoundPlanError, match="A: rule 0: I object"):
        make_plan(person(), small(required={}), TODAY)


def test_a_lower_degree_in_the_right_field_does_not_lend_its_field_to_another(
    person: Callable[..., Profile],
    small: Callable[..., Catalogue],
    offering: Callable[..., Offering],
    route: Callable[..., Route],
    planned: Callable[[Profile, Catalogue], Plan],
) -> None:
    """A bachelor in another field takes the dear bachelor in health, not the cheap associate degree."""
    catalogue = small(
        offering("associate", awards="degree:associate:health", cost_usd=10),
        offering("bachelor", awards="degree:bachelor:health", cost_usd=900),
        required={},
        routes=(route("R", "edu_level>=3;degree_field=health:3"),),
    )
    plan = planned(person(edu_level=3, degree_field="other"), catalogue)
    assert [item.offering_id for item in plan.items] == ["bachelor"]
