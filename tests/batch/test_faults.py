"""Whatever is killed, taken away, filled up or damaged: nothing is lost, nothing is there twice, the next run completes."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest

from liaison_planner import services
from liaison_planner.batch import engine_local, work
from liaison_planner.batch.ledger import LEDGER, VERSION, Key, Ledger
from liaison_planner.batch.roster import RosterRow, open_roster
from liaison_planner.batch.run import Outcome, Progress
from liaison_planner.batch.work import Task
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE
from liaison_planner.domain.plan import PlanStatus

HEADING, *PEOPLE = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
P02 = PEOPLE[1]
IDS = tuple(f"K{number}" for number in range(8))
KILLS = 50
SEED = 20261123
DAY = date(2026, 11, 23)

Run = Callable[..., Outcome]
Plans = Callable[[Path], list[dict[str, Any]]]

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no signals of this kind")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Eight people with problems that differ, each solved in a moment."""
    path = tmp_path / "r.csv"
    lines = [P02.replace("P02", name, 1).replace(",20,1500,", f",{16 + n},1500,") for n, name in enumerate(IDS)]
    path.write_text("\n".join([HEADING, *lines]) + "\n", encoding="utf-8")
    return path


def started(roster: Path, out: Path, **options: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "liaison_planner", "batch", str(roster), "-o", str(out), "--workers", "2"]
    command += ["--today", "2026-11-23", "--progress", "json"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", **options)


def workers_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    with suppress(psutil.Error):
        children = psutil.Process(process.pid).children()
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]
    return []


def kill(process: subprocess.Popen[str], victim: psutil.Process | None) -> bool:
    """Kills a worker, or the parent for None; whether there was still somebody to kill."""
    if process.poll() is not None:
        return False
    with suppress(psutil.Error):
        (victim or psutil.Process(process.pid)).kill()
        return True
    return False


def everything_is_there(out: Path, reference: Path, plans: Plans) -> None:
    assert [plan["person_id"] for plan in plans(out)] == list(IDS)
    assert plans(out) == plans(reference)
    assert {path.name for path in out.iterdir()} == {path.name for path in reference.iterdir()}
    for name in IDS:
        assert (out / f"{name}.xlsx").read_bytes() == (reference / f"{name}.xlsx").read_bytes()


def test_fifty_kills_at_random_moments_lose_nothing_and_double_nothing(
    tmp_path: Path, roster: Path, run: Run, plans: Plans
) -> None:
    """Workers and parents are killed with SIGKILL until fifty have died, every batch is completed by the runs after it."""
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    run(roster, tmp_path / "reference")
    kills = round_ = 0
    orphans: list[psutil.Process] = []
    while kills < KILLS:
        out, code = tmp_path / f"out{round_}", 1
        round_ += 1
        while code != 0:
            process = started(roster, out)
            while kills < KILLS and process.poll() is None:
                time.sleep(chance.uniform(0.05, 1.2))
                workers = workers_of(process)
                orphans += workers
                victim = chance.choice(workers) if workers and chance.random() < 0.7 else None
                kills += kill(process, victim)
            process.communicate()
            code = process.returncode
        everything_is_there(out, tmp_path / "reference", plans)
    _, alive = psutil.wait_procs(orphans, timeout=20)
    assert alive == []


@posix_only
def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(tmp_path: Path, run: Run, plans: Plans) -> None:
    roster, names = tmp_path / "many.csv", [f"M{number}" for number in range(150)]
    lines = [P02.replace("P02", name, 1).replace(",20,1500,", f",20,{1500 + n},") for n, name in enumerate(names)]
    roster.write_text("\n".join([HEADING, *lines]) + "\n", encoding="utf-8")
    process = started(roster, tmp_path / "out", start_new_session=True)
    assert process.stderr is not None
    process.stderr.readline()  # somebody is done
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 4
    assert "Stopped." in told
    assert "Traceback" not in told
    assert not list((tmp_path / "out").glob(".*.tmp"))
    assert 0 < run(roster).planned < len(names)
    assert [plan["person_id"] for plan in plans(tmp_path / "out")] == names


class _Poison(RosterRow):
    """A row that kills whoever plans for it."""

    @property
    def raw(self) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)


