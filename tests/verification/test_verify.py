"""The verifier accepts plans that keep every rule, and names the rule that a plan differing in one thing breaks."""

import ast
import sys
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner import verification
from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.syntax import parse_awards, parse_requirement
from liaison_planner.domain.offering import Competency, Credential, Offering, Route
from liaison_planner.domain.plan import Gap, Plan, PlanItem, PlanStatus, Stamp
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Acceptance, Confidence, Delivery, Focus, Kind, StartPattern
from liaison_planner.verification.verify import verify

TODAY = date(2027, 1, 1)
JAN_4, JAN_11, JAN_18, FEB_1, FEB_8 = (
    date(2027, month, day) for month, day in ((1, 4), (1, 11), (1, 18), (2, 1), (2, 8))
)
READY = date(2027, 2, 14)
FOCUS = Focus.SPECIALTY_PRACTICE
ORIGIN: dict[str, Any] = {"source": "a test", "as_of": "2027", "confidence": Confidence.JUDGEMENT}


@dataclass(frozen=True)
class Trial:
    """A plan, a person and a catalogue; each method gives a copy that differs in one thing."""

    plan: Plan
    person: Profile
    catalogue: Catalogue

    def with_plan(self, **changes: Any) -> "Trial":
        return replace(self, plan=self.plan.model_copy(update=changes))

    def with_person(self, **changes: Any) -> "Trial":
        return replace(self, person=self.person.model_copy(update=changes))

    def with_offering(self, name: str, **changes: Any) -> "Trial":
        offerings = self.catalogue.offerings
        changed = {**offerings, name: offerings[name].model_copy(update=changes)}
        return replace(self, catalogue=replace(self.catalogue, offerings=changed))

    def with_items(self, *items: PlanItem) -> "Trial":
        cost, effort = sum(item.cost_usd for item in items), sum(item.effort_hours for item in items)
        return self.with_plan(items=items, total_cost_usd=cost, total_effort_hours=effort)

    def with_step(self, name: str, **changes: Any) -> "Trial":
        items = [item.model_copy(update=changes) if item.offering_id == name else item for item in self.plan.items]
        return self.with_plan(items=tuple(items))

    def adding(self, *items: PlanItem) -> "Trial":
        return self.with_items(*self.plan.items, *items)

    def without(self, name: str) -> "Trial":
        return self.with_items(*(item for item in self.plan.items if item.offering_id != name))

    def step(self, name: str) -> PlanItem:
        return next(item for item in self.plan.items if item.offering_id == name)

    def objections(self, rule: int | None = None) -> list[str]:
        start = "rule " if rule is None else f"rule {rule}: "
        found = verify(self.plan, self.person, self.catalogue)
        return [sentence for sentence in found if sentence.startswith(start)]


def offering(name: str, hours: float, weeks: int, **changes: Any) -> Offering:
    awards = parse_awards(changes.pop("awards", ""), pytest.fail)
    prerequisites = parse_requirement(changes.pop("prerequisites", ""), pytest.fail)
    plain: dict[str, Any] = {
        "kind": Kind.COURSE,
        "title": name.title(),
        "provider": "",
        "delivery": Delivery.ONLINE_SELF_PACED,
        "cost_usd": 0,
        "teaches": {},
        "start_pattern": StartPattern.ANYTIME,
    }
    values = {**plain, **changes, **ORIGIN}
    return Offering(
        id=name, effort_hours=hours, duration_weeks_min=weeks, awards=awards, prerequisites=prerequisites, **values
    )


def job(name: str, weeks: int, **changes: Any) -> Offering:
    return offering(name, 40 * weeks, weeks, kind=Kind.ADJACENT_JOB, delivery=Delivery.ON_THE_JOB, **changes)


def route(name: str, requirement: str, acceptance: Acceptance) -> Route:
    accepted = dict.fromkeys(FOCUS_AREAS, acceptance)
    terms = parse_requirement(requirement, pytest.fail)
    return Route(id=name, name=name, requirement=terms, description="", acceptance=accepted, **ORIGIN)


def competency(name: str, level: int = 0) -> Competency:
    required = {FOCUS: level} if level else {}
    return Competency(id=name, name=name, domain="", description="", required=required, core_for=frozenset(), **ORIGIN)


