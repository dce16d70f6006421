"""The command that brings the coach's and the participant's copy of one workbook together."""

import argparse
import sys
from pathlib import Path

from liaison_planner import services
from liaison_planner.cli import commands
from liaison_planner.cli.exits import Exit, RefusedError
from liaison_planner.domain.issue import Issue
from liaison_planner.workbook.files import lock_holder
from liaison_planner.workbook.package import UnreadableError
from liaison_planner.workbook.read import contents


def merge(chosen: argparse.Namespace) -> Exit:
    """One workbook with the changes of both copies, and everything on which they disagree."""
    coach, participant, today = chosen.coach, chosen.participant, commands.today_of(chosen)
    target = None if chosen.dry_run else _target(coach, chosen.output)
    _refuse_the_same(chosen)
    copies = [_read(path) for path in (coach, participant, *((chosen.base,) if chosen.base else ()))]
    issues = tuple(each for each in copies if not isinstance(each, tuple))
    read = [each for each in copies if isinstance(each, tuple)]
    if issues:
        return commands.refuse_input(issues)
    base = read[2] if chosen.base else None
    found = services.merged_workbook(read[0], read[1], today, base=base, prefer=chosen.prefer)
    if not isinstance(found[0], bytes):
        return commands.refuse_input(found)
    merged, made = found
    backup = commands.write_plan(target, merged) if target else None
    if chosen.json:
        print(made.model_dump_json(indent=2))
        return Exit.DONE
    from liaison_planner.cli.show_merge import show_merge  # noqa: PLC0415 - rich is slow to import

    show_merge(made, sys.stdout)
    if target is None:
        print("Nothing was written. Leave out --dry-run to write it.")
    else:
        print(f"Workbook: {target.resolve()}" + (f" (as it was before: {backup.name})" if backup else ""))
        print(f'Both copies are as they were. Next: liaison-planner replan "{target}" --in-place, then agree.')
    return Exit.DONE


def _target(coach: Path, wanted: Path | None) -> Path:
    """Beside the coach's copy unless told otherwise; of the same kind, because of macros."""
    if wanted is not None and wanted.suffix.lower() != coach.suffix.lower():
        raise RefusedError(Exit.WRONG_USAGE, f"«{wanted}» must end in {coach.suffix}, like «{coach.name}».")
    return commands.writable(wanted or coach.with_name(f"{coach.stem}.merged{coach.suffix}"))


def _refuse_the_same(chosen: argparse.Namespace) -> None:
    if chosen.coach.resolve() == chosen.participant.resolve():
        sentence = f"«{chosen.coach}» is named twice. Name the coach's copy, then the participant's."
        raise RefusedError(Exit.WRONG_USAGE, sentence)


def _read(path: Path) -> tuple[str, bytes] | Issue:
    """Name and bytes; one that is open elsewhere is refused, as what was typed there may not have been saved."""
    if holder := lock_holder(path):
        sentence = (
            f"«{path}» is open in another program (found «{holder.name}»). Save and close it there and run this again."
        )
        raise RefusedError(Exit.ENVIRONMENT, sentence)
    try:
        return path.name, contents(path)
    except UnreadableError as fault:
        return fault.issue
