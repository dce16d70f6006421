"""How fast and how lean batches are: ratios measured in one run, on a roster that a seed makes from the sample people.

python benchmarks/batch.py                      # 40 people: workers, overhead, Dask, memory, resuming
python benchmarks/batch.py --people 2000        # the whole course, with an interruption on the way
python benchmarks/batch.py --flat 100000        # memory over many people with a small catalogue
python benchmarks/batch.py --resume 1000000     # going on from a ledger of that size
"""

import argparse
import csv
import json
import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from liaison_planner import services
from liaison_planner.batch.engine_local import Feed, Results
from liaison_planner.batch.ledger import Key, Ledger
from liaison_planner.batch.people import People
from liaison_planner.batch.roster import open_roster
from liaison_planner.batch.round import Round, Settings, made_with
from liaison_planner.batch.run import Engine, Outcome, Progress, run_batch
from liaison_planner.batch.work import inputs_of
from liaison_planner.catalogue import built_in
from liaison_planner.catalogue.load import BUILT_IN
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.plan import Plan
from liaison_planner.verification import verify

TODAY = date(2026, 11, 23)
SEED = 7


def people(number: int, seed: int = SEED) -> Iterator[dict[str, str]]:
    """So many roster rows: sample people with other hours, money, dates and ratings, now and then the same once more."""
    chance, personas = random.Random(seed), list(sample_people().values())
    before: dict[str, str] = {}
    for count in range(1, number + 1):
        person = dict(before) if before and chance.random() < 0.1 else _varied(dict(chance.choice(personas)), chance)
        before = person
        yield {**person, "id": f"G{count:06d}", "label": f"{person['label']} {count}"}


def _varied(person: dict[str, str], chance: random.Random) -> dict[str, str]:
    person["weekly_hours"] = str(max(3, int(person["weekly_hours"]) + chance.randint(-2, 6)))
    person["budget_usd"] = str(round(int(person["budget_usd"]) * chance.uniform(0.8, 2), -2))
    start = date.fromisoformat(person["start_date"]) + timedelta(weeks=chance.randint(0, 12))
    length = date.fromisoformat(person["target_date"]) - date.fromisoformat(person["start_date"])
    person["start_date"] = start.isoformat()
    person["target_date"] = (start + length + timedelta(weeks=chance.randint(-2, 30))).isoformat()
    ratings = [piece.split(":") for piece in person["self_ratings"].split(";")]
    changed = [(name, min(4, max(0, int(level) + chance.choice((-1, 0, 0, 0, 1))))) for name, level in ratings]
    person["self_ratings"] = ";".join(f"{name}:{level}" for name, level in changed)
    return person


def write_roster(path: Path, number: int, seed: int = SEED, **same: str) -> Path:
    """The people as a CSV file; `same` columns hold the same in every row."""
    rows = ({**person, **same} for person in people(number, seed))
    first = next(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)
    return path


class Measured(Engine):
    """An engine that adds up the seconds its workers spent on solving and filling."""

    busy = 0.0

    def results(self, feed: Feed) -> Results:
        type(self).busy = 0.0
        for task, done in super().results(feed):
            type(self).busy += done.seconds if done else 0.0
            yield task, done


def timed(roster: Path, folder: Path, engine: Engine) -> tuple[float, Outcome]:
    """Wall time of a whole batch, files and all, into a fresh folder."""
    began = time.perf_counter()
    outcome = run_batch(str(roster), Settings(folder, TODAY), engine, _silent)
    return time.perf_counter() - began, outcome


def _silent(_: Progress) -> None:
    """No output while the clock runs."""


def plans(folder: Path) -> list[dict[str, object]]:
    """The plans without the seconds they took."""
    found = [json.loads(line) for line in (folder / "plans.jsonl").read_text(encoding="utf-8").splitlines()]
    return [{**plan, "proof": {**plan["proof"], "seconds": None}} for plan in found]


def workers_and_overhead(folder: Path, number: int) -> None:
    """Two workers against one, Dask against itself, and what a person costs beside solving and filling."""
    roster = write_roster(folder / "roster.csv", number)
    one, outcome = timed(roster, folder / "one", Measured(1))
    busy = Measured.busy
    print(f"{outcome.sentence.partition(' Results')[0]}")
    print(
        f"one worker      {one:8.1f} s   solve + fill {busy:.1f} s   overhead {(one - busy) / busy:6.1%}   (at most 15 %)"
    )
    two, _ = timed(roster, folder / "two", Measured(2))
    print(f"two workers     {two:8.1f} s   {one / two:.2f} times one   (at least 1.8)")
    dask_one, _ = timed(roster, folder / "dask1", Engine(1, dask=True))
    dask_two, _ = timed(roster, folder / "dask2", Engine(2, dask=True))
    print(f"Dask, 1 then 2  {dask_one:8.1f} s {dask_two:8.1f} s   {dask_one / dask_two:.2f} times one   (at least 1.5)")
    same = plans(folder / "one") == plans(folder / "two") == plans(folder / "dask1") == plans(folder / "dask2")
    print(f"equal results   {'yes' if same else 'NO'}")