def by_id(*rows: Any) -> dict[str, Any]:
    return {row.id: row for row in rows}


KINDS = {"rn": "licence", "chw": "certification", "completion": "certificate"}
CATALOGUE = Catalogue(
    competencies=by_id(competency("talk", 2), competency("law", 1), competency("golf")),
    offerings=by_id(
        offering("talk1", 8, 2, cost_usd=100, teaches={"talk": 1}),
        offering("law1", 4, 1, teaches={"law": 1}, awards="certificate:liaison_training"),
        offering(
            "talk2",
            8,
            2,
            cost_usd=50,
            delivery=Delivery.ONLINE_COHORT,
            start_pattern=StartPattern.MONTHLY,
            prerequisites="talk>=1",
            teaches={"talk": 2},
        ),
        offering("spare", 1, 1),
        offering(
            "studied", 90, 9, teaches={"golf": 3}, awards="cert:cmpe;certificate:pm_23h;degree:master:health_comm"
        ),
        job("clinic", 26, awards="exp:healthcare:0.5"),
        job("ward", 26, awards="exp:healthcare:0.5"),
        job("liaison", 26, awards="exp:healthcare:0.5", goal_of=frozenset({FOCUS})),
    ),
    routes=by_id(
        route("trained", "certificate=liaison_training", Acceptance.YES),
        route("worked", "yrs_healthcare>=1", Acceptance.SOMETIMES),
        route("untrained", "edu_level>=1", Acceptance.NO),
    ),
    credentials={token: Credential(token=token, kind=kind, title=token, **ORIGIN) for token, kind in KINDS.items()},
    gates={},
    levels=(),
    facts=(),
    version="1",
)
PERSON = Profile(
    person_id="P",
    edu_level=1,
    degree_field="none",
    years={},
    self_ratings={},
    weekly_hours=8,
    budget_usd=150,
    start_date=JAN_4,
    target_date=date(2027, 12, 31),
    focus_preference=(FOCUS,),
)


def item(name: str, start: date, *closes: str, **changes: Any) -> PlanItem:
    """A step in its shortest time, at an even pace."""
    row = CATALOGUE.offerings[name]
    weeks = [start + timedelta(weeks=n) for n in range(row.duration_weeks_min)]
    plain: dict[str, Any] = {
        "start": start,
        "finish": weeks[-1] + timedelta(days=6),
        "cost_usd": row.cost_usd,
        "effort_hours": row.effort_hours,
        "hours_by_week": tuple((week, row.hours_per_week) for week in weeks),
        "closes": closes,
    }
    return PlanItem(offering_id=name, kind=row.kind, title=row.title, **{**plain, **changes})


def gap(name: str, *closed_by: str) -> Gap:
    return Gap(id=name, kind="competency", have="", need="", priority=1, closed_by=closed_by)


EMPTY = Trial(
    Plan(
        person_id="P",
        focus=FOCUS,
        today=TODAY,
        start_date=JAN_4,
        target_date=date(2027, 12, 31),
        status=PlanStatus.OPTIMAL,
        stamp=Stamp(planner_version="", catalogue_version="", inputs_hash="", today=TODAY),
    ),
    PERSON,
    CATALOGUE,
)
TRAINED = EMPTY.with_plan(
    route="trained", ready_date=READY, gaps=(gap("talk", "talk2"), gap("law", "law1"), gap("route", "law1"))
).with_items(item("talk1", JAN_4), item("law1", JAN_4, "law", "route"), item("talk2", FEB_1, "talk"))
"""Weeks of January 4 (8 hours) and 11 (4), then the cohort in February; costs 150 dollars, takes 20 hours."""

