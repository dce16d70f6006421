"""The plan as a table, as Microsoft Project XML, and as a letter."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

from liaison_planner.domain.plan import Plan
from liaison_planner.domain.progress import StepStatus
from liaison_planner.exports import letter, project, table
from liaison_planner.exports.project import NAMESPACE
from tests.exports.conftest import past

IN_PROJECT = f"{{{NAMESPACE}}}"
SCHEMA = Path(__file__).parent / "project_subset.xsd"


def rows(plan: Plan) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table(plan))))


def test_a_row_of_the_table_has_the_figures_of_its_step(plan: Plan) -> None:
    found = rows(plan)
    items = sorted(plan.items, key=lambda item: (item.start, item.finish, item.offering_id))
    assert [row["id"] for row in found] == [item.offering_id for item in items]
    assert [(row["start"], float(row["hours"]), float(row["cost_usd"])) for row in found] == [
        (item.start.isoformat(), item.effort_hours, item.cost_usd) for item in items
    ]


def test_no_cell_can_be_taken_for_a_formula(plan: Plan) -> None:
    found = rows(plan.model_copy(update={"past": (past(StepStatus.DONE),)}))
    assert found[0]["step"] == "'=An old one"


def tasks(plan: Plan) -> list[etree._Element]:
    return list(etree.fromstring(project(plan)).iter(f"{IN_PROJECT}Task"))


def test_every_step_is_a_task_on_its_days_with_its_hours(plan: Plan) -> None:
    *steps, ready = tasks(plan)
    assert len(steps) == len(plan.items)
    by_name = {item.title: item for item in plan.items}
    for task in steps:
        item = by_name[task.findtext(f"{IN_PROJECT}Name", "")]
        assert task.findtext(f"{IN_PROJECT}Start", "")[:10] == item.start.isoformat()
        assert task.findtext(f"{IN_PROJECT}Finish", "")[:10] == (item.finish - timedelta(days=2)).isoformat()
        assert task.findtext(f"{IN_PROJECT}ConstraintDate", "")[:10] == item.start.isoformat()
    assert ready.findtext(f"{IN_PROJECT}Milestone") == "1"


def test_the_project_file_keeps_to_the_schema(plan: Plan) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    begun = plan.items[0].model_copy(update={"status": "under way", "hours_done": 1.5})
    without = plan.model_copy(update={"items": (), "ready_date": None})
    for each in (plan, plan.model_copy(update={"items": (begun, *plan.items[1:])}), without):
        schema.assertValid(etree.fromstring(project(each)))


def test_the_schema_finds_what_is_out_of_order_or_missing(plan: Plan) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    root = etree.fromstring(project(plan))
    task = next(root.iter(f"{IN_PROJECT}Task"))
    task.append(task[0])
    assert not schema.validate(root)
    root = etree.fromstring(project(plan))
    root.remove(root[0])
    assert not schema.validate(root)


def test_a_task_waits_only_for_tasks_that_are_over_before_it(plan: Plan) -> None:
    found = {task.findtext(f"{IN_PROJECT}UID"): task for task in tasks(plan)}
    links = [
        (task, found[link.findtext(f"{IN_PROJECT}PredecessorUID")])
        for task in found.values()
        for link in task.iter(f"{IN_PROJECT}PredecessorLink")
    ]
    assert links
    for task, earlier in links:
        assert earlier.findtext(f"{IN_PROJECT}Finish", "") < task.findtext(f"{IN_PROJECT}Start", "")


def test_the_letter_tells_four_weeks_with_their_hours(plan: Plan) -> None:
    told = letter(plan, date(2027, 1, 6))
    assert told.count("Week of ") == 4
    assert "Week of 4 January 2027: " in told
    running = [item for item in plan.items if item.start <= date(2027, 1, 10)]
    assert all(item.title[:30] in " ".join(told.split()) for item in running)
    assert "begins" in told
    assert all(len(line) <= 78 for line in told.splitlines())


def test_after_the_plan_the_letter_says_that_nothing_is_planned(plan: Plan) -> None:
    assert letter(plan, date(2031, 1, 6)).count("nothing planned") == 4
