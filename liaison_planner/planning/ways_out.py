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
from liaison_planner.domain.weeks import last_day_of_weeks, monday_on_or_after
from liaison_planner.gaps.words import day_in_words, hours_in_words, money_in_words
from liaison_planner.planning.limits import Limit, lifted
from liaison_planner.planning.possibility import Possibility
from liaison_planner.planning.search import BRIEF_LIMIT, Search, first_day, is_possible, least, search
from liaison_planner.planning.steps import requirements_met_on

MOST_STUDY_HOURS = 40
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
        answer = search(freed, catalogue, today, Objective.FASTEST, BRIEF_LIMIT)
        met = requirements_met_on(answer.steps, freed, catalogue, answer.translation.standing, first_day(freed, today))
        if answer.found and met and judge(answer, freed):
            cost = round(sum(step.offering.cost_usd for step in answer.steps), 2)
            last = max([met[0], *(step.finish for step in answer.steps)])
            words = seeker.in_words(freed.model_copy(update={"target_date": last}), chosen)
            found.append(WayOut(change=words, ready_date=met[0], total_cost_usd=cost))
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
            yield from ((self._least(chosen), chosen) for chosen in helpful)
            if helpful:
                break
        for focus in self.profile.focus_preference[1:]:
            order = (focus, *(other for other in self.profile.focus_preference if other is not focus))
            yield self.profile.model_copy(update={"focus_preference": order}), []

    def _possible(self, person: Profile) -> bool:
        return bool(is_possible(person, self.catalogue, self.today))

    def _least(self, chosen: list[Limit]) -> Profile:
        """The chosen limits lifted, then drawn in again as far as they go: hours first, then the date, then money."""
        freed = lifted(self.profile, chosen)
        draw_in = {"hours": self._fewest_hours, "deadline": self._earliest_target, "budget": self._lowest_budget}
        for name, draw in draw_in.items():
            if any(limit.id == name for limit in chosen):
                freed = draw(freed)
        return freed

    def _fewest_hours(self, freed: Profile) -> Profile:
        """The fewest whole hours a week that suffice, found by halving."""
        low, high = int(self.profile.weekly_hours), int(freed.weekly_hours)
        while high - low > 1:
            middle = (low + high) // 2
            enough = self._possible(freed.model_copy(update={"weekly_hours": float(middle)}))
            low, high = (low, middle) if enough else (middle, high)
        return freed.model_copy(update={"weekly_hours": float(high)})

    def _earliest_target(self, freed: Profile) -> Profile:
        if freed.pins:  # a pinned step may end after everything is ready
            answer = search(freed, self.catalogue, self.today, Objective.FASTEST, BRIEF_LIMIT)
            target: date | None = max((step.finish for step in answer.steps), default=None)
        else:
            weeks = least(freed, self.catalogue, self.today, "finish")
            target = last_day_of_weeks(monday_on_or_after(first_day(freed, self.today)), weeks) if weeks else None
        return freed.model_copy(update={"target_date": target}) if target else freed

    def _lowest_budget(self, freed: Profile) -> Profile:
        cents = least(freed, self.catalogue, self.today, "cost")
        return freed if cents is None else freed.model_copy(update={"budget_usd": float(ceil(cents / 100))})

    def in_words(self, changed: Profile, chosen: list[Limit]) -> str:
        """One sentence that says what to change; without limits it is the focus area."""
        if not chosen:
            return f"Aim at {changed.focus.title} instead."
        was = self.profile
        words = {
            "present_job": "be willing to change jobs",
            "parallel": "allow more things at a time",
            "periods": "give up the weeks off and the weeks with other hours",
            "firm_routes": "count routes that employers sometimes accept",
            "hours": f"study {hours_in_words(changed.weekly_hours)} a week (now {was.weekly_hours:g})",
            "deadline": f"allow until {day_in_words(changed.target_date)} (now {day_in_words(was.target_date)})",
            "budget": f"raise the budget to {money_in_words(changed.budget_usd)} (now {money_in_words(was.budget_usd)})",
        }
        parts = [
            words.get(limit.id, f"give up: {limit.text[0].lower()}{limit.text[1:].rstrip('.')}") for limit in chosen
        ]
        sentence = " and ".join(parts)
        return f"{sentence[0].upper()}{sentence[1:]}."
