"""The fixed rows of the template's tables, taken from the catalogue and the vocabulary."""

from collections.abc import Iterator

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering, Route
from liaison_planner.domain.vocabulary import VALUES, Confidence, StartPattern
from liaison_planner.views import STATES, Row
from liaison_planner.workbook.labels import labels_of
from liaison_planner.workbook.level_words import level_rows
from liaison_planner.workbook.schema import CHANGE_LOG, tables
from liaison_planner.workbook.words import awards_words, range_words, requirement_words, teaches_words

_SIDES = {"marketing_sales": "Marketing", "data_tools": "Data and tools"}
_STARTS = {StartPattern.ANYTIME: "any week", StartPattern.SEMESTER: "January, September"}
_TRUST = {
    Confidence.ESTIMATE: "estimate",
    Confidence.JUDGEMENT: "our judgment",
    Confidence.VENDOR: "vendor's claim",
    Confidence.CONFLICT: "sources disagree",
}
_RANKS = ("1st choice *", "2nd choice", "3rd choice", "4th choice")


def reference_rows(catalogue: Catalogue) -> dict[str, tuple[Row, ...]]:
    """For each table with fixed cells its rows, by column key; the other cells of those rows start empty."""
    labels = labels_of(catalogue)
    return {
        "tblGates": tuple(
            {"gate": gate.id, "name": gate.name, "question": gate.question} for gate in catalogue.gates.values()
        ),
        "tblExperience": tuple({"number": number} for number in range(1, tables()["tblExperience"].capacity + 1)),
        "tblSkills": tuple(_skills(catalogue)),
        "tblLevelWords": tuple(level_rows(catalogue)),
        "tblFocus": tuple({"rank": rank} for rank in _RANKS),
        "tblTargets": tuple({"name": title} for title in labels.competencies.values()),
        "tblTargetRoutes": tuple(
            {
                "name": labels.routes[row.id],
                "needs": requirement_words(row.requirement, catalogue),
                "description": row.description,
            }
            for row in catalogue.routes.values()
        ),
        "tblProgress": tuple({"state": state} for state in STATES),
        "tblValues": tuple({"value": value, "name": value.capitalize()} for value in VALUES),
        "tblCatalogue": tuple(_offering(row, catalogue) for row in catalogue.offerings.values()),
        "tblRoutes": tuple(_route(row, catalogue) for row in catalogue.routes.values()),
        "tblFacts": tuple(_facts(catalogue)),
        "tblChangeLog": tuple({"version": version, "change": change} for version, change in CHANGE_LOG),
    }


def _skills(catalogue: Catalogue) -> Iterator[Row]:
    for row in catalogue.competencies.values():
        needs = {focus.value: row.required[focus] for focus in catalogue.foci}
        side = _SIDES.get(row.domain, row.domain.replace("_", " ").capitalize())
        yield {"competency": row.id, "domain": side, "name": row.name, "meaning": row.description, **needs}


def _offering(row: Offering, catalogue: Catalogue) -> Row:
    return {
        "id": row.id,
        "kind": row.kind.title,
        "title": row.title,
        "provider": "any provider" if row.provider == "generic" else row.provider,
        "delivery": row.delivery.value.replace("_", " ").replace("self paced", "self-paced"),
        "hours": row.effort_hours,
        "weeks": row.duration_weeks_min,
        "cost": row.cost_usd,
        "range": range_words(row),
        "trust": _TRUST.get(row.confidence, row.confidence.value),
        "prerequisites": requirement_words(row.prerequisites, catalogue),
        "teaches": teaches_words(row, catalogue),
        "awards": awards_words(row, catalogue),
        "starts": _STARTS.get(row.start_pattern, row.start_pattern.value),
        "as_of": row.as_of,
        "source": row.source.replace(" || ", "\n"),
    }


def _route(row: Route, catalogue: Catalogue) -> Row:
    return {
        "id": row.id,
        "name": row.name,
        "needs": requirement_words(row.requirement, catalogue),
        "description": row.description,
        **{focus.value: row.acceptance[focus].value for focus in catalogue.foci},
        "trust": _TRUST.get(row.confidence, row.confidence.value),
        "source": row.source.replace(" || ", "\n"),
    }


def _facts(catalogue: Catalogue) -> Iterator[Row]:
    for row in catalogue.facts:
        yield {
            "id": row.id,
            "topic": row.topic.replace("_", " ").capitalize(),
            "fact": row.fact,
            "value": f"{row.value} {row.unit}".strip(),
            "as_of": row.as_of,
            "trust": _TRUST.get(row.confidence, row.confidence.value),
            "source": row.source.replace(" || ", "\n"),
        }
