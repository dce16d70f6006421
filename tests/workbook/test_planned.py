"""With a plan go the answers that it was made from, whether they are written along or stand in the file."""

from datetime import date

from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.views import Content, Labels, Row, Value, input_content, result_content
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.planned import with_answers
from liaison_planner.workbook.schema_planned import ANSWERS, COLUMNS

STAMP: dict[str, Value] = {"out_plan_today": date(2026, 11, 23)}


def remembered(package: bytes, content: Content) -> dict[str, list[Value]]:
    """What goes with a plan: single answers, and each column of a table by its name."""
    lines = with_answers(Original(package), content).grids["out_planned"]
    names = ("", *(f"{table.name}.{column.key}" for table, column in COLUMNS))
    return {name: [line[at] for line in lines] for at, name in enumerate(names)}


def test_answers_written_with_the_plan_are_those_that_a_later_plan_finds_in_the_file(
    template: bytes, nurse: Profile, plan: Plan, labels: Labels
) -> None:
    answers, results = input_content(nurse, labels), result_content(plan, nurse, labels)
    along = remembered(template, answers | results)
    found = remembered(fill(template, answers), results)
    dates = [at for at, field in enumerate(ANSWERS) if isinstance(along[""][at], date)]
    assert len(dates) == 2
    for at in dates:  # a file has them as numbers
        found[""][at] = along[""][at]
    blank = {name: [None if value == "" else value for value in values] for name, values in along.items()}
    assert found == blank


def test_a_table_with_rows_of_its_own_is_remembered_in_the_order_of_the_file(template: bytes) -> None:
    rows: tuple[Row, ...] = ({"competency": "hipaa", "level": 3}, {"competency": "med_terms", "level": 1})
    levels = remembered(template, Content(STAMP, {"tblSkills": rows}))["tblSkills.level"]
    assert [level for level in levels if level is not None] == [1, 3]


def test_without_a_plan_nothing_is_remembered(template: bytes) -> None:
    content = Content({"in_label": "x"})
    assert with_answers(Original(template), content) is content


def test_a_time_of_day_and_a_truth_value_are_remembered_as_formulas_see_them(template: bytes) -> None:
    typed = fill(template, Content({"in_max_parallel": 2.75, "in_label": "TRUE"}))
    answers = remembered(typed, Content(STAMP))[""]
    keys = [field.name for field in ANSWERS]
    assert (answers[keys.index("in_max_parallel")], answers[keys.index("in_label")]) == (2.75, "TRUE")
