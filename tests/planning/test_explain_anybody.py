"""Whoever asks about whatever: the explanation comes, and its laws hold.

`HYPOTHESIS_PROFILE=thorough` asks for three hundred random cases instead of some fixed ones.
"""

import os
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.explanation import Explanation, Possible
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.domain.vocabulary import Delivery, Objective, StartPattern
from liaison_planner.planning.explain import explain_offering, explain_plan
from liaison_planner.planning.scenarios import compare_plans

TODAY = date(2026, 11, 23)
MONDAY = date(2027, 1, 4)
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
NAMES = "abcde"

Make = Callable[..., Offering]


@st.composite
def rows(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A course, a cohort or a full-time job that may teach something and may need another one."""
    weeks = draw(st.integers(1, 6))
    job = draw(st.integers(0, 5)) == 0
    return {
        "hours": 40 * weeks if job else draw(st.integers(1, 10)) * weeks,
        "weeks": weeks,
        "cost_usd": draw(st.sampled_from([0, 50, 99.5, 400])),
        "delivery": Delivery.ON_THE_JOB if job else draw(st.sampled_from([Delivery.IN_PERSON, Delivery.ONLINE_COHORT])),
        "start_pattern": draw(st.sampled_from([StartPattern.ANYTIME, StartPattern.MONTHLY])),
        "teaches": draw(st.dictionaries(st.sampled_from(["law", "talk"]), st.integers(1, 2), max_size=2)),
        "needs": draw(st.sampled_from(["", "", "law>=1", *(other for other in NAMES if other < name)])),
    }


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    """What may be special about the person."""
    off = Period(first=MONDAY + timedelta(weeks=draw(st.integers(0, 5))), last=MONDAY + timedelta(days=40))
    picked = draw(st.permutations(NAMES))
    return {
        "weekly_hours": draw(st.sampled_from([10, 6, 3.5])),
        "budget_usd": draw(st.sampled_from([1000, 450, 100])),
        "willing_to_change_job": draw(st.booleans()),
        "objective": draw(st.sampled_from(Objective)),
        "max_parallel": draw(st.sampled_from([None, 1])),
        "periods": draw(st.sampled_from([(), (off,)])),
        "pins": draw(st.sampled_from([(), (Pin(offering_id=picked[0]),)])),
        "excludes": draw(st.sampled_from([(), (picked[1],)])),
    }


@settings(
    max_examples=300 if THOROUGH else 12,
    derandomize=not THOROUGH,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_every_explanation_keeps_its_laws(
    data: st.DataObject, person: Callable[..., Profile], small: Callable[..., Catalogue], offering: Make
) -> None:
    offerings = [offering(name, **data.draw(rows(name))) for name in NAMES]
    catalogue, who = small(*offerings, required={"law": 1, "talk": 2}), person(**data.draw(changes()))
    explained = explain_plan(who, catalogue, TODAY)
    check_alternatives(explained, who.objective)
    check_sentences(explained)
    for name in NAMES:
        check_one(explain_offering(who, catalogue, TODAY, name), name, explained)
    compared = compare_plans(who, catalogue, TODAY)
    assert compared.status is explained.status
    assert all(each.because.endswith(".") for each in (*compared.objectives, *compared.focus_areas))


def check_alternatives(explained: Explanation, objective: Objective) -> None:
    """Without a step nothing is better, but for a step that the person insists on; with more nothing is worse."""
    for step in explained.steps:
        change = step.without
        assert (change is None) is (explained.ready_date is None)
        if change and change.days_later is not None and change.dollars_more is not None and not step.pinned:
            assert no_better(objective, change.days_later, change.dollars_more)
    for more in explained.more:
        change = more.change
        if explained.ready_date is not None:
            assert change.possible is Possible.YES
            assert change.days_later is not None
            assert change.dollars_more is not None
            assert no_better(objective, -change.days_later, -change.dollars_more)


def no_better(objective: Objective, days: int, dollars: float) -> bool:
    """A balanced plan trades days for dollars, so there only being better at both would be wrong."""
    if objective is Objective.BALANCED:
        return days > 0 or dollars > 0 or (days, dollars) == (0, 0)
    return ((dollars, days) if objective is Objective.CHEAPEST else (days, dollars)) >= (0, 0)


def check_sentences(explained: Explanation) -> None:
    texts = [hold.text for step in explained.steps for hold in (step.start_hold, step.finish_hold)]
    texts += [step.without.text for step in explained.steps if step.without]
    texts += [each.text for each in explained.left_out]
    assert all(text.endswith((".", ".)")) and "«»" not in text for text in texts), texts


def check_one(answer: Explanation, name: str, explained: Explanation) -> None:
    """The answer on one offering agrees with the overview, and its thresholds are neighbours."""
    assert answer.offering is not None
    assert answer.offering.chosen is (name in {step.offering_id for step in explained.steps})
    for threshold in answer.offering.thresholds:
        assert (threshold.inside is None) is (threshold.outside is None)
        if isinstance(threshold.inside, float) and isinstance(threshold.outside, float):
            assert 0 < abs(threshold.inside - threshold.outside) <= 1
