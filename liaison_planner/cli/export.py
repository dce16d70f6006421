"""The command that hands a plan on to other programs."""

import argparse
import sys
from pathlib import Path

from liaison_planner import services
from liaison_planner.catalogue import built_in
from liaison_planner.cli import commands, living
from liaison_planner.cli.exits import Exit, RefusedError
from liaison_planner.workbook.files import write_atomically


def export(chosen: argparse.Namespace) -> Exit:
    """The plan that a workbook shows, in every form that was asked for."""
    wanted: dict[str, Path] = {form: path for form in services.EXPORTS if (path := getattr(chosen, form))}
    if not wanted:
        forms = ", ".join(f"--{form} OUT" for form in services.EXPORTS)
        raise RefusedError(Exit.WRONG_USAGE, f"Say in which form and where: {forms}.")
    source, today = chosen.file, commands.today_of(chosen)
    _refuse_to_write_over(source, wanted)
    package = source.read_bytes()
    current = living.current_in(source, package)
    if overtaken := services.out_of_date(package, built_in(), today):
        print(f"Warning: {overtaken}", file=sys.stderr)
    for form, path in wanted.items():
        write_atomically(path, services.exported(current, form, today))
        print(f"Made {path}")
    return Exit.DONE


def _refuse_to_write_over(source: Path, wanted: dict[str, Path]) -> None:
    """Neither the workbook nor one form over another."""
    taken: dict[Path, str] = {}
    for form, path in wanted.items():
        real = path.resolve()
        if real == source.resolve():
            raise RefusedError(Exit.WRONG_USAGE, f"«{path}» is the workbook itself. Choose another name.")
        if real in taken:
            sentence = f"«{path}» is named for --{taken[real]} and for --{form}. Give each form a file of its own."
            raise RefusedError(Exit.WRONG_USAGE, sentence)
        taken[real] = form
        commands.writable(path)
