"""The titles of a catalogue as views use them."""

from collections import Counter
from collections.abc import Mapping

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.vocabulary import MAX_LEVEL
from liaison_planner.views import Labels


def labels_of(catalogue: Catalogue) -> Labels:
    """The titles behind the ids. A title that two rows share would be ambiguous in a list, so their ids stand for them."""
    return Labels(
        competencies=_unique({name: row.name for name, row in catalogue.competencies.items()}),
        offerings=_unique({name: row.title for name, row in catalogue.offerings.items()}),
        routes=_unique({name: row.name for name, row in catalogue.routes.items()}),
        gates=_unique({name: row.name for name, row in catalogue.gates.items()}),
        credentials=_unique({token: row.title for token, row in catalogue.credentials.items()}),
        asked={name: row.required for name, row in catalogue.competencies.items()},
        means={
            name: {level: catalogue.at_level(name, level) for level in range(1, MAX_LEVEL + 1)}
            for name in catalogue.competencies
        },
        accepted={
            name: {focus: answer.value for focus, answer in row.acceptance.items()}
            for name, row in catalogue.routes.items()
        },
    )


def _unique(titles: Mapping[str, str]) -> dict[str, str]:
    shared = Counter(title.casefold() for title in titles.values())
    return {name: title if shared[title.casefold()] == 1 else name for name, title in titles.items()}
