"""The limits a person sets, each with its words and with what the person would be without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.profile import Pin, Profile
from liaison_planner.gaps.words import day_in_words, hours_in_words, money_in_words

LONGEST_PLAN_YEARS = 10
MOST_HOURS_PER_WEEK = 80.0
MOST_BUDGET_USD = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: a stable id, the sentence for the user, and the same person freed of it."""

    id: str
    text: str
    without: dict[str, object]

    def lifted_from(self, profile: Profile) -> Profile:
        """The person without this limit."""
        return profile.model_copy(update=self.without)


def limits_of(profile: Profile, catalogue: Catalogue, today: date) -> list[Limit]:
    """Every limit that could stand in the way, those that are easiest to live without first."""
    return [
        *_choices(profile, catalogue),
        *_habits(profile),
        Limit(
            "deadline", f"Be ready by {day_in_words(profile.target_date)}.", {"target_date": far_target(profile, today)}
        ),
        Limit("budget", _budget_text(profile), {"budget_usd": MOST_BUDGET_USD}),
        *_savings(profile),
        Limit(
            "hours",
            f"Study at most {hours_in_words(profile.weekly_hours)} a week.",
            {"weekly_hours": MOST_HOURS_PER_WEEK},
        ),
        *_post_hours(profile),
        *_present_job(profile),
    ]


def _budget_text(profile: Profile) -> str:
    own = " of your own" if profile.employer_pays_usd else ""
    return f"Spend at most {money_in_words(profile.budget_usd)}{own}."


def far_target(profile: Profile, today: date) -> date:
    """A target so late that it limits nothing."""
    first = max(today, profile.start_date)
    far = first.replace(year=min(first.year + LONGEST_PLAN_YEARS, MAXYEAR), day=min(first.day, 28))
    return max(far, profile.target_date)


def _choices(profile: Profile, catalogue: Catalogue) -> Iterator[Limit]:
    for pin in profile.pins:
        when = f" in the week of {day_in_words(pin.start)}" if pin.start else ""
        text = f"Include «{catalogue.offerings[pin.offering_id].title}»{when}."
        others: tuple[Pin, ...] = tuple(other for other in profile.pins if other != pin)
        yield Limit(f"pin:{pin.offering_id}", text, {"pins": others})
    for name in profile.excludes:
        rest = tuple(other for other in profile.excludes if other != name)
        title = catalogue.offerings[name].title
        text = f"Do without «{title}», which has no free seat." if name in profile.no_seat else f"Leave out «{title}»."
        yield Limit(f"exclude:{name}", text, {"excludes": rest})


def _habits(profile: Profile) -> Iterator[Limit]:
    if profile.max_parallel is not None:
        things = "thing" if profile.max_parallel == 1 else "things"
        yield Limit("parallel", f"Do at most {profile.max_parallel} {things} at a time.", {"max_parallel": None})
    if profile.periods:
        yield Limit("periods", "Keep the weeks off and the weeks with other hours.", {"periods": ()})
    if profile.firm_routes_only:
        text = "Count only qualification routes that employers firmly accept."
        yield Limit("firm_routes", text, {"firm_routes_only": False})


def _savings(profile: Profile) -> Iterator[Limit]:
    if profile.savings_usd is not None:
        text = f"Never have less than {money_in_words(profile.savings_floor_usd)} in savings."
        yield Limit("savings", text, {"savings_usd": None})


def _post_hours(profile: Profile) -> Iterator[Limit]:
    hours = profile.hours_in_new_post
    if hours is not None and hours < profile.weekly_hours and profile.willing_to_change_job:
        text = f"Study at most {hours_in_words(hours)} a week while in a new full-time post."
        yield Limit("post_hours", text, {"hours_in_new_post": None})


def _present_job(profile: Profile) -> Iterator[Limit]:
    if not profile.willing_to_change_job:
        yield Limit("present_job", "Keep the present job.", {"willing_to_change_job": True})


def lifted(profile: Profile, limits: list[Limit]) -> Profile:
    """The person without any of these limits; several pins or exclusions are lifted together."""
    dropped_pins = {limit.id.removeprefix("pin:") for limit in limits if limit.id.startswith("pin:")}
    dropped_excludes = {limit.id.removeprefix("exclude:") for limit in limits if limit.id.startswith("exclude:")}
    freed = profile
    for limit in limits:
        freed = limit.lifted_from(freed)
    pins = tuple(pin for pin in profile.pins if pin.offering_id not in dropped_pins)
    excludes = tuple(name for name in profile.excludes if name not in dropped_excludes)
    return freed.model_copy(update={"pins": pins, "excludes": excludes})
