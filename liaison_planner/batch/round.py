"""One round over everybody: hands out tasks, takes results in whatever order they come, and keeps the ledger."""

import hashlib
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from liaison_planner import __version__, services
from liaison_planner.batch.ledger import Entry, Key, Ledger
from liaison_planner.batch.names import file_name
from liaison_planner.batch.people import People
from liaison_planner.batch.work import NEVER, Done, Seat, Submitted, Task, Who, fault_plan, inputs_of, problem_of
from liaison_planner.catalogue import built_in
from liaison_planner.domain.issue import Issue, Place, error
from liaison_planner.domain.plan import PlanStatus
from liaison_planner.domain.text import shown
from liaison_planner.workbook.files import backup_of, is_whole, lock_holder, write_atomically

MOST_WAITING = 256
"""People whose problem somebody else is just being planned for wait for that plan; at most so many."""

Tell = Callable[[str, str, bool], None]
"""Is told of each person who is done: id, status, and whether the plan was made in this run."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for everybody in a run; `redo` plans even those whose plan still holds.

    `source` is the name, without its ending, of a roster that lies in the results folder; `evidence` is the folder with
    the files of evidence beside the roster.
    """

    folder: Path
    today: date
    ending: str = ".xlsx"
    redo: bool = False
    seats: Path | None = None
    source: str = ""
    evidence: Path | None = None


class Round:
    """The people of one run, from the roster to the ledger and the workbooks."""

    def __init__(
        self, people: People, settings: Settings, ledger: Ledger, tell: Tell, seats: Mapping[Key, tuple[Seat, ...]]
    ) -> None:
        self._settings, self._ledger, self._tell, self._seats = settings, ledger, tell, seats
        self._rows = people.read()
        self._position = 0
        self._waiting = 0
        self._ready: deque[Task] = deque()
        self._alike: dict[str, list[Task]] = {}
        self.run = _begin(ledger)
        self.changed = False
        self.planned = 0
        self.unwritten: list[str] = []

    def next_task(self) -> Task | None:
        """The next person to plan for; None when nobody is left, or when all at hand wait for the plan of an equal."""
        if self._ready:
            return self._with_known_plan(self._ready.popleft())
        while self._waiting < MOST_WAITING and (who := next(self._rows, None)) is not None:
            task = self._task(who)
            if task is None:
                continue
            if task.known is None and task.problem in self._alike:
                self._alike[task.problem].append(task)
                self._waiting += 1
                continue
            self._alike.setdefault(task.problem, [])
            return task
        return None

    def finish(self, task: Task, done: Done | None) -> None:
        """Writes the workbook, then the ledger: whatever happens in between, the next run does it once more."""
        if done is None:
            done = _given_up(task)
        entry = self._ledger.entry(task.key)
        name = f"{entry.file}{ending_of(self._settings, task.who)}" if entry and done.workbook else ""
        written = self._write(name, done.workbook, entry.written if entry else "")
        columns = {
            "inputs": self._inputs(task.who, task.key),
            "made_with": made_with(self._settings, task.who),
            "problem": "" if done.status is PlanStatus.INVALID_INPUT else task.problem,
            "good_from": self._settings.today.isoformat(),
            "good_until": done.good_until if written else NEVER,
            "status": done.status.value,
            "issues": done.issues,
            "about": done.about,
            "workbook": name,
            "written": hashlib.sha256(done.workbook).hexdigest() if done.workbook else "",
        }
        self._ledger.record(task.key, columns, done.plan, _why(entry, columns))
        self._ledger.save()
        self.planned += 1
        self.changed = True
        self._release(task.problem)
        self._tell(task.key.person_id, done.status.value, True)

    def _task(self, who: Who) -> Task | None:
        """What is to be done for a person; None if the plan of an earlier run still holds."""
        self._position += 1
        key, first, entry = self._known(who)
        file = entry.file if entry else file_name(key.person_id, self._is_taken)
        self._ledger.met(key, file, self.run, self._position, who.place)
        self.changed |= entry is None or (entry.place, entry.run) != (who.place, self.run - 1)
        if entry is not None and self._holds(entry, who, key):
            self._tell(key.person_id, entry.status, False)
            return None
        task = task_for(who, key, self._settings, self._seats.get(key, ()))
        if first:
            task = replace(task, issues=(_repeated(who, key, first),))
        return task if self._settings.redo else self._with_known_plan(task)

    def _is_taken(self, name: str) -> bool:
        """Whether a workbook of that name would be somebody else's, or take the place of the roster."""
        return name.casefold() == self._settings.source.casefold() or self._ledger.taken(name)

    def _with_known_plan(self, task: Task) -> Task:
        return replace(task, known=self._ledger.solved(task.problem, task.today))

    def _known(self, who: Who) -> tuple[Key, str, Entry | None]:
        """The person's key, where the same id was met before in this run if it was, and what the ledger knows."""
        person_id = id_of(who, self._ledger, self._settings.today)
        key = Key(person_id)
        entry = self._ledger.entry(key)
        if entry is None or entry.run != self.run:
            return key, "", entry
        again = Key(person_id, self._ledger.last_of(person_id, self.run) + 1)
        return again, entry.place if person_id else "", self._ledger.entry(again)

    def _holds(self, entry: Entry, who: Who, key: Key) -> bool:
        """Whether nothing is to be done: same inputs, a plan that still holds, its workbook in its place."""
        same = entry.holds(self._inputs(who, key), made_with(self._settings, who), self._settings.today)
        if self._settings.redo or not same or (entry.issues and entry.place != who.place):
            return False
        return not entry.workbook or is_whole(self._settings.folder / entry.workbook)

    def _inputs(self, who: Who, key: Key) -> str:
        seats = self._seats.get(key, ())
        return f"{inputs_of(who)} {key.nth} {seats}" if seats else f"{inputs_of(who)} {key.nth}"

    def _write(self, name: str, workbook: bytes | None, known: str) -> bool:
        """False for a workbook that somebody has open: the others go on, and the next run tries again.

        A file that is not as a run has written it (`known` is its hash) is somebody's own work: it is kept as a backup.
        """
        if workbook is None:
            return True
        path = self._settings.folder / name
        if lock_holder(path):
            self.unwritten.append(name)
            return False
        if path.exists() and hashlib.sha256(before := path.read_bytes()).hexdigest() != known and before != workbook:
            write_atomically(backup_of(path), before)
        write_atomically(path, workbook)
        return True

    def _release(self, problem: str) -> None:
        waiting = self._alike.pop(problem, [])
        self._waiting -= len(waiting)
        self._ready.extend(waiting)


