"""The invented sample people that ship with the package, as roster rows of text."""

import csv
from functools import cache
from pathlib import Path

SAMPLE_PEOPLE = Path(__file__).parent / "data" / "sample_people.csv"


@cache
def sample_people() -> dict[str, dict[str, str]]:
    """Roster rows by person id (`P01` to `P15`), in file order."""
    with SAMPLE_PEOPLE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}
