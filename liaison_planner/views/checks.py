"""The checks sheet: what was verified about the plan, and every problem found in the answers."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from liaison_planner.domain.basis import Earlier
from liaison_planner.domain.employer_share import paid_by_employer
from liaison_planner.domain.issue import Issue, Place, Severity
from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.domain.profile import Profile
from liaison_planner.views.check_age import age_checks
from liaison_planner.views.content import Content, Row
from liaison_planner.views.verdict import LOOK, NOTE, OK, PROBLEM, Check
from liaison_planner.views.wording import counted, day_words, figure, is_full_time, money_words, rounded, share_words

SEE_CHECKS = ": see the sheet Checks"
"""What the verdict says on every sheet but Checks."""
MOST_ISSUES = 300
"""Rows for issues, the last of which counts those that have no room."""


PLACES = {
    "Your answers": "tblIssues",
    "A plan within all your limits": "out_person",
    "No better plan exists": "out_proof",
    "Ready by your date": "in_target_date",
    "Within your budget": "in_budget_usd",
    "Within your hours": "in_weekly_hours",
    "Savings above your floor": "in_savings_floor_usd",
    "Every gap closed": "out_gaps_line",
    "Resting on estimates": "tblCatalogue",
    "Prices of this plan": "tblPlan",
    "The catalogue behind it": "out_plan_catalogue",
    "Look-up sheets of this file": "out_catalogue_version",
}
"""Where each check is mended or looked up, by names, which stay right when sheets and cells move."""

_SEVERITIES = {Severity.ERROR: "✗ Error", Severity.WARNING: "! Warning", Severity.INFO: "– Question"}
_MEASURES = {
    "finish_weeks": "weeks until ready",
    "cost_usd": "dollars",
    "sometimes_accepted": "routes accepted only sometimes",
    "effort_hours": "hours",
    "uncertain_hours": "hours between the ends of the estimates",
    "importance_missed": "importance of what is missed",
}
"""The measures of a proof in words."""


def checks_content(plan: Plan, profile: Profile | None, earlier: Earlier | None = None) -> Content:
    """The plan's checks, the issues in their order, and one verdict over all of them.

    `earlier` is what the workbook held before: another catalogue on its look-up sheets, a plan that has been overtaken.
    """
    checks = (*_checks(plan, profile), *age_checks(plan, earlier))
    verdict = _overall(checks)
    fields: Row = {"out_checks_ok": verdict, "out_checks_verdict": verdict.replace(SEE_CHECKS, "")}
    return Content(fields, {"tblChecks": tuple(_row(check) for check in checks), "tblIssues": _issues(plan)})


def _row(check: Check) -> Row:
    target = PLACES.get(check.check, "")
    return {**check._asdict(), "target": target, "link": link_words(target)}


def link_words(target: str) -> str:
    """What the link to a place is called; nothing leads to nowhere."""
    return "Go there" if target else ""


def _checks(plan: Plan, profile: Profile | None) -> Iterator[Check]:
    yield _answers(plan)
    if plan.status is PlanStatus.INVALID_INPUT:
        return
    yield _fits(plan)
    if plan.fits:
        yield _proven(plan)
    if plan.target_date and plan.ready_date:
        yield _on_time(plan.ready_date, plan.target_date)
    if profile is not None:
        yield _affordable(plan, profile)
        yield _hours(plan, profile)
        if plan.cash:
            yield _savings(plan, profile)
    yield _gaps(plan)
    yield _evidence(plan)


def _answers(plan: Plan) -> Check:
    errors = sum(issue.severity is Severity.ERROR for issue in plan.issues)
    warnings = sum(issue.severity is Severity.WARNING for issue in plan.issues)
    figures = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    if errors:
        return Check(PROBLEM, "Your answers", figures, "Mend the errors listed below, then compute again.")
    if warnings:
        return Check(LOOK, "Your answers", figures, "The warnings below do not stop the plan; read them once.")
    if questions := len(plan.issues):
        figures = counted(questions, "question")
        return Check(NOTE, "Your answers", figures, "Everything could be read; a coach would ask what stands below.")
    return Check(OK, "Your answers", figures, "Everything could be read.")


def _fits(plan: Plan) -> Check:
    steps = counted(len(plan.items), "step")
    if plan.fits:
        return Check(OK, "A plan within all your limits", steps, "Checked by a second program that shares no code.")
    advice = "The sheet Start says what clashes and what would help."
    return Check(PROBLEM, "A plan within all your limits", f"none; what fits best has {steps}", advice)


def _proven(plan: Plan) -> Check:
    figures = "; ".join(
        f"{_MEASURES.get(name, name)} {figure(value)}" + ("" if value == bound else f" (at best {figure(bound)})")
        for name, value, bound in plan.proof.objective
    )
    if not plan.proof.proven or plan.ready_date is None:
        return Check(LOOK, "No better plan exists", figures, "The plan is valid, but a better one may exist.")
    ready, cost = day_words(plan.ready_date), f"${plan.total_cost_usd:,.0f}"
    names = [name for name, _, _ in plan.proof.objective]
    if names[:1] == ["cost_usd"]:
        return Check(
            OK,
            "No better plan exists",
            figures,
            f"None costs less than {cost}, and none at that price is ready before {ready}.",
        )
    if "uncertain_hours" in names:
        return Check(
            OK, "No better plan exists", figures, "None rests on fewer uncertain hours without ending much later."
        )
    if len(set(names)) < len(names):  # a balanced plan gives up some time for money, so its time comes up twice
        return Check(
            OK, "No better plan exists", figures, f"None costs less than {cost} without being ready much later."
        )
    return Check(
        OK,
        "No better plan exists",
        figures,
        f"None is ready before {ready}, and none that early costs less than {cost}.",
    )


def _on_time(ready: date, target: date) -> Check:
    figures = f"ready {day_words(ready)}, wanted {day_words(target)}"
    if ready <= target:
        return Check(OK, "Ready by your date", figures, f"{counted((target - ready).days, 'day')} to spare.")
    return Check(PROBLEM, "Ready by your date", figures, f"{counted((ready - target).days, 'day')} too late.")


def _affordable(plan: Plan, profile: Profile) -> Check:
    left = profile.budget_usd - plan.total_cost_usd
    figures = f"{money_words(plan.total_cost_usd)} of ${profile.budget_usd:,.0f}"
    if left >= 0:
        paid = paid_by_employer(plan.employer_pays)
        beside = f" Your employer pays {money_words(paid)} more." if paid else ""
        return Check(OK, "Within your budget", figures, f"${left:,.0f} left.{beside}")
    return Check(PROBLEM, "Within your budget", figures, f"{money_words(-left)} too much.")


def _hours(plan: Plan, profile: Profile) -> Check:
    """Full-time posts replace the present one, so their hours do not count."""
    used: dict[date, float] = defaultdict(float)
    for item in plan.items:
        for week, hours in item.hours_by_week:
            if not is_full_time(item):
                used[week] += hours
    busiest = rounded(max(used.values(), default=0.0))
    most = max([profile.weekly_hours, *(period.hours_per_week for period in profile.periods)])
    figures = f"busiest week {counted(busiest, 'hour')}, at most {counted(most, 'hour')}"
    if busiest <= most:
        return Check(OK, "Within your hours", figures, f"{counted(len(used), 'week')} with something to do.")
    return Check(PROBLEM, "Within your hours", figures, "Some week asks for more than you have.")


def _savings(plan: Plan, profile: Profile) -> Check:
    week, least = min(plan.cash, key=lambda pair: pair[1])
    figures = f"lowest {money_words(least)} in the week of {day_words(week)}"
    floor = profile.savings_floor_usd
    if rounded(least) >= rounded(floor):
        return Check(
            OK, "Savings above your floor", figures, f"Never less than {money_words(floor)} before you are ready."
        )
    return Check(PROBLEM, "Savings above your floor", figures, f"Less than the {money_words(floor)} you want to keep.")


def _gaps(plan: Plan) -> Check:
    """What employers ask besides skills is the person's own to arrange and does not count as left open by the plan."""
    open_gaps = [gap for gap in plan.gaps if gap.closed_on is None]
    figures = f"{len(plan.gaps) - len(open_gaps)} of {counted(len(plan.gaps), 'gap')} closed"
    if not open_gaps:
        return Check(OK, "Every gap closed", figures, "Each gap on the sheet Gaps has a step and a date.")
    if all(gap.kind == "gate" for gap in open_gaps):
        return Check(LOOK, "Every gap closed", figures, "The open ones are yours to arrange: see the sheet Gaps.")
    return Check(PROBLEM, "Every gap closed", figures, "The sheet Gaps says which ones stay open.")


