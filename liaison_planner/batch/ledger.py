"""The ledger of a batch: who has been planned from which inputs, in one SQLite file beside the results."""

import errno
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.workbook.files import backup_of

LEDGER = "ledger.sqlite"
VERSION = 2
"""Goes up with every change of the tables: a ledger of another version is set aside, never guessed at."""

_ROWS_AT_ONCE = 100

APPLICATION = 0x4C504C4E
"""Marks the file as ours (SQLite, PRAGMA application_id)."""

_TABLES = """
CREATE TABLE people (
  id TEXT, nth INTEGER, file TEXT NOT NULL UNIQUE COLLATE NOCASE, run INTEGER, position INTEGER, place TEXT,
  inputs TEXT DEFAULT '', made_with TEXT DEFAULT '', problem TEXT DEFAULT '', good_from TEXT DEFAULT '',
  good_until TEXT DEFAULT '', status TEXT DEFAULT '', issues INTEGER DEFAULT 0, about TEXT DEFAULT '{}', workbook TEXT DEFAULT '',
  written TEXT DEFAULT '',
  PRIMARY KEY (id, nth)) WITHOUT ROWID;
CREATE INDEX people_by_problem ON people (problem) WHERE problem <> '';
CREATE TABLE plans (id TEXT, nth INTEGER, plan BLOB, PRIMARY KEY (id, nth));
CREATE TABLE solved (problem TEXT PRIMARY KEY, plan BLOB, good_from TEXT, good_until TEXT) WITHOUT ROWID;
CREATE TABLE before (id TEXT, nth INTEGER, why TEXT, plan BLOB, PRIMARY KEY (id, nth)) WITHOUT ROWID;
CREATE TABLE workbooks (hash TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class LedgerDamagedError(Exception):
    """The file is no ledger, or parts of it cannot be read."""


@dataclass(frozen=True, slots=True)
class Key:
    """A person: the id as given, and which of the rows with this id (1 for the first, the only one that is planned)."""

    person_id: str
    nth: int = 1

    @property
    def stored(self) -> tuple[str, int]:
        """Ids may hold what no database takes, such as half a character of a damaged file."""
        if self.person_id.isascii():
            return self.person_id, self.nth
        return self.person_id.encode("utf-8", "backslashreplace").decode(), self.nth


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of a person; `inputs` is "" for somebody who was never finished, `issues` counts them.

    `written` is a hash of the workbook as it was written.
    """

    file: str
    run: int
    place: str
    inputs: str
    made_with: str
    good_from: str
    good_until: str
    status: str
    issues: int
    workbook: str
    written: str

    def holds(self, inputs: str, made_with: str, today: date) -> bool:
        """Whether a plan made now could only be the same one."""
        same = self.inputs == inputs and self.made_with == made_with
        return same and self.good_from <= today.isoformat() <= self.good_until


