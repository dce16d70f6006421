"""A quick valid schedule for a published project: jobs in the order of their latest starts, each as early as it fits."""

from benchmarks.instance import Instance, JobMode


def serial_makespan(instance: Instance) -> int | None:
    """The length of a schedule that keeps all limits; None if the simple rule finds no affordable modes."""
    chosen = _affordable(instance)
    if chosen is None or any(need > offered for m in chosen for need, offered in _pairs(m, instance)):
        return None
    tails = _tails(instance, chosen)
    occupied: list[list[int]] = []
    ends: dict[int, int] = {}
    before = instance.predecessors()
    while len(ends) < len(chosen):
        ready = [job for job in range(len(chosen)) if job not in ends and all(other in ends for other in before[job])]
        job = max(ready, key=tails.__getitem__)
        start = max((ends[other] for other in before[job]), default=0)
        ends[job] = _place(chosen[job], start, occupied, instance)
    return max(ends.values())


def _pairs(mode: JobMode, instance: Instance) -> list[tuple[int, int]]:
    return list(zip(mode.occupies, instance.renewable, strict=True))


def _affordable(instance: Instance) -> list[JobMode] | None:
    """The quickest modes, exchanged for thriftier ones where that saves most for the time it costs."""
    chosen = [min(modes, key=lambda mode: mode.duration) for modes in instance.modes]
    while excess := _excess(chosen, instance):
        best: tuple[float, int, JobMode] | None = None
        for job, modes in enumerate(instance.modes):
            for mode in modes:
                saved = excess - _excess([*chosen[:job], mode, *chosen[job + 1 :]], instance)
                worth = saved / max(0.2, mode.duration - chosen[job].duration)
                if saved > 0 and (best is None or worth > best[0]):
                    best = worth, job, mode
        if best is None:
            return None
        chosen[best[1]] = best[2]
    return chosen


def _excess(chosen: list[JobMode], instance: Instance) -> int:
    spent = (sum(mode.spends[number] for mode in chosen) for number in range(len(instance.spent)))
    return sum(max(0, amount - there) for amount, there in zip(spent, instance.spent, strict=True))


def _tails(instance: Instance, chosen: list[JobMode]) -> list[int]:
    """For each job its duration and the longest chain after it."""
    tails: dict[int, int] = {}

    def tail(job: int) -> int:
        if job not in tails:
            tails[job] = chosen[job].duration + max((tail(after) for after in instance.successors[job]), default=0)
        return tails[job]

    return [tail(job) for job in range(len(chosen))]


def _place(mode: JobMode, start: int, occupied: list[list[int]], instance: Instance) -> int:
    """Books the job at the first time from `start` at which everything it occupies is free; the time it ends."""
    while clash := _last_clash(mode, start, occupied, instance):
        start = clash
    occupied.extend([0] * len(instance.renewable) for _ in range(len(occupied), start + mode.duration))
    for time in range(start, start + mode.duration):
        occupied[time] = [used + need for used, need in zip(occupied[time], mode.occupies, strict=True)]
    return start + mode.duration


def _last_clash(mode: JobMode, start: int, occupied: list[list[int]], instance: Instance) -> int:
    """The time after the last one at which the job, started then, lacks something; 0 if it lacks nothing."""
    for time in range(min(start + mode.duration, len(occupied)) - 1, start - 1, -1):
        offers = zip(mode.occupies, occupied[time], instance.renewable, strict=True)
        if any(need and need + used > offered for need, used, offered in offers):
            return time + 1
    return 0
