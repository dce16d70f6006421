"""Laws of merging two copies of one set of answers, over random edits; no workbook is needed for them."""

import os
from collections.abc import Mapping
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_planner.domain.merge import Side
from liaison_planner.merging import Merged, Shape, TableShape, merge
from liaison_planner.merging.same_rows import plain
from liaison_planner.views import Content, Row, Value

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
LAW = settings(max_examples=5000 if THOROUGH else 200, derandomize=not THOROUGH, deadline=None)

SHAPES = {
    "skills": TableShape(Shape.STANDING, ("id",), ("level", "note")),
    "steps": TableShape(Shape.STANDING, ("id",), ("progress", "began", "note"), one_answer=("progress", "began")),
    "posts": TableShape(Shape.LISTED, ("role", "place"), ("role", "place", "years"), renames=True),
    "choices": TableShape(Shape.LISTED, ("offering",), ("decision", "offering", "start")),
    "ranking": TableShape(Shape.RANKED, (), ("focus",)),
}
FIELDS = ("hours", "budget", "label")
SKILLS = tuple("abcde")
STEPS = ("walk", "talk")
ABSENT = "no such row"

Cell = tuple[str, str, str]
"""Table ("" for a field), key of the row, column."""


class Edit(NamedTuple):
    """What somebody does to one thing: a cell gets a value; a row of choices comes ("add") or goes ("remove")."""

    cell: Cell
    value: Value


values = st.one_of(st.none(), st.integers(0, 5), st.sampled_from(["yes", "no", "Excel for all"]))
offerings = st.sampled_from([f"c_{number}" for number in range(6)])


@st.composite
def starts(draw: st.DrawFn) -> Content:
    """What was agreed on."""
    chosen = draw(st.lists(offerings, unique=True, max_size=4))
    roles = draw(st.lists(st.sampled_from(["nurse", "clerk", "rep", "coach"]), unique=True, max_size=4))
    return Content(
        {name: draw(values) for name in FIELDS},
        {
            "skills": tuple({"id": each, "level": draw(values), "note": draw(values)} for each in SKILLS),
            "steps": tuple(
                {"id": each, "progress": draw(values), "began": draw(values), "note": draw(values)} for each in STEPS
            ),
            "posts": tuple({"role": each, "place": draw(values), "years": draw(st.integers(1, 9))} for each in roles),
            "choices": tuple({"decision": draw(values), "offering": each, "start": draw(values)} for each in chosen),
            "ranking": tuple({"focus": each} for each in draw(st.permutations("abcd"))),
        },
    )


@st.composite
def edits(draw: st.DrawFn, start: Content) -> tuple[Edit, ...]:
    """Some things done to it, no two of them to the same thing."""
    there = [str(row["offering"]) for row in start.tables["choices"]]
    roles = [str(row["role"]) for row in start.tables["posts"]]
    cells: list[Cell] = [("", "", name) for name in FIELDS]
    cells += [("skills", key, column) for key in SKILLS for column in ("level", "note")]
    cells += [("steps", key, column) for key in STEPS for column in ("progress", "began", "note")]
    cells += [("choices", key, column) for key in there for column in ("decision", "start")]
    cells += [("posts", key, "years") for key in roles]
    cells += [("choices", f"c_{number}", "") for number in range(6)]
    cells += [("ranking", "", "")]
    chosen = draw(st.lists(st.sampled_from(cells), unique=True, max_size=8))
    gone = {cell[1] for cell in chosen if cell[0] == "choices" and not cell[2]}
    return tuple(
        Edit(cell, draw(st.permutations("abcd").map("".join) if cell[0] == "ranking" else values))
        for cell in chosen
        if cell[0] != "choices" or not cell[2] or cell[1] not in gone
    )


def done(start: Content, made: tuple[Edit, ...]) -> Content:
    """The start after these edits: a row of choices that is there goes, one that is not comes."""
    single, rows = dict(start.fields), {name: [dict(row) for row in each] for name, each in start.tables.items()}
    for (table, key, column), value in made:
        if not table:
            single[column] = value
        elif table == "ranking":
            rows[table] = [{"focus": each} for each in str(value)]
        elif not column:
            left = [row for row in rows[table] if row["offering"] != key]
            added = {"decision": value, "offering": key, "start": None}
            rows[table] = left if len(left) < len(rows[table]) else [*left, added]
        else:
            name = SHAPES[table].key[0]
            next(row for row in rows[table] if row[name] == key)[column] = value
    return Content(single, {name: tuple(each) for name, each in rows.items()})


