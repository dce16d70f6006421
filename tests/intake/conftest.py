"""A valid person to start from; each test changes the one cell it is about."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest

from liaison_planner.catalogue import built_in
from liaison_planner.domain.cell import Cell, RawProfile, RawValue
from liaison_planner.domain.issue import Issue, Place
from liaison_planner.domain.profile import Profile
from liaison_planner.intake import profile_from

Answer = tuple[Profile | None, tuple[Issue, ...]]

TODAY = date(2026, 11, 23)
FIELDS: dict[str, RawValue] = {
    "person_id": "A",
    "edu_level": 3,
    "degree_field": "health",
    "weekly_hours": 8,
    "budget_usd": 1000,
    "start_date": date(2027, 1, 4),
    "target_date": date(2027, 12, 31),
}
FOCUS: list[Mapping[str, RawValue]] = [{"focus": "consulting"}]


def raw_person(fields: Mapping[str, RawValue], tables: Mapping[str, Sequence[Mapping[str, RawValue]]]) -> RawProfile:
    """Places are `Profile!<field>` and `<table>!<column> <row>`."""
    return RawProfile(
        fields={key: Cell(value, Place(sheet="Profile", cell=key)) for key, value in fields.items()},
        tables={
            table: tuple(
                {key: Cell(value, Place(sheet=table, cell=f"{key} {number}")) for key, value in row.items()}
                for number, row in enumerate(rows, start=1)
            )
            for table, rows in tables.items()
        },
        home=Place(sheet="Profile"),
    )


@pytest.fixture(scope="session")
def read() -> Callable[..., Answer]:
    """`read(fields, table=rows, ...)` is the answer for the valid person with these fields and tables instead."""

    def run(fields: Mapping[str, RawValue] | None = None, **tables: Sequence[Mapping[str, RawValue]]) -> Answer:
        return profile_from(raw_person(FIELDS | dict(fields or {}), {"focus": FOCUS} | tables), built_in(), TODAY)

    return run


@pytest.fixture(scope="session")
def profile(read: Callable[..., Answer]) -> Callable[..., Profile]:
    """As `read`, for input without errors."""

    def run(fields: Mapping[str, RawValue] | None = None, **tables: Sequence[Mapping[str, RawValue]]) -> Profile:
        found, issues = read(fields, **tables)
        assert found is not None, issues
        return found

    return run


@pytest.fixture(scope="session")
def problems(read: Callable[..., Answer]) -> Callable[..., list[str]]:
    """As `read`, but only the issues, each as `severity code place`."""

    def run(fields: Mapping[str, RawValue] | None = None, **tables: Sequence[Mapping[str, RawValue]]) -> list[str]:
        return [f"{i.severity} {i.code} {i.sheet}!{i.cell}" for i in read(fields, **tables)[1]]

    return run
