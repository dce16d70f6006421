"""The competencies, offerings, routes and facts a plan draws on: load, check, version."""

from liaison_planner.catalogue.load import NAMES, built_in, built_in_texts, from_tables, headings, load
from liaison_planner.catalogue.model import Catalogue

__all__ = ["NAMES", "Catalogue", "built_in", "built_in_texts", "from_tables", "headings", "load"]
