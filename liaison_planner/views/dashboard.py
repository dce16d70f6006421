"""The dashboard sheet: the figures behind its charts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.domain.profile import Profile, hours_in_week
from liaison_planner.domain.weeks import WEEK, monday_on_or_before
from liaison_planner.views.content import Content, Row
from liaison_planner.views.labels import Labels
from liaison_planner.views.naming import gap_name, levels_of
from liaison_planner.views.plan import in_order
from liaison_planner.views.timeline import STATES, bars_of, state_of
from liaison_planner.views.wording import counted, day_words, is_full_time, money_words, rounded

LEVELS_SHOWN = 12
WEEKS_SHOWN = 104


def dashboard_content(plan: Plan, profile: Profile | None, labels: Labels) -> Content:
    """One line, how many steps are in each state, the most urgent levels, and hours and money week by week."""
    states = Counter(state_of(bar, plan.today) for bar in bars_of(plan))
    tables: dict[str, tuple[Row, ...]] = {
        "tblProgress": tuple({"state": state, "steps": states[state]} for state in STATES),
        "tblLevels": tuple(_levels(plan, labels)),
        "tblWeeks": tuple(_weeks(plan, profile)) if profile and plan.items else (),
    }
    return Content({"out_dashboard_line": _line(plan)}, tables)


def _line(plan: Plan) -> str:
    if plan.status is PlanStatus.INVALID_INPUT:
        return "No plan: some answers have to be mended first."
    if not plan.fits or plan.ready_date is None:
        return "No complete plan: the charts show what fits best."
    figures = f"{counted(len(plan.items), 'step')}, {money_words(plan.total_cost_usd)}"
    return f"Ready on {day_words(plan.ready_date)}: {figures}"


def _levels(plan: Plan, labels: Labels) -> Iterator[Row]:
    """The most urgent first, and among equals those that need most."""
    found = [(gap, levels) for gap in plan.gaps if (levels := levels_of(gap)) is not None]
    found.sort(key=lambda each: (each[0].priority, each[1][0] - each[1][1]))
    for gap, (have, need) in found[:LEVELS_SHOWN]:
        yield {"skill": gap_name(gap, labels), "have": have, "need": need}


def _weeks(plan: Plan, profile: Profile) -> Iterator[Row]:
    """A row for each week from the first step to the last; for each second, third … week if there are very many."""
    items = in_order(plan)
    first, last = items[0].start, max(item.finish for item in items)
    count = (last - first).days // 7 + 1
    weeks_in_a_row = -(-count // WEEKS_SHOWN)
    used, savings = _used(plan), dict(plan.cash)
    for at in range(0, count, weeks_in_a_row):
        mondays = [monday_on_or_before(first) + WEEK * week for week in range(at, min(count, at + weeks_in_a_row))]
        yield {
            "week": mondays[0],
            "hours": rounded(sum(used[monday] for monday in mondays) / len(mondays)),
            "capacity": rounded(sum(_capacity(plan, profile, monday) for monday in mondays) / len(mondays)),
            "cost": plan.spent_usd
            + sum(item.cost_usd - item.employer_usd for item in items if item.start < mondays[-1] + WEEK),
            "budget": profile.budget_usd,
            "savings": savings.get(mondays[-1]),
        }


def _used(plan: Plan) -> dict[date, float]:
    """Study hours by week; a full-time job takes the place of the present one and counts as none."""
    used: dict[date, float] = defaultdict(float)
    for item in plan.items:
        for week, hours in item.hours_by_week if not is_full_time(item) else ():
            used[monday_on_or_before(week)] += hours
    return used


def _capacity(plan: Plan, profile: Profile, monday: date) -> float:
    """The hours of a week: the fewest of all periods that touch it, of the usual ones unless a period covers it, and of
    those beside a new full-time post.
    """
    if profile.hours_in_new_post is not None and any(
        is_full_time(item) and item.start <= monday <= item.finish for item in plan.items
    ):
        return min(profile.hours_in_new_post, hours_in_week(profile, monday))
    return hours_in_week(profile, monday)
