"""The add-in is set up for one user and leaves without a trace; the doctor tells what is wrong with it."""

import csv
import sys
from pathlib import Path

import pytest

from liaison_planner.addin.doctor import addin_lines
from liaison_planner.addin.line import INSTALL, Line
from liaison_planner.addin.places import ExcelPlaces, excel_places
from liaison_planner.addin.settings import settings_in
from liaison_planner.addin.setup import SetupError, install, uninstall
from liaison_planner.workbook.templates import addin_bytes

PYTHON = Path(sys.executable)


@pytest.fixture(params=["win32", "darwin"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> ExcelPlaces:
    environment = {"USERPROFILE": str(tmp_path), "APPDATA": str(tmp_path / "Roaming")}
    found = excel_places(str(request.param), tmp_path, environment)
    assert found is not None
    return found


def problems(places: ExcelPlaces) -> list[Line]:
    return [line for line in addin_lines(places, PYTHON) if line.state == "problem"]


def test_on_linux_there_is_no_excel_to_set_up(tmp_path: Path) -> None:
    assert excel_places("linux", tmp_path, {}) is None


def test_on_windows_the_add_in_goes_into_the_startup_folder(tmp_path: Path) -> None:
    places = excel_places("win32", tmp_path, {"APPDATA": str(tmp_path / "Roaming")})
    assert places is not None
    assert places.addin == tmp_path / "Roaming/Microsoft/Excel/XLSTART/liaison_planner.xlam"
    assert places.settings == tmp_path / ".liaison_planner/liaison_planner.conf"
    assert places.script is None


def test_what_is_installed_is_sound(places: ExcelPlaces) -> None:
    assert install(places, PYTHON) == places.files
    assert problems(places) == []
    assert places.addin.read_bytes() == addin_bytes()
    if places.script:
        assert b"VbaHandler" in places.script.read_bytes()


def test_the_settings_name_this_python_and_shut_code_beside_the_workbook_out(places: ExcelPlaces) -> None:
    install(places, PYTHON)
    lines = places.settings.read_text(encoding="utf-8").splitlines()
    assert dict(csv.reader(lines)) == {
        places.interpreter: str(PYTHON),
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "SHOW CONSOLE": "False",
    }
    assert settings_in(places.settings) == dict(csv.reader(lines))


def test_installing_twice_is_installing_once(places: ExcelPlaces, tmp_path: Path) -> None:
    install(places, PYTHON)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    install(places, PYTHON)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_uninstalling_leaves_nothing_of_ours_and_all_of_others(places: ExcelPlaces, tmp_path: Path) -> None:
    other = places.addin.with_name("other.xlam")
    other.parent.mkdir(parents=True)
    other.write_bytes(b"theirs")
    assert uninstall(places) == ()
    install(places, PYTHON)
    assert uninstall(places) == places.files
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [other]
    assert len(problems(places)) == len(places.files)


def test_a_python_in_a_folder_with_a_strange_name_is_refused(places: ExcelPlaces, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="Move the planner's folder"):
        install(places, tmp_path / "100%" / "python")
    assert not places.settings.exists()


def test_on_a_mac_a_python_under_a_name_with_a_space_is_refused(places: ExcelPlaces, tmp_path: Path) -> None:
    """The script that starts Python there does not quote its path."""
    other = tmp_path / "my planner" / "python"
    if places.script is None:
        assert install(places, other) == places.files
    else:
        with pytest.raises(SetupError, match="has a space in it"):
            install(places, other)


def test_settings_of_a_python_that_is_gone_are_told(places: ExcelPlaces, tmp_path: Path) -> None:
    install(places, tmp_path / "gone")
    (line,) = problems(places)
    assert (line.about, line.mend) == ("Settings", INSTALL)
    assert "gone" in line.found


def test_settings_of_another_python_are_told(places: ExcelPlaces, tmp_path: Path) -> None:
    other = tmp_path / "python"
    other.touch()
    install(places, other)
    assert "another Python" in problems(places)[0].found


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [('"False"', '"True"', "code beside a workbook"), ('"SHOW', '\n"SHOW', "blank line")],
)
def test_settings_that_somebody_spoiled_are_told(places: ExcelPlaces, before: str, after: str, words: str) -> None:
    install(places, PYTHON)
    text = places.settings.read_text(encoding="utf-8")
    places.settings.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert words in problems(places)[0].found


def test_an_add_in_of_another_version_is_told(places: ExcelPlaces) -> None:
    install(places, PYTHON)
    places.addin.write_bytes(b"older")
    assert "another version" in problems(places)[0].found
