"""The files about everybody: plans, issues, changes, summary, table; each is written whole or not at all."""

import csv
import hashlib
import io
import itertools
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from liaison_planner.batch.allotment import Allotment
from liaison_planner.batch.cohort import Member
from liaison_planner.batch.cohort_book import summary_workbook
from liaison_planner.batch.cohort_table import NAME as TABLE
from liaison_planner.batch.cohort_table import write_table
from liaison_planner.batch.ledger import Ledger
from liaison_planner.batch.round import Round, Settings
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import Plan
from liaison_planner.workbook.files import backup_of, write_atomically

PLANS = "plans.jsonl"
SUMMARY = "summary.xlsx"
ISSUES = "issues.csv"
CHANGES = "changes.csv"
PLACES = "places.csv"
NAMES = (PLANS, SUMMARY, ISSUES, CHANGES, PLACES, TABLE)

_LEFT_BEHIND = re.compile(r"\..+-\w{8}\.tmp")
"""How `write_atomically` names a file that is not whole yet."""

_ISSUE_COLUMNS = ("person_id", "severity", "code", "sheet", "cell", "what", "how_to_fix")
_CHANGE_COLUMNS = (
    *("person_id", "change", "why", "status_before", "status", "ready_before", "ready"),
    *("cost_before_usd", "cost_usd", "steps_added", "steps_dropped", "workbook"),
)
_PLACE_COLUMNS = (
    *("person_id", "offering", "title", "start", "wished_start", "number_on_waiting_list", "weeks_later"),
    *("dollars_more", "reason"),
)


def sweep(folder: Path) -> None:
    """Takes away what a killed run left half-written."""
    with os.scandir(folder) as found:
        for each in found:
            if _LEFT_BEHIND.fullmatch(each.name):
                with suppress(FileNotFoundError):
                    Path(each.path).unlink()


def write(settings: Settings, ledger: Ledger, everybody: Round, issues: Sequence[Issue], allotment: Allotment) -> None:
    """Brings all files up to date; those about plans stay untouched if nothing changed since they were written."""
    folder, run = settings.folder, everybody.run
    if not ledger.setting("results"):
        _keep_what_is_not_ours(folder)
        ledger.set("results", "ours")
        ledger.save()
    left = list(ledger.left(run))
    write_atomically(folder / CHANGES, _csv(_CHANGE_COLUMNS, _changes(ledger, run, left)))
    beside = hashlib.sha256(repr((issues, allotment)).encode(errors="backslashreplace")).hexdigest()
    untouched = (
        not (everybody.changed or left)
        and ledger.number("complete") == run - 1
        and ledger.setting("beside") == beside
        and ledger.setting("sizes") == _sizes(folder)
    )
    if not untouched:
        write_atomically(folder / PLANS, (f"{line}\n".encode() for line in ledger.lines(run)))
        write_atomically(folder / ISSUES, _csv(_ISSUE_COLUMNS, _issues(ledger, run, issues)))
        if allotment.offered:
            write_atomically(folder / PLACES, _csv(_PLACE_COLUMNS, _places(allotment)))
        _write_summary(settings, ledger, run, issues, allotment)
    ledger.set("beside", beside)
    ledger.set("sizes", _sizes(folder))
    ledger.set("complete", str(run))
    ledger.save()


def _keep_what_is_not_ours(folder: Path) -> None:
    """Before the first results are written: files of these names that were there already are kept as backups."""
    for path in (folder / name for name in NAMES):
        if path.exists():
            shutil.copy2(path, backup_of(path))


def _sizes(folder: Path) -> str:
    """Tells files as they were written from those that were deleted or cut off since."""
    paths = (folder / name for name in (PLANS, SUMMARY, ISSUES))
    return " ".join(str(path.stat().st_size) if path.exists() else "-" for path in paths)


def _write_summary(settings: Settings, ledger: Ledger, run: int, issues: Sequence[Issue], allotment: Allotment) -> None:
    extra = dict.fromkeys(name for member in _members(ledger, run) for name, _ in member.about.get("extra", ()))
    book = summary_workbook(_members(ledger, run), issues, tuple(extra), settings.today, allotment)
    write_atomically(settings.folder / SUMMARY, book)
    write_table(settings.folder, _members(ledger, run), tuple(extra))


def _members(ledger: Ledger, run: int) -> Iterator[Member]:
    return (Member(plan, file, about) for plan, file, about in ledger.people(run))


def _issues(ledger: Ledger, run: int, issues: Sequence[Issue]) -> Iterator[Sequence[object]]:
    for issue in issues:
        yield ("", *(getattr(issue, name) for name in _ISSUE_COLUMNS[1:]))
    for member in _members(ledger, run):
        for issue in member.plan.issues:
            yield (member.plan.person_id, *(getattr(issue, name) for name in _ISSUE_COLUMNS[1:]))


def _changes(ledger: Ledger, run: int, left: Iterable[tuple[str, str]]) -> Iterator[Sequence[object]]:
    """Who is new, whose plan reads otherwise than after the last complete run, and who is no longer in the roster."""
    for file, why, before, now in ledger.changed(run):
        if before is None or _figures(before) != _figures(now):
            yield (now.person_id, kind_of_change(before, now), why, *_comparison(before, now), file)
    for person_id, file in left:
        yield (person_id, "left", "no longer in the roster; nothing was removed", *[""] * 8, file)


def _places(allotment: Allotment) -> Iterator[Sequence[object]]:
    """Everybody with a place in a scarce offering or a wish for one."""
    for note in allotment.notes:
        told = (note.person_id, note.offering_id, note.title, note.start or "", note.wished or "")
        later = "" if note.weeks_later is None else note.weeks_later
        yield (*told, note.waiting or "", later, note.dollars_more or "", note.reason)


def _figures(plan: Plan) -> tuple[Any, ...]:
    steps = tuple((item.offering_id, item.start, item.finish) for item in plan.items)
    return plan.status, plan.ready_date, plan.total_cost_usd, plan.conflicts, steps


def kind_of_change(before: Plan | None, now: Plan) -> str:
    """«dates moved» where all that the line shows is as before and only steps stand on other days."""
    if before is None:
        return "new"
    *told, steps = _figures(before)
    *told_now, steps_now = _figures(now)
    same_steps = {name for name, _, _ in steps} == {name for name, _, _ in steps_now}
    return "dates moved" if told == told_now and same_steps else "changed"


def _comparison(before: Plan | None, now: Plan) -> tuple[object, ...]:
    old = [item.offering_id for item in before.items] if before else []
    new = [item.offering_id for item in now.items]
    added = ";".join(name for name in new if name not in old) if before else ""
    return (
        *(before.status.value if before else "", now.status.value),
        *(before.ready_date if before else "", now.ready_date or ""),
        *(before.total_cost_usd if before else "", now.total_cost_usd),
        *(added, ";".join(name for name in old if name not in new)),
    )


def _csv(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """UTF-8 with the mark by which Excel knows it; no text can become a formula there."""
    yield b"\xef\xbb\xbf"
    for line in itertools.chain((columns,), lines):
        buffer = io.StringIO()
        csv.writer(buffer).writerow([_harmless(value) for value in line])
        yield buffer.getvalue().encode(errors="backslashreplace")


def _harmless(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        return f"'{value}"
    return "" if value is None else value
