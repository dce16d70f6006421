"""Brings two copies of one set of answers together, measured by the answers that both started from."""

from liaison_planner.merging.model import Difference, Merged, Shape, TableShape, Taken
from liaison_planner.merging.three_way import merge

__all__ = ["Difference", "Merged", "Shape", "TableShape", "Taken", "merge"]
