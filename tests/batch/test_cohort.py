"""The counts over a cohort, and the workbook and table that show them."""

import importlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison_planner.batch.cohort import Cohort, Member, months_between, quantiles
from liaison_planner.batch.run import Outcome
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE
from liaison_planner.domain.issue import Place, error
from liaison_planner.domain.plan import Conflict, Evidence, Gap, Plan, PlanItem, PlanStatus, Stamp
from liaison_planner.domain.vocabulary import Focus, Kind

HEADING, *PEOPLE = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
DAY = date(2026, 11, 23)
Run = Callable[..., Outcome]
Validate = Callable[[Path], list[object]]


def item(name: str, start: date, cost: float = 0.0) -> PlanItem:
    return PlanItem(
        offering_id=name,
        kind=Kind.COURSE,
        title=name.title(),
        start=start,
        finish=start,
        cost_usd=cost,
        effort_hours=1,
        hours_by_week=((start, 1.0),),
    )


def member(**changes: Any) -> Member:
    about = changes.pop("about", {})
    known = {
        "person_id": "A",
        "focus": Focus.CONSULTING,
        "today": DAY,
        "start_date": DAY,
        "target_date": date(2027, 12, 31),
        "status": PlanStatus.OPTIMAL,
        "ready_date": date(2027, 6, 30),
        "stamp": Stamp(planner_version="1", catalogue_version="1", inputs_hash="", today=DAY),
    }
    return Member(Plan(**{**known, **changes}), "A.xlsx", about)


def test_only_a_plan_can_rest_on_estimates() -> None:
    guessed = {"items": (item("c", DAY),), "evidence": Evidence(hours_share_estimated=1.0)}
    assert member(**guessed).estimated
    assert not member(**guessed, status=PlanStatus.INFEASIBLE, ready_date=None).estimated


def test_a_person_with_room_to_spare_is_not_at_risk() -> None:
    assert member(about={"budget_usd": 100.0}, total_cost_usd=94).risks() == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ready_date": date(2027, 12, 4)}, "Only 27 days"),
        ({"about": {"budget_usd": 100.0}, "total_cost_usd": 95}, "95% of the budget"),
        ({"evidence": Evidence(finish_high=date(2028, 1, 1))}, "estimates prove too low"),
        ({"gaps": (Gap(id="gate:car", kind="gate", have="no", need="a car", priority=1),)}, "outside the plan: a car"),
        (
            {"status": PlanStatus.INFEASIBLE, "ready_date": None, "conflicts": (Conflict(id="x", text="Too poor."),)},
            "No plan meets all limits: Too poor.",
        ),
        (
            {
                "status": PlanStatus.INVALID_INPUT,
                "ready_date": None,
                "issues": (error("x", Place(), "No hours.", "Write them."),),
            },
            "No plan: No hours.",
        ),
    ],
)
def test_each_risk_is_told_in_a_sentence(changes: dict[str, Any], reason: str) -> None:
    (told,) = member(**changes).risks()
    assert reason in told


def test_the_counts_are_over_people_with_a_plan_and_gaps_over_all() -> None:
    gap = Gap(id="competency:hipaa", kind="competency", have="", need="level 2", priority=1, closed_on=DAY)
    open_gap = gap.model_copy(update={"closed_on": None})
    cohort = Cohort()
    cohort.add(member(items=(item("c", date(2027, 1, 4), 50), item("d", date(2027, 3, 1))), gaps=(gap,)))
    cohort.add(member(items=(item("c", date(2027, 2, 1), 50),), gaps=(gap,)))
    cohort.add(member(status=PlanStatus.INFEASIBLE, ready_date=None, items=(item("c", DAY),), gaps=(open_gap,)))
    assert (cohort.people, cohort.planned(), cohort.at_risk) == (3, 2, 1)
    (lack,) = cohort.lacks_by_frequency()
    assert (lack.name, lack.people, lack.open) == ("Patient privacy (HIPAA)", 3, 1)
    (first, demand), (second, _) = cohort.demand_by_starts()
    assert (first, second, dict(demand.starts), demand.cost_usd) == ("c", "d", {"2027-01": 1, "2027-02": 1}, 100)
    assert cohort.starts() == {"2027-01": 1, "2027-02": 1, "2027-03": 1}
    assert list(cohort.results_by_focus()) == [("Consulting", [2, 0, 1, 0])]


def test_months_have_no_holes_and_quantiles_are_values_that_occur() -> None:
    assert months_between(["2027-11", "2028-02"]) == ["2027-11", "2027-12", "2028-01", "2028-02"]
    assert months_between([]) == []
    assert quantiles([]) is None
    assert quantiles([5]) == (5, 5, 5)
    assert quantiles(list(range(11))) == (1, 5, 9)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results for a valid person, a hostile one and one whose answers are wrong."""
    from liaison_planner.batch.round import Settings
    from liaison_planner.batch.run import Engine, run_batch

    folder = tmp_path_factory.mktemp("cohort")
    hostile = PEOPLE[12].replace("P13", "=HYPERLINK(0)", 1)
    bad = PEOPLE[2].replace(",8,1800,", ",-8,lots,")
    rows = [f"{HEADING},Person,=1+1", f"{PEOPLE[1]},a\x0bb,+x", f"{hostile},<b>,@y", f"{bad},,"]
    (folder / "r.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    run_batch(str(folder / "r.csv"), Settings(folder / "out", DAY), Engine(1), lambda _: None)
    return folder / "out"


def test_the_summary_has_a_first_page_for_the_board_and_sheets_that_can_be_filtered(finished: Path) -> None:
    book: Any = openpyxl.load_workbook(finished / "summary.xlsx")
    assert book.sheetnames == [
        *("Overview", "Figures", "People", "At risk", "Gaps", "Demand", "Estimates", "Issues"),
    ]
    assert len(book["Overview"]._charts) == 4
    assert book["Overview"].sheet_properties.pageSetUpPr.fitToPage
    for name in book.sheetnames[2:]:
        assert book[name].auto_filter.ref
        assert book[name].print_title_rows == "$4:$4"
    headings = [cell.value for cell in book["People"][4]]
    assert headings[-2:] == ["Person 2", "=1+1"]
    assert [cell.value for cell in book["People"]["A"][4:]] == ["P02", "=HYPERLINK(0)", "P03"]
    assert {cell.data_type for row in book["People"].iter_rows(min_row=4) for cell in row} <= {"s", "n", "d"}
    assert [row[0].value for row in book["At risk"].iter_rows(min_row=5)][-1] == "P03"


def test_the_summary_is_valid_for_excel(finished: Path, validate: Validate) -> None:
    assert validate(finished / "summary.xlsx") == []


def test_the_table_has_a_typed_row_for_everybody(finished: Path) -> None:
    parquet = importlib.import_module("pyarrow.parquet")
    rows = parquet.read_table(finished / "cohort.parquet").to_pylist()
    assert [row["person_id"] for row in rows] == ["P02", "=HYPERLINK(0)", "P03"]
    assert isinstance(rows[0]["ready_date"], date)
    assert rows[2]["total_cost_usd"] == 0
    assert rows[1]["Person"] == "<b>"
