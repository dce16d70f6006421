"""Small rosters and a quiet way to run a batch."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison_planner.batch.round import Settings
from liaison_planner.batch.run import Engine, Outcome, Progress, run_batch

DAY = date(2026, 11, 23)
Run = Callable[..., Outcome]
Plans = Callable[[Path], list[dict[str, Any]]]


@pytest.fixture
def plans() -> Plans:
    """The plans of a finished batch, without the one figure that may differ from run to run."""

    def plans(folder: Path) -> list[dict[str, Any]]:
        found = [json.loads(line) for line in (folder / "plans.jsonl").read_text(encoding="utf-8").splitlines()]
        for plan in found:
            plan["proof"]["seconds"] = None
        return found

    return plans


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a batch with one worker into `out`, or as told, and says nothing."""

    def run(source: Path | str, folder: Path | None = None, **told: Any) -> Outcome:
        engine, report = told.pop("engine", Engine(1)), told.pop("report", _silent)
        settings = Settings(**{"folder": folder or tmp_path / "out", "today": DAY, **told})
        return run_batch(str(source), settings, engine, report)

    return run


def _silent(progress: Progress) -> None:
    """Takes progress and says nothing."""
