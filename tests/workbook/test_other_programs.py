"""Microsoft's validator and LibreOffice accept what we make."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from liaison_planner.domain.cell import RawProfile
from liaison_planner.domain.plan import Plan
from liaison_planner.workbook.read import read_inputs

Convert = Callable[[Sequence[Path], str, Path], list[Path]]


@pytest.mark.parametrize("which", ["template", "filled", "dead_end"])
def test_microsofts_validator_finds_no_error(
    which: str, validate: Callable[[Path], list[object]], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path = tmp_path / f"{which}.xlsx"
    path.write_bytes(workbook(which, request))
    assert validate(path) == []


def workbook(which: str, request: pytest.FixtureRequest) -> bytes:
    if which != "dead_end":
        package: bytes = request.getfixturevalue(which)
        return package
    plan: Plan = request.getfixturevalue("dead_end")
    write: Callable[[bytes, Plan], bytes] = request.getfixturevalue("write")
    return write(request.getfixturevalue("template"), plan)


def test_libreoffice_saving_the_file_loses_no_answer(convert: Convert, filled: bytes, tmp_path: Path) -> None:
    saved = saved_by_libreoffice(convert, filled, tmp_path)
    assert answers(saved) == answers(filled)


def test_a_file_that_libreoffice_saved_can_be_filled_again(
    convert: Convert, filled: bytes, plan: Plan, write: Callable[[bytes, Plan], bytes], tmp_path: Path
) -> None:
    saved = saved_by_libreoffice(convert, filled, tmp_path)
    again = saved_by_libreoffice(convert, write(saved, plan), tmp_path)
    assert answers(again) == answers(filled)


def saved_by_libreoffice(convert: Convert, package: bytes, folder: Path) -> bytes:
    (folder / "mine.xlsx").write_bytes(package)
    (saved,) = convert([folder / "mine.xlsx"], "xlsx", folder / "saved")
    return saved.read_bytes()


def answers(package: bytes) -> object:
    """All inputs with their places; LibreOffice gives blank cells as absent ones."""
    raw = read_inputs(package)
    assert isinstance(raw, RawProfile)
    assert raw.found == ()
    return raw.fields, raw.tables
