"""The same work on a Dask cluster: one of its own on this computer, or one at an address."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from liaison_planner.batch.engine_local import Feed, Results
from liaison_planner.batch.work import answer

WINDOW_PER_THREAD = 2
"""One task runs and one is on its way: no worker waits for the network, and little is lost with a worker."""


class NoClusterError(ConnectionError):
    """There is no cluster to work on, so nothing was begun."""


RETRIES = 2
CONNECT_SECONDS = 20


def results(feed: Feed, workers: int, address: str) -> Results:
    """Runs what the feed gives. Dask gives the tasks of a lost worker to the others; a task that loses several is None.

    Raises NoClusterError if no scheduler answers at the address or Dask is not installed.
    """
    with _client(workers, address) as client:
        from distributed import as_completed  # noqa: PLC0415 - an optional extra
        from distributed.scheduler import KilledWorker  # noqa: PLC0415

        tasks: dict[str, Any] = {}
        done = as_completed()
        while True:
            threads = sum(client.nthreads().values()) or 1
            while len(tasks) < threads * WINDOW_PER_THREAD and (task := feed()) is not None:
                future = client.submit(answer, task, pure=False, retries=RETRIES)
                tasks[future.key] = task
                done.add(future)
            if not tasks:
                return
            future = next(done)
            try:
                yield tasks.pop(future.key), future.result()
            except KilledWorker:
                yield tasks.pop(future.key), None


@contextmanager
def _client(workers: int, address: str) -> Iterator[Any]:
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an optional extra
    except ImportError as fault:
        raise NoClusterError("Dask is not installed. Install liaison_planner[dask], or use --engine local.") from fault
    if not address:
        quiet = logging.ERROR
        with (
            LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=quiet
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as fault:
        raise NoClusterError(f"No Dask scheduler answers at «{address}». Check --dask-address.") from fault
    with client:
        yield client
