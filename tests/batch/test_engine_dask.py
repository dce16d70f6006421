"""The same work on a real Dask cluster on this computer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from liaison_planner.batch.run import Engine, Outcome, Progress
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE

HEADING, *PEOPLE = SAMPLE_PEOPLE.read_text(encoding="utf-8").splitlines()
Run = Callable[..., Outcome]
Plans = Callable[[Path], list[dict[str, Any]]]

pytestmark = pytest.mark.filterwarnings("ignore")
"""Warnings of Dask about itself are not ours."""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    bad = PEOPLE[2].replace(",8,1800,", ",-8,lots,")
    path = tmp_path / "r.csv"
    path.write_text("\n".join([HEADING, PEOPLE[1], bad, PEOPLE[12], PEOPLE[5]]) + "\n", encoding="utf-8")
    return path


def test_dask_gives_the_same_results_even_if_a_worker_is_lost(
    tmp_path: Path, roster: Path, run: Run, plans: Plans
) -> None:
    def lose_a_worker(progress: Progress) -> None:
        if progress.done == 1:
            children = psutil.Process().children(recursive=True)
            next(child for child in children if "spawn_main" in " ".join(child.cmdline())).kill()

    run(roster, tmp_path / "local")
    outcome = run(roster, tmp_path / "dask", engine=Engine(2, dask=True), report=lose_a_worker)
    assert outcome.planned == 4
    assert plans(tmp_path / "dask") == plans(tmp_path / "local")
    for book in (tmp_path / "local").glob("P*.xlsx"):
        assert book.read_bytes() == (tmp_path / "dask" / book.name).read_bytes()
    assert (tmp_path / "dask" / "summary.xlsx").read_bytes() == (tmp_path / "local" / "summary.xlsx").read_bytes()


def test_a_cluster_at_an_address_does_the_work(tmp_path: Path, roster: Path, run: Run) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as cluster:
        engine = Engine(1, dask=True, address=f"{cluster.scheduler_address}")
        assert run(roster, engine=engine).planned == 4


def test_an_address_where_nobody_answers_is_a_sentence(
    tmp_path: Path, roster: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from liaison_planner.batch import engine_dask

    monkeypatch.setattr(engine_dask, "CONNECT_SECONDS", 1)
    with pytest.raises(ConnectionError, match="--dask-address"):
        run(roster, engine=Engine(1, dask=True, address="tcp://127.0.0.1:1"))
