"""A whole roster or folder at once."""

import json
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from liaison_planner.batch.names import file_names
from liaison_planner.batch.run import run_batch
from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE
from liaison_planner.cli import main
from liaison_planner.domain.plan import Plan, PlanStatus

HEADING, *PEOPLE = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
QUICK = [PEOPLE[1], PEOPLE[12]]
"""P02 and P13, whose plans are found in a moment."""


def roster(path: Path, *people: str, heading: str = HEADING) -> Path:
    path.write_text("\n".join([heading, *people]) + "\n", encoding="utf-8")
    return path


def silent(line: str) -> None:
    """Takes progress and says nothing."""


def test_everybody_gets_a_workbook_a_line_and_a_row(tmp_path: Path, today: date) -> None:
    outcome = run_batch(roster(tmp_path / "r.csv", *QUICK), tmp_path / "out", today, silent)
    assert outcome.counts == {PlanStatus.OPTIMAL: 2}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        *("P02.xlsx", "P13.xlsx", "plans.jsonl", "summary.xlsx"),
    ]
    lines = (tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Plan.model_validate_json(line).person_id for line in lines] == ["P02", "P13"]
    people = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")["People"]
    assert [people.cell(row, 1).value for row in (5, 6)] == ["P02", "P13"]


def test_one_bad_row_is_told_and_the_others_go_on(tmp_path: Path, today: date) -> None:
    bad = PEOPLE[2].replace(",8,1800,", ",-8,lots,")
    assert bad != PEOPLE[2]
    outcome = run_batch(roster(tmp_path / "r.csv", QUICK[0], bad), tmp_path / "out", today, silent)
    assert outcome.counts == {PlanStatus.OPTIMAL: 1, PlanStatus.INVALID_INPUT: 1}
    assert outcome.problems
    assert not (tmp_path / "out" / "P03.xlsx").exists()
    second = json.loads((tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()[1])
    assert {(issue["code"], issue["cell"]) for issue in second["issues"]} == {
        ("out_of_range", "row 3, weekly_hours"),
        ("not_a_number", "row 3, budget_usd"),
    }


def test_a_repeated_id_and_an_unknown_column_are_told(tmp_path: Path, today: date) -> None:
    path = roster(tmp_path / "r.csv", QUICK[0] + ",Tuesday", QUICK[0] + ",Friday", heading=HEADING + ",cohort")
    outcome = run_batch(path, tmp_path / "out", today, silent)
    assert [issue.code for issue in outcome.issues] == ["unknown_column"]
    assert outcome.counts == {PlanStatus.OPTIMAL: 1, PlanStatus.INVALID_INPUT: 1}
    people = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")["People"]
    headings = [cell.value for cell in people[4]]
    assert [people.cell(row, headings.index("cohort") + 1).value for row in (5, 6)] == ["Tuesday", "Friday"]


def test_an_unusable_roster_writes_nothing(tmp_path: Path, today: date) -> None:
    outcome = run_batch(roster(tmp_path / "r.csv"), tmp_path / "out", today, silent)
    assert outcome.problems
    assert not (tmp_path / "out").exists()


def test_more_choices_than_the_workbook_has_rows_for_are_refused(
    tmp_path: Path, today: date, catalogue: Catalogue
) -> None:
    many = ";".join(list(catalogue.offerings)[:40])
    path = roster(tmp_path / "r.csv", f"{QUICK[0]},{many}", f"{QUICK[1]},", heading=HEADING + ",excludes")
    outcome = run_batch(path, tmp_path / "out", today, silent)
    assert outcome.counts == {PlanStatus.INVALID_INPUT: 1, PlanStatus.OPTIMAL: 1}
    first = json.loads((tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert [(issue["code"], issue["sheet"]) for issue in first["issues"]] == [("too_many_rows", "r.csv")]


def test_a_result_that_somebody_has_open_stops_the_batch_before_it_begins(tmp_path: Path, today: date) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "~$P13.xlsx").write_bytes(b"lock")
    with pytest.raises(PermissionError, match=r"P13\.xlsx"):
        run_batch(roster(tmp_path / "r.csv", *QUICK), tmp_path / "out", today, silent)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["~$P13.xlsx"]


def test_a_folder_of_workbooks_is_a_roster_too(tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    assert main(["init", "in/one.xlsx", "--person", "P02", "--today", "2026-11-23"]) == 0
    (tmp_path / "in" / "~$one.xlsx").write_bytes(b"lock")
    (tmp_path / "in" / "broken.xlsx").write_bytes(b"no workbook")
    outcome = run_batch(tmp_path / "in", tmp_path / "out", today, silent)
    assert outcome.counts == {PlanStatus.OPTIMAL: 1, PlanStatus.INVALID_INPUT: 1}
    assert (tmp_path / "out" / "P02.xlsx").is_file()


def test_a_row_may_name_a_catalogue_of_its_own(tmp_path: Path, today: date, catalogue: Catalogue) -> None:
    from liaison_planner.catalogue.load import BUILT_IN

    own = tmp_path / "own"
    shutil.copytree(BUILT_IN, own)
    offerings = (own / "offerings.csv").read_text(encoding="utf-8")
    (own / "offerings.csv").write_text(offerings.replace("Referral coordinator", "Referral guide"), encoding="utf-8")
    path = roster(
        tmp_path / "r.csv", f"{QUICK[0]},{own}", f"{QUICK[1]},{tmp_path / 'none'}", heading=HEADING + ",catalogue"
    )
    run_batch(path, tmp_path / "out", today, silent)
    first, second = (tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["stamp"]["catalogue_version"] != catalogue.version
    assert [issue["code"] for issue in json.loads(second)["issues"]] == ["catalogue_not_found"]


@pytest.mark.parametrize("person_id", ["../../x", "CON", "a/b", "x" * 300, "😀", "", "summary", "a\x00b", ".."])
def test_any_id_gives_a_harmless_file_name(person_id: str) -> None:
    (name,) = file_names([person_id])
    assert name.isascii()
    assert 0 < len(name) <= 70
    assert not set(name) & set('/\\:*?"<>|.\0')
    assert name.casefold() not in {"con", "summary"}


def test_no_two_ids_share_a_file_where_case_does_not_count() -> None:
    names = file_names(["p01", "P01", "a/b", "a_b", "a b", "P01", "P01-2"])
    assert len({name.casefold() for name in names}) == 7
    assert names[0] == "p01"
