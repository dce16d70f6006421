"""A workbook says that its plan has been overtaken: one changed price, level or route flags the plans that rest on it."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.catalogue.load import BUILT_IN
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.cli import main
from liaison_planner.domain.plan import Plan
from liaison_planner.planning.planner import make_plan
from liaison_planner.workbook.held_plan import HeldPlan

TODAY = date(2026, 11, 23)
DAY = ["--today", TODAY.isoformat()]
EVERYBODY = tuple(sample_people())


@dataclass(frozen=True)
class Change:
    """One cell of a catalogue table, and how the flag begins that tells of it."""

    table: str
    row: str
    column: str
    value: str
    says: str


PRICE = Change("offerings", "c_event_basic", "cost_usd", "101", "the price was $100, and is now $101.")
LEVEL = Change(
    "competencies", "health_comm", "specialty_practice", "3", "was asked for at level 2, and is now at level 3."
)
ROUTE = Change(
    "routes", "R02", "requirements", "edu_level>=3;degree_field=business_marketing;yrs_healthcare>=2", "Route R02, «"
)


def changed(folder: Path, change: Change) -> Path:
    """A catalogue folder in which one cell says something else."""
    folder.mkdir()
    source = BUILT_IN / f"{change.table}.csv"
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row[change.column] = change.value if row["id"] == change.row else row[change.column]
    with (folder / f"{change.table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


@cache
def plan_of(person: str) -> Plan:
    return planned(person, built_in())


def planned(person: str, catalogue: Catalogue) -> Plan:
    profile = services.sample_person(person, built_in(), TODAY).profile
    assert profile is not None
    return make_plan(profile, catalogue, TODAY)


def steps_of(plan: Plan) -> dict[str, Any]:
    """What a person would do, when, and for how much."""
    return plan.model_dump(include={"items", "route", "ready_date", "apply_from", "total_cost_usd", "gaps", "applying"})


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Everybody's workbook with the plan in it."""
    folder = tmp_path_factory.mktemp("books")
    found = {}
    for person in EVERYBODY:
        profile = services.sample_person(person, built_in(), TODAY).profile
        assert profile is not None
        found[person] = folder / f"{person}.xlsx"
        found[person].write_bytes(services.workbook_with_plan(built_in(), profile, plan_of(person)))
    return found


