"""What each command does; the only place where the command line reads the clock and writes files."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from liaison_planner import services
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.cli import catalogues
from liaison_planner.cli.exits import Exit, RefusedError
from liaison_planner.cli.reasons import progress
from liaison_planner.domain.basis import Earlier
from liaison_planner.domain.comparison import Comparison
from liaison_planner.domain.issue import Issue, has_errors
from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.gaps.words import day_in_words
from liaison_planner.services import Person
from liaison_planner.workbook.files import backup_of, lock_holder, write_atomically
from liaison_planner.workbook.fill import TooManyRowsError
from liaison_planner.workbook.layout import is_older
from liaison_planner.workbook.package import UnreadableError
from liaison_planner.workbook.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from liaison_planner.workbook.theme import Look

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")
DEMO_PERSON = "P01"


def demo(chosen: argparse.Namespace) -> Exit:
    """A sample person's workbook with the plan in it."""
    today, catalogue = today_of(chosen), built_in()
    person = services.sample_person(DEMO_PERSON, catalogue, today)
    if person.profile is None:
        return refuse_input(person.issues)
    chosen.output.mkdir(parents=True, exist_ok=True)
    target = writable(chosen.output / f"{DEMO_PERSON} {person.profile.label}.xlsx")
    package = services.new_workbook(catalogue, person.profile, sample=True)
    plan_made = services.plan_for(person, catalogue, today)
    write_atomically(target, services.filled_workbook(package, person.profile, plan_made, catalogue))
    show_plan(plan_made, catalogue, person)
    print(f"Workbook: {target.resolve()}")
    print("Open it in Excel or LibreOffice. For a workbook of your own: liaison-planner init me.xlsx")
    return Exit.DONE


def init(chosen: argparse.Namespace) -> Exit:
    """A blank workbook, or one with a sample person's answers."""
    today, target = today_of(chosen), writable(_workbook_name(chosen.file))
    catalogue, issues = services.catalogue_at(chosen.catalogue, today)
    if catalogue is None:
        return refuse_input(issues)
    if target.exists() and not chosen.force:
        raise RefusedError(Exit.WRONG_USAGE, f"«{target}» is there already. Choose another name, or add --force.")
    person = services.sample_person(chosen.person, catalogue, today) if chosen.person else None
    if person and person.profile is None:
        return refuse_input(person.issues)
    macros, profile = target.suffix.lower() == ".xlsm", person.profile if person else None
    blank = _branded(chosen.theme, catalogue, macros=macros) if chosen.theme else None
    made = services.new_workbook(catalogue, profile, sample=True, blank=blank, macros=macros)
    write_atomically(target, made)
    print(f'Made {target}. Fill it in, save it, then run: liaison-planner plan "{target}"')
    return Exit.DONE


def check(chosen: argparse.Namespace) -> Exit:
    """Every problem in a workbook's answers, and what has changed under the plan that stands in it."""
    today = today_of(chosen)
    person, catalogue = catalogues.person_and_catalogue(chosen.file, chosen.catalogue, today)
    person = services.with_held_plan(person, chosen.file, catalogue, today)
    if chosen.json:
        document = {"person_id": person.person_id, "issues": [issue.model_dump(mode="json") for issue in person.issues]}
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _show_issues(person.issues, sys.stdout)
        if not person.issues:
            print("No problems found.")
    return Exit.INPUT_PROBLEMS if has_errors(person.issues) else Exit.DONE


def plan(chosen: argparse.Namespace) -> Exit:
    """The plan, written into a workbook."""
    today, source = today_of(chosen), chosen.file
    target = target_of(source, chosen.output, in_place=chosen.in_place)
    person, catalogue = catalogues.person_and_catalogue(source, chosen.catalogue, today)
    plan_made = services.plan_for(person, catalogue, today, chosen.objective)
    if person.profile is not None:
        compared = _compared(chosen, services.aiming(person, chosen.objective), catalogue, today)
        try:
            target = apart_if_older(source, target)
            package = source.read_bytes()
            overtaken = services.earlier_in(package, catalogue)
            filled = services.filled_workbook(package, person.profile, plan_made, catalogue, compared)
        except (TooManyRowsError, UnreadableError) as fault:  # a place for results is damaged
            person = Person(person.person_id, None, (fault.issue.model_copy(update={"sheet": source.name}),))
            plan_made = services.plan_for(person, catalogue, today)
        else:
            backup = write_plan(target, filled)
    if chosen.json:
        print(plan_made.to_json(indent=2))
        _show_issues(plan_made.issues, sys.stderr)
    elif person.profile is None:
        return refuse_input(person.issues)
    else:
        show_plan(plan_made, catalogue, person)
        _show_changes(overtaken)
        print(f"Workbook: {target.resolve()}" + (f" (as it was before: {backup.name})" if backup else ""))
    return exit_of(plan_made)


