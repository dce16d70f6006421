"""Easier and harder problems, as laws."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from liaison_planner.scheduling.problem import Problem, Solution, Status
from liaison_planner.scheduling.relax import easier, harder, is_plain
from liaison_planner.scheduling.solve import solve

LEVELS = ("finish", "cost", "penalty", "effort")


def values(solution: Solution) -> tuple[int, ...] | None:
    assert solution.status in (Status.OPTIMAL, Status.INFEASIBLE)
    return tuple(level.value for level in solution.objective) if solution.status is Status.OPTIMAL else None


@settings(max_examples=120, deadline=None, derandomize=True)
@given(data=st.data())
def test_an_easier_problem_is_never_worse_and_a_harder_one_never_better(
    problems: SearchStrategy[Problem], data: st.DataObject
) -> None:
    problem = data.draw(problems)
    free, real, strict = (values(solve(each, LEVELS)) for each in (easier(problem), problem, harder(problem)))
    assert real is None or (free is not None and free <= real)
    assert strict is None or (real is not None and real <= strict)
    assert is_plain(easier(problem)) or easier(problem).grants
