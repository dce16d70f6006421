"""The commands that explain a plan and lay plans side by side; they read the clock and write no file."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from liaison_planner import services
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.cli.exits import Exit, RefusedError
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import PlanStatus
from liaison_planner.services import Person


def explain(chosen: argparse.Namespace) -> Exit:
    """Why each step is there and why then, or everything about one offering."""
    today, catalogue = _today(chosen), built_in()
    offering_id = _offering(chosen.offering, catalogue)
    person = services.person_in_workbook(chosen.file, catalogue, today)
    with progress() as tell:
        explanation = services.explanation_for(person, catalogue, today, offering_id, tell)
    if chosen.json:
        print(explanation.to_json(indent=2))
    elif person.profile is not None:
        from liaison_planner.cli.show_explanation import show_explanation  # noqa: PLC0415 - rich is slow to import

        show_explanation(explanation, catalogue, person.profile.label, str(chosen.file))
    return _ended(person, explanation.status)


def compare(chosen: argparse.Namespace) -> Exit:
    """The three objectives and the four focus areas side by side."""
    today, catalogue = _today(chosen), built_in()
    person = services.person_in_workbook(chosen.file, catalogue, today)
    with progress() as tell:
        comparison = services.comparison_for(person, catalogue, today, tell)
    if chosen.json:
        print(comparison.to_json(indent=2))
    elif person.profile is not None:
        from liaison_planner.cli.show_comparison import show_comparison  # noqa: PLC0415 - rich is slow to import

        show_comparison(comparison, catalogue, person.profile.label)
    return _ended(person, comparison.status)


def _today(chosen: argparse.Namespace) -> date:
    return chosen.today or date.today()  # noqa: DTZ011 - the user's own calendar day is meant


def _offering(text: str, catalogue: Catalogue) -> str:
    """The id that is meant; a name that the catalogue does not have is wrong usage."""
    if not text:
        return ""
    found = services.offering_named(text, catalogue)
    if isinstance(found, Issue):
        raise RefusedError(Exit.WRONG_USAGE, f"{found.what} {found.how_to_fix}")
    return found


def _ended(person: Person, status: PlanStatus) -> Exit:
    """Shows the issues on standard error; the exit code follows from the person's own plan."""
    if person.issues:
        from liaison_planner.cli.show import show_issues  # noqa: PLC0415 - rich is slow to import

        show_issues(person.issues, sys.stderr)
    if status is PlanStatus.INVALID_INPUT:
        return Exit.INPUT_PROBLEMS
    return Exit.NOTHING_FITS if status is PlanStatus.INFEASIBLE else Exit.DONE


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A line on standard error that says what is being computed; only on a terminal."""
    if not sys.stderr.isatty():
        yield services.silent
        return
    from rich.console import Console  # noqa: PLC0415 - rich is slow to import

    console = Console(stderr=True, highlight=False)
    with console.status("Computing …") as status:
        yield lambda what: status.update(f"Computing: {what}")
