"""Whoever comes, a plan is made and the verifier accepts it.

`HYPOTHESIS_PROFILE=thorough` asks for three hundred random people instead of some fixed ones.
"""

import os
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.domain.vocabulary import DEGREE_FIELDS, FOCUS_AREAS, YEARS_FIELDS, Objective
from liaison_planner.domain.weeks import WEEK, monday_on_or_after
from liaison_planner.verification import verify

TODAY = date(2026, 11, 23)
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
EVERYTHING = built_in()
OFFERINGS = sorted(EVERYTHING.offerings)
LICENCES = sorted(token for token, row in EVERYTHING.credentials.items() if row.kind == "licence")
CERTIFICATES = sorted(EVERYTHING.credentials.keys() - set(LICENCES))


@st.composite
def periods(draw: st.DrawFn, first: date) -> tuple[Period, ...]:
    """Up to two periods, one after the other."""
    found = []
    for _ in range(draw(st.integers(0, 2))):
        start = first + timedelta(days=draw(st.integers(0, 90)))
        last = start + timedelta(days=draw(st.integers(0, 30)))
        found.append(Period(first=start, last=last, hours_per_week=draw(st.sampled_from([0, 2.5, 20]))))
        first = last + timedelta(days=1)
    return tuple(found)


@st.composite
def people(draw: st.DrawFn) -> Profile:
    """Somebody who has come some of the way already, as most who ask have."""
    start = TODAY + timedelta(days=draw(st.integers(-30, 200)))
    target = max(start, TODAY) + timedelta(days=draw(st.integers(0, 700)))
    first = monday_on_or_after(max(start, TODAY))
    some = draw(st.permutations(OFFERINGS))
    pins, excludes, done = some[: draw(st.integers(0, 1))], some[1 : draw(st.integers(1, 3))], some[3:8]
    chosen: dict[str, Any] = {
        "start_date": start,
        "target_date": target,
        "periods": draw(periods(first)),
        "pins": tuple(
            Pin(offering_id=name, start=draw(st.none() | st.integers(0, 20).map(lambda week: first + week * WEEK)))
            for name in pins
        ),
        "excludes": excludes,
        "done": done if draw(st.booleans()) else (),
    }
    return Profile(
        person_id="anybody",
        edu_level=draw(st.sampled_from([3, 1, 2, 4, 5])),
        degree_field=draw(st.sampled_from(DEGREE_FIELDS)),
        licences=tuple(draw(st.sets(st.sampled_from(LICENCES), max_size=1))),
        certificates=tuple(sorted(draw(st.sets(st.sampled_from(CERTIFICATES), max_size=2)))),
        years={field: draw(st.sampled_from([1.0, 0.0, 0.5, 2.3, 5.0])) for field in YEARS_FIELDS},
        self_ratings={name: draw(st.sampled_from([3, 2, 4, 1, 0])) for name in EVERYTHING.competencies},
        weekly_hours=draw(st.sampled_from([8, 12.5, 20, 5, 0])),
        budget_usd=draw(st.sampled_from([3000, 900.5, 9000, 0])),
        focus_preference=(draw(st.sampled_from(FOCUS_AREAS)),),
        willing_to_change_job=draw(st.booleans()),
        objective=draw(st.sampled_from(Objective)),
        firm_routes_only=draw(st.booleans()),
        prefer_robust=draw(st.sampled_from([False, True])),
        savings_usd=draw(st.sampled_from([None, None, 5000])),
        savings_floor_usd=draw(st.sampled_from([0, 500])),
        monthly_income_usd=draw(st.sampled_from([0, 2500])),
        monthly_costs_usd=draw(st.sampled_from([0, 2400, 2600])),
        max_parallel=draw(st.sampled_from([None, 3, 1])),
        employer_pays_usd=draw(st.sampled_from([0, 0, 450.5, 1500])),
        employer_pays_for=tuple(some[40:]) if draw(st.booleans()) else (),
        hours_in_new_post=draw(st.sampled_from([None, None, None, 3.5])),
        **chosen,
    )


@settings(
    max_examples=300 if THOROUGH else 15,
    derandomize=not THOROUGH,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(people())
def test_everybody_gets_a_plan_that_the_verifier_accepts(
    planned: Callable[[Profile, Catalogue], Plan], person: Profile
) -> None:
    plan = planned(person, EVERYTHING)
    assert verify(plan, person, EVERYTHING) == ()
    assert all(item.because.endswith(".") for item in plan.items)
    assert bool(plan.conflicts) is not plan.fits
