"""The commands about Excel: what works on this computer, and the add-in set up, looked at or taken away."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from liaison_planner.addin import doctor as examiner
from liaison_planner.addin.line import Line
from liaison_planner.addin.places import ExcelPlaces, excel_places
from liaison_planner.addin.setup import SetupError, install, uninstall
from liaison_planner.cli.exits import Exit, RefusedError

_MARKS = {"ok": "ok     ", "problem": "PROBLEM", "note": "note   "}


def doctor(_: argparse.Namespace, today: date) -> Exit:
    """What works on this computer; each problem with its mend."""
    return _tell(examiner.examination(today))


def addin(chosen: argparse.Namespace) -> Exit:
    """Sets the add-in up for Excel, tells whether it is set up, or takes it away."""
    places = excel_places()
    if places is None:
        sentence = (
            "Excel for the desktop runs on Windows and Mac only; here fill workbooks with: liaison-planner plan FILE"
        )
        raise RefusedError(Exit.ENVIRONMENT, sentence)
    if chosen.action == "status":
        return _tell(examiner.addin_lines(places, Path(sys.executable)))
    try:
        return _install(places) if chosen.action == "install" else _uninstall(places)
    except SetupError as fault:
        raise RefusedError(Exit.ENVIRONMENT, str(fault)) from fault


def _install(places: ExcelPlaces) -> Exit:
    for path in install(places, Path(sys.executable)):
        print(f"Wrote {path}")
    print("Quit Excel if it is open and start it again: the ribbon has a tab «Liaison Planner».")
    print("For a workbook with buttons of its own: liaison-planner init me.xlsm")
    return Exit.DONE


def _uninstall(places: ExcelPlaces) -> Exit:
    gone = uninstall(places)
    for path in gone:
        print(f"Deleted {path}")
    if not gone:
        print("The add-in is not installed; nothing was deleted.")
    return Exit.DONE


def _tell(lines: Iterable[Line]) -> Exit:
    told = list(lines)
    for line in told:
        print(f"{_MARKS[line.state]}  {line.about}: {line.found}")
        if line.mend:
            print(f"         {line.mend}")
    return Exit.ENVIRONMENT if any(line.state == "problem" for line in told) else Exit.DONE
