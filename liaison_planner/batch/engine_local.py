"""Worker processes on this computer: one task each at a time, and a new process when one dies.

Not `concurrent.futures`: its parent keeps both ends of the pipe for results, so a worker that is killed while it sends one
makes the parent wait for ever. Here each worker has a pipe of its own, which ends with it.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from liaison_planner.batch.work import Done, Task, answer

Feed = Callable[[], Task | None]
"""Gives the next task; None when there is none for now. A feed may have more once a running task is done."""

Results = Iterator[tuple[Task, Done | None]]
"""Finished tasks as they come; None for a task that could not be finished."""

MOST_DEATHS = 3
"""A task whose worker died so often is given up; one death may have been meant for somebody else."""

_SECONDS_BETWEEN_LOOKS = 0.5
"""Waiting without a limit would make Ctrl-C wait too on Windows."""

_SPAWN = multiprocessing.get_context("spawn")
"""The same on every system, and nothing inherited."""


def results(feed: Feed, workers: int) -> Results:
    """Runs what the feed gives, at most `workers` tasks at a time; all processes have ended when this ends."""
    lanes = [_Lane() for _ in range(workers)]
    try:
        while running := _running(lanes, feed):
            ready = wait(list(running), _SECONDS_BETWEEN_LOOKS)
            finished = [outcome for pipe, lane in running.items() if pipe in ready and (outcome := lane.outcome())]
            _running(lanes, feed)  # nobody idles while results are written
            yield from finished
    finally:
        for lane in lanes:
            lane.end()


def _running(lanes: list["_Lane"], feed: Feed) -> dict[Connection, "_Lane"]:
    """Gives every idle lane work; the lanes that have some, by the pipes on which they will answer."""
    for lane in lanes:
        if lane.task is None and (task := feed()) is not None:
            lane.start(task)
    return {lane.pipe: lane for lane in lanes if lane.task is not None and lane.pipe is not None}


class _Lane:
    """One worker process and its task, so that a death tells which task it was."""

    def __init__(self) -> None:
        self.task: Task | None = None
        self.pipe: Connection | None = None
        self._process: SpawnProcess | None = None
        self._deaths = 0

    def start(self, task: Task) -> None:
        self.task, self._deaths = task, 0
        self._send(task)

    def outcome(self) -> tuple[Task, Done | None] | None:
        """The finished task, given up or not; None if it had to be started once more."""
        if self.task is None or self.pipe is None:
            return None
        task = self.task
        try:
            done: Done | None = self.pipe.recv()
        except (EOFError, OSError):
            self._deaths += 1
            self.end()
            if self._deaths < MOST_DEATHS:
                self._send(task)
                return None
            done = None
        self.task = None
        return task, done

    def end(self) -> None:
        """Ends the process, whatever it is doing."""
        if self._process is not None and self.pipe is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self.pipe.close()
        self._process = self.pipe = None

    def _send(self, task: Task) -> None:
        if self.pipe is None:
            self.pipe, theirs = _SPAWN.Pipe()
            self._process = _SPAWN.Process(target=_work, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        with suppress(OSError):  # a worker that is dead says so by the end of its pipe
            self.pipe.send(task)


def _work(pipe: Connection) -> None:
    """The life of a worker. Ctrl-C is for the parent; and a worker whose parent has been killed ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(answer(pipe.recv()))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
