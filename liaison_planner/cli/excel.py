"""The commands about Excel and LibreOffice: what works on this computer, and the add-in set up, looked at or taken away."""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from liaison_planner import services
from liaison_planner.addin import doctor as examiner
from liaison_planner.addin.line import Line
from liaison_planner.addin.office import install_in_office, office_places, uninstall_from_office
from liaison_planner.addin.office_lines import office_lines
from liaison_planner.addin.places import ExcelPlaces, catalogue_file, excel_places
from liaison_planner.addin.setup import SetupError, choose_catalogue, install, uninstall
from liaison_planner.cli.commands import refuse_input
from liaison_planner.cli.exits import Exit, RefusedError

BUILT_IN = "built-in"
_MARKS = {"ok": "ok     ", "problem": "PROBLEM", "note": "note   "}


def doctor(_: argparse.Namespace, today: date) -> Exit:
    """What works on this computer; each problem with its mend."""
    return _tell(examiner.examination(today))


def addin(chosen: argparse.Namespace) -> Exit:
    """Sets the buttons up in Excel or LibreOffice, tells whether they are set up, or takes them away."""
    catalogue = chosen.catalogue if chosen.action == "install" else None
    if catalogue not in (None, BUILT_IN):
        found, issues = services.catalogue_at(catalogue)
        if found is None:
            return refuse_input(issues)
    if chosen.libreoffice:
        return _in_office(chosen.action, catalogue)
    places = excel_places()
    if places is None:
        sentence = (
            "Excel for the desktop runs on Windows and Mac only; for the buttons in LibreOffice add --libreoffice."
        )
        raise RefusedError(Exit.ENVIRONMENT, sentence)
    if chosen.action == "status":
        return _tell(examiner.addin_lines(places, Path(sys.executable)))
    try:
        return _install(places, catalogue) if chosen.action == "install" else _uninstall(places)
    except SetupError as fault:
        raise RefusedError(Exit.ENVIRONMENT, str(fault)) from fault


def _in_office(action: str, catalogue: str | None) -> Exit:
    places, python = office_places(), Path(sys.executable)
    if places is None:
        sentence = "LibreOffice was not found on this computer. Install it from libreoffice.org, then run this again."
        raise RefusedError(Exit.ENVIRONMENT, sentence)
    try:
        if action == "status":
            return _tell(office_lines(places, python))
        done = install_in_office(places, python) if action == "install" else uninstall_from_office(places)
    except SetupError as fault:
        raise RefusedError(Exit.ENVIRONMENT, str(fault)) from fault
    print("\n".join(done) or "The extension is not installed; nothing was removed.")
    if action == "install":
        _choose(catalogue, catalogue_file())
        print("Quit LibreOffice if it is open and start it again: with a workbook there is a menu «Liaison Planner».")
    return Exit.DONE


def _install(places: ExcelPlaces, catalogue: str | None) -> Exit:
    for path in install(places, Path(sys.executable)):
        print(f"Wrote {path}")
    _choose(catalogue, places.catalogue)
    print("Quit Excel if it is open and start it again: the ribbon has a tab «Liaison Planner».")
    print("For a workbook with buttons of its own: liaison-planner init me.xlsm")
    return Exit.DONE


def _choose(catalogue: str | None, file: Path) -> None:
    if catalogue is not None:
        choose_catalogue(None if catalogue == BUILT_IN else Path(catalogue), file)
        print(f"Buttons and functions plan with the catalogue: {catalogue}")


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
