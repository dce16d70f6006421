"""A workbook keeps its plans, and gives back the one before, cell by cell."""

import io
import os
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.kept import MOST_AGREED, MOST_UNDONE, Agreed, Kept
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.progress import Progress, StepStatus
from liaison_planner.domain.replan import Closeness, Replan
from liaison_planner.services import Person
from liaison_planner.views import Content
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.keeping import kept_of
from liaison_planner.workbook.kept import kept_content, kept_in
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.package import open_package, parse
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.snapshot import shown_in


@pytest.fixture(scope="module")
def begun(catalogue: Catalogue, nurse: Profile, plan: Plan) -> bytes:
    """The nurse's workbook with her first plan."""
    blank = services.new_workbook(catalogue, nurse)
    return services.filled_workbook(blank, nurse, plan, catalogue)


def cells(package: bytes) -> dict[tuple[str, str], Any]:
    """Every cell that holds anything, of every sheet, hidden ones among them."""
    book = Book(open_package(package))
    found = {}
    for sheet, part in book.sheets.items():
        every = SheetCells(book, sheet, parse(book.content(part)))
        for row in range(1, 400):
            for column in range(1, 70):
                value = every.value(row, column)
                if value is not None:
                    found[sheet, cell_name(row, column)] = value
    return found


def replanned(catalogue: Catalogue, who: Profile, before: Plan, weeks: int, closeness: Closeness) -> Replan:
    return services.replan_for(Person("", who, ()), catalogue, before.today + timedelta(weeks=weeks), before, closeness)


