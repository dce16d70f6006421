"""What the plan in a workbook rests on, read back from the workbook, and where on its sheets that stands."""

import json
from datetime import date

from pydantic import ValidationError

from liaison_planner.domain.basis import Basis, Footing, Outdated
from liaison_planner.domain.cell import RawValue
from liaison_planner.domain.issue import Place
from liaison_planner.domain.text import as_text
from liaison_planner.views.basis import COUNTS_PAY
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.layout import layout_of
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.schema import fields, tables
from liaison_planner.workbook.schema_model import CellKind

_SHOWN_IN = {
    "offerings": ("tblPlan", "id", "step"),
    "competencies": ("tblSkills", "competency", "name"),
    "routes": ("tblRoutes", "id", "name"),
}
"""For each table of the catalogue the one that shows its rows to the person, its key there, and the cell to point at."""


class HeldPlan:
    """The plan that stands in a workbook of ours, as far as a change of the catalogue can touch it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._cells: dict[str, SheetCells] = {}

    @classmethod
    def of(cls, package: bytes) -> "HeldPlan":
        """The plan in the bytes of a workbook; UnreadableError if they are none of ours."""
        book = Book(open_package(package))
        layout_of(book)
        return cls(book)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets of the workbook in the order of their tabs."""
        return tuple(self._book.sheets)

    @property
    def catalogue_version(self) -> str:
        """The catalogue that the look-up sheets show, "" if the workbook does not say."""
        return as_text(self._field("out_catalogue_version"))

    def footing(self) -> Footing | None:
        """What the plan rests on; None if there is no plan, or one of a planner that did not write it down."""
        made_on, focus = self._field("out_plan_today"), as_text(self._field("out_basis_focus"))
        if not isinstance(made_on, date) or not focus:
            return None
        found = {
            "made_on": made_on,
            "catalogue_version": as_text(self._field("out_plan_catalogue")),
            "focus": focus,
            "counts_pay": self._field("out_basis_pay") == COUNTS_PAY,
        }
        try:
            rows = self._rows()
            return Footing.model_validate(found | {"rests_on": rows}) if rows else None
        except (ValidationError, ValueError):  # somebody has changed the hidden sheet
            return None

    def place_of(self, change: Outdated) -> Place:
        """Where the person sees what has changed; the plan's stamp where no sheet has a row for it."""
        name, key, shown = _SHOWN_IN.get(change.table, ("", "", ""))
        placed = self._book.tables.get(name.casefold())
        if placed is not None:
            at, beside = (placed.column(tables()[name].column(each).heading) for each in (key, shown))
            for row in range(placed.rows.first_row, placed.rows.last_row + 1):
                if at and as_text(self._value(placed.sheet, row, at)) == change.id:
                    return Place(sheet=placed.sheet, cell=cell_name(row, beside or at))
        stamp = self._book.names.get("out_plan_catalogue")
        return Place(sheet=stamp[0], cell=cell_name(stamp[1].first_row, stamp[1].first_column)) if stamp else Place()

    def _rows(self) -> list[Basis]:
        placed, table = self._book.tables.get("tblbasis"), tables()["tblBasis"]
        if placed is None:
            return []
        columns = {column.key: placed.column(column.heading) or 0 for column in table.columns}
        rows = []
        for row in range(placed.rows.first_row, placed.rows.last_row + 1):
            found = {key: self._value(placed.sheet, row, at) for key, at in columns.items()}
            if found["id"] is not None:
                values = json.loads(as_text(found["values"]))
                have = found["have"] or 0
                rows.append(Basis.model_validate({**found, "id": as_text(found["id"]), "values": values, "have": have}))
        return rows

    def _field(self, name: str) -> RawValue:
        place = self._book.names.get(name)
        if place is None:
            return None
        return self._value(place[0], place[1].first_row, place[1].first_column, fields()[name].kind)

    def _value(self, sheet: str, row: int, column: int, kind: CellKind = CellKind.TEXT) -> RawValue:
        if sheet not in self._cells:
            self._cells[sheet] = SheetCells(self._book, sheet)
        return self._cells[sheet].value(row, column, kind)