@posix_only
def test_a_row_that_kills_its_workers_is_given_up_and_the_others_go_on(roster: Path) -> None:
    good, bad, *_ = open_roster(roster)
    poison = _Poison(bad.file, bad.number, bad.cells)
    tasks = [Task(Key(who.person_id), who, DAY, who.person_id) for who in (poison, good)]
    found = {task.key.person_id: done for task, done in engine_local.results(lambda: tasks.pop() if tasks else None, 2)}
    assert found["K1"] is None
    assert found["K0"] is not None
    assert found["K0"].status is PlanStatus.OPTIMAL


def test_a_mistake_of_ours_in_one_row_is_that_rows_issue(roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row, *_ = open_roster(roster)
    monkeypatch.setattr(services, "person_from", lambda *_: 1 / 0)
    done = work.answer(Task(Key("K0"), row, DAY, "x"))
    assert done.status is PlanStatus.INVALID_INPUT
    assert "planner_fault" in done.plan
    assert done.good_until == work.NEVER


@posix_only  # Windows does not let a folder go while a file in it is open
def test_an_output_folder_that_is_removed_meanwhile_is_told_and_the_next_run_completes(
    tmp_path: Path, roster: Path, run: Run, plans: Plans
) -> None:
    def remove(progress: Progress) -> None:
        if progress.done == 2:
            shutil.rmtree(tmp_path / "out")

    with pytest.raises(OSError, match="out"):
        run(roster, report=remove)
    assert run(roster).counts == {PlanStatus.OPTIMAL: len(IDS)}
    assert len(plans(tmp_path / "out")) == len(IDS)


def let_files_grow_to(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@posix_only
@pytest.mark.parametrize("size", [8_000, 60_000])
def test_a_full_disk_is_a_sentence_and_the_next_run_completes(
    size: int, tmp_path: Path, roster: Path, run: Run, plans: Plans
) -> None:
    """Eight thousand bytes are too few for the ledger, sixty thousand for a workbook."""
    process = started(roster, tmp_path / "out", preexec_fn=lambda: let_files_grow_to(size))
    _, told = process.communicate(timeout=120)
    assert process.returncode == 4
    assert "disk is full" in told
    assert "Traceback" not in told
    assert not list((tmp_path / "out").glob("*.xlsx"))
    assert run(roster).counts == {PlanStatus.OPTIMAL: len(IDS)}
    assert not list((tmp_path / "out").glob(".*.tmp"))


def spoilt(folder: Path) -> None:
    data = bytearray((folder / LEDGER).read_bytes())
    data[4_000:9_000] = bytes(5_000)
    (folder / LEDGER).write_bytes(data)


def another_version(folder: Path) -> None:
    with sqlite3.connect(folder / LEDGER) as base:
        base.execute(f"PRAGMA user_version={VERSION + 1}")
    base.close()


def no_ledger_at_all(folder: Path) -> None:
    (folder / LEDGER).write_text("Dear batch, this is a letter and no ledger. " * 50, encoding="utf-8")


@pytest.mark.parametrize("spoil", [spoilt, another_version, no_ledger_at_all])
def test_a_ledger_that_cannot_be_used_is_kept_aside_and_everybody_planned_anew(
    spoil: Callable[[Path], None], tmp_path: Path, roster: Path, run: Run, plans: Plans
) -> None:
    run(roster)
    before = plans(tmp_path / "out")
    spoil(tmp_path / "out")
    spoilt_bytes = (tmp_path / "out" / LEDGER).read_bytes()
    outcome = run(roster)
    assert [issue.code for issue in outcome.issues] == ["ledger_set_aside"]
    assert not outcome.problems
    assert (outcome.planned, plans(tmp_path / "out")) == (len(IDS), before)
    assert (tmp_path / "out" / "ledger.backup-1.sqlite").read_bytes() == spoilt_bytes
    assert run(roster).planned == 0


def test_two_batches_never_work_in_one_folder(tmp_path: Path, roster: Path, run: Run) -> None:
    (tmp_path / "out").mkdir()
    ledger = Ledger(tmp_path / "out")
    with pytest.raises(BlockingIOError, match="another batch"):
        run(roster)
    ledger.close()
    assert run(roster).planned == len(IDS)
