"""A change of the catalogue is told in words that need no table at hand."""

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.basis import Outdated
from liaison_planner.domain.vocabulary import Focus
from liaison_planner.planning.change_words import change_in_words

FOCUS = Focus.SPECIALTY_PRACTICE


def told(catalogue: Catalogue, table: str, column: str, before: str | None, now: str | None) -> str:
    change = Outdated(table=table, id="X1", title="The thing", column=column, before=before, now=now)
    return change_in_words(change, FOCUS, catalogue)


Cell = tuple[str, str, str | None, str | None]


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (("offerings", "cost_usd", "500", "0"), "«The thing»: the price was $500, and is now $0."),
        (("offerings", "effort_hours", "1", "2.5"), "«The thing»: the time it takes was 1 hour, and is now 2.5 hours."),
        (
            ("offerings", "duration_weeks_min", "4", "1"),
            "«The thing»: the shortest time was 4 weeks, and is now 1 week.",
        ),
        (
            ("offerings", "pay_usd_per_year", "", "40000"),
            "«The thing»: the pay a year was not known, and is now $40,000.",
        ),
        (
            ("offerings", "teaches", "hipaa:1", "hipaa:2"),
            "«The thing»: what it teaches was Patient privacy (HIPAA) at level 1, and is now Patient privacy (HIPAA) at level 2.",
        ),
        (
            ("offerings", "prerequisites", "", "hipaa>=1"),
            "«The thing»: what it asks for first was nothing, and is now Patient privacy (HIPAA) at level 1.",
        ),
        (("routes", "specialty_practice", "yes", "no"), "Route X1, «The thing», was accepted and is now not accepted."),
        (("competencies", "core_for", "", "specialty_practice"), "«The thing» is now tested in a first interview."),
        (
            ("competencies", "specialty_practice", "2", "0"),
            "«The thing» was asked for at level 2, and is no longer asked for.",
        ),
        (("competencies", "specialty_practice", None, "2"), "«The thing» is newly asked for, at level 2."),
        (("tasks", "weeks", "2", "3"), "«The thing»: the shortest time was 2 weeks, and is now 3 weeks."),
        (("offerings", "", "", None), "«The thing» (X1) is no longer in the catalogue."),
    ],
)
def test_a_change_is_one_sentence(catalogue: Catalogue, cell: Cell, sentence: str) -> None:
    assert told(catalogue, *cell) == sentence


def test_a_requirement_that_names_what_has_left_the_catalogue_is_told_as_it_stood(catalogue: Catalogue) -> None:
    assert "was «c_gone», and is now" in told(catalogue, "offerings", "prerequisites", "c_gone", "hipaa>=1")
