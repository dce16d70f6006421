"""What works on this computer, line by line, and how to mend what does not."""

import os
import platform
import struct
import sys
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from liaison_planner import __version__, services
from liaison_planner.actions.modules import xlwings_version
from liaison_planner.addin.chosen_catalogue import CHOOSE, chosen_place
from liaison_planner.addin.excel_program import ExcelProgram, excel_program
from liaison_planner.addin.journal import journal_path
from liaison_planner.addin.known_faults import cloud, cloud_folders, on_mac, on_windows, registry_of_windows
from liaison_planner.addin.line import INSTALL, Line
from liaison_planner.addin.office import office_places
from liaison_planner.addin.office_lines import office_lines
from liaison_planner.addin.places import ExcelPlaces, excel_places
from liaison_planner.addin.settings import settings_in
from liaison_planner.catalogue import built_in
from liaison_planner.workbook.templates import addin_bytes

_SAMPLE = "P01"


def examination(today: date) -> list[Line]:
    """Everything that can be said about this computer without opening Excel or LibreOffice."""
    python = Path(sys.executable)
    lines = [_python(), _planner(), _solver(today)]
    return [*lines, *_excel_lines(excel_places(), python), *office_lines(office_places(), python), _journal()]


def _excel_lines(places: ExcelPlaces | None, python: Path) -> Iterator[Line]:
    if places is None:
        found = "There is no Excel for the desktop on this system; workbooks are filled from the command line."
        yield Line("note", "Excel", found)
        return
    yield from (_xlwings(), _excel(excel_program()))
    yield from addin_lines(places, python)
    yield from _faults(places, python)


def addin_lines(places: ExcelPlaces, python: Path) -> Iterator[Line]:
    """Whether what `addin install` makes is there and belongs to this planner."""
    yield _settings(places, python)
    yield _addin(places)
    if places.script:
        there = places.script.is_file()
        found = "is there" if there else "is missing, so Excel cannot start Python"
        yield Line("ok" if there else "problem", "Script for Mac", found, "" if there else INSTALL)
    yield _catalogue(places)


def _faults(places: ExcelPlaces, python: Path) -> Iterator[Line]:
    home = Path.home()
    yield from cloud(python, cloud_folders(sys.platform, home, os.environ))
    if places.script:
        yield from on_mac(python, places.settings, home)
    else:
        yield from on_windows(python, Path(sys.base_prefix), places.addin, xlwings_version(), registry_of_windows)


def _python() -> Line:
    bits = struct.calcsize("P") * 8
    found = f"{platform.python_version()}, {bits} bit, at {sys.executable}"
    if bits == 64:
        return Line("ok", "Python", found)
    return Line("problem", "Python", found, "Install Python for 64 bit from python.org; the solver needs it.")


def _planner() -> Line:
    return Line("ok", "Planner", f"{__version__}, at {Path(__file__).parents[1]}")


def _solver(today: date) -> Line:
    """A sample person's plan is computed, which needs every part of the planner."""
    catalogue = built_in()
    try:
        plan = services.plan_for(services.sample_person(_SAMPLE, catalogue, today), catalogue, today)
    except (ImportError, OSError) as fault:
        mend = "Run: pip install --force-reinstall ortools. On Windows it also needs Microsoft's Visual C++ runtime."
        return Line("problem", "Solver", f"does not start ({type(fault).__name__})", mend)
    return Line("ok", "Solver", f"has computed a sample plan in {plan.proof.seconds:.1f} seconds")


def _xlwings() -> Line:
    version = xlwings_version()
    if version and find_spec("xlwings"):
        return Line("ok", "xlwings", version)
    return Line("problem", "xlwings", "is not installed", "Run: pip install liaison_planner[excel]")


def _excel(program: ExcelProgram | None) -> Line:
    if program is None:
        mend = "Install Excel for the desktop; Excel in the browser cannot start Python."
        return Line("problem", "Excel", "was not found", mend)
    if program.from_store:
        mend = "Install Office from office.com instead: the edition from the Microsoft Store locks other programs out."
        return Line("problem", "Excel", f"the edition from the Microsoft Store, at {program.path}", mend)
    return Line("ok", "Excel", f"at {program.path}")


def _settings(places: ExcelPlaces, python: Path) -> Line:
    about, settings = "Settings", settings_in(places.settings)
    if settings is None:
        return Line("problem", about, f"there are none at {places.settings}", INSTALL)
    named = settings.get(places.interpreter, "")
    if not Path(named).is_file():
        return Line("problem", about, f"they name a Python that is gone: «{named}»", INSTALL)
    if Path(named) != python:
        return Line("problem", about, f"they name another Python than this one: «{named}»", INSTALL)
    if settings.get("ADD_WORKBOOK_TO_PYTHONPATH", "").casefold() != "false":
        return Line("problem", about, "code beside a workbook would be run", INSTALL)
    if any(not line.strip() for line in places.settings.read_text(encoding="utf-8-sig").splitlines()):
        return Line("problem", about, f"{places.settings} has a blank line, at which Excel stops reading", INSTALL)
    return Line("ok", about, f"at {places.settings}")


def _addin(places: ExcelPlaces) -> Line:
    if not places.addin.is_file():
        return Line("problem", "Add-in", "is not installed", INSTALL)
    if xlwings_version() and places.addin.read_bytes() != addin_bytes():
        return Line("problem", "Add-in", "was made by another version of the planner or of xlwings", INSTALL)
    return Line("ok", "Add-in", f"at {places.addin}")


def _catalogue(places: ExcelPlaces) -> Line:
    about, place = "Catalogue", chosen_place(places.catalogue)
    if not place:
        return Line("ok", about, "the buttons plan with the built-in one")
    found, issues = services.catalogue_at(place)
    if found:
        return Line("ok", about, f"the buttons plan with {place}")
    mend = f"Run: liaison-planner catalogue check. Or name another: {CHOOSE}"
    return Line("problem", about, f"{place} cannot be planned with: {issues[0].what}", mend)


def _journal() -> Line:
    path = journal_path()
    if path.is_file() and path.stat().st_size:
        found = f"{path} tells of mistakes of the planner; it holds none of your data"
        return Line("note", "Log", found, "Send it to whoever looks after the planner for you.")
    return Line("ok", "Log", "tells of no mistakes")
