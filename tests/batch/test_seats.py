"""Scarce seats over a cohort: the file, the places given, the plans that respect them."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison_planner import services
from liaison_planner.batch.run import Outcome
from liaison_planner.batch.seat_file import read_seats
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE
from liaison_planner.domain.explanation import Absence
from liaison_planner.domain.plan import PlanStatus
from liaison_planner.planning.explain import explain_offering

HEADING, *PEOPLE = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
TODAY = date(2026, 11, 23)
AUDIT = "i_practice_audit"
"""An internship that the best plan of P02 contains."""

Run = Callable[..., Outcome]
Plans = Callable[[Path], list[dict[str, Any]]]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """P02 three times: the last has the earliest target date, the first may finish late."""
    p02 = PEOPLE[1]
    late = p02.replace("P02", "LATE", 1).replace("2027-04-05", "2027-12-31")
    early = p02.replace("P02", "EARLY", 1).replace("2027-04-05", "2027-03-29")
    path = tmp_path / "r.csv"
    path.write_text(f"{HEADING}\n{late}\n{p02}\n{early}\n", encoding="utf-8")
    return path


def seats_file(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(["offering,start,seats", *lines]) + "\n", encoding="utf-8")
    return path


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_plans_keep_to_the_seats_and_whoever_can_wait_waits(
    tmp_path: Path, roster: Path, run: Run, plans: Plans
) -> None:
    seats = seats_file(tmp_path / "s.csv", f"{AUDIT},2027-01-18,2", f"{AUDIT},2027-05-03,1")
    assert run(roster, seats=seats).counts == {PlanStatus.OPTIMAL: 3}
    taken = Counter(
        item["start"] for plan in plans(tmp_path / "out") for item in plan["items"] if item["offering_id"] == AUDIT
    )
    assert taken <= Counter({"2027-01-18": 2, "2027-05-03": 1})
    places = {line["person_id"]: line for line in table(tmp_path / "out" / "places.csv")}
    assert {places[name]["start"] for name in ("P02", "EARLY")} == {"2027-01-18"}
    assert places["LATE"]["start"] != "2027-01-18"
    assert places["LATE"]["number_on_waiting_list"] == "1"
    assert "weeks later" in places["LATE"]["reason"]
    book = openpyxl.load_workbook(tmp_path / "out" / "summary.xlsx")
    assert [cell.value for cell in book["Seats"][5]][2:] == [2, 2, 0, 1]
    assert run(roster, seats=seats).planned == 0


def test_another_number_of_seats_plans_again_only_those_whom_it_moves(
    tmp_path: Path, roster: Path, run: Run, plans: Plans
) -> None:
    run(roster, seats=seats_file(tmp_path / "s.csv", f"{AUDIT},2027-01-18,3"))
    assert len(table(tmp_path / "out" / "places.csv")) == 3
    assert run(roster, seats=seats_file(tmp_path / "s.csv", f"{AUDIT},2027-01-18,2")).planned == 1
    changed = [line["person_id"] for line in table(tmp_path / "out" / "changes.csv")]
    assert changed == ["LATE"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("c_nothing,2027-01-18,2", "unknown_offering"),
        (f"{AUDIT},soon,2", "not_a_date"),
        (f"{AUDIT},2027-01-18,many", "not_a_number"),
        (f"{AUDIT},2027-01-18,-1", "not_a_number"),
        ("m_liaison,2027-01-18,2", None),
        (f"{AUDIT},2027-01-20,2", "duplicate_start"),
    ],
)
def test_every_problem_of_a_seats_file_is_told(
    tmp_path: Path, catalogue: Catalogue, line: str, code: str | None
) -> None:
    seats, issues = read_seats(seats_file(tmp_path / "s.csv", f"{AUDIT},2027-01-18,1", line), catalogue)
    assert [issue.code for issue in issues] == ([code] if code else [])
    assert bool(seats) is not bool(issues)


def test_a_start_that_the_catalogue_does_not_know_is_told(tmp_path: Path, catalogue: Catalogue) -> None:
    monthly = next(o for o in catalogue.offerings.values() if o.start_pattern == "monthly")
    seats, issues = read_seats(seats_file(tmp_path / "s.csv", f"{monthly.id},2027-01-18,1"), catalogue)
    assert (seats, [issue.code for issue in issues]) == ({}, ["no_start_then"])
    seats, _ = read_seats(seats_file(tmp_path / "s.csv", f"{monthly.id},2027-01-06,1"), catalogue)
    assert seats == {(monthly.id, date(2027, 1, 4)): 1}


def test_with_a_bad_seats_file_nobody_is_planned(tmp_path: Path, roster: Path, run: Run) -> None:
    outcome = run(roster, seats=seats_file(tmp_path / "s.csv", "c_nothing,2027-01-18,2"))
    assert (outcome.counts, outcome.problems) == ({}, True)
    assert not (tmp_path / "out").exists()
    assert run(roster, seats=tmp_path / "gone.csv").issues[0].code == "seats_not_found"


def test_who_got_no_seat_is_told_so_by_explain(tmp_path: Path, roster: Path, run: Run) -> None:
    """P02 three times and two seats: the workbook of the one without a seat says why the internship is left out."""
    run(roster, seats=seats_file(tmp_path / "s.csv", f"{AUDIT},2027-01-18,2"))
    person = services.person_in_workbook(tmp_path / "out" / "LATE.xlsx", built_in(), TODAY)
    assert person.profile is not None
    assert (person.profile.no_seat, AUDIT in person.profile.excludes) == ((AUDIT,), True)
    explained = explain_offering(person.profile, built_in(), TODAY, AUDIT)
    assert explained.offering is not None
    assert explained.offering.left_out is not None
    assert explained.offering.left_out.reason is Absence.NO_SEAT
    assert explained.offering.left_out.text == "There was no free seat for you."
    assert explained.offering.thresholds[0].text.startswith("If a seat became free, it would come in:")
