"""Formulas of the schema with the cells they mean: columns are named there, and stand somewhere only in a template."""

import re
from collections.abc import Mapping

Places = Mapping[str, str]
"""The cells of `tblX.key` (a column), `tblX:focus` (a block of columns) and `tblX#focus` (their headers)."""

_COLUMN = re.compile(r"\{(tbl\w+[.:#]\w+)\}")
_SAME_ROW = re.compile(r"\{@(\w+)\}")


def in_row(formula: str, row: Mapping[str, str]) -> str:
    """The formula with the cells of its own row in place of `{@key}`; KeyError for a column that there is none of."""
    return _SAME_ROW.sub(lambda found: row[found[1]], formula)


def resolved(formula: str, places: Places) -> str:
    """The formula with cells in place of `{tblX.key}`; KeyError for a column that there is none of."""
    return _COLUMN.sub(lambda found: places[found[1]], formula)
