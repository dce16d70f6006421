"""The titles behind the ids: what a sheet says instead of `hipaa` or `R04`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Titles by id, each in the order of the catalogue."""

    competencies: Mapping[str, str]
    offerings: Mapping[str, str]
    routes: Mapping[str, str]
    gates: Mapping[str, str]
    credentials: Mapping[str, str]
