"""The sentences that anchor the levels of each subject, as the workbook shows them."""

from collections.abc import Iterator

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Competency
from liaison_planner.domain.vocabulary import MAX_LEVEL
from liaison_planner.views import Row

MOST_IN_TITLE, MOST_IN_PROMPT = 32, 255
"""Characters ("Data validation", Microsoft)."""

_LEVELS = range(1, MAX_LEVEL + 1)
_GENERAL = "0 none, 1 aware, 2 working, 3 independent, 4 expert. The scale stands at the top of the sheet."


def level_rows(catalogue: Catalogue) -> Iterator[Row]:
    """For each subject what somebody at each level can do."""
    for row in catalogue.competencies.values():
        yield {
            "id": row.id,
            "name": row.name,
            **{f"can_{level}": catalogue.at_level(row.id, level) for level in _LEVELS},
        }


def level_prompts(catalogue: Catalogue) -> Iterator[Row]:
    """For each subject the prompt beside its rating, and the longest sentence for which the row must have room."""
    for row in catalogue.competencies.values():
        sentences = [catalogue.at_level(row.id, level) for level in _LEVELS]
        yield {
            "means": "",
            "means:longest": max(sentences, key=len, default=""),
            "level:title": _shortened(row.name, MOST_IN_TITLE),
            "level:prompt": _prompt(row, catalogue),
        }


def _prompt(row: Competency, catalogue: Catalogue) -> str:
    """The four levels in as many lines, each cut down as far as it must be."""
    own = catalogue.anchors.get(row.id)
    if own is None:
        return _GENERAL
    most = MOST_IN_PROMPT
    lines = [f"{level} {own.can[level]}" for level in _LEVELS]
    if len("\n".join(lines)) > most:
        lines = [_shortened(line, (most - len(lines) + 1) // len(lines)) for line in lines]
    return "\n".join(lines)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
