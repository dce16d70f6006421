"""Work outside Python that Ctrl-C can stop."""

import signal
from threading import Event, Thread

import pytest

from liaison_planner.scheduling.interrupt import interruptible


def test_the_result_comes_back() -> None:
    assert interruptible(lambda: 7, lambda: None) == 7


def test_a_fault_of_the_work_is_raised_where_it_is_awaited() -> None:
    def work() -> None:
        raise ValueError("no sense")

    with pytest.raises(ValueError, match="no sense"):
        interruptible(work, lambda: None)


def test_ctrl_c_stops_the_work_and_goes_on_to_the_caller() -> None:
    stopped, ended = Event(), Event()

    def work() -> None:
        signal.raise_signal(signal.SIGINT)
        stopped.wait()
        ended.set()

    with pytest.raises(KeyboardInterrupt):
        interruptible(work, stopped.set)
    assert ended.is_set()


def test_another_thread_does_the_work_itself() -> None:
    given: list[int] = []
    thread = Thread(target=lambda: given.append(interruptible(lambda: 7, lambda: None)))
    thread.start()
    thread.join()
    assert given == [7]
