"""What the plan in a workbook rests on, as it was kept there, and where on the sheets that stands."""

from functools import cached_property

from liaison_planner.domain.basis import Footing, Outdated
from liaison_planner.domain.issue import Issue, Place
from liaison_planner.domain.kept import Agreed, Kept, timeless
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.text import as_text
from liaison_planner.workbook.answers import place_of
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.kept import kept_in
from liaison_planner.workbook.layout import layout_of
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.schema import tables
from liaison_planner.workbook.since import changed_since

_SHOWN_IN = {
    "offerings": ("tblPlan", "id", "step"),
    "competencies": ("tblSkills", "competency", "name"),
    "routes": ("tblRoutes", "id", "name"),
}
"""For each table of the catalogue the one that shows its rows to the person, its key there, and the cell to point at."""


class HeldPlan:
    """The plan that stands in a workbook of ours, as far as a change of the catalogue can touch it."""

    def __init__(self, original: Original) -> None:
        self._original = original
        self._book = original.book
        self._cells: dict[str, SheetCells] = {}

    @classmethod
    def of(cls, package: bytes) -> "HeldPlan":
        """The plan in the bytes of a workbook; UnreadableError if they are none of ours."""
        original = Original(package)
        layout_of(original.book)
        return cls(original)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets of the workbook in the order of their tabs."""
        return tuple(self._book.sheets)

    @property
    def catalogue_version(self) -> str:
        """The catalogue that the look-up sheets show, "" if the workbook does not say."""
        place = self._book.names.get("out_catalogue_version")
        return "" if place is None else self._text(place[0], place[1].first_row, place[1].first_column)

    def footing(self) -> Footing | None:
        """What the plan rests on; None if none is kept, or only one of a planner that did not write it down."""
        current = self._kept.current
        return current.plan.footing if current and current.plan.rests_on else None

    def agreement(self) -> Agreed | None:
        """What was agreed on, if that is another plan than the one shown."""
        agreed, current = self._kept.agreement, self._kept.current
        same = agreed is not None and current is not None and timeless(agreed.plan) == timeless(current.plan)
        return None if same else agreed

    @property
    def agreement_place(self) -> Place:
        """Where the sheets tell of the agreement."""
        return place_of(self._original, "out_agreed_line")

    def changed(self, profile: Profile | None) -> tuple[Issue, ...]:
        """The answers that are others now than when the plan was made; of nobody whose answers cannot be planned with."""
        return () if profile is None else changed_since(self._book, self._kept, profile)

    @cached_property
    def _kept(self) -> Kept:
        return kept_in(self._original)

    def place_of(self, change: Outdated) -> Place:
        """Where the person sees what has changed; the plan's stamp where no sheet has a row for it."""
        name, key, shown = _SHOWN_IN.get(change.table, ("", "", ""))
        placed = self._book.tables.get(name.casefold())
        if placed is not None:
            at, beside = (placed.column(tables()[name].column(each).heading) for each in (key, shown))
            for row in range(placed.rows.first_row, placed.rows.last_row + 1):
                if at and self._text(placed.sheet, row, at) == change.id:
                    return Place(sheet=placed.sheet, cell=cell_name(row, beside or at))
        stamp = self._book.names.get("out_plan_catalogue")
        return Place(sheet=stamp[0], cell=cell_name(stamp[1].first_row, stamp[1].first_column)) if stamp else Place()

    def _text(self, sheet: str, row: int, column: int) -> str:
        if sheet not in self._cells:
            self._cells[sheet] = SheetCells(self._book, sheet)
        return as_text(self._cells[sheet].value(row, column))