def _show_changes(earlier: Earlier) -> None:
    """What has changed of the catalogue since the plan that stood in the workbook."""
    if earlier.changes and earlier.made_on:
        print(
            f"Since the plan of {day_in_words(earlier.made_on)} the catalogue has changed under it; this one takes it in:"
        )
        print("\n".join(f"    {change.text}" for change in earlier.changes))


def _compared(chosen: argparse.Namespace, person: Person, catalogue: Catalogue, today: date) -> Comparison | None:
    """The scenarios, if they are wanted; they take several times as long as the plan."""
    if not chosen.scenarios:
        return None
    with progress() as tell:
        return services.comparison_for(person, catalogue, today, tell)


def batch(chosen: argparse.Namespace) -> Exit:
    """One workbook for each person, the plans as JSON lines, a summary of the cohort."""
    from liaison_planner.cli.batch import batch as run  # noqa: PLC0415 - only this command needs it

    return run(chosen, today_of(chosen))


def catalogue(chosen: argparse.Namespace) -> Exit:
    """Checks or copies a catalogue, or tells which plans it has overtaken."""
    run = {"check": catalogues.check, "copy": catalogues.copy, "changes": catalogues.changes}
    return run[chosen.action](chosen, today_of(chosen))


def doctor(chosen: argparse.Namespace) -> Exit:
    """What works on this computer, and how to mend what does not."""
    from liaison_planner.cli.excel import doctor as examine  # noqa: PLC0415 - only this command needs it

    return examine(chosen, today_of(chosen))


def addin(chosen: argparse.Namespace) -> Exit:
    """Sets the add-in up for Excel, tells whether it is set up, or takes it away."""
    from liaison_planner.cli.excel import addin as run  # noqa: PLC0415 - only this command needs it

    return run(chosen)


def click(chosen: argparse.Namespace) -> Exit:
    """What a button does, for programs that hand over a copy of the open workbook."""
    from liaison_planner.cli.click import click as run  # noqa: PLC0415 - only this command needs it

    return run(chosen, today_of(chosen))


def templates_build(chosen: argparse.Namespace) -> Exit:
    """Builds the templates, or tells whether the shipped ones are up to date."""
    from liaison_planner.workbook import templates  # noqa: PLC0415 - only this command builds

    folder = chosen.output or next(filter(Path.is_dir, templates.FOLDERS), templates.FOLDERS[-1])
    if chosen.theme and not chosen.output and not chosen.check:
        sentence = "With --theme say where the templates go: -o DIR. The shipped ones keep their look."
        raise RefusedError(Exit.WRONG_USAGE, sentence)
    look = _look(chosen.theme) if chosen.theme else None
    found = templates.differences(folder) if chosen.check else templates.build_all(look)
    if isinstance(found, dict):
        _write_templates(folder, found)
        return Exit.DONE
    print("\n".join(found) or f"The templates in «{folder}» are what their sources say.")
    return Exit.INPUT_PROBLEMS if found else Exit.DONE


