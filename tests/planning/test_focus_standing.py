"""Where the chosen focus area stands, at a glance and with a plan for each."""

from collections.abc import Callable
from datetime import date

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Focus
from liaison_planner.planning.explain import explain_plan
from liaison_planner.planning.focus_standing import first_look
from liaison_planner.planning.scenarios import compare_plans

Make = Callable[..., Offering]
Sample = Callable[..., Profile]
TODAY = date(2026, 11, 23)


def test_a_first_look_counts_wish_and_values_and_says_what_it_leaves_out(sample: Sample, catalogue: Catalogue) -> None:
    """The barista's first choice suits what matters to him less than the second."""
    assert first_look(sample("P15"), catalogue) == (
        "By your wishes and what matters to you alone, your first choice stands second of 4: 42 of 60 points, "
        "Consulting 44. How soon, how dear and how sure each area is takes a plan for each and is not counted here."
    )


def test_explain_ranks_the_areas_only_when_asked(
    offering: Make, small: Callable[..., Catalogue], person: Callable[..., Profile]
) -> None:
    catalogue = small(offering("a", teaches={"x": 1}), required={"x": 1})
    who = person(focus_preference=(Focus.SPECIALTY_PRACTICE, Focus.CONSULTING), values={"mission": 3})
    plain = explain_plan(who, catalogue, TODAY)
    assert plain.focus_areas == ()
    assert plain.focus_standing.startswith(
        "By your wishes and what matters to you alone, your first choice stands first"
    )
    asked: list[str] = []
    ranked = explain_plan(who, catalogue, TODAY, tell=asked.append, focus_areas=True)
    assert ranked.focus_areas == compare_plans(who, catalogue, TODAY).advice
    assert [each.rank for each in ranked.focus_areas] == [1, 2, 3, 4]
    assert ranked.focus_standing.startswith("By all that counts, your first choice stands ")
    assert sum(words.startswith("Your plan for ") for words in asked) == len(FOCUS_AREAS)
