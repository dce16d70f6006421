"""The command that runs the task pane's server, an optional part with a licence of its own."""

import argparse

from liaison_planner.cli.exits import Exit, RefusedError


def serve(chosen: argparse.Namespace) -> Exit:
    """Serves until Ctrl-C."""
    from liaison_planner.server.words import MISSING  # noqa: PLC0415 - known without the optional part

    try:
        from liaison_planner.server import serve as server  # noqa: PLC0415 - an optional part
    except ModuleNotFoundError as missing:
        raise RefusedError(Exit.ENVIRONMENT, MISSING) from missing
    options = server.Options(
        host=chosen.host,
        port=chosen.port,
        name=chosen.name,
        certificate=chosen.certificate,
        key=chosen.key,
        noncommercial=chosen.noncommercial,
        most_megabytes=chosen.size_limit,
        seconds=chosen.time_limit,
        workers=chosen.workers,
    )
    try:
        server.serve(options, lambda words: print(words, flush=True))
    except server.ServeError as fault:
        raise RefusedError(Exit.ENVIRONMENT, str(fault)) from fault
    except ModuleNotFoundError as missing:
        raise RefusedError(Exit.ENVIRONMENT, MISSING) from missing
    except KeyboardInterrupt:
        print("The server has ended.")
    return Exit.DONE
