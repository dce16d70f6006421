"""Random people for a catalogue: what they can do, their hours, money, dates, weeks off and wishes."""

from datetime import date, timedelta
from random import Random

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.domain.vocabulary import FOCUS_AREAS, MAX_LEVEL, YEARS_FIELDS, Focus, Objective
from liaison_planner.domain.weeks import WEEK

TODAY = date(2026, 11, 23)
"""The day on which all random people ask."""


def random_people(catalogue: Catalogue, number: int, seed: int) -> tuple[Profile, ...]:
    """People for whom a plan exists more often than not; the same arguments give the same people."""
    return tuple(_person(Random(f"person {seed} {index}"), catalogue, f"{seed}-{index:03}") for index in range(number))


def _person(rng: Random, catalogue: Catalogue, name: str) -> Profile:
    start = TODAY + timedelta(days=rng.randint(0, 90))
    weeks = round(26 * 8 ** rng.random() ** 0.35)
    level, field = _degree(rng)
    focus = rng.sample(FOCUS_AREAS, rng.randint(1, 3))
    return Profile(
        person_id=name,
        edu_level=level,
        degree_field=field,
        licences=tuple(token for token in ("rn", "lpn") if field == "health" and rng.random() < 0.25),
        certificates=("medical_assistant",) if rng.random() < 0.15 else (),
        years=_years(rng),
        internal_employer=rng.random() < 0.3,
        self_ratings=_ratings(rng, catalogue, focus[0]),
        weekly_hours=round(rng.triangular(3, 25, 9) * 2) / 2,
        budget_usd=round(300 * (8000 / 300) ** rng.random() ** 0.4, -1),
        start_date=start,
        target_date=start + weeks * WEEK,
        focus_preference=tuple(focus),
        willing_to_change_job=rng.random() < 0.6,
        objective=rng.choice(list(Objective)),
        max_parallel=rng.choice((*(None,) * 12, 2, 3, 4)),
        periods=_periods(rng, start, weeks),
        **_wishes(rng, catalogue),
    )


def _degree(rng: Random) -> tuple[int, str]:
    """Education level and field."""
    level = rng.choices((1, 2, 3, 4), weights=(10, 15, 60, 15))[0]
    if level == 1:
        return 1, "none"
    return level, rng.choice(("health", "health", "business_marketing", "business_marketing", "health_comm", "other"))


def _years(rng: Random) -> dict[str, float]:
    """Experience in one to three fields."""
    years = dict.fromkeys(YEARS_FIELDS, 0.0)
    for field in rng.sample(YEARS_FIELDS, rng.randint(1, 3)):
        years[field] = round(rng.triangular(0.5, 15, 3), 1)
    if rng.random() < 0.75:
        years["healthcare"] = max(years["healthcare"], round(rng.uniform(1, 8), 1))
    return years


def _ratings(rng: Random, catalogue: Catalogue, focus: Focus) -> dict[str, int]:
    """Some have most of what their focus area asks for, others little; all know something beside it."""
    share = rng.uniform(0.0, 0.6)
    ratings = {}
    for competency in catalogue.competencies.values():
        needed = competency.required[focus]
        level = needed if rng.random() < share else rng.randint(0, max(0, needed - 1))
        ratings[competency.id] = min(MAX_LEVEL, max(level, rng.choice((0, 0, 0, 0, 1))))
    return ratings


def _periods(rng: Random, start: date, weeks: int) -> tuple[Period, ...]:
    """Up to three times off or with fewer hours, one after the other."""
    found = []
    day = start
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        first = day + timedelta(days=rng.randint(7, max(8, weeks * 3)))
        last = first + timedelta(days=rng.choice((6, 13, 20, 34)))
        found.append(Period(first=first, last=last, hours_per_week=rng.choice((0, 0, 2))))
        day = last + timedelta(days=1)
    return tuple(found)


def _wishes(rng: Random, catalogue: Catalogue) -> dict[str, tuple[Pin, ...] | tuple[str, ...]]:
    """One in ten insists on an offering, one in three will have nothing to do with another one or two."""
    names = sorted(catalogue.offerings)
    simple = [name for name in names if not catalogue.offerings[name].prerequisites]
    pins = (Pin(offering_id=rng.choice(simple)),) if rng.random() < 0.1 else ()
    unwanted = rng.sample(names, rng.randint(1, 2)) if rng.random() < 0.3 else []
    return {"pins": pins, "excludes": tuple(name for name in unwanted if name not in {pin.offering_id for pin in pins})}
