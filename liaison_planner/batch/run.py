"""Plans everybody of a roster or folder and writes the results; run again, it goes on and redoes only what changed."""

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from liaison_planner.batch import engine_dask, engine_local, outputs
from liaison_planner.batch.allotment import Allotment, Alternatives
from liaison_planner.batch.cohort import RESULTS
from liaison_planner.batch.evidence_files import read_evidence
from liaison_planner.batch.ledger import Key, Ledger, LedgerDamagedError, set_aside
from liaison_planner.batch.people import People, people_of, with_evidence
from liaison_planner.batch.round import Round, Settings, id_of, task_for
from liaison_planner.batch.seat_file import Seats, read_seats
from liaison_planner.batch.troubles import commonest
from liaison_planner.batch.work import Seat, Task, Who
from liaison_planner.catalogue import built_in
from liaison_planner.domain.issue import Issue, Place, error, has_errors, warning
from liaison_planner.domain.plan import PlanStatus
from liaison_planner.workbook.files import lock_holder


@dataclass(frozen=True, slots=True)
class Engine:
    """Where the work is done: this computer's processes, or Dask; `address` is a Dask scheduler's."""

    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    dask: bool = False
    address: str = ""

    def results(self, feed: engine_local.Feed) -> engine_local.Results:
        if self.dask:
            return engine_dask.results(feed, self.workers, self.address)
        return engine_local.results(feed, self.workers)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is. `planned` counts the people planned in this run; the others were up to date."""

    done: int
    total: int
    planned: int
    seconds: float
    person_id: str = ""
    status: str = ""

    @property
    def rate(self) -> float:
        """People planned a second."""
        return self.planned / self.seconds if self.seconds else 0.0

    @property
    def remaining_seconds(self) -> float | None:
        """As if everybody else had to be planned at the same rate; None while no rate is known."""
        return (self.total - self.done) / self.rate if self.rate else None


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch did: how many plans of each kind, how many of them in this run, and everything wrong as a whole."""

    counts: dict[PlanStatus, int]
    issues: tuple[Issue, ...]
    folder: Path
    planned: int = 0
    unwritten: tuple[str, ...] = ()
    commonest: str = ""

    @property
    def problems(self) -> bool:
        """Whether somebody could not be planned because of what was given."""
        return has_errors(self.issues) or bool(self.counts.get(PlanStatus.INVALID_INPUT))

    @property
    def sentence(self) -> str:
        if not self.counts:
            return "Nobody was planned; nothing was written."
        parts = ", ".join(
            f"{self.counts[status]} {RESULTS[status].lower()}" for status in RESULTS if self.counts.get(status)
        )
        people = sum(self.counts.values())
        kept = f" {people - self.planned} were up to date." if self.planned < people else ""
        return f"{people} {'person' if people == 1 else 'people'}: {parts}.{kept} Results: {self.folder.resolve()}"


def run_batch(source: str, settings: Settings, engine: Engine, report: Report) -> Outcome:
    """Plans everybody in `source` and writes the results into the settings' folder, made if it is missing.

    Each file is written whole or not at all. People whose inputs have errors get a line in the plans and the summary,
    no workbook. A run that was interrupted, however roughly, is completed by the next one; the results depend neither
    on that nor on the engine, but for `proof.seconds`. Raises OSError if the computer refuses.
    """
    if refused := _source_in_danger(source, settings.folder):
        return Outcome({}, (refused,), settings.folder)
    settings = replace(settings, source=_name_in_folder(source, settings.folder))
    people = people_of(source)
    if settings.evidence and people.total:
        evidence = read_evidence(settings.evidence)
        if not evidence.usable:
            return Outcome({}, (*people.issues, *evidence.issues), settings.folder)
        people = with_evidence(people, evidence)
    seats, seat_issues = read_seats(settings.seats, built_in()) if settings.seats else ({}, ())
    people = replace(people, issues=(*people.issues, *seat_issues))
    if not people.total or has_errors(seat_issues):
        return Outcome({}, people.issues, settings.folder)
    settings.folder.mkdir(parents=True, exist_ok=True)
    _refuse_open_files(settings.folder)
    try:
        return _with_ledger(people, seats, settings, engine, report)
    except LedgerDamagedError as fault:
        kept = set_aside(settings.folder)
        what = f"The ledger of earlier runs could not be used ({fault}), so everybody was planned anew."
        told = warning("ledger_set_aside", Place(sheet=kept.name), what, f"It was kept as «{kept.name}».")
        people = replace(people, issues=(*people.issues, told))
        return _with_ledger(people, seats, settings, engine, report)


