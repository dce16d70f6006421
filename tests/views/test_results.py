"""Everything that the planner writes, taken together."""

from liaison_planner.domain.kept import Kept
from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.domain.profile import Profile
from liaison_planner.views import (
    Content,
    Labels,
    agreed_content,
    history_content,
    input_content,
    merged_content,
    result_content,
)
from liaison_planner.workbook.schema import fields, grids, tables, typed_fields

FOLLOWING_THE_ANSWERS = {"tblTargets", "tblTargetRoutes"}
"""Tables whose formulas show something as soon as somebody has answered."""


def test_the_stamp_says_what_the_plan_was_computed_from(plan: Plan, person: Profile, labels: Labels) -> None:
    shown = result_content(plan, person, labels).fields
    assert shown["out_planner_version"] == "0.1.0"
    assert (shown["out_plan_catalogue"], shown["out_inputs_hash"]) == ("abc", "123")
    assert shown["out_proof"] == "Valid; a better plan may exist."


def test_the_proof_is_told_in_words(plan: Plan, person: Profile, labels: Labels) -> None:
    stuck = plan.model_copy(update={"status": PlanStatus.INFEASIBLE})
    assert result_content(stuck, person, labels).fields["out_proof"] == "No complete plan."


def test_results_fill_every_result_of_the_schema_and_nothing_else(plan: Plan, person: Profile, labels: Labels) -> None:
    content = result_content(plan, person, labels) | history_content(Kept()) | agreed_content(Kept())
    content |= merged_content(Kept())
    of_the_file = {"out_template_version", "out_schema_version", "out_catalogue_version", "out_sample"}
    of_the_file |= {name for name in fields() if name.startswith("out_stale")}
    of_the_file |= {field.name for field in typed_fields()}
    assert set(content.fields) == {name for name in fields() if name.startswith(("out_", "set_"))} - of_the_file
    assert set(content.grids) == set(grids()) - {"out_changed", "out_planned", "out_kept"}
    results = {name for name, table in tables().items() if table.is_filled and not table.is_input}
    assert set(content.tables) == results - FOLLOWING_THE_ANSWERS
    assert unknown_columns(content) == set()


def test_inputs_fill_every_input_of_the_schema_and_nothing_else(person: Profile, labels: Labels) -> None:
    content = input_content(person, labels)
    assert set(content.fields) == {name for name in fields() if name.startswith("in_")}
    assert set(content.tables) == {name for name, table in tables().items() if table.is_input} | FOLLOWING_THE_ANSWERS
    assert unknown_columns(content) == set()


def unknown_columns(content: Content) -> set[tuple[str, str]]:
    known = {(name, column.key) for name, table in tables().items() for column in table.columns}
    return {(name, key) for name, rows in content.tables.items() for row in rows for key in row if key != "was"} - known