ABLE = EMPTY.with_person(self_ratings={"talk": 2, "law": 1}, willing_to_change_job=True)
WORKED = (
    ABLE.with_person(years={"healthcare": 0.5})
    .with_plan(route="worked", ready_date=date(2027, 7, 4), gaps=(gap("route", "clinic"),))
    .with_items(item("clinic", JAN_4, "route"))
)
WORKED_TWICE = ABLE.with_plan(
    route="worked", ready_date=date(2028, 1, 2), target_date=date(2028, 1, 2), gaps=(gap("route", "clinic", "ward"),)
).with_items(item("clinic", JAN_4, "route"), item("ward", date(2027, 7, 5), "route"))
WORKED_TWICE = WORKED_TWICE.with_person(target_date=date(2028, 1, 2))
NOTHING_MISSING = ABLE.with_person(years={"healthcare": 1}).with_plan(route="worked", ready_date=JAN_4)
PARTIAL = (
    EMPTY.with_plan(status=PlanStatus.INFEASIBLE, gaps=(gap("talk", "talk1"), gap("law", "law1")))
    .with_person(budget_usd=100)
    .with_items(item("talk1", JAN_4, "talk"), item("law1", JAN_4, "law"))
)
PINNED_SPARE = TRAINED.with_person(pins=(Pin(offering_id="spare", start=JAN_11),)).adding(
    item("spare", JAN_11, pinned=True)
)
COHORT_OF_THREE_WEEKS = item("talk2", FEB_1, "talk", finish=date(2027, 2, 21))
SLOW_LAW = item("law1", JAN_4, "law", "route", finish=date(2027, 1, 24), hours_by_week=((JAN_4, 3.0), (JAN_18, 1.0)))


@pytest.mark.parametrize(
    "trial",
    [
        pytest.param(TRAINED, id="courses lead to an accepted route"),
        pytest.param(TRAINED.with_plan(status=PlanStatus.FEASIBLE), id="it is not proven best"),
        pytest.param(TRAINED.with_plan(today=JAN_4), id="today is the Monday of the first step"),
        pytest.param(
            TRAINED.without("talk2").adding(COHORT_OF_THREE_WEEKS).with_plan(ready_date=date(2027, 2, 21)),
            id="a cohort is finished half as long again later",
        ),
        pytest.param(WORKED, id="a full-time job adds to years worked before and takes no weekly hours"),
        pytest.param(WORKED.with_person(max_parallel=0), id="a full-time job does not count as a parallel step"),
        pytest.param(WORKED_TWICE, id="the years of two jobs add up"),
        pytest.param(NOTHING_MISSING, id="nothing was missing and nothing is planned"),
        pytest.param(PARTIAL, id="nothing fits and the best partial plan is shown"),
        pytest.param(PARTIAL.with_person(pins=(Pin(offering_id="spare"),)), id="nothing fits, not even a pinned step"),
        pytest.param(
            EMPTY.with_plan(status=PlanStatus.INVALID_INPUT), id="the input was invalid and nothing is planned"
        ),
        pytest.param(PINNED_SPARE, id="a useless step is there because the person pinned it"),
        pytest.param(TRAINED.without("law1").adding(SLOW_LAW), id="a course of one week is stretched with a pause"),
        pytest.param(
            TRAINED.with_step("talk2", hours_by_week=((FEB_1, 7.5), (FEB_8, 0.5))).with_person(
                periods=(Period(first=FEB_8, last=FEB_8, hours_per_week=0.5),)
            ),
            id="a cohort goes on slowly in a week of few hours",
        ),
        pytest.param(TRAINED.with_person(max_parallel=2), id="as many steps run as may run at once"),
        pytest.param(
            TRAINED.with_person(weekly_hours=1, periods=(Period(first=TODAY, last=READY, hours_per_week=8),)),
            id="a period has more hours than usual",
        ),
        pytest.param(
            TRAINED.with_person(periods=(Period(first=date(2027, 1, 18), last=date(2027, 1, 31)),)),
            id="a blackout fills the weeks between two steps",
        ),
        pytest.param(
            WORKED.with_offering("clinic", goal_of=frozenset({FOCUS}))
            .with_person(pins=(Pin(offering_id="clinic"),))
            .with_step("clinic", pinned=True),
            id="the goal job is pinned by the person",
        ),
    ],
)
def test_a_plan_is_valid_when(trial: Trial) -> None:
    assert trial.objections() == []


@pytest.mark.parametrize(
    ("phrase", "trial"),
    [
        ("no offering", TRAINED.with_step("talk1", offering_id="talk9")),
        ("no route", PARTIAL.with_plan(route="nowhere")),
        ("listed 2 times", TRAINED.with_plan(gaps=(*TRAINED.plan.gaps, gap("law", "law1")))),
        ("person_id", TRAINED.with_plan(person_id="Q")),
        ("focus is", TRAINED.with_plan(focus=None)),
        ("start_date", TRAINED.with_plan(start_date=None)),
        ("target_date", TRAINED.with_plan(target_date=READY)),
        ("no focus area", TRAINED.with_person(focus_preference=())),
    ],
)
def test_rule_0_objects_to_what_makes_no_sense(phrase: str, trial: Trial) -> None:
    assert phrase in " ".join(trial.objections(0))


