"""The key for xlwings' remote engine must be there before xlwings is imported; only tests use that engine."""

import os
from pathlib import Path

import pytest

os.environ["XLWINGS_LICENSE_KEY"] = "noncommercial"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with documents for each test: files that clicks make land there."""
    home = tmp_path_factory.mktemp("home")
    (home / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(home))
    return home
