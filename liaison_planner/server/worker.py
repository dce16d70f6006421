"""Computes in processes of their own: what takes too long can be ended, and two workbooks never meet."""

import asyncio
import multiprocessing
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing.connection import Connection
from typing import Any, Protocol

MOST_WAITING = 200
"""Jobs that may wait for a process; Excel asks for each cell with a function by itself."""
KEPT_SECONDS = 300.0
"""How long a process without jobs remembers the people of the last ones, whose next cell may ask again."""


class Job(Protocol):
    """What a process is asked to compute."""

    @property
    def name(self) -> str: ...

    def done(self) -> Any:
        """Its result; runs in the process."""


@dataclass(frozen=True)
class Click:
    """One action on the workbook that was sent; the result is what Excel is asked to do."""

    name: str
    payload: dict[str, Any]
    today: date

    def done(self) -> list[dict[str, Any]]:
        import xlwings as xw  # noqa: PLC0415 - only the processes compute

        from liaison_planner.addin.click import run  # noqa: PLC0415
        from liaison_planner.server.pane_book import PaneBook  # noqa: PLC0415

        book = xw.Book(json=self.payload)
        try:
            run(self.name, PaneBook(book), self.today)
            actions: list[dict[str, Any]] = book.json()["actions"]
        finally:
            book.close()
        return actions


@dataclass(frozen=True)
class Call:
    """One function of a cell; the result is a value or rows of them."""

    name: str
    arguments: Sequence[Any]

    def done(self) -> Any:
        from liaison_planner.addin.functions import FUNCTIONS  # noqa: PLC0415 - only the processes compute

        return FUNCTIONS[self.name](*self.arguments)


class UnansweredError(Exception):
    """There is no result; the text is a sentence for the user."""


class TooSlowError(UnansweredError):
    """The job was ended because its time was up."""


class BusyError(UnansweredError):
    """Too many jobs are waiting already."""


class Workers:
    """A few processes that wait for jobs; each is started anew after it had to be ended."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._all = [_Worker() for _ in range(count)]
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        for each in self._all:
            self._free.put_nowait(each)
        self._waiting = 0

    async def ask(self, job: Job) -> Any:
        """The job's result; UnansweredError with a sentence if there is none.

        Whoever asked may go away meanwhile: the process is free again only when the job has ended.
        """
        return await asyncio.shield(asyncio.ensure_future(self._asked(job)))

    async def _asked(self, job: Job) -> Any:
        if self._waiting >= MOST_WAITING:
            raise BusyError(
                "The server is busy with other workbooks. Your workbook is as it was; try again in a minute."
            )
        self._waiting += 1
        try:
            worker = await self._free.get()
        finally:
            self._waiting -= 1
        try:
            return await asyncio.to_thread(worker.ask, job, self._seconds)
        finally:
            self._free.put_nowait(worker)

    def close(self) -> None:
        """Ends all processes."""
        for each in self._all:
            each.end()


class _Worker:
    """One process, and the pipe to it."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def ask(self, job: Job, seconds: float) -> Any:
        try:
            self._pipe.send(job)
            answered = self._pipe.poll(seconds)
            found, value = self._pipe.recv() if answered else (False, None)
        except (EOFError, OSError) as fault:
            self._again()
            raise UnansweredError(_DIED) from fault
        if not answered:
            self._again()
            raise TooSlowError(_TOO_SLOW.format(seconds))
        if not found:
            raise UnansweredError(value)
        return value

    def _again(self) -> None:
        self.end()
        self._start()


_DIED = "The computation ended unexpectedly. Your workbook is as it was; try again."
_TOO_SLOW = "This took longer than {:g} seconds and was stopped. Your workbook is as it was. Whoever runs the server can allow more: liaison-planner serve --time-limit SECONDS."
_MISTAKE = "The planner itself made a mistake ({}). Your workbook is as it was. Whoever runs the server finds the place in its log file, which holds none of your data."


def _work(pipe: Connection) -> None:
    """The process: answers one job after the other until the server is gone."""
    with suppress(ImportError):
        from liaison_planner.addin import light  # noqa: F401, PLC0415 - the first click need not wait for it
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            if not pipe.poll(KEPT_SECONDS):
                _forget()
            job: Job = pipe.recv()
            pipe.send(_result(job))


def _forget() -> None:
    from liaison_planner.addin.functions import forget  # noqa: PLC0415 - only the processes compute

    forget()


def _result(job: Job) -> tuple[bool, Any]:
    """Whether there is a result, and it or the sentence in its place."""
    try:
        return True, job.done()
    except Exception as fault:  # noqa: BLE001 - a mistake of ours is told in a sentence and noted for us
        from liaison_planner.addin.journal import note  # noqa: PLC0415

        note(job.name, fault, datetime.now())  # noqa: DTZ005 - local time is what can be told to us
        return False, _MISTAKE.format(type(fault).__name__)
