"""A plan for other programs: calendars, tables, mail, project tools."""

from liaison_planner.exports.calendar import calendar
from liaison_planner.exports.letter import letter
from liaison_planner.exports.project import project
from liaison_planner.exports.table import table

__all__ = ["calendar", "letter", "project", "table"]
