"""A person to start from; each test changes what it is about."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Focus


@pytest.fixture(scope="session")
def person() -> Callable[..., Profile]:
    """`person(edu_level=3)`: somebody with a school diploma and nothing else, but for the fields given."""

    def make(**changes: Any) -> Profile:
        plain: dict[str, Any] = {
            "person_id": "A",
            "edu_level": 1,
            "degree_field": "none",
            "years": {},
            "self_ratings": {},
            "weekly_hours": 10,
            "budget_usd": 1000,
            "start_date": date(2027, 1, 4),
            "target_date": date(2027, 12, 31),
            "focus_preference": (Focus.SPECIALTY_PRACTICE,),
        }
        return Profile.model_validate(plain | changes)

    return make