def cells(content: Content) -> dict[Cell, Value]:
    """Every cell by what it is about, whatever the order of rows; blank cells of rows that are there too."""
    found: dict[Cell, Value] = {("", "", name): plain(value) for name, value in content.fields.items()}
    for name, shape in SHAPES.items():
        for at, row in enumerate(content.tables[name]):
            key = str(row[shape.key[0]]) if shape.key else str(at)
            found |= {(name, key, column): plain(row.get(column)) for column in shape.columns}
    return found


def touched(made: tuple[Edit, ...]) -> set[Cell]:
    """Rows that come and go are touched as a whole, and so are the cells that are one answer."""
    return {_touched(*edit.cell) for edit in made}


def _touched(table: str, key: str, column: str) -> Cell:
    if table == "steps" and column in SHAPES[table].one_answer:
        return table, key, SHAPES[table].one_answer[0]
    return table, key, "" if table == "choices" else column


@st.composite
def two_copies(draw: st.DrawFn) -> tuple[Content, tuple[Edit, ...], tuple[Edit, ...]]:
    start = draw(starts())
    return start, draw(edits(start)), draw(edits(start))


@LAW
@given(two_copies())
def test_edits_of_different_things_are_all_there_whoever_comes_first(
    copies: tuple[Content, tuple[Edit, ...], tuple[Edit, ...]],
) -> None:
    start, mine, all_theirs = copies
    theirs = tuple(edit for edit in all_theirs if not touched((edit,)) & touched(mine))
    merged = merge(start, done(start, mine), done(start, theirs), SHAPES)
    swapped = merge(start, done(start, theirs), done(start, mine), SHAPES)
    assert merged.differences == ()
    assert cells(merged.content) == cells(done(start, (*mine, *theirs)))
    assert merged.content == swapped.content
    assert (merged.from_coach, merged.from_participant) == (swapped.from_participant, swapped.from_coach)


@LAW
@given(two_copies())
def test_with_a_copy_that_nobody_touched_the_other_comes_out_cell_by_cell(
    copies: tuple[Content, tuple[Edit, ...], tuple[Edit, ...]],
) -> None:
    start, mine, _ = copies
    copy = done(start, mine)
    for merged in (merge(start, copy, start, SHAPES), merge(start, start, copy, SHAPES)):
        assert merged.content == copy
        assert merged.differences == ()


@LAW
@given(two_copies())
def test_a_copy_merged_with_itself_is_itself(copies: tuple[Content, tuple[Edit, ...], tuple[Edit, ...]]) -> None:
    start, mine, _ = copies
    copy = done(start, mine)
    merged = merge(start, copy, copy, SHAPES)
    assert cells(merged.content) == cells(copy)
    assert (merged.differences, merged.from_coach, merged.from_participant) == ((), 0, 0)


def named(merged: Merged, coach: Content, participant: Content) -> dict[Cell, Side]:
    """Whose value stands, for each difference, by table, key and column."""
    found = {}
    for each in merged.differences:
        where = each.where
        copy, row = (coach, where.coach_row) if where.coach_row is not None else (participant, where.participant_row)
        shape = SHAPES.get(where.name)
        if shape is None:
            found["", "", where.name] = each.stands
        elif row is None:
            found[where.name, "", ""] = each.stands
        else:
            found[where.name, str(copy.tables[where.name][row][shape.key[0]]), where.column] = each.stands
    return found


def at_odds(step: str, *versions: Mapping[Cell, Value]) -> list[Cell]:
    """The cells of a step's progress that differ, unless one copy has everything that the other changed."""
    cells: list[Cell] = [("steps", step, column) for column in SHAPES["steps"].one_answer]
    was, here, there = versions
    differ = [cell for cell in cells if here[cell] != there[cell]]
    behind = (all(here[cell] == was[cell] for cell in differ), all(there[cell] == was[cell] for cell in differ))
    return [] if any(behind) else differ


