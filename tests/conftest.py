"""What tests of all rooms share: the day, the built-in catalogue, a fresh Python."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest

from liaison_planner.catalogue import Catalogue, built_in

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return built_in()


@pytest.fixture(scope="session")
def run_python() -> Callable[[str], str]:
    """Runs code in a fresh interpreter and gives what it prints."""

    def run(code: str) -> str:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    return run
