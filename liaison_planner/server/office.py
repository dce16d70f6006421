"""The processes that compute for this server; they exist while it runs."""

from liaison_planner.server.worker import Workers

_OPEN: list[Workers] = []


def office() -> Workers:
    """Where scripts and functions leave their jobs."""
    return _OPEN[-1]


def opened(workers: Workers) -> None:
    """From here on these compute."""
    _OPEN.append(workers)


def closed() -> None:
    """Ends them."""
    while _OPEN:
        _OPEN.pop().close()
