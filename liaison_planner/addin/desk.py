"""An open workbook as the services see it: its answers as a person, itself as a file, and the way back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from liaison_planner import services
from liaison_planner.addin.chosen_catalogue import check_answers, remark_on_offerings
from liaison_planner.addin.merged_cells import merged_issues
from liaison_planner.addin.shown_book import ShownBook
from liaison_planner.addin.write_back import write_back
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import RawValue
from liaison_planner.domain.issue import Issue, Place, error
from liaison_planner.services import Person
from liaison_planner.workbook.image import FileImage, Places, image, poured
from liaison_planner.workbook.layout import CLEAN_COPY
from liaison_planner.workbook.package import UnreadableError
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.schema import SCHEMA_VERSION, input_fields, input_tables
from liaison_planner.workbook.schema_model import Table
from liaison_planner.workbook.templates import template_bytes


class Desk:
    """Reads the book once. UnreadableError if it is none of ours, of another layout or for another catalogue; TooManyRowsError."""

    def __init__(self, book: ShownBook, catalogue: Catalogue, today: date) -> None:
        self.book, self.catalogue, self.today = book, catalogue, today
        _check_layout(book)
        self._now = image(book.places, book.value)
        self.remark = self._remark()
        """What is to be said whatever the click was about; "" mostly."""
        self.file = poured(template_bytes(catalogue), self._now)
        """The answers and results of the open book in a template of the same layout."""

    def _remark(self) -> str:
        """A workbook that was made for the same catalogue is not looked at."""
        made_for = _stamp(self.book, "out_catalogue_version")
        if made_for == self.catalogue.version:
            return ""
        check_answers(self.catalogue, self._now, self.book.places)
        return remark_on_offerings(self.catalogue, self.book.value, self.book.places)

    @cached_property
    def person(self) -> Person:
        """Whose answers these are; issues name the cells of the open book."""
        found = services.person_in_workbook(self.file, self.catalogue, self.today)
        moved = dict(self._moved())
        spoiled = (*_missing(self.book.places), *merged_issues(self.book))
        issues = (*spoiled, *(_moved_issue(issue, moved) for issue in found.issues))
        return replace(found, issues=issues, profile=None if spoiled else found.profile)

    def write(self, filled: bytes) -> None:
        """Shows in the open book what the services have written into the file."""
        write_back(self.book, self._now, self._file_image, FileImage(filled))

    @cached_property
    def _file_image(self) -> FileImage:
        return FileImage(self.file)

    def _moved(self) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
        """For each cell with an answer its sheet and name in the file, and the same in the open book."""
        file, book = self._file_image.places, self.book.places
        for field in input_fields():
            if field.name in book.names:
                (sheet, area), (own_sheet, own) = file.names[field.name], book.names[field.name]
                yield (sheet, cell_name(*area[:2])), (own_sheet, cell_name(*own[:2]))
        for table in input_tables():
            there, here = (each.tables.get(table.name.casefold()) for each in (file, book))
            if there and here:
                columns = [(there.column(each.heading), here.column(each.heading)) for each in table.columns]
                for at, own_at in self._pairs(table):
                    rows = there.rows.first_row + at, here.rows.first_row + own_at
                    for column, own_column in columns:
                        if column and own_column:
                            yield (
                                (there.sheet, cell_name(rows[0], column)),
                                (here.sheet, cell_name(rows[1], own_column)),
                            )

    def _pairs(self, table: Table) -> Iterator[tuple[int, int]]:
        """Which row of the file is which of the open book: the same, or that with the same key, as users sort."""
        file, book = (each.tables[table.name] for each in (self._file_image.image, self._now))
        if not table.row_key:
            return iter([(at, at) for at in range(min(len(file), len(book)))])
        places = {str(row.get(table.row_key)): at for at, row in enumerate(book)}
        keys = [str(row.get(table.row_key)) for row in file]
        return iter([(at, places[key]) for at, key in enumerate(keys) if key in places])


def _stamp(book: ShownBook, name: str) -> RawValue:
    """What the sheet About says."""
    place = book.places.names.get(name)
    return book.value(place[0], place[1].first_row, place[1].first_column) if place else None


def _check_layout(book: ShownBook) -> None:
    layout = _stamp(book, "out_schema_version")
    if not isinstance(layout, int) or isinstance(layout, bool):
        what = "This workbook was not made by the liaison planner, or its About sheet is gone."
        raise UnreadableError("not_ours", what, CLEAN_COPY)
    if layout < SCHEMA_VERSION:
        what = "This workbook was made by an older planner, whose sheets look different."
        fix = "Save and close it, then run: liaison-planner plan FILE. That makes a copy with the newest sheets and your answers."
        raise UnreadableError("older_schema", what, fix)
    if layout > SCHEMA_VERSION:
        what = "This workbook was made by a newer planner than the one on this computer."
        raise UnreadableError("newer_schema", what, "Install the newest one: pip install --upgrade liaison_planner.")


def _missing(places: Places) -> Iterator[Issue]:
    """What the answers need and the open book has lost; the file, a fresh template, has everything."""
    names = [field.label or field.name for field in input_fields() if field.name not in places.names]
    gone = [f"The cell «{name}»" for name in names]
    for table in input_tables():
        placed = places.tables.get(table.name.casefold())
        if placed is None:
            gone.append(f"The table {table.name}")
        else:
            lost = [column for column in table.columns if column.reads_as and not placed.column(column.heading)]
            gone += [f"The column «{column.header}» of the table {table.name}" for column in lost]
    return (error("missing_part", Place(), f"{what} is no longer in this file.", CLEAN_COPY) for what in gone)


def _moved_issue(issue: Issue, moved: dict[tuple[str, str], tuple[str, str]]) -> Issue:
    sheet, cell = moved.get((issue.sheet, issue.cell), (issue.sheet, issue.cell))
    return issue.model_copy(update={"sheet": sheet, "cell": cell})
