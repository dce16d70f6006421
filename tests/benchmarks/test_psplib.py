"""Published projects are read as they are meant, and refused with file and line when they are damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.instance import read_instance
from benchmarks.psplib import read_psplib
from benchmarks.serial import serial_makespan
from liaison_planner.scheduling.problem import Status
from liaison_planner.scheduling.solve import solve

FILES = ["j30/single.sm", "j10.mm/multi.mm"]


@pytest.mark.parametrize("file", FILES)
def test_the_least_finish_is_the_makespan_found_by_hand(projects: Path, file: str) -> None:
    solution = solve(read_psplib(projects / file), ("finish",))
    assert solution.status is Status.OPTIMAL
    assert solution.objective[0].value == 6


@pytest.mark.parametrize("file", FILES)
def test_a_best_schedule_fits_into_the_horizon(projects: Path, file: str) -> None:
    assert read_psplib(projects / file).horizon >= 6


def test_jobs_that_take_no_time_are_left_out_and_precedence_passes_through_them(projects: Path) -> None:
    path = projects / "j30/single.sm"
    path.write_text(path.read_text().replace("  2      1     2       2", "  2      1     0       0"))
    problem = read_psplib(path)
    assert [activity.name for activity in problem.activities] == ["job 003", "job 004"]
    assert all(activity.must and not activity.requires for activity in problem.activities)
    assert {goal.clause for goal in problem.goals} == {("job 003 done",), ("job 004 done",)}


def test_modes_are_rigid_and_draw_on_resources_and_stocks(projects: Path) -> None:
    problem = read_psplib(projects / "j10.mm/multi.mm")
    mode = problem.activities[0].modes[1]
    assert (mode.periods, mode.longest, mode.effort) == (4, 4, 0)
    assert (mode.loads, mode.uses) == ((("R0", 1),), (("N0", 1),))
    assert problem.stocks == {"N0": 6}
    assert problem.resources == {"R0": (1,) * problem.horizon}
    assert problem.capacity == (0,) * problem.horizon


def test_the_quick_schedule_keeps_precedence_resources_and_stocks(projects: Path) -> None:
    assert serial_makespan(read_instance(projects / "j30/single.sm")) == 6
    assert serial_makespan(read_instance(projects / "j10.mm/multi.mm")) in (6, 8)


def test_without_affordable_modes_the_horizon_is_all_jobs_in_a_row(projects: Path) -> None:
    path = projects / "j10.mm/multi.mm"
    path.write_text(path.read_text().replace("    1    6\n", "    1    1\n"))
    assert serial_makespan(read_instance(path)) is None
    assert read_psplib(path).horizon == 11
    assert solve(read_psplib(path), ("finish",)).status is Status.INFEASIBLE


def _without(word: str) -> Callable[[str], str]:
    return lambda text: text.replace(word, "")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_without("jobs (incl. supersource/sink ):  5\n"), r"the heading does not count: jobs"),
        (lambda text: text.replace("constrained        :  0", "constrained        :  1"), "doubly constrained"),
        (_without("PRECEDENCE RELATIONS:"), "«PRECEDENCE RELATIONS» is missing"),
        (lambda text: text[: text.index("RESOURCEAVAIL")], "«RESOURCEAVAILABILITIES» is missing"),
        (lambda text: text[: text.index("  4      1     3")], r"line 26: .*ends before its 5 rows"),
        (lambda text: text.replace("  3      1     4       2", "  3      1     x       2"), "line 25: expected whole"),
        (lambda text: text.replace("  3      1     4       2", "  3      1    -4       2"), "line 25: expected whole"),
        (
            lambda text: text.replace("  3      1     4       2", "  3      1     4"),
            "line 25: expected mode 1 of job 3",
        ),
        (lambda text: text.replace("  3      1     4       2", "  4      1     4       2"), "line 25: expected mode 1"),
        (lambda text: text.replace("1          1           4", "1          2           4"), "line 15: expected job 2"),
        (
            lambda text: text.replace("1          1           4", "1          1           9"),
            "line 15: a successor of job 2",
        ),
        (
            lambda text: text.replace("1          1           4", "1          1           2"),
            "line 15: a successor of job 2",
        ),
        (
            lambda text: text.replace("   4        1          1           5", "   4        1          1           2"),
            "wait for each other: \\[2, 4\\]",
        ),
        (lambda text: text.replace("    3\n*", "    3  3\n*"), "line 31: 2 availabilities for 1 resources"),
        (lambda text: text.replace("4      1     3       1", "4      1     0       1"), "takes no time but needs"),
        (lambda _: "", "the heading does not count"),
    ],
)
def test_a_damaged_file_is_refused_with_the_line(projects: Path, damage: Callable[[str], str], message: str) -> None:
    path = projects / "j30/single.sm"
    path.write_text(damage(path.read_text()))
    with pytest.raises(ValueError, match=message):
        read_psplib(path)
