"""How fast and how surely random people get their best plan, and what an answer costs when nothing fits."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from benchmarks.figures import Figure, milliseconds, percentile, share
from benchmarks.random_catalogue import random_catalogue
from benchmarks.random_people import TODAY, random_people
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.domain.plan import PlanStatus
from liaison_planner.domain.profile import Profile
from liaison_planner.planning.planner import make_plan
from liaison_planner.planning.search import LEVELS
from liaison_planner.planning.translate import translate
from liaison_planner.scheduling.problem import Solution, Status
from liaison_planner.scheduling.solve import solve

PEOPLE_PER_CATALOGUE = 10
SECONDS_ALLOWED = {60: 2.0, 150: 5.0, 300: 5.0}
PROVEN_WANTED = {60: "at least 99 %", 150: "at least 90 %", 300: "at least 75 %"}
GAP_WANTED = "at most 5 %"


@dataclass(frozen=True, slots=True)
class Timed:
    """A solution and the processor time it took, from the person to the last proof."""

    solution: Solution
    seconds: float

    def settled_in(self, seconds: float) -> bool:
        """Proven best, or proven impossible, in that time."""
        return self.seconds <= seconds and self.solution.status in (Status.OPTIMAL, Status.INFEASIBLE)

    def gap(self) -> float:
        """How far above its bound the finish may be; 1 without a plan."""
        finishes = [level for level in self.solution.objective if level.name == "finish"]
        if not finishes:
            return 1.0
        return max((level.value - level.bound) / max(1, level.bound) for level in finishes)


def measure_people(offerings: int, number: int, seed: int) -> list[Figure]:
    """Random people on random catalogues (0 offerings: the built-in one): proofs, times, gaps of what is unproven."""
    cases = list(_cases(offerings, number, seed))
    _timed(*cases[0])  # imports the solver
    runs = [_timed(profile, catalogue) for profile, catalogue in cases]
    allowed = SECONDS_ALLOWED.get(offerings, 2.0)
    unproven = [run.gap() for run in runs if not run.settled_in(allowed)]
    feasible = sum(run.solution.status in (Status.OPTIMAL, Status.FEASIBLE) for run in runs)
    seconds = [run.seconds for run in runs]
    name = f"{number} people, {offerings} offerings" if offerings else f"{number} people, built-in catalogue"
    within = f"settled within {allowed:g} s"
    return [
        Figure(name, "with a plan", share(feasible, number)),
        Figure(name, within, share(number - len(unproven), number), PROVEN_WANTED.get(offerings, "at least 99 %")),
        Figure(name, "median time", milliseconds(median(seconds)), "under 50 ms" if offerings == 60 else ""),
        Figure(name, "95 % are done in", milliseconds(percentile(seconds, 95))),
        Figure(name, "longest", milliseconds(max(seconds))),
        Figure(name, "largest gap of the rest", f"{100 * max(unproven):.1f} %" if unproven else "no rest", GAP_WANTED),
    ]


def measure_infeasible(offerings: int, number: int, seed: int) -> list[Figure]:
    """The whole answer, explained and verified, for people whom nothing fits against those with a plan."""
    cases = list(_cases(offerings, number, seed))
    make_plan(*cases[0], TODAY)  # imports the solver
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for profile, catalogue in cases:
        began = time.process_time()
        plan = make_plan(profile, catalogue, TODAY)
        seconds[plan.status is PlanStatus.INFEASIBLE].append(time.process_time() - began)
    if not seconds[True] or not seconds[False]:
        raise ValueError(
            f"This needs people with a plan and people without; {len(seconds[False])} of {number} have one. Ask for more."
        )
    with_plan, without = median(seconds[False]), median(seconds[True])
    name = f"whole answer, {offerings} offerings" if offerings else "whole answer, built-in catalogue"
    return [
        Figure(name, f"median of {len(seconds[False])} with a plan", milliseconds(with_plan)),
        Figure(name, f"median of {len(seconds[True])} without", milliseconds(without)),
        Figure(name, "without to with", f"{without / with_plan:.1f} times", "at most 5 times"),
    ]


def _cases(offerings: int, number: int, seed: int) -> Iterable[tuple[Profile, Catalogue]]:
    """Some people for each of several catalogues, so that no single catalogue decides."""
    for block in range(0, number, PEOPLE_PER_CATALOGUE):
        catalogue = random_catalogue(offerings, seed + block) if offerings else built_in()
        for profile in random_people(catalogue, min(PEOPLE_PER_CATALOGUE, number - block), seed + block):
            yield profile, catalogue


def _timed(profile: Profile, catalogue: Catalogue) -> Timed:
    began = time.process_time()
    solution = solve(translate(profile, catalogue, TODAY).problem, LEVELS[profile.objective])
    return Timed(solution, time.process_time() - began)
