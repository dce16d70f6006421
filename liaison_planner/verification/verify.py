"""The independent judge of a finished plan: every rule of a valid plan, read again from person, catalogue and dates.

It shares no code with the optimiser, so that a fault there cannot hide here; of `domain` it takes the data types,
the calendar convention and what makes a job full-time, but not `domain.standing`, which the optimiser uses.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.verification.applying import applying
from liaison_planner.verification.case import Case
from liaison_planner.verification.cash import savings
from liaison_planner.verification.employer import employer_pays
from liaison_planner.verification.goal import readiness
from liaison_planner.verification.limits import jobs, money_and_choices, prerequisites
from liaison_planner.verification.lived import lived
from liaison_planner.verification.need import needed
from liaison_planner.verification.weeks import durations, starts, weekly_hours


def verify(plan: Plan, profile: Profile, catalogue: Catalogue) -> tuple[str, ...]:
    """Sentences naming every violated rule, each beginning with "rule N: "; empty when the plan is valid.

    N is 1-11 as in "What makes a plan valid" of docs/json-plan.md, and 0 for what makes no sense at all: an offering or route
    that the catalogue does not have, a plan made for somebody else. Never raises, however strange the plan.
    """
    if not profile.focus_preference:
        return ("rule 0: The profile names no focus area, so no plan can be judged.",)
    case = Case(plan, profile, catalogue)
    return tuple(f"rule {number}: {sentence}" for number, rule in enumerate(_RULES) for sentence in rule(case))


def _sense(case: Case) -> Iterator[str]:
    """Rule 0: the plan is this person's, and every name in it is known and used once."""
    yield from _whose(case)
    yield from _names(case)


def _whose(case: Case) -> Iterator[str]:
    plan, profile = case.plan, case.profile
    stated = {
        "person_id": (plan.person_id, profile.person_id),
        "focus": (plan.focus, profile.focus),
        "start_date": (plan.start_date, profile.start_date),
        "target_date": (plan.target_date, profile.target_date),
    }
    for name, (in_plan, in_profile) in stated.items():
        if in_plan != in_profile:
            yield f"The plan's {name} is {in_plan}, the profile's {in_profile}."


def _names(case: Case) -> Iterator[str]:
    for item in case.plan.items:
        if item.offering_id not in case.catalogue.offerings:
            yield f"The catalogue has no offering «{item.offering_id}»."
    if case.plan.route is not None and case.plan.route not in case.catalogue.routes:
        yield f"The catalogue has no route «{case.plan.route}»."
    for name, times in Counter(gap.id for gap in case.plan.gaps).items():
        if times > 1:
            yield f"The gap «{name}» is listed {times} times."


_RULES: tuple[Callable[[Case], Iterator[str]], ...] = (
    _sense,
    starts,
    durations,
    weekly_hours,
    jobs,
    prerequisites,
    money_and_choices,
    readiness,
    needed,
    applying,
    savings,
    employer_pays,
    lived,
)
"""In the order of the contract, so that a rule's place is its number."""
