"""Excel files: the description of the workbook, templates built from it, reading answers, filling in results."""

from liaison_planner.workbook.build import build_template
from liaison_planner.workbook.files import backup_of, lock_holder, write_atomically
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.labels import labels_of
from liaison_planner.workbook.read import read_inputs
from liaison_planner.workbook.templates import build_all, differences, template_bytes

__all__ = [
    "backup_of",
    "build_all",
    "build_template",
    "differences",
    "fill",
    "labels_of",
    "lock_holder",
    "read_inputs",
    "template_bytes",
    "write_atomically",
]
