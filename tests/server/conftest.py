"""The server as users start it, and its task pane in a real browser in front of a stand-in for Excel.

Real Excel runs on no computer of ours; what only it can show is listed in docs/server.md.
"""

import os

os.environ["XLWINGS_LICENSE_KEY"] = "noncommercial"

import re
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from tests.server.browser import Panes, panes_of


class Running(NamedTuple):
    """A server that was started by the command line, and the home folder that it was given."""

    address: str
    home: Path
    process: "subprocess.Popen[str]"
    log: Path

    def client(self) -> httpx.Client:
        """A client that trusts what the steps say is to be trusted, and nothing else."""
        trusted = ssl.create_default_context(cafile=str(self.home / ".liaison_planner/server/trust-me.crt"))
        return httpx.Client(base_url=self.address, verify=trusted, timeout=120)


Serve = Callable[..., Any]


@contextmanager
def serving(home: Path, *options: str) -> Iterator[Running]:
    """A server on a free port."""
    command = [sys.executable, "-m", "liaison_planner", "serve", "--noncommercial", "--port", "0", *options]
    environment = {**os.environ, "HOME": str(home), "USERPROFILE": str(home), "XDG_STATE_HOME": str(home / "state")}
    log = home / "server.log"
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment, cwd=home)
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            found = re.search(r"https://localhost:\d+", said)
            assert found, (said, log.read_text(encoding="utf-8"))
            yield Running(found[0], home, process, log)
        finally:
            process.terminate()
            process.wait(timeout=30)
            if process.stdout:
                process.stdout.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """A server of the test's own, with these options."""
    return lambda *options: serving(tmp_path, *options)


@pytest.fixture(scope="module")
def panes() -> Iterator[Panes]:
    """Opens task panes in a browser."""
    yield from panes_of()


@pytest.fixture(scope="session")
def book_of(catalogue: Catalogue, today: Any) -> Callable[[str], bytes]:
    """A sample person's workbook."""

    def book_of(person_id: str) -> bytes:
        profile = services.sample_person(person_id, catalogue, today).profile
        return services.new_workbook(catalogue, profile, sample=True)

    return book_of
