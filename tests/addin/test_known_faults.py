"""Each known reason why Excel does not reach Python is seen in made-up folders and registries, with its mend."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from liaison_planner.addin.known_faults import cloud, cloud_folders, on_mac, on_windows
from liaison_planner.addin.line import INSTALL, Line

POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
CHOICE = r"Software\Microsoft\Office\16.0\Excel\Security"
VERSION = "0.37.8"
Values = Mapping[tuple[str, str], int]


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """A Python in a virtual environment into which xlwings has put its library for Excel."""
    scripts = tmp_path / "planner/.venv/Scripts"
    scripts.mkdir(parents=True)
    (scripts.parent / f"xlwings64-{VERSION}.dll").touch()
    (scripts / "python.exe").touch()
    return scripts / "python.exe"


@pytest.fixture
def addin(tmp_path: Path) -> Path:
    (tmp_path / "liaison_planner.xlam").touch()
    return tmp_path / "liaison_planner.xlam"


def windows(python: Path, addin: Path, values: Values | None = None, base: Path = Path("/Python311")) -> list[Line]:
    known = values or {}
    return problems(on_windows(python, base, addin, VERSION, lambda key, name: known.get((key, name))))


def problems(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.state == "problem"]


def test_a_sound_computer_has_no_problems(python: Path, addin: Path) -> None:
    assert windows(python, addin) == []


def test_a_library_for_excel_of_another_version_is_told_with_the_version_to_install(python: Path, addin: Path) -> None:
    library = python.parents[1] / f"xlwings64-{VERSION}.dll"
    library.rename(library.with_name("xlwings64-0.30.0.dll"))
    (line,) = windows(python, addin)
    assert line.found == f"find xlwings64-0.30.0.dll in place of xlwings64-{VERSION}.dll"
    assert line.mend == f"Run: pip install --force-reinstall xlwings=={VERSION}"


def test_a_library_for_excel_that_is_missing_is_told(python: Path, addin: Path) -> None:
    (python.parents[1] / f"xlwings64-{VERSION}.dll").unlink()
    assert [line.about for line in windows(python, addin)] == ["Functions"]


def test_a_library_beside_python_itself_will_do(python: Path, addin: Path) -> None:
    library = python.parents[1] / f"xlwings64-{VERSION}.dll"
    library.rename(python.parent / library.name)
    assert windows(python, addin) == []


def test_a_python_from_the_store_is_told(python: Path, addin: Path) -> None:
    base = Path("/Program Files/WindowsApps/PythonSoftwareFoundation.Python.3.11")
    (line,) = windows(python, addin, base=base)
    assert "Microsoft Store" in line.found
    assert "python.org" in line.mend


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("VBAWarnings", 4, "switches macros off without asking"),
        ("VBAWarnings", 3, "runs macros with a signature only"),
        ("DisableAllAddins", 1, "loads no add-ins"),
        ("RequireAddinSig", 1, "loads add-ins with a signature only"),
    ],
)
def test_macros_or_add_ins_that_are_switched_off_are_told_to_whom_can_change_it(
    name: str, value: int, words: str, python: Path, addin: Path
) -> None:
    (chosen,), (ruled,) = (windows(python, addin, {(key, name): value}) for key in (CHOICE, POLICY))
    assert words in chosen.found
    assert words in ruled.found
    assert "Trust Center" in chosen.mend
    assert "Your IT has set this" in ruled.mend


def test_a_rule_of_the_organization_goes_before_the_users_choice(python: Path, addin: Path) -> None:
    assert windows(python, addin, {(POLICY, "VBAWarnings"): 2, (CHOICE, "VBAWarnings"): 4}) == []


def test_an_add_in_that_is_marked_as_from_the_web_is_told(python: Path, addin: Path) -> None:
    """Windows keeps the mark beside the file; where there are no such streams it is a file of that name."""
    addin.with_name(f"{addin.name}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n", encoding="utf-8")
    (line,) = windows(python, addin)
    assert (line.about, line.mend) == ("Mark of the Web", INSTALL)


def test_a_planner_in_a_folder_of_onedrive_is_told(tmp_path: Path) -> None:
    environment = {"OneDrive": str(tmp_path / "OneDrive"), "OneDriveCommercial": str(tmp_path / "OneDrive - Clinic")}
    folders = cloud_folders("win32", tmp_path, environment)
    (line,) = cloud(tmp_path / "OneDrive - Clinic/planner/.venv/Scripts/python.exe", folders)
    assert line.state == "problem"
    assert str(tmp_path / "OneDrive - Clinic") in line.found
    assert list(cloud(tmp_path / "planner/.venv/Scripts/python.exe", folders)) == []


def test_on_a_mac_the_cloud_has_folders_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "Library/CloudStorage/OneDrive-Personal").mkdir(parents=True)
    folders = cloud_folders("darwin", tmp_path, {})
    assert problems(cloud(tmp_path / "Library/CloudStorage/OneDrive-Personal/planner/bin/python", folders))
    assert problems(cloud(tmp_path / "Library/Mobile Documents/planner/bin/python", folders))


def test_a_python_in_a_folder_that_macos_guards_is_told(tmp_path: Path) -> None:
    settings = tmp_path / "Library/settings.conf"
    (line,) = problems(on_mac(tmp_path / "Documents/planner/.venv/bin/python", settings, tmp_path))
    assert "«Documents», which macOS guards" in line.found
    assert problems(on_mac(tmp_path / "planner/.venv/bin/python", settings, tmp_path)) == []


def test_a_folder_of_excels_that_may_not_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root nothing is shut, so the refusal of macOS is made here."""

    def refused(_: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "iterdir", refused)
    (line,) = problems(on_mac(tmp_path / "planner/bin/python", tmp_path / "Data/liaison_planner.conf", tmp_path))
    assert "Terminal" in line.mend
