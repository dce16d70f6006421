"""The commands that explain a plan and lay plans side by side; they read the clock and write no file."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.cli.catalogues import person_and_catalogue
from liaison_planner.cli.exits import Exit, RefusedError
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import PlanStatus
from liaison_planner.services import Person

GAPS_FIELDS = ("schema", "person_id", "focus", "readiness", "gaps", "routes", "duties", "recurring", "stamp", "issues")


def gaps(chosen: argparse.Namespace) -> Exit:
    """How the person stands: readiness, the two halves, every route, duties; the dates are those of the plan."""
    today = _today(chosen)
    person, catalogue = person_and_catalogue(chosen.file, chosen.catalogue, today)
    plan = services.plan_for(person, catalogue, today)
    if chosen.json:
        whole = json.loads(plan.to_json())
        print(json.dumps({name: whole[name] for name in GAPS_FIELDS}, ensure_ascii=False, indent=2))
    elif person.profile is not None:
        from liaison_planner.cli.show_gaps import show_gaps  # noqa: PLC0415 - rich is slow to import

        show_gaps(plan, catalogue, person.profile.label)
    return _ended(person, plan.status)


def explain(chosen: argparse.Namespace) -> Exit:
    """Why each step is there and why then, or everything about one offering."""
    today = _today(chosen)
    person, catalogue = person_and_catalogue(chosen.file, chosen.catalogue, today)
    offering_id = _offering(chosen.offering, catalogue)
    with progress() as tell:
        explanation = services.explanation_for(
            person, catalogue, today, offering_id, tell, focus_areas=chosen.focus_areas
        )
    if chosen.json:
        print(explanation.to_json(indent=2))
    elif person.profile is not None:
        from liaison_planner.cli.show_explanation import show_explanation  # noqa: PLC0415 - rich is slow to import

        show_explanation(explanation, catalogue, person.profile.label, str(chosen.file))
    return _ended(person, explanation.status)


def compare(chosen: argparse.Namespace) -> Exit:
    """The three objectives and the focus areas side by side."""
    today = _today(chosen)
    person, catalogue = person_and_catalogue(chosen.file, chosen.catalogue, today)
    with progress() as tell:
        comparison = services.comparison_for(person, catalogue, today, tell)
    if chosen.json:
        print(comparison.to_json(indent=2))
    elif person.profile is not None:
        from liaison_planner.cli.show_comparison import show_comparison  # noqa: PLC0415 - rich is slow to import

        show_comparison(comparison, catalogue, person.profile.label, steps=chosen.steps)
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