@pytest.mark.parametrize(
    ("phrase", "trial"),
    [
        ("not a Monday", TRAINED.with_step("talk1", start=date(2027, 1, 5))),
        ("before the first day", TRAINED.with_person(start_date=date(2027, 1, 5))),
        ("before the first day", TRAINED.with_plan(today=date(2027, 1, 5))),
        ("starts monthly", TRAINED.without("talk2").adding(item("talk2", FEB_8, "talk"))),
    ],
)
def test_rule_1_objects_to_a_wrong_start(phrase: str, trial: Trial) -> None:
    assert phrase in " ".join(trial.objections(1))


COHORT_OF_FOUR_WEEKS = item("talk2", FEB_1, "talk", finish=date(2027, 2, 28))


@pytest.mark.parametrize(
    ("phrase", "trial"),
    [
        ("not a Sunday", TRAINED.with_step("law1", finish=date(2027, 1, 11))),
        ("takes 0 whole weeks", TRAINED.with_step("law1", finish=date(2027, 1, 9))),
        ("at least 2", TRAINED.with_step("talk1", finish=date(2027, 1, 10))),
        ("at least 2", TRAINED.with_step("talk1", finish=date(2026, 1, 11))),
        ("at most 3 weeks", TRAINED.without("talk2").adding(COHORT_OF_FOUR_WEEKS)),
        ("runs through", TRAINED.with_person(periods=(Period(first=FEB_8, last=FEB_8),))),
        ("does not begin on a Monday", TRAINED.with_step("law1", hours_by_week=((date(2027, 1, 5), 4.0),))),
        ("does not begin on a Monday", TRAINED.with_step("law1", hours_by_week=((JAN_11, 4.0),))),
        ("does not begin on a Monday", TRAINED.with_step("law1", hours_by_week=((date(2026, 12, 28), 4.0),))),
        ("out of order", TRAINED.with_step("talk1", hours_by_week=((JAN_11, 4.0), (JAN_4, 4.0)))),
        ("out of order or twice", TRAINED.with_step("talk1", hours_by_week=((JAN_4, 4.0), (JAN_4, 4.0)))),
        ("without hours", TRAINED.with_step("talk1", hours_by_week=((JAN_4, 8.0), (JAN_11, 0.0)))),
        ("without hours", TRAINED.with_step("talk1", hours_by_week=((JAN_4, 9.0), (JAN_11, -1.0)))),
        ("add up to 7", TRAINED.with_step("talk1", hours_by_week=((JAN_4, 4.0), (JAN_11, 3.0)))),
        ("add up to nan", TRAINED.with_step("talk1", hours_by_week=((JAN_4, 4.0), (JAN_11, float("nan"))))),
        ("takes 9 hours", TRAINED.with_offering("talk1", effort_hours=9)),
        ("costs 90 dollars", TRAINED.with_offering("talk1", cost_usd=90)),
        ("is of kind", TRAINED.with_step("talk1", kind=Kind.DEGREE)),
        ("is called", TRAINED.with_step("talk1", title="Talking")),
    ],
)
def test_rule_2_objects_to_a_wrong_length_or_figure(phrase: str, trial: Trial) -> None:
    assert phrase in " ".join(trial.objections(2))


@pytest.mark.parametrize(
    ("phrase", "trial"),
    [
        ("8 hours, but only 7.9", TRAINED.with_person(weekly_hours=7.9)),
        ("only 3 ", TRAINED.with_person(periods=(Period(first=date(2027, 1, 17), last=JAN_18, hours_per_week=3),))),
        ("only 3 ", TRAINED.with_person(periods=(Period(first=TODAY, last=JAN_11, hours_per_week=3),))),
        (
            "only 0 ",
            TRAINED.with_person(
                periods=(Period(first=JAN_4, last=READY), Period(first=JAN_4, last=READY, hours_per_week=9))
            ),
        ),
        ("2 steps run", TRAINED.with_person(max_parallel=1)),
        (
            "2 steps run",
            TRAINED.with_person(max_parallel=1).without("law1").adding(item("law1", JAN_11, "law", "route")),
        ),
    ],
)
def test_rule_3_objects_to_a_week_that_holds_too_much(phrase: str, trial: Trial) -> None:
    assert phrase in " ".join(trial.objections(3))


