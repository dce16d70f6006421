"""Worker processes on this computer: one task each at a time, and a new process when one dies."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import wait as wait_for

from liaison_planner.batch.work import Done, Task, answer

Feed = Callable[[], Task | None]
"""Gives the next task; None when there is none for now. A feed may have more once a running task is done."""

Results = Iterator[tuple[Task, Done | None]]
"""Finished tasks as they come; None for a task that could not be finished."""

MOST_DEATHS = 3
"""A task whose worker died so often is given up; one death may have been meant for somebody else."""

_SECONDS_BETWEEN_LOOKS = 0.5
"""Waiting without a limit would make Ctrl-C wait too on Windows."""


def results(feed: Feed, workers: int) -> Results:
    """Runs what the feed gives, at most `workers` tasks at a time; all processes have ended when this ends."""
    lanes = [_Lane() for _ in range(workers)]
    try:
        while _fill(lanes, feed):
            running = {lane.future: lane for lane in lanes if lane.future is not None}
            done, _ = wait(running, _SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
            finished = [outcome for future in done if (outcome := running[future].outcome()) is not None]
            _fill(lanes, feed)  # nobody idles while results are written
            yield from finished
    finally:
        for lane in lanes:
            lane.end()


def _fill(lanes: list["_Lane"], feed: Feed) -> bool:
    """Gives every idle lane work; whether anything runs."""
    for lane in lanes:
        if lane.future is None and (task := feed()) is not None:
            lane.start(task)
    return any(lane.future is not None for lane in lanes)


class _Lane:
    """One worker process and its task. A pool of one, so that a death tells which task it was."""

    def __init__(self) -> None:
        self.future: Future[Done] | None = None
        self._task: Task | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._deaths = 0

    def start(self, task: Task) -> None:
        self._task, self._deaths = task, 0
        self._submit(task)

    def outcome(self) -> tuple[Task, Done | None] | None:
        """The finished task, given up or not; None if it had to be started once more."""
        task, future = self._task, self.future
        if task is None or future is None:
            return None
        try:
            done: Done | None = future.result()
        except BrokenProcessPool:
            self._deaths += 1
            self.end()
            if self._deaths < MOST_DEATHS:
                self._submit(task)
                return None
            done = None
        self.future = self._task = None
        return task, done

    def end(self) -> None:
        """Ends the process, whatever it is doing."""
        if self._pool is None:
            return
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            with suppress(OSError, ValueError):
                process.kill()
                process.join()
        self._pool = None

    def _submit(self, task: Task) -> None:
        try:
            self.future = self._opened().submit(answer, task)
        except BrokenProcessPool:  # it died while it had nothing to do
            self.end()
            self.future = self._opened().submit(answer, task)

    def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")  # the same on every system, and nothing inherited
            self._pool = ProcessPoolExecutor(1, context, _begin_worker)
        return self._pool


def _begin_worker() -> None:
    """Ctrl-C is for the parent; and a worker whose parent has been killed ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)
