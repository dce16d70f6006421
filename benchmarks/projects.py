"""Published projects: how many are proven, whether ever wrongly, and how long that takes beside PyJobShop."""

import csv
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from benchmarks.figures import Figure, share
from benchmarks.instance import Instance, read_instance
from benchmarks.peer import peer_makespan
from benchmarks.psplib import as_problem
from liaison_planner.scheduling.problem import Problem, Status
from liaison_planner.scheduling.solve import solve

SECONDS = 10.0
WORK = 5.0
"""Deterministic seconds for a project, roughly as many as fit into SECONDS."""

PROVEN_WANTED = {"j10.mm": "all", "j20.mm": "all", "j30": "at least 98.5 %"}
SETS = tuple(PROVEN_WANTED)
OURS = "this planner"
Outcome = tuple[bool, int | None]
"""Whether the search was finished, and the length of the schedule that was found."""

Solver = Callable[[Instance], Outcome]


@dataclass(frozen=True, slots=True)
class Known:
    """The best length published for a project and the published bound."""

    makespan: int
    lower_bound: int

    def contradicts(self, makespan: int) -> bool:
        """Whether a length that is claimed to be best cannot be."""
        return not self.lower_bound <= makespan <= self.makespan


@dataclass(slots=True)
class Tally:
    """What one solver did on one set."""

    proven: int = 0
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, name: str, known: Known, outcome: Outcome, seconds: float) -> None:
        """Adds one outcome: whether it is claimed to be best, and its length."""
        optimal, makespan = outcome
        self.seconds += seconds
        self.proven += optimal and seconds <= SECONDS * 1.05
        if makespan is not None and (makespan < known.lower_bound or (optimal and known.contradicts(makespan))):
            self.wrong.append(f"{name}: {makespan}")
        if optimal and makespan is None:
            self.wrong.append(f"{name}: called impossible")


def measure_projects(folder: Path, *, peer: bool) -> list[Figure]:
    """Every project of the sets in the folder, by us and by PyJobShop in turn, one thread, ten seconds each."""
    solvers: dict[str, Solver] = {OURS: _ours}
    if peer:
        solvers["PyJobShop"] = _theirs
    figures = []
    totals = dict.fromkeys(solvers, 0.0)
    for name, cases in _sets(folder):
        tallies = {title: Tally() for title in solvers}
        for run in solvers.values():
            run(cases[0][0])  # imports the solver
        for instance, known in cases:
            for title, run in solvers.items():
                began = time.perf_counter()
                outcome = run(instance)
                tallies[title].count(instance.name, known, outcome, time.perf_counter() - began)
        for title, tally in tallies.items():
            totals[title] += tally.seconds
            figures += _figures(name, title, tally, len(cases))
    if peer:
        ours, theirs = totals.values()
        figures.append(Figure("all sets", "our time to PyJobShop's", f"{ours / theirs:.2f}", "at most 1"))
    return figures


def _figures(name: str, solver: str, tally: Tally, number: int) -> list[Figure]:
    ours, title = solver == OURS, f"{name}, {solver}"
    return [
        Figure(title, f"proven within {SECONDS:g} s", share(tally.proven, number), PROVEN_WANTED[name] if ours else ""),
        Figure(title, "wrong", ", ".join(tally.wrong) or "none", "none" if ours else ""),
        Figure(title, "total time", f"{tally.seconds:.1f} s"),
    ]


def measure_false_proofs(folder: Path, seeds: int, work: float) -> list[Figure]:
    """Every project with many solver seeds, its jobs shuffled anew each time: no claim may differ from what is known."""
    figures = []
    for name, cases in _sets(folder):
        tally = Tally()
        for instance, known in cases:
            problem = as_problem(instance)
            for seed in range(seeds):
                with _solver_seed(seed):
                    outcome = _outcome(_shuffled(problem, seed), work)
                tally.count(f"{instance.name} (seed {seed})", known, outcome, 0.0)
        title = f"{name}, {seeds} seeds"
        figures.append(Figure(title, "claims of a best schedule", share(tally.proven, len(cases) * seeds)))
        figures.append(Figure(title, "wrong claims", ", ".join(tally.wrong) or "none", "none"))
    return figures


def _ours(instance: Instance) -> Outcome:
    return _outcome(as_problem(instance), WORK)


def _theirs(instance: Instance) -> Outcome:
    return peer_makespan(instance, SECONDS)


def _outcome(problem: Problem, work: float) -> Outcome:
    solution = solve(problem, ("finish",), limit=work)
    settled = solution.status in (Status.OPTIMAL, Status.INFEASIBLE)
    return settled, solution.objective[0].value if solution.placements else None


def _shuffled(problem: Problem, seed: int) -> Problem:
    """The same problem with its activities and their modes in another order."""
    rng = Random(seed)
    activities = [replace(a, modes=tuple(rng.sample(a.modes, len(a.modes)))) for a in problem.activities]
    rng.shuffle(activities)
    return replace(problem, activities=tuple(activities))


@contextmanager
def _solver_seed(seed: int) -> Iterator[None]:
    """Another seed than the product's fixed one, for as long as this lasts."""
    from liaison_planner.scheduling import solver  # noqa: PLC0415 - imports the solver

    usual = solver.SEED
    solver.SEED = seed
    try:
        yield
    finally:
        solver.SEED = usual


def _sets(folder: Path) -> Iterator[tuple[str, list[tuple[Instance, Known]]]]:
    """The sets that the folder holds, each project with what is known of it; ValueError if there are none."""
    best = _best_known(folder / "best_known.csv")
    present = [name for name in SETS if (folder / name).is_dir()]
    if not present:
        raise ValueError(f"{folder} holds none of {', '.join(SETS)}.")
    for name in present:
        paths = sorted((folder / name).iterdir())
        missing = [path.name for path in paths if (name, path.name) not in best]
        if missing:
            raise ValueError(f"best_known.csv does not know {', '.join(missing)} of {name}.")
        yield name, [(read_instance(path), best[name, path.name]) for path in paths]


def _best_known(path: Path) -> dict[tuple[str, str], Known]:
    """By set and file name; the columns are set, instance, makespan, lower_bound."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["set"], row["instance"]): Known(int(row["makespan"]), int(row["lower_bound"]))
            for row in csv.DictReader(file)
        }
