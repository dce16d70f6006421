"""A file that a click makes is written beside the workbook, else among the documents, and never over another."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from liaison_planner.addin.hand_over import NoPlaceError, documents, folder_of, laid_down


class OnMac:
    """Excel's own workbook as Mac shows it."""

    def __init__(self, name: str) -> None:
        self.full_name = SimpleNamespace(get=lambda: name)


def on_windows(name: str) -> object:
    return SimpleNamespace(FullName=name)


@pytest.mark.parametrize("kind", [on_windows, OnMac])
def test_a_saved_workbook_has_a_folder_and_another_has_none(kind: type, tmp_path: Path) -> None:
    assert folder_of(kind(str(tmp_path / "me.xlsm"))) == tmp_path
    assert folder_of(kind("Book1")) is None
    assert folder_of(kind("https://d.docs.live.net/1234/Documents/me.xlsm")) is None
    assert folder_of(kind(str(tmp_path / "gone" / "me.xlsm"))) is None


def test_an_excel_without_folders_has_none() -> None:
    assert folder_of(None) is None


def test_a_file_lands_beside_the_workbook(tmp_path: Path, home: Path) -> None:
    path, why = laid_down("me calendar.ics", b"plan", tmp_path, home)
    assert (path, why) == (tmp_path / "me calendar.ics", "beside this workbook")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"plan"]


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path, home: Path) -> None:
    made = [laid_down("New person.xlsm", text, tmp_path, home)[0] for text in (b"Ann", b"Ben", b"Eve")]
    assert [path.name for path in made] == ["New person.xlsm", "New person 2.xlsm", "New person 3.xlsm"]
    assert [path.read_bytes() for path in made] == [b"Ann", b"Ben", b"Eve"]


def test_for_a_workbook_that_is_nowhere_it_lands_among_the_documents(home: Path) -> None:
    path, why = laid_down("x.ics", b"plan", None, documents())
    assert path == home / "Documents/x.ics"
    assert why == "as this workbook is not saved in a folder of this computer"


def test_where_there_is_no_folder_for_documents_it_lands_at_home(home: Path) -> None:
    (home / "Documents").rmdir()
    assert documents() == home


def test_a_folder_that_takes_no_files_is_passed_over(tmp_path: Path, home: Path) -> None:
    """A file in the place of the folder refuses files whoever the user is."""
    shut = tmp_path / "shut"
    shut.touch()
    path, why = laid_down("x.ics", b"plan", shut, home)
    assert path == home / "x.ics"
    assert why == "as nothing can be written beside this workbook"


def test_where_no_folder_takes_it_that_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.touch()
    with pytest.raises(NoPlaceError, match=r"could not be written into «.*shut»"):
        laid_down("x.ics", b"plan", None, shut)
    assert list(tmp_path.iterdir()) == [shut]
