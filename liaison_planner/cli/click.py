"""The door for front ends such as the LibreOffice extension: one action on a copy of the open workbook, its answer as a file."""

import argparse
import json
from datetime import date

from liaison_planner import __version__
from liaison_planner.addin.click import run
from liaison_planner.addin.copied_book import CopiedBook
from liaison_planner.cli.commands import writable
from liaison_planner.cli.exits import Exit, RefusedError
from liaison_planner.workbook.files import write_atomically
from liaison_planner.workbook.package import UnreadableError
from liaison_planner.workbook.read import contents


def click(chosen: argparse.Namespace, today: date) -> Exit:
    """Runs the action as a button in Excel would and writes what the front end has to do; prints what is under way."""
    if chosen.front_end not in ("", __version__):
        raise RefusedError(Exit.ENVIRONMENT, _OTHER_VERSION.format(chosen.front_end, __version__))
    for held in (chosen.copy, chosen.workbook):
        if held is not None and held.resolve() == chosen.answer.resolve():
            raise RefusedError(Exit.WRONG_USAGE, f"«{chosen.answer}» is the workbook itself. Choose another name.")
    writable(chosen.answer)
    try:
        package = contents(chosen.copy)
    except UnreadableError as fault:
        raise RefusedError(Exit.ENVIRONMENT, f"{fault.issue.what} {fault.issue.how_to_fix}") from fault
    book = CopiedBook(package, (chosen.sheet, chosen.row), lambda words: print(words, flush=True), chosen.workbook)
    run(chosen.action, book, today)
    write_atomically(chosen.answer, json.dumps(book.answer(), ensure_ascii=False).encode())
    return Exit.DONE


_OTHER_VERSION = (
    "The buttons were made by version {} of the planner, and this is version {}. "
    "Run: liaison-planner addin install --libreoffice"
)
