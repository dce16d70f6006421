"""Minimises one objective after the other on the same CP-SAT model."""

from collections.abc import Sequence
from typing import Any

from ortools.sat.python import cp_model

from liaison_planner.scheduling.axis import Axis
from liaison_planner.scheduling.model import Model
from liaison_planner.scheduling.place import Slot
from liaison_planner.scheduling.problem import ObjectiveValue, Problem, Status
from liaison_planner.scheduling.reduce import Earliest

SEED = 20260101
BRISK_LIMIT = 0.3
"""Work for making a plan less stretched once it is best, in deterministic seconds."""


def minimise_levels(
    problem: Problem, axis: Axis, bounds: Earliest, levels: Sequence[str | tuple[str, int]], *, soft: bool, limit: float
) -> tuple[Status, list[Slot], tuple[ObjectiveValue, ...]]:
    """The best slots level by level; see `solve` for the guarantees."""
    model = Model(problem, axis, bounds, soft=soft)
    solver = _solver(limit)
    slots: list[Slot] = []
    reached: list[ObjectiveValue] = []
    for level in levels:
        name, slack = (level, 0) if isinstance(level, str) else level
        expression = model.objective(name)
        model.cp.minimize(expression)
        status = solver.solve(model.cp)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return _without_answer(status, slots, reached)
        slots = model.slots(solver.value)
        value = round(solver.objective_value)
        reached.append(ObjectiveValue(name, value, _bound(solver, value, status)))
        model.cp.add(expression <= value + value * slack // 100)
        _hint(model, solver)
    if len(levels) > 1:  # with a single level only a figure or a yes is wanted
        slots = _brisk(model, slots)
    proven = all(level.value == level.bound for level in reached)
    return Status.OPTIMAL if proven else Status.FEASIBLE, slots, tuple(reached)


def _solver(limit: float) -> cp_model.CpSolver:
    """One thread, a fixed seed and a deterministic limit; no linear relaxation, which has once led the pinned solver
    version to call a worse answer optimal (docs/decisions/0002-solver-settings.md).
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = SEED
    solver.parameters.linearization_level = 0
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.max_deterministic_time = limit
    return solver


def _brisk(model: Model, slots: list[Slot]) -> list[Slot]:
    """The same activities, stretched as little as a short search can manage; a matter of taste, so not proven."""
    solver = _solver(BRISK_LIMIT)
    model.cp.minimize(model.objective("stretch"))
    found = solver.solve(model.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return model.slots(solver.value) if found else slots


def _bound(solver: cp_model.CpSolver, value: int, status: Any) -> int:
    return value if status == cp_model.OPTIMAL else round(solver.best_objective_bound)


def _without_answer(
    status: Any, slots: list[Slot], reached: list[ObjectiveValue]
) -> tuple[Status, list[Slot], tuple[ObjectiveValue, ...]]:
    if slots:
        return Status.FEASIBLE, slots, tuple(reached)
    return (Status.INFEASIBLE if status == cp_model.INFEASIBLE else Status.UNKNOWN), [], ()


def _hint(model: Model, solver: cp_model.CpSolver) -> None:
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for index in range(len(model.cp.proto.variables)):
        variable = model.cp.get_int_var_from_proto_index(index)
        model.cp.add_hint(variable, solver.value(variable))
