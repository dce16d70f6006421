"""Changed people and changed catalogues, each solved and verified: what explanations rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.explanation import Possible
from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.domain.profile import Pin, Profile
from liaison_planner.planning.planner import judged_plan
from liaison_planner.planning.search import search
from liaison_planner.scheduling.problem import Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best plan after a change, or none, with whether that is settled."""

    plan: Plan | None
    possible: Possible

    @property
    def proven(self) -> bool:
        """Whether nothing better exists, or, without a plan, none at all."""
        if self.plan is None:
            return self.possible is Possible.NO
        return self.plan.status is PlanStatus.OPTIMAL

    def holds(self, offering_id: str) -> bool:
        """Whether there is a plan and the offering is in it."""
        return self.plan is not None and offering_id in chosen(self.plan)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One person's alternatives; the same question is solved once.

    Every plan it gives has passed the verifier (UnsoundPlanError otherwise), for the changed person and catalogue.
    """

    profile: Profile
    catalogue: Catalogue
    today: date
    known: dict[tuple[str, str], Outcome] = field(default_factory=dict)

    def person(self, changes: Mapping[str, object]) -> Outcome:
        """The outcome for the person with other fields."""
        return self.solved(self.profile.model_copy(update=changes), self.catalogue)

    def solved(self, profile: Profile, catalogue: Catalogue) -> Outcome:
        """The outcome for this person with this catalogue."""
        key = (profile.model_dump_json(), catalogue.version)
        if key not in self.known:
            self.known[key] = _outcome(profile, catalogue, self.today)
        return self.known[key]


def _outcome(profile: Profile, catalogue: Catalogue, today: date) -> Outcome:
    answer = search(profile, catalogue, today, profile.objective)
    if answer.found:
        return Outcome(judged_plan(answer, profile, catalogue, today), Possible.YES)
    settled = answer.solution.status is Status.INFEASIBLE
    return Outcome(None, Possible.NO if settled else Possible.UNSETTLED)


def with_changed(catalogue: Catalogue, offering_id: str, changes: Mapping[str, object]) -> Catalogue:
    """The catalogue with one offering changed, and with a version of its own."""
    changed = catalogue.offerings[offering_id].model_copy(update=changes)
    version = f"{catalogue.version} {offering_id} {sorted(changes.items())}"
    return replace(catalogue, offerings=catalogue.offerings | {offering_id: changed}, version=version)


def without(profile: Profile, offering_id: str) -> dict[str, object]:
    """The changes that rule an offering out, begun or not; an own wish for it is dropped instead."""
    if any(pin.offering_id == offering_id for pin in profile.pins):
        return {"pins": tuple(pin for pin in profile.pins if pin.offering_id != offering_id)}
    begun = profile.under_way.get(offering_id)
    going_on = tuple(each for each in profile.progress if each is not begun)
    return {"excludes": (*profile.excludes, offering_id), "progress": going_on}


def insisting(profile: Profile, offering_id: str) -> dict[str, object]:
    """The changes of somebody who insists on an offering."""
    return {
        "pins": (*profile.pins, Pin(offering_id=offering_id)),
        "excludes": tuple(name for name in profile.excludes if name != offering_id),
    }


def chosen(plan: Plan) -> tuple[str, ...]:
    """The ids of the plan's offerings, in the plan's order."""
    return tuple(item.offering_id for item in plan.items)
