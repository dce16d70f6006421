"""Two plans beside each other: which steps differ, and what that means for date and money, in words."""

from liaison_planner.domain.explanation import Change, Possible
from liaison_planner.domain.plan import Plan
from liaison_planner.gaps.words import hours_in_words, money_in_words
from liaison_planner.planning.phrases import span
from liaison_planner.planning.what_if import Outcome, chosen

PERHAPS_NOT_BEST = "(A valid plan, perhaps not the best one: the planner stops searching after a while.)"


def change_to(base: Plan, outcome: Outcome, text: str) -> Change:
    """The outcome beside the base plan; differences are given only where both plans are whole."""
    plan = outcome.plan
    if plan is None:
        return Change(possible=outcome.possible, text=text, proven=outcome.proven)
    return Change(
        possible=Possible.YES,
        text=text if outcome.proven else f"{text} {PERHAPS_NOT_BEST}",
        ready_date=plan.ready_date,
        total_cost_usd=plan.total_cost_usd,
        days_later=days_later(base, plan),
        dollars_more=round(plan.total_cost_usd - base.total_cost_usd, 2) if base.fits else None,
        hours_more=round(plan.total_effort_hours - base.total_effort_hours, 2) if base.fits else None,
        adds=added(base, plan),
        drops=added(plan, base),
        proven=outcome.proven,
    )


def added(base: Plan, plan: Plan) -> tuple[str, ...]:
    """The offerings of `plan` that `base` has not."""
    return tuple(name for name in chosen(plan) if name not in chosen(base))


def days_later(base: Plan, plan: Plan) -> int | None:
    """By how many days `plan` is ready after `base`; None unless both are ready some day."""
    if base.ready_date is None or plan.ready_date is None:
        return None
    return (plan.ready_date - base.ready_date).days


def figures(base: Plan, plan: Plan) -> str:
    """«ready 3 weeks later, for $200 more»; hours are told when date and cost are the same."""
    days, dollars = days_later(base, plan) or 0, round(plan.total_cost_usd - base.total_cost_usd, 2)
    when = f"ready {span(days)} {'later' if days > 0 else 'earlier'}" if days else "ready on the same day"
    if dollars:
        return f"{when}, for {money_in_words(abs(dollars))} {'more' if dollars > 0 else 'less'}"
    hours = round(plan.total_effort_hours - base.total_effort_hours, 1)
    work = (
        f", with {hours_in_words(abs(hours))} {'more' if hours > 0 else 'less'} of work" if hours and not days else ""
    )
    return f"{when} at the same cost{work}"


def same_figures(base: Plan, plan: Plan) -> bool:
    """Whether two plans have the same ready date, cost and hours."""
    return (base.ready_date, base.total_cost_usd, base.total_effort_hours) == (
        plan.ready_date,
        plan.total_cost_usd,
        plan.total_effort_hours,
    )


def insisted(base: Plan, plan: Plan) -> str:
    """How a plan with something that somebody insists on compares: in place of other steps, or only on top of them."""
    if same_figures(base, plan):
        return "a plan with it would be just as good"
    if not added(plan, base):
        return f"it would only come on top of the other steps: {figures(base, plan)}"
    return f"a plan with it would be {figures(base, plan)}"