def expected_differences(start: Content, coach: Content, participant: Content) -> set[Cell]:
    """Counted cell by cell from the three versions alone."""
    was, here, there = (
        {cell: value for cell, value in cells(each).items() if cell[0] != "ranking"}
        for each in (start, coach, participant)
    )
    rows = [{cell[:2] for cell in each if cell[0] == "choices"} for each in (was, here, there)]
    found = {
        cell
        for cell in here.keys() & there.keys()
        if here[cell] != there[cell] and was.get(cell) not in (here[cell], there[cell])
    }
    found |= {
        (*row, "")
        for one, other in ((here, there), (there, here))
        for row in rows[0]
        if not any(cell[:2] == row for cell in one)
        and {c: v for c, v in other.items() if c[:2] == row} not in ({}, {c: v for c, v in was.items() if c[:2] == row})
    }
    found |= {cell for step in STEPS for cell in at_odds(step, was, here, there)}
    rankings = [each.tables["ranking"] for each in (start, coach, participant)]
    return found | ({("ranking", "", "")} if len({str(each) for each in rankings}) == 3 else set())


@LAW
@given(two_copies(), st.sampled_from(Side))
def test_what_is_told_is_what_both_changed_differently_and_all_else_is_merged(
    copies: tuple[Content, tuple[Edit, ...], tuple[Edit, ...]], prefer: Side
) -> None:
    start, mine, theirs = copies
    coach, participant = done(start, mine), done(start, theirs)
    merged = merge(start, coach, participant, SHAPES, prefer)
    found = named(merged, coach, participant)
    assert found.keys() == expected_differences(start, coach, participant)
    assert len(found) == len(merged.differences)
    assert {stands for cell, stands in found.items() if cell[2] or cell[0] == "ranking"} <= {prefer}
    was, here, there, now = (cells(each) for each in (start, coach, participant, merged.content))
    for cell in now.keys() | here.keys() | there.keys():
        preferred = here if prefer is Side.COACH else there
        if cell in found or (cell[0] == "ranking" and ("ranking", "", "") in found):
            assert now[cell] == preferred[cell]
        elif (*cell[:2], "") in found:
            assert now[cell] == (here if cell in here else there)[cell]
        else:
            one, other = here.get(cell, ABSENT), there.get(cell, ABSENT)
            before = was.get(cell, ABSENT if ABSENT in (one, other) else None)  # a row added by both was blank before
            assert now.get(cell, ABSENT) == (other if one == before else one)


# rows, by hand


def choices(*rows: tuple[Value, ...]) -> Content:
    keyed = ("decision", "offering", "start")
    return Content(tables={"choices": tuple(dict(zip(keyed, row, strict=True)) for row in rows)})


def posts(*rows: tuple[Value, ...]) -> Content:
    return Content(tables={"posts": tuple(dict(zip(("role", "place", "years"), row, strict=True)) for row in rows)})


def only(name: str, base: Content, coach: Content, participant: Content) -> tuple[list[tuple[Value, ...]], Merged]:
    merged = merge(base, coach, participant, {name: SHAPES[name]})
    rows: tuple[Mapping[str, Value], ...] = merged.content.tables[name]
    return [tuple(row.get(column) for column in SHAPES[name].columns) for row in rows], merged


def test_rows_added_by_both_are_both_there_and_a_common_one_once() -> None:
    base = choices(("include", "a", None))
    coach = choices(("include", "a", None), ("exclude", "b", None), ("done", "d", None))
    participant = choices(("include", "a", None), ("exclude", "c", None), ("done", "d", None))
    rows, merged = only("choices", base, coach, participant)
    assert rows == [
        ("include", "a", None),
        ("exclude", "b", None),
        ("exclude", "c", None),
        ("done", "d", None),
    ]
    assert (merged.from_coach, merged.from_participant, merged.from_both) == (1, 1, 1)


def test_a_removed_row_goes_unless_the_other_copy_has_changed_it() -> None:
    base = choices(("include", "a", None), ("include", "b", None))
    rows, merged = only("choices", base, choices(), choices(("include", "a", None), ("exclude", "b", None)))
    assert rows == [("exclude", "b", None)]
    (told_once,) = merged.differences
    assert (told_once.coach, told_once.stands) == (None, Side.PARTICIPANT)


def test_a_post_whose_name_was_corrected_is_the_same_post_wherever_it_stands() -> None:
    base = posts(("nurse", "Riverside", 4), ("clerk", "Town", 2))
    coach = posts(("office clerk", "Town", 2), ("nurse", "Riverside", 4))
    participant = posts(("nurse", "Riverside", 5), ("clerk", "Town", 2))
    rows, merged = only("posts", base, coach, participant)
    assert rows == [("nurse", "Riverside", 5), ("office clerk", "Town", 2)]
    assert merged.differences == ()