def _evidence(plan: Plan) -> Check:
    share = plan.evidence
    figures = f"{share_words(share.cost_share_estimated)} of cost, {share_words(share.hours_share_estimated)} of hours"
    advice = "Ask the providers before you pay; the sheet Catalogue names the sources."
    if share.finish_low and share.finish_high:
        span = f"{day_words(share.finish_low)} and {day_words(share.finish_high)}"
        advice = f"With other estimates you would be ready between {span}."
    return Check(NOTE, "Resting on estimates", figures, advice)


def _overall(checks: tuple[Check, ...]) -> str:
    open_checks = sum(check.verdict in (LOOK, PROBLEM) for check in checks)
    if not open_checks:
        return "All checks passed."
    need = "needs" if open_checks == 1 else "need"
    return f"{counted(open_checks, 'check')} {need} a look{SEE_CHECKS}."


def _issues(plan: Plan) -> tuple[Row, ...]:
    if not plan.issues:
        return ({"severity": OK, "what": "There is nothing to mend.", "target": "", "link": ""},)
    if len(plan.issues) <= MOST_ISSUES:
        return tuple(_issue(issue) for issue in plan.issues)
    shown, hidden = plan.issues[: MOST_ISSUES - 1], len(plan.issues) - MOST_ISSUES + 1
    more = {"severity": "…", "what": f"{hidden} more.", "how_to_fix": "Mend the ones above, then compute again."}
    return (*(_issue(issue) for issue in shown), more)


def _issue(issue: Issue) -> Row:
    sheet = issue.sheet.replace("'", "''")
    target = f"'{sheet}'!{issue.cell}" if issue.sheet and issue.cell else ""
    return {
        "severity": _SEVERITIES[issue.severity],
        "place": str(Place(sheet=issue.sheet, cell=issue.cell)),
        "target": target,
        "link": link_words(target),
        "what": issue.what,
        "how_to_fix": issue.how_to_fix,
        "code": issue.code,
    }
