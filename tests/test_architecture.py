"""The import rules of the house, read from the sources themselves."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import liaison_planner

ROOT = Path(liaison_planner.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

MAY_IMPORT = {
    "domain": set(),
    "catalogue": {"domain"},
    "intake": {"domain", "catalogue"},
    "gaps": {"domain", "catalogue"},
    "scheduling": set(),
    "verification": {"domain", "catalogue"},
    "planning": {"domain", "catalogue", "gaps", "scheduling", "verification"},
    "views": {"domain"},
    "merging": {"domain", "views"},
    "vba": set(),
    "actions": {"domain", "vba"},
    "workbook": {"domain", "catalogue", "merging", "views", "vba", "actions"},
    "addin": {"actions", "catalogue", "domain", "services", "views", "workbook"},
    "exports": {"domain"},
    "services": {"domain", "exports", "catalogue", "intake", "planning", "views", "workbook"},
    "batch": {"actions", "domain", "catalogue", "intake", "scheduling", "services", "workbook"},
    "server": {"actions", "addin", "intake", "workbook"},
    "cli": {"actions", "addin", "domain", "catalogue", "gaps", "services", "workbook", "batch", "server"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Which rooms a room may know. `cli` starts the batch and the server, so it is the one door that knows others."""

ONLY_IN = {
    "icalendar": {"exports"},
    "xlsxwriter": {"workbook"},
    "openpyxl": {"workbook"},
    "lxml": {"workbook"},
    "xlwings": {"addin", "server"},
    "xlwings_server": {"server"},
    "fastapi": {"server"},
    "uvicorn": {"server"},
    "cryptography": {"server"},
    "ortools": {"scheduling"},
    "pandas": {"batch", "addin"},
    "pyarrow": {"batch"},
    "fsspec": {"batch"},
    "dask": {"batch"},
    "distributed": {"batch"},
    "sqlite3": {"batch"},
    "rich": {"cli"},
}
CLOCK = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time")}
DOORS = {"cli", "addin", "batch", "server"}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_the_rooms_before_it(path: Path) -> None:
    room = room_of(path)
    used = {name.split(".")[1] for name in imported(path) if name.startswith("liaison_planner.")} - {"__version__"}
    assert used - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_library_is_known_to_one_room_only(path: Path) -> None:
    used = {name.split(".")[0] for name in imported(path)}
    misplaced = {library for library, rooms in ONLY_IN.items() if library in used and room_of(path) not in rooms}
    assert misplaced == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_doors_read_the_clock(path: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    read = {
        (call.value.id, call.attr)
        for call in calls
        if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name) and (call.value.id, call.attr) in CLOCK
    }
    assert not read or room_of(path) in DOORS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_opens_with_its_purpose(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_room_has_its_rules() -> None:
    assert {room_of(path) for path in MODULES} == set(MAY_IMPORT)


def test_checking_a_workbook_does_not_import_the_solver(run_python: Callable[[str], str]) -> None:
    """The click path stays light: a check needs neither solver nor pandas nor the terminal's tables."""
    code = (
        "import sys; from liaison_planner import services; import liaison_planner.workbook.read;"
        "print(sorted({'ortools', 'pandas', 'rich', 'xlsxwriter', 'openpyxl'} & set(sys.modules)))"
    )
    assert run_python(code) == "[]"


def test_planning_code_is_imported_without_the_solver(run_python: Callable[[str], str]) -> None:
    code = (
        "import sys; import liaison_planner.planning.planner, liaison_planner.scheduling.solve;"
        "print(sorted({'ortools', 'pandas'} & set(sys.modules)))"
    )
    assert run_python(code) == "[]"
