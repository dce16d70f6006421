"""What importing the planning core and the click path costs, and which heavy libraries it brings in."""

import subprocess
import sys

from benchmarks.figures import Figure, milliseconds

HEAVY = ("ortools", "pandas", "numpy", "xlsxwriter", "openpyxl", "rich")
TIMES = 5
DOORS = {
    "the planning core": ("import liaison_planner.planning.planner", "no ortools, no pandas"),
    "the click path": ("import liaison_planner.services, liaison_planner.workbook.read", "no ortools, no pandas"),
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
