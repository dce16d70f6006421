"""The rows that stand in input tables from the start, by what their keys name."""

from collections.abc import Mapping

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.vocabulary import VALUES


def keyed_rows(catalogue: Catalogue) -> Mapping[str, Mapping[str, str]]:
    """For each key column of an input table the keys of its rows and the names that people know them by."""
    return {
        "gate": {gate.id: gate.name for gate in catalogue.gates.values()},
        "competency": {row.id: row.name for row in catalogue.competencies.values()},
        "value": {value: value.capitalize() for value in VALUES},
    }
