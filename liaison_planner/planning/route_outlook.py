"""What each accepted route would take in weeks and dollars: one plan by that route alone, and where none fits, one beyond the limits."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.picture import RouteOutlook, RouteStanding
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.gaps.routes import route_standings
from liaison_planner.gaps.standing import standing_of
from liaison_planner.gaps.words import day_in_words, hours_in_words, money_in_words, weeks_in_words
from liaison_planner.planning.limits import MOST_BUDGET_USD, far_target
from liaison_planner.planning.planner import judged_plan
from liaison_planner.planning.search import BRIEF_LIMIT, first_day, search

FULL_WEEK = 40.0
"""Hours a week of somebody who does nothing else; more is no outlook to offer."""

TOO_LONG_WEEKS = 5 * 52
"""No coach would plan a change of work over more years than these; our judgement."""

BEYOND_LIMIT = 0.15
"""Work per level, in deterministic seconds, for plans beyond the limits: good ones are enough to tell routes apart."""


@dataclass(frozen=True)
class RouteOutlooks:
    """The outlook of each route of one person; at most six plans a route, each with a small limit of work."""

    profile: Profile
    catalogue: Catalogue
    today: date
    tell: Callable[[str], None]

    def all(self) -> tuple[RouteStanding, ...]:
        """Every accepted route with its outlook. Every plan behind one has passed the verifier."""
        found = []
        for route in route_standings(self.profile, self.catalogue):
            self.tell(f"Route «{route.name}»")
            found.append(route.model_copy(update={"outlook": self.outlook(route)}))
        return tuple(found)

    def outlook(self, route: RouteStanding) -> RouteOutlook:
        """What this route would take, within the limits if that is possible."""
        terms = self.catalogue.routes[route.id].requirement
        ultimate = standing_of(self.profile, self.catalogue).after(self.catalogue.offerings.values())
        if ultimate.open_terms(terms):
            text = "No step of the catalogue leads there; only somebody who holds it already can take it."
            return RouteOutlook(within_limits=False, proven=True, text=text)
        for who in self._people():
            plan = self._plan(who, route)
            if plan is not None:
                return self._told(plan, tuple(self._exceeded(plan)))
        text = "No plan was found by this route, even with more time, money and hours."
        return RouteOutlook(within_limits=False, text=text)

    def _people(self) -> Iterator[Profile]:
        """The person as is, then freed of more and more limits: time is given before money, the present job is given up
        before the evenings are.
        """
        yield self.profile
        later: dict[str, object] = {"target_date": far_target(self.profile, self.today)}
        yield self.profile.model_copy(update=later)
        free = later | {"budget_usd": MOST_BUDGET_USD}
        job = {"willing_to_change_job": True}
        hours = {"weekly_hours": max(FULL_WEEK, self.profile.weekly_hours)}
        for more in ({}, job, hours, job | hours):
            freed = self.profile.model_copy(update=free | more)
            if not more or freed != self.profile.model_copy(update=free):
                yield freed

    def _plan(self, who: Profile, route: RouteStanding) -> Plan | None:
        only = replace(self.catalogue, routes={route.id: self.catalogue.routes[route.id]})
        limit = BRIEF_LIMIT if who is self.profile else BEYOND_LIMIT
        answer = search(who, only, self.today, who.objective, limit)
        return judged_plan(answer, who, only, self.today) if answer.found else None

    def _exceeded(self, plan: Plan) -> Iterator[str]:
        """The person's own limits that this plan does not keep, in words."""
        if plan.ready_date and plan.ready_date > self.profile.target_date:
            yield "the target date"
        if plan.total_cost_usd > self.profile.budget_usd:
            yield "the budget"
        jobs = [item for item in plan.items if self.catalogue.offerings[item.offering_id].is_full_time_job]
        if jobs and not self.profile.willing_to_change_job:
            yield "the present job"
        used: dict[date, float] = defaultdict(float)
        for item in (item for item in plan.items if item not in jobs):
            for monday, hours in item.hours_by_week:
                used[monday] += hours
        if max(used.values(), default=0.0) > max(self.profile.weekly_hours, *self._other_hours()):
            yield f"the weekly hours (up to {hours_in_words(round(max(used.values()), 1))})"

    def _other_hours(self) -> Iterator[float]:
        yield 0.0
        yield from (period.hours_per_week for period in self.profile.periods)

    def _told(self, plan: Plan, lifted: tuple[str, ...]) -> RouteOutlook:
        if plan.ready_date is None:
            raise AssertionError(plan.status)
        weeks = -(-((plan.ready_date - first_day(self.profile, self.today)).days) // 7)
        about = "" if plan.proof.proven else "about "
        figures = f"{about}{weeks_in_words(weeks)} and {money_in_words(plan.total_cost_usd)}"
        when = f"ready on {day_in_words(plan.ready_date)}"
        if weeks > TOO_LONG_WEEKS:
            figures = f"about {round(weeks / 52)} years and {money_in_words(plan.total_cost_usd)}"
            when = "too long to plan on"
        needed = f" For that you would need {_listed(tuple(map(_instead_of, lifted)))}." if lifted else ""
        text = f"{figures[0].upper()}{figures[1:]}, {when}.{needed}"
        return RouteOutlook(
            within_limits=not lifted,
            ready_date=plan.ready_date,
            weeks=weeks,
            cost_usd=plan.total_cost_usd,
            lifted=lifted,
            proven=plan.proof.proven,
            text=text,
        )


def _instead_of(limit: str) -> str:
    """What somebody would need who set this limit aside."""
    known = {
        "the target date": "a later date",
        "the budget": "more money than your budget",
        "the present job": "to leave your present job",
    }
    return known.get(limit) or f"{limit.removeprefix('the weekly hours (').removesuffix(')')} a week"


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
