"""xlwings Server, told what it is to be here, behind the guard."""

import json
import os
import sys
from importlib import import_module
from typing import NamedTuple

from liaison_planner import __version__
from liaison_planner.actions.table import ACTIONS
from liaison_planner.server.guard import App, Guard, Rules, names_of
from liaison_planner.server.icons import PAGES, icon_of
from liaison_planner.server.shown import pane
from liaison_planner.workbook.theme import PLAIN, STALE_FILL

_ONLY_OURS = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"
"""Pages load nothing from anywhere else; Excel itself adds styles (documentation of xlwings Server: custom headers)."""
_ANSWER_SECONDS = 30.0
"""How much longer than the time limit a task pane waits."""


class Door(NamedTuple):
    """Under which names and port the server is reached, and what it takes."""

    names: tuple[str, ...]
    port: int
    most_bytes: int
    seconds: float
    public_name: str = ""


def application(door: Door) -> App:
    """The server as an ASGI application; it can be made once in a process, because xlwings Server keeps its settings in modules."""
    os.environ.update(_settings(door))
    sys.modules["custom_scripts"] = import_module("liaison_planner.server.scripts")
    sys.modules["custom_functions"] = import_module("liaison_planner.server.functions")
    from xlwings_server.main import main_app  # noqa: PLC0415 - reads its settings when it is imported
    from xlwings_server.templates import templates  # noqa: PLC0415

    templates.env.globals.update(
        icon_of=icon_of, planner_version=__version__, actions=ACTIONS, pane=pane(), look=PLAIN, stale_fill=STALE_FILL
    )
    return Guard(main_app, Rules(names_of(door.names, door.port), door.most_bytes))


def sign_in_providers() -> list[str]:
    """Who lets people in, as the environment says in the words of xlwings Server; nobody by default."""
    told = os.environ.get("XLWINGS_AUTH_PROVIDERS", "") or "[]"
    try:
        providers = json.loads(told)
    except ValueError:
        return [told]
    return [str(each) for each in providers] if isinstance(providers, list) else [told]


def _settings(door: Door) -> dict[str, str]:
    off = ("SOCKETIO", "BOOTSTRAP", "HTMX", "ALPINEJS_CSP", "HOTRELOAD", "EXAMPLES", "WASM")
    named = {"XLWINGS_HOSTNAME": f"{door.public_name}:{door.port}"} if door.public_name else {}
    return {
        **{f"XLWINGS_ENABLE_{name}": "false" for name in off},
        **named,
        "XLWINGS_PROJECT_DIR": str(PAGES),
        "DOTENV_PATH": str(PAGES / ".env"),  # there is none: what is set in the environment counts, nothing else
        "XLWINGS_PROJECT_NAME": "Liaison Planner",
        "XLWINGS_FUNCTIONS_NAMESPACE": "",  # so that a formula is the same in the add-in for Windows
        "XLWINGS_ENVIRONMENT": "prod",
        "XLWINGS_MANIFEST_ID_PROD": "6b1d4a52-0c1e-4e0f-9a53-7d2c6f1b8e34",
        "XLWINGS_CORS_ALLOW_ORIGINS": "[]",
        "XLWINGS_CUSTOM_FUNCTIONS_MAX_RETRIES": "1",
        "XLWINGS_CUSTOM_HEADERS": json.dumps({"Content-Security-Policy": _ONLY_OURS}),
        "XLWINGS_LOG_LEVEL": "CRITICAL",  # at other levels it writes down who calls what
        "XLWINGS_REQUEST_TIMEOUT": str(int(door.seconds + _ANSWER_SECONDS)),
    }
