"""Lets Ctrl-C stop work that goes on outside Python, where no signal would be heard until its end."""

from collections.abc import Callable
from threading import Event, Thread, current_thread, main_thread
from typing import Any

HEAR_SECONDS = 0.2
"""How often the wait looks up on systems where waiting itself cannot be interrupted."""


def interruptible(work: Callable[[], Any], stop: Callable[[], object]) -> Any:
    """What `work` gives or raises; on Ctrl-C `stop` is called, the work's end is awaited, and KeyboardInterrupt goes on.

    Only the main thread hears signals, so only there the work moves to a thread of its own.
    """
    if current_thread() is not main_thread():
        return work()
    given: list[Any] = []
    raised: list[BaseException] = []
    begun, ended = Event(), Event()  # a thread whose join was interrupted may pass for ended although it is not

    def run() -> None:
        begun.set()
        try:
            given.append(work())
        except BaseException as fault:  # noqa: BLE001 - raised again where it is awaited
            raised.append(fault)
        ended.set()

    try:
        Thread(target=run, daemon=True).start()
        while not ended.wait(HEAR_SECONDS):
            pass
    except KeyboardInterrupt:
        stop()
        if begun.wait(HEAR_SECONDS):
            ended.wait()
        raise
    if raised:
        raise raised[0]
    return given[0]
