"""At which price, effort, hours a week or target date an offering comes into the plan, or drops out of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil, floor

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.explanation import Threshold, ThresholdKind
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Objective
from liaison_planner.gaps.words import day_in_words, hours_in_words, money_in_words, weeks_in_words
from liaison_planner.planning.differences import insisted
from liaison_planner.planning.edge import edge
from liaison_planner.planning.what_if import Outcome, WhatIf, insisting, with_changed, without

MOST_STUDY_HOURS = 40
MORE_WEEKS = (13, 26, 52, 104)
MORE_EFFORT = (2, 4, 8)


@dataclass(frozen=True)
class Turning:
    """Turns one figure at a time and solves again, for one offering and one person.

    Every threshold names two neighbouring whole values that were both solved: in at the one, out at the other.
    """

    what_if: WhatIf
    who: Profile
    offering: Offering
    tell: Callable[[str], None]
    proofs: list[bool] = field(default_factory=list)
    """Whether each answer since the last threshold was proven."""

    def into(self) -> Iterator[Threshold]:
        """Where an offering that is left out would come in."""
        yield self._told(self._price_in)
        if not self.offering.is_full_time_job:
            yield self._told(self._effort_in)
        yield self._told(self._weekly_hours_in)
        yield self._told(self._date_in)

    def out(self, base: Plan) -> Iterator[Threshold]:
        """Where an offering of the plan `base` would drop out."""
        yield self._told(lambda: self._price_out(base))
        if not self.offering.is_full_time_job:
            yield self._told(self._effort_out)

    def _told(self, find: Callable[[], Threshold]) -> Threshold:
        """The threshold, with a word of warning where an answer on the way to it was not proven."""
        self.proofs.clear()
        found = find()
        if all(self.proofs):
            return found
        warned = f"{found.text} (Perhaps not exact: the planner stops searching after a while.)"
        return found.model_copy(update={"proven": False, "text": warned})

    def _solved(self, who: Profile, catalogue: Catalogue) -> Outcome:
        outcome = self.what_if.solved(who, catalogue)
        self.proofs.append(outcome.proven)
        return outcome

    @property
    def _now(self) -> Outcome:
        return self._solved(self.who, self.what_if.catalogue)

    def _changed(self, **changes: float) -> Outcome:
        return self._solved(self.who, with_changed(self.what_if.catalogue, self.offering.id, changes))

    def _in_at_price(self, dollars: int) -> bool:
        self.tell(f"At a price of {money_in_words(dollars)}")
        return self._changed(cost_usd=float(dollars)).holds(self.offering.id)

    def _in_at_effort(self, hours: int) -> bool:
        self.tell(f"At {hours_in_words(hours)} of work")
        return self._changed(effort_hours=float(hours)).holds(self.offering.id)

    def _in_at_hours(self, hours: int) -> bool:
        self.tell(f"With {hours_in_words(hours)} a week")
        who = self.who.model_copy(update={"weekly_hours": float(hours)})
        return self._solved(who, self.what_if.catalogue).holds(self.offering.id)

    def _in_after(self, weeks: int) -> bool:
        self.tell(f"With {weeks} weeks more")
        who = self.who.model_copy(update={"target_date": self._target(weeks)})
        return self._solved(who, self.what_if.catalogue).holds(self.offering.id)

    def _target(self, weeks: int) -> date:
        return self.who.target_date + timedelta(weeks=weeks)

    def _price_in(self) -> Threshold:
        now = self.offering.cost_usd
        if now <= 0:
            return self._nowhere(ThresholdKind.PRICE, now, "It is free already, so the price is not what keeps it out.")
        if not self._in_at_price(0):
            return self._nowhere(ThresholdKind.PRICE, now, f"No price brings it in: {self._even_free()}.")
        inside = edge(self._in_at_price, 0, ceil(now), self._likely_prices())
        outside = min(float(inside + 1), now)
        tie = self._as_good_at(outside)
        text = f"At {money_in_words(inside)} or less it would come in (now {money_in_words(now)})."
        if tie:
            text += f" At {money_in_words(outside)} a plan with it would be exactly as good."
        return Threshold(kind=ThresholdKind.PRICE, now=now, inside=float(inside), outside=outside, tie=tie, text=text)

    def _likely_prices(self) -> list[int]:
        """What the cost of the present plan, and the budget, would leave for it beside the rest of a plan with it."""
        with_it, present = self._changed(cost_usd=0.0).plan, self._now.plan
        rest = with_it.total_cost_usd if with_it else 0.0
        even = [floor(present.total_cost_usd - rest)] if present else []
        return [price + near for price in (*even, floor(self.who.budget_usd - rest)) for near in (0, 1, -1)]

    def _even_free(self) -> str:
        """What even a free one would cost somebody who insists on it."""
        catalogue = with_changed(self.what_if.catalogue, self.offering.id, {"cost_usd": 0.0})
        who = self.who.model_copy(update=insisting(self.who, self.offering.id))
        forced, present = self._solved(who, catalogue).plan, self._now.plan
        if forced is None:
            return "even free of charge, no plan with it was found within your limits"
        return f"even free of charge, {insisted(present, forced)}" if present else "it makes no plan possible"

    def _as_good_at(self, dollars: float) -> bool:
        """Whether at this price a plan with the offering and the best one have all the same figures."""
        catalogue = with_changed(self.what_if.catalogue, self.offering.id, {"cost_usd": dollars})
        who = self.who.model_copy(update=insisting(self.who, self.offering.id))
        forced, free = self._solved(who, catalogue).plan, self._solved(self.who, catalogue).plan
        return forced is not None and free is not None and _figures(forced) == _figures(free)

    def _effort_in(self) -> Threshold:
        now = self.offering.effort_hours
        weeks = weeks_in_words(self.offering.duration_weeks_min)
        if now <= 1 or not self._in_at_effort(1):
            least = f"It would stay out even with one hour of work (over at least {weeks})."
            return self._nowhere(ThresholdKind.EFFORT, now, least)
        inside = edge(self._in_at_effort, 1, ceil(now))
        outside = min(float(inside + 1), now)
        text = f"With {hours_in_words(inside)} of work or less it would come in (now {now:g})."
        return Threshold(kind=ThresholdKind.EFFORT, now=now, inside=float(inside), outside=outside, text=text)

    def _weekly_hours_in(self) -> Threshold:
        now, kind = self.who.weekly_hours, ThresholdKind.WEEKLY_HOURS
        tried, first = floor(now), 1
        while tried < MOST_STUDY_HOURS:
            next_try = min(floor(now) + first, MOST_STUDY_HOURS)
            if self._in_at_hours(next_try):
                inside = edge(self._in_at_hours, next_try, tried)
                outside = max(float(inside - 1), now)
                text = f"With {hours_in_words(inside)} a week it would come in (you have {now:g})."
                return Threshold(kind=kind, now=now, inside=float(inside), outside=outside, text=text)
            tried, first = next_try, 2 * first
        return self._nowhere(kind, now, f"More hours a week do not bring it in (tried up to {MOST_STUDY_HOURS}).")

    def _date_in(self) -> Threshold:
        now, kind = self.who.target_date, ThresholdKind.TARGET_DATE
        if self._now.plan and self.who.objective is Objective.FASTEST:
            text = "A later target date does not bring it in, for you asked for the earliest ready date."
            return self._nowhere(kind, now, text)
        tried = 0
        for weeks in MORE_WEEKS:
            if self._in_after(weeks):
                inside = edge(self._in_after, weeks, tried)
                text = f"If you allowed until {day_in_words(self._target(inside))} it would come in."
                target, before = self._target(inside), self._target(inside - 1)
                return Threshold(kind=kind, now=now, inside=target, outside=before, text=text)
            tried = weeks
        years = MORE_WEEKS[-1] // 52
        return self._nowhere(kind, now, f"A later target date does not bring it in (tried up to {years} years later).")

    def _price_out(self, base: Plan) -> Threshold:
        now, room = self.offering.cost_usd, self.who.budget_usd - base.total_cost_usd
        rest = self._solved(self._without(), self.what_if.catalogue).plan
        saved = [floor(now + rest.total_cost_usd - base.total_cost_usd)] if rest else []
        guesses = [price + near for price in (*saved, floor(now + room)) for near in (0, 1, -1)]
        inside = max(float(edge(self._in_at_price, floor(now), floor(self.who.budget_usd) + 1, guesses)), now)
        outside = float(floor(inside) + 1)
        tie = self._as_good_without_at(outside, rest)
        price = money_in_words(now) if now else "free"
        text = f"It stays in the plan up to a price of {money_in_words(inside)} (now {price})."
        if not inside:
            text = "At any price it would drop out (now free)."
        if inside and self._changed(cost_usd=outside).plan is None:
            text += " One dollar more, and no plan stays within your budget."
        return Threshold(kind=ThresholdKind.PRICE, now=now, inside=inside, outside=outside, tie=tie, text=text)

    def _without(self) -> Profile:
        return self.who.model_copy(update=without(self.who, self.offering.id))

    def _as_good_without_at(self, dollars: float, rest: Plan | None) -> bool:
        """Whether at the last price at which it stays, a plan without it is exactly as good."""
        with_it = self._changed(cost_usd=dollars - 1).plan
        return rest is not None and with_it is not None and _figures(rest) == _figures(with_it)

    def _effort_out(self) -> Threshold:
        now, kind = self.offering.effort_hours, ThresholdKind.EFFORT
        inside = floor(now)
        for times in MORE_EFFORT:
            more = ceil(now * times)
            if not self._in_at_effort(more):
                last = max(float(edge(self._in_at_effort, inside, more)), now)
                text = f"It stays in the plan up to {hours_in_words(last)} of work (now {now:g})."
                return Threshold(kind=kind, now=now, inside=last, outside=float(floor(last) + 1), text=text)
            inside = more
        return self._nowhere(kind, now, f"It would stay even if it took {inside:g} hours (now {now:g}).")

    def _nowhere(self, kind: ThresholdKind, now: float | date, text: str) -> Threshold:
        return Threshold(kind=kind, now=now, inside=None, outside=None, text=text)


def _figures(plan: Plan) -> dict[str, float]:
    """What the plan is best at, level by level; the last value counts where a level comes twice."""
    return {name: value for name, value, _ in plan.proof.objective}
