"""One LibreOffice for all tests of a process; every test opens a workbook of its own in it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from tests.office.screen import Screen, command_line, python_of_office, screen


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """LibreOffice after `liaison-planner addin install --libreoffice`."""
    home = tmp_path_factory.mktemp("office")
    python_of_office()
    done = command_line(home, "addin", "install", "--libreoffice")
    assert done.returncode == 0, done.stderr
    with screen(home) as running:
        yield running


@pytest.fixture(scope="session")
def now() -> date:
    """A click plans from today on."""
    return date.today()  # noqa: DTZ011 - the user's own day


@pytest.fixture(scope="session")
def planned(blank: Callable[..., bytes], catalogue: Catalogue, now: date) -> Callable[..., bytes]:
    """The same with a plan of today."""

    def planned(person_id: str = "P01") -> bytes:
        package = blank(person_id)
        person = services.person_in_workbook(package, catalogue, now)
        assert person.profile is not None
        plan = services.plan_for(person, catalogue, now)
        return services.filled_workbook(package, person.profile, plan, catalogue)

    return planned


@pytest.fixture(scope="session")
def blank(catalogue: Catalogue, now: date) -> Callable[..., bytes]:
    """A sample person's workbook without a plan."""

    def blank(person_id: str = "P01", *, macros: bool = False) -> bytes:
        profile = services.sample_person(person_id, catalogue, now).profile
        return services.new_workbook(catalogue, profile, sample=True, macros=macros)

    return blank


@pytest.fixture
def opened(office: Screen, tmp_path: Path) -> Iterator[Callable[..., Screen]]:
    """LibreOffice with a workbook of these bytes open."""

    def opened(package: bytes, name: str = "me.xlsx", **options: object) -> Screen:
        path = tmp_path / name
        path.write_bytes(package)
        office.ask("open", path.as_uri(), **options)
        office.wait_for(lambda: any(title.startswith(name) for title in office.ask("titles")))
        return office

    yield opened
    office.ask("close")
