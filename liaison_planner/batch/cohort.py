"""What the plans say about the cohort as a whole: counted person by person, so that nobody has to be kept in memory."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from liaison_planner.catalogue import built_in
from liaison_planner.domain.plan import Gap, Plan, PlanStatus
from liaison_planner.domain.vocabulary import FOCUS_AREAS

TIGHT_DAYS = 28
"""With fewer days between ready and target date, one slipped course loses the target."""

TIGHT_BUDGET = 0.95
RESTS_ON_ESTIMATES = 0.5
"""From this share of money or hours on, a plan rests on estimates."""

RESULTS = {
    PlanStatus.OPTIMAL: "Proven best",
    PlanStatus.FEASIBLE: "Valid",
    PlanStatus.INFEASIBLE: "Nothing fits",
    PlanStatus.INVALID_INPUT: "Answers to mend",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One person's plan with what the roster and the run say beside it."""

    plan: Plan
    workbook: str
    about: Mapping[str, Any]

    @property
    def label(self) -> str:
        return str(self.about.get("label", ""))

    @property
    def focus(self) -> str:
        """The kind of employer in the words of the person's catalogue; "" where none is known."""
        usual = self.plan.focus.title if self.plan.focus else ""
        return str(self.about.get("focus", "")) or usual

    @property
    def slack_days(self) -> int | None:
        """Days between being ready and the target date."""
        if self.plan.ready_date is None or self.plan.target_date is None:
            return None
        return (self.plan.target_date - self.plan.ready_date).days

    @property
    def estimated(self) -> bool:
        """Whether there is a plan and most of its money or hours are estimates."""
        evidence = self.plan.evidence
        return (
            self.plan.fits
            and bool(self.plan.items)
            and max(evidence.cost_share_estimated, evidence.hours_share_estimated) >= RESTS_ON_ESTIMATES
        )

    def risks(self) -> tuple[str, ...]:
        """Why this person may miss the target, in sentences, the gravest first; empty if nothing stands out."""
        return tuple(_risks(self))


def _risks(member: Member) -> Iterator[str]:
    plan, budget = member.plan, member.about.get("budget_usd")
    if plan.status is PlanStatus.INVALID_INPUT:
        first = next((issue.what for issue in plan.issues if issue.severity == "error"), "")
        yield f"No plan: {first}"
    elif plan.status is PlanStatus.INFEASIBLE:
        yield "No plan meets all limits: " + " ".join(conflict.text for conflict in plan.conflicts)
    slack = member.slack_days
    if slack is not None and slack < TIGHT_DAYS:
        yield f"Only {slack} days between ready and target date."
    if plan.fits and budget and plan.total_cost_usd >= TIGHT_BUDGET * budget:
        yield f"The plan takes {plan.total_cost_usd / budget:.0%} of the budget."
    if plan.fits and plan.evidence.finish_high and plan.target_date and plan.evidence.finish_high > plan.target_date:
        yield "If the estimates prove too low, the target date is missed."
    for gap in plan.gaps:
        if gap.kind == "gate" and gap.closed_on is None:
            yield f"To be arranged outside the plan: {gap.need}."


@dataclass(slots=True)
class Lack:
    """A gap that people share: how many have it, and for how many it stays open."""

    name: str
    kind: str
    people: int = 0
    open: int = 0


@dataclass(slots=True)
class Demand:
    """An offering that plans contain: how many people begin it in which month."""

    title: str
    kind: str
    cost_usd: float = 0.0
    starts: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Cohort:
    """The counts so far."""

    people: int = 0
    results: Counter[tuple[str, PlanStatus]] = field(default_factory=Counter)
    ready: Counter[str] = field(default_factory=Counter)
    lacks: dict[str, Lack] = field(default_factory=dict)
    demand: dict[str, Demand] = field(default_factory=dict)
    at_risk: int = 0
    estimated: int = 0
    ready_days: "array[int]" = field(default_factory=lambda: array("i"))
    costs: "array[float]" = field(default_factory=lambda: array("d"))
    hours: "array[float]" = field(default_factory=lambda: array("d"))

    def add(self, member: Member) -> None:
        """Counts one person."""
        plan = member.plan
        self.people += 1
        self.results[(member.focus or _NOT_KNOWN), plan.status] += 1
        self.at_risk += bool(member.risks())
        self.estimated += member.estimated
        for gap in plan.gaps:
            self._count_gap(gap)
        if not plan.fits or plan.ready_date is None:
            return
        self.ready[month_of(plan.ready_date)] += 1
        self.ready_days.append(plan.ready_date.toordinal())
        self.costs.append(plan.total_cost_usd)
        self.hours.append(plan.total_effort_hours)
        for item in plan.items:
            demand = self.demand.setdefault(item.offering_id, Demand(item.title, item.kind.title))
            demand.starts[month_of(item.start)] += 1
            demand.cost_usd += item.cost_usd

    def _count_gap(self, gap: Gap) -> None:
        lack = self.lacks.setdefault(_gap_key(gap), Lack(_gap_name(gap), _GAP_KINDS[gap.kind]))
        lack.people += 1
        lack.open += gap.closed_on is None

    def planned(self) -> int:
        """How many have a plan within their limits."""
        return len(self.costs)

    def lacks_by_frequency(self) -> list[Lack]:
        return sorted(self.lacks.values(), key=lambda lack: (-lack.people, lack.name))

    def demand_by_starts(self) -> list[tuple[str, Demand]]:
        return sorted(self.demand.items(), key=lambda pair: (-pair[1].starts.total(), pair[0]))

    def starts(self) -> Counter[str]:
        """How many steps of any kind begin in each month."""
        return sum((demand.starts for demand in self.demand.values()), Counter())

    def results_by_focus(self) -> Iterator[tuple[str, list[int]]]:
        """Each focus area that occurs with its number of plans per result, in the order of RESULTS."""
        known = [focus.title for focus in FOCUS_AREAS]
        others = sorted({title for title, _ in self.results} - {*known, _NOT_KNOWN})
        for focus in (*known, *others, _NOT_KNOWN):
            counts = [self.results[focus, status] for status in RESULTS]
            if any(counts):
                yield focus, counts


_NOT_KNOWN = "Not known"
_GAP_KINDS = {"competency": "Competency", "route": "Qualification", "gate": "To be arranged"}


def _gap_key(gap: Gap) -> str:
    return gap.id if gap.kind == "competency" else f"{gap.kind}:{gap.need}"


def _gap_name(gap: Gap) -> str:
    competency = built_in().competencies.get(gap.id.partition(":")[2]) if gap.kind == "competency" else None
    if competency is not None:
        return competency.name
    return gap.id.partition(":")[2] if gap.kind == "competency" else gap.need


def month_of(day: date) -> str:
    """The month as it sorts: 2027-03."""
    return f"{day:%Y-%m}"


def months_between(months: Iterable[str]) -> list[str]:
    """All months from the first to the last that occur, so that a chart has no holes; none for none."""
    known = sorted(months)
    if not known:
        return []
    found, day = [], date.fromisoformat(f"{known[0]}-01")
    while (month := month_of(day)) <= known[-1]:
        found.append(month)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def quantiles(values: Sequence[float]) -> tuple[float, float, float] | None:
    """Lowest tenth, middle and highest tenth; None for no values."""
    if not values:
        return None
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[last // 10], ordered[last // 2], ordered[last - last // 10]
