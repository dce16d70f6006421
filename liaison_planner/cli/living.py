"""The commands of a plan that is lived with: plan again from it, take the last plan back."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_planner import services
from liaison_planner.catalogue import built_in
from liaison_planner.cli import catalogues, commands
from liaison_planner.cli.exits import Exit, RefusedError
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.kept import Kept, KeptPlan
from liaison_planner.domain.replan import Replan
from liaison_planner.workbook.fill_table import TooManyRowsError
from liaison_planner.workbook.package import UnreadableError

if TYPE_CHECKING:
    from liaison_planner.workbook.living import Living

NO_PLAN = "There is no plan in «{}» yet. Make one first: liaison-planner plan FILE --in-place"


def replan(chosen: argparse.Namespace) -> Exit:
    """The plan that comes after the one in the workbook, with what changes."""
    today, source = commands.today_of(chosen), chosen.file
    writes = not chosen.dry_run
    target = commands.target_of(source, chosen.output, in_place=chosen.in_place) if writes else source
    person, catalogue = catalogues.person_and_catalogue(source, chosen.catalogue, today)
    if person.profile is None:
        return commands.refuse_input(person.issues)
    package = source.read_bytes()
    before, closeness = current_in(source, package).plan, chosen.closeness or _living_in(package).closeness
    made = services.replan_for(person, catalogue, today, before, closeness)
    backup = None
    if writes:
        try:
            target = commands.apart_if_older(source, target)
            filled = services.filled_workbook(package, person.profile, made.plan, catalogue, replan=made)
        except (TooManyRowsError, UnreadableError) as fault:  # a place for results is damaged
            return commands.refuse_input((fault.issue.model_copy(update={"sheet": source.name}),))
        backup = commands.write_plan(target, filled)
    if chosen.json:
        print(made.model_dump_json(by_alias=True, indent=2))
        return commands.exit_of(made.plan)
    commands.show_plan(made.plan, catalogue, person)
    _show_what_changed(services.answers_changed(package, person))
    _show_changes(made)
    if writes:
        print(f"Workbook: {target.resolve()}" + (f" (as it was before: {backup.name})" if backup else ""))
    else:
        print("Nothing was written. Leave out --dry-run to write it.")
    return commands.exit_of(made.plan)


def undo(chosen: argparse.Namespace) -> Exit:
    """The workbook as it was before its last plan."""
    source = commands.writable(chosen.file)
    kept = kept_in(source, source.read_bytes())
    restored = services.undone_workbook(source.read_bytes())
    if restored is None:
        raise RefusedError(Exit.WRONG_USAGE, f"There is no earlier plan in «{source}» to go back to.")
    backup = commands.write_plan(source, restored)
    last, left = kept.history[0], len(kept.earlier) - 1
    print(f"Taken back: plan {last.number} of {last.on} ({last.how}). Answers and newer notes are as they were.")
    print(f"{left or 'No'} more can be taken back. As it was: {backup.name if backup else ''}")
    return Exit.DONE


def agree(chosen: argparse.Namespace) -> Exit:
    """The plan that the workbook shows becomes the agreed one; what comes later is measured by it. One that is out of date
    is refused.
    """
    source, today = commands.writable(chosen.file), commands.today_of(chosen)
    package = source.read_bytes()
    current_in(source, package)
    review = chosen.review or _living_in(package).review
    if review is not None and review < today:
        raise RefusedError(Exit.WRONG_USAGE, f"The review on {review} would be before today, {today}.")
    if overtaken := services.out_of_date(package, built_in(), today):
        raise RefusedError(Exit.INPUT_PROBLEMS, overtaken)
    made = services.agreed_workbook(package, today, review)
    backup = commands.write_plan(source, made or package)
    kept = kept_in(source, source.read_bytes())
    version = kept.agreement.version if kept.agreement else 0
    print(
        f"Agreement {version} of {today}: later plans are measured by this one. Print the sheet Agreement and sign it."
    )
    print(f"Workbook: {source.resolve()}" + (f" (as it was before: {backup.name})" if backup else ""))
    return Exit.DONE


def _living_in(package: bytes) -> "Living":
    """What the sheet Preferences says; refused where it says what there is not."""
    found = services.living_in_workbook(package)
    if found.issues:
        told = " ".join(f"{issue.sheet} {issue.cell}: {issue.what} {issue.how_to_fix}" for issue in found.issues)
        raise RefusedError(Exit.INPUT_PROBLEMS, told)
    return found


def kept_in(source: Path, package: bytes) -> Kept:
    """The plans that a workbook keeps; one that cannot be read is refused with its place."""
    try:
        return services.kept_in_workbook(package)
    except UnreadableError as fault:
        raise RefusedError(
            Exit.INPUT_PROBLEMS, f"{source.name}: {fault.issue.what} {fault.issue.how_to_fix}"
        ) from fault


def current_in(source: Path, package: bytes) -> KeptPlan:
    """The plan that a workbook shows, with what it changed; refused where there is none."""
    current = kept_in(source, package).current
    if current is None:
        raise RefusedError(Exit.WRONG_USAGE, NO_PLAN.format(source.name))
    return current


def _show_what_changed(issues: tuple[Issue, ...]) -> None:
    """Why a new plan is due: what the person answers otherwise than when the plan before was made."""
    if issues:
        print("\nSince the plan before:")
        for issue in issues:
            place = f"{issue.sheet}!{issue.cell}" if issue.cell else issue.sheet
            print(f" {place}: {issue.what}" if place else f" {issue.what}")


def _show_changes(made: Replan) -> None:
    from liaison_planner.cli.show_changes import show_changes  # noqa: PLC0415 - rich is slow to import

    show_changes(made, sys.stdout)
