"""Rosters that lie elsewhere: in memory, in a zip file, in a stand-in for S3 on this computer."""

import importlib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pytest

from liaison_planner.batch.people import people_of
from liaison_planner.batch.run import Outcome
from liaison_planner.catalogue.samples import SAMPLE_PEOPLE
from liaison_planner.cli import main

Run = Callable[..., Outcome]
PEOPLE = SAMPLE_PEOPLE.read_bytes()


def code_of(source: str) -> str:
    people = people_of(source)
    assert people.total == 0
    (issue,) = people.issues
    assert issue.how_to_fix
    return issue.code


def test_a_roster_in_memory_is_a_roster() -> None:
    fsspec.filesystem("memory").pipe("/cohort/people.csv", PEOPLE)
    people = people_of("memory://cohort/people.csv")
    assert (people.total, people.issues) == (15, ())
    assert [who.place for who in people.read()][:2] == ["row 2", "row 3"]


def test_a_roster_in_a_zip_file_is_a_roster(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("2027/people.csv", PEOPLE)
    people = people_of(f"zip://2027/people.csv::{tmp_path / 'all.zip'}")
    assert (people.total, people.issues) == (15, ())
    assert len(list(people.read())) == 15


def test_a_folder_of_workbooks_may_lie_elsewhere_too(tmp_path: Path, run: Run) -> None:
    assert main(["init", str(tmp_path / "one.xlsx"), "--person", "P02", "--today", "2026-11-23"]) == 0
    memory = fsspec.filesystem("memory")
    memory.pipe("/handed-in/one.xlsx", (tmp_path / "one.xlsx").read_bytes())
    memory.pipe("/handed-in/~$one.xlsx", b"lock")
    memory.pipe("/handed-in/notes.txt", b"no workbook")
    assert run("memory://handed-in").planned == 1
    assert (tmp_path / "out" / "P02.xlsx").is_file()


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket on a stand-in for S3 that listens on this computer only."""
    server_module = importlib.import_module("moto.server")
    importlib.import_module("s3fs")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    fsspec.filesystem("s3", skip_instance_cache=True).mkdir("cohorts")
    fsspec.filesystem("s3", skip_instance_cache=True).pipe("cohorts/people.csv", PEOPLE)
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    yield "s3://cohorts"
    server.stop()


@pytest.mark.filterwarnings("ignore")
def test_a_roster_in_s3_is_a_roster(s3: str) -> None:
    people = people_of(f"{s3}/people.csv")
    assert (people.total, people.issues) == (15, ())
    assert len(list(people.read())) == 15
    assert code_of(f"{s3}/gone.csv") == "roster_not_found"


def test_addresses_that_lead_nowhere_are_told() -> None:
    assert code_of("memory://nowhere/people.csv") == "roster_not_found"
    assert code_of("gopher://people.csv") == "address_not_readable"
    assert code_of("zip://people.csv::no-such.zip") == "address_not_readable"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert code_of(str(tmp_path)) == "empty_folder"
