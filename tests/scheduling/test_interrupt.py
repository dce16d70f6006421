"""Work outside Python that Ctrl-C can stop."""

import subprocess
import sys
from threading import Thread

import pytest

from liaison_planner.scheduling.interrupt import interruptible

INTERRUPTED = """
import signal
from threading import Event
from liaison_planner.scheduling.interrupt import interruptible

stopped, ended = Event(), Event()

def work():
    signal.raise_signal(signal.SIGINT)
    stopped.wait()
    ended.set()

try:
    interruptible(work, stopped.set)
except KeyboardInterrupt:
    print("interrupted, and the work has ended:", ended.is_set())
"""


def test_the_result_comes_back() -> None:
    assert interruptible(lambda: 7, lambda: None) == 7


def test_a_fault_of_the_work_is_raised_where_it_is_awaited() -> None:
    def work() -> None:
        raise ValueError("no sense")

    with pytest.raises(ValueError, match="no sense"):
        interruptible(work, lambda: None)


def test_ctrl_c_stops_the_work_and_goes_on_to_the_caller() -> None:
    """In a process of its own, where nobody else listens for signals."""
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.strip(), done.stderr) == ("interrupted, and the work has ended: True", "")


def test_another_thread_does_the_work_itself() -> None:
    given: list[int] = []
    thread = Thread(target=lambda: given.append(interruptible(lambda: 7, lambda: None)))
    thread.start()
    thread.join()
    assert given == [7]
