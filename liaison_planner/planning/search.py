"""One solve for one person: which placements are best, or that there are none."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.progress import StepStatus
from liaison_planner.domain.vocabulary import Objective
from liaison_planner.planning.employer import still_to_pay
from liaison_planner.planning.money import keeps_floor, last_day_that_counts
from liaison_planner.planning.steps import Step, keeps_hours, needed, requirements_met_on, steps_from
from liaison_planner.planning.translate import Translation, translate
from liaison_planner.scheduling.problem import Anchor, Problem, Solution, Status
from liaison_planner.scheduling.relax import easier, harder, is_plain
from liaison_planner.scheduling.solve import DETERMINISTIC_LIMIT, solve, solve_near

BALANCED_SLACK_PERCENT = 15
"""A balanced plan may finish up to this much later than the fastest one where that saves money."""

LEVELS: dict[Objective, tuple[str | tuple[str, int], ...]] = {
    Objective.FASTEST: ("finish", "cost", "penalty", "effort"),
    Objective.CHEAPEST: ("cost", "finish", "penalty", "effort"),
    Objective.BALANCED: (("finish", BALANCED_SLACK_PERCENT), "cost", "finish", "penalty", "effort"),
}
ROBUST: dict[Objective, tuple[str | tuple[str, int], ...]] = {
    Objective.FASTEST: (("finish", BALANCED_SLACK_PERCENT), "penalty", "finish", "cost", "effort"),
    Objective.CHEAPEST: (("cost", BALANCED_SLACK_PERCENT), "penalty", "cost", "finish", "effort"),
    Objective.BALANCED: (("finish", BALANCED_SLACK_PERCENT), "penalty", "cost", "finish", "effort"),
}
"""For those who would rather rest on figures than on guesses: some time (or money) is given up for fewer uncertain hours."""

BEST_PARTIAL = ("unmet", "cost", "finish", "effort")

BRIEF_LIMIT = 1.5
"""Work per level, in deterministic seconds, for answers that need not be proven best: what fits best, ways out."""


@dataclass(frozen=True, slots=True)
class Search:
    """A solved person: the problem's translation, the solution, and its needed steps."""

    translation: Translation
    solution: Solution
    steps: list[Step]

    @property
    def found(self) -> bool:
        return self.solution.status in (Status.OPTIMAL, Status.FEASIBLE)


def search(
    profile: Profile, catalogue: Catalogue, today: date, objective: Objective, limit: float = DETERMINISTIC_LIMIT
) -> Search:
    """The best complete plan for the objective, if one exists; `limit` is the work allowed per level."""
    levels = ROBUST if profile.prefer_robust else LEVELS
    return _search(profile, catalogue, today, levels[objective], limit)


@dataclass(frozen=True, slots=True)
class Room:
    """Latest finish in weeks, and the most that may be spent from now on; None where there is no such bound."""

    finish_weeks: int | None = None
    cost_cents: int | None = None

    def of(self, problem: Problem) -> Problem:
        """The problem with no more room than this."""
        if self.cost_cents is not None:
            problem = replace(problem, budget=min(self.cost_cents, problem.budget or 0))
        return problem if self.finish_weeks is None else problem.within(min(self.finish_weeks, problem.horizon))


