"""A process has one job at a time, is ended when its time is up, and is there again for the next one."""

import asyncio
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from liaison_planner.addin import functions
from liaison_planner.server import worker
from liaison_planner.server.worker import BusyError, TooSlowError, UnansweredError, Workers


@dataclass(frozen=True)
class Wait:
    """A job that takes so long; its result is the process that did it."""

    seconds: float
    name: str = "wait"

    def done(self) -> int:
        time.sleep(self.seconds)
        return os.getpid()


@dataclass(frozen=True)
class Break:
    """A job that is a mistake of ours."""

    name: str = "break"

    def done(self) -> int:
        raise ValueError("Ann Example, 12 Elm Street")


@dataclass(frozen=True)
class Die:
    """A job whose process is ended by the system, as when memory runs out."""

    name: str = "die"

    def done(self) -> int:
        os._exit(9)


@pytest.fixture
def one() -> Iterator[Workers]:
    workers = Workers(1, 5.0)
    yield workers
    workers.close()


def test_jobs_of_one_process_follow_each_other(one: Workers) -> None:
    async def both() -> tuple[Any, Any]:
        return await asyncio.gather(one.ask(Wait(0.05)), one.ask(Wait(0.0)))

    first, second = asyncio.run(both())
    assert first == second != os.getpid()


def test_what_takes_too_long_is_ended_and_the_next_job_gets_a_fresh_process() -> None:
    workers = Workers(1, 3.0)
    try:
        before = asyncio.run(workers.ask(Wait(0.0)))
        with pytest.raises(TooSlowError, match="longer than 3 seconds"):
            asyncio.run(workers.ask(Wait(60.0)))
        with pytest.raises(ProcessLookupError):
            os.kill(before, 0)
        assert asyncio.run(workers.ask(Wait(0.0))) != before
    finally:
        workers.close()


def test_a_process_that_dies_is_told_and_replaced(one: Workers) -> None:
    with pytest.raises(UnansweredError, match="ended unexpectedly"):
        asyncio.run(one.ask(Die()))
    assert asyncio.run(one.ask(Wait(0.0)))


def test_a_mistake_of_ours_is_told_without_anybodys_words(one: Workers) -> None:
    with pytest.raises(UnansweredError, match="made a mistake") as told:
        asyncio.run(one.ask(Break()))
    assert "Ann" not in str(told.value)


def test_too_many_that_wait_are_told_at_once(one: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_WAITING", 2)

    async def crowd() -> list[Any]:
        return await asyncio.gather(*(one.ask(Wait(0.2)) for _ in range(4)), return_exceptions=True)

    answers = asyncio.run(crowd())
    assert [type(each) for each in answers].count(BusyError) == 1
    assert [type(each) for each in answers].count(int) == 3


def test_a_job_whose_asker_has_gone_still_keeps_its_process(one: Workers) -> None:
    async def leave_and_ask() -> float:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(one.ask(Wait(1.0)), 0.1)
        return float(await one.ask(Wait(0.0)))

    assert asyncio.run(leave_and_ask())


def test_without_jobs_people_are_forgotten() -> None:
    heads, answers = [["id"]], [["P01"]]
    functions.cost(heads, answers)
    assert functions._planned_with.cache_info().currsize
    worker._forget()
    assert functions._planned_with.cache_info().currsize == functions._compared_with.cache_info().currsize == 0
