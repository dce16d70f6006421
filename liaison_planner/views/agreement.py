"""The agreement sheet: one page with goals, next steps and milestones to talk over and sign."""

from collections.abc import Iterator
from datetime import timedelta

from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.profile import Profile
from liaison_planner.views.content import Content, Value
from liaison_planner.views.labels import Labels
from liaison_planner.views.plan import in_order
from liaison_planner.views.wording import counted, day_words, figure, money_words

NEXT_STEPS = 4
MILESTONES = 8
REVIEW_AFTER = timedelta(weeks=6)
"""From the first step on; a suggestion, as the date is written by hand."""

Line = tuple[Value, Value]


def agreement_content(plan: Plan, profile: Profile | None, labels: Labels) -> Content:
    """The page for a plan that fits; otherwise a line that says why there is nothing to sign."""
    if not plan.fits or profile is None:
        line = "There is no complete plan yet, so there is nothing to sign. See the sheet Start."
        return Content({"out_agreement_line": line}, grids={"out_agreement": ()})
    who = profile.label or profile.person_id
    return Content({"out_agreement_line": who}, grids={"out_agreement": tuple(_page(plan, profile, labels))})


def _page(plan: Plan, profile: Profile, labels: Labels) -> Iterator[Line]:
    yield from _headed("The goal")
    yield "Work", f"Physician liaison: {profile.focus.title}"
    if plan.ready_date:
        yield "Ready on", f"{day_words(plan.ready_date)} (wanted by {day_words(profile.target_date)})"
    if plan.route:
        yield "Route", labels.routes.get(plan.route, plan.route)
    yield "What it takes", _effort(plan, profile)
    items = in_order(plan)
    if items:
        yield from _headed("The next steps")
        yield from ((item.start, _step(item)) for item in items[:NEXT_STEPS])
        yield from _headed("Milestones")
        yield from _milestones(plan, items)
        review = items[0].start + REVIEW_AFTER
        yield from _headed("Review")
        yield (
            "Suggested for",
            f"{day_words(review)}, six weeks after the first step, unless you agree on another day; sooner if hours, money or dates change.",
        )


def _effort(plan: Plan, profile: Profile) -> str:
    money = f"{money_words(plan.total_cost_usd)} of a budget of ${profile.budget_usd:,.0f}"
    return f"{counted(len(plan.items), 'step')}, {money}, up to {figure(profile.weekly_hours)} hours a week"


def _step(item: PlanItem) -> str:
    return f"{item.title} (until {day_words(item.finish)}, {money_words(item.cost_usd)})"


def _milestones(plan: Plan, items: list[PlanItem]) -> list[Line]:
    """The ends of the steps that close gaps, the latest ones if there are many; applying and being ready among them."""
    closing = sorted((item for item in items if item.closes), key=lambda item: (item.finish, item.offering_id))
    found = [(item.finish, 0, f"Finished: {item.title}") for item in closing[-MILESTONES:]]
    if plan.apply_from:
        found.append((plan.apply_from, 1, "First applications sent"))
    if plan.ready_date:
        found.append((plan.ready_date, 2, "Ready: every requirement met"))
    return [(day, words) for day, _, words in sorted(found)]


def _headed(words: str) -> Iterator[Line]:
    yield None, None
    yield words, None