def _source_in_danger(source: str, folder: Path) -> Issue | None:
    """Results must not replace what they are made from, nor be taken for people by the next run."""
    path, place = Path(source), Place(sheet=Path(source).name)
    if "://" in source or not path.exists():
        return None
    if path.is_dir() and path.resolve() == folder.resolve():
        what = "The results would go into the folder with the people's own workbooks."
        return error("same_folder", place, what, "Choose another folder for the results, with -o.")
    if path.name.casefold() in outputs.NAMES and path.parent.resolve() == folder.resolve():
        what = f"The results include a file «{path.name}», which would take the place of this roster."
        return error("same_file", place, what, "Choose another folder for the results with -o, or rename the roster.")
    return None


def _name_in_folder(source: str, folder: Path) -> str:
    path = Path(source)
    return path.stem if "://" not in source and path.parent.resolve() == folder.resolve() else ""


def _refuse_open_files(folder: Path) -> None:
    """Before anything is computed: a summary that somebody has open could not be replaced later."""
    for name in outputs.NAMES:
        if lock_holder(folder / name):
            raise PermissionError(errno.EACCES, "open in another program", str(folder / name))


def _with_ledger(people: People, seats: Seats, settings: Settings, engine: Engine, report: Report) -> Outcome:
    ledger = Ledger(settings.folder)
    try:
        outcome = _run(people, settings, ledger, seats=seats, engine=engine, report=report)
    except BaseException:
        with suppress(OSError, LedgerDamagedError):
            ledger.close()
        raise
    ledger.close()
    return outcome


def _run(
    people: People, settings: Settings, ledger: Ledger, *, seats: Seats, engine: Engine, report: Report
) -> Outcome:
    outputs.sweep(settings.folder)
    counter = _Counter(people.total, report)
    allotment = _allotment(people, settings, ledger, seats=seats, engine=engine, counter=counter)
    everybody = Round(people, settings, ledger, _Counter(people.total, report).tell, allotment.seats)
    for task, done in engine.results(everybody.next_task):
        everybody.finish(task, done)
    ledger.save()
    outputs.write(settings, ledger, everybody, people.issues, allotment)
    counts = {PlanStatus(status): number for status, number in ledger.counts(everybody.run).items()}
    told = commonest(ledger.without_plan(everybody.run))
    return Outcome(counts, people.issues, settings.folder, everybody.planned, tuple(everybody.unwritten), told)


def _allotment(
    people: People, settings: Settings, ledger: Ledger, *, seats: Seats, engine: Engine, counter: "_Counter"
) -> Allotment:
    """Who gets which scarce seat; nothing to decide without a seats file."""
    if not seats:
        return Allotment()

    def draft(who: Who, held: tuple[Seat, ...]) -> Task:
        key = Key(id_of(who, ledger, settings.today))
        return replace(task_for(who, key, settings, held), draft=True)

    alternatives = Alternatives(people, seats, ledger, draft, counter.tell)
    alternatives.solve(engine.results)
    ledger.save()
    return alternatives.allot()


class _Counter:
    """Counts the people who are done and reports how far the batch is."""

    def __init__(self, total: int, report: Report) -> None:
        self._total, self._report = total, report
        self._done = self._planned = 0
        self._began = time.monotonic()

    def tell(self, person_id: str, status: str, planned: bool) -> None:
        self._done += 1
        self._planned += planned
        seconds = time.monotonic() - self._began
        self._report(Progress(self._done, self._total, self._planned, seconds, person_id, status))
