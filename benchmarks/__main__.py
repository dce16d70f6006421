"""`python -m benchmarks`: prints one table of figures; see README.md."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.figures import Figure, table
from benchmarks.imports import measure_imports
from benchmarks.people import measure_infeasible, measure_people
from benchmarks.projects import WORK, measure_false_proofs, measure_projects
from benchmarks.workbook import ROUNDS, measure_workbook, measure_workbook_memory


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what the command line asks for; 0 when it could be measured, 2 when something is missing."""
    asked = _parser().parse_args(arguments)
    try:
        figures = _measured(asked)
    except (OSError, ValueError, ModuleNotFoundError) as fault:
        print(f"Nothing was measured: {fault}", file=sys.stderr)
        return 2
    print(table(figures, markdown=asked.markdown))
    return 0


def _measured(asked: argparse.Namespace) -> list[Figure]:
    measures: dict[str, Callable[[], list[Figure]]] = {
        "people": lambda: measure_people(asked.offerings, asked.number, asked.seed),
        "infeasible": lambda: measure_infeasible(asked.offerings, asked.number, asked.seed),
        "psplib": lambda: measure_projects(asked.folder, peer=not asked.without_peer),
        "false-proofs": lambda: measure_false_proofs(asked.folder, asked.seeds, asked.work),
        "imports": measure_imports,
        "workbook": lambda: measure_workbook(asked.rounds),
        "workbook-memory": lambda: measure_workbook_memory(asked.files),
    }
    return measures.get(asked.benchmark, lambda: _all(asked))()


def _all(asked: argparse.Namespace) -> list[Figure]:
    """Everything but the false proofs, which take much longer."""
    figures = measure_imports()
    for offerings, number in ((0, 50), (60, 100), (150, 20), (300, 20)):
        figures += measure_people(offerings, number, asked.seed)
    for offerings in (0, 60):
        figures += measure_infeasible(offerings, 50, asked.seed)
    return figures + measure_projects(asked.folder, peer=not asked.without_peer)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measures the planning core and the workbooks."
    )
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown, with the machine")
    parser.add_argument("--seed", type=int, default=1, help="of the random people and catalogues (1)")
    commands = parser.add_subparsers(dest="benchmark", required=True)
    for name, what in (("people", "proofs and times of plans"), ("infeasible", "time of the answer when nothing fits")):
        command = commands.add_parser(name, help=f"random people: {what}")
        command.add_argument(
            "--offerings", type=_size, default=60, help="60 or more, 0 for the built-in catalogue (60)"
        )
        command.add_argument("--number", type=_count, default=50, help="how many people (50)")
    commands.add_parser("imports", help="what importing costs and brings in")
    command = commands.add_parser("workbook", help="filling and reading workbooks, against other libraries")
    command.add_argument("--rounds", type=_count, default=ROUNDS, help=f"how many ({ROUNDS})")
    command = commands.add_parser("workbook-memory", help="memory while many workbooks are filled and read")
    command.add_argument("--files", type=_count, default=10_000, help="how many (10,000)")
    for name, what in (("psplib", "proofs and times"), ("false-proofs", "many seeds"), ("all", "and people, imports")):
        command = commands.add_parser(name, help=f"published projects: {what}")
        command.add_argument("folder", type=Path, help="holds j10.mm, j20.mm, j30 and best_known.csv")
        if name == "false-proofs":
            command.add_argument("--seeds", type=_count, default=20, help="how many (20)")
            command.add_argument("--work", type=float, default=WORK, help=f"deterministic seconds each ({WORK:g})")
        else:
            command.add_argument("--without-peer", action="store_true", help="leave PyJobShop out")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _size(text: str) -> int:
    number = int(text)
    if number != 0 and number < 60:
        raise argparse.ArgumentTypeError("must be 60 or more, or 0")
    return number


if __name__ == "__main__":
    sys.exit(main())