def id_of(who: Who, ledger: Ledger, today: date) -> str:
    """The person's id; that in a workbook is read only once, and the file's name stands in where there is none."""
    if not isinstance(who, Submitted):
        return who.person_id
    content = inputs_of(who)
    known = ledger.workbook_id(content)
    if known is None:
        known = services.person_in_workbook(who.data, built_in(), today).person_id
        ledger.remember_workbook(content, known)
    return known or PurePath(who.name).stem


def task_for(who: Who, key: Key, settings: Settings, seats: tuple[Seat, ...]) -> Task:
    """The task of planning for a person with these seats; tasks with one `problem` have one answer."""
    bearing = f"{made_with(settings, who)} {seats} {problem_of(who)}"
    problem = hashlib.sha256(bearing.encode()).hexdigest()
    return Task(key, who, settings.today, problem, seats=seats, macros=settings.ending == ".xlsm")


def made_with(settings: Settings, who: Who) -> str:
    """Planner, catalogue and kind of workbook: a change of any of them makes all plans anew."""
    catalogue, _ = services.catalogue_at("" if isinstance(who, Submitted) else who.catalogue, settings.today)
    return f"{__version__} {catalogue.version if catalogue else '-'} {ending_of(settings, who)}"


def ending_of(settings: Settings, who: Who) -> str:
    """A workbook keeps its kind, because of its macros."""
    return PurePath(who.name).suffix.lower() if isinstance(who, Submitted) else settings.ending


def _begin(ledger: Ledger) -> int:
    """The number of this run; changes are told since the last run that was completed."""
    last = ledger.number("run")
    if last and ledger.number("complete") == last:
        ledger.forget_changes()
    ledger.set("run", str(last + 1))
    ledger.save()
    return last + 1


def _why(entry: Entry | None, now: Mapping[str, str | int]) -> str:
    if entry is None or not entry.inputs:
        return "new"
    if entry.inputs != now["inputs"]:
        return "inputs changed"
    return "planner or catalogue changed" if entry.made_with != now["made_with"] else "planned again"


def _repeated(who: Who, key: Key, first: str) -> Issue:
    place = who.home if isinstance(who, Submitted) else Place(sheet=who.file, cell=f"{who.place}, id")
    what = f"The id {shown(key.person_id)} stands in {first} already."
    return error("duplicate_id", place, what, "Give each person an id of their own.")


def _given_up(task: Task) -> Done:
    what = "Planning this person stopped the worker process three times (out of memory, or ended from outside)."
    issue = error("worker_stopped", task.who.home, what, "The others are not affected; the next run tries again.")
    plan = fault_plan(task, issue)
    return Done(plan.to_json(), plan.status, issues=1)
