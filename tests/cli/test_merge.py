"""`merge` on the command line."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liaison_planner.cli import main
from liaison_planner.workbook.original import Original

DAY = "2027-01-20"


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sample person's workbook with a plan that was agreed on."""
    path = tmp_path_factory.mktemp("merge") / "me.xlsx"
    assert main(["init", str(path), "--person", "P01"]) == 0
    assert main(["plan", str(path), "--in-place", "--today", "2026-11-23"]) == 0
    assert main(["agree", str(path), "--today", "2026-11-23"]) == 0
    return path.read_bytes()


@pytest.fixture
def copies(agreed: bytes, tmp_path: Path) -> tuple[Path, Path]:
    """The coach has lowered the hours and raised the budget, the participant raised the hours."""
    coach, participant = tmp_path / "coach.xlsx", tmp_path / "me.xlsx"
    coach.write_bytes(answering(agreed, in_weekly_hours=6, in_budget_usd=5000))
    participant.write_bytes(answering(agreed, in_weekly_hours=10, in_max_parallel=3))
    return coach, participant


def answering(package: bytes, **answers: float) -> bytes:
    found, book = Original(package).book, load_workbook(io.BytesIO(package))
    for name, value in answers.items():
        sheet, area = found.names[name]
        book[sheet].cell(*area[:2]).value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def value(path: Path, name: str) -> object:
    original = Original(path.read_bytes())
    sheet, area = original.book.names[name]
    return original.value(sheet, *area[:2])


def test_merge_writes_a_third_workbook_and_tells_what_both_changed(
    copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = [path.read_bytes() for path in copies]
    assert main(["merge", *map(str, copies), "--today", DAY]) == 0
    told = capsys.readouterr().out
    assert "1 change from the coach, 1 from the participant; 1 difference to talk over." in " ".join(told.split())
    assert "Preferences!B6: 6 (stands)" in told
    assert "Preferences!B6: 10" in told
    assert [path.read_bytes() for path in copies] == before
    made = copies[0].with_name("coach.merged.xlsx")
    assert [value(made, f"in_{name}") for name in ("weekly_hours", "budget_usd", "max_parallel")] == [6, 5000, 3]


def test_what_was_taken_over_is_listed_with_its_cell_and_both_values(
    copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge", *map(str, copies), "--dry-run", "--today", DAY]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Taken over from the coach Preferences!B7: «Money you can spend (US dollars)»:" in told
    assert "→ 5,000" in told
    assert main(["merge", *map(str, copies), "--dry-run", "--json", "--today", DAY]) == 0
    mine, theirs = json.loads(capsys.readouterr().out)["changes"]
    assert (mine["by"], mine["now"], mine["place"]["sheet"]) == ("coach", "5,000", "Preferences")
    assert (theirs["by"], theirs["was"], theirs["now"]) == ("participant", "empty", "3")
    assert f"{theirs['what']}: empty → 3" in told


def test_the_merged_workbook_is_checked_as_out_of_date_and_planned_again(
    copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    made = copies[0].with_name("both.xlsx")
    assert main(["merge", *map(str, copies), "-o", str(made), "--prefer", "participant", "--today", DAY]) == 0
    assert value(made, "in_weekly_hours") == 10
    capsys.readouterr()
    assert main(["check", str(made), "--today", DAY]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "«Hours a week you can spare» was 8 when the plan of 2026-11-23 was made and is 10 now." in told
    assert main(["replan", str(made), "--in-place", "--today", DAY]) == 0


def test_a_dry_run_writes_nothing_and_json_is_one_document(
    copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge", *map(str, copies), "--dry-run", "--today", DAY]) == 0
    assert "Nothing was written" in capsys.readouterr().out
    assert main(["merge", *map(str, copies), "--dry-run", "--json", "--today", DAY]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [clash["stands"] for clash in document["clashes"]] == ["coach"]
    assert {path.name for path in copies[0].parent.iterdir()} == {"coach.xlsx", "me.xlsx"}


def test_what_is_replaced_is_kept_as_a_backup(copies: tuple[Path, Path]) -> None:
    coach, participant = copies
    before = coach.read_bytes()
    assert main(["merge", str(coach), str(participant), "-o", str(coach), "--today", DAY]) == 0
    assert coach.with_name("coach.backup-1.xlsx").read_bytes() == before
    assert value(coach, "in_max_parallel") == 3


def test_the_same_file_twice_or_another_kind_of_file_is_wrong_usage(
    copies: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge", str(copies[0]), str(copies[0])]) == 2
    assert "named twice" in capsys.readouterr().err
    assert main(["merge", *map(str, copies), "-o", str(copies[0].with_name("x.xlsm"))]) == 2


@pytest.mark.parametrize("which", [0, 1])
def test_a_copy_that_is_open_elsewhere_is_not_read(
    copies: tuple[Path, Path], which: int, capsys: pytest.CaptureFixture[str]
) -> None:
    copies[which].with_name(f"~${copies[which].name}").touch()
    assert main(["merge", *map(str, copies), "--today", DAY]) == 4
    assert "Save and close it there" in capsys.readouterr().err
    assert not copies[0].with_name("coach.merged.xlsx").exists()


def test_what_cannot_be_merged_is_told_with_its_place_and_mend(
    copies: tuple[Path, Path], agreed: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    coach, participant = copies
    assert main(["merge", str(coach), str(coach.with_name("none.xlsx"))]) == 1
    assert "There is no file" in capsys.readouterr().err
    fresh = coach.with_name("fresh.xlsx")
    assert main(["init", str(fresh), "--person", "P01"]) == 0
    capsys.readouterr()
    assert main(["merge", str(coach), str(fresh)]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "hold no agreement in common" in told
    assert "--base AGREED.xlsx" in told
    base = coach.with_name("agreed.xlsx")
    base.write_bytes(agreed)
    assert main(["merge", str(coach), str(participant), "--base", str(base), "--today", DAY]) == 0
    assert "«agreed.xlsx»" in capsys.readouterr().out