def test_a_step_unknown_to_the_catalogue_still_takes_its_hours() -> None:
    assert TRAINED.with_person(weekly_hours=7).with_step("law1", offering_id="law9").objections(3)


@pytest.mark.parametrize(
    ("phrase", "trial"),
    [
        ("overlap", WORKED_TWICE.with_step("ward", start=date(2027, 6, 28))),
        ("does not want to change jobs", WORKED.with_person(willing_to_change_job=False)),
        ("the goal itself", WORKED.with_items(item("liaison", JAN_4, "route"))),
        ("the goal itself", TRAINED.with_offering("law1", goal_of=frozenset({FOCUS}))),
    ],
)
def test_rule_4_objects_to_a_job_that_is_not_to_be(phrase: str, trial: Trial) -> None:
    assert phrase in " ".join(trial.objections(4))


def test_the_goal_job_of_another_focus_area_may_be_a_step() -> None:
    assert WORKED.with_offering("clinic", goal_of=frozenset({Focus.CONSULTING})).objections() == []


def needing(requirement: str, **person: Any) -> Trial:
    """The last step asks for `requirement`; the person differs in `person`."""
    terms = parse_requirement(requirement, pytest.fail)
    return TRAINED.with_offering("talk2", prerequisites=terms).with_person(**person)


@pytest.mark.parametrize(
    ("requirement", "person"),
    [
        ("golf>=2", {"self_ratings": {"golf": 2}}),
        ("edu_level>=3", {"edu_level": 3}),
        ("degree_field=health", {"degree_field": "health"}),
        ("license=rn", {"licences": ("rn",)}),
        ("cert=chw", {"licences": ("chw",)}),
        ("cert=chw", {"certificates": ("chw",)}),
        ("cert=any", {"certificates": ("chw",)}),
        ("certificate=completion", {"certificates": ("completion",)}),
        ("yrs_clinical>=1.1", {"years": {"clinical": 1.1}}),
        ("internal_employer=1", {"internal_employer": True}),
        ("license=rn|edu_level>=3", {"edu_level": 3}),
        ("studied", {"done": ("studied",)}),
        ("golf>=3", {"done": ("studied",)}),
        ("cert=cmpe", {"done": ("studied",)}),
        ("cert=any", {"done": ("studied",)}),
        ("certificate=pm_23h", {"done": ("studied",)}),
        ("edu_level>=4", {"done": ("studied",)}),
        ("degree_field=health_comm", {"done": ("studied",)}),
    ],
)
def test_rule_5_counts_what_was_held_at_the_outset_and_misses_it_otherwise(
    requirement: str, person: dict[str, Any]
) -> None:
    assert needing(requirement, **person).objections(5) == []
    assert needing(requirement).objections(5) == [f"rule 5: «talk2» needs {requirement} when it starts on {FEB_1}."]


@pytest.mark.parametrize(
    ("requirement", "person"),
    [
        ("license=wizard", {"licences": ("wizard",)}),
        ("cert=any", {"licences": ("rn",)}),
        ("cert=any", {"certificates": ("completion",)}),
        ("license=chw", {"licences": ("chw",)}),
        ("yrs_clinical>=1", {"years": {"clinical": 0.96}}),
        ("yrs_healthcare>=0.5", {"done": ("clinic",)}),
        ("edu_level>=1;license=rn", {}),
        ("talk2", {}),
    ],
)
def test_rule_5_does_not_count(requirement: str, person: dict[str, Any]) -> None:
    assert len(needing(requirement, **person).objections(5)) == 1


@pytest.mark.parametrize("requirement", ["law1", "law>=1", "certificate=liaison_training"])
def test_rule_5_counts_a_step_only_once_it_has_finished(requirement: str) -> None:
    trial = needing(requirement)
    in_the_same_week = trial.without("law1").adding(item("law1", FEB_1, "law", "route"))
    assert trial.objections(5) == []
    assert in_the_same_week.objections(5)


