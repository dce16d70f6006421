"""Two copies of a real workbook become one, and what they disagree on is kept in it."""

import io
import os
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.merge import Merge, Side
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.views import Content, Value
from liaison_planner.workbook.answers import answers_in, place_of, shapes
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.keeping import kept_of
from liaison_planner.workbook.kept import kept_content
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.schema import input_fields, tables
from tests.conftest import Convert

TODAY = date(2027, 1, 20)
Cell = tuple[str, int | None, str]
"""A field, or a table with its row counted from 0 and the column."""


@pytest.fixture(scope="module")
def agreed(catalogue: Catalogue, nurse: Profile, plan: Plan) -> bytes:
    """The nurse's workbook with a plan on which she and her coach have agreed."""
    planned = services.filled_workbook(services.new_workbook(catalogue, nurse), nurse, plan, catalogue)
    made = services.agreed_workbook(planned, TODAY)
    assert made is not None
    return made


def typed(package: bytes, cells: Mapping[Cell, Value]) -> bytes:
    """The workbook after somebody has typed into these cells and saved it."""
    found, book = Original(package).book, load_workbook(io.BytesIO(package))
    for (name, row, column), value in cells.items():
        if row is None:
            sheet, area = found.names[name]
            book[sheet].cell(*area[:2]).value = value
        else:
            placed = found.tables[name.casefold()]
            at = placed.column(tables()[name].column(column).heading)
            assert at is not None
            book[placed.sheet].cell(placed.rows.first_row + row, at).value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def merged(coach: bytes, participant: bytes, prefer: Side = Side.COACH) -> tuple[bytes, Merge]:
    found = services.merged_workbook(("coach.xlsx", coach), ("me.xlsx", participant), TODAY, prefer=prefer)
    package, made = found
    assert isinstance(package, bytes)
    assert isinstance(made, Merge)
    return package, made


def refused(coach: bytes, participant: bytes, base: bytes | None = None) -> tuple[Issue, ...]:
    found = services.merged_workbook(
        ("coach.xlsx", coach), ("me.xlsx", participant), TODAY, base=("base.xlsx", base) if base else None
    )
    assert all(isinstance(each, Issue) for each in found)
    return tuple(each for each in found if isinstance(each, Issue))


def answers(package: bytes) -> Content:
    return answers_in(Original(package))


CELLS: tuple[Cell, ...] = (
    ("in_weekly_hours", None, ""),
    ("in_budget_usd", None, ""),
    ("in_constraints", None, ""),
    *(("tblSkills", row, "level") for row in (0, 7, 20)),
    *(("tblPlan", row, "notes") for row in (0, 3)),
    *(("tblPlan", row, "evidence") for row in (0, 3)),
    *(("tblPeriods", 0, column) for column in ("first", "last")),
    ("tblGates", 1, "answer"),
    ("tblExperience", 0, "yrs_clinical"),
)
VALUES: Mapping[str, tuple[Value, ...]] = {"level": (1, 3), "first": (date(2027, 7, 5),), "last": (date(2027, 7, 18),)}
typing = st.sets(st.sampled_from(CELLS), max_size=6).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {
            cell: st.sampled_from(VALUES.get(cell[2], (5, 7)) if cell[2] != "notes" else ("booked", "asked"))
            for cell in sorted(chosen, key=str)
        }
    )
)


THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


