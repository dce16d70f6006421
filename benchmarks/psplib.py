"""Turns a published project into the optimiser's problem: every job must be done, all as soon as possible."""

from pathlib import Path

from benchmarks.instance import Instance, JobMode, read_instance
from benchmarks.serial import serial_makespan
from liaison_planner.scheduling.problem import Activity, Clause, Fact, Goal, Mode, Problem


def read_psplib(path: Path) -> Problem:
    """The problem of a `.sm` or `.mm` file; its least finish is the makespan. ValueError names a faulty line."""
    return as_problem(read_instance(path))


def as_problem(instance: Instance) -> Problem:
    """Jobs as activities that must be done, precedence as facts; the horizon holds at least one best schedule.

    Jobs that take no time, such as source and sink, only hand precedence on. ValueError if one of them needs anything.
    """
    before = _real_predecessors(instance)
    real = [job for job, modes in enumerate(instance.modes) if not _empty(modes)]
    last = [job for job in real if not any(job in before[other] for other in real)]
    horizon = _horizon(instance)
    return Problem(
        capacity=(0,) * horizon,
        activities=tuple(_activity(job, instance, before[job]) for job in real),
        facts={_done(job): Fact(1, ((_name(job), 1),)) for job in real},
        goals=tuple(Goal((_done(job),)) for job in last),
        resources={f"R{number}": (offered,) * horizon for number, offered in enumerate(instance.renewable)},
        stocks={f"N{number}": amount for number, amount in enumerate(instance.spent)},
    )


def _activity(job: int, instance: Instance, before: set[int]) -> Activity:
    requires: tuple[Clause, ...] = tuple((_done(other),) for other in sorted(before))
    return Activity(_name(job), tuple(map(_mode, instance.modes[job])), requires=requires, must=True)


def _mode(mode: JobMode) -> Mode:
    """A rigid mode: it takes exactly its duration and does no divisible work."""
    if mode.duration == 0:
        raise ValueError("A job that takes no time but needs something is not supported.")
    loads = tuple((f"R{number}", amount) for number, amount in enumerate(mode.occupies) if amount)
    uses = tuple((f"N{number}", amount) for number, amount in enumerate(mode.spends) if amount)
    return Mode(mode.duration, longest=mode.duration, loads=loads, uses=uses)


def _empty(modes: tuple[JobMode, ...]) -> bool:
    return any(mode.duration == 0 and not any(mode.occupies) and not any(mode.spends) for mode in modes)


def _real_predecessors(instance: Instance) -> list[set[int]]:
    """For each job the jobs before it that take time; through those that take none, the ones before them."""
    direct = instance.predecessors()

    def real(job: int) -> set[int]:
        found: set[int] = set()
        for other in direct[job]:
            found |= real(other) if _empty(instance.modes[other]) else {other}
        return found

    return [real(job) for job in range(len(instance.modes))]


def _horizon(instance: Instance) -> int:
    """The length of a schedule from a simple rule, or else all jobs one after the other, each in its longest mode."""
    one_by_one = sum(max(mode.duration for mode in modes) for modes in instance.modes)
    return min(one_by_one, serial_makespan(instance) or one_by_one)


def _name(job: int) -> str:
    return f"job {job + 1:03}"


def _done(job: int) -> str:
    return f"{_name(job)} done"