def test_rule_5_counts_the_years_of_finished_jobs() -> None:
    half_a_year = parse_requirement("yrs_healthcare>=0.5", pytest.fail)
    trial = WORKED_TWICE.with_offering("ward", prerequisites=half_a_year)
    assert trial.objections(5) == []
    assert trial.with_step("clinic", finish=date(2027, 7, 5)).objections(5)


def pinning(start: date | None, name: str = "talk1", *, marked: bool = True) -> Trial:
    return TRAINED.with_person(pins=(Pin(offering_id=name, start=start),)).with_step(name, pinned=marked)


@pytest.mark.parametrize(
    ("phrase", "trial"),
    [
        ("more than the budget", TRAINED.with_person(budget_usd=149.99)),
        ("states a cost", TRAINED.with_plan(total_cost_usd=149.99)),
        ("states a cost", TRAINED.with_plan(total_cost_usd=float("nan"))),
        ("states 20.1 hours", TRAINED.with_plan(total_effort_hours=20.1)),
        ("pinned to 2027-01-11", pinning(JAN_11)),
        ("pinned to 2027-01-11", pinning(JAN_11).with_plan(status=PlanStatus.INFEASIBLE)),
        ("pinned, but missing", pinning(None, "spare")),
        ("pinned, but missing", pinning(JAN_4, "spare")),
        ("marked not pinned", pinning(JAN_4, marked=False)),
        ("marked pinned", TRAINED.with_step("talk1", pinned=True)),
        ("excluded", TRAINED.with_person(excludes=("talk1",))),
        ("already done", TRAINED.with_person(done=("talk1",))),
        ("2 times", TRAINED.adding(TRAINED.step("law1"))),
    ],
)
def test_rule_6_objects_to_broken_limits_and_wishes(phrase: str, trial: Trial) -> None:
    assert phrase in " ".join(trial.objections(6))


@pytest.mark.parametrize("start", [JAN_4, None])
def test_rule_6_accepts_a_pin_that_is_kept(start: date | None) -> None:
    assert pinning(start).objections() == []


FIRST_WEEK_ALL = TRAINED.with_person(self_ratings={"talk": 2})


@pytest.mark.parametrize(
    ("phrase", "trial"),
    [
        ("must say when", TRAINED.with_plan(ready_date=None)),
        ("cannot be ready", PARTIAL.with_plan(ready_date=READY)),
        ("cannot be ready", TRAINED.with_plan(status=PlanStatus.INVALID_INPUT)),
        ("after the target date", TRAINED.with_person(target_date=date(2027, 2, 13))),
        ("«talk» is at level 1, but level 2", TRAINED.with_plan(ready_date=date(2027, 2, 13))),
        ("«law» is at level 0, but level 1", TRAINED.without("law1")),
        ("«trained» still lacks certificate=liaison_training", TRAINED.with_offering("law1", awards=())),
        ("«worked» still lacks yrs_healthcare>=1", TRAINED.with_plan(route="worked")),
        ("«untrained» is not accepted", TRAINED.with_plan(route="untrained")),
        ("«None» is not accepted", TRAINED.with_plan(route=None)),
        ("«nowhere» is not accepted", TRAINED.with_plan(route="nowhere")),
        ("«worked» is not accepted", WORKED.with_person(firm_routes_only=True)),
        ("before the ready date", TRAINED.with_plan(ready_date=date(2027, 2, 15))),
        ("before the ready date", FIRST_WEEK_ALL),
        ("the ready date is 2027-01-04", NOTHING_MISSING.with_plan(ready_date=date(2027, 1, 5))),
        ("the ready date is 2027-01-04", NOTHING_MISSING.with_plan(ready_date=TODAY)),
        ("the ready date is 2027-01-09", NOTHING_MISSING.with_plan(today=date(2027, 1, 9))),
    ],
)
def test_rule_7_objects_to_a_wrong_ready_date(phrase: str, trial: Trial) -> None:
    assert phrase in " ".join(trial.objections(7))


def test_rule_7_counts_another_accepted_route_that_opens_earlier_only_if_it_is_firm_enough() -> None:
    late = WORKED.with_person(certificates=("chw",)).with_plan(route="trained")
    routes = {**CATALOGUE.routes, "chw": route("chw", "cert=chw", Acceptance.SOMETIMES)}
    trial = replace(late, catalogue=replace(CATALOGUE, routes=routes))
    assert "Nothing was missing" in " ".join(trial.objections(7))
    assert "Nothing was missing" not in " ".join(trial.with_person(firm_routes_only=True).objections(7))


