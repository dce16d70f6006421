"""The advice on focus areas: points that add up, an order that follows them, and a sentence for each."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.comparison import Advice, Comparison
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import FOCUS_AREAS, VALUES, Focus
from liaison_planner.planning.advice import MOST, advise
from liaison_planner.planning.scenarios import compare_plans
from liaison_planner.views import advice_rows

Sample = Callable[..., Profile]
Compared = Callable[[str], Comparison]
NOTHING = dict.fromkeys(FOCUS_AREAS)
FIRST = date(2027, 1, 4)


@pytest.fixture(scope="module")
def compared(sample: Sample, catalogue: Catalogue, today: date) -> Compared:
    """The comparison of a sample person; each is computed once."""
    return cache(lambda name: compare_plans(sample(name), catalogue, today))


def of(advice: tuple[Advice, ...], focus: Focus) -> Advice:
    return next(each for each in advice if each.focus == focus)


def values_points(profile: Profile, catalogue: Catalogue, focus: Focus) -> float:
    advice = of(advise(profile, catalogue, NOTHING, FIRST), focus)
    return next(part.points for part in advice.parts if part.name == "values")


@pytest.mark.parametrize("name", ["P01", "P06", "P11", "P13"])
def test_the_points_add_up_and_make_the_order(compared: Compared, name: str) -> None:
    advice = compared(name).advice
    assert {each.focus for each in advice} == set(FOCUS_AREAS)
    assert [each.rank for each in advice] == [1, 2, 3, 4]
    for each in advice:
        assert each.total == pytest.approx(sum(part.points for part in each.parts))
        assert all(0 <= part.points <= part.most for part in each.parts)
    fits = {each.focus: each.ready_date is not None for each in compared(name).focus_areas}
    assert [(not fits[each.focus], -each.total) for each in advice] == sorted(
        (not fits[each.focus], -each.total) for each in advice
    )


def test_the_parts_make_a_hundred() -> None:
    assert sum(MOST.values()) == 100


def test_the_volunteer_coordinator_is_sent_where_her_mission_is(compared: Compared) -> None:
    """P06 values mission at 5: outreach suits her best although the practice is open four weeks sooner."""
    first, second = compared("P06").advice[:2]
    assert (first.focus, second.focus) == (Focus.GOVERNMENT_OUTREACH, Focus.SPECIALTY_PRACTICE)
    assert first.trade_off == (
        "Beside Specialty practice or hospital it is nearer to your wish, suits what matters to you better (mission) and "
        "costs $1,841 less, but is open 4 weeks later."
    )
    assert "22 of the 28 levels" in second.stepping_stone
    assert first.stepping_stone == ""


def test_an_area_without_a_plan_comes_after_those_with_one_and_says_so(compared: Compared) -> None:
    last = compared("P06").advice[-1]
    assert last.focus == Focus.CONSULTING
    assert last.trade_off.startswith("No plan fits within your limits")
    assert [part.points for part in last.parts if part.name in {"time", "cost", "certainty"}] == [0, 0, 0]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_that_matters_more_never_takes_points_from_the_area_that_offers_most_of_it(
    sample: Sample, catalogue: Catalogue, value: str
) -> None:
    rows = [row for row in catalogue.values.values() if row.value == value]
    most = max(rows, key=lambda row: row.strength)
    weights = dict.fromkeys(VALUES, 3)
    points = [
        values_points(sample("P01", values=weights | {value: weight}), catalogue, most.focus) for weight in range(1, 6)
    ]
    assert points == sorted(points)


def test_only_income_leads_to_consulting_and_only_mission_to_outreach(sample: Sample, catalogue: Catalogue) -> None:
    for value, focus in (("income", Focus.CONSULTING), ("mission", Focus.GOVERNMENT_OUTREACH)):
        assert values_points(sample("P01", values={value: 5}), catalogue, focus) == MOST["values"]


def test_without_values_all_areas_get_the_same_for_them(sample: Sample, catalogue: Catalogue) -> None:
    points = {values_points(sample("P01", values={}), catalogue, focus) for focus in FOCUS_AREAS}
    assert points == {MOST["values"] / 2}


def test_a_tie_keeps_the_order_of_wishes(sample: Sample, catalogue: Catalogue) -> None:
    wishes = (Focus.MEDICAL_SCHOOL, Focus.CONSULTING)
    advice = advise(sample("P01", values={}, focus_preference=wishes), catalogue, NOTHING, FIRST)
    assert [each.focus for each in advice[:2]] == list(wishes)


def test_a_sheet_gets_a_row_for_each_area_in_their_order(compared: Compared) -> None:
    rows = advice_rows(compared("P06"))
    assert [row["rank"] for row in rows] == [1, 2, 3, 4]
    assert rows[0]["focus"] == Focus.GOVERNMENT_OUTREACH.title
    assert [rows[0][name] for name in MOST] == [part.points for part in compared("P06").advice[0].parts]
    assert "It offers: income 2 of 5 (weight 2)" in str(rows[0]["because"])