def search_near(
    profile: Profile, catalogue: Catalogue, today: date, before: Mapping[str, tuple[date, date]], *, room: Room
) -> Search:
    """The complete plan that moves the steps of an earlier one least (first and last day by offering), then the best.

    `room` says by how much it may be worse than the best plan of all; without a plan in it nothing is found.
    """
    reader = _Reader(profile, catalogue, today, translate(profile, catalogue, today), soft=False)
    problem, first = room.of(reader.translation.problem), reader.translation.first_monday
    anchors = {
        name: Anchor((start - first).days // 7, ((finish - first).days + 1) // 7)
        for name, (start, finish) in before.items()
        if name not in profile.under_way and name not in profile.finished
    }
    levels = (ROBUST if profile.prefer_robust else LEVELS)[profile.objective]
    names = [level if isinstance(level, str) else level[0] for level in levels]
    return reader.search(solve_near(problem, anchors, list(dict.fromkeys(names))))


def search_partial(profile: Profile, catalogue: Catalogue, today: date) -> Search:
    """What fits best when nothing fits whole: most urgent gaps first, then cheap, then soon.

    Wishes that cannot be kept together with the other limits are left out, all of them; then also what is under way and
    cannot be over in time.
    """
    partial = _search(profile, catalogue, today, BEST_PARTIAL, BRIEF_LIMIT, soft=True)
    if not partial.found and profile.pins:
        excludes = (*profile.excludes, *(pin.offering_id for pin in profile.pins))
        profile = profile.model_copy(update={"pins": (), "excludes": excludes})
        partial = _search(profile, catalogue, today, BEST_PARTIAL, BRIEF_LIMIT, soft=True)
    if not partial.found and profile.under_way:
        profile = without_under_way(profile)
        partial = _search(profile, catalogue, today, BEST_PARTIAL, BRIEF_LIMIT, soft=True)
    return partial


def without_under_way(profile: Profile) -> Profile:
    """The person who does not go on with what has been begun."""
    behind = tuple(each for each in profile.progress if each.status is not StepStatus.UNDER_WAY)
    return profile.model_copy(update={"progress": behind, "excludes": (*profile.excludes, *profile.under_way)})


def is_possible(profile: Profile, catalogue: Catalogue, today: date) -> bool | None:
    """Whether any complete plan exists; None when the search limit was reached before an answer."""
    known = {Status.OPTIMAL: True, Status.FEASIBLE: True, Status.INFEASIBLE: False}
    return known.get(some_plan(profile, catalogue, today).status)


def some_plan(profile: Profile, catalogue: Catalogue, today: date) -> Solution:
    """Any complete plan, if one exists; its steps in wide windows."""
    problem = translate(profile, catalogue, today).problem
    if not is_plain(problem):
        free = solve(easier(problem), ("anything",), placed=False)
        if free.status is Status.INFEASIBLE:
            return free
        strict = solve(harder(problem), ("anything",), placed=False)
        if strict.placements:
            return strict
    return solve(problem, ("anything",), placed=False)


def _search(
    profile: Profile,
    catalogue: Catalogue,
    today: date,
    levels: tuple[str | tuple[str, int], ...],
    limit: float,
    *,
    soft: bool = False,
) -> Search:
    """The best plan; where savings, an employer or the hours beside a post matter, it is first looked for in an easier
    problem without them, which is quick: a plan that keeps them anyway is the best one.
    """
    reader = _Reader(profile, catalogue, today, translate(profile, catalogue, today), soft)
    problem = reader.translation.problem
    if not is_plain(problem):
        free = solve(easier(problem), levels, soft=soft, limit=limit)
        if free.status is Status.INFEASIBLE or (free.placements and reader.keeps(free)):
            return reader.search(free)
    return reader.search(solve(problem, levels, soft=soft, limit=limit))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a person's solutions as steps."""

    profile: Profile
    catalogue: Catalogue
    today: date
    translation: Translation
    soft: bool

    def search(self, solution: Solution) -> Search:
        """The solution with the steps that are needed of it."""
        steps, outset = self._steps(solution), self.translation.standing
        ready = self._ready(steps)

        def affordable(some: list[Step]) -> bool:
            return self._keeps_floor(some, ready)

        kept = needed(steps, self.profile, self.catalogue, outset, ready, affordable=affordable)
        return Search(self.translation, solution, kept)

    def keeps(self, solution: Solution) -> bool:
        """Whether a plan for the easier problem is one for the person: savings stay above the floor, the employer pays as
        much as was supposed, and the hours beside a new post suffice.
        """
        steps = self._steps(solution)
        supposed = next((level.value for level in solution.objective if level.name == "cost"), None)
        paid = supposed is None or still_to_pay(steps, self.profile, self.catalogue) * 100 <= supposed + 0.5
        return paid and keeps_hours(steps, self.profile) and self._keeps_floor(steps, self._ready(steps))

    def _keeps_floor(self, steps: list[Step], ready: date | None) -> bool:
        last_day = last_day_that_counts(steps, ready, first_day(self.profile, self.today))
        return keeps_floor(steps, self.profile, self.catalogue, self.translation.first_monday, last_day)

    def _steps(self, solution: Solution) -> list[Step]:
        return steps_from(solution.placements, self.profile, self.catalogue, self.translation.first_monday)

    def _ready(self, steps: list[Step]) -> date | None:
        if self.soft:
            return None
        first = first_day(self.profile, self.today)
        met = requirements_met_on(steps, self.profile, self.catalogue, self.translation.standing, first)
        return met[0] if met else None


def first_day(profile: Profile, today: date) -> date:
    """The day the plan begins: today, or the start the person wants if that is later."""
    return max(today, profile.start_date)
