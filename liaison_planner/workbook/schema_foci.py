"""The columns of the kinds of employer as a catalogue has them, in place of the usual four."""

from collections.abc import Sequence
from dataclasses import replace

from liaison_planner.domain.vocabulary import FOCUS_AREAS, Focus
from liaison_planner.workbook.schema_model import Column, Section, Sheet, Table, Tables

_USUAL = {focus.value: focus.title for focus in FOCUS_AREAS}


def with_foci(sheet: Sheet, foci: Sequence[Focus]) -> Sheet:
    """The sheet with one column for each of these areas wherever it has one for each of the usual ones."""
    if {focus.value: focus.title for focus in foci} == _USUAL or not any(map(_has_foci, sheet.tables)):
        return sheet
    return replace(sheet, sections=tuple(_section(section, foci) for section in sheet.sections))


def _has_foci(table: Table) -> bool:
    return any(column.key in _USUAL for column in table.columns)


def _section(section: Section, foci: Sequence[Focus]) -> Section:
    if not isinstance(section, Tables):
        return section
    tables = (replace(table, columns=_columns(table, foci)) if _has_foci(table) else table for table in section.tables)
    return replace(section, tables=tuple(tables))


def _columns(table: Table, foci: Sequence[Focus]) -> tuple[Column, ...]:
    columns: list[Column] = []
    for column in table.columns:
        if column.key == FOCUS_AREAS[0].value:
            header = column.header.replace(_USUAL[column.key], "{}")
            columns += [replace(column, key=each.value, header=header.format(each.title)) for each in foci]
        elif column.key not in _USUAL:
            columns.append(column)
    return tuple(columns)
