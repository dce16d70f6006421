"""The `batch` command: progress while it works, and what came of it."""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date

from liaison_planner.batch.engine_dask import NoClusterError
from liaison_planner.batch.round import Settings
from liaison_planner.batch.run import Engine, Outcome, Progress, Report, run_batch
from liaison_planner.cli.exits import Exit, RefusedError, sentence_for

SECONDS_BETWEEN_LINES = 5.0
SECONDS_BETWEEN_OBJECTS = 1.0
_KEPT = "What was finished is kept: run the same command again, and it goes on from there."


def batch(chosen: argparse.Namespace, today: date) -> Exit:
    """Runs the batch and tells what came of it; whatever stops it, the next run goes on."""
    if chosen.dask_address and chosen.engine != "dask":
        raise RefusedError(Exit.WRONG_USAGE, "--dask-address needs --engine dask.")
    engine = Engine(chosen.workers or os.cpu_count() or 1, chosen.engine == "dask", chosen.dask_address)
    settings = Settings(chosen.output, today, f".{chosen.format}", chosen.redo, chosen.seats, evidence=chosen.evidence)
    try:
        with _progress(chosen) as report:
            outcome = run_batch(chosen.roster, settings, engine, report)
    except KeyboardInterrupt:
        raise RefusedError(Exit.ENVIRONMENT, f"Stopped. {_KEPT}") from None
    except NoClusterError as fault:
        raise RefusedError(Exit.ENVIRONMENT, f"{fault} Nothing was planned in this run.") from fault
    except OSError as fault:
        raise RefusedError(Exit.ENVIRONMENT, f"{sentence_for(fault)} {_KEPT}") from fault
    return _tell(outcome)


def _tell(outcome: Outcome) -> Exit:
    if outcome.issues:
        from liaison_planner.cli.show import show_issues  # noqa: PLC0415 - rich is slow to import

        show_issues(outcome.issues, sys.stderr)
    if outcome.commonest:
        print(outcome.commonest)
    print(outcome.sentence)
    if outcome.problems and outcome.counts:
        print("What is wrong with whose answers: issues.csv, and sheet Issues of summary.xlsx.")
    if outcome.unwritten:
        print(
            f"Open in another program, so not written: {', '.join(outcome.unwritten)}. Close them and run this again."
        )
        return Exit.ENVIRONMENT
    return Exit.INPUT_PROBLEMS if outcome.problems else Exit.DONE


@contextmanager
def _progress(chosen: argparse.Namespace) -> Iterator[Report]:
    """A bar on a terminal, a line now and then elsewhere, JSON objects for programs, or nothing."""
    if chosen.quiet:
        yield lambda _: None
    elif chosen.progress == "json":
        yield _Lines(SECONDS_BETWEEN_OBJECTS, as_json=True).show
    elif sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _Lines(SECONDS_BETWEEN_LINES).show


@dataclass
class _Lines:
    """Lines on standard error, not more often than every so many seconds, and one at the end."""

    seconds: float
    as_json: bool = False
    _last: float = field(default_factory=time.monotonic)

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.done < progress.total and now - self._last < self.seconds:
            return
        self._last = now
        with suppress(BrokenPipeError):  # nobody listens any more, which is no reason to stop
            print(_object(progress) if self.as_json else _sentence(progress), file=sys.stderr, flush=True)


def _sentence(progress: Progress) -> str:
    left = progress.remaining_seconds
    rest = f", about {_duration(left)} to go" if left else ""
    return f"{progress.done}/{progress.total} people, {progress.rate:.1f} planned a second{rest}"


def _object(progress: Progress) -> str:
    left = progress.remaining_seconds
    known = {
        "done": progress.done,
        "total": progress.total,
        "planned": progress.planned,
        "per_second": round(progress.rate, 3),
        "remaining_seconds": None if left is None else round(left, 1),
        "person_id": progress.person_id,
        "status": progress.status,
    }
    return json.dumps(known, ensure_ascii=False)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


@contextmanager
def _bar() -> Iterator[Report]:
    from rich import progress as bars  # noqa: PLC0415 - rich is slow to import
    from rich.console import Console  # noqa: PLC0415

    columns = (
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[rate]}"),
        bars.TextColumn("{task.description}", markup=False),
    )
    with bars.Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def show(progress: Progress) -> None:
            left = progress.remaining_seconds
            rate = f"{progress.rate:.1f}/s" + (f", {_duration(left)} to go" if left else "")
            who = f"{progress.person_id[:20]} {progress.status.replace('_', ' ')}"
            bar.update(task, total=progress.total, completed=progress.done, rate=rate, description=who)

        yield show
