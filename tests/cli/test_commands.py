"""Every command from the outside: what it prints, what it writes, and its exit code."""

import json
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl import load_workbook

from liaison_planner.actions import modules
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE
from liaison_planner.cli import main
from liaison_planner.domain.cell import RawProfile
from liaison_planner.views import Content
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.layout import is_older
from liaison_planner.workbook.migrate import has_macros
from liaison_planner.workbook.read import read_inputs
from liaison_planner.workbook.schema import SCHEMA_VERSION

LAYOUT_1 = Path(__file__).parents[1] / "workbook" / "data" / "layout_1.xlsx"
DAY = ["--today", "2026-11-23"]
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> int:
        return main(arguments)

    return run


def set_input(path: Path, name: str, value: int | date) -> None:
    """Changes one answer the way a person would: open, type, save."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl knows fewer features than our workbooks use
        book = openpyxl.load_workbook(path)
    sheet, cell = book.defined_names[name].attr_text.split("!")
    book[sheet.strip("'")][cell.replace("$", "")] = value
    book.save(path)


def plan_json(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    plan = json.loads(capsys.readouterr().out)
    plan["proof"]["seconds"] = None
    assert isinstance(plan, dict)
    return plan


def test_demo_writes_one_workbook_and_prints_where_it_is(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("demo", *DAY) == 0
    (book,) = (tmp_path / "demo").iterdir()
    told = capsys.readouterr().out
    assert "proven best" in told
    assert str(book) in told.replace("\n", "")


def test_a_blank_workbook_has_problems_and_a_sample_one_has_none(run: Run) -> None:
    assert run("init", "blank.xlsx") == 0
    assert run("check", "blank.xlsx", *DAY) == 1
    assert run("init", "p01.xlsx", "--person", "P01", *DAY) == 0
    assert run("check", "p01.xlsx", *DAY) == 0


def test_init_never_replaces_a_file_unasked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_bytes(b"precious")
    assert run("init", "mine.xlsx") == 2
    assert (tmp_path / "mine.xlsx").read_bytes() == b"precious"
    assert run("init", "mine.xlsx", "--force") == 0


def test_the_same_inputs_and_day_give_the_same_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("init", "a.xlsx", "--person", "P02", *DAY)
    capsys.readouterr()
    assert run("plan", "a.xlsx", "--json", *DAY) == 0
    first = plan_json(capsys)
    assert run("plan", "a.xlsx", "--json", *DAY) == 0
    assert plan_json(capsys) == first


def test_other_weekly_hours_give_another_plan(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("init", "a.xlsx", "--person", "P02", *DAY)
    capsys.readouterr()
    run("plan", "a.xlsx", "--json", *DAY)
    before = plan_json(capsys)
    set_input(tmp_path / "a.xlsx", "in_weekly_hours", 16)
    assert run("plan", "a.xlsx", "--json", *DAY) == 0
    after = plan_json(capsys)
    assert after["status"] == "optimal"
    assert str(after["ready_date"]) > str(before["ready_date"])


def test_a_plan_goes_beside_the_file_which_stays_as_it_was(run: Run, tmp_path: Path) -> None:
    run("init", "a.xlsx", "--person", "P02", *DAY)
    before = (tmp_path / "a.xlsx").read_bytes()
    assert run("plan", "a.xlsx", *DAY) == 0
    assert (tmp_path / "a.plan.xlsx").is_file()
    assert (tmp_path / "a.xlsx").read_bytes() == before


def test_in_place_keeps_a_backup_of_what_was_there(run: Run, tmp_path: Path) -> None:
    run("init", "a.xlsx", "--person", "P02", *DAY)
    before = (tmp_path / "a.xlsx").read_bytes()
    assert run("plan", "a.xlsx", "--in-place", *DAY) == 0
    assert (tmp_path / "a.xlsx").read_bytes() != before
    assert (tmp_path / "a.backup-1.xlsx").read_bytes() == before


def test_in_place_leaves_a_workbook_of_an_older_layout_alone(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old.xlsx").write_bytes(LAYOUT_1.read_bytes())
    assert run("check", "old.xlsx", *DAY) == 0
    assert run("plan", "old.xlsx", "--in-place", *DAY) == 0
    assert (tmp_path / "old.xlsx").read_bytes() == LAYOUT_1.read_bytes()
    assert "stays as it is" in capsys.readouterr().err
    (copy,) = (path for path in tmp_path.iterdir() if path.name != "old.xlsx")
    assert run("plan", copy.name, "--in-place", *DAY) == 0
    assert (tmp_path / f"{copy.stem}.backup-1.xlsx").is_file()


def test_a_macro_workbook_of_an_older_layout_becomes_one_of_the_newest_with_all_answers(
    run: Run, tmp_path: Path, validate: Callable[..., list[object]]
) -> None:
    """What a click on such a workbook tells the user to do."""
    assert run("init", "now.xlsm", "--person", "P04", *DAY) == 0
    older = fill((tmp_path / "now.xlsm").read_bytes(), Content({"out_schema_version": 1, "in_budget_usd": 4_321}))
    (tmp_path / "old.xlsm").write_bytes(older)
    assert run("plan", "old.xlsm", *DAY) == 0
    copy = tmp_path / "old.plan.xlsm"
    assert not is_older(copy.read_bytes())
    assert has_macros(copy.read_bytes())
    assert validate(copy) == []
    now, then = read_inputs(copy), read_inputs(older)
    assert isinstance(now, RawProfile)
    assert isinstance(then, RawProfile)
    assert now.fields["budget_usd"].value == 4_321
    assert {key: cell.value for key, cell in now.fields.items()} == {
        key: cell.value for key, cell in then.fields.items()
    }
    assert run("plan", "old.xlsm", "--in-place", *DAY) == 0
    assert (tmp_path / "old.xlsm").read_bytes() == older
    assert has_macros((tmp_path / f"old.layout-{SCHEMA_VERSION}.xlsm").read_bytes())


def test_the_workbook_and_the_roster_give_the_same_plan(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("init", "a.xlsx", "--person", "P06", *DAY)
    capsys.readouterr()
    run("plan", "a.xlsx", "--json", *DAY)
    from_workbook = plan_json(capsys)
    people = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
    Path("one.csv").write_text("\n".join([people[0], people[6]]), encoding="utf-8")
    assert run("batch", "one.csv", "-o", "out", *DAY) == 0
    (line,) = Path("out/plans.jsonl").read_text(encoding="utf-8").splitlines()
    from_roster = json.loads(line)
    from_roster["proof"]["seconds"] = None
    assert from_roster == from_workbook


def test_scenarios_are_written_only_on_request_and_change_nothing_else(run: Run, tmp_path: Path) -> None:
    run("init", "a.xlsx", "--person", "P02", *DAY)
    assert run("plan", "a.xlsx", "-o", "with.xlsx", "--scenarios", "--objective", "cheapest", *DAY) == 0
    assert run("plan", "a.xlsx", "-o", "without.xlsx", "--objective", "cheapest", *DAY) == 0
    wide, plain = load_workbook("with.xlsx"), load_workbook("without.xlsx")
    kinds = [[cell.value for cell in row] for row in wide["Scenarios"].iter_rows(max_col=2)]
    assert [name for name, own in kinds if own == "▶ yours"] == ["Cheapest", "Specialty practice or hospital"]
    assert not [1 for row in plain["Scenarios"].iter_rows(max_col=2) if row[1].value == "▶ yours"]
    assert "--scenarios" in str(plain["Scenarios"]["A5"].value)
    for sheet in (sheet for sheet in plain if sheet.title != "Scenarios"):
        assert [[cell.value for cell in row] for row in wide[sheet.title].iter_rows()] == [
            [cell.value for cell in row] for row in sheet.iter_rows()
        ]


def test_nothing_fits_is_an_answer_of_its_own(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("init", "a.xlsx", "--person", "P03", *DAY)
    capsys.readouterr()
    assert run("plan", "a.xlsx", "--json", *DAY) == 3
    plan = plan_json(capsys)
    assert plan["status"] == "infeasible"
    assert plan["conflicts"]
    assert plan["ways_out"]


def test_invalid_input_is_json_too_and_writes_nothing(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("init", "a.xlsx", "--person", "P02", *DAY)
    set_input(tmp_path / "a.xlsx", "in_weekly_hours", -3)
    capsys.readouterr()
    assert run("plan", "a.xlsx", "--json", *DAY) == 1
    plan = plan_json(capsys)
    assert plan["status"] == "invalid_input"
    assert [(issue["code"], issue["sheet"]) for issue in plan["issues"]] == [("out_of_range", "Preferences")]  # type: ignore[attr-defined]
    assert not (tmp_path / "a.plan.xlsx").exists()


def test_a_range_that_excel_took_for_a_date_is_no_number(run: Run, tmp_path: Path) -> None:
    run("init", "a.xlsx", "--person", "P02", *DAY)
    set_input(tmp_path / "a.xlsx", "in_weekly_hours", date(2026, 4, 3))
    assert run("check", "a.xlsx", *DAY) == 1


def test_a_plan_that_is_replaced_is_kept(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("init", "a.xlsx", "--person", "P02", *DAY)
    assert run("plan", "a.xlsx", *DAY) == 0
    set_input(tmp_path / "a.plan.xlsx", "in_budget_usd", 1400)
    before = (tmp_path / "a.plan.xlsx").read_bytes()
    capsys.readouterr()
    assert run("plan", "a.xlsx", *DAY) == 0
    assert (tmp_path / "a.plan.backup-1.xlsx").read_bytes() == before
    assert "a.plan.backup-1.xlsx" in capsys.readouterr().out


def test_the_file_of_a_plan_is_planned_in_place(run: Run, tmp_path: Path) -> None:
    run("init", "a.xlsx", "--person", "P02", *DAY)
    run("plan", "a.xlsx", *DAY)
    assert run("plan", "a.plan.xlsx", *DAY) == 0
    assert not (tmp_path / "a.plan.plan.xlsx").exists()
    assert (tmp_path / "a.plan.backup-1.xlsx").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("frobnicate",),
        ("plan",),
        ("plan", "a.xlsx", "--today", "tomorrow"),
        ("plan", "a.xlsx", "-o", "b.xlsx", "--in-place"),
        ("plan", "a.xlsx", "-o", "b.xlsm"),
        ("init", "a.docx"),
        ("init", "nowhere/a.xlsx"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(
    arguments: tuple[str, ...], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err


def test_a_workbook_with_macros_is_made_planned_and_keeps_them(run: Run, tmp_path: Path) -> None:
    assert run("init", "me.xlsm", "--person", "P02", *DAY) == 0
    with ZipFile("me.xlsm") as made:
        macros = made.read("xl/vbaProject.bin")
    assert run("plan", "me.xlsm", "--in-place", *DAY) == 0
    with ZipFile("me.xlsm") as planned:
        assert planned.read("xl/vbaProject.bin") == macros
        assert "customUI/customUI14.xml" in planned.namelist()


def test_macros_for_a_catalogue_of_ones_own_need_xlwings(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("catalogue", "copy", "ours") == 0
    text = Path("ours/levels.csv").read_text(encoding="utf-8")
    Path("ours/levels.csv").write_text(text.replace("I have not met", "I never met"), encoding="utf-8")
    monkeypatch.setattr(modules, "find_spec", lambda _: None)
    assert run("init", "me.xlsm", "--catalogue", "ours", *DAY) == 4
    assert "pip install liaison_planner[excel]" in capsys.readouterr().err


def test_a_batch_makes_workbooks_with_macros(run: Run) -> None:
    people = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
    Path("one.csv").write_text("\n".join(people[:2]), encoding="utf-8")
    assert run("batch", "one.csv", "-o", "out", "--format", "xlsm", "--quiet", *DAY) == 0
    with ZipFile("out/P01.xlsm") as made:
        assert "xl/vbaProject.bin" in made.namelist()


def test_an_unknown_sample_person_is_told_who_there_is(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("init", "a.xlsx", "--person", "P99") == 1
    assert "P15" in capsys.readouterr().err


def test_the_built_in_catalogue_passes_its_check(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("catalogue", "check") == 0
    assert "92 offerings" in capsys.readouterr().out


def test_a_folder_without_a_catalogue_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("catalogue", "check", str(tmp_path)) == 1


def test_the_shipped_templates_are_what_their_sources_say(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("templates", "build", "--check") == 0, capsys.readouterr().out


@pytest.mark.parametrize("more", [(), ("--check",)])
def test_templates_without_xlwings_are_refused_with_a_sentence(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    monkeypatch.setattr(modules, "find_spec", lambda _: None)
    assert run("templates", "build", *more) == 4
    assert "pip install liaison_planner[excel]" in capsys.readouterr().err


def test_templates_are_built_byte_for_byte_alike(run: Run) -> None:
    assert run("templates", "build", "-o", "one") == 0
    assert run("templates", "build", "-o", "two") == 0
    assert Path("one/liaison_planner.xlsx").read_bytes() == Path("two/liaison_planner.xlsx").read_bytes()


def test_a_batch_tells_programs_how_far_it_is(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    people = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
    Path("two.csv").write_text("\n".join([people[0], people[2], people[13]]), encoding="utf-8")
    assert run("batch", "two.csv", "-o", "out", "--progress", "json", "--workers", "1", *DAY) == 0
    told = capsys.readouterr()
    last = json.loads(told.err.splitlines()[-1])
    assert (last["done"], last["total"], last["planned"], last["remaining_seconds"]) == (2, 2, 2, 0)
    assert run("batch", "two.csv", "-o", "out", "--quiet", *DAY) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "2 were up to date" in told.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--workers", "0"],
        ["--workers", "many"],
        ["--dask-address", "tcp://x:1"],
        ["--engine", "x"],
    ],
)
def test_a_batch_refuses_what_cannot_be_meant(run: Run, arguments: list[str]) -> None:
    assert run("batch", "two.csv", "-o", "out", *arguments, *DAY) == 2


def test_a_theme_brands_a_workbook_and_the_templates_but_never_the_shipped_ones(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("ours.toml").write_text('[colors]\ndeep = "#3B1F5B"\n', encoding="utf-8")
    assert run("init", "me.xlsx", "--person", "P02", "--theme", "ours.toml", *DAY) == 0
    assert run("plan", "me.xlsx", "--in-place", *DAY) == 0
    assert run("templates", "build", "--theme", "ours.toml", "-o", "out") == 0
    for path in ("me.xlsx", "out/liaison_planner.xlsx"):
        assert load_workbook(path)["Plan"]["A1"].fill.fgColor.rgb == "FF3B1F5B"
    assert run("templates", "build", "--theme", "ours.toml") == 2
    Path("ours.toml").write_text('[colors]\ndeep = "blue"\n', encoding="utf-8")
    capsys.readouterr()
    assert run("init", "other.xlsx", "--theme", "ours.toml", *DAY) == 2
    assert "«deep» is «blue», which is no color." in capsys.readouterr().err
    assert not (tmp_path / "other.xlsx").exists()
