"""Runs the server: what must be so before it opens, and what to tell whoever started it."""

import asyncio
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from pydantic import ValidationError
from pydantic_settings import SettingsError

from liaison_planner.server.app import Door, application, sign_in_providers
from liaison_planner.server.certificate import LOOPBACK, Certificate, own_certificate, utc_now
from liaison_planner.server.guard import App
from liaison_planner.server.office import closed, opened
from liaison_planner.server.words import LICENSE, NEEDS_LICENSE, steps
from liaison_planner.server.worker import Workers

_KEY = "XLWINGS_LICENSE_KEY"
_ENTRA = ("XLWINGS_AUTH_ENTRAID_CLIENT_ID", "XLWINGS_AUTH_ENTRAID_TENANT_ID")
"""Without these, xlwings Server would not look for whom and by whom a sign-in was made."""


class ServeError(Exception):
    """The server does not start; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the server is run. `name` is that under which other computers reach it."""

    host: str = LOOPBACK[1]
    port: int = 8765
    name: str = ""
    certificate: Path | None = None
    key: Path | None = None
    noncommercial: bool = False
    most_megabytes: float = 5.0
    seconds: float = 240.0
    workers: int = 2


def serve(options: Options, tell: Callable[[str], None]) -> None:
    """Serves until it is interrupted; ServeError, or OSError with what the computer refused.

    It listens on this computer alone unless people must sign in.
    """
    _licensed(options)
    _kept_in(options)
    certificate = _certificate(options)
    with socket.socket(socket.AF_INET6 if ":" in options.host else socket.AF_INET, socket.SOCK_STREAM) as door:
        port = _bound(door, options)
        app = _application(_door(options, port))
        opened(Workers(options.workers, options.seconds))
        try:
            tell(
                steps(
                    f"https://{options.name or LOOPBACK[0]}:{port}",
                    None if options.certificate else certificate.trusted,
                )
            )
            config = uvicorn.Config(
                app,
                ssl_certfile=str(certificate.shown),
                ssl_keyfile=str(certificate.key),
                access_log=False,  # addresses of people are nobody's business
                log_level="critical",
                server_header=False,
                ws="none",
                lifespan="off",
                timeout_graceful_shutdown=3,
            )
            asyncio.run(uvicorn.Server(config).serve(sockets=[door]))
        finally:
            closed()


def _application(door: Door) -> App:
    from xlwings import LicenseError  # noqa: PLC0415 - xlwings reads the key when it is imported

    try:
        return application(door)
    except LicenseError as fault:
        raise ServeError(f"xlwings does not take the key in {_KEY}: {fault} {NEEDS_LICENSE}") from fault
    except (ValidationError, SettingsError) as fault:
        raise ServeError(
            f"A setting of xlwings Server (XLWINGS_…) in the environment cannot be read: {fault}"
        ) from fault


def folder() -> Path:
    """Where the certificate of this computer is kept."""
    return Path.home() / ".liaison_planner" / "server"


def _licensed(options: Options) -> None:
    if options.noncommercial:
        os.environ[_KEY] = "noncommercial"
    if not os.environ.get(_KEY):
        raise ServeError(NEEDS_LICENSE)


def _kept_in(options: Options) -> None:
    """Whoever lets other computers in must know who they are."""
    providers = sign_in_providers()
    if set(providers) - {"entraid"}:
        raise ServeError('XLWINGS_AUTH_PROVIDERS may be ["entraid"]; the planner knows no other way to sign in.')
    missing = [name for name in _ENTRA if providers and not os.environ.get(name)]
    if missing:
        raise ServeError(
            f"To sign in with Microsoft accounts, {' and '.join(missing)} must be set too (docs/server.md)."
        )
    if not _is_loopback(options.host) and not providers:
        raise ServeError(
            f"At «{options.host}» other computers could reach this server, and nobody would have to sign in. "
            "Set up sign-in first (docs/server.md), or leave --host out: then it serves this computer alone."
        )
    if not _is_loopback(options.host) and not (options.name and options.certificate and options.key):
        raise ServeError(
            "For other computers give --name, --certificate and --key: the name they know, and what proves it."
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == LOOPBACK[0]


def _certificate(options: Options) -> Certificate:
    if options.certificate and options.key:
        for path in (options.certificate, options.key):
            path.open("rb").close()  # an OSError here names the file
        return Certificate(options.certificate, options.key, options.certificate)
    if options.certificate or options.key:
        raise ServeError("--certificate and --key belong together.")
    return own_certificate(folder(), utc_now())


def _bound(door: socket.socket, options: Options) -> int:
    if os.name == "posix":  # there it means: after a restart at once; on Windows it would mean: beside another program
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((options.host, options.port))
    except OSError as fault:
        raise ServeError(
            f"Port {options.port} of «{options.host}» is not free ({fault.strerror}). Is the server running already? Another port: --port 8766."
        ) from fault
    door.listen()  # from here on whoever calls waits until somebody answers
    port: int = door.getsockname()[1]
    return port


def _door(options: Options, port: int) -> Door:
    names = (*LOOPBACK[:2], f"[{LOOPBACK[2]}]", *((options.name,) if options.name else ()))
    most = int(options.most_megabytes * 1_000_000)
    return Door(names, port, most, options.seconds, options.name)


__all__ = ["LICENSE", "Options", "ServeError", "folder", "serve"]