class Ledger:
    """Open for one batch at a time; what is recorded survives whatever happens to this process."""

    def __init__(self, folder: Path) -> None:
        """Opens or makes the ledger of a results folder.

        Raises LedgerDamagedError if it is of another version or no ledger, BlockingIOError if another batch has it.
        """
        self.path = folder / LEDGER
        with self._told():
            self._base = sqlite3.connect(self.path, isolation_level=None, timeout=1)
        try:
            with self._told():
                self._prepare()
        except BaseException:
            self._base.close()
            raise

    def _prepare(self) -> None:
        run = self._base.execute
        run("PRAGMA locking_mode=EXCLUSIVE")
        run("PRAGMA journal_mode=WAL")
        run("PRAGMA synchronous=NORMAL")
        run("BEGIN IMMEDIATE")
        application, version = (run(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        if not application and not run("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            for statement in filter(str.strip, _TABLES.split(";")):
                run(statement)
            run(f"PRAGMA application_id={APPLICATION}")
            run(f"PRAGMA user_version={VERSION}")
        elif (application, version) != (APPLICATION, VERSION):
            raise LedgerDamagedError("It was made by another version.")
        if run(
            "SELECT 1 FROM people LEFT JOIN plans USING (id, nth) WHERE inputs <> '' AND plan IS NULL LIMIT 1"
        ).fetchone():
            raise LedgerDamagedError("A plan is missing.")

    def close(self) -> None:
        """Keeps what was recorded and lets others in."""
        try:
            with self._told():
                if self._base.in_transaction:
                    self._base.execute("COMMIT")
        finally:
            self._base.close()

    def abandon(self) -> None:
        """Closes a ledger that cannot be written any more."""
        self._base.close()

    def save(self) -> None:
        """From here on what was recorded is there to stay."""
        self._do("COMMIT")
        self._do("BEGIN IMMEDIATE")

    def entry(self, key: Key) -> Entry | None:
        columns = "file, run, place, inputs, made_with, good_from, good_until, status, issues, workbook, written"
        row = self._one(f"SELECT {columns} FROM people WHERE id = ? AND nth = ?", key.stored)  # noqa: S608 - our names
        return Entry(*row) if row else None

    def taken(self, file: str) -> bool:
        """Whether a file name is somebody's, whatever its case."""
        return self._one("SELECT 1 FROM people WHERE file = ?", (file,)) is not None

    def last_of(self, person_id: str, run: int) -> int:
        """How many rows with this id this run has met so far."""
        stored = Key(person_id).stored[0]
        row = self._one("SELECT max(nth) FROM people WHERE id = ? AND run = ?", (stored, run))
        return int(row[0] or 0) if row else 0

    def met(self, key: Key, file: str, run: int, position: int, place: str) -> None:
        """Notes that a run has met a person, and where in the roster."""
        self._do(
            "INSERT INTO people (id, nth, file, run, position, place) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id, nth) "
            "DO UPDATE SET run = excluded.run, position = excluded.position, place = excluded.place",
            (*key.stored, file, run, position, place),
        )

    def record(self, key: Key, columns: dict[str, str | int], plan: str, why: str) -> None:
        """Notes a finished person; the plan of the last complete run is kept for the report of changes."""
        self._do(
            "INSERT OR IGNORE INTO before SELECT ?, ?, ?, (SELECT plan FROM plans WHERE id = ? AND nth = ?)",
            (*key.stored, why, *key.stored),
        )
        changes = ", ".join(f"{name} = ?" for name in columns)
        self._do(f"UPDATE people SET {changes} WHERE id = ? AND nth = ?", (*columns.values(), *key.stored))  # noqa: S608
        self._do("INSERT OR REPLACE INTO plans VALUES (?, ?, ?)", (*key.stored, _packed(plan)))

    def plan(self, key: Key) -> str | None:
        """The plan of a person as it was recorded."""
        row = self._one("SELECT plan FROM plans WHERE id = ? AND nth = ?", key.stored)
        return _unpacked(row[0]) if row else None

    def solved(self, problem: str, today: date) -> str | None:
        """The plan of anybody with this problem, if one made today would be the same."""
        day = today.isoformat()
        row = self._one(
            "SELECT plan FROM people JOIN plans USING (id, nth) WHERE problem = ? AND good_from <= ? "
            "AND good_until >= ? LIMIT 1",
            (problem, day, day),
        ) or self._one(
            "SELECT plan FROM solved WHERE problem = ? AND good_from <= ? AND good_until >= ?", (problem, day, day)
        )
        return _unpacked(row[0]) if row else None

    def record_solved(self, problem: str, plan: str, good: tuple[str, str]) -> None:
        """Notes the answer to a question that is nobody's plan yet, such as one seat or another."""
        self._do("INSERT OR REPLACE INTO solved VALUES (?, ?, ?, ?)", (problem, _packed(plan), *good))

    def workbook_id(self, content: str) -> str | None:
        """The person in a workbook with these contents (a hash), if it was read before."""
        row = self._one("SELECT id FROM workbooks WHERE hash = ?", (content,))
        return str(row[0]) if row else None

    def remember_workbook(self, content: str, person_id: str) -> None:
        self._do("INSERT OR REPLACE INTO workbooks VALUES (?, ?)", (content, Key(person_id).stored[0]))

    def setting(self, key: str) -> str:
        row = self._one("SELECT value FROM settings WHERE key = ?", (key,))
        return str(row[0]) if row else ""

    def number(self, key: str) -> int:
        """A setting that is a whole number; 0 if it was never set."""
        text = self.setting(key)
        if text and not text.isdecimal():
            raise LedgerDamagedError(f"Its setting «{key}» is no number.")
        return int(text or 0)

    def set(self, key: str, value: str) -> None:
        self._do("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))

    def people(self, run: int) -> Iterator[tuple[Plan, str, dict[str, Any]]]:
        """Plan, name of the workbook and what else is told of everybody whom the run has met, in the order of the roster."""
        rows = self._all(
            "SELECT plan, workbook, about FROM people JOIN plans USING (id, nth) WHERE run = ? ORDER BY position",
            (run,),
        )
        return ((_plan(plan), name, _about(about)) for plan, name, about in rows)

    def without_plan(self, run: int) -> Iterator[Plan]:
        """The answers to everybody for whom the run found no plan."""
        rows = self._all(
            "SELECT plan FROM people JOIN plans USING (id, nth) WHERE run = ? AND status IN (?, ?)",
            (run, PlanStatus.INFEASIBLE.value, PlanStatus.INVALID_INPUT.value),
        )
        return (Plan.model_validate_json(_unpacked(row[0])) for row in rows)

    def lines(self, run: int) -> Iterator[str]:
        """The plans as JSON, in the order of the roster."""
        rows = self._all("SELECT plan FROM people JOIN plans USING (id, nth) WHERE run = ? ORDER BY position", (run,))
        return (_unpacked(row[0]) for row in rows)

    def changed(self, run: int) -> Iterator[tuple[str, str, Plan | None, Plan]]:
        """Workbook, why, plan before and plan now of everybody planned anew since the last complete run."""
        rows = self._all(
            "SELECT people.workbook, before.why, before.plan, plans.plan FROM before JOIN people USING (id, nth) "
            "JOIN plans USING (id, nth) WHERE people.run = ? ORDER BY position",
            (run,),
        )
        for workbook, why, old, new in rows:
            yield workbook, why, None if old is None else _plan(old), _plan(new)

    def left(self, run: int) -> Iterator[tuple[str, str]]:
        """Id and workbook of everybody whom this run did not meet, but the last complete run or one after it did."""
        last = self.number("complete")
        return iter(
            self._all("SELECT id, workbook FROM people WHERE run >= ? AND run < ? ORDER BY position", (last, run))
        )

    def forget_changes(self) -> None:
        self._do("DELETE FROM before")

    def counts(self, run: int) -> dict[str, int]:
        """How many people the run has met, by the status of their plans."""
        rows = self._all("SELECT status, count(*) FROM people WHERE run = ? GROUP BY status ORDER BY status", (run,))
        return dict(rows)

    def _do(self, statement: str, values: tuple[Any, ...] = ()) -> None:
        try:
            self._base.execute(statement, values)
        except sqlite3.DatabaseError as fault:
            self._tell(fault)

    def _one(self, statement: str, values: tuple[Any, ...]) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = self._base.execute(statement, values).fetchone()
        except sqlite3.DatabaseError as fault:
            self._tell(fault)
        return row

    def _all(self, statement: str, values: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        with self._told():
            cursor = self._base.execute(statement, values)
        while rows := self._some(cursor):
            yield from rows

    def _some(self, cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
        with self._told():
            return cursor.fetchmany(_ROWS_AT_ONCE)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Faults of the database as what they mean; for what is done once a person, `try` is quicker."""
        try:
            yield
        except sqlite3.DatabaseError as fault:
            self._tell(fault)

    def _tell(self, fault: sqlite3.DatabaseError) -> NoReturn:
        """Raises what a fault means: damage, another batch, or a computer that refuses."""
        if not isinstance(fault, sqlite3.OperationalError):
            raise LedgerDamagedError(str(fault)) from fault
        code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BlockingIOError(errno.EAGAIN, "another batch is at work", str(self.path.parent)) from fault
        if code not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise LedgerDamagedError(str(fault)) from fault
        raise OSError(self._reason(code), str(fault), str(self.path)) from fault

    def _reason(self, code: int) -> int:
        if not self.path.parent.is_dir() or not self.path.exists():
            return errno.ENOENT
        return errno.EACCES if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) else errno.ENOSPC


def set_aside(folder: Path) -> Path:
    """Moves a ledger that cannot be used out of the way and gives its new name; nothing is deleted."""
    path = folder / LEDGER
    backup = backup_of(path)
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(backup.with_name(backup.name + ending))
    path.replace(backup)
    return backup


def _packed(plan: str) -> bytes:
    return zlib.compress(plan.encode(), 1)


def _unpacked(packed: bytes) -> str:
    try:
        return zlib.decompress(packed).decode()
    except (zlib.error, UnicodeDecodeError, TypeError) as fault:
        raise LedgerDamagedError(str(fault)) from fault


def _plan(packed: bytes) -> Plan:
    text = _unpacked(packed)
    try:
        return Plan.model_validate_json(text)
    except ValueError as fault:
        raise LedgerDamagedError("What should be a plan is none.") from fault


def _about(text: str) -> dict[str, Any]:
    try:
        known = json.loads(text)
    except ValueError as fault:
        raise LedgerDamagedError(str(fault)) from fault
    if not isinstance(known, dict):
        raise LedgerDamagedError("What is told about a person cannot be read.")
    return known