@pytest.mark.parametrize("prefer", Side)
def test_a_row_that_one_copy_names_otherwise_and_the_other_changed_is_told_whole_and_never_mixed(prefer: Side) -> None:
    base = posts(("nurse", "Riverside", 4), ("clerk", "Town", 2))
    coach = posts(("office clerk", "Town", 2), ("nurse", "Riverside", 4))
    participant = posts(("nurse", "Riverside", 4), ("clerk", "Town", 3))
    merged = merge(base, coach, participant, {"posts": SHAPES["posts"]}, prefer)
    renamed, changed = coach.tables["posts"][0], participant.tables["posts"][1]
    stands = renamed if prefer is Side.COACH else changed
    assert merged.content.tables["posts"] == (base.tables["posts"][0], stands)
    (told_once,) = merged.differences
    assert (told_once.agreed, told_once.coach, told_once.participant) == (base.tables["posts"][1], renamed, changed)
    assert (told_once.where.coach_row, told_once.where.participant_row, told_once.stands) == (0, 1, prefer)


def test_where_a_corrected_row_could_be_either_of_two_the_changed_one_stays_and_is_told() -> None:
    base = posts(("Adams", "selling", 3), ("Bell", "selling", 3))
    coach = posts(("Belle", "selling", 3))
    participant = posts(("Adams", "selling", 4), ("Bell", "selling", 3))
    rows, merged = only("posts", base, coach, participant)
    assert rows == [("Adams", "selling", 4), ("Belle", "selling", 3)]
    (told_once,) = merged.differences
    assert (told_once.coach, told_once.participant) == (None, participant.tables["posts"][0])


def test_of_two_rows_with_the_same_key_the_one_that_was_removed_goes() -> None:
    base = posts(("nurse", "Riverside", 4), ("nurse", "Riverside", 9))
    coach = posts(("nurse", "Riverside", 9))
    participant = posts(("nurse", "Riverside", 4), ("nurse", "Riverside", 8))
    rows, merged = only("posts", base, coach, participant)
    assert rows == [("nurse", "Riverside", 8)]
    assert merged.differences == ()


def test_a_choice_in_the_place_of_another_is_another_choice() -> None:
    base = choices(("include", "a", None))
    rows, merged = only("choices", base, choices(("include", "b", None)), choices(("include", "a", "March")))
    assert rows == [("include", "a", "March"), ("include", "b", None)]
    assert len(merged.differences) == 1


def test_two_changed_orders_are_not_mixed() -> None:
    ranked = [Content(tables={"ranking": tuple({"focus": each} for each in order)}) for order in ("abc", "bac", "acb")]
    rows, merged = only("ranking", *ranked)
    assert rows == [("b",), ("a",), ("c",)]
    assert len(merged.differences) == 1


@pytest.mark.parametrize("prefer", Side)
def test_the_progress_of_a_step_is_never_put_together_from_two_answers(prefer: Side) -> None:
    start, coach, participant = (
        Content(tables={"steps": ({"id": "walk", "progress": progress, "began": began, "note": note},)})
        for progress, began, note in ((None, None, None), ("skipped", None, "no"), ("under way", "Monday", None))
    )
    merged = merge(start, coach, participant, {"steps": SHAPES["steps"]}, prefer)
    (row,) = merged.content.tables["steps"]
    stands = ("skipped", None) if prefer is Side.COACH else ("under way", "Monday")
    assert (row["progress"], row["began"], row["note"]) == (*stands, "no")
    assert [(each.where.column, each.coach, each.participant, each.stands) for each in merged.differences] == [
        ("progress", "skipped", "under way", prefer),
        ("began", None, "Monday", prefer),
    ]


def test_progress_that_goes_on_from_what_the_other_copy_says_fits_together() -> None:
    start, coach, participant = (
        Content(tables={"steps": ({"id": "walk", "progress": progress, "began": began, "note": None},)})
        for progress, began in ((None, None), ("under way", None), ("under way", "Monday"))
    )
    merged = merge(start, coach, participant, {"steps": SHAPES["steps"]})
    assert merged.content == participant
    assert merged.differences == ()


def test_spaces_and_empty_texts_are_no_changes() -> None:
    row: Row = {"decision": "include", "offering": "a", "start": None}
    spaced: Row = {"decision": "include ", "offering": " a", "start": ""}
    base, copy = (Content(tables={"choices": (each,)}) for each in (row, spaced))
    merged = merge(base, copy, base, SHAPES | {}, Side.COACH)
    assert (merged.from_coach, merged.differences) == (0, ())
