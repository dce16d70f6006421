"""What is read of the words beside the steps of a plan."""

from datetime import date

import pytest

from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.domain.cell import Cell, RawProfile, RawValue
from liaison_planner.domain.issue import Issue, Place
from liaison_planner.domain.profile import Pin
from liaison_planner.domain.progress import Progress, StepStatus
from liaison_planner.intake.cells import CellReader
from liaison_planner.intake.progress import begun, progress, settled

TODAY = date(2027, 2, 15)
COURSE = "c_hipaa_core"
CATALOGUE: Catalogue = built_in()
KEYS = ("id", "start", "status", "progress", "began", "ended", "hours_done", "evidence")


def read(*rows: dict[str, RawValue]) -> tuple[tuple[Progress, ...], list[Issue]]:
    """Rows from row 9 of the sheet Plan on; a column stands where its key stands in KEYS."""
    cells = tuple(
        {key: Cell(row.get(key), Place(sheet="Plan", cell=f"{'ABCDEFGH'[at]}{number}")) for at, key in enumerate(KEYS)}
        for number, row in enumerate(rows, start=9)
    )
    reader = CellReader(RawProfile({}, {"progress": cells}))
    return progress(reader, CATALOGUE, TODAY), reader.issues


def test_a_step_has_its_status_days_hours_and_evidence() -> None:
    row: dict[str, RawValue] = {
        "id": COURSE,
        "progress": "Under way",
        "began": date(2027, 2, 1),
        "hours_done": 1,
        "evidence": "registered",
    }
    (found,), issues = read(row)
    assert issues == []
    assert found == Progress(
        offering_id=COURSE,
        status=StepStatus.UNDER_WAY,
        started=date(2027, 2, 1),
        hours_done=1,
        evidence="registered",
        row=COURSE,
    )


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ({"progress": "done", "began": date(2027, 2, 8), "ended": date(2027, 2, 1)}, "progress_backwards", "F9"),
        ({"progress": "done", "ended": date(2027, 3, 1)}, "progress_in_future", "F9"),
        ({"progress": "under way", "began": date(2027, 2, 1), "hours_done": 900}, "progress_above_effort", "G9"),
        ({"progress": "under way"}, "progress_without_start", "E9"),
        ({"hours_done": 3}, "progress_without_status", "D9"),
        ({"progress": "finnished"}, "unknown_value", "D9"),
        ({"progress": "done", "status": "no longer in the plan"}, "progress_not_in_plan", "D9"),
        ({"id": "c_of_long_ago", "progress": "done"}, "progress_unknown_step", "D9"),
        ({"progress": "done", "ended": "last week"}, "text_date", "F9"),
    ],
)
def test_what_cannot_be_is_told_with_its_cell(row: dict[str, RawValue], code: str, cell: str) -> None:
    _, issues = read({"id": COURSE, **row})
    assert [(issue.code, issue.sheet, issue.cell) for issue in issues] == [(code, "Plan", cell)]
    assert all(issue.what.endswith(".") and issue.how_to_fix.endswith(".") for issue in issues)


def test_hours_above_the_effort_count_as_the_effort() -> None:
    (found,), _ = read({"id": COURSE, "progress": "under way", "began": date(2027, 2, 1), "hours_done": 900})
    assert found.hours_done == CATALOGUE.offerings[COURSE].effort_hours


def test_a_step_that_is_under_way_without_a_first_day_counts_as_begun_when_it_was_planned() -> None:
    planned: dict[str, RawValue] = {"id": COURSE, "progress": "under way", "start": date(2027, 2, 1)}
    assert read(planned)[0][0].started == date(2027, 2, 1)
    assert read({**planned, "start": date(2027, 4, 5)})[0][0].started == TODAY


def test_words_beside_a_duty_or_a_step_that_is_only_planned_count_nothing() -> None:
    found, issues = read({"id": "after:Renewal", "progress": "done"}, {"id": COURSE, "progress": "planned"})
    assert (found, issues) == ((), [])


def test_failed_tries_are_numbered_and_the_same_file_reads_the_same_after_it_was_written() -> None:
    once, _ = read({"id": COURSE, "progress": "failed"})
    again, _ = read({"id": f"{COURSE}#1", "progress": "failed"})
    assert [each.key for each in once] == [f"{COURSE}#1"]
    assert [each.model_dump() for each in again] == [each.model_dump() for each in once]
    third, _ = read({"id": COURSE, "progress": "failed"}, {"id": f"{COURSE}#1", "progress": "failed"})
    assert [each.key for each in third] == [f"{COURSE}#1", f"{COURSE}#2"]


def test_wishes_about_what_has_been_lived_are_no_longer_open() -> None:
    done = Progress(offering_id=COURSE, status=StepStatus.DONE)
    skipped = Progress(offering_id="c_excel", status=StepStatus.SKIPPED)
    wishes: dict[str, tuple[Pin | str, ...]] = {
        "pins": (Pin(offering_id=COURSE),),
        "excludes": ("x", COURSE),
        "no_seat": ("x", COURSE),
        "done": (),
    }
    found = settled(wishes, (done, skipped))
    assert found["pins"] == ()
    assert found["excludes"] == ("x", "c_excel")
    assert found["no_seat"] == ("x",)
    assert found["progress"] == (done, skipped)
    assert begun((done, skipped)) == {COURSE, "c_excel"}
