"""What an interview tests first comes first."""

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.vocabulary import Focus
from liaison_planner.gaps.priority import competency_priority, level_weight


@pytest.mark.parametrize(
    ("name", "missing", "priority"), [("hipaa", 1, 1), ("hipaa", 3, 1), ("med_terms", 2, 2), ("med_terms", 1, 3)]
)
def test_core_is_urgent_two_levels_are_important_the_rest_can_wait(
    catalogue: Catalogue, name: str, missing: int, priority: int
) -> None:
    competency = catalogue.competencies[name]
    assert competency_priority(competency, Focus.SPECIALTY_PRACTICE, missing) == priority


def test_what_is_core_for_another_focus_area_is_not_urgent_here(catalogue: Catalogue) -> None:
    competency = catalogue.competencies["pop_health"]
    assert competency_priority(competency, Focus.GOVERNMENT_OUTREACH, 1) == 1
    assert competency_priority(competency, Focus.CONSULTING, 1) == 3


def test_a_core_level_is_worth_more_than_another_one(catalogue: Catalogue) -> None:
    core, other = catalogue.competencies["hipaa"], catalogue.competencies["med_terms"]
    focus = Focus.SPECIALTY_PRACTICE
    assert level_weight(core, focus) > level_weight(other, focus) > 0
