"""What a click needs of the workbook that the user looks at, in whichever program it is open."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from liaison_planner.domain.cell import RawValue
from liaison_planner.workbook.image import Places, RowLook
from liaison_planner.workbook.references import Area
from liaison_planner.workbook.schema_model import CellKind


class ShownBook(Protocol):
    """One open workbook; rows and columns count from 1.

    `OpenBook` asks Excel itself; `CopiedBook` reads a copy and notes down what the program that made it is to do.
    """

    @property
    def places(self) -> Places:
        """Where our names and tables are."""

    @property
    def name(self) -> str:
        """The name of its file without the ending."""

    def value(self, sheet: str, row: int, column: int, kind: CellKind = CellKind.TEXT) -> RawValue:
        """What a cell holds; in a cell for dates a number is a date."""

    def merged(self, sheet: str, row: int, column: int) -> Area | None:
        """The merged cells to which a cell belongs; None if it stands for itself, or the program cannot tell."""

    def write(self, sheet: str, row: int, column: int, block: Sequence[Sequence[RawValue]]) -> None:
        """Writes a block of values; text stays text, whatever it looks like. ProtectedError."""

    def show_rows(self, sheet: str, first: int, last: int, was: RowLook, look: RowLook) -> None:
        """Gives rows that looked alike another look in common; without a height they get the one that suits their text."""

    def selected_row(self) -> tuple[str, int]:
        """The sheet that is shown and the row of the selected cell, 0 if something else is selected."""

    def hand_over(self, name: str, content: bytes) -> str:
        """Gives the user a file that was made, and says where it is; a workbook is opened too, if it can be. NoPlaceError."""

    def tell(self, words: str, *, wrong: bool = False) -> None:
        """One message to the user."""

    def status(self, words: str | None) -> None:
        """What is under way, where the program shows such things; None takes it away."""

    def quiet(self) -> AbstractContextManager[None]:
        """For as long as a click works: nothing is redrawn or computed in between, and all is as it was afterwards."""
