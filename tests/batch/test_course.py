"""A seeded roster made from the sample people: to the end, through an interruption, every plan judged."""

import runpy
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from liaison_planner import services
from liaison_planner.batch.roster import open_roster
from liaison_planner.batch.run import Engine, Outcome, Progress
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.plan import Plan
from liaison_planner.verification import verify

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "batch.py"
PEOPLE = 10
Run = Callable[..., Outcome]


def test_a_generated_cohort_is_interrupted_resumed_and_every_plan_passes_the_verifier(
    tmp_path: Path, run: Run, today: date, catalogue: Catalogue
) -> None:
    roster = runpy.run_path(str(BENCHMARK))["write_roster"](tmp_path / "r.csv", PEOPLE)

    def stop_half_way(progress: Progress) -> None:
        if progress.done == PEOPLE // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(roster, report=stop_half_way, engine=Engine(2))
    outcome = run(roster, engine=Engine(2))
    assert (sum(outcome.counts.values()), outcome.planned) == (PEOPLE, PEOPLE - PEOPLE // 2)
    lines = (tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    for row, line in zip(open_roster(roster), lines, strict=True):
        profile = services.person_from(row.raw, catalogue, today).profile
        assert profile is not None
        assert verify(Plan.model_validate_json(line), profile, catalogue) == ()
