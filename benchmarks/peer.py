"""The same published projects in PyJobShop, the library that the planning core is measured against."""

from benchmarks.instance import Instance


def peer_makespan(instance: Instance, seconds: float) -> tuple[bool, int | None]:
    """Whether PyJobShop on one thread proves its schedule best within so many seconds, and that schedule's length."""
    from pyjobshop import Model  # noqa: PLC0415 - an optional extra, and slow to import

    model = Model()
    resources = [model.add_renewable(capacity) for capacity in instance.renewable]
    resources += [model.add_consumable(capacity) for capacity in instance.spent]
    tasks = [model.add_task() for _ in instance.modes]
    for task, modes in zip(tasks, instance.modes, strict=True):
        for mode in modes:
            model.add_mode(task, resources, mode.duration, [*mode.occupies, *mode.spends])
    for before, successors in zip(tasks, instance.successors, strict=True):
        for after in successors:
            model.add_end_before_start(before, tasks[after])
    result = model.solve(time_limit=seconds, display=False, num_workers=1)
    found = result.status.value in ("Optimal", "Feasible")
    return result.status.value == "Optimal", round(result.objective) if found else None