def _write_templates(folder: Path, built: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in built.items():
        write_atomically(writable(folder / name), data)
        print(f"Built {folder / name}")


def _look(theme: Path) -> "Look":
    """The look that a theme file describes; a file with mistakes is wrong usage, and all of them are named."""
    from liaison_planner.workbook.look_file import read_look  # noqa: PLC0415 - only a theme needs it

    found = read_look(theme)
    if isinstance(found, tuple):
        sentences = [f"{issue.sheet}: {issue.what} {issue.how_to_fix}" for issue in found]
        raise RefusedError(Exit.WRONG_USAGE, "\n".join(sentences))
    return found


def _branded(theme: Path, catalogue: Catalogue, *, macros: bool) -> bytes:
    from liaison_planner.workbook.templates import themed_template  # noqa: PLC0415 - few have a theme

    return themed_template(catalogue, _look(theme), macros=macros)


def target_of(source: Path, wanted: Path | None, *, in_place: bool) -> Path:
    """Where a plan goes that is made from this file; refused if something is known to stand in its way."""
    return writable(source if in_place else _plan_name(source, wanted))


def today_of(chosen: argparse.Namespace) -> date:
    """The day to plan on: the one given, or the clock's."""
    return chosen.today or date.today()  # noqa: DTZ011 - the user's own calendar day is meant


def _workbook_name(path: Path) -> Path:
    if path.suffix.lower() not in WORKBOOK_SUFFIXES:
        raise RefusedError(Exit.WRONG_USAGE, f"«{path}» must end in .xlsx, or .xlsm for a workbook with macros.")
    return path


def _plan_name(source: Path, wanted: Path | None) -> Path:
    """Beside the source unless told otherwise, a plan's own file in place; of the same kind, because of macros."""
    if wanted is None:
        return (
            source
            if source.stem.endswith(".plan") or not source.name
            else source.with_name(f"{source.stem}.plan{source.suffix}")
        )
    if wanted.suffix.lower() != source.suffix.lower():
        raise RefusedError(Exit.WRONG_USAGE, f"«{wanted}» must end in {source.suffix}, like «{source.name}».")
    return wanted


def writable(path: Path) -> Path:
    """The path, unless something is known beforehand to stand in the way of writing it."""
    if path.is_dir():
        raise RefusedError(Exit.WRONG_USAGE, f"«{path}» is a folder. Name a file in it.")
    if not path.parent.is_dir():
        raise RefusedError(Exit.WRONG_USAGE, f"There is no folder «{path.parent}». Make it first, or choose another.")
    if holder := lock_holder(path):
        sentence = f"«{path}» is open in another program (found «{holder.name}»). Close it there and run this again."
        raise RefusedError(Exit.ENVIRONMENT, sentence)
    return path


def apart_if_older(source: Path, target: Path) -> Path:
    """A workbook with an older layout is not replaced: its plan goes into a copy of the same kind."""
    if target != source or not is_older(source.read_bytes()):
        return target
    copy = writable(source.with_name(f"{source.stem}.layout-{SCHEMA_VERSION}{source.suffix}"))
    print(
        f"«{source.name}» has the layout of an older planner and stays as it is. The plan goes into a copy with the "
        "newest layout, with all your answers and notes; what else you added is in the old file only.",
        file=sys.stderr,
    )
    return copy


def write_plan(target: Path, filled: bytes) -> Path | None:
    """Replaces the target and keeps a backup of what was there; none if nothing was, or if nothing could be written."""
    if not target.exists():
        write_atomically(target, filled)
        return None
    backup = backup_of(target)
    write_atomically(backup, target.read_bytes())
    try:
        write_atomically(target, filled)
    except OSError:
        backup.unlink()
        raise
    return backup


def exit_of(plan_made: Plan) -> Exit:
    """The exit code that tells how a plan came out."""
    if plan_made.status is PlanStatus.INVALID_INPUT:
        return Exit.INPUT_PROBLEMS
    return Exit.NOTHING_FITS if plan_made.status is PlanStatus.INFEASIBLE else Exit.DONE


def refuse_input(issues: tuple[Issue, ...]) -> Exit:
    """All problems told on standard error."""
    _show_issues(issues, sys.stderr)
    return Exit.INPUT_PROBLEMS


def _show_issues(issues: tuple[Issue, ...], stream: IO[str]) -> None:
    from liaison_planner.cli.show import show_issues  # noqa: PLC0415 - rich is slow to import

    if issues:
        show_issues(issues, stream)


def show_plan(plan_made: Plan, catalogue: Catalogue, person: Person) -> None:
    """The plan on the terminal."""
    from liaison_planner.cli import show  # noqa: PLC0415 - rich is slow to import

    show.show_plan(plan_made, catalogue, person.profile.label if person.profile else "")
