"""What each step of a finished plan waits for."""

from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.planning.holds import Holds
from liaison_planner.planning.room import Room
from liaison_planner.planning.subject import Subject


def holds_of(subject: Subject) -> Holds:
    """What looks at the steps of this plan one by one."""
    profile, steps = subject.profile, subject.steps
    last = max([profile.target_date, *(step.finish for step in steps)])
    pinned: dict[str, date] = {pin.offering_id: pin.start for pin in profile.pins if pin.start}
    room = Room(profile, steps, subject.first_monday, last)
    return Holds(room, subject.catalogue, subject.outset, pinned, subject.stands)


def with_drivers(plan: Plan, profile: Profile, catalogue: Catalogue, today: date) -> Plan:
    """The plan whose items say why they do not start earlier, as `explain` does."""
    subject = Subject(profile, catalogue, today, plan)
    holds = holds_of(subject)
    found = {step.offering.id: holds.start(step) for step in subject.steps if not step.under_way}
    items = tuple(item.model_copy(update={"driven_by": found.get(item.offering_id)}) for item in plan.items)
    return plan.model_copy(update={"items": items})