@pytest.mark.parametrize(
    ("phrase", "trial"),
    [
        ("«spare» could be left out", TRAINED.adding(item("spare", JAN_11))),
        ("«spare» could be left out", PARTIAL.adding(item("spare", JAN_11))),
        ("«talk1» could be left out", TRAINED.with_offering("talk2", prerequisites=())),
        (
            "«law1» could be left out",
            PARTIAL.with_person(self_ratings={"law": 1}, certificates=("liaison_training",)).with_offering(
                "law1", awards=()
            ),
        ),
        ("«talk2» closes no gap", TRAINED.with_step("talk2", closes=())),
        ("says that it closes «tact», which is not among", TRAINED.with_step("talk1", closes=("tact",))),
        ("says that it closes «talk», which does not list", TRAINED.with_step("talk1", closes=("talk",))),
        ("says that «talk1» closes it", TRAINED.with_plan(gaps=(*TRAINED.plan.gaps, gap("tact", "talk1")))),
        ("says that «spare» closes it", TRAINED.with_plan(gaps=(*TRAINED.plan.gaps, gap("tact", "spare")))),
    ],
)
def test_rule_8_objects_to_a_step_without_a_purpose(phrase: str, trial: Trial) -> None:
    assert phrase in " ".join(trial.objections(8))


def test_rule_8_accepts_a_step_that_only_a_pinned_one_needs() -> None:
    law = parse_requirement("golf>=3", pytest.fail)
    studied = item("studied", JAN_18, hours_by_week=tuple((JAN_18 + timedelta(weeks=n), 4.0) for n in range(9)))
    trial = TRAINED.with_person(pins=(Pin(offering_id="spare"),), weekly_hours=99).with_offering(
        "spare", prerequisites=law
    )
    trial = trial.adding(studied, item("spare", date(2027, 3, 22), pinned=True))
    assert trial.objections(8) == []


@pytest.mark.parametrize(
    "trial",
    [
        pytest.param(PARTIAL, id="a required level that is not reached in full"),
        pytest.param(PARTIAL.with_person(self_ratings={"law": 1}), id="a term of a route that the plan does not name"),
    ],
)
def test_rule_8_accepts_for_a_plan_that_does_not_fit_a_step_towards(trial: Trial) -> None:
    assert trial.objections(8) == []


def test_rule_8_wants_more_than_a_partial_level_once_the_plan_fits() -> None:
    trial = TRAINED.with_offering("talk2", prerequisites=()).with_step("talk1", closes=("talk",))
    assert "rule 8: «talk1» could be left out without loss." in trial.objections(8)


STEPS = st.sampled_from(["talk1", "law1", "talk2"])
NON_ZERO_DAYS = st.integers(-30, 30).filter(bool)
PART_OF_WEEK = st.integers(1, 6).map(lambda days: timedelta(days=days))
AMOUNT = st.floats(0.01, 1e6)
WEEK_IN_USE = st.sampled_from([JAN_4, JAN_11, FEB_1, FEB_8])


def blackout(week: date, day: int) -> Trial:
    one_day = week + timedelta(days=day)
    return TRAINED.with_person(periods=(Period(first=one_day, last=one_day),))


def dearer(name: str, amount: float) -> Trial:
    return TRAINED.with_step(name, cost_usd=TRAINED.step(name).cost_usd + amount)


def longer(name: str, amount: float) -> Trial:
    return TRAINED.with_step(name, effort_hours=TRAINED.step(name).effort_hours + amount)


