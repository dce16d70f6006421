"""What a workbook shows, as plain frozen data: single values, table rows and grids by their names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | int | float | date | None
"""None leaves the cell empty."""

Row = Mapping[str, Value]
Lines = tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Values by field name, rows (by column key) by table name, and rows of cells by grid name.

    A table or grid that is named is shown exactly so: rows that it does not give are blank.
    """

    fields: Mapping[str, Value] = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    grids: Mapping[str, Lines] = field(default_factory=dict)

    def __or__(self, other: "Content") -> "Content":
        """Both together; what `other` names wins."""
        return Content({**self.fields, **other.fields}, {**self.tables, **other.tables}, {**self.grids, **other.grids})
