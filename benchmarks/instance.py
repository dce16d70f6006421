"""Reads the files of PSPLIB, the project-scheduling library: `.sm` (one mode a job) and `.mm` (several)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FIGURES = {"jobs": "jobs", "- renewable": "renewable", "- nonrenewable": "spent", "- doubly constrained": "doubly"}
"""How the lines of the heading begin, and what each counts."""

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class JobMode:
    """One way to do a job: its duration, what it occupies of each renewable resource, what it spends of the others."""

    duration: int
    occupies: Numbers
    spends: Numbers


@dataclass(frozen=True, slots=True)
class Instance:
    """A project. Job i has the modes `modes[i]` and ends before each job of `successors[i]` starts; numbers from 0."""

    name: str
    successors: tuple[Numbers, ...]
    modes: tuple[tuple[JobMode, ...], ...]
    renewable: Numbers
    spent: Numbers

    def predecessors(self) -> tuple[Numbers, ...]:
        """For each job the jobs that end before it starts."""
        jobs = range(len(self.modes))
        return tuple(tuple(before for before in jobs if job in self.successors[before]) for job in jobs)


def read_instance(path: Path) -> Instance:
    """The project of a file. Raises ValueError with file and line where the file is not of the format."""
    return _Reader(path).instance()


class _Reader:
    """Goes through the sections of one file; every refusal names file and line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = path.read_text(encoding="latin-1").splitlines()
        self.counts = self._heading()

    def instance(self) -> Instance:
        jobs, renewable = self.counts["jobs"], self.counts["renewable"]
        successors = self._successors(jobs)
        modes = self._modes(jobs, renewable, renewable + self.counts["spent"])
        number, amounts = self._amounts()
        if len(amounts) != renewable + self.counts["spent"]:
            raise self._fault(number, f"{len(amounts)} availabilities for {renewable + self.counts['spent']} resources")
        self._refuse_circles(successors)
        return Instance(self.path.name, successors, modes, amounts[:renewable], amounts[renewable:])

    def _heading(self) -> dict[str, int]:
        """The counts before the first section, each given once."""
        counts: dict[str, int] = {}
        for number, line in enumerate(self.lines, 1):
            for beginning, what in FIGURES.items():
                if line.strip().startswith(beginning) and ":" in line:
                    counts[what] = self._numbers(number, line.split(":")[1].split()[:1])[0]
        missing = set(FIGURES.values()) - counts.keys()
        if missing:
            raise self._fault(len(self.lines), f"the heading does not count: {', '.join(sorted(missing))}")
        if counts["doubly"]:
            raise self._fault(len(self.lines), "doubly constrained resources are not supported")
        return counts

    def _successors(self, jobs: int) -> tuple[Numbers, ...]:
        found: list[Numbers] = []
        for number, row in self._section("PRECEDENCE RELATIONS", 1, jobs):
            if len(row) < 3 or len(row) != 3 + row[2] or row[0] != len(found) + 1:
                raise self._fault(number, f"expected job {len(found) + 1}, its modes, its successors and their count")
            if any(not 1 <= job <= jobs or job == row[0] for job in row[3:]):
                raise self._fault(number, f"a successor of job {row[0]} is not one of the other jobs")
            found.append(tuple(job - 1 for job in row[3:]))
        return tuple(found)

    def _modes(self, jobs: int, renewable: int, resources: int) -> tuple[tuple[JobMode, ...], ...]:
        found: list[list[JobMode]] = []
        announced = [row[1] for _, row in self._section("PRECEDENCE RELATIONS", 1, jobs)]
        for number, row in self._section("REQUESTS/DURATIONS", 2, sum(announced)):
            fresh = not found or len(found[-1]) == announced[len(found) - 1]
            values = row[1:] if fresh else row
            if fresh:
                found.append([])
            if (fresh and row[0] != len(found)) or len(values) != 2 + resources or values[0] != len(found[-1]) + 1:
                what = f"expected mode {len(found[-1]) + 1} of job {len(found)}: its duration and {resources} requests"
                raise self._fault(number, what)
            found[-1].append(JobMode(values[1], values[2 : 2 + renewable], values[2 + renewable :]))
        return tuple(tuple(modes) for modes in found)

    def _amounts(self) -> tuple[int, Numbers]:
        return next(self._section("RESOURCEAVAILABILITIES", 1, 1))

    def _section(self, title: str, headings: int, rows: int) -> Iterator[tuple[int, Numbers]]:
        """Line number and numbers of each of the rows under a title."""
        first = next((n for n, line in enumerate(self.lines) if line.startswith(title)), None)
        if first is None:
            raise self._fault(len(self.lines), f"the section «{title}» is missing")
        start = first + 1 + headings
        for number in range(start + 1, start + rows + 1):
            line = self.lines[number - 1] if number <= len(self.lines) else ""
            if not line.strip() or line.startswith("*"):
                raise self._fault(number, f"the section «{title}» ends before its {rows} rows")
            yield number, self._numbers(number, line.split())

    def _numbers(self, number: int, words: list[str]) -> Numbers:
        if not words or not all(word.isdecimal() for word in words):
            raise self._fault(number, "expected whole numbers from 0 up")
        return tuple(map(int, words))

    def _refuse_circles(self, successors: tuple[Numbers, ...]) -> None:
        waiting = set(range(len(successors)))
        while free := {job for job in waiting if not any(job in successors[other] for other in waiting)}:
            waiting -= free
        if waiting:
            raise self._fault(len(self.lines), f"jobs wait for each other: {sorted(job + 1 for job in waiting)}")

    def _fault(self, number: int, what: str) -> ValueError:
        return ValueError(f"{self.path}, line {number}: {what}.")