def interrupted(folder: Path, number: int) -> None:
    """A whole course: killed half-way, resumed, and every plan judged by the verifier."""
    roster, out = write_roster(folder / "course.csv", number), folder / "course"
    command = [sys.executable, "-m", "liaison_planner", "batch", str(roster), "-o", str(out), "--progress", "json"]
    command += ["--today", TODAY.isoformat()]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if json.loads(line)["done"] >= number // 2:
            process.send_signal(signal.SIGKILL)
            break
    process.wait()
    seconds, outcome = timed(roster, out, Engine(2))
    kept = sum(outcome.counts.values()) - outcome.planned
    print(
        f"course of {number}: killed half-way, {kept} kept, the rest in {seconds:.0f} s; {outcome.sentence.partition(' Results')[0]}"
    )
    print(f"objections of the verifier: {_objections(roster, out)}")


def _objections(roster: Path, out: Path) -> int:
    found = 0
    with (out / "plans.jsonl").open(encoding="utf-8") as lines:
        for row, line in zip(open_roster(roster), lines, strict=True):
            profile = services.person_from(row.raw, built_in(), TODAY).profile
            found += bool(profile and verify(Plan.model_validate_json(line), profile, built_in()))
    return found


def flat(folder: Path, number: int) -> None:
    """Memory of the parent process while a small catalogue is planned for many people."""
    catalogue = small_catalogue(folder / "catalogue")
    easy = {"weekly_hours": "12", "budget_usd": "9000", "self_ratings": "hipaa:1", "target_date": "2029-12-31"}
    easy |= {"willing_to_change_job": "yes", "catalogue": str(catalogue)}
    roster = write_roster(folder / "many.csv", number, SEED, **easy)
    marks: dict[int, float] = {}

    def report(progress: Progress) -> None:
        if progress.done * 10 % number == 0:
            marks[progress.done] = _resident_mb()

    began = time.perf_counter()
    run_batch(str(roster), Settings(folder / "many", TODAY), Engine(2), report)
    print(
        f"{number} people with a small catalogue: {number / (time.perf_counter() - began):.1f} a second; memory in MB:"
    )
    print("   ".join(f"{done}: {megabytes:.0f}" for done, megabytes in marks.items()), f"  end: {_resident_mb():.0f}")


def small_catalogue(folder: Path) -> Path:
    """The built-in catalogue with two competencies to reach: a problem that is solved at once."""
    shutil.copytree(BUILT_IN, folder)
    path = folder / "competencies.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    levels = [name for name in rows[0] if name.startswith(("specialty", "medical", "consulting", "government"))]
    for row in rows[2:]:
        row.update(dict.fromkeys(levels, "0"))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def resume(folder: Path, number: int) -> None:
    """Going on where everybody is done already: the time until that is known."""
    roster, settings = write_roster(folder / "done.csv", number), Settings(folder / "done", TODAY)
    settings.folder.mkdir()
    ledger = Ledger(settings.folder)
    for position, row in enumerate(open_roster(roster), start=1):
        key = Key(row.person_id)
        ledger.met(key, row.person_id, 1, position, row.place)
        columns = {"inputs": f"{inputs_of(row)} 1", "made_with": made_with(settings, row), "status": "optimal"}
        columns |= {"good_from": TODAY.isoformat(), "good_until": TODAY.isoformat()}
        ledger.record(key, dict(columns), "{}", "new")
    for name, value in (("run", "1"), ("complete", "1")):
        ledger.set(name, value)
    ledger.forget_changes()
    ledger.close()
    began = time.perf_counter()
    Ledger(settings.folder).close()
    opened = time.perf_counter()
    people_read = People(number, (), open_roster(roster).__iter__)
    ledger = Ledger(settings.folder)
    ready = time.perf_counter()
    everybody = Round(people_read, settings, ledger, lambda *_: None, {})
    assert everybody.next_task() is None
    compared = time.perf_counter()
    ledger.close()
    print(
        f"resuming {number} people: ledger open in {opened - began:.2f} s, nothing left to do in {compared - ready:.1f} s"
    )


def main() -> None:
    """Prints the figures asked for, or all at a small size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("people", "flat", "resume", "workers"):
        parser.add_argument(f"--{name}", type=int, default=0)
    chosen = parser.parse_args()
    everything = not any(vars(chosen).values())
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        if everything or chosen.workers:
            workers_and_overhead(Path(folder), chosen.workers or 40)
        if everything or chosen.people:
            interrupted(Path(folder), chosen.people or 40)
        if everything or chosen.flat:
            flat(Path(folder), chosen.flat or 1_000)
        if everything or chosen.resume:
            resume(Path(folder), chosen.resume or 100_000)


if __name__ == "__main__":
    main()