def noted(package: bytes, row: int, key: str, value: str | date) -> bytes:
    """The workbook after its user has written beside a step."""
    placed = Original(package).table("tblPlan")
    assert placed is not None
    book = load_workbook(io.BytesIO(package))
    book["Plan"].cell(placed.rows[row], placed.columns[key], value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


HISTORIES = st.tuples(
    st.integers(7, 20), st.integers(0, 3), st.booleans(), st.sampled_from(Closeness), st.sampled_from([6.0, 8.0, 12.0])
)
"""Weeks gone, steps done, whether one failed, how close to stay, hours a week from now on."""

History = tuple[int, int, bool, Closeness, float]


THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
LIVED = settings(
    max_examples=60 if THOROUGH else 6,
    derandomize=not THOROUGH,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@LIVED
@given(history=HISTORIES)
def test_undo_after_replan_restores_every_cell(
    begun: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan, history: History
) -> None:
    weeks, done, failed, closeness, hours = history
    items = sorted(plan.items, key=lambda item: item.start)
    lived = [
        Progress(offering_id=item.offering_id, status=StepStatus.DONE, row=item.offering_id) for item in items[:done]
    ]
    if failed:
        name = items[done].offering_id
        lived.append(Progress(offering_id=name, status=StepStatus.FAILED, attempt=1, row=name))
    who = nurse.model_copy(update={"progress": tuple(lived), "weekly_hours": hours})
    made = replanned(catalogue, who, plan, weeks, closeness)
    after = services.filled_workbook(begun, who, made.plan, catalogue, replan=made)
    assert cells(after) != cells(begun)
    restored = services.undone_workbook(after)
    assert restored is not None
    was, now = cells(begun), cells(restored)
    assert {place: (was.get(place), now.get(place)) for place in was | now if was.get(place) != now.get(place)} == {}


def test_what_was_written_beside_a_step_after_a_plan_stays_when_the_plan_is_taken_back(
    begun: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    before = noted(begun, 0, "notes", "booked")
    made = replanned(catalogue, nurse, plan, 9, Closeness.CLOSE)
    after = services.filled_workbook(before, nurse, made.plan, catalogue, replan=made)
    found = Original(after).table("tblPlan")
    assert found is not None
    key = found.written[1].key
    newer = noted(noted(after, 1, "notes", "asked for a seat"), 1, "began", date(2027, 2, 1))
    restored = services.undone_workbook(newer)
    assert restored is not None
    table = Original(restored).table("tblPlan")
    assert table is not None
    words = {row.key: row.texts for row in table.written if not row.blank}
    assert "asked for a seat" in words[key]
    assert date(2027, 2, 1) in words[key]
    assert sum("booked" in texts for texts in words.values()) == 1


def test_plans_can_be_taken_back_one_after_the_other_until_none_is_left(
    begun: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    package, current, stages = begun, plan, []
    for weeks in range(7, 7 + MOST_UNDONE + 2):
        made = replanned(catalogue, nurse, current, weeks, Closeness.CLOSE)
        stages.append(kept_of(package).history)
        package, current = services.filled_workbook(package, nurse, made.plan, catalogue, replan=made), made.plan
    assert [made.number for made in kept_of(package).history] == list(range(MOST_UNDONE + 3, 0, -1))
    for history in reversed(stages[-MOST_UNDONE:]):
        back = services.undone_workbook(package)
        assert back is not None
        package = back
        assert kept_of(package).history == history
    assert services.undone_workbook(package) is None


def test_writing_the_same_plan_again_adds_nothing(
    begun: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    slower = plan.model_copy(update={"proof": plan.proof.model_copy(update={"seconds": 99.0})})
    assert services.filled_workbook(begun, nurse, slower, catalogue) == begun
    assert len(kept_of(begun).history) == 1


def test_a_plan_made_anew_tells_what_it_changed_of_the_plan_before(
    begun: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    first, second, *rest = plan.items
    week = timedelta(weeks=1)
    moved = second.model_copy(update={"start": second.start + week, "finish": second.finish + week})
    later = plan.model_copy(update={"items": (moved, *rest)})
    kept = kept_of(services.filled_workbook(begun, nurse, later, catalogue))
    assert kept.current is not None
    changes = {change.offering_id: change for change in kept.current.changes}
    assert (changes[first.offering_id].words, changes[second.offering_id].words) == ("dropped", "moved 1 week later")
    assert {changes[item.offering_id].words for item in rest} == {"kept"}
    assert kept.history[0].changed == f"{len(rest)} kept, 1 moved, 1 dropped"
    assert kept.history[0].how == "planned"


def test_a_workbook_keeps_the_plan_it_shows_and_the_answers_it_was_made_from(
    begun: bytes, nurse: Profile, plan: Plan
) -> None:
    current = kept_of(begun).current
    assert current is not None
    assert current.plan.items == plan.items
    assert current.profile == nurse


@pytest.mark.parametrize("damage", ["", "not packed at all", "AAAA"])
def test_what_has_been_damaged_counts_as_nothing_kept(begun: bytes, damage: str) -> None:
    lines = ((None, damage or None),)
    assert kept_in(Original(fill(begun, Content(grids={"out_kept": lines})))) == Kept()


def test_the_sheet_that_keeps_plans_is_hidden(begun: bytes) -> None:
    book = load_workbook(io.BytesIO(begun))
    assert book["Kept"].sheet_state == "hidden"
    assert "out_kept" in Book(open_package(begun)).names


def test_packing_and_unpacking_gives_the_same(begun: bytes) -> None:
    kept = kept_of(begun)
    assert kept_in(Original(fill(begun, kept_content(kept)))) == kept


def test_what_is_agreed_stands_on_the_timeline_until_it_is_agreed_anew(
    begun: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    def agreed(package: bytes) -> dict[str, tuple[Any, ...]]:
        content = shown_in(
            Original(package), Content(grids=dict.fromkeys(("out_timeline_rows", "out_timeline_agreed"), ()))
        )
        rows, days = (content.grids[name] for name in ("out_timeline_rows", "out_timeline_agreed"))
        return {
            str(row[1]).removeprefix("★ "): pair
            for row, pair in zip_longest(rows, days, fillvalue=(None, None))
            if row[1]
        }

    assert set(agreed(begun).values()) == {(None, None)}
    package = services.agreed_workbook(begun, plan.today)
    assert package is not None
    first = {item.title: (item.start, item.finish) for item in plan.items}
    assert agreed(package) == first
    made = replanned(catalogue, nurse, plan, 12, Closeness.CLOSE)
    later = services.filled_workbook(package, nurse, made.plan, catalogue, replan=made)
    assert [item.start for item in made.plan.items] != [item.start for item in plan.items]
    assert agreed(later) == {item.title: first.get(item.title, (None, None)) for item in made.plan.items}
    anew = services.agreed_workbook(later, made.plan.today)
    assert anew is not None
    assert agreed(anew) == {item.title: (item.start, item.finish) for item in made.plan.items}


def test_what_was_agreed_after_a_plan_is_still_told_when_the_plan_is_taken_back(
    begun: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    made = replanned(catalogue, nurse, plan, 12, Closeness.CLOSE)
    later = services.filled_workbook(begun, nurse, made.plan, catalogue, replan=made)
    package = services.agreed_workbook(later, made.plan.today)
    assert package is not None
    restored = services.undone_workbook(package)
    assert restored is not None
    lines = shown_in(
        Original(restored),
        Content({"out_agreed_line": "", "out_agreement_line": ""}, {"tblAgreed": ()}, {"out_timeline_agreed": ()}),
    )
    assert str(lines.fields["out_agreed_line"]).startswith("Against agreement 1 of ")
    assert "changed since agreement 1 of " in str(lines.fields["out_agreement_line"])
    assert lines.tables["tblAgreed"]
    days = {tuple(line) for line in lines.grids["out_timeline_agreed"]}
    still_there = {item.offering_id for item in plan.items}
    assert {(item.start, item.finish) for item in made.plan.items if item.offering_id in still_there} <= days


def test_the_plan_that_is_shown_again_says_that_answers_have_changed_since(
    begun: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    edited = fill(begun, Content({"in_weekly_hours": 5}))
    who = nurse.model_copy(update={"weekly_hours": 5.0})
    made = replanned(catalogue, who, plan, 7, Closeness.CLOSE)
    restored = services.undone_workbook(services.filled_workbook(edited, who, made.plan, catalogue, replan=made))
    assert restored is not None
    told = shown_in(Original(restored), Content({"out_stale": ""})).fields["out_stale"]
    assert "Preferences" in str(told)


def test_a_workbook_that_is_agreed_on_again_and_again_keeps_the_last_agreements(begun: bytes, plan: Plan) -> None:
    kept = kept_of(begun)
    older = tuple(
        Agreed(version=version, on=plan.today, review=None, plan=plan, answers=str(version))
        for version in range(1, MOST_AGREED + 31)
    )
    package = fill(begun, kept_content(kept.model_copy(update={"agreed": older})))
    assert kept_of(package).agreed == older
    anew = services.agreed_workbook(package, plan.today)
    assert anew is not None
    assert [each.version for each in kept_of(anew).agreed] == list(range(32, MOST_AGREED + 32))
    assert all(each.answers for each in kept_of(anew).agreed)


def test_a_plan_written_by_a_newer_planner_thins_out_what_an_older_one_kept(
    begun: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    kept = kept_of(begun)
    older = tuple(Agreed(version=version, on=plan.today, review=None, plan=plan) for version in range(1, 61))
    package = fill(begun, kept_content(kept.model_copy(update={"agreed": older})))
    made = replanned(catalogue, nurse, plan, 7, Closeness.CLOSE)
    agreed = kept_of(services.filled_workbook(package, nurse, made.plan, catalogue, replan=made)).agreed
    assert agreed == older[-MOST_AGREED:]
