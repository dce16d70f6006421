"""A whole roster or folder at once."""

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison_planner.batch.run import Engine, Outcome, Progress
from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE
from liaison_planner.cli import main
from liaison_planner.domain.plan import Plan, PlanStatus

HEADING, *PEOPLE = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
QUICK = [PEOPLE[1], PEOPLE[12]]
"""P02 and P13, whose plans are found in a moment."""

Run = Callable[..., Outcome]
Plans = Callable[[Path], list[dict[str, Any]]]


def roster(path: Path, *people: str, heading: str = HEADING) -> Path:
    path.write_text("\n".join([heading, *people]) + "\n", encoding="utf-8")
    return path


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_everybody_gets_a_workbook_a_line_and_a_row(tmp_path: Path, run: Run) -> None:
    outcome = run(roster(tmp_path / "r.csv", *QUICK))
    assert outcome.counts == {PlanStatus.OPTIMAL: 2}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        *("P02.xlsx", "P13.xlsx", "changes.csv", "cohort.parquet", "issues.csv", "ledger.sqlite"),
        *("plans.jsonl", "summary.xlsx"),
    ]
    lines = (tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Plan.model_validate_json(line).person_id for line in lines] == ["P02", "P13"]
    people = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")["People"]
    assert [people.cell(row, 1).value for row in (5, 6)] == ["P02", "P13"]


