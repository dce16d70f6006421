"""Finds what people have written into a copy outside of the planner's cells, which no merge can take over by itself."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from liaison_planner.domain.cell import RawValue
from liaison_planner.domain.issue import Place
from liaison_planner.domain.merge import Clash, Side
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.package import UnreadableError, parse
from liaison_planner.workbook.references import Area, cell_name
from liaison_planner.workbook.schema import fields, grids, tables

NOT_KEPT = "not kept"
_At = tuple[int, int]


def own_cells(coach: Book, participant: Book) -> Iterator[Clash]:
    """Each cell of the participant's that says something else than the coach's copy, and each sheet that only it has.

    Cells that merely stand in another row, as rows were inserted, are passed over.
    """
    for sheet in participant.sheets:
        same = _same_sheet(coach, participant, sheet)
        if same is None:
            yield _sheet_of_ones_own(sheet)
            continue
        mine, theirs = _cells(coach, same), _cells(participant, sheet)
        spare = Counter((at[1], value) for at, value in theirs.items())
        spare.subtract(Counter((at[1], value) for at, value in mine.items()))
        for at, value in sorted(theirs.items()):
            if mine.get(at) != value and spare[at[1], value] > 0:
                spare[at[1], value] -= 1
                here, there = (Place(sheet=each, cell=cell_name(*at)) for each in (same, sheet))
                yield _clash("A cell that is not the planner's", here, there, mine.get(at), value)


def _sheet_of_ones_own(sheet: str) -> Clash:
    place = Place(sheet=sheet)
    return _clash("A sheet that only the participant's copy has", place, place, "no such sheet", "see that copy")


def _same_sheet(coach: Book, participant: Book, sheet: str) -> str | None:
    """The coach's sheet that holds the same cells of ours, as either may have been renamed; else the one of that name."""
    ours = (*fields(), *grids())
    known = (name for name in ours if name in coach.names and participant.names.get(name, ("",))[0] == sheet)
    name = next(known, None)
    return coach.names[name][0] if name else sheet if sheet in coach.sheets else None


def _clash(what: str, coach_place: Place, place: Place, mine: RawValue, theirs: RawValue) -> Clash:
    return Clash(
        what=what,
        coach_place=coach_place,
        participant_place=place,
        agreed=NOT_KEPT,
        coach="empty" if mine is None else str(mine),
        participant=str(theirs),
        stands=Side.COACH,
    )


def _cells(book: Book, sheet: str) -> dict[_At, RawValue]:
    """The cells that are not ours, by row and column."""
    cells = SheetCells(book, sheet)
    with suppress(UnreadableError):  # too many rows below ours to look at; those of ours must do
        cells = SheetCells(book, sheet, parse(book.content(book.sheets[sheet])))
    ours = tuple(_our_areas(book, sheet))
    return {
        at: value
        for at in cells.filled
        if (value := cells.value(*at)) is not None and not any(area.holds(*at) for area in ours)
    }


def _our_areas(book: Book, sheet: str) -> Iterator[Area]:
    for name in (*fields(), *grids()):
        found = book.names.get(name)
        if found is not None and found[0] == sheet:
            yield found[1]
    for name, table in tables().items():
        placed = book.tables.get(name.casefold())
        if placed is not None and placed.sheet == sheet:
            columns = (placed.column(column.heading) for column in table.columns)
            for at in (each for each in columns if each is not None):
                yield Area(placed.rows.first_row, at, placed.rows.last_row, at)
