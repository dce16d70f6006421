"""What a person with nothing can get to."""

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.reach import reach_from_blank
from liaison_planner.catalogue.syntax import parse_awards, parse_requirement
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.vocabulary import FOCUS_AREAS


def never(what: str) -> None:
    raise AssertionError(what)


def test_reach_goes_on_until_nothing_more_can_be_started(catalogue: Catalogue) -> None:
    plain = catalogue.offerings["c_hipaa_core"]

    def offering(name: str, prerequisites: str, awards: str = "", **teaches: int) -> Offering:
        changes = {
            "id": name,
            "prerequisites": parse_requirement(prerequisites, never),
            "awards": parse_awards(awards, never),
            "teaches": teaches,
        }
        return plain.model_copy(update=changes)

    last = offering("last", "talk>=2;yrs_clinical>=1", talk=3)
    second = offering("second", "first", "exp:clinical:1", talk=2)
    lost = offering("lost", "yrs_clinical>=2", talk=4)
    reach = reach_from_blank([last, lost, second, offering("first", "")])
    assert reach.offerings == {"first", "second", "last"}
    assert (reach.levels, reach.tenths) == ({"talk": 3}, {"clinical": 10})


def test_every_required_level_can_be_reached_from_a_blank_start(catalogue: Catalogue) -> None:
    reach = reach_from_blank(catalogue.offerings.values())
    for competency in catalogue.competencies.values():
        assert reach.levels[competency.id] >= max(competency.required[focus] for focus in FOCUS_AREAS)
