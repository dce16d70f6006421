"""What a benchmark prints: one table of figures, each beside what is wanted."""

import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from math import ceil
from pathlib import Path

HEADINGS = ("benchmark", "figure", "measured", "wanted")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `wanted` is empty where there is no aim."""

    benchmark: str
    what: str
    measured: str
    wanted: str = ""


def table(figures: Sequence[Figure], *, markdown: bool) -> str:
    """The figures in columns; as Markdown with the machine above it."""
    rows = [HEADINGS, *((f.benchmark, f.what, f.measured, f.wanted) for f in figures)]
    if markdown:
        lines = [f"| {' | '.join(row)} |" for row in (rows[0], ("---",) * len(HEADINGS), *rows[1:])]
        return "\n".join([f"{machine()}.", "", *lines])
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def machine() -> str:
    """The computer and the versions that the figures depend on."""
    python = platform.python_version()
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {python}, OR-Tools {version('ortools')}"
    )


def _processor() -> str:
    """The processor's name, which Linux tells only in a file."""
    if sys.platform == "linux":
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
        if names:
            return names[0]
    return platform.processor() or platform.machine()


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent of the values do not exceed; 0 without values."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)] if ordered else 0.0


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "none"


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms"