@pytest.fixture
def flags(books: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> Callable[[Path], dict[str, list[Any]]]:
    """What `check` says of each workbook's plan beside a catalogue, for those of which it says anything."""

    def check(place: Path) -> dict[str, list[Any]]:
        def told() -> Iterator[tuple[str, list[Any]]]:
            for person, book in books.items():
                capsys.readouterr()
                main(["check", str(book), "--json", "--catalogue", str(place), *DAY])
                issues = json.loads(capsys.readouterr().out)["issues"]
                yield person, [issue for issue in issues if issue["code"] == "plan_outdated"]

        return {person: issues for person, issues in told() if issues}

    return check


def test_a_workbook_says_what_its_plan_rests_on(books: dict[str, Path]) -> None:
    for person, book in books.items():
        assert services.footing_in(book) == plan_of(person).footing


@pytest.mark.parametrize("change", [PRICE, LEVEL, ROUTE], ids=["price", "level", "route"])
def test_one_change_flags_exactly_the_workbooks_whose_plan_rests_on_it(
    tmp_path: Path, flags: Callable[[Path], dict[str, list[Any]]], change: Change
) -> None:
    """Whose plan comes out otherwise is flagged, and with a price or level nobody else. A stricter route is flagged for
    all who take it, although those who hold more than enough keep their steps.
    """
    place = changed(tmp_path / "ours", change)
    catalogue, _ = services.catalogue_at(str(place), TODAY)
    assert catalogue is not None
    flagged = flags(place)
    otherwise = {name for name in EVERYBODY if steps_of(planned(name, catalogue)) != steps_of(plan_of(name))}
    assert otherwise <= set(flagged) if change is ROUTE else otherwise == set(flagged)
    assert 0 < len(flagged) < len(EVERYBODY)
    for issues in flagged.values():
        (issue,) = issues
        assert change.says in issue["what"]
        assert issue["severity"] == "warning"


def test_the_same_catalogue_flags_nobody(flags: Callable[[Path], dict[str, list[Any]]]) -> None:
    assert flags(BUILT_IN) == {}


def test_the_flag_points_at_the_step_the_skill_or_the_route(
    tmp_path: Path, flags: Callable[[Path], dict[str, list[Any]]], books: dict[str, Path]
) -> None:
    seen = {}
    for change in (PRICE, LEVEL, ROUTE):
        person, (issue,) = next(iter(flags(changed(tmp_path / change.table, change)).items()))
        seen[change.table] = openpyxl.load_workbook(books[person])[issue["sheet"]][issue["cell"]].value
    assert seen == {
        "offerings": "Event planning basics for health outreach",
        "competencies": built_in().competencies["health_comm"].name,
        "routes": built_in().routes["R02"].name,
    }


def test_a_plan_computed_anew_takes_the_change_in_and_the_workbook_says_so(
    tmp_path: Path, books: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "P01.xlsx"
    book.write_bytes(books["P01"].read_bytes())
    place = changed(tmp_path / "ours", PRICE)
    assert main(["plan", str(book), "--in-place", "--catalogue", str(place), "--today", "2026-11-24"]) == 0
    assert "Since the plan of 23 November 2026" in capsys.readouterr().out
    opened = openpyxl.load_workbook(book)
    rows = {row[1].value: [cell.value for cell in row] for row in opened["Checks"]["A5:D20"]}
    assert rows["The catalogue behind it"][0] == "– Note"
    assert rows["The catalogue behind it"][2].startswith("1 change since the plan of 23 Nov 2026")
    assert "the price was $100, and is now $101." in rows["The catalogue behind it"][3]
    assert rows["Look-up sheets of this file"][0] == "! Look"
    ((sheet, cell),) = opened.defined_names["out_state"].destinations
    assert "1 change in the catalogue: see the sheet Checks" in opened[sheet][cell].value
    capsys.readouterr()
    main(["check", str(book), "--catalogue", str(place), "--today", "2026-11-24"])
    assert "plan_outdated" not in capsys.readouterr().out


def test_an_agreement_from_another_catalogue_is_told_with_its_place_and_mend(
    tmp_path: Path, books: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    book, place = tmp_path / "P01.xlsx", changed(tmp_path / "ours", PRICE)
    book.write_bytes(books["P01"].read_bytes())
    assert main(["agree", str(book), *DAY]) == 0
    assert main(["plan", str(book), "--in-place", "--catalogue", str(place), "--today", "2026-11-24"]) == 0
    capsys.readouterr()
    main(["check", str(book), "--json", "--catalogue", str(place), "--today", "2026-11-24"])
    (issue,) = [each for each in json.loads(capsys.readouterr().out)["issues"] if each["code"] == "agreement_outdated"]
    line = openpyxl.load_workbook(book)[issue["sheet"]][issue["cell"]].value
    assert line.startswith("Against agreement 1 of 23 Nov 2026")
    assert issue["what"].startswith("Agreement 1 of 23 November 2026 was made with another catalogue")
    assert "the price was $100, and is now $101." in issue["what"]
    assert "agree anew" in issue["how_to_fix"]
    assert main(["agree", str(book), "--today", "2026-11-24"]) == 0
    capsys.readouterr()
    main(["check", str(book), "--catalogue", str(place), "--today", "2026-11-24"])
    assert "agreement_outdated" not in capsys.readouterr().out


def test_prices_of_the_plan_are_flagged_by_date(books: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """P01's casework course is priced by a figure of 2016; five prices of hers have no date."""
    main(["check", str(books["P01"]), "--json", *DAY])
    issues = {issue["code"]: issue for issue in json.loads(capsys.readouterr().out)["issues"]}
    assert "is a price of 2016-06-29" in issues["plan_old_price"]["what"]
    assert issues["plan_old_price"]["sheet"] == "Plan"
    assert issues["plan_undated_price"]["what"].startswith("5 prices in the plan, $2,610 in all, have no date")
    assert plan_of("P01").evidence.old_prices == (("c_stark_applied", "2016-06-29"),)


def test_changes_are_told_of_workbooks_too(
    tmp_path: Path, books: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    place = changed(tmp_path / "ours", LEVEL)
    main(["catalogue", "changes", str(books["P01"]), str(place), *DAY])
    assert "P01: compute this plan again." in capsys.readouterr().out
    main(["catalogue", "changes", str(books["P01"].parent), str(place), *DAY])
    assert f"of {len(EVERYBODY)} plans rest on something that has changed" in capsys.readouterr().out


def test_a_workbook_without_a_plan_and_one_whose_basis_was_changed_are_passed_over(
    tmp_path: Path, books: dict[str, Path]
) -> None:
    blank = services.new_workbook(built_in())
    assert HeldPlan.of(blank).footing() is None
    book = openpyxl.load_workbook(books["P01"])
    place = next(cell for row in book["Kept"] for cell in row if isinstance(cell.value, str) and len(cell.value) > 500)
    place.value = "not what was written"
    book.save(tmp_path / "a.xlsx")
    assert services.footing_in(tmp_path / "a.xlsx") is None
