"""Files and folders that refuse: a clear sentence, the right exit code, and every file as it was."""

import ctypes
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from liaison_planner.cli import main
from liaison_planner.workbook.schema import SHEETS

DAY = ["--today", "2026-11-23"]
CAP_DAC_OVERRIDE = 1


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small valid workbook to spoil."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "a.xlsx", "--person", "P02", *DAY]) == 0
    return tmp_path / "a.xlsx"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def truncated(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:30_000])


def emptied(book: Path) -> None:
    book.write_bytes(b"")


def not_a_workbook(book: Path) -> None:
    book.write_text("Dear planner, please find my answers below.", encoding="utf-8")


def another_zip(book: Path) -> None:
    with zipfile.ZipFile(book, "w") as package:
        package.writestr("letter.txt", "hello")


def protected_by_a_password(book: Path) -> None:
    encrypted = io.BytesIO()
    OOXMLFile(io.BytesIO(book.read_bytes())).encrypt("secret", encrypted)
    book.write_bytes(encrypted.getvalue())


def old_excel_format(book: Path) -> None:
    book.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


def scrambled(book: Path) -> None:
    data = bytearray(book.read_bytes())
    data[2_000:4_000] = bytes(2_000)
    book.write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (truncated, "damaged"),
        (emptied, "empty_file"),
        (not_a_workbook, "not_a_workbook"),
        (another_zip, "not_a_workbook"),
        (protected_by_a_password, "encrypted"),
        (old_excel_format, "not_a_workbook"),
        (scrambled, "damaged"),
    ],
)
@pytest.mark.parametrize("command", ["check", "plan"])
def test_a_bad_file_is_named_and_left_alone(
    command: str, spoil: Callable[[Path], None], code: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(book)
    before = contents(book.parent)
    capsys.readouterr()
    assert main([command, "a.xlsx", *DAY]) == 1
    told = capsys.readouterr()
    assert f"[{code}]" in told.out + told.err
    assert "a.xlsx" in told.out + told.err
    assert "Traceback" not in told.err
    assert contents(book.parent) == before


def test_a_damaged_sheet_for_results_is_told_and_nothing_is_written(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(book) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    plan_sheet = f"xl/worksheets/sheet{[sheet.name for sheet in SHEETS].index('Plan') + 1}.xml"
    parts[plan_sheet] = parts[plan_sheet][:500]
    with zipfile.ZipFile(book, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    before = contents(book.parent)
    capsys.readouterr()
    assert main(["plan", "a.xlsx", *DAY]) == 1
    assert "[damaged]" in capsys.readouterr().err
    assert contents(book.parent) == before


def test_a_missing_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["plan", "gone.xlsx", *DAY]) == 1
    assert "gone.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize("lock", ["~$a.plan.xlsx", ".~lock.a.plan.xlsx#"])
def test_a_result_that_is_open_elsewhere_is_not_overwritten(
    lock: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book.parent / lock).write_text("somebody", encoding="utf-8")
    before = contents(book.parent)
    assert main(["plan", "a.xlsx", *DAY]) == 4
    assert "open in another program" in capsys.readouterr().err
    assert contents(book.parent) == before


def run_as(arguments: list[str], folder: Path, prepare: Callable[[], None]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "liaison_planner", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, preexec_fn=prepare, encoding="utf-8"
    )


def give_up_overriding_permissions() -> None:
    """The superuser may write anywhere; without this one capability (prctl PR_CAPBSET_DROP) permissions bind it too."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, CAP_DAC_OVERRIDE, 0, 0, 0)


@pytest.fixture
def read_only(book: Path) -> Iterator[Path]:
    """The folder of the workbook, open for reading and closed for writing."""
    book.parent.chmod(0o555)
    yield book.parent
    book.parent.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no read-only folders of this kind")
def test_a_read_only_folder_is_a_sentence(read_only: Path) -> None:
    before = contents(read_only)
    done = run_as(["plan", "a.xlsx", "--in-place", *DAY], read_only, give_up_overriding_permissions)
    assert done.returncode == 4
    assert "not allowed" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(read_only) == before


def let_files_grow_to(size: int) -> None:
    """Stands in for a full disk: the system refuses to write past the size, in the middle of a file."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of files")
@pytest.mark.parametrize("arguments", [["plan", "a.xlsx"], ["plan", "a.xlsx", "--in-place"], ["init", "b.xlsx"]])
def test_a_full_disk_is_a_sentence_and_leaves_no_half_file(arguments: list[str], book: Path) -> None:
    before = contents(book.parent)
    done = run_as([*arguments, *DAY], book.parent, lambda: let_files_grow_to(20_000))
    assert done.returncode == 4
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(book.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells of a closed pipe in another way")
def test_a_reader_that_has_gone_is_no_fault_to_tell(book: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "liaison_planner", "check", "a.xlsx", *DAY],
        cwd=book.parent,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert done.stderr == ""


def test_a_batch_without_a_cluster_says_that_nothing_was_planned(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from liaison_planner.batch import engine_dask

    pytest.importorskip("distributed")
    monkeypatch.setattr(engine_dask, "CONNECT_SECONDS", 1)
    address = ["--engine", "dask", "--dask-address", "tcp://127.0.0.1:1"]
    assert main(["batch", str(book.parent), "-o", str(book.parent / "out"), *address, *DAY]) == 4
    told = capsys.readouterr().err
    assert "No Dask scheduler answers at «tcp://127.0.0.1:1»" in told
    assert "Nothing was planned in this run." in told
    assert "is kept" not in told


def test_a_missing_seats_file_is_not_called_a_roster(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", str(book.parent), "-o", str(book.parent / "out"), "--seats", "none.csv", *DAY]) == 1
    told = capsys.readouterr().err
    assert "[seats_not_found]" in told
    assert "roster" not in told