HARMS: list[tuple[int, st.SearchStrategy[Trial]]] = [
    (
        0,
        st.text()
        .filter(lambda text: text not in CATALOGUE.offerings)
        .map(lambda text: TRAINED.with_step("law1", offering_id=text)),
    ),
    (
        1,
        st.builds(
            lambda name, days: TRAINED.with_step(name, start=TRAINED.step(name).start + days), STEPS, PART_OF_WEEK
        ),
    ),
    (1, st.dates(date(2027, 1, 5), date(2030, 1, 1)).map(lambda day: TRAINED.with_plan(today=day))),
    (
        2,
        st.builds(
            lambda name, days: TRAINED.with_step(name, finish=TRAINED.step(name).finish + days), STEPS, PART_OF_WEEK
        ),
    ),
    (2, st.builds(dearer, STEPS, AMOUNT)),
    (2, st.builds(longer, STEPS, AMOUNT)),
    (3, st.floats(0, 7.99).map(lambda hours: TRAINED.with_person(weekly_hours=hours))),
    (3, st.builds(blackout, WEEK_IN_USE, st.integers(0, 6))),
    (4, STEPS.map(lambda name: TRAINED.with_offering(name, goal_of=frozenset({FOCUS})))),
    (5, st.just(TRAINED.without("talk1"))),
    (
        5,
        STEPS.map(lambda name: TRAINED.with_offering(name, prerequisites=parse_requirement("license=rn", pytest.fail))),
    ),
    (6, st.floats(0, 149.99).map(lambda budget: TRAINED.with_person(budget_usd=budget))),
    (6, AMOUNT.map(lambda amount: TRAINED.with_plan(total_cost_usd=150 + amount))),
    (6, AMOUNT.map(lambda amount: TRAINED.with_plan(total_effort_hours=20 - amount))),
    (6, STEPS.map(lambda name: TRAINED.with_person(excludes=(name,)))),
    (6, STEPS.map(lambda name: TRAINED.with_person(done=(name,)))),
    (6, STEPS.map(lambda name: TRAINED.adding(TRAINED.step(name)))),
    (7, NON_ZERO_DAYS.map(lambda days: TRAINED.with_plan(ready_date=READY + timedelta(days=days)))),
    (7, st.dates(JAN_4, READY - timedelta(days=1)).map(lambda day: TRAINED.with_person(target_date=day))),
    (7, STEPS.filter(lambda name: name != "talk1").map(TRAINED.without)),
    (8, st.builds(lambda weeks: TRAINED.adding(item("spare", JAN_11 + timedelta(weeks=weeks))), st.integers(0, 40))),
    (8, st.integers(0, 2).map(lambda n: TRAINED.with_plan(gaps=TRAINED.plan.gaps[:n] + TRAINED.plan.gaps[n + 1 :]))),
    (8, st.sampled_from(["law1", "talk2"]).map(lambda name: TRAINED.with_step(name, closes=()))),
]


@given(st.one_of(*(st.tuples(st.just(rule), trials) for rule, trials in HARMS)))
def test_any_single_harm_to_a_valid_plan_is_named_by_its_rule(harm: tuple[int, Trial]) -> None:
    rule, trial = harm
    assert trial.objections(rule)


NAMES = st.sampled_from([*CATALOGUE.offerings, "", "unheard of"])
ITEMS = st.builds(
    PlanItem,
    offering_id=NAMES,
    start=st.dates(),
    finish=st.dates(),
    cost_usd=st.floats(),
    effort_hours=st.floats(),
    hours_by_week=st.lists(st.tuples(st.dates(), st.floats()), max_size=3).map(tuple),
    closes=st.lists(st.sampled_from(["law", "talk"]), max_size=2).map(tuple),
)
PLANS = st.builds(
    TRAINED.with_plan,
    items=st.lists(ITEMS, max_size=4).map(tuple),
    today=st.dates(),
    ready_date=st.none() | st.dates(),
    route=st.sampled_from(["trained", "worked", "", None]),
    status=st.sampled_from(PlanStatus),
    total_cost_usd=st.floats(),
)


@given(PLANS, st.lists(st.builds(Period, first=st.dates(), last=st.dates()), max_size=2).map(tuple))
def test_however_strange_a_plan_the_answer_is_sentences_with_a_rule(trial: Trial, periods: tuple[Period, ...]) -> None:
    judged = trial.with_person(periods=periods, max_parallel=1)
    assert all(sentence[:7] in {f"rule {n}:" for n in range(9)} for sentence in judged.objections())


def test_the_verifier_shares_no_code_with_the_optimiser() -> None:
    folder = Path(verification.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    foreign = {name for name in modules if name.split(".")[0] not in sys.stdlib_module_names}
    allowed = ("liaison_planner.domain.", "liaison_planner.catalogue", "liaison_planner.verification.")
    assert {name for name in foreign if not name.startswith(allowed)} == set()
    assert "liaison_planner.domain.standing" not in foreign
