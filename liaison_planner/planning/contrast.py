"""Why one scenario differs from the person's own choice, in plain sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.clash import clash_in_a_sentence
from liaison_planner.domain.plan import Conflict, Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.gaps.analysis import unmet_levels
from liaison_planner.gaps.standing import standing_of
from liaison_planner.gaps.words import day_in_words, money_in_words
from liaison_planner.planning.differences import added, days_later, figures
from liaison_planner.planning.phrases import listed, short_title, span, titles

MOST_TITLES = 2


@dataclass(frozen=True, slots=True)
class Contrast:
    """The person and their own plan, the same person in another scenario and its plan; a plan is None where none exists."""

    profile: Profile
    who: Profile
    own: Plan | None
    plan: Plan | None
    conflicts: Sequence[Conflict]
    catalogue: Catalogue

    def in_words(self) -> str:
        """One to three sentences."""
        other_focus = self.who.focus != self.profile.focus
        if self.plan is None:
            return self._clash()
        if (self.who.objective, self.who.focus) == (self.profile.objective, self.profile.focus):
            return "Your own choice."
        if self.own is None:
            return self._fits_after_all()
        return " ".join(self._focus(self.own, self.plan)) if other_focus else self._objective(self.own, self.plan)

    def _clash(self) -> str:
        if self.who.objective is not self.profile.objective:
            return "No plan either: nothing fits, whatever the plan should be best at."
        return clash_in_a_sentence(self.conflicts)

    def _fits_after_all(self) -> str:
        return " ".join(["This one fits within your limits.", *self._less()])

    def _objective(self, own: Plan, plan: Plan) -> str:
        """What the other objective gains and what it costs, and by which steps."""
        gone, new = added(plan, own), added(own, plan)
        dollars, days = round(plan.total_cost_usd - own.total_cost_usd, 2), days_later(own, plan) or 0
        if not (gone or new or dollars or days):
            return "The same as your own choice."
        how = self._swap(gone, new)
        if dollars < 0:
            late = f"; ready {span(days)} {'later' if days > 0 else 'earlier'}" if days else "; ready on the same day"
            return f"Saves {money_in_words(-dollars)} by {how}{late}."
        if not dollars and not days:
            if not (gone or new):
                return "The same as your own choice."
            return f"The same date and cost as your own choice, {how}."
        words = figures(own, plan)
        return f"{words[0].upper()}{words[1:]}, by {how}."

    def _swap(self, gone: Sequence[str], new: Sequence[str]) -> str:
        if gone and new:
            return f"replacing {self._titles(gone)} with {self._titles(new)}"
        if gone:
            return f"doing without {self._titles(gone)}"
        return f"adding {self._titles(new)}" if new else "putting the same steps on other dates"

    def _titles(self, names: Sequence[str]) -> str:
        return titles(names, self.catalogue, MOST_TITLES)

    def _focus(self, own: Plan, plan: Plan) -> Iterator[str]:
        """How much later or dearer, what the other area asks beside, what its route takes, and what ends last."""
        words = figures(own, plan)
        yield f"{words[0].upper()}{words[1:]}."
        more, less = self._more(plan), self._less()
        for sentences in (less, more) if (days_later(own, plan) or 0) < 0 else (more, less):
            yield from sentences
        yield from self._route(own, plan)
        yield from self._last(plan)

    def _more(self, plan: Plan) -> Iterator[str]:
        """What is asked beyond the own area, what is reached last first: that is what takes the time."""
        rows, here, there = self.catalogue.competencies, self.who.focus, self.profile.focus
        met = {gap.id: gap.closed_on or date.max for gap in plan.gaps}
        more = sorted(
            (name for name in self._missing(self.who) if rows[name].required[here] > rows[name].required[there]),
            key=lambda name: met.get(f"competency:{name}", date.min),
            reverse=True,
        )
        asked = [
            f"{rows[name].name} at level {rows[name].required[here]}"
            + (f" (not {rows[name].required[there]})" if rows[name].required[there] else "")
            for name in more
        ]
        if asked:
            yield f"It asks for more: {listed(asked, MOST_TITLES)}."

    def _less(self) -> Iterator[str]:
        """What is missing for the own area and is not asked here, or less of it."""
        rows, here, there = self.catalogue.competencies, self.who.focus, self.profile.focus
        less = [name for name in self._missing(self.profile) if rows[name].required[here] < rows[name].required[there]]
        spared = [
            f"{rows[name].name} only at level {rows[name].required[here]}"
            if rows[name].required[here]
            else f"no {rows[name].name}"
            for name in less
        ]
        if spared:
            yield f"It asks for less: {listed(spared, MOST_TITLES)}."

    def _missing(self, who: Profile) -> list[str]:
        return list(unmet_levels(who, self.catalogue, standing_of(self.profile, self.catalogue)))

    def _route(self, own: Plan, plan: Plan) -> Iterator[str]:
        """What the other route costs beyond what the own plan takes anyway."""
        closing = dict.fromkeys(name for gap in plan.gaps if gap.kind == "route" for name in gap.closed_by)
        fresh = [name for name in closing if name not in {item.offering_id for item in own.items}]
        if fresh and plan.route:
            yield f"To qualify («{self.catalogue.routes[plan.route].name}») it takes {self._titles(fresh)}."

    def _last(self, plan: Plan) -> Iterator[str]:
        """The step that decides the ready date."""
        last = [item for item in plan.items if item.finish == plan.ready_date]
        if last:
            longest = min(last, key=lambda item: (item.start, item.offering_id))
            yield (
                f"What ends last is {short_title(longest.offering_id, self.catalogue)}, "
                f"from {day_in_words(longest.start)} to {day_in_words(longest.finish)}."
            )