@settings(
    max_examples=60 if THOROUGH else 5,
    derandomize=not THOROUGH,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(mine=typing, theirs=typing)
def test_edits_of_different_cells_are_all_in_the_merged_workbook(
    agreed: bytes, mine: dict[Cell, Value], theirs: dict[Cell, Value]
) -> None:
    theirs = {cell: value for cell, value in theirs.items() if cell not in mine}
    if {cell[0] for cell in mine} & {cell[0] for cell in theirs} & {"tblPeriods"}:
        theirs = {cell: value for cell, value in theirs.items() if cell[0] != "tblPeriods"}  # one row added by both
    package, made = merged(typed(agreed, mine), typed(agreed, theirs))
    swapped, _ = merged(typed(agreed, theirs), typed(agreed, mine))
    assert made.clashes == ()
    assert answers(package) == answers(typed(agreed, mine | theirs)) == answers(swapped)


def test_nothing_but_answers_and_what_is_told_of_the_merge_differs_from_the_coachs_copy(agreed: bytes) -> None:
    coach, participant = (
        typed(agreed, {("in_weekly_hours", None, ""): 6}),
        typed(agreed, {("tblPlan", 0, "notes"): "x"}),
    )
    package, _ = merged(coach, participant)
    before, after = (load_workbook(io.BytesIO(each)) for each in (coach, package))
    changed = {
        (sheet.title, cell.coordinate)
        for sheet in after
        for row in sheet.iter_rows()
        for cell in row
        if cell.value != before[sheet.title][cell.coordinate].value
    }
    found = Original(package).table("tblPlan")
    assert found is not None
    note = before["Plan"].cell(found.rows[0], found.columns["notes"]).coordinate
    assert {place for place in changed if place[0] not in ("History", "Kept")} == {("Plan", note)}
    assert kept_of(package).current == kept_of(coach).current
    assert kept_of(package).agreed == kept_of(coach).agreed


def calculated(package: bytes, formula: str, value: int) -> bytes:
    """The workbook after a spreadsheet program has computed this formula."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as was, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as now:
        for name in was.namelist():
            part = was.read(name)
            for empty in (b"<v />", b"<v/>", b"<v></v>"):
                part = part.replace(b"<f>%s</f>" % formula.encode() + empty, f"<f>{formula}</f><v>{value}</v>".encode())
            now.writestr(name, part)
    return buffer.getvalue()


def test_a_formula_of_ones_own_in_another_answer_stays(agreed: bytes) -> None:
    coach = typed(agreed, {("tblPeriods", 0, "hours_per_week"): "=2+2", ("tblPeriods", 0, "first"): date(2027, 7, 5)})
    changes: Mapping[Cell, Value] = {("tblSkills", 0, "level"): 3, ("in_budget_usd", None, ""): 7}
    package, _ = merged(calculated(coach, "2+2", 4), typed(agreed, changes))
    placed = Original(coach).table("tblPeriods")
    assert placed is not None
    cell = load_workbook(io.BytesIO(package))[placed.sheet].cell(placed.rows[0], placed.columns["hours_per_week"])
    assert cell.value == "=2+2"


def test_formulas_that_no_program_has_calculated_are_told_with_their_cells_and_nothing_is_merged(agreed: bytes) -> None:
    coach = typed(agreed, {("tblPlan", 0, "notes"): '="see "&A1'})
    participant = typed(agreed, {("in_budget_usd", None, ""): "=3500+100"})
    issues = refused(coach, participant)
    assert [(issue.code, issue.sheet) for issue in issues] == [
        ("not_calculated", "Plan"),
        ("not_calculated", "Preferences"),
    ]
    assert issues[1].cell == place_of(Original(agreed), "in_budget_usd").cell
    assert [issue.what.partition(":")[0] for issue in issues] == ["coach.xlsx", "me.xlsx"]
    assert [issue.code for issue in refused(agreed, agreed, base=participant)] == ["not_calculated"]
    package, _ = merged(agreed, calculated(participant, "3500+100", 3600))
    assert answers(package).fields["in_budget_usd"] == 3600


def test_what_both_changed_is_told_with_both_cells_and_values_and_kept_in_the_workbook(agreed: bytes) -> None:
    coach = typed(agreed, {("in_weekly_hours", None, ""): 6, ("tblPlan", 1, "progress"): "skipped"})
    participant = typed(agreed, {("in_weekly_hours", None, ""): 10, ("tblPlan", 1, "progress"): "done"})
    package, made = merged(coach, participant)
    hours, step = made.clashes
    assert (hours.coach, hours.participant, hours.agreed, hours.stands) == ("6", "10", "8", Side.COACH)
    assert str(hours.coach_place) == str(hours.participant_place) == "Preferences!B6"
    assert (step.coach, step.participant, step.agreed) == ("skipped", "done", "empty")
    assert step.coach_place.sheet == "Plan"
    assert answers(package).fields["in_weekly_hours"] == 6
    assert kept_of(package).merged == made
    words = {str(cell.value) for row in load_workbook(io.BytesIO(package))["History"].iter_rows() for cell in row}
    assert {"«Hours a week you can spare»", "6", "10", "the coach's", "Preferences!B6"} <= words
    other, _ = merged(coach, participant, Side.PARTICIPANT)
    assert answers(other).fields["in_weekly_hours"] == 10


def test_rows_that_came_and_went_are_told_with_where_they_stand(agreed: bytes) -> None:
    blank: dict[Cell, Value] = {("tblLicences", 0, column): None for column in shapes()["tblLicences"].columns}
    before = answers(agreed).tables["tblLicences"]
    new = len(before)
    package, made = merged(typed(agreed, blank), typed(agreed, {("tblLicences", new, "token"): "A new license"}))
    assert made.clashes == ()
    gone, came = made.changes
    original = Original(agreed)
    assert (gone.by, gone.now, gone.place) == (Side.COACH, "row removed", place_of(original, "tblLicences", 0))
    assert str(before[0]["token"]) in gone.was
    assert (came.by, came.was, came.place) == (Side.PARTICIPANT, "empty", place_of(original, "tblLicences", new))
    assert "A new license" in came.now
    assert [row["token"] for row in answers(package).tables["tblLicences"] if row["token"]][-1] == "A new license"


def test_a_skipped_step_gets_no_day_on_which_the_other_copy_says_that_it_began(agreed: bytes) -> None:
    coach = typed(agreed, {("tblPlan", 1, "progress"): "skipped"})
    day = date(2027, 1, 5)
    participant = typed(
        agreed, {("tblPlan", 1, "progress"): "under way", ("tblPlan", 1, "began"): day, ("tblPlan", 1, "notes"): "!"}
    )
    package, made = merged(coach, participant)
    row = answers(package).tables["tblPlan"][1]
    assert (row["progress"], row["began"], row["notes"]) == ("skipped", None, "!")
    assert [(clash.coach, clash.participant) for clash in made.clashes] == [
        ("skipped", "under way"),
        ("empty", "5 Jan 2027"),
    ]


def test_the_merged_workbook_says_that_it_is_out_of_date_as_its_formulas_do(
    agreed: bytes, tmp_path: Path, convert: Convert
) -> None:
    changes: Mapping[Cell, Value] = {("in_budget_usd", None, ""): 5, ("tblSkills", 2, "level"): 4}
    package, _ = merged(typed(agreed, changes), typed(agreed, {("tblPlan", 0, "progress"): "done"}))
    path = tmp_path / "merged.xlsx"
    path.write_bytes(package)
    (tmp_path / "out").mkdir()
    (computed,) = convert([path], "xlsx", tmp_path / "out")
    for each in (package, computed.read_bytes()):
        for name in ("out_stale", "out_stale_plan", "out_stale_history"):
            assert "what you entered on Skills, Preferences, Plan has changed" in str(shown(each, name))
    unchanged, _ = merged(agreed, agreed)
    assert not shown(unchanged, "out_stale")


def shown(package: bytes, name: str) -> object:
    """What a cell shows before any program has computed it anew."""
    original = Original(package)
    sheet, area = original.book.names[name]
    return original.value(sheet, *area[:2])


def test_the_list_stays_when_the_merged_workbook_is_planned_and_the_plan_taken_back(
    agreed: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    package, made = merged(
        typed(agreed, {("in_budget_usd", None, ""): 5}), typed(agreed, {("in_budget_usd", None, ""): 6})
    )
    later = plan.model_copy(update={"today": TODAY})
    planned = services.filled_workbook(package, nurse, later, catalogue)
    taken_back = services.undone_workbook(planned)
    assert taken_back is not None
    for each in (planned, taken_back):
        assert kept_of(each).merged == made
        found = Original(each).table("tblMerged")
        assert found is not None
        assert Original(each).value(found.sheet, found.rows[0], found.columns["participant"]) == "6"


def test_words_beside_a_step_that_only_the_participants_plan_has_are_kept(
    agreed: bytes, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    extra = plan.items[0].model_copy(update={"offering_id": "c_extra", "title": "An extra course"})
    longer = plan.model_copy(update={"items": (extra, *plan.items), "today": TODAY})
    theirs = typed(services.filled_workbook(agreed, nurse, longer, catalogue), {("tblPlan", 0, "notes"): "signed up"})
    package, made = merged(agreed, theirs)
    row = next(row for row in answers(package).tables["tblPlan"] if row["id"] == "c_extra")
    assert row["notes"] == "signed up"
    assert [clash.what for clash in made.clashes] == ["The plan itself, which is computed again after a merge"]
    assert made.clashes[0].participant.startswith("plan 2 of 20 Jan 2027")


def test_what_was_written_beside_our_cells_is_told_as_it_cannot_be_taken_over(agreed: bytes) -> None:
    book = load_workbook(io.BytesIO(agreed))
    book["Preferences"]["H3"] = "ask HR"
    book.create_sheet("My savings")
    buffer = io.BytesIO()
    book.save(buffer)
    _, made = merged(agreed, buffer.getvalue())
    assert [(str(clash.participant_place), clash.participant) for clash in made.clashes] == [
        ("Preferences!H3", "ask HR"),
        ("My savings", "see that copy"),
    ]


def test_a_sheet_that_was_renamed_is_the_same_sheet(agreed: bytes) -> None:
    book = load_workbook(io.BytesIO(typed(agreed, {("in_budget_usd", None, ""): 7})))
    book["Preferences"]["H3"] = "ask HR"
    book["Preferences"].title = "Limits"
    for name in book.defined_names.values():
        name.attr_text = name.attr_text.replace("Preferences!", "Limits!").replace("'Preferences'!", "'Limits'!")
    buffer = io.BytesIO()
    book.save(buffer)
    package, made = merged(agreed, buffer.getvalue())
    assert [(str(each.coach_place), str(each.participant_place)) for each in made.clashes] == [
        ("Preferences!H3", "Limits!H3")
    ]
    assert answers(package).fields["in_budget_usd"] == 7


def test_words_that_merely_stand_in_another_row_are_no_differences(agreed: bytes) -> None:
    book = load_workbook(io.BytesIO(agreed))
    book["About"]["A90"] = book["About"]["A1"].value
    book["About"]["A1"] = None
    buffer = io.BytesIO()
    book.save(buffer)
    _, made = merged(agreed, buffer.getvalue())
    assert made.clashes == ()


def test_a_named_base_takes_the_place_of_an_agreement(catalogue: Catalogue, nurse: Profile) -> None:
    blank = services.new_workbook(catalogue, nurse)
    coach, participant = (
        typed(blank, {("in_budget_usd", None, ""): 5}),
        typed(blank, {("in_weekly_hours", None, ""): 7}),
    )
    (issue,) = refused(coach, participant)
    assert (issue.code, issue.sheet) == ("no_common_agreement", "History")
    assert "--base AGREED.xlsx" in issue.how_to_fix
    found = services.merged_workbook(("a.xlsx", coach), ("b.xlsx", participant), TODAY, base=("base.xlsx", blank))
    package, made = found
    assert isinstance(package, bytes)
    assert isinstance(made, Merge)
    assert (answers(package).fields["in_budget_usd"], answers(package).fields["in_weekly_hours"]) == (5, 7)
    assert made.against == "«base.xlsx»"


def test_copies_that_were_agreed_on_apart_start_from_what_they_had_in_common(agreed: bytes) -> None:
    ours = services.agreed_workbook(typed(agreed, {("in_budget_usd", None, ""): 5}), TODAY)
    theirs = services.agreed_workbook(typed(agreed, {("in_budget_usd", None, ""): 6}), TODAY)
    assert ours is not None
    assert theirs is not None
    _, made = merged(ours, theirs)
    assert made.against.startswith("agreement 1 of ")
    assert {clash.what for clash in made.clashes} == {
        "«Money you can spend (US dollars)»",
        "An agreement that only the participant's copy has",
    }


def test_an_agreement_without_its_answers_is_no_start(agreed: bytes) -> None:
    kept = kept_of(agreed)
    older = tuple(each.model_copy(update={"answers": ""}) for each in kept.agreed)
    package = fill(agreed, kept_content(kept.model_copy(update={"agreed": older})))
    (issue,) = refused(package, package)
    assert issue.code == "no_common_agreement"
    assert "did not keep the answers" in issue.what


def test_workbooks_of_two_people_are_not_merged(agreed: bytes) -> None:
    (issue,) = refused(agreed, typed(agreed, {("in_person_id", None, ""): "Somebody else"}))
    assert (issue.code, issue.sheet) == ("different_persons", "Profile")
    assert "Somebody else" in issue.what
    assert "two copies of one person's workbook" in issue.how_to_fix


def test_a_copy_of_a_newer_or_an_older_planner_or_of_something_else_is_told_by_its_name(agreed: bytes) -> None:
    newer, older = (fill(agreed, Content({"out_schema_version": version})) for version in (99, 2))
    assert [issue.code for issue in refused(agreed, newer)] == ["newer_schema"]
    assert [(issue.code, issue.sheet) for issue in refused(older, agreed)] == [("older_schema", "coach.xlsx")]
    assert [issue.code for issue in refused(agreed, b"no workbook")] == ["not_a_workbook"]
    assert all("me.xlsx" in issue.what for issue in refused(agreed, newer))


def test_a_copy_that_has_lost_a_question_is_told(agreed: bytes) -> None:
    book = load_workbook(io.BytesIO(agreed))
    del book.defined_names["in_budget_usd"]
    buffer = io.BytesIO()
    book.save(buffer)
    (issue,) = refused(agreed, buffer.getvalue())
    assert issue.code == "missing_part"
    assert issue.what.startswith("me.xlsx: ")


def test_a_copy_without_the_words_beside_the_steps_is_told(agreed: bytes) -> None:
    book = load_workbook(io.BytesIO(agreed))
    found = Original(agreed).table("tblPlan")
    assert found is not None
    table = book["Plan"].tables["tblPlan"]
    at = next(column for column in table.tableColumns if column.name == "My notes")
    at.name = "Something else"
    book["Plan"].cell(found.rows[0] - 1, found.columns["notes"]).value = "Something else"
    buffer = io.BytesIO()
    book.save(buffer)
    (issue,) = refused(agreed, buffer.getvalue())
    assert (issue.code, issue.sheet) == ("missing_column", "Plan")
    assert "«My notes»" in issue.what


def test_a_setting_for_which_the_coachs_copy_has_no_cell_is_told(agreed: bytes) -> None:
    book = load_workbook(io.BytesIO(agreed))
    del book.defined_names["set_review"]
    buffer = io.BytesIO()
    book.save(buffer)
    _, made = merged(buffer.getvalue(), typed(agreed, {("set_review", None, ""): date(2027, 3, 1)}))
    (clash,) = made.clashes
    assert (clash.coach, clash.participant, clash.stands) == ("empty", "1 Mar 2027", Side.COACH)


def test_more_rows_than_there_is_room_for_are_told_with_their_sheet(agreed: bytes) -> None:
    mine: dict[Cell, Value] = {("tblLicences", row, "token"): f"mine {row}" for row in range(9)}
    theirs: dict[Cell, Value] = {("tblLicences", row, "token"): f"theirs {row}" for row in range(9)}
    (issue,) = refused(typed(agreed, mine), typed(agreed, theirs))
    assert (issue.code, issue.sheet) == ("too_many_rows", "Profile")
    assert "12 rows" in issue.what


def test_copies_that_libreoffice_has_saved_merge_like_the_others(
    agreed: bytes, tmp_path: Path, convert: Convert
) -> None:
    coach = typed(agreed, {("in_budget_usd", None, ""): 5000, ("tblPlan", 0, "notes"): "mine"})
    participant = typed(
        agreed,
        {("tblPlan", 0, "progress"): "done", ("tblPlan", 0, "ended"): date(2027, 1, 17), ("tblPlan", 0, "notes"): "!"},
    )
    direct, told = merged(coach, participant)
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    paths = [folder / "coach.xlsx", folder / "me.xlsx"]
    for path, package in zip(paths, (coach, participant), strict=True):
        path.write_bytes(package)
    saved = [path.read_bytes() for path in convert(paths, "xlsx", out)]
    package, made = merged(saved[0], saved[1])
    assert made == told
    assert answers(package) == answers(direct)


def test_every_answer_of_the_workbook_is_merged() -> None:
    read = {column.key for table in tables().values() if table.is_input for column in table.columns if column.reads_as}
    keys = {key for shape in shapes().values() for key in (*shape.key, *shape.columns)}
    assert read <= keys
    settings = {"set_closeness", "set_review"}
    assert {field.name for field in input_fields()} | settings == set(answers_in(Original(services_template())).fields)


def services_template() -> bytes:
    return services.new_workbook(services.catalogue_at("")[0] or pytest.fail("no catalogue"))
