"""The command that runs the task pane's server, an optional part with a license of its own."""

import argparse
from contextlib import suppress
from pathlib import Path

from liaison_planner.cli.exits import Exit, RefusedError

_MOST_PORT, _MOST_AMOUNT, _MOST_WORKERS = 65_535, 100_000, 64


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


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The options of the command."""
    parser = commands.add_parser("serve", help="run the task pane for Excel on the web and on Mac (an optional part)")
    parser.add_argument(
        "--noncommercial", action="store_true", help="say that your use is noncommercial, so that no key is needed"
    )
    parser.add_argument("--port", type=_port, default=8765, metavar="N", help="default: 8765; 0 takes a free one")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="A", help="address to listen at (default: this computer)"
    )
    parser.add_argument("--name", default="", metavar="NAME", help="the name by which other computers reach it")
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="the certificate for that name (PEM)")
    parser.add_argument("--key", type=Path, metavar="FILE", help="its key (PEM)")
    parser.add_argument(
        "--time-limit", type=_amount, default=240.0, metavar="SECONDS", help="for one click or cell (default: 240)"
    )
    parser.add_argument(
        "--size-limit", type=_amount, default=5.0, metavar="MB", help="of what a workbook may send (default: 5)"
    )
    parser.add_argument("--workers", type=_workers, default=2, metavar="N", help="people at a time (default: 2)")


def _port(text: str) -> int:
    if text.isdecimal() and int(text) <= _MOST_PORT:
        return int(text)
    message = f"«{text}» is not a port; write a number up to {_MOST_PORT}"
    raise argparse.ArgumentTypeError(message)


def _amount(text: str) -> float:
    with suppress(ValueError):
        if 0 < float(text) < _MOST_AMOUNT:
            return float(text)
    message = f"«{text}» is not a number above 0 and below {_MOST_AMOUNT}"
    raise argparse.ArgumentTypeError(message)


def _workers(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= _MOST_WORKERS:
        return int(text)
    message = f"«{text}» is not a number from 1 to {_MOST_WORKERS}"
    raise argparse.ArgumentTypeError(message)
