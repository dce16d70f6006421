"""Changes of limits under which a plan exists, each solved and verified before it is offered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import ceil

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.plan import WayOut
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Objective
from liaison_planner.gaps.words import day_in_words, hours_in_words, money_in_words
from liaison_planner.planning.employer import own_cost
from liaison_planner.planning.limits import Limit, lifted
from liaison_planner.planning.lived import spent_usd
from liaison_planner.planning.phrases import listed
from liaison_planner.planning.possibility import Possibility
from liaison_planner.planning.search import BRIEF_LIMIT, Search, first_day, is_possible, search
from liaison_planner.planning.steps import requirements_met_on

MOST_CHANGES = 3
MOST_WAYS_OUT = 6

Judge = Callable[[Search, Profile], bool]
"""Whether a found plan stands up to the independent verifier."""


def ways_out(possibility: Possibility, judge: Judge) -> tuple[WayOut, ...]:
    """The ways out with the fewest changes, then other focus areas; every one is a plan that was found and judged."""
    profile, catalogue, today = possibility.profile, possibility.catalogue, possibility.today
    seeker = _Seeker(possibility, profile, catalogue, today)
    found: list[WayOut] = []
    for freed, chosen in seeker.changes():
        way = seeker.way_out(freed, chosen, judge)
        if way:
            found.append(way)
        if len(found) == MOST_WAYS_OUT:
            break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Seeker:
    """Looks for sets of limits whose change makes a plan possible."""

    possibility: Possibility
    profile: Profile
    catalogue: Catalogue
    today: date

    def changes(self) -> Iterator[tuple[Profile, list[Limit]]]:
        """The changed person and the limits that were changed: as few as possible, each no further than it must."""
        limits = self.possibility.limits
        for size in range(1, MOST_CHANGES + 1):
            helpful = [list(chosen) for chosen in combinations(limits, size) if self.possibility.without(chosen)]
            yield from ((self._with_fewest_hours(chosen), chosen) for chosen in helpful)
            if helpful:
                break
        for focus in self.profile.focus_preference[1:]:
            order = (focus, *(other for other in self.profile.focus_preference if other != focus))
            yield self.profile.model_copy(update={"focus_preference": order}), []

    def _with_fewest_hours(self, chosen: list[Limit]) -> Profile:
        """The chosen limits lifted, but for hours no more whole ones a week than it takes."""
        freed = lifted(self.profile, chosen)
        if not any(limit.id == "hours" for limit in chosen):
            return freed
        low, high = int(self.profile.weekly_hours), int(freed.weekly_hours)
        step = 1
        while high - low > 1:
            hours = min(low + step, (low + high) // 2)
            enough = is_possible(_studying(freed, hours), self.catalogue, self.today)
            low, high = (low, hours) if enough else (hours, high)
            step *= 2
        return _studying(freed, high)

    def way_out(self, freed: Profile, chosen: list[Limit], judge: Judge) -> WayOut | None:
        """The plan under the change, each limit lifted no further than it must: the date first, then money."""
        names = {limit.id for limit in chosen}
        cheapest = "budget" in names and "deadline" not in names
        objective = Objective.CHEAPEST if cheapest else Objective.FASTEST
        answer = search(freed, self.catalogue, self.today, objective, BRIEF_LIMIT)
        outset, first = answer.translation.standing, first_day(freed, self.today)
        met = requirements_met_on(answer.steps, freed, self.catalogue, outset, first)
        if not (answer.found and met):
            return None
        cost = round(own_cost(answer.steps, freed, self.catalogue), 2)
        if "budget" in names:
            freed = freed.model_copy(update={"budget_usd": float(ceil(cost + spent_usd(freed, self.catalogue)))})
        if "deadline" in names:
            last = max([met[0], *(step.finish for step in answer.steps)])
            freed = freed.model_copy(update={"target_date": last})
        if not judge(answer, freed):
            return None
        return WayOut(change=self.in_words(freed, chosen), ready_date=met[0], total_cost_usd=cost)

    def in_words(self, changed: Profile, chosen: list[Limit]) -> str:
        """One sentence that says what to change; without limits it is the focus area."""
        if not chosen:
            return f"Aim at {changed.focus.title} instead."
        was = self.profile
        words = {
            "present_job": "be willing to change jobs",
            "parallel": "allow more things at a time",
            "periods": "give up the weeks off and the weeks with other hours",
            "savings": f"let your savings fall below {money_in_words(was.savings_floor_usd)} for a time",
            "firm_routes": "count routes that employers sometimes accept",
            "post_hours": f"study as much in a new post as you do now, {hours_in_words(was.weekly_hours)} a week",
            "hours": f"study {hours_in_words(changed.weekly_hours)} a week (now {was.weekly_hours:g})",
            "deadline": f"allow until {day_in_words(changed.target_date)} (now {day_in_words(was.target_date)})",
            "budget": f"raise the budget to {money_in_words(changed.budget_usd)} (now {money_in_words(was.budget_usd)})",
        }
        words |= {
            f"exclude:{name}": f"get a seat in «{self.catalogue.offerings[name].title}»"
            for name in was.excludes
            if name in was.no_seat
        }
        parts = [
            words.get(limit.id, f"give up: {limit.text[0].lower()}{limit.text[1:].rstrip('.')}") for limit in chosen
        ]
        sentence = listed(parts)
        return f"{sentence[0].upper()}{sentence[1:]}."


def _studying(profile: Profile, hours: int) -> Profile:
    return profile.model_copy(update={"weekly_hours": float(hours)})
