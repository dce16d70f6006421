"""Reads the small tables of a person: focus areas, ratings, values and gates."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import Cell
from liaison_planner.domain.vocabulary import MAX_LEVEL, VALUES, Focus
from liaison_planner.intake.cells import CellReader, Limits
from liaison_planner.intake.words import Words

_LEVEL = Limits("A level", 0, MAX_LEVEL, whole=True)
_WEIGHT = Limits("A weight", 1, 5, whole=True)

Answer = TypeVar("Answer")


def focus_preference(reader: CellReader, catalogue: Catalogue) -> tuple[Focus, ...]:
    """The wanted focus areas, most wanted first; having none is a problem."""
    words = Words("focus area", {focus.value: focus.title for focus in catalogue.foci})
    rows = tuple(reader.rows("focus"))
    if not rows and not reader.told_missing_table("focus"):
        what = "No focus area is chosen, so there is nothing to plan for."
        listed = reader.raw.tables.get("focus", ())
        place = reader.cell(listed[0], "focus") if listed and listed[0] else reader.field("focus")
        reader.refuse(
            "missing", place, what, f"Choose at least one of: {', '.join(focus.title for focus in catalogue.foci)}."
        )
    seen: dict[str, Cell] = {}
    for row in rows:
        cell = reader.cell(row, "focus")
        focus = reader.needed_word(cell, words)
        if focus is not None:
            reader.first_time(focus, cell, seen)
    known = {focus.value: focus for focus in catalogue.foci}
    return tuple(known[name] for name in seen)


def self_ratings(reader: CellReader, catalogue: Catalogue) -> dict[str, int]:
    """Levels by competency in the order of the catalogue; level 0 is the same as no rating."""
    words = Words("competency", {name: row.name for name, row in catalogue.competencies.items()})
    found = _answers(reader, "ratings", ("competency", "level"), words, lambda cell: reader.whole(cell, _LEVEL))
    return {name: level for name, level in _in_order(found, catalogue.competencies).items() if level > 0}


def values(reader: CellReader) -> dict[str, int]:
    """Weights 1-5 of what matters to the person, in the order of the vocabulary."""
    words = Words("value", {value: value.capitalize() for value in VALUES})
    found = _answers(reader, "values", ("value", "weight"), words, lambda cell: reader.whole(cell, _WEIGHT))
    return _in_order(found, dict.fromkeys(VALUES))


def gates(reader: CellReader, catalogue: Catalogue) -> dict[str, bool]:
    """The answered gate questions in the order of the catalogue."""
    words = Words("question", {name: row.name for name, row in catalogue.gates.items()})
    return _in_order(_answers(reader, "gates", ("gate", "answer"), words, reader.yes_or_no), catalogue.gates)


def _answers(
    reader: CellReader, table: str, columns: tuple[str, str], words: Words, read: Callable[[Cell], Answer | None]
) -> dict[str, Answer]:
    """What is said about each word of a list; a word that is listed without an answer says nothing."""
    found: dict[str, Answer] = {}
    seen: dict[str, Cell] = {}
    for row in reader.rows(table):
        cell, answer = (reader.cell(row, column) for column in columns)
        word, value = reader.needed_word(cell, words), read(answer)
        if word is None or answer.blank:
            continue
        if reader.first_time(word, cell, seen) and value is not None:
            found[word] = value
    return found


def _in_order(found: Mapping[str, Answer], order: Mapping[str, object]) -> dict[str, Answer]:
    return {key: found[key] for key in order if key in found}