def test_one_bad_row_is_told_and_the_others_go_on(tmp_path: Path, run: Run) -> None:
    bad = PEOPLE[2].replace(",8,1800,", ",-8,lots,")
    assert bad != PEOPLE[2]
    outcome = run(roster(tmp_path / "r.csv", QUICK[0], bad))
    assert outcome.counts == {PlanStatus.OPTIMAL: 1, PlanStatus.INVALID_INPUT: 1}
    assert outcome.problems
    assert not (tmp_path / "out" / "P03.xlsx").exists()
    second = json.loads((tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()[1])
    assert {(issue["code"], issue["cell"]) for issue in second["issues"]} == {
        ("out_of_range", "row 3, weekly_hours"),
        ("not_a_number", "row 3, budget_usd"),
    }


def test_a_repeated_id_and_an_unknown_column_are_told(tmp_path: Path, run: Run) -> None:
    path = roster(tmp_path / "r.csv", QUICK[0] + ",Tuesday", QUICK[0] + ",Friday", heading=HEADING + ",cohort")
    outcome = run(path)
    assert [issue.code for issue in outcome.issues] == ["unknown_column"]
    assert outcome.counts == {PlanStatus.OPTIMAL: 1, PlanStatus.INVALID_INPUT: 1}
    people = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")["People"]
    headings = [cell.value for cell in people[4]]
    assert [people.cell(row, headings.index("cohort") + 1).value for row in (5, 6)] == ["Tuesday", "Friday"]


def test_an_unusable_roster_writes_nothing(tmp_path: Path, run: Run) -> None:
    outcome = run(roster(tmp_path / "r.csv"))
    assert outcome.problems
    assert not (tmp_path / "out").exists()


def test_more_choices_than_the_workbook_has_rows_for_are_refused(
    tmp_path: Path, run: Run, catalogue: Catalogue
) -> None:
    many = ";".join(list(catalogue.offerings)[:40])
    path = roster(tmp_path / "r.csv", f"{QUICK[0]},{many}", f"{QUICK[1]},", heading=HEADING + ",excludes")
    outcome = run(path)
    assert outcome.counts == {PlanStatus.INVALID_INPUT: 1, PlanStatus.OPTIMAL: 1}
    first = json.loads((tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert [(issue["code"], issue["sheet"]) for issue in first["issues"]] == [("too_many_rows", "r.csv")]


def test_a_summary_that_somebody_has_open_stops_the_batch_before_it_begins(tmp_path: Path, run: Run) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "~$summary.xlsx").write_bytes(b"lock")
    with pytest.raises(PermissionError, match=r"summary\.xlsx"):
        run(roster(tmp_path / "r.csv", *QUICK))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["~$summary.xlsx"]


def test_a_workbook_that_somebody_has_open_is_written_by_the_next_run(tmp_path: Path, run: Run) -> None:
    path, lock = roster(tmp_path / "r.csv", *QUICK), tmp_path / "out" / "~$P13.xlsx"
    lock.parent.mkdir()
    lock.write_bytes(b"lock")
    assert run(path).unwritten == ("P13.xlsx",)
    assert (tmp_path / "out" / "P02.xlsx").is_file()
    assert not (tmp_path / "out" / "P13.xlsx").exists()
    lock.unlink()
    assert run(path).planned == 1
    assert (tmp_path / "out" / "P13.xlsx").is_file()


def test_a_folder_of_workbooks_is_a_roster_too(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    assert main(["init", "in/one.xlsx", "--person", "P02", "--today", "2026-11-23"]) == 0
    (tmp_path / "in" / "~$one.xlsx").write_bytes(b"lock")
    (tmp_path / "in" / "broken.xlsx").write_bytes(b"no workbook")
    outcome = run(tmp_path / "in")
    assert outcome.counts == {PlanStatus.OPTIMAL: 1, PlanStatus.INVALID_INPUT: 1}
    assert (tmp_path / "out" / "P02.xlsx").is_file()


def test_a_row_may_name_a_catalogue_of_its_own(tmp_path: Path, run: Run, catalogue: Catalogue) -> None:
    from liaison_planner.catalogue.load import BUILT_IN

    own = tmp_path / "own"
    shutil.copytree(BUILT_IN, own)
    offerings = (own / "offerings.csv").read_text(encoding="utf-8")
    (own / "offerings.csv").write_text(offerings.replace("Referral coordinator", "Referral guide"), encoding="utf-8")
    path = roster(
        tmp_path / "r.csv", f"{QUICK[0]},{own}", f"{QUICK[1]},{tmp_path / 'none'}", heading=HEADING + ",catalogue"
    )
    run(path)
    first, second = (tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["stamp"]["catalogue_version"] != catalogue.version
    assert [issue["code"] for issue in json.loads(second)["issues"]] == ["catalogue_not_found"]


def test_what_is_up_to_date_is_left_alone_and_only_the_changed_is_planned_again(tmp_path: Path, run: Run) -> None:
    path = roster(tmp_path / "r.csv", *QUICK)
    assert run(path).planned == 2
    before = {each.name: each.read_bytes() for each in (tmp_path / "out").glob("*.xlsx")}
    assert run(path).planned == 0
    roster(path, QUICK[0], QUICK[1].replace("2027-", "2028-"))
    assert run(path).planned == 1
    after = {each.name: each.read_bytes() for each in (tmp_path / "out").glob("*.xlsx")}
    assert {name for name in before if before[name] != after[name]} == {"P13.xlsx", "summary.xlsx"}


def test_the_report_of_changes_names_the_new_the_changed_and_those_who_left(tmp_path: Path, run: Run) -> None:
    path = roster(tmp_path / "r.csv", QUICK[0], PEOPLE[5])
    run(path)
    changes = tmp_path / "out" / "changes.csv"
    assert [(line["person_id"], line["change"]) for line in table(changes)] == [("P02", "new"), ("P06", "new")]
    roster(path, QUICK[0].replace("2027-01-04", "2027-02-01"), QUICK[1])
    run(path)
    told = {line["person_id"]: line for line in table(changes)}
    assert {name: line["change"] for name, line in told.items()} == {"P02": "changed", "P13": "new", "P06": "left"}
    assert told["P02"]["why"] == "inputs changed"
    assert told["P02"]["ready_before"] < told["P02"]["ready"]
    assert (tmp_path / "out" / "P06.xlsx").is_file()
    run(path)
    assert table(changes) == []


def test_a_workbook_that_has_gone_is_made_again_from_the_plan_in_the_ledger(
    tmp_path: Path, run: Run, plans: Plans
) -> None:
    path = roster(tmp_path / "r.csv", *QUICK)
    run(path)
    first, book = (tmp_path / "out" / "plans.jsonl").read_bytes(), (tmp_path / "out" / "P02.xlsx").read_bytes()
    (tmp_path / "out" / "P02.xlsx").unlink()
    assert run(path).planned == 1
    assert (tmp_path / "out" / "P02.xlsx").read_bytes() == book
    assert (tmp_path / "out" / "plans.jsonl").read_bytes() == first  # not even the seconds: nothing was solved


def test_people_with_equal_problems_are_solved_once_and_each_gets_a_plan_of_their_own(
    tmp_path: Path, run: Run, plans: Plans
) -> None:
    twin = QUICK[0].replace("P02,Laid-off", "P99,Twin of a laid-off")
    alone = run(roster(tmp_path / "a.csv", twin), tmp_path / "alone")
    assert alone.counts == {PlanStatus.OPTIMAL: 1}
    run(roster(tmp_path / "r.csv", QUICK[0], twin))
    lines = (tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    seconds = [json.loads(line)["proof"]["seconds"] for line in lines]
    assert seconds[0] == seconds[1]
    assert plans(tmp_path / "out")[1] == plans(tmp_path / "alone")[0]
    assert (tmp_path / "out" / "P99.xlsx").read_bytes() == (tmp_path / "alone" / "P99.xlsx").read_bytes()


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2027, 1, 4)])
def test_a_plan_made_on_another_day_is_kept_as_long_as_it_would_be_the_same(
    tmp_path: Path, run: Run, plans: Plans, day: date
) -> None:
    """The people start on 2027-01-04, so until then only the date stamp could differ."""
    path = roster(tmp_path / "r.csv", *QUICK)
    run(path)
    assert run(path, today=day).planned == 0
    run(path, tmp_path / "fresh", today=day)
    for old, new in zip(plans(tmp_path / "out"), plans(tmp_path / "fresh"), strict=True):
        old["today"] = old["stamp"]["today"] = day.isoformat()
        assert old == new


def test_a_plan_is_made_again_once_its_beginning_has_passed(tmp_path: Path, run: Run, plans: Plans) -> None:
    path = roster(tmp_path / "r.csv", QUICK[0])
    run(path)
    assert run(path, today=date(2027, 1, 5)).planned == 1
    assert plans(tmp_path / "out")[0]["today"] == "2027-01-05"


def test_the_number_of_workers_changes_nothing(tmp_path: Path, run: Run, plans: Plans) -> None:
    path = roster(tmp_path / "r.csv", *QUICK, PEOPLE[5], PEOPLE[11])
    run(path, tmp_path / "one")
    run(path, tmp_path / "two", engine=Engine(2))
    assert plans(tmp_path / "one") == plans(tmp_path / "two")
    for book in (tmp_path / "one").glob("P*.xlsx"):
        assert book.read_bytes() == (tmp_path / "two" / book.name).read_bytes()
    assert (tmp_path / "one" / "summary.xlsx").read_bytes() == (tmp_path / "two" / "summary.xlsx").read_bytes()


def test_hostile_ids_stay_in_the_folder_and_no_two_share_a_file(tmp_path: Path, run: Run) -> None:
    ids = ["../../x", "CON", "a/b", "x" * 300, "😀", "p02", "=1+1"]
    path = roster(tmp_path / "r.csv", QUICK[0], *(QUICK[0].replace("P02", person, 1) for person in ids))
    assert run(path).counts == {PlanStatus.OPTIMAL: 7, PlanStatus.INVALID_INPUT: 1}
    assert len(list((tmp_path / "out").glob("*.xlsx"))) == 8
    assert [line["code"] for line in table(tmp_path / "out" / "issues.csv")] == ["too_long"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out", "r.csv"]
    assert "'=1+1" in {line["person_id"] for line in table(tmp_path / "out" / "changes.csv")}


def test_people_keep_their_files_when_the_roster_is_sorted_anew(tmp_path: Path, run: Run) -> None:
    other = QUICK[0].replace("P02,Laid-off", "p02,Other")
    run(roster(tmp_path / "r.csv", QUICK[0], other))
    before = {each.name: each.read_bytes() for each in (tmp_path / "out").glob("[pP]*.xlsx")}
    assert run(roster(tmp_path / "r.csv", other, QUICK[0])).planned == 0
    assert {name: (tmp_path / "out" / name).read_bytes() for name in before} == before


def test_progress_counts_everybody_once(tmp_path: Path, run: Run) -> None:
    seen: list[Progress] = []
    run(roster(tmp_path / "r.csv", *QUICK), report=seen.append)
    assert [(progress.done, progress.total, progress.planned) for progress in seen] == [(1, 2, 1), (2, 2, 2)]
    assert seen[-1].remaining_seconds == 0


def test_the_issues_of_all_rows_stand_in_one_file(tmp_path: Path, run: Run) -> None:
    bad = PEOPLE[2].replace(",8,1800,", ",-8,lots,")
    run(roster(tmp_path / "r.csv", QUICK[0], bad, QUICK[0]))
    found = [(line["person_id"], line["code"], line["cell"]) for line in table(tmp_path / "out" / "issues.csv")]
    assert found == [
        ("P03", "out_of_range", "row 3, weekly_hours"),
        ("P03", "not_a_number", "row 3, budget_usd"),
        ("P02", "duplicate_id", "row 4, id"),
    ]
