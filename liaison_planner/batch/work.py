"""The work for one person, the same in this process, in another one and on another computer."""

import hashlib
import json
import time
import traceback
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from liaison_planner import services
from liaison_planner.actions.modules import NoXlwingsError
from liaison_planner.batch.ledger import Key
from liaison_planner.batch.roster import RosterRow
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.domain.issue import Issue, Place, error
from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.domain.profile import Pin, Profile
from liaison_planner.domain.weeks import monday_on_or_after
from liaison_planner.services import Person
from liaison_planner.workbook.fill import TooManyRowsError
from liaison_planner.workbook.package import UnreadableError

WITHOUT_BEARING = ("id", "label", "background", "constraints", "expected_outcome")
"""Columns on which no step of a plan depends; people who differ only in them have the same problem."""

NEVER = ""
"""As `good_until`: the next run tries again."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A filled-in workbook somebody handed in."""

    name: str
    data: bytes

    @property
    def place(self) -> str:
        return self.name

    @property
    def home(self) -> Place:
        return Place(sheet=self.name)


Who = RosterRow | Submitted


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in an offering with few of them: the Monday on which it starts, or None for somebody who has no place."""

    offering_id: str
    start: date | None


@dataclass(frozen=True, slots=True)
class Task:
    """One person to plan for. `known` is the plan (JSON) of somebody with the same problem; `draft` wants no workbook.

    A new workbook gets `macros` if they are wanted; one that came filled in stays of its kind.
    """

    key: Key
    who: Who
    today: date
    problem: str
    issues: tuple[Issue, ...] = ()
    known: str | None = None
    seats: tuple[Seat, ...] = ()
    draft: bool = False
    macros: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """The plan as JSON and its workbook; `good_until` is the last day on which a plan made anew would be the same.

    `about` is what the summary tells beside the plan (JSON).
    """

    plan: str
    status: PlanStatus
    workbook: bytes | None = None
    good_until: str = NEVER
    about: str = "{}"
    issues: int = 0
    seconds: float = 0.0


def answer(task: Task) -> Done:
    """Plans for one person and fills the workbook; a fault of ours is that person's issue and nobody else's."""
    began = time.perf_counter()
    try:
        plan, workbook, profile = _answer(task)
        good_until = _good_until(plan, profile, task.today)
    except Exception as fault:  # noqa: BLE001 - whatever it is, the other people must get their plans
        plan, workbook, profile, good_until = fault_plan(task, _fault(fault, task.who.home)), None, None, NEVER
    about = json.dumps(_about(task, profile))
    seconds = time.perf_counter() - began
    return Done(plan.to_json(), plan.status, workbook, good_until, about, len(plan.issues), seconds)


def fault_plan(task: Task, issue: Issue) -> Plan:
    """The line of somebody who could not be planned for."""
    return services.plan_for(Person(task.key.person_id, None, (issue,)), built_in(), task.today)


def inputs_of(who: Who) -> str:
    """A hash of everything that is known of a person, so that any change shows."""
    if isinstance(who, Submitted):
        return hashlib.sha256(who.data).hexdigest()
    beside = tuple((row.companion, dict(row.cells)) for row in who.beside)
    known = (who.cells, who.surplus, beside) if beside else (who.cells, who.surplus)
    return hashlib.sha256(repr(known).encode(errors="backslashreplace")).hexdigest()


def problem_of(who: Who) -> str:
    """A hash of everything on which the plan depends, but for catalogue and day.

    Evidence is read beside the person's name: nobody is their own reference.
    """
    if isinstance(who, Submitted) or who.beside:
        return inputs_of(who)
    bearing = {column: value for column, value in who.cells.items() if column not in WITHOUT_BEARING}
    return inputs_of(RosterRow("", 0, bearing, who.surplus))


def _answer(task: Task) -> tuple[Plan, bytes | None, Profile | None]:
    """No workbook for inputs with errors, among them more rows than a workbook has."""
    catalogue, person = _person(task)
    profile = person.profile
    if profile is None:
        return services.plan_for(person, catalogue, task.today), None, None
    if task.draft:
        return services.plan_for(person, catalogue, task.today), None, profile
    try:
        plan = (
            services.plan_for(person, catalogue, task.today)
            if task.known is None
            else services.plan_of_equal(Plan.model_validate_json(task.known), person, task.today)
        )
        if isinstance(task.who, Submitted):
            return plan, services.filled_workbook(task.who.data, profile, plan, catalogue), profile
        return plan, services.workbook_with_plan(catalogue, profile, plan, macros=task.macros), profile
    except (TooManyRowsError, UnreadableError, NoXlwingsError) as fault:
        told = fault.issue.model_copy(update={"sheet": task.who.home.sheet})
        refused = Person(person.person_id, None, (*person.issues, told))
        return services.plan_for(refused, catalogue, task.today), None, None


def _person(task: Task) -> tuple[Catalogue, Person]:
    """The catalogue that the row names and the person, seats and the roster's own objections included."""
    catalogue, catalogue_issues = services.catalogue_at(
        task.who.catalogue if isinstance(task.who, RosterRow) else "", task.today
    )
    known = catalogue or built_in()
    if isinstance(task.who, RosterRow):
        person = services.person_from(task.who.raw, known, task.today)
    else:
        person = services.person_in_workbook(task.who.data, known, task.today, task.who.name)
    issues = (*person.issues, *task.issues, *(catalogue_issues if catalogue is None else ()))
    profile = None if task.issues or catalogue is None else person.profile
    if profile and task.seats:
        profile = seated(profile, task.seats)
    return known, Person(person.person_id or task.key.person_id, profile, issues)


def seated(profile: Profile, seats: tuple[Seat, ...]) -> Profile:
    """The person who takes the given places when they begin, and does without the offerings that are full."""
    names = {seat.offering_id for seat in seats}
    pins = [pin for pin in profile.pins if pin.offering_id not in names]
    pins += [Pin(offering_id=seat.offering_id, start=seat.start) for seat in seats if seat.start]
    excludes = [name for name in profile.excludes if name not in names]
    full = tuple(seat.offering_id for seat in seats if not seat.start)
    no_seat = (*(name for name in profile.no_seat if name not in names), *full)
    return profile.model_copy(update={"pins": tuple(pins), "excludes": (*excludes, *full), "no_seat": no_seat})


def _good_until(plan: Plan, profile: Profile | None, today: date) -> str:
    """Plans begin on a Monday, on or after the start date: until then a plan made on another day is the same."""
    if profile is None:
        return today.isoformat()
    if profile.start_date >= today:
        return profile.start_date.isoformat()
    settled = plan.fits and plan.items and today not in (plan.ready_date, plan.apply_from)
    return (monday_on_or_after(today) if settled else today).isoformat()


def _about(task: Task, profile: Profile | None) -> dict[str, Any]:
    """What the summary tells of a person beside the plan."""
    row = task.who if isinstance(task.who, RosterRow) else None
    return {
        "label": profile.label if profile else "",
        "focus": profile.focus.title if profile else "",
        "budget_usd": profile.budget_usd if profile else None,
        "expected_outcome": row.expected_outcome if row else "",
        "extra": list(row.extra.items()) if row else [],
    }


def _fault(fault: Exception, home: Place) -> Issue:
    """A mistake of ours names its place in the code and none of the person's data."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    what = (
        f"The planner itself made a mistake here ({type(fault).__name__} in {Path(place.filename).name}, "
        f"line {place.lineno}); the other people are not affected."
    )
    return error("planner_fault", home, what, "Please report it; the next run tries again.")
