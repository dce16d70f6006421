"""The main job on all sample people, from the roster to the printed page."""

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE, sample_people
from liaison_planner.cli import main
from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.verification import verify

INFEASIBLE = {"P03", "P05", "P11", "P15"}
LEAST_PAGES = 10


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `batch` makes of the sample people."""
    folder = tmp_path_factory.mktemp("first_light") / "out"
    assert main(["batch", str(SAMPLE_PEOPLE), "-o", str(folder), "--today", "2026-11-23", "--quiet"]) == 0
    return folder


@pytest.fixture(scope="module")
def plans(results: Path) -> dict[str, Plan]:
    lines = (results / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    return {plan.person_id: plan for plan in map(Plan.model_validate_json, lines)}


def test_everybody_has_a_workbook_a_plan_and_a_place_in_the_summary(results: Path, plans: dict[str, Plan]) -> None:
    assert list(plans) == list(sample_people())
    files = {path.name for path in results.iterdir()}
    beside = {"plans.jsonl", "summary.xlsx", "issues.csv", "changes.csv", "cohort.parquet", "ledger.sqlite"}
    assert files == {*(f"{name}.xlsx" for name in plans), *beside}


def test_every_plan_passes_the_verifier(plans: dict[str, Plan], catalogue: Catalogue, today: date) -> None:
    objections = {}
    for name, plan in plans.items():
        profile = services.sample_person(name, catalogue, today).profile
        assert profile is not None
        objections[name] = verify(plan, profile, catalogue)
    assert not any(objections.values()), objections


def test_the_outcomes_are_those_a_coach_expects(plans: dict[str, Plan]) -> None:
    assert {name for name, plan in plans.items() if plan.status is PlanStatus.INFEASIBLE} == INFEASIBLE
    assert all(plan.status is PlanStatus.OPTIMAL for name, plan in plans.items() if name not in INFEASIBLE)


def test_every_infeasible_answer_names_its_conflict_and_ways_out(plans: dict[str, Plan]) -> None:
    for name in INFEASIBLE:
        assert plans[name].conflicts
        assert all(way.verified for way in plans[name].ways_out)
        assert plans[name].ways_out
        assert plans[name].items


def test_the_same_day_gives_the_same_bytes(results: Path, tmp_path: Path) -> None:
    heading, *people = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
    (tmp_path / "two.csv").write_text("\n".join([heading, people[1], people[12]]), encoding="utf-8")
    assert main(["batch", str(tmp_path / "two.csv"), "-o", str(tmp_path / "out"), "--today", "2026-11-23"]) == 0

    def lines(folder: Path) -> list[dict[str, object]]:
        plans = [json.loads(line) for line in (folder / "plans.jsonl").read_text(encoding="utf-8").splitlines()]
        return [
            plan | {"proof": plan["proof"] | {"seconds": 0}} for plan in plans if plan["person_id"] in ("P02", "P13")
        ]

    assert lines(tmp_path / "out") == lines(results)
    assert (tmp_path / "out" / "P13.xlsx").read_bytes() == (results / "P13.xlsx").read_bytes()


def test_microsofts_validator_finds_no_error_in_any_workbook(
    results: Path, validate: Callable[[Path], list[object]]
) -> None:
    found = {path.name: validate(path) for path in sorted(results.glob("*.xlsx"))}
    assert len(found) == len(sample_people()) + 1
    assert not any(found.values()), found


def test_libreoffice_opens_and_prints_every_workbook(
    results: Path, convert: Callable[[Sequence[Path], str, Path], list[Path]], tmp_path: Path
) -> None:
    books = sorted(results.glob("P*.xlsx"))
    for pdf in convert(books, "pdf", tmp_path):
        assert pages(pdf) >= LEAST_PAGES


def pages(pdf: Path) -> int:
    pdfinfo = shutil.which("pdfinfo")
    assert pdfinfo, "pdfinfo (poppler) is not installed"
    told = subprocess.run([pdfinfo, str(pdf)], capture_output=True, text=True, check=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])
