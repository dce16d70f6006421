"""The competencies, offerings, routes and facts a plan draws on: load, check, version."""

from liaison_planner.catalogue.load import built_in, load
from liaison_planner.catalogue.model import Catalogue

__all__ = ["Catalogue", "built_in", "load"]
