"""Which focus area suits a person: wish, values and distance in points that anyone can add up again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.comparison import Advice, Points
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Acceptance, Focus
from liaison_planner.gaps.words import day_in_words, money_in_words
from liaison_planner.planning.trade_off import Case, stepping_stone, trade_off

MOST = {"wish": 25, "values": 35, "time": 20, "cost": 10, "certainty": 10}
"""Points that each part can give, 100 in all: our own weights, no source. Two fifths are distance."""

FIRM, SOMETIMES, SOURCED = 6, 2, 4
"""Of the points for certainty: a firmly accepted route, one accepted only sometimes, hours that are no estimates."""

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def advise(
    profile: Profile, catalogue: Catalogue, plans: Mapping[Focus, Plan | None], first_day: date
) -> tuple[Advice, ...]:
    """The focus areas from the best suited to the least, areas without a plan last; a tie keeps the person's order.

    Points rest on the person's order of wishes, on the weights of their values against the catalogue's table of values,
    and on the plans given. The same arguments give the same advice.
    """
    scorer = _Scorer(profile, catalogue, plans, first_day)
    cases = {focus: Case(focus, tuple(scorer.parts(focus)), plans[focus]) for focus in plans}
    order = sorted(cases.values(), key=lambda case: (case.plan is None, -case.total))
    return tuple(
        Advice(
            rank=rank,
            focus=case.focus,
            total=case.total,
            parts=case.parts,
            trade_off=trade_off(case, order[1] if rank == 1 else order[0], scorer.suits(case.focus)),
            stepping_stone=stepping_stone(profile, catalogue, case.focus, plans),
        )
        for rank, case in enumerate(order, start=1)
    )


def liking(profile: Profile, catalogue: Catalogue, focus: Focus) -> float:
    """The points for wish and values, which rest on no plan."""
    wish, values, *_ = _Scorer(profile, catalogue, {focus: None}, profile.start_date).parts(focus)
    return round(wish.points + values.points, 1)


@dataclass(frozen=True, slots=True)
class _Scorer:
    profile: Profile
    catalogue: Catalogue
    plans: Mapping[Focus, Plan | None]
    first_day: date

    def parts(self, focus: Focus) -> Iterator[Points]:
        """The five parts, in the order of `MOST`."""
        yield self._wish(focus)
        yield self._values(focus)
        yield from self._distance(focus)

    def _wish(self, focus: Focus) -> Points:
        wishes = self.profile.focus_preference
        if focus not in wishes:
            return _points("wish", 0, "Not among your wishes.")
        place = wishes.index(focus)
        return _points(
            "wish", MOST["wish"] * (1 - place / len(self.catalogue.foci)), f"Your {_ORDINALS[place]} choice."
        )

    def _values(self, focus: Focus) -> Points:
        """Each value counts as much as it matters; half the points where nothing is said of values."""
        weights, offered = self.profile.values, self._offered(focus)
        known = {value: weight for value, weight in weights.items() if value in offered}
        if not known:
            return _points("values", MOST["values"] / 2, "You said nothing of what matters to you.")
        share = sum(weight * (offered[value] - 1) / 4 for value, weight in known.items()) / sum(known.values())
        table = ", ".join(f"{value} {offered[value]} of 5 (weight {weight})" for value, weight in known.items())
        return _points("values", MOST["values"] * share, f"It offers: {table}; an estimate.")

    def suits(self, focus: Focus) -> list[str]:
        """What matters most to the person and is offered most, for a sentence."""
        offered = self._offered(focus)
        most = max(self.profile.values.values(), default=0)
        return [value for value, weight in self.profile.values.items() if weight == most and offered.get(value, 0) >= 4]

    def _offered(self, focus: Focus) -> dict[str, int]:
        return {row.value: row.strength for row in self.catalogue.values.values() if row.focus == focus}

    def _distance(self, focus: Focus) -> Iterator[Points]:
        plan = self.plans[focus]
        if plan is None or plan.ready_date is None:
            for name in ("time", "cost", "certainty"):
                yield _points(name, 0, "No plan within your limits.")
            return
        soonest = min(self._days(each) for each in self.plans.values() if each and each.ready_date)
        days, budget = self._days(plan), self.profile.budget_usd
        yield _points("time", MOST["time"] * soonest / days, f"Ready on {day_in_words(plan.ready_date)}.")
        left = 1 - plan.total_cost_usd / budget if budget else 1.0
        words = f"{money_in_words(plan.total_cost_usd)} of {money_in_words(budget)}."
        yield _points("cost", MOST["cost"] * left, words)
        yield self._certainty(focus, plan)

    def _days(self, plan: Plan) -> int:
        return max(1, (plan.ready_date - self.first_day).days) if plan.ready_date else 1

    def _certainty(self, focus: Focus, plan: Plan) -> Points:
        route = self.catalogue.routes[plan.route or ""]
        firm = route.acceptance[focus] is Acceptance.YES
        rests = plan.evidence.hours_share_estimated
        points = (FIRM if firm else SOMETIMES) + SOURCED * (1 - rests)
        accepted = "accepted" if firm else "accepted only sometimes"
        return _points("certainty", points, f"Route {accepted}; {rests:.0%} of the study hours are estimates.")


def _points(name: str, points: float, because: str) -> Points:
    return Points(name=name, points=round(points, 1), most=MOST[name], because=because)
