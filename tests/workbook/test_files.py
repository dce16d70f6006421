"""Files are written whole or not at all, backups never overwrite, and locks are seen."""

import os
from pathlib import Path

import pytest

from liaison_planner.workbook.files import backup_of, lock_holder, write_atomically


def test_a_new_file_holds_the_data_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    write_atomically(tmp_path / "plan.xlsx", b"data")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"plan.xlsx": b"data"}


def test_a_file_that_is_replaced_is_the_new_one_with_the_old_rights(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old and longer")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_rights_that_new_files_have(tmp_path: Path) -> None:
    (tmp_path / "ordinary").touch()
    write_atomically(tmp_path / "plan.xlsx", b"data")
    assert (tmp_path / "plan.xlsx").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    owner: object = os if step == "fsync" else Path
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"new")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"plan.xlsx": b"old"}


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_atomically(tmp_path / "nowhere" / "plan.xlsx", b"data")


def test_backups_count_up_and_never_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "my plan.xlsm"
    assert backup_of(path).name == "my plan.backup-1.xlsm"
    (tmp_path / "my plan.backup-1.xlsm").touch()
    (tmp_path / "my plan.backup-3.xlsm").touch()
    assert backup_of(path).name == "my plan.backup-2.xlsm"
    assert not backup_of(path).exists()


@pytest.mark.parametrize("lock", ["~$my plan.xlsx", "~$ plan.xlsx", ".~lock.my plan.xlsx#"])
def test_a_file_that_is_open_elsewhere_is_noticed(tmp_path: Path, lock: str) -> None:
    (tmp_path / lock).touch()
    assert lock_holder(tmp_path / "my plan.xlsx") == tmp_path / lock


def test_a_lock_of_another_file_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "~$other.xlsx").touch()
    assert lock_holder(tmp_path / "my plan.xlsx") is None


def _linked(folder: Path) -> tuple[Path, Path]:
    """A workbook, and a link to it in a folder of its own."""
    real, link = folder / "real" / "real.xlsx", folder / "me.xlsx"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link.symlink_to(real)
    return real, link


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_stays_one_and_its_file_is_written(tmp_path: Path) -> None:
    real, link = _linked(tmp_path)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert [path.name for path in real.parent.iterdir()] == ["real.xlsx"]
    assert backup_of(link) == tmp_path / "me.backup-1.xlsx"


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
@pytest.mark.parametrize("lock", ["real/.~lock.real.xlsx#", "real/~$real.xlsx", ".~lock.me.xlsx#"])
def test_a_lock_counts_beside_a_link_and_beside_the_file_it_points_to(tmp_path: Path, lock: str) -> None:
    _, link = _linked(tmp_path)
    assert lock_holder(link) is None
    (tmp_path / lock).touch()
    assert lock_holder(link) == tmp_path / lock
