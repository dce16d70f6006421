"""The catalogue that buttons and functions plan with: the one that the setup names, else the built-in one.

Where it lies stands in a file of the user's, which `addin install --catalogue` writes. A workbook never says it: whoever
sends one could name a catalogue of theirs.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from liaison_planner.addin.places import catalogue_file
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.domain.text import as_text
from liaison_planner.workbook.image import Image, Places, ValueAt
from liaison_planner.workbook.package import UnreadableError
from liaison_planner.workbook.rows import keyed_rows
from liaison_planner.workbook.schema import input_tables, tables
from liaison_planner.workbook.schema_model import CellKind

CHOOSE = "liaison-planner addin install --catalogue PLACE"
_MEND_OTHER = (
    f"If your organization has a catalogue of its own, run: {CHOOSE}. The command line takes it with --catalogue PLACE."
)
_SHOWN = 2


class CatalogueFaultError(Exception):
    """The catalogue that the setup names cannot be planned with; the text says why and what to do."""


def chosen_place(file: Path | None = None) -> str:
    """Where the catalogue of this setup lies; "" stands for the built-in one."""
    try:
        return (file or catalogue_file()).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def chosen_catalogue(today: date, file: Path | None = None) -> Catalogue:
    """The catalogue as it is on this day; CatalogueFaultError if the one that the setup names has errors or is gone."""
    place = chosen_place(file)
    if not place:
        return built_in()
    from liaison_planner.services import catalogue_at  # noqa: PLC0415 - most use the built-in one

    catalogue, issues = catalogue_at(place, today)
    if catalogue is None:
        first = issues[0]
        told = f"The catalogue of this computer's buttons cannot be used: «{place}». {first.what} {first.how_to_fix}"
        raise CatalogueFaultError(f"{told} For another one run: {CHOOSE}, or built-in in place of PLACE.")
    return catalogue


def check_answers(catalogue: Catalogue, answers: Image, places: Places) -> None:
    """UnreadableError if a workbook that was made for another catalogue asks about what this one does not know.

    A catalogue that has been edited since, whose version is another, is still the same one as long as it knows all of it.
    """
    strange = list(_unknown_rows(catalogue, answers, places))
    if strange:
        more = f" and {len(strange) - _SHOWN} more" if len(strange) > _SHOWN else ""
        named = f"{', '.join(strange[:_SHOWN])}{more} {'is' if len(strange) == 1 else 'are'}"
        what = f"This workbook was made from another catalogue than the one that the buttons of this computer use: {named} not in that one."
        raise UnreadableError("other_catalogue", what, _MEND_OTHER)


def _unknown_rows(catalogue: Catalogue, answers: Image, places: Places) -> Iterator[str]:
    known = keyed_rows(catalogue)
    for table in (each for each in input_tables() if each.row_key in known):
        for row in answers.tables.get(table.name, ()):
            key = as_text(row.get(table.row_key))
            if key and key not in known[table.row_key]:
                yield f"«{key}» of the sheet {places.tables[table.name.casefold()].sheet}"


def remark_on_offerings(catalogue: Catalogue, value: ValueAt, places: Places) -> str:
    """What to say of offerings that the sheet Catalogue of the workbook lists and this catalogue lacks; "" if there are none."""
    placed = places.tables.get("tblcatalogue")
    column = placed and placed.column(tables()["tblCatalogue"].column("id").heading)
    if not placed or not column:
        return ""
    rows = range(placed.rows.first_row, placed.rows.last_row + 1)
    ids = [as_text(value(placed.sheet, row, column, CellKind.TEXT)) for row in rows]
    strange = [each for each in ids if each and each not in catalogue.offerings]
    if not strange:
        return ""
    from liaison_planner.views.wording import counted  # noqa: PLC0415 - hardly ever needed

    what = f"The sheet {placed.sheet} of this workbook lists {counted(len(strange), 'offering')} (such as «{strange[0]}») that the catalogue of this computer's buttons lacks, so they are in no plan."
    return f"{what} {_MEND_OTHER}"
