"""What importing the planning core and the click path costs, and which heavy libraries it brings in."""

import subprocess
import sys

from benchmarks.figures import Figure, milliseconds

HEAVY = ("ortools", "pandas", "numpy", "xlsxwriter", "openpyxl", "rich")
TIMES = 5
EVERYTHING = """
import importlib, pkgutil, liaison_planner, xlwings, pandas, openpyxl, xlsxwriter, rich.table, ortools.sat.python.cp_model
for found in pkgutil.walk_packages(liaison_planner.__path__, "liaison_planner."):
    if not found.name.endswith(("__main__", "engine_dask")):
        importlib.import_module(found.name)
"""
_CLICK = (
    "import liaison_planner.addin.light, xlwings.utils, liaison_planner.addin.click, "
    "liaison_planner.addin.open_book, liaison_planner.addin.desk, liaison_planner.addin.macros"
)
"""What a click imports before anything is asked of Excel, beginning with the command line that VBA starts."""
DOORS = {
    "the planning core": ("import liaison_planner.planning.planner", "no ortools, no pandas"),
    "the click path": ("import liaison_planner.services, liaison_planner.workbook.read", "no ortools, no pandas"),
    "everything": (EVERYTHING, ""),
    "a check click": (f"{_CLICK}, liaison_planner.workbook.read", "at most a quarter of everything; no pandas"),
    "a plan click": (
        f"{_CLICK}, liaison_planner.workbook.read, liaison_planner.planning.planner, liaison_planner.scheduling.levels",
        "at most half of everything; no pandas",
    ),
    "the solver, at the first solve": ("import liaison_planner.scheduling.levels", "no pandas"),
}
PROGRAM = """
import sys, time
began = time.perf_counter()
{statement}
print(time.perf_counter() - began, *sorted(set({heavy}) & set(sys.modules)))
"""


def measure_imports() -> list[Figure]:
    """The shortest of several fresh starts of Python for each door."""
    figures = []
    for name, (statement, wanted) in DOORS.items():
        program = PROGRAM.format(statement=statement, heavy=HEAVY)
        runs = [_run(program) for _ in range(TIMES)]
        heavy = ", ".join(runs[0][1:]) or "none of them"
        figures.append(Figure(f"importing {name}", "time", milliseconds(min(float(run[0]) for run in runs))))
        figures.append(Figure(f"importing {name}", "heavy libraries", heavy, wanted))
    return figures


def _run(program: str) -> list[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
